"""Of a denunciation the lists and the search know the code, never the names or the words."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import create_engine

from reception_tui.config import OFFICE_ZONE
from reception_tui.desk.door import Desk
from reception_tui.desk.queries.find import find
from reception_tui.desk.queries.listing import Listed, read_listed
from reception_tui.desk.queries.overdue import due_list
from reception_tui.desk.queries.record import person_by_number, person_card, petition_page, visit_page
from reception_tui.desk.upkeep import keep_up
from reception_tui.domain.listing import Listing, View
from reception_tui.domain.text import fold
from reception_tui.store import forgetting
from reception_tui.store.listing import Day
from reception_tui.store.work import Work

if TYPE_CHECKING:
    from tests.conftest import Act, Clock

NAME, NUMBER, PHONE, PLACE = "Trần Thị Kín", "051082004321", "0905444333", "hẻm Vô Danh"
WORDS, TITLE, ACCUSED = "nhận hối lộ hai tỷ đồng", "Đơn nêu việc tham nhũng", "Phạm Văn Quan"
SECRETS = (NAME, NUMBER, PHONE, PLACE, WORDS, TITLE, ACCUSED)
AUTHOR = {"name": NAME, "id_number": NUMBER, "phone": PHONE, "address": PLACE, "commune": "21040"}


def leaks(place: str) -> list[str]:
    """Return which secrets the search can show or find, even by their last word alone."""
    engine = create_engine(place)
    with engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT no, title, text, folded FROM search_row").all()
    engine.dispose()
    shown = fold(" ".join(str(value) for row in rows for value in row))
    return [secret for secret in SECRETS if fold(secret) in shown or fold(secret).split()[-1] in shown]


@pytest.fixture
def denounced(act: Act) -> str:
    """A visit at which a denunciation was handed over; it has been classified."""
    visit = act("log_visit", people=[AUTHOR], content=WORDS, request=WORDS, result="petition_received").no
    no = act(
        "register_petition",
        visit=visit,
        petitioners=[AUTHOR],
        title=TITLE,
        content=WORDS,
        against={"body": "STC", "person": ACCUSED, "office": "Giám đốc"},
    ).no
    act("classify", petition=no, kind="denunciation", jurisdiction="other")
    return no


def test_before_anybody_said_what_it_is_a_petition_is_found_by_its_words(act: Act, place: str) -> None:
    act("register_petition", petitioners=[AUTHOR], content=WORDS)
    assert NAME in leaks(place)
    assert WORDS in leaks(place)


def test_the_search_knows_nothing_of_a_denunciation_but_its_code(
    denounced: str, desk: Desk, place: str, clock: Clock
) -> None:
    assert leaks(place) == []
    with desk.register.reading() as work:
        for secret in SECRETS:
            assert [hit for hit in find(work, desk.reference, secret, 20, clock.day) if hit.book != "body"] == []
        (hit,) = find(work, desk.reference, "TC-2026-0001", 20, clock.day)
    assert (hit.book, hit.no, hit.title, hit.snippet) == ("petition", denounced, "TC-2026-0001", "")


def indexed(path: Path) -> bytes:
    with closing(sqlite3.connect(path)) as connection:
        return b"".join(bytes(block) for (block,) in connection.execute("SELECT block FROM search_index_data"))


def test_the_index_itself_forgets_the_words_of_a_denunciation(denounced: str, path: Path) -> None:
    assert b"004321" not in indexed(path)


@pytest.mark.file_only
def test_an_index_too_large_to_be_written_anew_by_an_act_is_cleaned_behind_the_desk(
    act: Act, desk: Desk, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forgetting, "_AT_ONCE", 0)
    monkeypatch.setattr(forgetting, "_PIECE_PAGES", 1)
    act("log_visit", people=[{"name": "Trần Thị Đào"}], content="hỏi về giá đất")
    no = act("register_petition", petitioners=[AUTHOR], content=WORDS).no
    assert b"004321" in indexed(path)
    act("classify", petition=no, kind="denunciation")
    keep_up(desk)
    assert b"004321" not in indexed(path)
    assert b"004321" not in path.with_name(f"{path.name}-wal").read_bytes()
    with desk.register.reading() as work:
        (hit,) = find(work, desk.reference, "gia dat", 5, desk.today)
    assert hit.book == "visit"


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("dispose", {"as": "report_to_head", "note": WORDS}),
        ("forward", {"to": "TTr", "note": WORDS}),
        ("withdraw", {"whole": False, "content": WORDS}),
        ("withdraw", {"content": WORDS}),
        ("correct", {"set": {"content": f"{WORDS} lần nữa"}, "why": "x"}),
        ("void", {"why": "x"}),
        ("link", {"matter": "new"}),
        ("classify", {"kind": "denunciation", "jurisdiction": "ours"}),
        ("classify", {"kind": "complaint"}),
        ("split", {"parts": [{"content": WORDS}, {"content": WORDS}]}),
    ],
)
def test_no_act_on_a_denunciation_makes_it_known(
    denounced: str, act: Act, place: str, name: str, fields: dict[str, Any]
) -> None:
    act(name, petition=denounced, **fields)
    assert leaks(place) == []


def test_an_answer_and_an_outcome_make_nothing_known(denounced: str, act: Act, place: str) -> None:
    act("forward", petition=denounced, to="TTr")
    act("remind", petition=denounced, note=WORDS)
    act("record_reply", petition=denounced, content=WORDS)
    act("record_outcome", petition=denounced, result="right", content=WORDS)
    assert leaks(place) == []


def test_correcting_the_author_makes_nothing_known(denounced: str, act: Act, place: str) -> None:
    act("correct", person=1, set={"name": NAME, "address": f"{PLACE} 2"}, why="x")
    act("correct", visit="LT-2026-1", set={"content": WORDS, "note": WORDS}, why="x")
    assert leaks(place) == []


def test_a_second_petition_of_the_same_author_does_not_bring_back_the_first(
    denounced: str, act: Act, desk: Desk, place: str
) -> None:
    act("register_petition", petitioners=[{"name": NAME, "id_number": NUMBER}], content="kiến nghị sửa đường")
    assert leaks(place) == [NAME, NUMBER]
    with desk.register.reading() as work:
        known = {row["book"]: row for row in work.rows("search_row") if fold(NAME) in row["folded"]}
    assert set(known) == {"petition", "person"}
    assert fold(WORDS) not in known["petition"]["folded"]


def test_undoing_the_classification_makes_the_petition_findable_again(denounced: str, act: Act, place: str) -> None:
    act("undo", entry=4)
    assert set(leaks(place)) == set(SECRETS)


def test_a_paper_that_holds_a_denunciation_among_others_is_as_secret_as_its_part(act: Act, place: str) -> None:
    no = act("register_petition", petitioners=[AUTHOR], title=TITLE, content=WORDS).no
    act("split", petition=no, parts=[{"content": WORDS}, {"content": "kiến nghị sửa đường"}])
    assert WORDS in leaks(place)
    act("classify", petition=f"{no}.1", kind="denunciation")
    assert WORDS not in leaks(place)
    assert TITLE not in leaks(place)
    act("void", petition=f"{no}.1", why="x")
    assert WORDS not in leaks(place)


def test_the_part_beside_a_denunciation_does_not_show_who_wrote_both(act: Act, place: str) -> None:
    no = act("register_petition", petitioners=[AUTHOR], content="nhiều nội dung").no
    act("split", petition=no, parts=[{"content": WORDS, "kind": "denunciation"}, {"content": "kiến nghị sửa đường"}])
    act("classify", petition=f"{no}.1", kind="denunciation")
    assert NAME not in leaks(place)


def test_no_list_shows_who_denounced_or_what(denounced: str, desk: Desk, clock: Clock) -> None:
    with desk.register.reading() as work:
        late = due_list(work, desk.reference, date(2026, 12, 31))
        visits = every(work, Listing.VISITS, clock.day)
        petitions = every(work, Listing.PETITIONS, clock.day)
        others = [every(work, one, clock.day) for one in (Listing.PEOPLE, Listing.TASKS, Listing.JOURNAL)]
    assert [row.title for row in late.rows] == ["TC-2026-0001"]
    assert [(one.row["first_name"], one.row["content"], one.title) for one in visits] == [("", "", "")]
    assert [(one.title, one.secret) for one in petitions] == [("TC-2026-0001", True)]
    shown = fold(" ".join(map(str, (*late.rows, *visits, *(one.title for one in petitions), *others))))
    assert not [secret for secret in SECRETS if fold(secret) in shown]


def every(work: Work, listing: Listing, day: date) -> list[Listed]:
    """Return the first page of a list, which in this register is all of it."""
    return read_listed(work, View(listing), Day(day, OFFICE_ZONE), None, 100)


def test_the_pages_of_a_denunciation_name_nobody(denounced: str, desk: Desk, clock: Clock) -> None:
    with desk.register.reading() as work:
        page = petition_page(work, desk.reference, denounced, clock.day)
        visit = visit_page(work, "LT-2026-1")
        card = person_card(work, 1)
        found = person_by_number(work, NUMBER)
    assert (page.secret, page.title, page.people) == (True, "TC-2026-0001", ())
    assert (visit.secret, visit.people) == (True, ())
    assert card.petitions == ()
    assert (card.person["name"], card.person["id_number"]) == ("", "")
    assert found is None


def test_a_voided_denunciation_keeps_its_secret(denounced: str, act: Act, desk: Desk, place: str) -> None:
    act("void", petition=denounced, why="vào nhầm sổ")
    assert leaks(place) == []
    with desk.register.reading() as work:
        assert visit_page(work, "LT-2026-1").people == ()


def test_what_an_auditor_reads_in_the_journal_names_nobody(denounced: str, desk: Desk, place: str) -> None:
    engine = create_engine(place)
    with engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT * FROM entry WHERE act != 'init'").all()
    engine.dispose()
    text = fold(" ".join(str(value) for row in rows for value in row))
    assert not [secret for secret in SECRETS if fold(secret) in text]


def test_the_code_of_a_denunciation_tells_nothing_of_its_number(denounced: str, act: Act, desk: Desk) -> None:
    for _ in range(3):
        act("register_petition", content="x", channel="post")
    act("classify", petition="D-2026-3", kind="denunciation")
    with desk.register.reading() as work:
        codes = {row["no"]: row["sealed_code"] for row in work.rows("petition") if row["sealed_code"]}
    assert codes == {"D-2026-0001": "TC-2026-0001", "D-2026-0003": "TC-2026-0002"}
