"""What a terminal would obey instead of showing it is taken out of every line on its way to the screen.

Typed, pasted and imported text loses it on the way in already. This is for what came into the register by another way:
a file of the office's own, an older program, somebody with the database open.
"""

from __future__ import annotations

from rich.console import Console
from textual.strip import Strip

from reception_tui.domain.text import OBEYED

_render = Strip.render


def harmless(text: str) -> str:
    """Return `text` without control characters and without marks that turn the direction of what follows."""
    return text if text.isprintable() else OBEYED.sub("", text)


def _harmless_render(self: Strip, console: Console) -> str:
    if self._render_cache is None and not all(segment.text.isprintable() for segment in self._segments):
        # Such a character takes no room on the screen: without it the row is as long as before.
        cleaned = [segment._replace(text=harmless(segment.text)) for segment in self._segments]
        self._render_cache = _render(Strip(cleaned, self._cell_length), console)
    return _render(self, console)


def make_screen_harmless() -> None:
    """Let every row that is drawn pass through here."""
    Strip.render = _harmless_render  # type: ignore[method-assign]
