"""Everything that can be chosen in a field, found by typing."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from reception_tui.i18n import tr
from reception_tui.tui.actions import Place, bindings_at
from reception_tui.tui.fields import Choice, LineField, PickField, Spec
from reception_tui.tui.screen import ReceptionScreen
from reception_tui.tui.widgets.record_list import Line, RecordList
from reception_tui.tui.widgets.status_line import StatusLine


class PickListScreen(ReceptionScreen[None]):
    """F4 in a pick field."""

    place = Place.DIALOG
    AUTO_FOCUS = "LineField"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings_at(Place.DIALOG),
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
    ]

    def __init__(self, field: PickField) -> None:
        super().__init__()
        self.field = field
        self._found: list[Choice] = []

    def compose(self) -> ComposeResult:
        """Lay out the line above the list."""
        yield StatusLine()
        yield LineField(Spec("text", self.field.spec.label))
        yield RecordList(empty=tr("Nothing in the list fits."))
        yield from self.frame_bottom()

    def screen_title(self) -> str:
        """Return the field's name."""
        return self.field.spec.label.upper()

    def on_mount(self) -> None:
        """Show everything."""
        self.query_one(RecordList).can_focus = False
        self._show("")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._show(event.value)

    def _show(self, typed: str) -> None:
        self._found = self.field.search(typed)
        self.query_one(RecordList).show([Line(one.code, f" {one.label}") for one in self._found])

    def action_move(self, by: int) -> None:
        """Go through the list."""
        self.query_one(RecordList).action_move(by)

    def action_page(self, by: int) -> None:
        """Go through the list page by page."""
        self.query_one(RecordList).action_page(by)

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_save()

    def action_save(self) -> None:
        """Take the marked choice into the field."""
        code = self.query_one(RecordList).current
        chosen = next((one for one in self._found if one.code == code), None)
        if chosen is not None:
            self.field.take(chosen)
        self.dismiss()
