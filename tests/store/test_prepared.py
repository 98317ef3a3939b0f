"""Statements that go to the driver give and keep what the toolkit would, whatever stands in a column."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.exc import IntegrityError

from reception_tui.store.prepared import Prepared
from reception_tui.store.register import Register
from reception_tui.store.tables import DEFAULTS, TABLES

VALUES: dict[str, dict[str, Any]] = {
    "petition": {
        "no": "D-2026-0001",
        "book": "petitions",
        "received_on": date(2026, 11, 2),
        "entered_on": date(2026, 11, 23),
        "channel": "post",
        "content": "Đơn “khiếu nại”\nđất",
        "eligible": False,
        "state": "received",
        "officer": "lan",
    },
    "person": {"name": "Nguyễn Văn Đường", "birth_year": 1958},
    "officer": {"code": "nga", "name": "Nga", "active": False},
}


def whole(table: str) -> dict[str, Any]:
    return DEFAULTS[table] | VALUES[table]


def adding(table: str) -> Prepared:
    return Prepared(insert(TABLES[table]).values({name: bindparam(name) for name in whole(table)}))


@pytest.mark.parametrize("table", sorted(VALUES))
def test_a_row_that_was_added_is_read_as_the_toolkit_reads_it(register: Register, table: str) -> None:
    of = TABLES[table]
    query = select(of).where(of.c.id == bindparam("of"))
    with register.writing() as work:
        row_id = adding(table).add(work.connection, whole(table))
        found = Prepared(query).row(work.connection, {"of": row_id})
        assert found == dict(work.connection.execute(query, {"of": row_id}).mappings().one())
        assert found == whole(table) | {"id": row_id}
        assert {name: type(value) for name, value in found.items()} == {
            name: type(value) for name, value in (whole(table) | {"id": row_id}).items()
        }


def test_an_amount_stays_a_decimal_to_the_last_digit(register: Register) -> None:
    with register.writing() as work:
        petition = adding("petition").add(work.connection, whole("petition"))
        of = work.insert("outcome", petition_id=petition, on=date(2026, 11, 23), result="right", officer="lan")
        work.insert("outcome_figure", outcome_id=of, figure="money_returned", amount=Decimal("150000000.25"))
        (row,) = work.rows("outcome_figure", outcome_id=of)
        assert repr(row["amount"]) == "Decimal('150000000.25')"


def test_a_change_tells_how_many_rows_it_met(register: Register) -> None:
    of = TABLES["officer"]
    change = Prepared(update(of).where(of.c.code == bindparam("of")).values(name=bindparam("name")))
    with register.writing() as work:
        assert change.change(work.connection, {"of": "lan", "name": "Lan Anh"}) == 1
        assert change.change(work.connection, {"of": "nobody", "name": "x"}) == 0


def test_many_rows_are_added_and_none_is_no_trouble(register: Register) -> None:
    with register.writing() as work:
        adding("person").add_all(work.connection, [])
        adding("person").add_all(work.connection, [whole("person"), whole("person") | {"name": "Lê Văn Tám"}])
        assert [row["name"] for row in work.rows("person")] == ["Nguyễn Văn Đường", "Lê Văn Tám"]


def test_what_the_driver_refuses_is_told_by_the_toolkit(register: Register) -> None:
    with register.writing() as work:
        adding("officer").add(work.connection, whole("officer"))
        with pytest.raises(IntegrityError):
            adding("officer").add(work.connection, whole("officer"))
        work.connection.rollback()
