"""Copies are made, rotated and tried by themselves; what is wrong with them is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reception_tui.config import OFFICE_ZONE
from reception_tui.desk import upkeep
from reception_tui.desk.door import Desk
from reception_tui.desk.upkeep import BYTES, WHOLE, keep_up, try_copy, try_last
from reception_tui.domain.backup_rules import BackupRules, Trouble, kept
from reception_tui.domain.errors import FileUnwritable, RegisterBusy
from reception_tui.store import copies, desk_key, sealed_stream
from reception_tui.store.backup import restore
from reception_tui.store.engine import url_of
from reception_tui.store.register import Register, open_register
from tests.conftest import recovery_pair

if TYPE_CHECKING:
    from tests.conftest import Act, Clock

RULES = BackupRules()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the copies lie."""
    return tmp_path / "copies"


@pytest.fixture
def kept_desk(desk: Desk, folder: Path) -> Desk:
    """A desk whose office copies into that folder."""
    return replace(desk, reference=replace(desk.reference, backup=BackupRules(folder=str(folder))))


def evening(*day: int) -> datetime:
    return datetime(*day, 21, tzinfo=OFFICE_ZONE)  # type: ignore[arg-type,misc]


def trouble(desk: Desk) -> Trouble | None:
    with desk.register.reading() as work:
        return copies.standing(work.connection).trouble(desk.reference.backup, desk.now())


def last_facts(desk: Desk, act: str) -> dict[str, object]:
    with desk.register.reading() as work:
        found = copies._last(work.connection, act)
    assert found is not None
    return found.facts


# --- which are kept


def test_a_year_of_daily_copies_leaves_seven_days_four_weeks_and_twelve_months() -> None:
    made = [evening(2025, 1, 1) + timedelta(days=n) for n in range(500)]
    staying: set[datetime] = set()
    for at in made:
        staying = kept({*staying, at}, RULES)
    days = sorted({at.date() for at in staying}, reverse=True)
    assert days[:7] == [date(2026, 5, 15) - timedelta(days=n) for n in range(7)]
    assert {at.isocalendar()[:2] for at in staying} >= {(2026, week) for week in (17, 18, 19, 20)}
    assert {(at.year, at.month) for at in staying} >= {(2025, 6), (2025, 12), (2026, 5)}
    assert len(staying) == 7 + 2 + 11
    assert kept([], RULES) == set()


def test_a_desk_that_was_shut_for_a_month_loses_no_copy_by_it() -> None:
    made = {evening(2026, 1, n) for n in range(1, 8)} | {evening(2026, 3, 2)}
    assert kept(made, RULES) == made - {evening(2026, 1, 1)}


# --- by itself


def test_a_copy_is_made_and_tried_whole_without_the_keepers(kept_desk: Desk, folder: Path, act: Act) -> None:
    act("log_visit", people=[{"name": "Nguyễn Thị Hoa"}], content="hỏi đất")
    done = keep_up(kept_desk)
    assert done.copied is not None
    assert done.tried is not None
    assert (done.tried.how, done.tried.fault, done.tried.entries) == (WHOLE, "", 2)
    assert [one.name for one in folder.iterdir()] == [done.copied.path.name]
    assert "20261123-090000.backup" in done.copied.path.name
    assert b"Nguy" not in done.copied.path.read_bytes()
    assert last_facts(kept_desk, copies.BACK_UP)["digest"] == done.copied.digest
    assert keep_up(kept_desk) == upkeep.Kept(), "nothing is due a moment later"


@pytest.mark.file_only
def test_copies_are_made_daily_and_tried_weekly_and_old_ones_go(kept_desk: Desk, folder: Path, clock: Clock) -> None:
    tried = []
    (folder / "x").mkdir(parents=True)
    (folder / "của người khác.backup").write_text("x", encoding="utf-8")
    for n in range(16):
        clock.day = date(2026, 11, 1) + timedelta(days=n)
        done = keep_up(kept_desk)
        assert done.copied is not None
        if done.tried is not None:
            assert done.tried.holds
            tried.append(clock.day.day)
    assert tried == [1, 8, 15]
    with_stamp = sorted(one.name[-22:-14] for one in folder.iterdir() if one.name.endswith("0.backup"))
    assert with_stamp == ["20261101", *(f"202611{n:02}" for n in (8, *range(10, 17)))]
    assert (folder / "của người khác.backup").exists(), "what is not the program's own stays"
    assert trouble(kept_desk) is None


@pytest.mark.file_only
@pytest.mark.parametrize("where", ["byte", "end", "gone"])
def test_a_spoilt_copy_is_found_by_the_trial_and_warned_of(
    kept_desk: Desk, folder: Path, clock: Clock, where: str
) -> None:
    keep_up(kept_desk)
    (made,) = folder.iterdir()
    whole = made.read_bytes()
    middle = len(whole) // 2
    if where == "gone":
        made.unlink()
    else:
        made.write_bytes(whole[:-1] if where == "end" else whole[:middle] + b"\0" + whole[middle + 1 :])
    done = try_last(kept_desk)
    assert done.fault == ("file_unreadable" if where == "gone" else "backup_broken")
    assert trouble(kept_desk) is Trouble.FAILED
    clock.day += timedelta(days=1)
    again = keep_up(kept_desk)
    assert again.tried is not None
    assert again.tried.holds, "a new copy is tried at once"
    assert trouble(kept_desk) is None


def test_another_machine_tries_the_bytes_and_the_keepers_the_whole(
    kept_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_up(kept_desk)
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr(desk_key, "_key", lambda _place: b"k" * 32)
        assert (try_last(kept_desk).how, try_last(kept_desk).fault) == (BYTES, "")
        assert try_last(kept_desk, recovery_pair().private).how == WHOLE
        assert try_last(kept_desk, b"x" * 32).fault == "seal_broken"


def test_only_the_key_of_the_newest_copy_is_on_the_machine(kept_desk: Desk, clock: Clock) -> None:
    first = keep_up(kept_desk).copied
    clock.day += timedelta(days=1)
    second = keep_up(kept_desk).copied
    assert first is not None
    assert second is not None
    engine = kept_desk.register.engine
    assert copies.kept_key(engine, first.digest) is None
    assert copies.kept_key(engine, second.digest) is not None
    assert try_copy(kept_desk, first.path, None).how == BYTES


def test_a_copy_that_knows_more_than_the_register_is_told_of(desk: Desk, act: Act, tmp_path: Path, path: Path) -> None:
    early = upkeep.copy_to(desk, tmp_path / "early")
    act("log_visit", people=[{"name": "Nguyễn Thị Hoa"}], content="hỏi đất")
    late = upkeep.copy_to(desk, tmp_path / "late")
    private = recovery_pair().private
    assert try_copy(desk, late.path, private).holds
    back = tmp_path / "back.db"
    restore(early.path, url_of(back), sealed_stream.pieces(early.path, sealed_stream.key_of(early.path, private)))
    register = open_register(url_of(back))
    assert try_copy(replace(desk, register=register), late.path, private).fault == "another_register"
    register.close()


# --- what is told


def test_a_register_that_was_never_copied_is_warned_of_once_it_had_its_time(kept_desk: Desk, clock: Clock) -> None:
    assert trouble(kept_desk) is None
    clock.day += timedelta(days=3)
    assert trouble(kept_desk) is Trouble.NEVER
    keep_up(kept_desk)
    assert trouble(kept_desk) is None
    clock.day += timedelta(days=3)
    assert trouble(kept_desk) is Trouble.OLD


def test_an_index_that_cannot_be_cleaned_keeps_no_copy_from_being_made(
    kept_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(register: Register) -> None:
        raise RegisterBusy(path=str(register.path))

    monkeypatch.setattr(Register, "clean_index", busy)
    assert keep_up(kept_desk).copied is not None


def test_a_copy_that_cannot_be_made_is_told_and_journalled_once(kept_desk: Desk, folder: Path, clock: Clock) -> None:
    folder.write_text("no folder", encoding="utf-8")
    for _ in range(2):
        done = keep_up(kept_desk)
        assert isinstance(done.failed, FileUnwritable)
    with kept_desk.register.reading() as work:
        rows = work.connection.exec_driver_sql("SELECT count(*) FROM entry WHERE act = 'back_up'").scalar_one()
    assert rows == 1
    clock.day += timedelta(days=4)
    assert trouble(kept_desk) is Trouble.NEVER


@pytest.mark.file_only
def test_what_was_tried_too_long_ago_is_warned_of(kept_desk: Desk, clock: Clock) -> None:
    for n in range(16):
        clock.day = date(2026, 12, 1) + timedelta(days=n)
        upkeep.copy_now(kept_desk)
    assert trouble(kept_desk) is Trouble.UNTRIED
