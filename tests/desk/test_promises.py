"""Promises: entered, followed as limits of ours, kept, broken, moved with an apology."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from reception_tui.desk.checking import check
from reception_tui.desk.door import Desk
from reception_tui.desk.queries.lints import LintKind
from reception_tui.desk.queries.night import Night, night
from reception_tui.desk.queries.overdue import due_list
from reception_tui.desk.queries.promises import broken, promises_of_night
from reception_tui.desk.queries.seen import people_like
from reception_tui.domain.deadline import ClockState
from reception_tui.domain.errors import DateTooEarly, MissingField, NoOpenPromise
from reception_tui.domain.kinds import CountRule, Owner
from reception_tui.domain.likeness import TypedPerson
from reception_tui.reports import nightly
from reception_tui.reports.text import render
from reception_tui.tui.seen_text import person_line
from tests.desk.conftest import DENUNCIATION, FORWARDED, IN_SESSION, VISIT

if TYPE_CHECKING:
    from tests.conftest import Act, Clock

FRIDAY, TUESDAY, WEDNESDAY = date(2026, 11, 27), date(2026, 12, 1), date(2026, 12, 2)


def page(desk: Desk, on: date) -> Night:
    with desk.register.reading() as work:
        return night(work, desk.reference, on, CountRule.PER_PARTY, desk.now().tzinfo)


def late_promises(desk: Desk, on: date) -> list[str]:
    with desk.register.reading() as work:
        rows = due_list(work, desk.reference, on).in_state(ClockState.OVERDUE)
    return [row.petition for row in rows if row.duty == "promise"]


def test_a_promise_is_a_limit_of_ours_until_it_is_kept(office: Desk, do: Act, clock: Clock) -> None:
    do("promise", visit=VISIT, on="2026-11-27", what="trả lời về giá đất")
    with office.register.reading() as work:
        (row,) = [one for one in due_list(work, office.reference, FRIDAY).rows if one.duty == "promise"]
    assert (row.petition, row.owner, row.due, row.state) == (VISIT, Owner.US, FRIDAY, ClockState.DUE_TODAY)
    clock.day = TUESDAY
    assert late_promises(office, TUESDAY) == [VISIT]
    do("keep_promise", visit=VISIT)
    assert late_promises(office, TUESDAY) == []
    assert late_promises(office, date(2026, 11, 30)) == [VISIT]
    assert check(office) == []


def test_a_visit_that_ends_in_an_appointment_carries_its_day(office: Desk, do: Act) -> None:
    done = do(
        "log_visit",
        head_count=1,
        content="Hỏi hồ sơ",
        result="appointment",
        promised="2026-11-27",
        promised_what="xem hồ sơ",
    )
    assert done.notices == ()
    with office.register.reading() as work:
        (one,) = promises_of_night(work, office.reference, office.today)
    assert (one.no, one.on, one.what) == (done.no, FRIDAY, "xem hồ sơ")


def test_an_appointment_without_a_day_is_told(do: Act) -> None:
    done = do("log_visit", head_count=1, content="Hỏi hồ sơ", result="appointment")
    assert [one.code for one in done.notices] == ["appointment_without_day"]


def test_a_day_off_is_told_and_taken_all_the_same(do: Act) -> None:
    done = do("promise", petition=FORWARDED, on="2026-11-28")
    assert [one.code for one in done.notices] == ["promised_day_closed"]


def test_a_promise_is_seen_when_the_name_is_typed(office: Desk, do: Act) -> None:
    do("promise", visit=VISIT, on="2026-11-27", what="trả lời về giá đất")
    with office.register.reading() as work:
        (seen,) = people_like(work, office.reference, TypedPerson("Nguyễn Văn Đường"), office.today)
    assert "27/11/2026" in person_line(seen, office.reference)
    assert "trả lời về giá đất" in person_line(seen, office.reference)


def test_a_page_shows_what_waited_at_the_end_of_its_day_whenever_it_is_printed(
    office: Desk, do: Act, clock: Clock
) -> None:
    do("promise", visit=VISIT, on="2026-11-27", what="trả lời về giá đất")
    first = page(office, FRIDAY)
    clock.day = WEDNESDAY
    do("keep_promise", visit=VISIT, on="2026-12-01")
    again = page(office, FRIDAY)
    assert nightly.as_json(again)["promises"] == nightly.as_json(first)["promises"]
    assert "trả lời về giá đất" in render(nightly.document(again, office.reference))
    assert [one.kept_on for one in page(office, TUESDAY).promises] == [TUESDAY]
    assert page(office, WEDNESDAY).promises == ()


def test_a_broken_promise_is_a_lint_with_its_trend(office: Desk, do: Act, clock: Clock) -> None:
    do("promise", visit=VISIT, on="2026-11-27")
    clock.day = TUESDAY
    monday = {one.kind: one for one in page(office, date(2026, 11, 30)).lints}
    assert monday[LintKind.PROMISE_PASSED].numbers == (VISIT,)
    assert monday[LintKind.PROMISE_PASSED].before == 0
    do("keep_promise", visit=VISIT)
    tuesday = {one.kind: one for one in page(office, TUESDAY).lints}
    assert (tuesday[LintKind.PROMISE_PASSED].numbers, tuesday[LintKind.PROMISE_PASSED].before) == ((), 1)


def test_an_apology_moves_a_broken_promise_to_its_new_day(office: Desk, do: Act, clock: Clock) -> None:
    do("promise", visit=VISIT, on="2026-11-27", what="trả lời về giá đất")
    clock.day = TUESDAY
    with office.register.reading() as work:
        assert len(broken(promises_of_night(work, office.reference, TUESDAY), TUESDAY)) == 1
    done = do("issue_letter", kind="apology", visit=VISIT, say={"new_date": "2026-12-08", "reason": "chờ hồ sơ"})
    (notice,) = done.notices
    assert notice.code == "letter_issued"
    assert late_promises(office, TUESDAY) == []
    with office.register.reading() as work:
        (letter,) = work.rows("letter")
        assert "27 tháng 11 năm 2026" in letter["paper"]
        old, new = work.rows("promise")
    assert (old["moved_on"], new["on"], new["letter"]) == (TUESDAY, date(2026, 12, 8), letter["no"])
    assert check(office) == []


def test_the_same_promise_again_moves_to_the_new_day(office: Desk, do: Act) -> None:
    do("promise", visit=VISIT, on="2026-11-25", what="trả lời")
    do("promise", visit=VISIT, on="2026-11-27", what="trả lời")
    do("promise", visit=VISIT, on="2026-11-26", what="trả hồ sơ")
    with office.register.reading() as work:
        waiting = [
            one.on.day for one in promises_of_night(work, office.reference, office.today) if one.moved_on is None
        ]
    assert waiting == [26, 27]


def test_the_promise_that_is_named_is_kept_else_the_earliest(office: Desk, do: Act) -> None:
    do("promise", visit=VISIT, on="2026-11-27", what="a")
    do("promise", visit=VISIT, on="2026-11-25", what="b")
    do("keep_promise", visit=VISIT, promised="2026-11-27")
    with office.register.reading() as work:
        assert [row["kept_on"] is not None for row in work.rows("promise")] == [True, False]
    do("keep_promise", visit=VISIT)
    with pytest.raises(NoOpenPromise):
        do("keep_promise", visit=VISIT)


def test_a_promise_made_to_one_who_denounced_tells_no_words(office: Desk, do: Act) -> None:
    do("promise", petition=DENUNCIATION, on="2026-11-27", what="gặp chị Người Tố Cáo")
    shown = render(nightly.document(page(office, FRIDAY), office.reference))
    assert DENUNCIATION in shown
    assert "Người Tố Cáo" not in shown


def test_a_promise_is_undone_with_its_limit(office: Desk, do: Act) -> None:
    done = do("promise", visit=IN_SESSION, on="2026-11-24")
    do("undo", entry=done.entry)
    with office.register.reading() as work:
        assert promises_of_night(work, office.reference, office.today) == ()
    assert late_promises(office, FRIDAY) == []
    assert check(office) == []


def test_what_a_promise_needs(do: Act) -> None:
    with pytest.raises(MissingField):
        do("promise", on="2026-11-27")
    with pytest.raises(DateTooEarly):
        do("promise", visit=VISIT, on="2026-11-20")
