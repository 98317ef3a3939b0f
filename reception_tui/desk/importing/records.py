"""Facts of a row as acts: a visit, a petition with what was decided on it, feedback, a reception day."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from reception_tui.desk.importing import cells
from reception_tui.desk.importing.joining import of_person
from reception_tui.desk.importing.words import Words, squeeze
from reception_tui.desk.reading import read_command, read_object
from reception_tui.domain.bodies import Body
from reception_tui.domain.commands import (
    Against,
    Classify,
    Command,
    Dispose,
    Document,
    Forward,
    HoldSession,
    LogVisit,
    Moment,
    RecordReply,
    RegisterPetition,
    Void,
)
from reception_tui.domain.errors import CellRefused, RegisterError
from reception_tui.domain.kinds import (
    Book,
    Channel,
    DispositionKind,
    Gender,
    Host,
    Instance,
    Jurisdiction,
    Mode,
    PetitionKind,
    ReceivedBy,
    VisitKind,
    VisitResult,
)
from reception_tui.domain.people import PersonEntry
from reception_tui.domain.reference import Reference

Facts = Mapping[str, Any]

_PAPER = re.compile(
    r"(?:số\s*)?(\d+\s*[/-]\s*[^\s,;()]*[A-ZĐ][^\s,;()]*)(?:\s*(?:ngày)\s*(\d{1,2}[/.-]\d{1,2}[/.-]\d{4}))?"
)
_CODES = re.compile(r"[A-Za-z]+\d+")
DECIDED = (
    "kind", "instance", "field", "eligible", "why_not", "jurisdiction", "classified_on", "as", "disposed_on",
    "disposed_document", "to", "sent_on", "sent_document", "answer_by", "replied_on", "reply_document", "reply",
)  # fmt: skip
"""The columns that tell what was decided on a petition."""

_OF_PEOPLE = ("id_number", "birth_year", "commune", "address", "phone", "organisation")
_MARK = frozenset({"x", "v", "1", "có", "✓", "✔"})


def build(book: Book, facts: Facts, more: Sequence[Facts], words: Words, reference: Reference) -> tuple[Command, ...]:
    """Return the acts that enter the record; the first one gives it its number. Raises the errors of single fields.

    `field` of an error is the code of the column.
    """
    if book is Book.VISITS:
        return _visit(facts, more, words)
    if book is Book.SESSIONS:
        return _session(facts, words)
    return _petition(book, facts, more, words, reference)


def _choice(words: Words, facts: Facts, code: str, *, lenient: bool = False) -> str:
    said = facts.get(code, "")
    if not said:
        return ""
    found = words.choice(code, said)
    if not found and not lenient:
        choices = tuple(dict.fromkeys(one for one, _ in words.values.get(code, ())))
        raise CellRefused(code, why="not_a_choice", value=said, choices=choices)
    return found


def _people(facts: Facts, more: Sequence[Facts], words: Words) -> tuple[tuple[PersonEntry, ...], int | None]:
    """Return the people of a record, and how many came where a cell of names says so."""
    if "roster" in facts:
        return _roster(facts, words), None
    found: list[PersonEntry] = []
    count: int | None = None
    for one in (facts, *more):
        said, address = one.get("name", ""), one.get("address", "")
        if not said and "name_address" in one:
            said, behind = cells.name_and_address(one["name_address"])
            address = address or behind
        if not said or words.is_small("nobody", said):
            continue
        named, in_all = cells.names(said)
        count = in_all if in_all is not None else count
        gender = _choice(words, one, "gender")
        for at, person in enumerate(named):
            first, of = at == 0, partial(of_person, one, at=at, people=len(named))
            found.append(
                PersonEntry(
                    name=person.name,
                    id_number=of("id_number") or "",
                    birth_year=of("birth_year"),
                    gender=(Gender(gender) if gender and first else person.gender),
                    commune=one.get("commune", ""),
                    address=address,
                    phone=of("phone") or "",
                    organisation=one.get("organisation", "") if first else "",
                )
            )
    if count is not None and more:
        count = max(count, len(found))
    return tuple(found), count


def _roster(facts: Facts, words: Words) -> tuple[PersonEntry, ...]:
    """Return the first of the people from its columns, and the others from what an export wrote for machines."""
    gender = _choice(words, facts, "gender")
    try:
        table = json.loads(facts["roster"])
        first = PersonEntry(
            name=facts.get("name", ""),
            gender=Gender(gender) if gender else None,
            representative=bool(table["represents"]),
            **{name: facts[name] for name in _OF_PEOPLE if name in facts},
        )
        return (first, *(read_object(PersonEntry, one, "roster") for one in table["others"]))
    except (ValueError, TypeError, KeyError, AttributeError, RegisterError) as error:
        raise CellRefused("roster", why="not_machine_text") from error


def _visit(facts: Facts, more: Sequence[Facts], words: Words) -> tuple[Command, ...]:
    people, told = _people(facts, more, words)
    notes = [facts["note"]] if "note" in facts else []
    count = facts.get("head_count", told)
    kind_people = facts.get("kind_people", "")
    if kind_people:
        kind, _, number = kind_people.rpartition("/")
        if not number.strip().isdigit():
            kind, number = kind_people, ""
        count = int(number) if number else count
        notes += [f"{words.column('kind_people').label}: {kind.strip()}"] if kind.strip() else []
    if count is not None:
        count = max(count, 1) if not people else count
    result = _choice(words, facts, "result", lenient=True)
    received = _choice(words, facts, "received_by", lenient=True)
    for code, meant in (("result", result), ("received_by", received), ("petition_kind", ""), ("earlier_body", "")):
        if facts.get(code) and not (meant and (meant == facts[code] or squeeze(facts[code]) in _names(words, code))):
            notes.append(f"{words.column(code).label}: {facts[code]}")
    kind_said = _choice(words, facts, "visit_kind")
    by = ReceivedBy(received) if received else ReceivedBy.OFFICER
    kind = VisitKind(kind_said) if kind_said else VisitKind.REGULAR if by is ReceivedBy.OFFICER else VisitKind.PERIODIC
    mode = _choice(words, facts, "mode")
    number = facts.get("appointment_number", "")
    log = LogVisit(
        at=Moment(facts["day"], facts.get("time", "")),
        kind=kind,
        mode=Mode(mode) if mode else Mode.IN_PERSON,
        received_by=by,
        people=people,
        head_count=count,
        content=facts["content"],
        request=facts.get("request", ""),
        result=VisitResult(result) if result else None,
        refusal=facts.get("refusal", ""),
        session=facts.get("session", ""),
        appointment=Document(number, facts.get("appointment_date")) if number or "appointment_date" in facts else None,
        note="\n".join(notes),
    )
    return (log, Void(visit="", why=facts["voided"])) if "voided" in facts else (log,)


def _names(words: Words, code: str) -> frozenset[str]:
    return words.names.get(code, frozenset())


def _session(facts: Facts, words: Words) -> tuple[Command, ...]:
    kind, by = _choice(words, facts, "visit_kind"), _choice(words, facts, "received_by")
    held = HoldSession(
        on=facts["day"],
        kind=VisitKind(kind) if kind else VisitKind.PERIODIC,
        host=Host(_choice(words, facts, "host")),
        received_by=ReceivedBy(by) if by else ReceivedBy.HEAD,
        place=facts.get("place", ""),
        conclusion=facts.get("conclusion", ""),
        note=facts.get("note", ""),
    )
    return (held, Void(session="", why=facts["voided"])) if "voided" in facts else (held,)


def _petition(
    book: Book, facts: Facts, more: Sequence[Facts], words: Words, reference: Reference
) -> tuple[Command, ...]:
    day: date = facts["day"]
    people, told = _people(facts, more, words)
    notes = [facts["note"]] if "note" in facts else []
    if "earlier_body" in facts:
        notes.append(f"{words.column('earlier_body').label}: {facts['earlier_body']}")
    if "reply" in facts and "replied_on" not in facts:
        # A result without its day is no reply that can be counted: it stays beside the record.
        notes.append(f"{words.column('reply').label}: {facts['reply']}")
    against, left = _against(facts, day, reference)
    notes += left
    channel, forwarded_by = _channel(book, facts, words, reference, day)
    register = RegisterPetition(
        received_on=day,
        channel=channel,
        petitioners=people,
        signatories=facts.get("signatories", told),
        title=facts.get("title", ""),
        content=facts["content"],
        against=against,
        dated=facts.get("dated"),
        signed=facts.get("signed", True),
        visit=facts.get("visit", ""),
        book=book,
        forwarded_by=forwarded_by,
        wants_result=facts.get("wants_result", False),
        note="\n".join(notes),
    )
    commands: list[Command] = [register]
    commands += _machine_acts(facts) if "more" in facts else _decided(book, facts, words, reference)
    if "voided" in facts:
        commands.append(Void(petition="", why=facts["voided"]))
    return tuple(commands)


def _channel(book: Book, facts: Facts, words: Words, reference: Reference, day: date) -> tuple[Channel, str]:
    """Return how it came; a cell that names a body means that this body passed it on."""
    by = facts.get("forwarded_by", "")
    said = facts.get("channel", "")
    usual = Channel.PORTAL if book is Book.FEEDBACK else Channel.FORWARDED if by else Channel.IN_PERSON
    if not said:
        return usual, by
    found = words.choice("channel", said)
    if found:
        channel = Channel(found)
        exact = squeeze(said) in _names(words, "channel")
        return channel, by or ("" if exact or channel is not Channel.FORWARDED else said)
    if reference.directory.find(said, day):
        return Channel.FORWARDED, by or said
    choices = tuple(dict.fromkeys(code for code, _ in words.values["channel"]))
    raise CellRefused("channel", why="not_a_choice", value=said, choices=choices)


def _against(facts: Facts, day: date, reference: Reference) -> tuple[Against | None, list[str]]:
    """Return the one complained of; a body or place that is not known stays as it was written."""
    body = person = commune = ""
    left: list[str] = []
    if "against_body" in facts:
        hit = _known_body(facts["against_body"], day, reference)
        if hit is None:
            person = facts["against_body"]
        else:
            body = hit.code
    if "against_commune" in facts:
        try:
            commune = reference.directory.commune(facts["against_commune"], day).code
        except RegisterError:
            left = [facts["against_commune"]]
    person = ", ".join(filter(None, (facts.get("against_person", ""), person)))
    office = facts.get("against_office", "")
    return (Against(body, person, office, commune) if body or person or office or commune else None), left


def _known_body(said: str, day: date, reference: Reference) -> Body | None:
    """Return the one body that a cell means on that day; None where it means none, or several."""
    directory = reference.directory
    try:
        return directory.body(said, day=day)
    except RegisterError:
        pass
    hits = [body for body in directory.find(said, day) if body.exists_on(day)]
    exact = [body for body in hits if squeeze(said) in (squeeze(body.name_vi), squeeze(body.short), squeeze(body.code))]
    found = exact or hits
    return found[0] if len(found) == 1 else None


def _receiver(code: str, said: str, day: date, reference: Reference) -> str:
    found = _known_body(said, day, reference)
    if found is None:
        raise CellRefused(code, why="body_unknown", value=said)
    return found.code


def _decided(book: Book, facts: Facts, words: Words, reference: Reference) -> list[Command]:
    """Return what the book says was decided: classified, disposed of, forwarded, answered."""
    day: date = facts["day"]
    found: list[Command] = []
    decision = _choice(words, facts, "as")
    to, sent_paper = facts.get("to", ""), _paper(facts.get("sent_document", ""))
    mark = facts.get("forward_mark", "")
    if mark and squeeze(mark) not in _MARK and not to:
        paper = _PAPER.search(mark)
        sent_paper = sent_paper or (None if paper is None else _paper(paper[0]))
        rest = mark if paper is None else mark[: paper.start()] + mark[paper.end() :]
        to = re.sub(r"(?i)^\s*(chuyển|gửi)(\s+(đến|cho|tới))?\s+|[\s(),;:–-]+$", "", rest).strip()
    body = (
        _receiver("to" if facts.get("to") else "forward_mark", to, facts.get("sent_on", day), reference) if to else ""
    )
    returned = facts.get("returned_mark", "")
    if not decision:
        if facts.get("accepted_mark"):
            decision = DispositionKind.ACCEPT.value
        elif returned:
            decision = DispositionKind.GUIDE.value
        elif mark and not to:
            decision = DispositionKind.FORWARD.value
    classified = facts.get("classified_on", day)
    if book is Book.PETITIONS and "kind" in facts:
        found.append(_classify(facts, words, classified, decision, body))
    disposed = facts.get("disposed_on", classified)
    if decision and not (decision == DispositionKind.FORWARD and body):
        paper = _PAPER.search(returned)
        document = _paper(facts.get("disposed_document", "")) or (None if paper is None else _paper(paper[0]))
        note = returned if returned and squeeze(returned) not in _MARK else ""
        found.append(Dispose(petition="", on=disposed, as_=DispositionKind(decision), document=document, note=note))
    if body:
        sent = facts.get("sent_on", disposed)
        found.append(Forward(petition="", to=body, sent_on=sent, document=sent_paper, answer_by=facts.get("answer_by")))
        if "replied_on" in facts:
            found.append(
                RecordReply(
                    petition="",
                    on=facts["replied_on"],
                    document=_paper(facts.get("reply_document", "")),
                    content=facts.get("reply", ""),
                )
            )
    return found


def _classify(facts: Facts, words: Words, on: date, decision: str, body: str) -> Classify:
    jurisdiction = _choice(words, facts, "jurisdiction")
    if not jurisdiction and (decision == DispositionKind.ACCEPT or body or decision):
        jurisdiction = (Jurisdiction.OURS if decision == DispositionKind.ACCEPT else Jurisdiction.OTHER).value
    kind = PetitionKind(_choice(words, facts, "kind"))
    instance = _choice(words, facts, "instance")
    if kind is PetitionKind.DENUNCIATION and instance == Instance.SECOND:
        instance = Instance.AGAIN.value
    eligible = facts.get("eligible")
    why_not = tuple(_CODES.findall(facts.get("why_not", "")))
    return Classify(
        petition="",
        on=on,
        kind=kind,
        instance=Instance(instance) if instance else Instance.FIRST,
        field=_choice(words, facts, "field"),
        eligible=not why_not if eligible is None else eligible,
        why_not=why_not,
        jurisdiction=Jurisdiction(jurisdiction) if jurisdiction else None,
    )


def _paper(said: str) -> Document | None:
    if not said:
        return None
    found = _PAPER.fullmatch(said.strip())
    if found is None or not found[2]:
        return Document(said)
    return Document(found[1].strip(), cells.day(found[2], cells.Order()))


def _machine_acts(facts: Facts) -> list[Command]:
    """Return the acts that an export wrote for machines, unless somebody has changed what it wrote for people."""
    try:
        table = json.loads(facts["more"])
        found = [read_command({"petition": "?", **one})[0] for one in table["acts"]]
        known = table["of"] == decided_digest(facts)
    except (ValueError, TypeError, KeyError, RegisterError) as error:
        raise CellRefused("more", why="not_machine_text", value="") from error
    if not known:
        raise CellRefused("more", why="not_machine_text", value="")
    return found


def decided_digest(facts: Facts) -> str:
    """Return what tells whether the columns of decisions are as an export wrote them."""
    said = " ".join(f"{code}={facts[code]}" for code in DECIDED if code in facts)
    return hashlib.blake2b(said.encode(), digest_size=6).hexdigest()
