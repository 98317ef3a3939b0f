"""Who leaves takes no key along: the cases get new locks, and others are given them by a holder or the two keepers."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reception_tui.desk.checking import check
from reception_tui.desk.door import Desk
from reception_tui.desk.keyring import Keyring
from reception_tui.desk.queries.record import petition_page
from reception_tui.domain.errors import IdentityClosed, NoKey, NoRight, OpeningRefused, SealBroken
from reception_tui.domain.office import Officer
from reception_tui.store import journal, keys, sealed_words, seals
from reception_tui.store.engine import url_of
from reception_tui.store.register import open_register
from tests.conftest import CHEAP, EVERY_ROLE, PIN, recovery_pair

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Act

BEFORE, AFTER = "nhận hối lộ hai tỷ đồng", "đã mời người ấy đến làm việc"
NO = "D-2026-0001"
THEIRS = "8642"


@pytest.fixture
def minh(desk: Desk, act: Act) -> Desk:
    """A second holder of the case, at a desk of their own."""
    made = keys.made_for(THEIRS, cost=CHEAP)
    given = {"public_key": made.public_key, "wrapped_key": made.wrapped}
    act("change_officer", code="minh", name="Minh", roles=["head"], **given)
    act("register_petition", petitioners=[{"name": "Trần Thị Kín"}], title="Đơn tố cáo", content=BEFORE)
    return replace(desk, officer=Officer("minh", "Minh", EVERY_ROLE), keyring=Keyring())


def names_at(desk: Desk) -> list[str]:
    with desk.reading_opened() as work:
        return [one["name"] for one in petition_page(work, desk.reference, NO, desk.today).people]


def notes_at(desk: Desk) -> list[str]:
    with desk.reading_opened() as work:
        petition = work.by_no("petition", NO, "petition")
        return [row["note"] for row in work.rows("referral", petition_id=petition["id"])]


def forward(act: Act) -> None:
    act("classify", petition=NO, kind="denunciation", jurisdiction="other")
    act("forward", petition=NO, to="TTr", note=AFTER)


def open_at(desk: Desk, acts_of: Callable[[Desk], Act], pin: str) -> None:
    acts_of(desk)("open_identity", petition=NO, reason="bàn giao", pin=pin)


@pytest.mark.file_only
def test_with_the_key_the_pin_and_the_file_the_one_who_left_opens_nothing_written_after(
    minh: Desk, act: Act, acts_of: Callable[[Desk], Act], path: Path, tmp_path: Path, desk: Desk
) -> None:
    open_at(minh, acts_of, THEIRS)
    assert names_at(minh) == ["Trần Thị Kín"]
    kept = tmp_path / "minh.db"
    shutil.copy(path, kept)
    shutil.copy(f"{path}-wal", f"{kept}-wal")
    before = open_register(url_of(kept))
    with before.reading() as work:
        pair = keys.private_key_of(work, "minh", THEIRS)
        old = keys.cases_held(work, pair)[1]
    before.close()
    told = act("change_officer", code="minh", active=False)
    assert [(one.code, one.values) for one in told.notices] == [("keys_taken", {"officer": "minh", "count": 1})]
    forward(act)
    with desk.register.reading() as work:
        assert keys.cases_held(work, pair) == {}
        with pytest.raises(NoKey):
            keys.private_key_of(work, "minh", THEIRS)
        (row,) = work.rows("referral", petition_id=1)
        assert row["note"] == ""
        with pytest.raises(SealBroken):
            sealed_words.words_of(row["sealed"], old)
        texts = work.connection.exec_driver_sql("SELECT max(entry_no), body FROM entry_text WHERE salt = ''").one()
        with pytest.raises(SealBroken):
            seals.unseal(texts.body.partition(":")[2], old)
    assert path.read_bytes().find(pair.public.encode()) >= 0, "the journal remembers who held a key"
    assert check(desk) == []


def test_who_stays_reads_what_was_written_before_and_after(
    minh: Desk, act: Act, acts_of: Callable[[Desk], Act], desk: Desk
) -> None:
    act("change_officer", code="minh", active=False)
    forward(act)
    desk.keyring.close()
    open_at(desk, acts_of, PIN)
    assert (names_at(desk), notes_at(desk)) == (["Trần Thị Kín"], [AFTER])
    with desk.register.reading() as work:
        held = keys.cases_held(work, recovery_pair())
        assert list(journal.verify(work.connection, held)) == []
        assert len(held[1]) == 2 * 32


def test_a_case_that_is_open_while_its_lock_changes_is_closed_there(
    minh: Desk, act: Act, acts_of: Callable[[Desk], Act], desk: Desk
) -> None:
    open_at(desk, acts_of, PIN)
    assert names_at(desk) == ["Trần Thị Kín"]
    act("change_officer", code="minh", active=False)
    assert names_at(desk) == []
    forward(act)
    with pytest.raises(IdentityClosed):
        act("share_case", petition=NO, officer="lan")
    open_at(desk, acts_of, PIN)
    assert notes_at(desk) == [AFTER]


def test_who_comes_back_opens_only_what_somebody_gives_them_again(
    minh: Desk, act: Act, acts_of: Callable[[Desk], Act], desk: Desk
) -> None:
    act("change_officer", code="minh", active=False)
    act("change_officer", code="minh", active=True)
    with pytest.raises(OpeningRefused):
        open_at(minh, acts_of, THEIRS)
    made = keys.made_for(THEIRS, cost=CHEAP)
    act("change_officer", code="minh", public_key=made.public_key, wrapped_key=made.wrapped)
    with pytest.raises(OpeningRefused):
        open_at(minh, acts_of, THEIRS)
    open_at(desk, acts_of, PIN)
    act("share_case", petition=NO, officer="minh")
    open_at(minh, acts_of, THEIRS)
    assert names_at(minh) == ["Trần Thị Kín"]
    assert check(desk) == []


def test_the_keeper_hears_of_cases_that_nobody_holds_any_more_and_the_halves_give_them_on(
    minh: Desk, act: Act, acts_of: Callable[[Desk], Act], desk: Desk
) -> None:
    act("change_officer", code="minh", active=False)
    act("change_officer", code="an", name="An", roles=["head", "keeper"])
    keeper = acts_of(replace(desk, officer=Officer("an", "An", EVERY_ROLE), keyring=Keyring()))
    told = keeper("change_officer", code="lan", active=False)
    assert [one.code for one in told.notices] == ["keys_taken", "cases_unheld"]
    made = keys.made_for("7531", cost=CHEAP)
    keeper(
        "change_officer", code="moi", name="Mới", roles=["head"], public_key=made.public_key, wrapped_key=made.wrapped
    )
    first, second = seals.halves(recovery_pair().private)
    keeper("recover_cases", officer="moi", first_half=first, second_half=second)
    theirs = replace(desk, officer=Officer("moi", "Mới", EVERY_ROLE), keyring=Keyring())
    open_at(theirs, acts_of, "7531")
    assert names_at(theirs) == ["Trần Thị Kín"]


def test_taking_one_case_away_changes_its_lock_and_no_other(
    minh: Desk, act: Act, acts_of: Callable[[Desk], Act], desk: Desk
) -> None:
    act("register_petition", petitioners=[{"name": "Lê Văn Ẩn"}], title="Đơn tố cáo", content="việc khác")
    with desk.register.reading() as work:
        locks = [work.public_key(case_id) for case_id in (1, 2)]
    act("share_case", petition=NO, officer="minh", take_away=True)
    with desk.register.reading() as work:
        assert work.public_key(1) != locks[0]
        assert work.public_key(2) == locks[1]
    with pytest.raises(OpeningRefused):
        open_at(minh, acts_of, THEIRS)
    acts_of(minh)("open_identity", petition="D-2026-0002", reason="x", pin=THEIRS)


@pytest.mark.parametrize("public", ["x", "Đây", "AAAA", "=" * 44])
def test_what_is_no_public_key_is_refused_before_anything_is_to_be_sealed_for_it(act: Act, public: str) -> None:
    with pytest.raises(SealBroken):
        act("change_officer", code="minh", name="Minh", roles=["head"], public_key=public, wrapped_key="x")
    assert act("register_petition", title="Đơn tố cáo", content="x").notices[0].code == "sealed_at_once"


@pytest.mark.parametrize("half", ["x", "Đây là nửa", "AAAA-BBBB"])
def test_what_is_no_half_of_the_recovery_key_is_refused(act: Act, half: str) -> None:
    with pytest.raises(SealBroken):
        act("recover_cases", officer="lan", first_half=half, second_half=half)


def test_a_pin_and_key_that_the_keeper_gives_a_holder_open_no_earlier_case(
    desk: Desk, minh: Desk, acts_of: Callable[[Desk], Act]
) -> None:
    forged, chosen = keys.made_for("1357", cost=CHEAP), "1357"
    given = {"public_key": forged.public_key, "wrapped_key": forged.wrapped, "pin_hash": chosen}
    keeper = acts_of(replace(desk, officer=Officer("ky", "Kỳ", frozenset({"keeper"})), keyring=Keyring()))
    with pytest.raises(NoRight):
        keeper("open_identity", petition=NO, reason="xem", pin=PIN)
    keeper("change_officer", code="minh", **given)
    with pytest.raises(OpeningRefused) as refused:
        open_at(minh, acts_of, chosen)
    assert refused.value.values["why"] == "no_holder"
    assert names_at(minh) == []
