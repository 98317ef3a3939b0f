"""Letters drawn up from the register: what they say, what they lack, and what they may not tell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from reception_tui.desk.queries.letter_facts import LetterFacts, of_body, of_petition, of_visit
from reception_tui.desk.queries.letter_limits import limit_facts
from reception_tui.domain.errors import BadChoice, BadDate, BadShape, IdentityClosed, IdentityShown, LetterLacks
from reception_tui.domain.leaks import LeakKind, find_leaks, find_phrases
from reception_tui.domain.letter_checks import names_in
from reception_tui.domain.letter_facts import FREE_TEXT, IDENTITY, SAID, SAID_DATES, Fact, Where
from reception_tui.domain.letter_paper import Issuer, LetterPaper, Missing, Value, fill, missing
from reception_tui.domain.letters import About, IssuedBy, LetterBook, LetterForm, LetterKind, Secrecy
from reception_tui.domain.reference import Reference
from reception_tui.domain.text import clean
from reception_tui.store.numbers import tidy_number
from reception_tui.store.reference.letters import letter_book
from reception_tui.store.register import reference_files
from reception_tui.store.work import Row, Work


@dataclass(frozen=True, slots=True)
class Request:
    """Which letter is wanted: of what kind, about which record, to whom, on which day, and what the officer says."""

    kind: LetterKind
    about: About
    on: date
    no: str = ""
    body: str = ""
    petitions: tuple[str, ...] = ()
    stage: str = ""
    officer: str = ""
    signer: str = ""
    say: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a text that a letter may not tell: in which value, from where to where, and what it gives away."""

    name: Fact
    start: int
    end: int
    gives: LeakKind


@dataclass(frozen=True, slots=True)
class Draft:
    """A letter that is ready but for its number. `missing` and `places` are empty when it may be printed."""

    form: LetterForm
    found: LetterFacts
    record: Row | None
    missing: tuple[Missing, ...]
    places: tuple[Place, ...]
    _book: LetterBook
    _issuer: Issuer
    _on: date

    def paper(self, number: int | None = None) -> LetterPaper:
        """Return the letter as it is printed. Raises `LetterLacks`, `IdentityShown`."""
        if self.missing:
            lack = self.missing[0]
            raise LetterLacks(lack.name.value, what=lack.name, where=lack.where)
        if self.places:
            first = self.places[0]
            spots = tuple(f"{one.start + 1}–{one.end}" for one in self.places if one.name is first.name)
            raise IdentityShown(first.name.value, what=first.name, gives=first.gives, places=spots)
        found = self.found
        paper = fill(self.form, found.facts, found.lists, self._book.wording, self._issuer, number=number, on=self._on)
        stamp = self.form.secret_stamp if found.secret else ""
        if found.secret and self.form.secrecy is Secrecy.REDACTED:
            _check_whole(paper, found)
        return replace(paper, stamp=stamp)


def book_of(work: Work) -> LetterBook:
    """Return the forms that a register goes by. Raises `ReferenceBroken`."""
    return letter_book(reference_files(work))


def draft(work: Work, reference: Reference, book: LetterBook, request: Request) -> Draft:
    """Return the letter with all that is known, and what it lacks or may not tell.

    Raises `UnknownRecord`, `UnknownBody`, `UnknownForm`, `IdentityClosed` when it takes sealed words that are not open
    at this desk, and the errors of what the officer says.
    """
    record, found = _facts(work, reference, book, request)
    form = _form(book, request, found)
    facts = found.facts | _said(reference, request)
    lists = dict(found.lists)
    wanted = request.stage.strip() or form.clock
    if wanted and record is not None:
        limit, days = limit_facts(work, reference, book.wording, record, wanted)
        facts |= limit
        lists["days"] = days
    issuer = _issuer(reference, form.issued_by)
    facts |= {"issuer": issuer.name, "place": issuer.place, "on": request.on, "officer": request.officer}
    facts |= {"head_of_province": _province(reference).head_vi, "signer": request.signer}
    guided = str(facts.get("guided_to", ""))
    if guided and "guidance" not in facts and "citizen" in facts:
        facts["guidance"] = book.wording.guide_to.format(citizen=facts["citizen"], body=guided)
    found = replace(found, facts=facts, lists=lists)
    if found.secret and record is not None and not work.is_open(record) and _reads_secrets(form, request):
        raise IdentityClosed(request.about.value, value=found.code)
    if found.secret and form.secrecy is Secrecy.REDACTED:
        found = _redacted(found, form, book)
    return Draft(
        form=form,
        found=found,
        record=record,
        missing=missing(form, found.facts, found.lists),
        places=tuple(_places(found, form)),
        _book=book,
        _issuer=issuer,
        _on=request.on,
    )


def _reads_secrets(form: LetterForm, request: Request) -> bool:
    """Tell whether a letter holds sealed words, or words of the officer's that must be held against them."""
    said = {name for name, value in request.say.items() if value}
    return form.secrecy is not Secrecy.REDACTED or form.secret_content or bool(FREE_TEXT & names_in(form) & said)


def _facts(work: Work, reference: Reference, book: LetterBook, request: Request) -> tuple[Row | None, LetterFacts]:
    no = tidy_number(request.no)
    if request.about is About.VISIT:
        visit = work.by_no("visit", no, "visit")
        return visit, of_visit(work, reference, book.wording, visit, request.on)
    if request.about is About.BODY:
        numbers = [tidy_number(one) for one in request.petitions]
        return None, of_body(work, reference, book.wording, request.body, numbers, request.on)
    sealed = work.rows("petition", sealed_code=no)
    petition = sealed[0] if sealed else work.by_no("petition", no, "petition")
    return petition, of_petition(work, reference, book.wording, petition, request.on, request.body)


def _form(book: LetterBook, request: Request, found: LetterFacts) -> LetterForm:
    """Return the form of the letter. Raises `UnknownForm`; `LetterLacks` when it hangs on how the petition is
    classified, and nobody has done that."""
    classified = found.kind is not None or request.about is not About.PETITION
    if (
        not classified
        and not any(one.fits(request.kind, request.about, None, request.on) for one in book.forms)
        and any(one.kind is request.kind for one in book.forms)
    ):
        raise LetterLacks(Fact.KIND.value, what=Fact.KIND, where=Where.CLASSIFY)
    return book.form_for(request.kind, request.about, found.kind, request.on)


def _said(reference: Reference, request: Request) -> dict[str, Value]:
    """Return what the officer says with the letter. Raises `BadChoice`, `BadDate`, `BadShape`."""
    found: dict[str, Value] = {}
    for name, value in request.say.items():
        if name not in SAID:
            raise BadChoice("say", value=name, choices=tuple(sorted(SAID)))
        if name in SAID_DATES:
            found[name] = _as_day(value, name)
        elif not isinstance(value, str | int) or isinstance(value, bool):
            raise BadShape(name, value=value)
        else:
            found[name] = clean(str(value))
    guided = found.get("guided_to")
    if isinstance(guided, str):
        known = reference.directory.bodies.get(guided)
        found["guided_to"] = known.name_vi if known is not None else guided
    return found


def _as_day(value: Any, name: str) -> date:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise BadDate(name, value=value) from None


def _redacted(found: LetterFacts, form: LetterForm, book: LetterBook) -> LetterFacts:
    """Return the facts without what tells who wrote a denunciation."""
    facts = {name: value for name, value in found.facts.items() if name not in IDENTITY}
    facts["citizen"] = book.wording.hidden.format(code=found.code)
    if not form.secret_content:
        facts["content"] = book.wording.hidden_content
    return replace(found, facts=facts)


def _places(found: LetterFacts, form: LetterForm) -> Iterable[Place]:
    """Yield what the texts of a secret letter would give away."""
    if not found.secret:
        return
    for name in sorted(FREE_TEXT & names_in(form) & found.facts.keys()):
        text = str(found.facts[name])
        if form.secrecy is Secrecy.REDACTED:
            for leak in find_leaks(text, found.identity, found.public):
                yield Place(Fact(name), leak.start, leak.end, leak.kind)
        elif form.no_bodies and name in SAID and name != "content":
            for start, end in find_phrases(text, found.accused):
                yield Place(Fact(name), start, end, LeakKind.ACCUSED)


def _check_whole(paper: LetterPaper, found: LetterFacts) -> None:
    """Raise when the finished letter holds a whole name or number, however it came there: a second fence."""
    for text in paper.texts():
        for leak in find_leaks(text, found.identity, found.public):
            if leak.kind in (LeakKind.NAME, LeakKind.NUMBER):
                raise IdentityShown("letter", what=paper.kind, gives=leak.kind, places=())


def _issuer(reference: Reference, by: IssuedBy) -> Issuer:
    bodies = reference.directory.bodies
    body = bodies[reference.board.body] if by is IssuedBy.BOARD else _province(reference)
    parent = bodies[body.parent].name_vi if body.parent else ""
    return Issuer(parent, body.name_vi, reference.board.place)


def _province(reference: Reference) -> Any:
    """Return the body that stands above all: the People's Committee of the province."""
    body = reference.directory.bodies[reference.board.body]
    while body.parent is not None:
        body = reference.directory.bodies[body.parent]
    return body
