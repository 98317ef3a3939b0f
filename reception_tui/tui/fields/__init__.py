"""Fields of a form. Each takes what is typed and gives a value, or says in one sentence what is wrong."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
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

_MODULES = {
    "AmountField": "amount",
    "Choice": "pick",
    "DayField": "day",
    "Field": "typed",
    "LineField": "typed",
    "NoteField": "note",
    "NumberField": "number",
    "PickField": "pick",
    "PicksField": "picks",
    "Spec": "typed",
}


def __getattr__(name: str) -> Any:
    """Load a field when it is first asked for: signing in needs two, and waits for none of the others."""
    if name not in _MODULES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
