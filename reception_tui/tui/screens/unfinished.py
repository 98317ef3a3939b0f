"""What is not finished: forms put aside by anybody, and records that still lack something."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from reception_tui.desk.handover import hand_over, handed_by
from reception_tui.desk.queries.unfinished import Unfinished, unfinished
from reception_tui.i18n import formats, tr
from reception_tui.i18n.labels import label
from reception_tui.store import drafts
from reception_tui.store.register import officers
from reception_tui.tui.actions import Place, bindings_at
from reception_tui.tui.fields import Choice, PickField, Spec
from reception_tui.tui.screen import ReceptionScreen
from reception_tui.tui.widgets.record_list import Line, RecordList
from reception_tui.tui.widgets.status_line import StatusLine

_DRAFT = "draft "
_ALL = "all "


class UnfinishedScreen(ReceptionScreen[None]):
    """F4 on the desk. Enter takes a form up again, or opens the record."""

    place = Place.READING
    AUTO_FOCUS = "RecordList"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings_at(Place.READING),
        Binding("shift+f4,f16", "hand_over", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.drafts: list[drafts.Draft] = []

    def compose(self) -> ComposeResult:
        """Lay out the list."""
        yield StatusLine()
        yield RecordList(empty=tr("Nothing is unfinished."))
        yield from self.frame_bottom()

    def screen_title(self) -> str:
        """Return the screen's name."""
        return tr("UNFINISHED")

    def help_text(self) -> str:
        """Return how the list is used."""
        return tr(
            "Forms that were put aside can be taken up by any officer; Shift+F4 hands the marked form, or all of its "
            "desk, over to another one. Below stand records that lack something."
        )

    async def on_mount(self) -> None:
        """Read the list."""
        await self.reread()

    async def reread(self) -> None:
        """Read the list again."""
        desk = self.reception.desk
        self.drafts = await desk.ask(lambda work: drafts.every(work.connection))
        found = await desk.ask(unfinished, date(desk.desk.today.year, 1, 1))
        self.query_one(RecordList).show([*self._aside(), *_lacking(found)])

    def _aside(self) -> Iterator[Line]:
        if self.drafts:
            yield Line(
                "", " " + tr("Forms begun: {count}").format(count=formats.number(len(self.drafts))), "bold underline"
            )
        for one in self.drafts:
            said = str(one.values.get("name") or one.values.get("content") or "")
            giver = handed_by(one)
            who = f"{one.officer} ← {giver}" if giver else one.officer
            text = f" {one.updated[11:16]}  {who:<18} {_kinds().get(one.form, one.form):<14} {said}"
            yield Line(f"{_DRAFT}{one.id}", text)

    async def action_hand_over(self) -> None:
        """Hand the marked form, or all forms of its officer, over to another one."""
        key = self.query_one(RecordList).current or ""
        marked = next((one for one in self.drafts if key == f"{_DRAFT}{one.id}"), None)
        if marked is None:
            self.tell(tr("Mark a form that was begun: that can be handed over."))
            return
        desk = self.reception.desk
        own = [one for one in self.drafts if one.officer == marked.officer]
        others = [one for one in await desk.ask(officers) if one.active and one.code != marked.officer]
        if not others:
            self.tell(tr("There is no other officer to hand it over to."))
            return
        count = formats.number(len(own))
        options = [Choice(one.code, tr("{name}: this form").format(name=one.name)) for one in others]
        options += [
            Choice(
                f"{_ALL}{one.code}",
                tr("{name}: all {count} forms of {officer}").format(name=one.name, count=count, officer=marked.officer),
            )
            for one in others
        ]
        to = PickField(Spec("officer", tr("Hand over to")), options)

        def chosen(_: object) -> None:
            if to.chosen is not None:
                forms = own if to.chosen.code.startswith(_ALL) else [marked]
                self.call_later(self._hand_over, forms, to.chosen.code.removeprefix(_ALL))

        self.reception.open("pick_list", to, then=chosen)

    async def _hand_over(self, forms: list[drafts.Draft], to: str) -> None:
        desk = self.reception.desk
        count = await desk.write(hand_over, forms, to, desk.desk.now())
        self.reception.announce(tr("Forms handed over to {officer}: {count}.").format(officer=to, count=count))
        await self.reread()

    @on(RecordList.Opened)
    def _open(self, event: RecordList.Opened) -> None:
        if not event.key.startswith(_DRAFT):
            self.reception.open_number(event.key)
            return
        wanted = int(event.key.removeprefix(_DRAFT))
        self.reception.take_up(next(one for one in self.drafts if one.id == wanted))


def _lacking(found: list[Unfinished]) -> Iterator[Line]:
    if found:
        yield Line(
            "",
            " " + tr("Records that lack something: {count}").format(count=formats.number(len(found))),
            "bold underline",
        )
    for one in found:
        lacks = ", ".join(label(lack) for lack in one.lacks)
        yield Line(one.no, f" {one.no:<13} {formats.day(one.on)}  {lacks:<30} {one.title}")


def _kinds() -> dict[str, str]:
    return {
        "visit": tr("visit"),
        "petition": tr("petition"),
        "session": tr("reception day"),
        "announce_day": tr("calendar"),
    }
