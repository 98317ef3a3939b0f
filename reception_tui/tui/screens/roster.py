"""The roster of a delegation: one line for each person, typed or pasted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input, Label

from reception_tui.domain.people import PersonEntry
from reception_tui.domain.roster import Column, add_person, households, read_headings, read_roster_line
from reception_tui.domain.text import shorten
from reception_tui.i18n import formats, tr
from reception_tui.tui.actions import Place, bindings_at
from reception_tui.tui.fields import LineField, Spec
from reception_tui.tui.screen import ReceptionScreen
from reception_tui.tui.widgets.record_list import Line, RecordList
from reception_tui.tui.widgets.status_line import StatusLine


class RosterLine(LineField):
    """The line in which a person is typed. A paste of several lines is a list."""

    class Listed(Message):
        """Several lines were pasted."""

        def __init__(self, lines: list[str]) -> None:
            super().__init__()
            self.lines = lines

    def on_paste(self, event: events.Paste) -> None:
        """Hand a pasted list over, before the field takes its first line."""
        lines = [line for line in event.text.splitlines() if line.strip()]
        if len(lines) > 1:
            event.stop()
            event.prevent_default()
            self.post_message(self.Listed(lines))


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
        keep: Callable[[tuple[PersonEntry, ...], str, int], None],
        line: str = "",
        place: int = -1,
    ) -> None:
        """`keep` is told after every change who is named so far, what stands in the line, and who is marked, for the
        draft of the visit; with that line and mark, by `place`, the roster opens.
        """
        super().__init__()
        self.people = list(people)
        self.head_count = head_count
        self._keep = keep
        self._line, self._place = line, place
        self._columns: tuple[Column, ...] = ()

    def screen_title(self) -> str:
        """Return the screen's name."""
        return tr("ROSTER OF THE DELEGATION")

    def help_text(self) -> str:
        """Return how a roster is typed."""
        return tr(
            "One person a line: name; identity number; year of birth; address. Only the name is needed. Enter adds, "
            "Insert makes the marked person a representative, Ctrl+X takes out, F9 goes back to the visit. "
            "A star before the name is a representative, a plus one of the same household as the person above. "
            "A list from a phone or a spreadsheet can be pasted, with its row of headings."
        )

    def compose(self) -> ComposeResult:
        """Lay out the list and the line below it."""
        yield StatusLine()
        yield Label("", id="rule", classes="heading", markup=False)
        yield RecordList(empty=tr("Nobody is named yet."))
        yield Label(tr("Name; identity number; year of birth; address"), classes="heading", markup=False)
        yield RosterLine(Spec("line", tr("Person")), self._line)
        yield from self.frame_bottom()

    def on_mount(self) -> None:
        """Show who is named already, with the cursor where it was."""
        self.query_one(RecordList).can_focus = False
        self._redraw()
        if 0 <= self._place < len(self.people):
            self.query_one(RecordList).cursor = self._place
        line = self.query_one(RosterLine)
        line.stand([len(line.value)] * 2)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._tell_form()

    @on(Input.Submitted)
    def _add(self, event: Input.Submitted) -> None:
        event.stop()
        if not event.value.strip():
            self.action_save()
            return
        self._take(event.value)
        event.input.clear()

    @on(RosterLine.Listed)
    def _take_list(self, event: RosterLine.Listed) -> None:
        self._columns = ()
        for line in event.lines:
            self._take(line)

    def _take(self, line: str) -> None:
        headings = read_headings(line)
        if headings:
            self._columns = headings
            return
        found = read_roster_line(line, self.reception.desk.desk.today, self._columns)
        if found is not None:
            add_person(self.people, found)
        self._show()
        self.query_one(RecordList).action_jump(-1)

    def action_move(self, by: int) -> None:
        """Go through the people."""
        self.query_one(RecordList).action_move(by)
        self._tell_form()

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
        """Go back with the roster; who stands in the line is of it."""
        line = self.query_one(RosterLine)
        if line.value.strip():
            self._take(line.value)
            with line.prevent(Input.Changed):
                line.clear()
        self._tell_form()
        self.dismiss(tuple(self.people))

    async def action_leave(self) -> None:
        """Go back with the roster: nothing typed is lost, the line stands there when it is opened again."""
        self._tell_form()
        self.dismiss(tuple(self.people))

    def _tell_form(self) -> None:
        self._keep(tuple(self.people), self.query_one(RosterLine).value, -1 if (at := self._marked()) is None else at)

    def _marked(self) -> int | None:
        key = self.query_one(RecordList).current
        return int(key) - 1 if key else None

    def _show(self) -> None:
        self._redraw()
        self._tell_form()

    def _redraw(self) -> None:
        self.query_one(RecordList).show(list(self._lines()))
        self.query_one("#rule", Label).update(self._rule())

    def _lines(self) -> Iterator[Line]:
        for i, person in enumerate(self.people, start=1):
            sign = "★" if person.representative else " "
            home = "└" if i > 1 and person.household and person.household == self.people[i - 2].household else " "
            born = "" if person.birth_year is None else str(person.birth_year)
            name = shorten(person.name, 28)
            yield Line(str(i), f"{i:>3} {sign}{home}{name:<28} {person.id_number:<12} {born:<4} {person.address}")

    def _rule(self) -> str:
        """Return how many may speak for so many people, and by which article."""
        desk = self.reception.desk
        count = max(len(self.people), self.head_count or 0)
        rule = desk.reference.book.group_rule(count, desk.desk.today)
        spoken = sum(person.representative for person in self.people)
        told = tr("{named} named of {count}; {spoken} representatives ★ (Insert)").format(
            named=formats.number(len(self.people)), count=formats.number(count), spoken=formats.number(spoken)
        )
        homes = households(self.people)
        if homes:
            told += "; " + tr("{count} households").format(count=formats.number(homes))
        if count >= desk.reference.book.delegation_from(desk.desk.today):
            told += "; " + tr("delegation")
        if rule is None:
            return told
        needed = tr("{least} to {most} by {article}").format(
            least=rule.representatives_min, most=rule.representatives_max, article=rule.article
        )
        fits = rule.representatives_min <= spoken <= rule.representatives_max
        return f"{told}: {needed} {'✓' if fits else '✗'}"
