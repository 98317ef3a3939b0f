"""Who sits at the desk: signing in, locking and unlocking, with a wait after wrong PINs. The journal keeps each."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from reception_tui.desk.door import Desk, note
from reception_tui.desk.pins import failures_of, pin_fits
from reception_tui.domain.errors import UnknownOfficer, WrongPin
from reception_tui.domain.office import Officer
from reception_tui.domain.rights import check_may_try
from reception_tui.store import register as registers
from reception_tui.store import sign_ins
from reception_tui.store.work import Work


def sign_in(desk: Desk, code: str, typed: str, *, how: str = sign_ins.SIGNED_IN) -> Desk:
    """Return the desk with the officer of that code at it, as the register knows them now.

    Raises `UnknownOfficer`, `WaitAfterFailures`, `SignInLocked`, and `WrongPin`, which is journalled without what was
    typed.
    """
    with desk.register.reading() as work:
        officer = registers.officer_of(work, code)
        if officer is None or not officer.active:
            raise UnknownOfficer("as", value=code)
        rules = desk.reference_of(work).sign_in
        stored, _ = sign_ins.secret_of(work.connection, code)
        if stored:
            check_may_try(rules, failures_of(work, code), desk.now())
    seated = replace(desk, officer=officer)
    if stored and not pin_fits(stored, typed):
        note(seated, sign_ins.FAILED)
        raise WrongPin("pin")
    note(seated, how, facts=None if stored else {"pin": "none"})
    return seated


def check_pin(desk: Desk, typed: str) -> Desk:
    """Return the desk unlocked again: the PIN of the officer at it was right. Raises as `sign_in` does."""
    return sign_in(desk, desk.officer.code, typed, how=sign_ins.UNLOCKED)


unlock = check_pin
"""What a locked screen calls."""


def lock(desk: Desk, *, by: str = "key") -> None:
    """Write down that the desk was locked, `by` key or by time."""
    note(desk, sign_ins.LOCKED, facts={"by": by})


def has_pin(work: Work, code: str) -> bool:
    """Tell whether an officer has a PIN: without one a locked screen opens at a key."""
    return bool(sign_ins.secret_of(work.connection, code)[0])


def must_change_pin(work: Work, code: str) -> bool:
    """Tell whether an officer still has the PIN that a keeper gave."""
    return sign_ins.secret_of(work.connection, code)[1]


def state_of(desk: Desk, officer: Officer) -> dict[str, Any]:
    """Return what a list of officers tells of an officer's PIN: whether one is set, given, and how many failed."""
    with desk.register.reading() as work:
        stored, given = sign_ins.secret_of(work.connection, officer.code)
        return {"pin": bool(stored), "given": given, "failures": failures_of(work, officer.code).count}
