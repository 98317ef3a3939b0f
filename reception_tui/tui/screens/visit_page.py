"""A visit with who came, what it was about, and what followed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from reception_tui.desk.queries.record import VisitPage, visit_page
from reception_tui.domain.follow_up import ANSWER_VISITOR
from reception_tui.domain.kinds import Mode, ReceivedBy, VisitKind, VisitResult
from reception_tui.domain.letters import LetterKind
from reception_tui.domain.reference import Reference
from reception_tui.i18n import formats, tr
from reception_tui.i18n.labels import label
from reception_tui.reports.day_lines import body_name
from reception_tui.tui.actions import Place, bindings_at
from reception_tui.tui.promise_acts import PROMISE_ACTS, PromiseActs
from reception_tui.tui.widgets.record_body import RecordBody
from reception_tui.tui.widgets.status_line import StatusLine


class VisitPageScreen(PromiseActs):
    """Enter on a visit anywhere."""

    place = Place.VISIT
    table = "visit"
    AUTO_FOCUS = "#body"
    BINDINGS: ClassVar[list[BindingType]] = bindings_at(Place.VISIT)

    def __init__(self, no: str) -> None:
        super().__init__()
        self.no = no
        self.page: VisitPage | None = None

    def compose(self) -> ComposeResult:
        """Lay out one scrolling page."""
        yield StatusLine()
        with RecordBody(id="body"):
            yield Static(id="page", markup=False)
        yield from self.frame_bottom()

    def screen_title(self) -> str:
        """Return the visit's number."""
        return tr("VISIT {no}").format(no=self.no)

    def help_text(self) -> str:
        """Return what can be done here."""
        return tr("F3 registers a petition that was handed over at this visit; F8 shows the card of the first visitor.")

    async def on_mount(self) -> None:
        """Read the visit."""
        await self.reread()

    async def reread(self) -> None:
        """Read the visit again."""
        self.page = await self.reception.desk.ask(visit_page, self.no)
        lines = (*_lines(self.page, self.reception.desk.reference), *await self.read_promises())
        self.query_one("#page", Static).update(Text("\n").join(lines))

    def action_new_petition(self) -> None:
        """Register a petition that was handed over at this visit."""
        self.reception.open("petition_form", self.no)

    def can_do(self, act: str) -> bool:
        """Tell whether an act is open to the visit as it stands."""
        if act in PROMISE_ACTS:
            return self.can_promise(act)
        if act in ("recuse", "lift_recusal"):
            return True
        if act == "appointment_paper":
            return self.page is not None and not self.page.secret and self.page.visit["head_count"] > 1
        return self.page is not None and (act != "fulfil" or self.page.answer_owed)

    def action_fulfil(self) -> None:
        """Say that the visitor was answered."""
        if self.page is not None and self.page.answer_owed:
            self.reception.open("fulfil", self.no, (ANSWER_VISITOR,), visit=True)
        else:
            self.tell(tr("This visitor is owed no answer any more."))

    def action_strip(self) -> None:
        """Show how the date of the visitor's answer was counted."""
        self.reception.open("strip", self.no)

    def action_letter(self) -> None:
        """Write a letter about the visit."""
        self.reception.open("letter", self.no, visit=True)

    def action_appointment_paper(self) -> None:
        """Write the paper by which the people of a delegation appoint their representatives."""
        self.reception.open("letter", self.no, visit=True, kind=LetterKind.APPOINTMENT_PAPER)

    def action_link(self) -> None:
        """Say that the visit is about the same matter as another record."""
        self.reception.open("link", self.no, visit=True)

    def action_correct(self) -> None:
        """Put right what was typed wrong."""
        if self.page is not None and not self.page.secret:
            self.reception.open("correct", self.page.visit, visit=True)

    def action_void(self) -> None:
        """Take the number out of force."""
        self.reception.open("void", self.no, visit=True)

    def action_person(self) -> None:
        """Show the card of the first visitor."""
        if self.page is not None and self.page.people:
            self.reception.open("person_card", str(self.page.people[0]["id"]))


def _lines(page: VisitPage, reference: Reference) -> Iterator[Text]:
    row = page.visit
    if row["voided"] is not None:
        yield Text(tr("THIS NUMBER IS VOID: {why}").format(why=row["note"]), style="overdue")
    when = f"{formats.weekday(row['on'])} {formats.day(row['on'])} {row['time']}".strip()
    kinds = (label(VisitKind(row["kind"])), label(Mode(row["mode"])), label(ReceivedBy(row["received_by"])))
    yield Text(" · ".join((when, *kinds)), style="bold")
    count = tr("{people} people").format(people=formats.number(row["head_count"]))
    kind = tr("delegation") if row["delegation"] else ""
    named = {person["household"] for person in page.people if person["household"]}
    alone = sum(not person["household"] for person in page.people)
    homes = tr("{count} households").format(count=formats.number(len(named) + alone)) if named else ""
    yield Text(" · ".join(filter(None, (count, kind, homes))))
    if row["result"]:
        yield Text(
            tr("Result: {result}").format(result=label(VisitResult(row["result"]))) + f" {row['refusal']}".rstrip()
        )
    if row["seat"]:
        yield Text(tr("Received by {body}.").format(body=body_name(row["seat"], reference)))
    for number, of in ((page.session, tr("Reception day {no}")), (page.matter, tr("Matter {no}"))):
        if number is not None:
            yield Text(of.format(no=number["no"]))
    yield Text()
    if page.secret:
        yield Text(tr("Who came and what it is about is kept secret: a denunciation was handed over."))
    else:
        yield Text(row["content"])
        if row["request"]:
            yield Text(tr("Request: {request}").format(request=row["request"]))
        yield Text()
        for i, person in enumerate(page.people, start=1):
            sign = "★" if person["representative"] else " "
            home = tr("household {no}").format(no=person["household"]) if person["household"] else ""
            told = (person["name"], str(person["birth_year"] or ""), person["address"], home)
            yield Text(f"{i:>3} {sign} {'  '.join(filter(None, told))}")
    for petition in page.petitions:
        yield Text(tr("Petition {no} was handed over.").format(no=petition["no"]))
