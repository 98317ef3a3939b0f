"""An entry of the journal as a row of a list; nothing heavier is loaded for it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, tzinfo
from typing import Any

from reception_tui.i18n import formats
from reception_tui.i18n.doings import act_label
from reception_tui.tui.widgets.record_list import Line


def entry_line(row: Mapping[str, Any], zone: tzinfo | None) -> Line:
    """Return an entry of the journal in one line."""
    at = datetime.fromisoformat(row["at"]).astimezone(zone)
    when = f"{formats.short_day(at.date())} {at:%H:%M}"
    return Line(
        f"{row['no']} {row['subject']}",
        f" #{row['no']:<6} {when}  {row['officer']:<10} {act_label(row['act']):<26} {row['subject']}",
    )
