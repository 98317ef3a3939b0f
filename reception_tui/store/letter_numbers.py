"""Numbers of outgoing letters: one series for each symbol and year, and no number twice."""

from __future__ import annotations

from sqlalchemy import Connection, insert, select, update

from reception_tui.domain.errors import LetterNumberTaken
from reception_tui.store.tables import TABLES

LETTERS = "letter "


def take_number(connection: Connection, series: str, year: int, given: int | None = None) -> int:
    """Return the next number of a series, or the given one when no letter has it; it is taken with the letter.

    The row of the series stays locked until the act ends, so that no two desks take the same one. A number that the
    office's clerk has given moves the series on. Raises `LetterNumberTaken`.
    """
    books = TABLES["book_number"]
    mine = (books.c.book == LETTERS + series, books.c.year == year)
    step = books.c.last + (1 if given is None else 0)
    last = connection.execute(update(books).where(*mine).values(last=step).returning(books.c.last)).scalar_one_or_none()
    if last is None:
        last = 1 if given is None else given
        connection.execute(insert(books).values(book=LETTERS + series, year=year, last=last))
    if given is None:
        return int(last)
    if is_taken(connection, series, year, given):
        raise LetterNumberTaken("number", value=given, series=series, year=year)
    if given > last:
        connection.execute(update(books).where(*mine).values(last=given))
    return given


def is_taken(connection: Connection, series: str, year: int, number: int) -> bool:
    """Tell whether a letter of that series and year has the number; a void one keeps it."""
    letters = TABLES["letter"].c
    of = (letters.series == series, letters.year == year, letters.number == number)
    return connection.execute(select(letters.id).where(*of)).first() is not None
