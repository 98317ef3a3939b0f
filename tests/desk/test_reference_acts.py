"""Days decreed and law changed while petitions are open."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from reception_tui.desk.bulletins import bulletin_name, bulletin_text
from reception_tui.desk.checking import check
from reception_tui.desk.door import Desk
from reception_tui.desk.impact import impact
from reception_tui.domain.calendar import DayKind, DecreedKind
from reception_tui.domain.commands import AnnounceDay
from reception_tui.domain.errors import RegisterError
from reception_tui.store import register
from reception_tui.store.reference import build

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Act, Clock, Dump

ACCEPTED = "D-2026-0004"
BULLETIN = {"kind": "day_off", "on": "2026-12-04", "what": "Nghỉ bù bão", "decision": "88/TB-UBND"}


def clocks(desk: Desk, **equal: object) -> dict[tuple[int | None, str], dict[str, Any]]:
    with desk.register.reading() as work:
        return {(row["petition_id"], row["key"]): dict(row) for row in work.rows("clock", **equal)}


def due_days(rows: dict[tuple[int | None, str], dict[str, Any]]) -> dict[tuple[int | None, str], date | None]:
    return {key: row["due"] for key, row in rows.items()}


ANNOUNCED = AnnounceDay(kind=DecreedKind.DAY_OFF, on=date(2026, 12, 4), what="Nghỉ bù bão", decision="88/TB-UBND")


def test_the_preview_names_exactly_the_limits_that_then_move(do: Act, office: Desk) -> None:
    with office.register.reading() as work:
        files = register.reference_files(work)
        newer = build(files | {bulletin_name(files, 2026): bulletin_text(ANNOUNCED)})
        foretold = {(one.no, one.stage): (one.old_due, one.new_due) for one in impact(work, newer, office.today)}
    before = clocks(office)
    done = do("announce_day", **BULLETIN)
    after = clocks(office)
    with office.register.reading() as work:
        moved = {
            (work.row("petition", key[0])["no"], after[key]["stage"]): (before[key]["due"], after[key]["due"])
            for key in after
            if key[0] is not None and before[key]["due"] != after[key]["due"]
        }
    assert moved == foretold != {}
    assert moved[ACCEPTED, "KN-02"] == (date(2026, 12, 4), date(2026, 12, 7))
    assert [(one.code, one.values) for one in done.notices] == [("limits_moved", {"count": len(moved)})]
    assert check(office) == []


def test_a_bulletin_is_one_entry_of_the_journal_and_one_undo(do: Act, office: Desk) -> None:
    before = clocks(office)
    with office.register.reading() as work:
        version = register.reference_version(work)
    entry = do("announce_day", **BULLETIN).entry
    assert do("undo", entry=entry).entry == entry + 1
    assert due_days(clocks(office)) == due_days(before)
    with office.register.reading() as work:
        assert register.reference_version(work) == version
    assert check(office) == []
    assert do("announce_day", **BULLETIN).no == "calendar/2026-bulletin-01.toml"


def test_what_was_done_keeps_the_calendar_by_which_it_was_counted(do: Act, office: Desk) -> None:
    do("record_outcome", petition=ACCEPTED, result="right", on="2026-11-20")
    before = {key: row for key, row in clocks(office).items() if row["done"] is not None}
    do("announce_day", **(BULLETIN | {"on": "2026-11-05"}))
    after = clocks(office)
    assert before
    for key, row in before.items():
        assert (after[key]["due"], after[key]["reference"]) == (row["due"], row["reference"])


def test_a_worked_saturday_is_counted_from_then_on(do: Act, office: Desk) -> None:
    do("announce_day", kind="worked_saturday", on="2026-12-05", instead_of="2026-12-04", what="Làm bù", decision="9/TB")
    with office.register.reading() as work:
        calendar = office.reference_of(work).calendar
    assert calendar.kind(date(2026, 12, 5)) is DayKind.WORKED_SATURDAY


def test_another_desk_goes_by_the_new_calendar_at_its_next_act(do: Act, office: Desk, clock: Clock) -> None:
    do("announce_day", **(BULLETIN | {"on": "2026-12-03"}))
    no = do("register_petition", channel="post", content="Đơn mới", received_on="2026-11-23").no
    with office.register.reading() as work:
        (row,) = work.rows("clock", petition_id=work.by_no("petition", no, "petition")["id"])
    assert row["due"] == date(2026, 12, 4)


@pytest.mark.parametrize(
    "text",
    [
        "year = 2026\n[[day_off]]\n",
        "year = ",
        'year = 2026\n[[day_off]]\non = 2026-12-04\nwhat_vi = "x"\n',
        "[[dayoff]]\n",
    ],
    ids=["nothing in it", "no TOML", "half a day", "unknown table"],
)
def test_a_broken_file_changes_nothing(
    do: Act, office: Desk, office_place: str, dump_file: Callable[[str], Dump], text: str
) -> None:
    before = dump_file(office_place)
    with pytest.raises(RegisterError) as refused:
        do("apply_reference", name="calendar/2026-x.toml", text=text)
    assert refused.value.code == "reference_broken"
    assert dump_file(office_place) == before
