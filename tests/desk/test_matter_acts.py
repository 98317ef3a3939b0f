"""Matters that several records share, and the officers of the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from reception_tui.desk.door import Desk
from reception_tui.domain.errors import RegisterError

if TYPE_CHECKING:
    from tests.conftest import Act

RECEIVED = "D-2026-0001"
CLASSIFIED = "D-2026-0002"
FORWARDED = "D-2026-0003"
VISIT = "LT-2026-0001"
IN_SESSION = "LT-2026-0002"


def every(desk: Desk, table: str, **equal: object) -> list[dict[str, Any]]:
    with desk.register.reading() as work:
        return [dict(row) for row in work.rows(table, **equal)]


def matter_of(desk: Desk, table: str, no: str) -> int | None:
    (row,) = every(desk, table, no=no)
    found: int | None = row["matter_id"]
    return found


def test_two_records_without_a_matter_open_one_together(do: Act, office: Desk) -> None:
    done = do("link", petition=CLASSIFIED, to=FORWARDED)
    assert done.no == "VV-2026-0002"
    assert matter_of(office, "petition", CLASSIFIED) == matter_of(office, "petition", FORWARDED) == 2


def test_a_record_joins_the_matter_that_the_other_has(do: Act, office: Desk) -> None:
    assert do("link", petition=CLASSIFIED, to=VISIT).no == "VV-2026-0001"
    assert matter_of(office, "petition", CLASSIFIED) == matter_of(office, "visit", VISIT) == 1


def test_two_visits_are_linked(do: Act, office: Desk) -> None:
    do("link", visit=IN_SESSION, to="lt-2026-1")
    assert matter_of(office, "visit", IN_SESSION) == 1


def test_a_visit_and_a_petition_are_linked_by_name(do: Act, office: Desk) -> None:
    do("link", visit=IN_SESSION, petition=CLASSIFIED)
    assert matter_of(office, "visit", IN_SESSION) == matter_of(office, "petition", CLASSIFIED) == 2


def test_a_record_is_put_to_a_matter_by_its_number_or_to_a_new_one(do: Act, office: Desk) -> None:
    do("link", petition=CLASSIFIED, matter="vv-2026-1")
    assert matter_of(office, "petition", CLASSIFIED) == 1
    assert do("link", petition=CLASSIFIED, matter="new").no == "VV-2026-0002"
    assert matter_of(office, "petition", CLASSIFIED) == 2


# --- officers


def officer(desk: Desk, code: str) -> dict[str, Any]:
    (row,) = every(desk, "officer", code=code)
    return row


def test_an_officer_is_taken_on_with_roles(do: Act, office: Desk) -> None:
    done = do("change_officer", code="minh", name="Trần Minh", roles=["receiver", "handler", "receiver"])
    assert done.no == "minh"
    row = officer(office, "minh")
    assert (row["name"], row["roles"], row["active"]) == ("Trần Minh", "handler,receiver", True)


def test_what_is_not_said_of_an_officer_stays(do: Act, office: Desk) -> None:
    do("change_officer", code="minh", name="Trần Minh", roles=["receiver"], pin_hash="h")
    do("change_officer", code="minh", roles=["head"])
    row = officer(office, "minh")
    assert (row["name"], row["roles"], row["pin_hash"]) == ("Trần Minh", "head", "h")


def test_an_officer_who_left_acts_no_more(do: Act, office: Desk) -> None:
    do("change_officer", code="minh", name="Trần Minh", roles=["receiver"])
    do("change_officer", code="minh", active=False)
    assert officer(office, "minh")["active"] is False


def test_an_officer_who_left_does_not_come_back_by_another_change(do: Act, office: Desk) -> None:
    do("change_officer", code="minh", name="Trần Minh", roles=["receiver"])
    do("change_officer", code="minh", active=False)
    do("change_officer", code="minh", name="Trần Văn Minh", roles=["head"])
    assert officer(office, "minh")["active"] is False
    do("change_officer", code="minh", active=True)
    assert officer(office, "minh")["active"] is True


def test_a_role_that_nobody_knows_is_refused(do: Act) -> None:
    with pytest.raises(RegisterError) as refused:
        do("change_officer", code="minh", name="Minh", roles=["king"])
    assert (refused.value.code, refused.value.field) == ("unknown_code", "roles")
