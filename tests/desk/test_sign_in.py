"""Signing in: how good a PIN must be, what wrong ones cost, and what the journal keeps of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import time, timedelta
from typing import TYPE_CHECKING, Any

import argon2
import pytest

from reception_tui.desk.door import Desk, execute
from reception_tui.desk.pins import hash_pin, pin_fits
from reception_tui.desk.sign_in import check_pin, has_pin, lock, must_change_pin, sign_in, state_of
from reception_tui.domain.commands import ChangeOfficer, ChangePin
from reception_tui.domain.errors import (
    NoRight,
    PassphraseTooShort,
    PinIsName,
    PinTooLong,
    PinTooPlain,
    PinTooShort,
    PinUnchanged,
    RegisterError,
    SignInLocked,
    UnknownOfficer,
    WaitAfterFailures,
    WrongPin,
)
from reception_tui.domain.office import Officer
from reception_tui.domain.reference import Reference
from reception_tui.domain.rights import check_secret
from reception_tui.i18n.sentences import of_error
from reception_tui.store.engine import url_of
from reception_tui.store.register import open_register

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Act, Clock, Dump

PIN, OTHER = "824613", "hoa cúc vàng"
MINH = Officer("minh", "Trần Minh Quân", frozenset({"receiver"}))


@pytest.fixture
def minh(desk: Desk, act: Act) -> Desk:
    """A desk at which nobody sits yet, and an officer with a PIN of their own choosing."""
    act("change_officer", code="minh", name=MINH.name, roles=["receiver"], pin_hash=hash_pin("000000"))
    own = replace(desk, officer=MINH)
    execute(own, ChangePin(old="000000", new=PIN))
    return desk


def entries(dump: Callable[[], Dump]) -> list[tuple[Any, ...]]:
    return [(row[2], row[3], row[4]) for row in dump()["entry"]]


def fail(desk: Desk, times: int, typed: str = "999999") -> None:
    for _ in range(times):
        with pytest.raises(WrongPin):
            sign_in(desk, "minh", typed)


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ("", PinTooShort), ("82461", PinTooShort), ("hoa cúc", PassphraseTooShort), ("a" * 129, PinTooLong),
        ("111111", PinTooPlain), ("123456", PinTooPlain), ("987654", PinTooPlain), ("121212", PinTooPlain),
        ("123123", PinTooPlain), ("112233", PinTooPlain), ("abcdefgh", PinTooPlain), ("Mật khẩu", PinTooPlain),
        ("matkhau1", PinTooPlain), ("aaaaaaab", PinTooPlain), ("Trần Minh Quân", PinIsName),
        ("tranminhquan", PinIsName),
    ],
)  # fmt: skip
def test_a_poor_pin_is_refused_in_one_sentence(reference: Reference, typed: str, error: type[RegisterError]) -> None:
    with pytest.raises(error) as refused:
        check_secret(reference.sign_in, typed, MINH)
    assert refused.value.field == "pin"
    sentence = of_error(refused.value)
    assert "{" not in sentence
    assert "\n" not in sentence
    assert not typed or typed not in sentence


@pytest.mark.parametrize("typed", [PIN, OTHER, "13 con cò trắng", "a" * 60 + "bcxyz", "Đường-76"])
def test_a_good_pin_or_passphrase_is_taken(reference: Reference, typed: str) -> None:
    check_secret(reference.sign_in, typed, MINH)


def test_a_passphrase_fits_in_every_way_of_composing_its_letters() -> None:
    assert pin_fits(hash_pin("hoa cúc vàng"), "hoa cu\u0301c va\u0300ng ")


def test_a_pin_costs_what_the_standard_of_argon2_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(argon2, "PasswordHasher", argon2.PasswordHasher.func)
    assert hash_pin(PIN).startswith("$argon2id$v=19$m=65536,t=3,")


def test_the_right_pin_seats_the_officer_with_the_roles_of_now(minh: Desk, act: Act) -> None:
    act("change_officer", code="minh", roles=["handler"])
    seated = sign_in(minh, "minh", PIN)
    assert (seated.officer.code, seated.officer.roles) == ("minh", frozenset({"handler"}))


@pytest.mark.parametrize("code", ["ai", ""])
def test_nobody_signs_in_who_is_not_known(minh: Desk, code: str) -> None:
    with pytest.raises(UnknownOfficer):
        sign_in(minh, code, PIN)


def test_who_has_left_cannot_sign_in(minh: Desk, act: Act) -> None:
    act("change_officer", code="minh", active=False)
    with pytest.raises(UnknownOfficer):
        sign_in(minh, "minh", PIN)


def test_signing_in_failing_locking_and_unlocking_are_journalled_without_what_was_typed(
    minh: Desk, dump: Callable[[], Dump]
) -> None:
    before = len(dump()["entry"])
    fail(minh, 1, "khong phai ma nay")
    seated = sign_in(minh, "minh", PIN)
    lock(seated, by="time")
    with pytest.raises(WrongPin):
        check_pin(seated, "222233")
    check_pin(seated, PIN)
    assert [(who, what) for who, what, _ in entries(dump)[before:]] == [
        ("minh", "sign_in_failed"), ("minh", "sign_in"), ("minh", "lock"), ("minh", "sign_in_failed"),
        ("minh", "unlock"),
    ]  # fmt: skip
    written = json.dumps(dump(), default=str, ensure_ascii=False)
    assert not any(typed in written for typed in (PIN, "khong phai", "222233"))


def test_each_further_wrong_pin_costs_a_longer_wait_which_the_sentence_names(
    minh: Desk, reference: Reference, clock: Clock
) -> None:
    rules = reference.sign_in
    fail(minh, rules.free_failures + 1)
    with pytest.raises(WaitAfterFailures) as refused:
        sign_in(minh, "minh", PIN)
    assert refused.value.values == {"count": 4, "wait": timedelta(seconds=rules.waits[0])}
    assert "30 giây" in of_error(refused.value)
    clock.time = time(9, 0, rules.waits[0])
    fail(minh, 1)
    with pytest.raises(WaitAfterFailures) as refused:
        sign_in(minh, "minh", PIN)
    assert refused.value.values["wait"] == timedelta(seconds=rules.waits[1])
    clock.time = time(9, 10)
    assert sign_in(minh, "minh", PIN).officer.code == "minh"
    fail(minh, rules.free_failures)
    sign_in(minh, "minh", PIN)


def test_neither_a_restart_nor_a_clock_set_back_shortens_the_wait(
    minh: Desk, path: Path, reference: Reference, clock: Clock
) -> None:
    fail(minh, reference.sign_in.free_failures + 1)
    minh.register.close()
    again = open_register(url_of(path))
    clock.time = time(8, 0)
    with pytest.raises(WaitAfterFailures):
        sign_in(replace(minh, register=again), "minh", PIN)
    again.close()


def test_a_wait_is_the_officers_alone(minh: Desk, act: Act) -> None:
    act("change_officer", code="hoa", name="Hoa", roles=["receiver"], pin_hash=hash_pin(OTHER))
    fail(minh, 4)
    assert sign_in(minh, "hoa", OTHER).officer.code == "hoa"


def test_after_the_last_wrong_pin_only_a_new_one_helps_whatever_the_clock_says(
    minh: Desk, act: Act, reference: Reference, clock: Clock
) -> None:
    for hour in range(reference.sign_in.locked_after):
        clock.day += timedelta(days=1)
        fail(minh, 1, f"99{hour:04}")
    clock.day += timedelta(days=365)
    with pytest.raises(SignInLocked):
        sign_in(minh, "minh", PIN)
    act("change_officer", code="minh", pin_hash=hash_pin("530917"))
    assert sign_in(minh, "minh", "530917").officer.code == "minh"


def test_a_pin_that_a_keeper_gave_has_to_be_changed_and_one_of_ones_own_not(minh: Desk, act: Act) -> None:
    def given(desk: Desk) -> bool:
        with desk.register.reading() as work:
            return must_change_pin(work, "minh")

    assert not given(minh)
    act("change_officer", code="minh", pin_hash=hash_pin("530917"))
    assert given(minh)
    execute(sign_in(minh, "minh", "530917"), ChangePin(old="530917", new=OTHER))
    assert not given(minh)
    assert state_of(minh, MINH) == {"pin": True, "given": False, "failures": 0}


def test_changing_ones_own_pin_asks_for_the_old_one_and_counts_wrong_ones(
    minh: Desk, dump: Callable[[], Dump], reference: Reference
) -> None:
    own = replace(minh, officer=MINH)
    for _ in range(reference.sign_in.free_failures + 1):
        with pytest.raises(WrongPin):
            execute(own, ChangePin(old="999999", new=OTHER))
    assert [what for _, what, _ in entries(dump)][-4:] == ["sign_in_failed"] * 4
    with pytest.raises(WaitAfterFailures):
        execute(own, ChangePin(old=PIN, new=OTHER))


@pytest.mark.parametrize(("new", "error"), [("1234567", PinTooPlain), (PIN, PinUnchanged), ("12", PinTooShort)])
def test_a_new_pin_that_is_not_good_enough_changes_nothing(minh: Desk, new: str, error: type[RegisterError]) -> None:
    with pytest.raises(error):
        execute(replace(minh, officer=MINH), ChangePin(old=PIN, new=new))
    assert sign_in(minh, "minh", PIN).officer.code == "minh"


def test_the_words_of_a_pin_stand_in_no_repr() -> None:
    assert PIN not in repr(ChangePin(old=PIN, new=PIN))
    assert "argon" not in repr(ChangeOfficer(code="a", pin_hash="$argon2id$"))


def test_an_officer_without_a_pin_signs_in_and_the_journal_says_so(desk: Desk, dump: Callable[[], Dump]) -> None:
    sign_in(desk, "lan", "")
    with desk.register.reading() as work:
        assert not has_pin(work, "lan")
    assert json.loads(dump()["entry"][-1][6])[0]["a"] == {"pin": "none"}


def test_an_officer_whose_roles_were_taken_may_do_nothing_more_at_the_desk_where_they_sit(desk: Desk, act: Act) -> None:
    act("change_officer", code="hoa", name="Hoa", roles=["receiver", "keeper"])
    sitting = sign_in(desk, "hoa", "")
    act("change_officer", code="hoa", roles=["auditor"])
    with pytest.raises(NoRight):
        execute(sitting, ChangeOfficer(code="hoa", roles=("keeper",)))
    act("change_officer", code="hoa", active=False)
    with pytest.raises(NoRight):
        execute(sitting, ChangePin(new=OTHER))
