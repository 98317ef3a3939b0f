"""The check of a whole register finds what does not hold, and nothing in a register that is whole."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import create_engine
from sqlalchemy.exc import IntegrityError

from reception_tui.config import OFFICE_ZONE
from reception_tui.desk.checking import check
from reception_tui.desk.door import Desk
from reception_tui.desk.opening import choose_officer, code_of, found_register, open_desk
from reception_tui.desk.pins import hash_pin, pin_fits
from reception_tui.domain.errors import PinTooShort, ReferenceBroken, RegisterExists, RegisterMissing, UnknownOfficer
from reception_tui.domain.office import Officer
from reception_tui.store.register import pin_hash
from tests.tampering import unguarded

if TYPE_CHECKING:
    from tests.conftest import Clock

LAN = Officer("lan", "Nguyễn Thị Lan", frozenset({"receiver"}))
MINH = Officer("minh", "Trần Minh", frozenset({"head"}))
GONE = Officer("hoa", "Lê Hòa", frozenset({"head"}), active=False)


def now() -> datetime:
    return datetime(2026, 11, 23, 9, 0, tzinfo=OFFICE_ZONE)


@pytest.fixture
def spoil(office: Desk, office_place: str) -> Callable[[str], set[str]]:
    """Change the file behind the desk's back and return the codes of what the check finds."""

    def change(statement: str) -> set[str]:
        engine = create_engine(office_place)
        with engine.begin() as connection:
            try:
                with unguarded(connection) if "entry" in statement else nullcontext():
                    assert connection.exec_driver_sql(statement).rowcount != 0
            except IntegrityError:
                pytest.skip("a server lets nobody take a row away that others refer to")
        engine.dispose()
        return {finding.code for finding in check(office)}

    return change


def test_a_register_in_the_middle_of_its_work_is_whole(office: Desk) -> None:
    assert check(office) == []


def test_an_empty_register_is_whole(desk: Desk) -> None:
    assert check(desk) == []


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE entry SET officer = 'ai' WHERE no = 5", "journal_entry"),
        ("UPDATE petition SET title = 'x' WHERE id = 3", "row_changed"),
        ("DELETE FROM petition_person", "row_missing"),
        ("UPDATE clock SET due = '2030-01-01' WHERE id = (SELECT max(id) FROM clock)", "clock_differs"),
        ("DELETE FROM clock WHERE petition_id = 3", "no_owner"),
        ("UPDATE book_number SET last = last + 1 WHERE book = 'visits'", "number_gap"),
        ("UPDATE petition SET finished_on = '2027-05-05' WHERE id = 6", "does_not_balance"),
        ("DELETE FROM person WHERE id = 1", "refers_to_nothing"),
    ],
)
def test_what_does_not_hold_is_found(spoil: Callable[[str], set[str]], statement: str, code: str) -> None:
    assert code in spoil(statement)


def test_a_petition_of_a_time_without_a_rule_is_told(desk: Desk, act: Callable[..., object]) -> None:
    act("register_petition", content="x", channel="post", received_on="2021-11-14")
    (finding,) = check(desk)
    assert (finding.code, finding.where) == ("clock_without_rule", "D-2021-0001 XLD-01")


# --- opening


@pytest.mark.parametrize("asked", ["", "lan", "LAN", " lan ", "Nguyễn Thị Lan", "nguyen thi lan"])
def test_an_officer_sits_down_by_code_or_name(asked: str) -> None:
    assert choose_officer([GONE, LAN, MINH], asked) is LAN


@pytest.mark.parametrize("asked", ["ai", "hoa", "Lê Hòa"])
def test_nobody_sits_down_who_is_not_known_or_has_left(asked: str) -> None:
    with pytest.raises(UnknownOfficer) as refused:
        choose_officer([GONE, LAN, MINH], asked)
    assert (refused.value.field, refused.value.values) == ("as", {"value": asked})


def test_a_desk_is_opened_on_its_register_with_its_own_law(path: Path, clock: Clock) -> None:
    desk = open_desk(str(path), clock)
    assert (desk.officer.code, desk.today, desk.register.path) == ("lan", clock.day, path)
    assert "KN-01" in desk.reference.book.stages()
    desk.register.close()


def test_no_desk_is_opened_where_there_is_no_register_or_no_officer(path: Path, clock: Clock) -> None:
    with pytest.raises(RegisterMissing):
        open_desk(str(path.with_name("none.db")), clock)
    with pytest.raises(UnknownOfficer):
        open_desk(str(path), clock, "ai")


def test_a_register_is_founded_with_its_first_officer(tmp_path: Path) -> None:
    place = tmp_path / "mới" / "sổ.db"
    register, officer = found_register(str(place), "Nguyễn Thị Lan", "824613", now)
    assert (officer.code, officer.name) == ("lannt", "Nguyễn Thị Lan")
    assert "void" in {act for role in ("head",) for act in open_desk(str(place), now).reference.roles[role].acts}
    with register.reading() as work:
        stored = pin_hash(work, "lannt")
    register.close()
    assert stored.startswith("$argon2id$")
    assert "824613" not in stored
    assert pin_fits(stored, "824613")
    assert not pin_fits(stored, "824614")
    with pytest.raises(RegisterExists):
        found_register(str(place), "Ai", "824613", now)


def test_nothing_is_founded_on_broken_files_or_with_too_short_a_pin(tmp_path: Path) -> None:
    place = tmp_path / "sổ.db"
    with pytest.raises(PinTooShort):
        found_register(str(place), "Lan", "123", now)
    (tmp_path / "seed" / "law").mkdir(parents=True)
    (tmp_path / "seed" / "law" / "mine.toml").write_text("[instrument", encoding="utf-8")
    with pytest.raises(ReferenceBroken):
        found_register(str(place), "Lan", "824613", now, seed=tmp_path / "seed")
    assert not place.exists()


def test_a_pin_of_nobody_fits_nothing() -> None:
    assert not pin_fits("", "1234")
    assert not pin_fits("not a hash", "1234")
    assert hash_pin("1234") != hash_pin("1234")


@pytest.mark.parametrize(
    ("name", "code"),
    [("Nguyễn Thị Lan", "lannt"), ("Lan", "lan"), ("Đặng Văn Đường", "duongdv"), ("…", "cb"), ("", "cb")],
)
def test_an_officer_gets_a_code_of_the_name(name: str, code: str) -> None:
    assert code_of(name) == code
