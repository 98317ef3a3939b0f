"""What officers entered in the columns of a form that the register cannot count."""

from __future__ import annotations

from decimal import Decimal

from reception_tui.domain.form_formulas import Amount
from reception_tui.domain.forms import Form
from reception_tui.domain.windows import Window
from reception_tui.store.form_facts import FactRow
from reception_tui.store.work import Row, Work

TABLE = "entered_figure"


def entered_rows(work: Work, form: Form, window: Window) -> list[Row]:
    """Return the rows that hold what was entered in a form over exactly that window, also where it was taken out."""
    of = {"circular": form.circular.number, "form": form.code, "first": window.first, "last": window.last}
    return work.rows(TABLE, **of) if any(cell.is_entered for cell in form.cells) else []


def entered_cells(work: Work, form: Form, window: Window) -> dict[str, Amount]:
    """Return what stands entered in each column, by its number."""
    rows = entered_rows(work, form, window)
    return {row["cell"]: plain(row["value"]) for row in rows if row["value"] is not None}


def entered_facts(work: Work, form: Form, cell: str, window: Window) -> list[FactRow]:
    """Return the row behind an entered column; none where nothing stands there."""
    return [
        FactRow(TABLE, row["id"], row["on"], plain(row["value"]))
        for row in entered_rows(work, form, window)
        if row["cell"] == cell and row["value"] is not None
    ]


def plain(value: Decimal) -> Amount:
    """Return a number without the noughts that the register keeps behind it."""
    return int(value) if value == value.to_integral_value() else value.normalize()
