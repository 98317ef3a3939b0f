"""The page of a record: ↑ and ↓ scroll it; where all of it is on the screen they go through its list."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.containers import VerticalScroll

if TYPE_CHECKING:
    from reception_tui.tui.screen import ReceptionScreen


class RecordBody(VerticalScroll, can_focus=True):
    """What a record's page shows, opened from a list or not."""

    def action_scroll_down(self) -> None:
        """Scroll, or go to the record after this one."""
        if not self._walks(1):
            super().action_scroll_down()

    def action_scroll_up(self) -> None:
        """Scroll, or go to the record before this one."""
        if not self._walks(-1):
            super().action_scroll_up()

    def _walks(self, step: int) -> bool:
        screen = cast("ReceptionScreen[object]", self.screen)
        if screen.walk is None or self.max_scroll_y:
            return False
        self.call_later(screen.action_walk_on if step > 0 else screen.action_walk_back)
        return True
