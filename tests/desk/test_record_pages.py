"""One record with everything that belongs to it, and what may be chosen for it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reception_tui.desk.deciding import is_barred
from reception_tui.desk.door import Desk
from reception_tui.desk.queries import choosing
from reception_tui.desk.queries.record import person_by_number, person_card, petition_page, visit_page
from reception_tui.desk.queries.today import today
from reception_tui.domain.deadline import ClockState
from reception_tui.domain.errors import RegisterError, UnknownRecord
from reception_tui.domain.moves import ALLOWED_FROM

if TYPE_CHECKING:
    from tests.conftest import Act, Clock

RECEIVED = "D-2026-0001"
CLASSIFIED = "D-2026-0002"
FORWARDED = "D-2026-0003"
ACCEPTED = "D-2026-0004"
DENUNCIATION = "D-2026-0005"
FINISHED = "D-2026-0006"
VOID = "D-2026-0008"
VISIT = "LT-2026-0001"
TODAY = date(2026, 11, 23)


def test_the_page_of_a_petition_tells_its_whole_story_in_order(do: Act, office: Desk) -> None:
    do("remind", petition=FORWARDED, on="2026-11-19", document="5/BTCD")
    do("record_reply", petition=FORWARDED, on="2026-11-20", final=False, accepted_on="2026-11-20", content="đã thụ lý")
    do("pause", petition=FORWARDED, on="2026-11-21", stage="KN-02")
    do("resume", petition=FORWARDED, on="2026-11-23")
    do("withdraw", petition=FORWARDED, whole=False, content="một phần")
    with office.register.reading() as work:
        page = petition_page(work, office.reference, "d-2026-3", TODAY)
    assert [one.what for one in page.timeline] == [
        "register_petition",
        "classify",
        "dispose",
        "forward",
        "remind",
        "record_reply",
        "pause",
        "resume",
        "withdraw",
    ]
    assert [one.on for one in page.timeline] == sorted(one.on for one in page.timeline)
    assert [row["body"] for row in page.referrals] == ["SNNMT"]
    assert not page.secret


def test_the_page_shows_each_limit_as_it_stands_today(do: Act, office: Desk, clock: Clock) -> None:
    with office.register.reading() as work:
        states = {
            view.clock.key.partition("/")[2] or view.clock.key: view.state
            for view in petition_page(work, office.reference, FORWARDED, TODAY).clocks
        }
    assert states["process"] is ClockState.MET
    assert states["accept"] is ClockState.OVERDUE
    do("pause", petition=ACCEPTED, on="2026-11-10")
    with office.register.reading() as work:
        views = {v.clock.key: v for v in petition_page(work, office.reference, ACCEPTED, TODAY).clocks}
    assert views["resolve"].state is ClockState.PAUSED
    assert views["resolve"].if_resumed_today == date(2026, 12, 17)


def test_the_page_offers_what_its_state_allows(office: Desk) -> None:
    with office.register.reading() as work:
        for no in (RECEIVED, CLASSIFIED, FORWARDED, ACCEPTED, FINISHED):
            page = petition_page(work, office.reference, no, TODAY)
            assert set(page.possible) <= {
                act for act, states in ALLOWED_FROM.items() if page.petition["state"] in states
            }
        assert petition_page(work, office.reference, VOID, TODAY).possible == ()
        assert petition_page(work, office.reference, VOID, TODAY).clocks == ()


def test_the_page_of_a_visit_has_its_roster_matter_and_petitions(office: Desk) -> None:
    with office.register.reading() as work:
        page = visit_page(work, "lt-2026-1")
        other = visit_page(work, "LT-2026-0002")
    assert [person["name"] for person in page.people] == ["Nguyễn Văn Đường"]
    assert [row["no"] for row in page.petitions] == [RECEIVED]
    assert page.matter is not None
    assert other.session is not None
    assert other.session["no"] == "KT-2026-0001"


def test_the_card_of_a_person_has_their_visits_and_petitions(do: Act, office: Desk) -> None:
    do("log_visit", people=[{"name": "Nguyễn Văn Đường", "id_number": "051082001234"}], content="lần hai")
    with office.register.reading() as work:
        card = person_by_number(work, "051082001234")
        assert card is not None
        assert [row["no"] for row in card.visits] == ["LT-2026-0003", VISIT]
        assert [row["no"] for row in card.petitions] == [RECEIVED]
        assert person_card(work, 1) == card
        assert person_by_number(work, "000000000000") is None
        assert person_by_number(work, "") is None


def test_what_is_not_in_the_register_has_no_page(office: Desk) -> None:
    with office.register.reading() as work:
        for read in (
            lambda: petition_page(work, office.reference, "D-2026-99", TODAY),
            lambda: visit_page(work, "LT-2026-99"),
            lambda: person_card(work, 99),
        ):
            with pytest.raises(UnknownRecord):
                read()


def test_the_desk_screen_shows_today(do: Act, office: Desk, clock: Clock) -> None:
    do("log_visit", people=[{"name": "Lê Ba"}], content="x")
    do("log_visit", people=[{"name": "Lê Bốn"}], content="x")
    with office.register.reading() as work:
        found = today(work, office.reference, clock.day)
    assert (found.visits, found.people) == (2, 2)
    assert found.due.as_of == clock.day


# --- what may be chosen


@given(typed=st.sampled_from(["so", "ubnd", "STC", "tai chinh", "cong an", "thanh tra", "binh", "an", "phuong"]))
def test_only_bodies_that_may_receive_a_petition_are_offered(office: Desk, typed: str) -> None:
    with office.register.reading() as work:
        petition = work.by_no("petition", DENUNCIATION, "petition")
    found = choosing.receivers(office.reference, petition, typed, TODAY, "vi")
    for option in found:
        body = office.reference.directory.bodies[option.code]
        assert body.exists_on(TODAY)
        assert not office.reference.directory.is_subordinate(option.code, "STC")
        assert not is_barred(office.reference, petition, option.code, TODAY)


def test_the_denounced_is_never_offered_and_never_taken(do: Act, office: Desk) -> None:
    with office.register.reading() as work:
        petition = work.by_no("petition", DENUNCIATION, "petition")
    assert "STC" not in [one.code for one in choosing.receivers(office.reference, petition, "tai chinh", TODAY, "vi")]
    with pytest.raises(RegisterError) as refused:
        do("forward", petition=DENUNCIATION, to="STC")
    assert refused.value.code == "sent_to_accused"


def test_only_what_exists_today_is_offered(office: Desk) -> None:
    names = [one.name for one in choosing.communes(office.reference, "nghiem", TODAY)]
    assert names == ["Xã Nguyễn Nghiêm"]
    assert [one.code for one in choosing.bodies(office.reference, "tai nguyen", TODAY, "vi")] == []
    codes = [one.code for one in choosing.legal_codes(office.reference.book.refusals, TODAY, "vi")]
    assert codes == ["TC1", "TC2", "TC3", "TC4"]
