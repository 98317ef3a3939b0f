"""The nightly page reads what is open and what the day brought, never a whole book, however great the register is."""

from __future__ import annotations

import re
from typing import Any

import pytest
from sqlalchemy import event

from reception_tui.desk.door import Desk
from reception_tui.desk.queries.night import night
from reception_tui.domain.kinds import CountRule

pytestmark = pytest.mark.file_only

# The journal is left out: it is walked back from its end until the day is met.
WHOLE_BOOK = re.compile(
    r"SCAN (petition|visit|clock|move|disposition|referral|reply|person)\b"
    r"(?! USING (COVERING )?INDEX ix_clock_open)"
    r"|USING INDEX ix_petition_\w+ \(book=\?\)$"
)


@pytest.fixture
def asked(desk: Desk) -> list[tuple[str, Any]]:
    """Every question that the page of today puts to the register, with what it is given."""
    found: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, given: Any, _context: Any, _many: bool) -> None:
        found.append((statement, given))

    event.listen(desk.register.engine, "before_cursor_execute", note)
    with desk.register.reading() as work:
        night(work, desk.reference, desk.today, CountRule.PER_PARTY, desk.now().tzinfo)
    event.remove(desk.register.engine, "before_cursor_execute", note)
    return [one for one in found if one[0].lstrip().startswith("SELECT")]


def test_no_question_of_the_nightly_page_reads_a_whole_book(desk: Desk, asked: list[tuple[str, Any]]) -> None:
    assert len(asked) > 20
    with desk.register.reading() as work:
        for statement, given in asked:
            plan = [str(row[3]) for row in work.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", given)]
            assert [step for step in plan if WHOLE_BOOK.search(step)] == [], statement
