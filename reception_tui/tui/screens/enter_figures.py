"""Figures of a form that the register cannot count: entered once for a period, kept and journalled like any act."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reception_tui.desk.queries.forms import FilledForm
from reception_tui.domain.errors import MissingField
from reception_tui.domain.forms import Cell
from reception_tui.domain.paper_commands import CellFigure, EnterFigures
from reception_tui.i18n import formats, tr
from reception_tui.reports import forms
from reception_tui.tui.fields import AmountField, Field, Spec
from reception_tui.tui.form import FormScreen

_LABEL = 17


class EnterFiguresForm(FormScreen):
    """F4 on the figures of a form, or Enter on one that waits."""

    def __init__(self, filled: FilledForm) -> None:
        super().__init__()
        self.filled = filled

    def screen_title(self) -> str:
        """Return the form's number and the days of its data."""
        window = self.filled.window
        days = f"{formats.short_day(window.first)} – {formats.day(window.last)}"
        return f"{self.filled.form.code}, {days}"

    def help_text(self) -> str:
        """Return what is entered here."""
        return tr("An empty field is left open in the form. What is entered holds for these days alone.")

    def rows(self) -> Sequence[Sequence[Field]]:
        """Return a field for each column that is to be entered."""
        return [[_field(cell, forms.shown(self.filled.values[cell.no]))] for cell in self._cells()]

    def field_of_error(self, name: str) -> str:
        """Return the form's field for a field of the command."""
        return _name(self._cells()[0]) if name == "figures" else super().field_of_error(name)

    async def save(self, values: dict[str, Any]) -> str:
        """Enter what differs from what stood there."""
        given = {cell.no: values[_name(cell)] for cell in self._cells()}
        changed = tuple(CellFigure(no, value) for no, value in given.items() if value != self.filled.values[no])
        if not changed:
            raise MissingField("figures")
        window = self.filled.window
        return await self.act(
            EnterFigures(form=self.filled.form.code, from_=window.first, to=window.last, figures=changed)
        )

    def _cells(self) -> list[Cell]:
        return [cell for cell in self.filled.form.cells if cell.is_entered]


def _field(cell: Cell, value: str) -> AmountField:
    told = f"{cell.no}. {forms.full_name(cell).rpartition(' – ')[2]}"
    short = told if len(told) <= _LABEL else f"{told[: _LABEL - 1]}…"
    return AmountField(Spec(_name(cell), short, help=forms.full_name(cell)), value)


def _name(cell: Cell) -> str:
    return f"cell-{cell.no}"
