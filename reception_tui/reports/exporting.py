"""Rows of a book as files: CSV for Excel in Vietnamese, XLSX, JSON. A cell never comes out as a formula."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from reception_tui.desk.queries.exporting import Exported

FORMATS = ("csv", "xlsx", "json")
_RISKY = ("=", "+", "-", "@", "\t", "\r", "'")
"""What a spreadsheet takes for the beginning of a formula, and the sign that keeps it from that."""

_SHIELD = "'"
_WIDE, _NARROW = 50, 14
_MOST_IN_CELL = 32_767


def write(found: Exported, wanted: str, made: date) -> bytes:
    """Return the rows as a file of that format; the same rows and day give the same bytes."""
    return _WRITERS[wanted](found, made)


def _csv(found: Exported, _made: date) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(found.labels)
    for row in found.rows:
        writer.writerow([_shielded(_text(row.get(code))) for code in found.codes])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _shielded(text: str) -> str:
    """Return a text that a spreadsheet will not run; an import takes the sign away again."""
    return _SHIELD + text if text.startswith(_RISKY) else text


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y") if value.year >= 1000 else value.isoformat()
    return str(value)


def _xlsx(found: Exported, made: date) -> bytes:
    from xlsxwriter import Workbook  # type: ignore[import-untyped]

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = Workbook(out, options)
    book.set_properties({"created": datetime(made.year, made.month, made.day)})  # noqa: DTZ001 - without a zone
    bold = book.add_format({"bold": True, "text_wrap": True, "border": 1})
    day = book.add_format({"num_format": "dd/mm/yyyy", "align": "left"})
    sheet = book.add_worksheet(found.name)
    sheet.freeze_panes(1, 0)
    for at, (code, label) in enumerate(zip(found.codes, found.labels, strict=True)):
        sheet.set_column(at, at, _WIDE if code in ("content", "request", "reply") else _NARROW)
        sheet.write_string(0, at, label, bold)
    for number, row in enumerate(found.rows, start=1):
        for at, code in enumerate(found.codes):
            value = row.get(code)
            if value is None:
                continue
            if isinstance(value, date):
                sheet.write_datetime(number, at, value, day)
            elif isinstance(value, int) and not isinstance(value, bool):
                sheet.write_number(number, at, value)
            else:
                sheet.write_string(number, at, _text(value)[:_MOST_IN_CELL])
    book.close()
    return out.getvalue()


def _json(found: Exported, _made: date) -> bytes:
    columns = dict(zip(found.codes, found.labels, strict=True))
    table = {"book": found.name, "columns": columns, "rows": list(found.rows)}
    return (json.dumps(table, ensure_ascii=False, indent=1, default=_plain) + "\n").encode()


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


_WRITERS: Mapping[str, Callable[[Exported, date], bytes]] = {"csv": _csv, "xlsx": _xlsx, "json": _json}
