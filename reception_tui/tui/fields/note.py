"""Several lines of text. Enter goes on as in every field; Ctrl+J starts a new line."""

from __future__ import annotations

from typing import Any, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import TextArea

from reception_tui.domain.errors import MissingField
from reception_tui.domain.text import clean, nfc
from reception_tui.tui.fields.typed import Spec


class NoteField(TextArea):
    """A few lines of free text."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", show=False, priority=True),
        Binding("ctrl+j", "new_line", show=False, priority=True),
    ]

    class Submitted(Message):
        """Enter was pressed."""

        def __init__(self, field: NoteField) -> None:
            super().__init__()
            self.field = field

    def __init__(self, spec: Spec, rows: int, value: str = "") -> None:
        super().__init__(
            nfc(value),
            id=f"field-{spec.name}",
            compact=True,
            soft_wrap=True,
            tab_behavior="focus",
            show_line_numbers=False,
        )
        self.spec = spec
        self.cursor_blink = False
        self.styles.height = rows

    async def _on_paste(self, event: events.Paste) -> None:
        # Textual calls the handler of the base class behind this one by itself.
        event.text = clean(event.text)

    def on_text_area_changed(self) -> None:
        """Put letters that came in parts together."""
        if self.text != nfc(self.text):
            row, column = self.cursor_location
            before = self.document.get_line(row)[:column]
            self.load_text(nfc(self.text))
            self.cursor_location = (row, len(nfc(before)))

    def action_submit(self) -> None:
        """Go on to the next field."""
        self.post_message(self.Submitted(self))

    def action_new_line(self) -> None:
        """Start a new line."""
        self.insert("\n")

    def value_given(self) -> Any:
        """Return the cleaned text. Raises `MissingField`."""
        text = clean(self.text)
        if not text and self.spec.needed:
            raise MissingField(self.spec.name)
        return text or None

    def typed_text(self) -> str:
        """Return what is typed."""
        return self.text

    def put(self, text: str) -> None:
        """Show this text, with the cursor at its end."""
        self.load_text(nfc(text))
        self.cursor_location = self.document.end

    def standing(self) -> list[int]:
        """Return row and column of the cursor."""
        return list(self.cursor_location)

    def stand(self, at: list[int]) -> None:
        """Take the cursor, to where it stood before."""
        self.screen.set_focus(self)
        self.cursor_location = self.clamp_visitable((at[0], at[1]))

    def hint(self) -> str:
        """Return the field's help."""
        return self.spec.help
