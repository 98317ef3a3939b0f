"""How a spreadsheet was understood, in words."""

from __future__ import annotations

from reception_tui.desk.importing.cells import Order
from reception_tui.i18n import tr


def of_order(order: Order | None) -> str:
    """Return what is unusual about how a column writes its days; nothing where the day stands first."""
    if order is None:
        return ""
    if order.month_first:
        return tr("month before day: 03/15 is 15 March")
    return tr("day and month were turned round by a spreadsheet, and are turned back") if order.swapped else ""
