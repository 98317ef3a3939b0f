"""What each act moves in the forms of Circular 06/2025: acts through the door, then the cells and the rows behind."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from reception_tui.desk.door import Desk
from reception_tui.desk.queries.forms import FilledForm, FormRow, fill, rows_behind
from reception_tui.domain.calendar import ONE_DAY
from reception_tui.domain.errors import RegisterError, UnknownCode
from reception_tui.domain.kinds import CountRule
from reception_tui.domain.windows import Window

from .test_forms_book import EVERY_FORM, book

if TYPE_CHECKING:
    from reception_tui.domain.forms import Form
    from tests.conftest import Act

MONTH = Window(date(2026, 11, 1), date(2026, 11, 30))
PARTY = CountRule.PER_PARTY


def read(desk: Desk, code: str, window: Window = MONTH, rule: CountRule = PARTY) -> FilledForm:
    with desk.register.reading() as work:
        return fill(work, desk.reference, book(), book().form(code, window), window, rule)


def rows(desk: Desk, code: str, cell: str, window: Window = MONTH) -> tuple[FormRow, ...]:
    with desk.register.reading() as work:
        return rows_behind(work, desk.reference, book().form(code, window), cell, window, PARTY)


def known(found: FilledForm) -> dict[str, object]:
    return {no: value for no, value in found.values.items() if value}


def petition(act: Act, on: str = "2026-11-02", **classified: object) -> str:
    no = act("register_petition", content="x", channel="post", received_on=on, petitioners=[{"name": "A"}]).no
    if classified:
        act("classify", petition=no, on=on, **classified)
    return no


# --- 01/TCD


def test_a_case_that_the_head_also_received_is_counted_once_under_the_head(act: Act, desk: Desk) -> None:
    act("log_visit", at="2026-11-02", people=[{"name": "A"}], content="x", matter="new")
    act("hold_session", on="2026-11-05", host="chairman")
    head = {"session": "KT-2026-1", "received_by": "head", "content": "x"}
    act("log_visit", at="2026-11-05", people=[{"name": "A"}], matter="VV-2026-1", **head)
    act("log_visit", at="2026-11-05", head_count=6, **head)
    act("log_visit", at="2026-11-06", head_count=2, content="y")
    found = read(desk, "01/TCD")
    assert known(found) == {
        "1": 4, "2": 10, "3": 3, "4": 1, "5": 2, "6": 3, "7": 1, "10": 1, "11": 2, "12": 7, "13": 2, "14": 1, "15": 6,
    }  # fmt: skip
    assert found.holds
    assert [row.no for row in rows(desk, "01/TCD", "7")] == ["LT-2026-0004"]
    assert [row.no for row in rows(desk, "01/TCD", "13")] == ["LT-2026-0002", "LT-2026-0003"]


def test_visits_follow_the_rule_of_counting_and_nothing_else_does(act: Act, desk: Desk) -> None:
    act("log_visit", at="2026-11-02", head_count=12, content="x")
    act("log_visit", at="2026-11-02", head_count=1, content="x")
    party, person = read(desk, "01/TCD"), read(desk, "01/TCD", rule=CountRule.PER_PERSON)
    assert (party.values["1"], person.values["1"]) == (2, 13)
    differing = {no for no in party.values if party.values[no] != person.values[no]}
    assert differing == {"1", "5"}


def test_reception_days_are_days_of_a_leader(act: Act, desk: Desk) -> None:
    for host, by in (("chairman", "head"), ("chairman", "head"), ("council", "head"), ("chairman", "delegate")):
        act("hold_session", on="2026-11-05", host=host, received_by=by)
    found = read(desk, "01/TCD")
    assert (found.values["10"], found.values["16"]) == (2, 1)
    told = [remark.text.vi.format(n=value) for remark, value in found.remarks]
    assert told == ["Trong số ngày tiếp: Chủ tịch UBND tỉnh 2 ngày.", "Trong số ngày tiếp: đại biểu HĐND tỉnh 1 ngày."]


# --- 02/XLD


def test_a_petition_is_processed_on_the_day_of_its_first_result(act: Act, desk: Desk) -> None:
    no = petition(act, kind="complaint", jurisdiction="other", field="land")
    act("dispose", petition=no, on="2026-11-10", **{"as": "guide"})
    early, late = Window(date(2026, 11, 1), date(2026, 11, 9)), Window(date(2026, 11, 10), date(2026, 11, 20))
    assert known(read(desk, "02/XLD", early)) == {"1": 1}
    assert known(read(desk, "02/XLD", late)) == {"1": 1, "2": 1, "3": 1, "23": 1, "24": 1}
    assert known(read(desk, "02/XLD", Window(date(2026, 11, 11), date(2026, 11, 20)))) == {}


def test_petitions_within_competence_are_parted_by_kind_instance_and_field(act: Act, desk: Desk) -> None:
    for kind, instance, field in (
        ("complaint", "first", "land"),
        ("complaint", "second", "policy"),
        ("complaint", "first", ""),
        ("denunciation", "first", "land"),
        ("denunciation", "again", "corruption"),
        ("denunciation", "first", "judicial"),
        ("recommendation", "first", "policy"),
    ):
        no = petition(act, kind=kind, instance=instance, field=field, jurisdiction="ours")
        act("dispose", petition=no, on="2026-11-03", **{"as": "propose_acceptance"})
    found = read(desk, "02/XLD")
    assert known(found) == {
        "1": 7, "2": 7, "3": 7, "4": 7, "5": 7, "6": 3, "7": 2, "8": 1, "9": 1, "10": 1, "11": 1,
        "12": 3, "13": 2, "14": 1, "15": 1, "16": 1, "17": 1, "19": 1, "20": 1,
    }  # fmt: skip
    assert found.holds
    assert "Chưa ghi lĩnh vực, tính vào lĩnh vực khác: 1 đơn." in [
        remark.text.vi.format(n=value) for remark, value in found.remarks
    ]


def test_where_nobody_said_who_is_competent_what_was_done_says_it(act: Act, desk: Desk) -> None:
    accepted = petition(act, kind="complaint")
    act("dispose", petition=accepted, on="2026-11-03", **{"as": "accept"})
    sent = petition(act, kind="complaint")
    act("forward", petition=sent, to="STC", sent_on="2026-11-03")
    found = read(desk, "02/XLD")
    assert (found.values["4"], found.values["23"], found.values["25"]) == (1, 1, 1)
    assert found.holds


def test_what_cannot_be_processed_further_is_processed_and_no_more(act: Act, desk: Desk) -> None:
    no = petition(act, kind="complaint", eligible=False, why_not=["KD5"])
    act("dispose", petition=no, on="2026-11-03", **{"as": "keep_on_file"})
    assert known(read(desk, "02/XLD")) == {"1": 1, "2": 1}


def test_parts_of_one_matter_are_one_case(act: Act, desk: Desk) -> None:
    for kind in ("complaint", "complaint", "denunciation"):
        no = petition(act, kind=kind, jurisdiction="ours")
        act("link", petition=no, matter="new" if no == "D-2026-0001" else "VV-2026-0001")
        act("dispose", petition=no, on="2026-11-03", **{"as": "accept"})
    assert [read(desk, "02/XLD").values[no] for no in "45"] == [3, 1]
    assert [read(desk, "03/GQKN").values[no] for no in "12"] == [2, 1]
    assert [read(desk, "04/GQTC").values[no] for no in "12"] == [1, 1]


def test_what_is_voided_or_undone_is_not_counted(act: Act, desk: Desk) -> None:
    act("void", petition=petition(act), why="x")
    act("undo", entry=act("register_petition", content="x", channel="post").entry)
    act("log_visit", at="2026-11-02", head_count=3, content="x")
    act("void", visit="LT-2026-1", why="x")
    assert known(read(desk, "02/XLD")) == known(read(desk, "01/TCD")) == {}


# --- 03/GQKN, 04/GQTC, 05/KQTH, 06/QLKNTC


def test_decisions_are_counted_with_their_amounts(act: Act, desk: Desk) -> None:
    for result, instance in (("partly_right", "first"), ("upheld", "second")):
        no = petition(act, kind="complaint", jurisdiction="ours", instance=instance)
        act("dispose", petition=no, on="2026-11-03", **{"as": "accept"})
        act(
            "record_outcome", petition=no, on="2026-11-20", result=result, money_returned=1_234_567, land_returned=10.5,
            people_disciplined=3, officials_disciplined=2,
        )  # fmt: skip
    found = read(desk, "03/GQKN")
    assert known(found) == {
        "1": 2, "2": 2, "4": 2, "7": 2, "10": 1, "11": 1, "15": Decimal("2.469134"), "16": 21, "19": 6, "20": 4,
    }  # fmt: skip
    assert found.holds
    assert [row.adds for row in rows(desk, "03/GQKN", "15")] == [Decimal("1.234567")] * 2


def test_complaints_stand_where_they_stood_on_the_last_day(act: Act, desk: Desk) -> None:
    for done in ("accept", "refuse_acceptance", "propose_acceptance", "withdraw"):
        no = petition(act, kind="complaint", jurisdiction="ours")
        if done == "withdraw":
            act("dispose", petition=no, on="2026-11-03", **{"as": "propose_acceptance"})
            act("withdraw", petition=no, on="2026-11-12")
        else:
            act("dispose", petition=no, on="2026-11-03", note="x", **{"as": done})
    assert [read(desk, "03/GQKN").values[no] for no in "23456"] == [4, 1, 1, 1, 1]
    early = Window(date(2026, 11, 1), date(2026, 11, 11))
    assert [read(desk, "03/GQKN", early).values[no] for no in "23456"] == [4, 2, 1, 1, 0]


def test_a_check_that_fails_names_the_rows_that_break_it(act: Act, desk: Desk) -> None:
    for officials in (2, 5):
        no = petition(act, kind="denunciation", jurisdiction="ours")
        act("dispose", petition=no, on="2026-11-03", **{"as": "accept"})
        figures = {"people_disciplined": 3, "officials_disciplined": officials}
        act("record_outcome", petition=no, on="2026-11-20", result="right", **figures)
    found = read(desk, "04/GQTC")
    (broken,) = [result for result in found.checks if not result.holds]
    assert broken.check.rule == "22<=21"
    assert [row.no for row in broken.rows] == ["TC-2026-0002"]


def test_cells_that_the_register_cannot_know_wait_for_the_officer(act: Act, desk: Desk) -> None:
    no = petition(act, kind="complaint", jurisdiction="ours")
    act("dispose", petition=no, on="2026-11-03", **{"as": "accept"})
    act("record_outcome", petition=no, on="2026-11-20", result="right")
    empty = read(desk, "05/KQTH")
    assert set(empty.values.values()) == {None}
    assert empty.holds
    assert not any(result.judged for result in empty.checks)
    days = {"from": MONTH.first, "to": MONTH.last}
    act("enter_figures", form="05/KQTH", **days, figures=[{"cell": "1", "value": 0}, {"cell": "2", "value": 1}])
    found = read(desk, "05/KQTH")
    failed = [result for result in found.checks if not result.holds]
    assert [result.check.rule for result in failed] == ["1>=[03/GQKN]7", "2<=1"]
    assert no in [row.no for row in failed[0].rows]
    assert [row.no for row in failed[1].rows] == ["05/KQTH [2]"]
    assert [(row.title, row.adds, row.entered) for row in rows(desk, "05/KQTH", "2")] == [("Lan", 1, True)]
    act("enter_figures", form="05/KQTH", **days, figures=[{"cell": "2"}])
    assert read(desk, "05/KQTH").values["2"] is None
    assert rows(desk, "05/KQTH", "2") == ()


@pytest.mark.parametrize("figures", [[{"cell": "1", "value": 3}], [{"cell": "99", "value": 3}], []])
def test_a_column_that_is_counted_cannot_be_entered(act: Act, figures: list[dict[str, object]]) -> None:
    with pytest.raises(RegisterError):
        act("enter_figures", form="02/XLD", **{"from": MONTH.first, "to": MONTH.last}, figures=figures)


def test_what_is_entered_for_one_period_or_circular_is_not_in_another(act: Act, desk: Desk) -> None:
    days = {"from": MONTH.first, "to": MONTH.last}
    act("enter_figures", form="06/QLKNTC", **days, figures=[{"cell": "1", "value": 3}, {"cell": "5", "value": 40}])
    form = book().form("06/QLKNTC", MONTH)
    with desk.register.reading() as work:
        other = fill(work, desk.reference, book(), form, Window(MONTH.first, MONTH.last - ONE_DAY), PARTY)
    assert set(other.values.values()) == {None}
    assert read(desk, "06/QLKNTC").values["5"] == 40


def test_an_unknown_cell_is_refused(desk: Desk) -> None:
    with pytest.raises(UnknownCode):
        rows(desk, "02/XLD", "99")


# --- secrecy


def test_a_denunciation_shows_its_code_and_hides_what_came_with_it(act: Act, desk: Desk) -> None:
    act(
        "log_visit",
        at="2026-11-02",
        people=[{"name": "Người Kín"}],
        content="Tố ông Lê Văn Lộ",
        result="petition_received",
    )
    no = act("register_petition", content="Tố ông Lê Văn Lộ", visit="LT-2026-1", petitioners=[{"name": "Người Kín"}]).no
    act("classify", petition=no, kind="denunciation", jurisdiction="other", on="2026-11-03")
    act("forward", petition=no, to="STC", sent_on="2026-11-04")
    other = petition(act, kind="complaint", jurisdiction="other")
    (visit,) = rows(desk, "01/TCD", "5")
    secret, plain = rows(desk, "02/XLD", "1")
    assert (visit.no, visit.title) == ("LT-2026-0001", "LT-2026-0001")
    assert (secret.no, secret.title) == ("TC-2026-0001", "TC-2026-0001")
    assert (plain.no, plain.title) == (other, "x")


# --- a register in the middle of its work


@pytest.mark.parametrize("form", EVERY_FORM)
def test_every_check_holds_and_every_cell_has_its_rows(act: Act, desk: Desk, form: Form) -> None:
    work_of_a_month(act)
    with desk.register.reading() as work:
        found = fill(work, desk.reference, book(), form, MONTH, PARTY)
        assert [result.check.rule for result in found.checks if not result.holds] == []
        for cell in form.cells:
            behind = rows_behind(work, desk.reference, form, cell, MONTH, PARTY)
            assert sum(row.adds for row in behind) == (found.values[cell.no] or 0), cell.no


def work_of_a_month(act: Act) -> None:
    """Do something of every kind."""
    act("hold_session", on="2026-11-05", host="chairman")
    act("log_visit", at="2026-11-02", head_count=7, content="x", matter="new")
    act(
        "log_visit",
        at="2026-11-05",
        head_count=7,
        content="x",
        matter="VV-2026-1",
        received_by="head",
        session="KT-2026-1",
    )
    for kind in ("complaint", "denunciation", "recommendation"):
        for side in ("ours", "other"):
            for on in ("2026-10-20", "2026-11-04"):
                petition(act, on, kind=kind, jurisdiction=side, field="land")
    numbers = [f"D-2026-{n:04}" for n in range(1, 13)]
    for no in numbers[::2]:
        act("link", petition=no, matter="VV-2026-1")
    for no in (numbers[0], numbers[1], numbers[4]):
        act("dispose", petition=no, on="2026-11-06", **{"as": "accept"})
        act("record_outcome", petition=no, on="2026-11-20", result="right", money_to_state=5_000_000)
    act("record_outcome", petition=numbers[1], on="2026-11-21", result="terminated")
    act("forward", petition=numbers[2], to="STC", sent_on="2026-10-30")
    act("record_reply", petition=numbers[2], on="2026-11-12")
    act("dispose", petition=numbers[3], on="2026-11-07", **{"as": "guide"})
    act("dispose", petition=numbers[5], on="2026-11-08", note="x", **{"as": "refuse_acceptance"})
    act("dispose", petition=numbers[6], on="2026-11-08", **{"as": "report_to_head"})
    act("forward", petition=numbers[7], to="STC", sent_on="2026-11-09")
    act("withdraw", petition=numbers[7], on="2026-11-15")
    act("dispose", petition=numbers[8], on="2026-11-09", **{"as": "answer"})
    act("dispose", petition=numbers[11], on="2026-11-09", **{"as": "return"})
    act("register_petition", content="y", channel="post", signatories=4, received_on="2026-11-10")
