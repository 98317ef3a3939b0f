"""Fields of a form. Each takes what is typed and gives a value, or says in one sentence what is wrong."""

from __future__ import annotations

from reception_tui.tui.fields.amount import AmountField
from reception_tui.tui.fields.day import DayField
from reception_tui.tui.fields.note import NoteField
from reception_tui.tui.fields.number import NumberField
from reception_tui.tui.fields.pick import Choice, PickField
from reception_tui.tui.fields.picks import PicksField
from reception_tui.tui.fields.typed import Field, LineField, Spec

__all__ = [
    "AmountField",
    "Choice",
    "DayField",
    "Field",
    "LineField",
    "NoteField",
    "NumberField",
    "PickField",
    "PicksField",
    "Spec",
]
