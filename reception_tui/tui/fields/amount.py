"""A number that may have a part behind the comma."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from reception_tui import i18n
from reception_tui.domain.errors import BadNumber, MissingField
from reception_tui.tui.fields.typed import LineField

_PLACES = -2
_LARGEST = Decimal(10**16)


class AmountField(LineField):
    """A number with at most two places behind the comma, typed with or without thousand dots."""

    def value_given(self) -> Decimal | None:
        """Return the number. Raises `BadNumber`, `MissingField`."""
        text = self.value.strip()
        if not text:
            if self.spec.needed:
                raise MissingField(self.spec.name)
            return None
        thousands, point = (",", ".") if i18n.lang() == "en" else (".", ",")
        try:
            found = Decimal(text.replace(thousands, "").replace(point, "."))
        except InvalidOperation:
            raise BadNumber(self.spec.name, value=self.value) from None
        exponent = found.as_tuple().exponent
        if not found.is_finite() or not 0 <= found < _LARGEST or (isinstance(exponent, int) and exponent < _PLACES):
            raise BadNumber(self.spec.name, value=self.value)
        return found
