"""A day as people write it; the meant day with its weekday is shown at once."""

from __future__ import annotations

from datetime import date

from reception_tui.domain.calendar import DayKind, WorkCalendar
from reception_tui.domain.errors import MissingField, RegisterError
from reception_tui.domain.typed_dates import read_typed_date
from reception_tui.i18n import formats, tr
from reception_tui.i18n.labels import label
from reception_tui.tui.fields.typed import LineField, Spec


class DayField(LineField):
    """A day. `5`, `5/3`, `050326`, `hn`, `+3` and `-1` are understood."""

    def __init__(self, spec: Spec, today: date, calendar: WorkCalendar, value: date | None = None) -> None:
        super().__init__(spec, formats.day(value))
        self.today = today
        self.calendar = calendar

    def value_given(self) -> date | None:
        """Return the day. Raises `BadTypedDate`, `MissingField`."""
        if not self.value.strip():
            if self.spec.needed:
                raise MissingField(self.spec.name)
            return None
        return read_typed_date(self.value, self.today, self.spec.name)

    def hint(self) -> str:
        """Return the day that is meant, its weekday, and whether the office works on it."""
        try:
            day = self.value_given()
        except RegisterError:
            return self.spec.help
        if day is None:
            return self.spec.help
        told = f"{formats.weekday(day)} {formats.day(day)}"
        kind = self.calendar.kind(day)
        if kind is DayKind.WORKING:
            return told
        decreed = self.calendar.decreed(day)
        why = decreed.what_vi if decreed is not None else label(kind)
        return tr("{day} ({why})").format(day=told, why=why)

    def settle(self) -> None:
        """Write the day out in full once the field is left."""
        try:
            day = self.value_given()
        except RegisterError:
            return
        if day is not None and self.value != formats.day(day):
            self.value = formats.day(day)
