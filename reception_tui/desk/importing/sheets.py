"""A spreadsheet's bytes as grids of plain values: XLSX and CSV, with the limits that keep a desk alive."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from reception_tui.desk.importing.encodings import decode, legacy_of, mend
from reception_tui.desk.importing.progress import TOLD_EVERY, Progress, tell, unwatched
from reception_tui.desk.importing.sheet_facts import MOST_COLUMNS, MOST_ROWS, Faulty, Grid, Row
from reception_tui.desk.importing.web_tables import read_tables
from reception_tui.domain.errors import SheetRefused
from reception_tui.domain.text import nfc

MOST_BYTES = 200_000_000
MOST_UNPACKED = 1_500_000_000
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_DELIMITERS = ";\t,|"
_MERGED = re.compile(rb'<mergeCell ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"')
_OTHER_FILES = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf", b"Rar!", b"7z\xbc\xaf")
_OF_PAGES = (b"<!doctype", b"<html", b"<?xml", b"<table", b"<meta", b"<head", b"<style", b"<div")
_ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!"})


_OF_DAMAGE = (
    *(ValueError, LookupError, TypeError, AttributeError, ArithmeticError, EOFError, OSError, SyntaxError),
    *(RuntimeError, AssertionError, MemoryError),
)
"""What the library that reads workbooks raises where bytes of one were changed."""


def read_grids(data: bytes, name: str = "", progress: Progress = unwatched) -> list[Grid]:
    """Return the visible sheets of a spreadsheet, or the one grid of a CSV. Raises `SheetRefused`, `Stopped`."""
    if len(data) > MOST_BYTES:
        raise SheetRefused("file", why="too_large", value=name)
    if data.startswith(_OTHER_FILES):
        raise SheetRefused("file", why="not_a_sheet", value=name)
    grids = _grids(data, name, progress)
    if not any(_is_filled(grid) for grid in grids):
        raise SheetRefused("file", why="blank", value=name)
    return grids


def _is_filled(grid: Grid) -> bool:
    return any(value is not None and str(value).strip() for row in grid.rows for value in row)


def _grids(data: bytes, name: str, progress: Progress) -> list[Grid]:
    if data.startswith(_OLD_OFFICE):
        raise SheetRefused("file", why="old_or_locked", value=name)
    if data.startswith(b"PK\x03\x04"):
        return _workbook(data, name, progress)
    if data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{"):
        return [_json(data, name)]
    if data.lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith(_OF_PAGES):
        return read_tables(data, name)
    return [_csv(data, name)]


def _json(data: bytes, name: str) -> Grid:
    """Return the rows that an export wrote as JSON."""
    try:
        table = json.loads(data.decode("utf-8-sig"))
        codes = list(table["columns"])
        rows: list[Row] = [[table["columns"][code] for code in codes]]
        rows += [[row.get(code) for code in codes] for row in table["rows"]]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise SheetRefused("file", why="not_a_sheet", value=name) from error
    return Grid("", rows, "json")


def _csv(data: bytes, name: str) -> Grid:
    found = decode(data)
    if "\x00" in found.text[:4096]:
        raise SheetRefused("file", why="not_a_sheet", value=name)
    lines = found.text.removeprefix("\ufeff")
    delimiter = ""
    first, _, rest = lines.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:
        delimiter, lines = first.strip()[-1], "\n" + rest
    delimiter = delimiter or _delimiter_of(lines)
    csv.field_size_limit(1_000_000)
    rows: list[Row] = []
    quoted = not _quote_stays_open(lines, delimiter)
    try:
        for row in _parted(lines, delimiter, quoted=quoted):
            if len(rows) >= MOST_ROWS:
                raise SheetRefused("file", why="too_many_rows", value=name)
            rows.append(row[:MOST_COLUMNS])
    except csv.Error as error:
        raise SheetRefused("file", why="not_a_sheet", value=name) from error
    return Grid("", rows, found.encoding, delimiter)


def _parted(text: str, delimiter: str, *, quoted: bool) -> Iterator[list[str]]:
    if quoted:
        return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quoting=csv.QUOTE_NONE)


def _quote_stays_open(text: str, delimiter: str) -> bool:
    """Tell whether a quotation mark is never closed: it would swallow every line behind it."""
    try:
        for _ in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
            pass
    except csv.Error as error:
        return "unexpected end of data" in str(error) or "field larger" in str(error)
    return False


def _delimiter_of(text: str) -> str:
    """Return what parts the cells: the sign that parts the first hundred lines most alike."""
    sample = text[:40_000]
    best, most = ",", 0.0
    for sign in _DELIMITERS:
        widths = [len(row) for row in csv.reader(io.StringIO(sample, newline=""), delimiter=sign)][:100]
        wide = [width for width in widths if width > 1]
        if not wide:
            continue
        usual = max(set(wide), key=wide.count)
        score = wide.count(usual) / len(widths) * min(usual, 6)
        if score > most:
            best, most = sign, score
    return best


def _workbook(data: bytes, name: str, progress: Progress) -> list[Grid]:
    import warnings

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
            if sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise SheetRefused("file", why="too_large", value=name)
            names = {part.filename for part in parts}
            if "xl/workbook.xml" not in names:
                raise SheetRefused("file", why="not_a_sheet", value=name)
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
                grids = [
                    _sheet(sheet, packed, name, progress)
                    for sheet in book.worksheets
                    if getattr(sheet, "sheet_state", "visible") == "visible"
                ]
                if any(_has_formulas(packed, part) for part in names):
                    told = load_workbook(io.BytesIO(data), read_only=True, data_only=False)
                    grids = [_with_formulas(grid, told[grid.name]) for grid in grids]
                    told.close()
                book.close()
    except (zipfile.BadZipFile, InvalidFileException, zlib.error, *_OF_DAMAGE) as error:
        raise SheetRefused("file", why="damaged", value=name) from error
    return [_readable(grid) for grid in grids]


def _sheet(sheet: Any, packed: zipfile.ZipFile, name: str, progress: Progress) -> Grid:
    sheet.reset_dimensions()
    rows: list[Row] = []
    empty = 0
    for values in sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS):
        row = [_plain(value) for value in values]
        empty = 0 if any(value not in (None, "") for value in row) else empty + 1
        if empty > 2000:
            break
        if len(rows) - empty >= MOST_ROWS:
            raise SheetRefused("file", why="too_many_rows", value=name)
        rows.append(row)
        if len(rows) % TOLD_EVERY == 0:
            tell(progress, len(rows), 0)
    path = str(getattr(sheet, "_worksheet_path", ""))
    epoch = sheet.parent.epoch.date()
    return Grid(sheet.title, rows, "xlsx", epoch=epoch, merged=tuple(_merged(packed, path)))


def _plain(value: Any) -> Any:
    return Faulty(value) if isinstance(value, str) and value in _ERRORS else value


def _merged(packed: zipfile.ZipFile, path: str) -> Iterator[tuple[int, int, int, int]]:
    if path not in packed.namelist():
        return
    content = packed.read(path)
    for found in _MERGED.finditer(content, max(0, content.rfind(b"</sheetData>"))):
        left, top, right, bottom = _column(found[1]), int(found[2]) - 1, _column(found[3]), int(found[4]) - 1
        yield top, left, bottom, right


def _column(letters: bytes) -> int:
    number = 0
    for one in letters:
        number = number * 26 + one - 64
    return number - 1


def _has_formulas(packed: zipfile.ZipFile, part: str) -> bool:
    return part.startswith("xl/worksheets/") and re.search(rb"<f[ >/]", packed.read(part)) is not None


def _with_formulas(grid: Grid, told: Any) -> Grid:
    """Mark the cells whose formula nobody has worked out yet."""
    rows = [list(row) for row in grid.rows]
    for at, values in enumerate(told.iter_rows(values_only=True, max_col=MOST_COLUMNS)):
        for column, value in enumerate(values):
            formula = isinstance(value, str) and value.startswith("=")
            if formula and at < len(rows) and column < len(rows[at]) and rows[at][column] is None:
                rows[at][column] = Faulty(value)
    return replace(grid, rows=rows)


def _readable(grid: Grid) -> Grid:
    """Return the sheet with texts of an older encoding as Unicode, and every text composed."""
    older = legacy_of(" ".join(_texts(grid.rows)))
    rows = [[_text(value, older) if type(value) is str else value for value in row] for row in grid.rows]
    sign = _sign_within(rows)
    if sign:
        rows = [next(csv.reader([row[0] or ""], delimiter=sign), []) for row in rows]
    return replace(grid, rows=rows, encoding=older or grid.encoding, delimiter=sign)


def _sign_within(rows: Sequence[Row]) -> str:
    """Return what parts the cells where whole lines of a text were put into the first column; nothing elsewhere."""
    filled = [row for row in rows if any(value not in (None, "") for value in row)]
    if not filled or any(
        type(row[0]) is not str or any(value not in (None, "") for value in row[1:]) for row in filled
    ):
        return ""
    counts = {sign: [str(row[0]).count(sign) for row in filled] for sign in _DELIMITERS}
    best = max(counts, key=lambda sign: sum(count > 1 for count in counts[sign]))
    return best if sum(count > 1 for count in counts[best]) * 2 > len(filled) else ""


def _text(value: str, older: str | None) -> str:
    return nfc(value) if older is None else mend(value, older)


def _texts(rows: Iterable[Row]) -> Iterator[str]:
    left = 60_000
    for row in rows:
        for value in row:
            if isinstance(value, str):
                left -= len(value)
                yield value
        if left < 0:
            return
