"""Several acts as one: tried first, done all or not at all, one entry, one undo."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from reception_tui.desk.door import Desk, execute
from reception_tui.desk.queries.undoing import undo_page
from reception_tui.desk.reading import read_command
from reception_tui.desk.trying import try_together
from reception_tui.domain.commands import Command, Forward, HandOver, Remind, Together, Void
from reception_tui.domain.errors import RegisterError
from reception_tui.domain.office import Officer
from reception_tui.i18n.sentences import of_error
from reception_tui.store import journal, journal_rows
from tests.desk.conftest import CLASSIFIED, FORWARDED, RECEIVED, RECOMMENDATION, VISIT

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Act, Dump


def row(office: Desk, table: str, no: str) -> dict[str, Any]:
    with office.register.reading() as work:
        return dict(work.by_no(table, no, table))


@pytest.fixture
def minh(do: Act) -> str:
    """A second officer in service."""
    do("change_officer", code="minh", name="Minh", roles=["handler"])
    return "minh"


def test_all_are_done_as_one_entry_which_one_undo_takes_back(
    do: Act, office: Desk, office_place: str, dump_file: Callable[[str], Dump]
) -> None:
    before = {no: row(office, "petition", no)["state"] for no in (FORWARDED, RECOMMENDATION)}
    done = do(
        "together",
        acts=[
            {"act": "remind", "petition": FORWARDED, "document": {"number": "7/BTCD"}},
            {"act": "remind", "petition": RECOMMENDATION, "document": {"number": "7/BTCD"}},
            {"act": "forward", "petition": CLASSIFIED, "to": "SNNMT"},
        ],
    )
    assert [(one.code, one.values) for one in done.notices] == [("done_together", {"count": 3})]
    with office.register.reading() as work:
        entry = journal.read(work.connection, done.entry)
        assert entry is not None
        assert (entry.act, entry.subject) == ("together", f"{FORWARDED}…{CLASSIFIED}")
        assert len(work.rows("reminder")) == 2
        told = {
            (one.table, one.no) for one in undo_page(work, office.reference, office.officer, done.entry).differences
        }
        assert {("reminder", FORWARDED), ("reminder", RECOMMENDATION), ("petition", CLASSIFIED)} <= told
        assert list(journal.verify(work.connection)) == []
        assert list(journal_rows.verify_rows(work.connection)) == []
    do("undo", entry=done.entry)
    with office.register.reading() as work:
        assert work.rows("reminder") == []
    assert {no: row(office, "petition", no)["state"] for no in before} == before
    assert row(office, "petition", CLASSIFIED)["state"] == "classified"


def test_when_one_cannot_be_done_nothing_is(do: Act, office_place: str, dump_file: Callable[[str], Dump]) -> None:
    before = dump_file(office_place)
    with pytest.raises(RegisterError) as refused:
        do("together", acts=[{"act": "remind", "petition": FORWARDED}, {"act": "remind", "petition": RECEIVED}])
    assert (refused.value.code, refused.value.field) == ("part_refused", "acts[1]")
    assert of_error(refused.value).endswith(f"không làm được với {RECEIVED}, và chưa việc nào được ghi.")
    assert dump_file(office_place) == before


def test_trying_says_for_each_what_would_happen_or_why_not_and_keeps_nothing(
    office: Desk, office_place: str, dump_file: Callable[[str], Dump]
) -> None:
    before = dump_file(office_place)
    tried = try_together(office, [Remind(petition=no) for no in (FORWARDED, RECEIVED, RECOMMENDATION)])
    assert dump_file(office_place) == before
    assert [one.no for one in tried] == [FORWARDED, RECEIVED, RECOMMENDATION]
    assert [one.refused is None for one in tried] == [True, False, True]
    assert "reminder" in {change.table for change in tried[0].changes}
    good = [one.part for one in tried if one.refused is None]
    execute(office, Together(acts=tuple(good)))
    with office.register.reading() as work:
        assert len(work.rows("reminder")) == 2


def test_what_has_changed_since_it_was_tried_is_not_done(do: Act, office: Desk) -> None:
    tried = try_together(office, [Remind(petition=FORWARDED), Remind(petition=RECOMMENDATION)])
    do("correct", petition=RECOMMENDATION, set={"title": "mới"}, why="x")
    with pytest.raises(RegisterError) as refused:
        execute(office, Together(acts=tuple(one.part for one in tried)))
    assert refused.value.code == "part_refused"
    assert refused.value.values["why"].code == "changed_since"


@pytest.mark.parametrize(
    ("part", "code"),
    [
        (Void(petition=RECEIVED, why="x"), "no_right"),
        (Together(acts=()), "part_refused"),
    ],
)
def test_together_gives_no_right_that_the_officer_has_not_alone(office: Desk, part: Command, code: str) -> None:
    handler = replace(office, officer=Officer("minh", "Minh", frozenset({"handler"})))
    with pytest.raises(RegisterError) as refused:
        execute(handler, Together(acts=(part,)))
    assert refused.value.code == code


def test_what_an_officer_is_kept_away_from_is_not_done_together_either(do: Act, office: Desk) -> None:
    do("recuse", officer="lan", petition=RECOMMENDATION, ground="related")
    tried = try_together(office, [Remind(petition=no) for no in (FORWARDED, RECOMMENDATION)])
    assert [one.refused.code if one.refused is not None else "" for one in tried] == ["", "recused"]
    with pytest.raises(RegisterError) as refused:
        execute(office, Together(acts=(Remind(petition=FORWARDED), Remind(petition=RECOMMENDATION))))
    assert refused.value.code == "recused"


def test_nothing_together_is_refused(office: Desk) -> None:
    with pytest.raises(RegisterError) as refused:
        execute(office, Together(acts=()))
    assert refused.value.code == "missing_field"


def test_records_are_handed_over_together_and_taken_back_together(do: Act, office: Desk, minh: str) -> None:
    parts = (HandOver(petition=RECEIVED, to=minh), HandOver(visit=VISIT, to=minh))
    done = execute(office, Together(acts=parts))
    assert row(office, "petition", RECEIVED)["officer"] == row(office, "visit", VISIT)["officer"] == "minh"
    do("undo", entry=done.entry)
    assert row(office, "petition", RECEIVED)["officer"] == row(office, "visit", VISIT)["officer"] == "lan"


@pytest.mark.parametrize("fields", [{"petition": RECEIVED, "to": "ai đó"}, {"to": "lan"}])
def test_a_record_is_handed_to_an_officer_in_service_and_named(do: Act, fields: dict[str, str]) -> None:
    with pytest.raises(RegisterError):
        do("hand_over", **fields)


def test_an_officer_who_left_takes_nothing_over(do: Act, minh: str) -> None:
    do("change_officer", code=minh, active=False)
    with pytest.raises(RegisterError) as refused:
        do("hand_over", petition=RECEIVED, to=minh)
    assert refused.value.code == "unknown_officer"


def test_the_command_line_reads_acts_within_an_act() -> None:
    command, unknown = read_command(
        {
            "act": "together",
            "acts": [{"act": "forward", "petition": CLASSIFIED, "to": "SNNMT", "sent_on": "2026-11-20"}],
        }
    )
    assert isinstance(command, Together)
    assert isinstance(command.acts[0], Forward)
    assert unknown == ()
