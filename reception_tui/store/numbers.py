"""Register numbers: one series for each book and year, without gaps and never reused."""

from __future__ import annotations

import re

from sqlalchemy import Connection, bindparam, insert, select, update

from reception_tui.domain.kinds import Book
from reception_tui.store.prepared import Prepared
from reception_tui.store.tables import TABLES

PREFIXES = {
    Book.VISITS: "LT",
    Book.PETITIONS: "D",
    Book.FEEDBACK: "PA",
    Book.MATTERS: "VV",
    Book.SESSIONS: "KT",
    Book.DENUNCIATIONS: "TC",
    Book.PAGES: "TN",
    Book.DAYS: "NT",
    Book.TASKS: "GV",
    Book.MEETINGS: "GB",
}
"""What stands before the year: lượt tiếp, đơn, phản ánh, vụ việc, kỳ tiếp, tố cáo, trang ngày, ngày tiếp, giao việc,
giao ban."""

_TABLE = TABLES["book_number"]
_NUMBER = re.compile(r"([^-]*)-([0-9]+)-([0-9]{1,9})((?:\.[^-]*)?)")
_NEXT = Prepared(
    update(_TABLE)
    .where(_TABLE.c.book == bindparam("of"), _TABLE.c.year == bindparam("in_year"))
    .values(last=_TABLE.c.last + 1)
    .returning(_TABLE.c.last)
)


def next_number(connection: Connection, book: Book, year: int) -> str:
    """Return the next number of `book` in `year`.

    It is taken inside the caller's transaction: when that is rolled back the number was never given. The row
    stays locked until then, so that no two desks take the same one.
    """
    taken = _NEXT.row(connection, {"of": book.value, "in_year": year})
    found = 1 if taken is None else taken["last"]
    if taken is None:
        connection.execute(insert(_TABLE).values(book=book.value, year=year, last=found))
    return f"{PREFIXES[book]}-{year}-{found:04}"


def last_numbers(connection: Connection) -> list[tuple[str, int, int]]:
    """Return book, year and last number of every series."""
    return [(row.book, row.year, row.last) for row in connection.execute(select(_TABLE))]


def book_of(no: str) -> Book | None:
    """Return the book that a register number stands in; None for what is no such number."""
    prefix = tidy_number(no).partition("-")[0]
    return next((book for book, known in PREFIXES.items() if known == prefix), None)


def is_number(typed: str) -> bool:
    """Tell whether this is written as one register number."""
    return _NUMBER.fullmatch(tidy_number(typed)) is not None


def tidy_number(typed: str) -> str:
    """Return a register number as it is written in the books: capitals, four digits at least."""
    found = _NUMBER.fullmatch(typed.strip().upper().replace("Đ", "D").replace("/", "-"))
    if found is None:
        return typed.strip().upper()
    return f"{found[1]}-{found[2]}-{int(found[3]):04}{found[4]}"
