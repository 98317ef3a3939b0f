"""Report periods by name: 2023, 2026-Q3, 2026-6M, 2026-9M, 2026-M10.

The year of reports runs from 15 December to 14 December (Circular 06/2025/TT-TTCP, art. 5); a month from the 15th
of the one before to the 14th (Decree 09/2019/NĐ-CP, art. 12).
"""

from __future__ import annotations

import re
from datetime import date

from reception_tui.domain.errors import BadPeriodName
from reception_tui.domain.windows import Window

_OPENS, _CLOSES = 15, 14
_FIRST_YEAR = 1900
_NAME = re.compile(r"(\d{4})(?:-(?:Q([1-4])|([69])M|M(\d{1,2})))?", re.IGNORECASE)


def read_period(name: str) -> Window:
    """Return the window of a named period. Raises `BadPeriodName`."""
    match = _NAME.fullmatch(name.strip())
    if match is None:
        raise BadPeriodName("period", value=name)
    year = int(match[1])
    if year < _FIRST_YEAR:
        raise BadPeriodName("period", value=name)
    if match[2]:
        last = int(match[2]) * 3
        return Window(_opening(year, last - 3), date(year, last, _CLOSES))
    if match[4]:
        month = int(match[4])
        if not 1 <= month <= 12:
            raise BadPeriodName("period", value=name)
        return Window(_opening(year, month - 1), date(year, month, _CLOSES))
    return Window(_opening(year, 0), date(year, int(match[3] or 12), _CLOSES))


def _opening(year: int, month: int) -> date:
    """Return the first day of a period whose last month of the period before is `month` (0: last December)."""
    return date(year - 1, 12, _OPENS) if month == 0 else date(year, month, _OPENS)
