"""The roster of a delegation: one line for each person, typed or pasted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, Label

from reception_tui.domain.people import PersonEntry
from reception_tui.domain.roster import read_roster_line
from reception_tui.domain.text import shorten
from reception_tui.i18n import formats, tr
from reception_tui.tui.actions import Place, bindings_at
from reception_tui.tui.fields import LineField, Spec
from reception_tui.tui.screen import ReceptionScreen
from reception_tui.tui.widgets.record_list import Line, RecordList
from reception_tui.tui.widgets.status_line import StatusLine


class RosterScreen(ReceptionScreen[tuple[PersonEntry, ...]]):
    """Ctrl+U in a visit: who came. Dismissed with everybody named."""

    place = Place.DIALOG
    AUTO_FOCUS = "LineField"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings_at(Place.DIALOG),
        Binding("insert", "toggle_representative", show=False),
        Binding("ctrl+x", "take_out", show=False, priority=True),
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
    ]

    def __init__(
        self,
        people: tuple[PersonEntry, ...],
        head_count: int | None,
        keep: Callable[[tuple[PersonEntry, ...]], None],
    ) -> None:
        """`keep` is told who is named so far, after every change, for the draft of the visit."""
        super().__init__()
        self.people = list(people)
        self.head_count = head_count
        self._keep = keep

    def screen_title(self) -> str:
        """Return the screen's name."""
        return tr("ROSTER OF THE DELEGATION")

    def help_text(self) -> str:
        """Return how a roster is typed."""
        return tr(
            "One person a line: name; identity number; year of birth; address. Only the name is needed. Enter adds, "
            "Insert makes the marked person a representative, Ctrl+X takes out, F9 goes back to the visit. "
            "A list from a phone or a spreadsheet can be pasted."
        )

    def compose(self) -> ComposeResult:
        """Lay out the list and the line below it."""
        yield StatusLine()
        yield Label("", id="rule", classes="heading")
        yield RecordList(empty=tr("Nobody is named yet."))
        yield Label(tr("Name; identity number; year of birth; address"), classes="heading")
        yield LineField(Spec("line", tr("Person")))
        yield from self.frame_bottom()

    def on_mount(self) -> None:
        """Show who is named already."""
        self.query_one(RecordList).can_focus = False
        self._redraw()

    @on(Input.Submitted)
    def _add(self, event: Input.Submitted) -> None:
        event.stop()
        if not event.value.strip():
            self.action_save()
            return
        self._take(event.value)
        event.input.clear()

    def on_paste(self, event: events.Paste) -> None:
        """Take a pasted list, a person a line."""
        lines = [line for line in event.text.splitlines() if line.strip()]
        if len(lines) > 1:
            event.stop()
            event.prevent_default()
            self.query_one(LineField).clear()
            for line in lines:
                self._take(line)

    def _take(self, line: str) -> None:
        found = read_roster_line(line, self.reception.desk.desk.today)
        if found is not None:
            self.people.append(found)
        self._show()
        self.query_one(RecordList).action_jump(-1)

    def action_move(self, by: int) -> None:
        """Go through the people."""
        self.query_one(RecordList).action_move(by)

    def action_toggle_representative(self) -> None:
        """Make the marked person a representative, or not any more."""
        place = self._marked()
        if place is not None:
            person = self.people[place]
            self.people[place] = replace(person, representative=not person.representative)
            self._show()

    def action_take_out(self) -> None:
        """Take the marked person off the roster."""
        place = self._marked()
        if place is not None:
            self.query_one(LineField).put(self.people.pop(place).name)
            self._show()

    def action_save(self) -> None:
        """Go back with the roster."""
        self.dismiss(tuple(self.people))

    async def action_leave(self) -> None:
        """Go back with the roster: nothing typed is lost."""
        self.action_save()

    def _marked(self) -> int | None:
        key = self.query_one(RecordList).current
        return int(key) - 1 if key else None

    def _show(self) -> None:
        self._keep(tuple(self.people))
        self._redraw()

    def _redraw(self) -> None:
        self.query_one(RecordList).show(list(self._lines()))
        self.query_one("#rule", Label).update(self._rule())

    def _lines(self) -> Iterator[Line]:
        for i, person in enumerate(self.people, start=1):
            sign = "★" if person.representative else " "
            born = "" if person.birth_year is None else str(person.birth_year)
            name = shorten(person.name, 28)
            yield Line(str(i), f"{i:>3} {sign} {name:<28} {person.id_number:<12} {born:<4} {person.address}")

    def _rule(self) -> str:
        """Return how many may speak for so many people, and by which article."""
        desk = self.reception.desk
        count = max(len(self.people), self.head_count or 0)
        rule = desk.reference.book.group_rule(count, desk.desk.today)
        spoken = sum(person.representative for person in self.people)
        told = tr("{named} named of {count}; {spoken} representatives ★ (Insert)").format(
            named=formats.number(len(self.people)), count=formats.number(count), spoken=formats.number(spoken)
        )
        if rule is None:
            return told
        needed = tr("{least} to {most} by {article}").format(
            least=rule.representatives_min, most=rule.representatives_max, article=rule.article
        )
        fits = rule.representatives_min <= spoken <= rule.representatives_max
        return f"{told}: {needed} {'✓' if fits else '✗'}"
