"""Lists of the register: page after page is the whole list, in order, each record once, with its filters."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reception_tui.config import OFFICE_ZONE
from reception_tui.desk.door import Desk
from reception_tui.desk.queries.board import BoardGroup, board_counts, read_board
from reception_tui.desk.queries.listing import Listed, count_records, read_listed
from reception_tui.desk.queries.overdue import due_list
from reception_tui.desk.views import keep_view, last_left, leave, views_of
from reception_tui.domain.listing import Filter, Listing, Order, View, as_plain, built_in, from_plain
from reception_tui.store.listing import Day
from reception_tui.store.work import Work
from tests.desk.conftest import FORWARDED, VISIT, VOID

if TYPE_CHECKING:
    from tests.conftest import Act, Clock

TODAY = Day(date(2026, 11, 23), OFFICE_ZONE)
FAR = Day(date(2027, 3, 1), OFFICE_ZONE)
LISTS = [one for one in Listing if one is not Listing.SEARCH]


def whole(work: Work, view: View, today: Day = TODAY) -> list[Listed]:
    return read_listed(work, view, today, None, 1000)


def numbers(work: Work, view: View, today: Day = TODAY) -> list[str]:
    return [one.no for one in whole(work, view, today)]


@pytest.mark.parametrize("listing", LISTS)
@given(size=st.integers(1, 7), order=st.sampled_from(list(Order)), forward=st.booleans())
@settings(max_examples=15)
def test_page_after_page_is_the_whole_list(
    office: Desk, listing: Listing, size: int, order: Order, forward: bool
) -> None:
    with office.register.reading() as work:
        view, found, place = View(listing, order=order), [], None
        expected = [one.place for one in whole(work, view)]
        while True:
            page = read_listed(work, view, TODAY, place, size, forward=forward)
            found = [*found, *page] if forward else [*page, *found]
            if len(page) < size:
                break
            place = page[-1 if forward else 0].place
        assert [one.place for one in found] == expected
        assert expected == sorted(expected, reverse=order is Order.NEWEST)
        assert count_records(work, view, TODAY) == len(expected)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (Filter(kind="denunciation"), lambda row: row["kind"] == "denunciation"),
        (Filter(state="forwarded"), lambda row: row["state"] == "forwarded"),
        (Filter(officer="lan"), lambda row: row["officer"] == "lan"),
        (Filter(officer="nobody"), lambda row: False),
        (Filter(open=True), lambda row: row["state"] not in ("finished", "split")),
        (Filter(first=date(2026, 11, 3)), lambda row: row["received_on"] >= date(2026, 11, 3)),
        (Filter(last=date(2026, 11, 1)), lambda row: row["received_on"] <= date(2026, 11, 1)),
        (Filter(kind="complaint", state="forwarded"), lambda row: row["no"] == FORWARDED),
    ],
)
def test_a_filter_leaves_exactly_what_fits(office: Desk, asked: Filter, expected: Any) -> None:
    with office.register.reading() as work:
        every = whole(work, View(Listing.PETITIONS))
        found = numbers(work, View(Listing.PETITIONS, asked))
    assert found == [one.no for one in every if expected(one.row)]


def test_what_is_sent_to_a_body_waits_for_it_and_is_late_is_found_by_each(office: Desk, do: Act) -> None:
    with office.register.reading() as work:
        sent = numbers(work, View(Listing.PETITIONS, Filter(body="SNNMT")))
        waiting = numbers(work, View(Listing.PETITIONS, Filter(owner="body", body="SNNMT")))
        late = numbers(work, View(Listing.PETITIONS, Filter(overdue=True, owner="body")), FAR)
        counted = {
            row.petition
            for row in due_list(work, office.reference, FAR.on).rows
            if row.owner == "body" and (row.days or 0) > 0
        }
    assert sent == waiting == [FORWARDED]
    assert set(late) == {no for no in counted if no.startswith("D-")}
    do("record_reply", petition=FORWARDED, body="SNNMT", content="Đã giải quyết")
    with office.register.reading() as work:
        assert numbers(work, View(Listing.PETITIONS, Filter(body="SNNMT"))) == [FORWARDED]
        assert numbers(work, View(Listing.PETITIONS, Filter(owner="body", body="SNNMT"))) == []


def test_a_number_out_of_force_stands_in_a_list_of_its_own(office: Desk) -> None:
    with office.register.reading() as work:
        assert VOID not in numbers(work, View(Listing.PETITIONS))
        assert numbers(work, View(Listing.PETITIONS, Filter(void=True))) == [VOID]


def test_visits_are_listed_by_day_result_and_whether_somebody_waits(office: Desk, do: Act) -> None:
    waiting = do("log_visit", people=[{"name": "Lê Ba"}], content="Hỏi", result="appointment").no
    with office.register.reading() as work:
        day = date(2026, 11, 2)
        assert numbers(work, View(Listing.VISITS, Filter(first=day, last=day))) == [VISIT]
        assert numbers(work, View(Listing.VISITS, Filter(state="appointment"))) == [waiting]
        open_ = numbers(work, View(Listing.VISITS, Filter(open=True)))
        counted = {row.petition for row in due_list(work, office.reference, FAR.on).rows if row.book == "visit"}
    assert set(open_) == counted


def test_the_journal_of_a_day_is_that_day_in_the_offices_zone(office: Desk, do: Act, clock: Clock) -> None:
    # Early in Vietnam it is still yesterday where the journal counts its hours.
    clock.time = clock.time.replace(hour=5)
    entry = do("log_visit", people=[{"name": "Lê Ba"}], content="Hỏi").entry
    with office.register.reading() as work:
        today = numbers(work, View(Listing.JOURNAL, Filter(first=TODAY.on, last=TODAY.on)))
        before = numbers(work, View(Listing.JOURNAL, Filter(last=date(2026, 11, 22))))
        assert today == [str(entry), "1"]
        assert str(entry) not in before
        assert len(before) + 2 == len(numbers(work, View(Listing.JOURNAL)))


@given(size=st.integers(1, 5), forward=st.booleans())
@settings(max_examples=15)
def test_the_board_page_after_page_is_all_that_is_late_and_near(office: Desk, size: int, forward: bool) -> None:
    with office.register.reading() as work:
        for day in (date(2026, 11, 23), date(2026, 12, 20)):
            expected = [(row.petition, row.stage, row.body) for row in due_list(work, office.reference, day).rows]
            found: list[Any] = []
            place = None
            while True:
                page = read_board(work, office.reference, day, None, place, size, forward=forward)
                found = [*found, *page] if forward else [*page, *found]
                if len(page) < size:
                    break
                place = page[-1 if forward else 0][0]
            assert [(row.petition, row.stage, row.body) for _, row in found] == expected


def test_the_board_counts_what_it_holds_by_whose_it_is(office: Desk) -> None:
    day = date(2026, 12, 20)
    with office.register.reading() as work:
        rows = due_list(work, office.reference, day)
        found = board_counts(work, office.reference, day)
        assert found.counts == rows.counts
        for group in found.groups:
            own = [row for row in rows.rows if (row.owner, row.body) == (group.owner, group.body)]
            read = read_board(work, office.reference, day, group, None, 100, forward=True)
            assert [row for _, row in read] == own
            assert group.all == len(own)
        assert sum(group.all for group in found.groups) == len(rows.rows)
        assert (
            read_board(
                work, office.reference, day, BoardGroup(found.groups[0].owner, "none", 0, 0, 0), None, 9, forward=True
            )
            == []
        )


@given(
    asked=st.builds(
        Filter,
        kind=st.sampled_from(["", "complaint"]),
        body=st.sampled_from(["", "SXD"]),
        first=st.none() | st.dates(),
        overdue=st.booleans(),
    ),
    order=st.sampled_from(list(Order)),
)
def test_a_view_that_was_kept_comes_back_as_it_was(asked: Filter, order: Order) -> None:
    view = View(Listing.PETITIONS, asked, order, "của tôi")
    assert from_plain(Listing.PETITIONS, as_plain(view), "của tôi") == view


def test_each_officer_has_the_built_in_views_and_their_own(office: Desk, clock: Clock) -> None:
    mine = View(Listing.PETITIONS, Filter(body="SXD"), Order.OLDEST)
    with office.register.writing() as work:
        keep_view(work, mine, "lan", "Sở Xây dựng", clock())
        keep_view(work, mine, "lan", "Sở Xây dựng", clock())
        lan, binh = (views_of(work, Listing.PETITIONS, code, TODAY.on) for code in ("lan", "binh"))
    assert [view.name for view in lan if view.name] == ["Sở Xây dựng"]
    assert lan[-1].filter == mine.filter
    assert [view.code for view in binh] == [view.code for view in built_in(Listing.PETITIONS, "binh", TODAY.on)]


def test_a_list_opens_as_it_was_left_the_same_day_and_afresh_on_the_next(office: Desk, clock: Clock) -> None:
    view = View(Listing.VISITS, Filter(officer="lan"), Order.OLDEST, code="mine")
    with office.register.writing() as work:
        leave(work, view, "lan", (date(2026, 11, 2), 1), clock())
        left = last_left(work, Listing.VISITS, "lan", TODAY.on)
        assert left is not None
        assert (left.view, left.place) == (view, (date(2026, 11, 2), 1))
        assert last_left(work, Listing.VISITS, "binh", TODAY.on) is None
        assert last_left(work, Listing.VISITS, "lan", date(2026, 11, 24)) is None
