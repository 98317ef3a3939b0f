"""A whole number."""

from __future__ import annotations

from reception_tui.domain.errors import BadNumber, MissingField
from reception_tui.tui.fields.typed import LineField


class NumberField(LineField):
    """A whole number, typed with or without dots."""

    def value_given(self) -> int | None:
        """Return the number. Raises `BadNumber`, `MissingField`."""
        text = self.value.strip().replace(".", "")
        if not text:
            if self.spec.needed:
                raise MissingField(self.spec.name)
            return None
        if not (text.isascii() and text.isdigit()):
            raise BadNumber(self.spec.name, value=self.value)
        return int(text)
