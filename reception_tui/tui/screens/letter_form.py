"""A letter about a petition or visit: what it lacks is told, it is looked at, then issued under its number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from reception_tui.desk.acts.letters import letters_about, reprint
from reception_tui.desk.letters import Draft, Request, book_of, draft
from reception_tui.desk.queries.letter_templates import template_of
from reception_tui.domain.commands import IssueLetter
from reception_tui.domain.errors import RegisterError
from reception_tui.domain.letter_facts import SAID, SAID_DATES, Fact
from reception_tui.domain.letter_paper import LetterPaper
from reception_tui.domain.letters import About, LetterKind
from reception_tui.domain.reference import Reference
from reception_tui.i18n import tr
from reception_tui.i18n.labels import label
from reception_tui.reports.letters import in_vietnamese
from reception_tui.store.work import Row, Work
from reception_tui.tui import choices
from reception_tui.tui.fields import DayField, Field, LineField, PickField, Spec
from reception_tui.tui.form import FormScreen

SAID_FACTS = tuple(Fact(name) for name in sorted(SAID))
_OF_GROUPS = (LetterKind.REMINDER_BODY,)


class LetterFormScreen(FormScreen):
    """F4 on a petition or visit. The fields that only some letters need show when they are missing."""

    def __init__(self, no: str, *, visit: bool = False, kind: LetterKind | None = None) -> None:
        """`kind` is chosen already."""
        super().__init__()
        self._kind = kind
        self.no, self.about_what = no, About.VISIT if visit else About.PETITION

    def screen_title(self) -> str:
        """Return the form's name with the record's number."""
        return tr("LETTER ABOUT {no}").format(no=self.no)

    def help_text(self) -> str:
        """Return how a letter is issued."""
        return tr(
            "What a letter lacks stands below. F9 shows it as it would go out; F9 there issues it under its number."
        )

    def rows(self) -> Sequence[Sequence[Field]]:
        """Return the fields."""
        reference, today = self.reception.desk.reference, self.reception.desk.desk.today
        kinds = choices.of_kind(kind for kind in LetterKind if kind not in _OF_GROUPS)
        said = [said_field(fact, reference, self) for fact in SAID_FACTS]
        return [
            [PickField(Spec("kind", tr("Letter"), needed=True), kinds)],
            [PickField(Spec("body", tr("To")), choices.bodies(reference, today))],
            [DayField(Spec("on", tr("Day"), needed=True), today, reference.calendar, today)],
            [LineField(Spec("signer", tr("Signed by"), later=True))],
            *([field] for field in said),
        ]

    async def prepare(self) -> None:
        """Hide what only some letters need."""
        for fact in SAID_FACTS:
            self.show_field(fact, shown=False)
        if self._kind is not None:
            self.field("kind").put(self._kind)
            await self.entered(self.field("kind"))
            self.go_to("on")
            self.seek_advice()

    async def entered(self, field: Field) -> Field | None:
        """Ask for what the chosen letter lacks."""
        if field.spec.name == "kind" and field.value_given():
            found = await self._draft({})
            lacking = {one.name for one in found.missing}
            for fact in SAID_FACTS:
                self.show_field(fact, shown=fact in lacking)
        return None

    async def advice(self) -> Sequence[str]:
        """Tell what the chosen letter lacks, and where that is entered."""
        if not self.typed_value("kind"):
            return ()
        found = await self._draft(self._said())
        lacks = [
            tr("Lacks: {what}, entered {where}.").format(what=label(one.name), where=label(one.where))
            for one in found.missing
        ]
        gives = [tr("Gives away who denounced: {what}.").format(what=label(one.gives)) for one in found.places]
        return [*lacks, *gives] or [tr("Nothing is missing: F9 shows the letter.")]

    async def save(self, values: dict[str, Any]) -> str:
        """Show the letter; once it was agreed to, issue it."""
        paper = (await self._draft(self._said())).paper()
        command = IssueLetter(
            kind=LetterKind(values["kind"]),
            petition=self.no if self.about_what is About.PETITION else "",
            visit=self.no if self.about_what is About.VISIT else "",
            body=values["body"] or "",
            on=values["on"],
            signer=values["signer"] or "",
            say=self._said(),
        )

        def answered(agreed: bool | None) -> None:
            if agreed:
                self.call_later(self._issue, command)

        self.reception.open("agree", in_vietnamese(paper), then=answered)
        return ""

    async def _issue(self, command: IssueLetter) -> None:
        try:
            await self.act(command)
        except RegisterError as error:
            await self.show_error(error)
            return
        name, paper, template, on = await self.reception.desk.ask_opened(_last_letter, self.about_what, self.no)
        app = self.reception
        self.dismiss(self.no)
        app.open("letter_paper", paper, name, template, on)

    def _said(self) -> dict[str, Any]:
        found = {fact.value: self.typed_value(fact) for fact in SAID_FACTS}
        return {name: value for name, value in found.items() if value}

    async def _draft(self, said: Mapping[str, Any]) -> Draft:
        desk = self.reception.desk
        request = Request(
            LetterKind(self.typed_value("kind")),
            self.about_what,
            self.typed_value("on") or desk.desk.today,
            no=self.no,
            body=self.typed_value("body") or "",
            officer=desk.desk.officer.name,
            signer=self.typed_value("signer") or "",
            say=said,
        )
        return await desk.ask_opened(_drawn_up, desk.reference, request)


def _drawn_up(work: Work, reference: Reference, request: Request) -> Draft:
    return draft(work, reference, book_of(work), request)


def _last_letter(work: Work, about: About, no: str) -> tuple[str, LetterPaper, bytes | None, date]:
    record = work.by_no(about.value, no, about.value)
    last = letters_about(work, about, record["id"])[-1]
    return file_name(last, no), reprint(work, last["id"]), template_of(work, last), last["on"]


def file_name(letter: Row, record: str) -> str:
    """Return what the file of a letter is called: its number with the year, the record where it has none."""
    number = str(letter["no"]).replace("/", "-")
    return f"{number}-{letter['year']}" if number else f"{letter['kind']}-{record}"


def said_field(fact: Fact, reference: Reference, form: FormScreen) -> Field:
    today = form.reception.desk.desk.today
    if fact in SAID_DATES:
        return DayField(Spec(fact.value, label(fact)), today, reference.calendar)
    return LineField(Spec(fact.value, label(fact)))
