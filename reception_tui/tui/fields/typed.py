"""A line of typed text, always composed (NFC), without control characters."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

from rich.cells import cell_len
from textual.geometry import Offset, Region
from textual.widgets import Input
from textual.widgets.input import Selection

from reception_tui.domain.errors import MissingField, RegisterError
from reception_tui.domain.text import clean, nfc


@dataclass(frozen=True, slots=True)
class Spec:
    """What a field is: its name in the command, its label, whether it is needed, and its help.

    `later` marks what may stay empty at the counter but is listed as unfinished.
    """

    name: str
    label: str
    needed: bool = False
    later: bool = False
    help: str = ""
    check: Callable[[str], str] | None = None


@runtime_checkable
class Field(Protocol):
    """What a form needs of a field."""

    spec: Spec

    def value_given(self) -> Any:
        """Return the value, None when nothing is typed. Raises a `BadInput` that says what is wrong."""

    def typed_text(self) -> str:
        """Return what is typed, for a draft."""

    def put(self, text: str) -> None:
        """Show this text as if it had been typed."""

    def hint(self) -> str:
        """Return what the field makes of the text so far."""


class LineField(Input):
    """One line of text."""

    def __init__(self, spec: Spec, value: str = "") -> None:
        super().__init__(value=nfc(value), id=f"field-{spec.name}", compact=True, select_on_focus=True)
        self.spec = spec
        self.cursor_blink = False

    @property
    def cursor_screen_offset(self) -> Offset:
        """Return where the next letter will stand; textual's own is one column further at the end of the text."""
        region = self.content_region
        return region.offset + Offset(cell_len(nfc(self.value[: self.cursor_position])) - self.scroll_offset.x, 0)

    def replace(self, text: str, start: int, end: int) -> None:
        """Put typed or pasted text in; letters that come in parts are put together."""
        super().replace("".join(c for c in text if c.isprintable()), start, end)
        self._compose_letters()

    def _compose_letters(self) -> None:
        head = nfc(self.value[: self.cursor_position])
        whole = head + nfc(self.value[self.cursor_position :])
        if whole != self.value:
            self.value = whole
            self.cursor_position = len(head)

    def on_blur(self) -> None:
        """Show the text from its beginning once the field is left, where it is longer than the field."""
        self.scroll_to(x=0, animate=False, immediate=True)

    def on_focus(self) -> None:
        """Show the cursor again where it was."""
        self.scroll_to_region(Region(self._cursor_offset, 0, 1, 1), force=True, animate=False)

    def value_given(self) -> Any:
        """Return the cleaned text, checked by the field's own rule; None when it is empty."""
        text = clean(self.value)
        if not text:
            if self.spec.needed:
                raise MissingField(self.spec.name)
            return None
        return self.spec.check(text) if self.spec.check is not None else text

    def settle(self) -> None:
        """Show the text as it will be kept, once the field is left."""
        try:
            kept = self.value_given()
        except RegisterError:
            return
        if isinstance(kept, str) and kept != self.value:
            self.value = kept

    def typed_text(self) -> str:
        """Return what is typed."""
        return self.value

    def put(self, text: str) -> None:
        """Show this text, with the cursor at its end."""
        self.value = nfc(text)
        self.cursor_position = len(self.value)

    def standing(self) -> list[int]:
        """Return where the cursor stands, and from where on it has marked what the next letter replaces."""
        return list(self.selection)

    def stand(self, at: list[int]) -> None:
        """Take the cursor, to where it stood before."""
        self.select_on_focus = False
        self.screen.set_focus(self)
        start, end = (max(0, min(place, len(self.value))) for place in at)
        self.selection = Selection(start, end)
        # The focus comes as a message, before this one.
        self.call_later(setattr, self, "select_on_focus", True)

    def hint(self) -> str:
        """Return the field's help."""
        return self.spec.help
