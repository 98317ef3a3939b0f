"""What of the register may be seen, and how good a PIN must be: rules of the office, kept as data."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise

from reception_tui.domain.office import Officer, Role
from reception_tui.domain.rights_errors import (
    PassphraseTooShort,
    PinIsName,
    PinTooLong,
    PinTooPlain,
    PinTooShort,
    SignInLocked,
    WaitAfterFailures,
)
from reception_tui.domain.text import words


class View(StrEnum):
    """A part of the register that a role may see.

    `records`: pages, lists and search, with people's names. `figures`: counts, reports, and what is late by its number.
    `export`: whole books as a file. `journal`: who did what. `officers`: who works with the register.
    """

    RECORDS = "records"
    FIGURES = "figures"
    EXPORT = "export"
    JOURNAL = "journal"
    OFFICERS = "officers"


def may_see(officer: Officer, view: View, roles: Mapping[str, Role]) -> bool:
    """Tell whether one of the officer's roles opens `view`."""
    return officer.active and any(view in roles[code].views for code in officer.roles if code in roles)


@dataclass(frozen=True, slots=True)
class SignInRules:
    """How good a PIN or passphrase must be, and what happens after wrong ones.

    `least_digits`: of a PIN that is digits only; `least_letters`: of any other passphrase. `least_different`: how many
    different characters it must have. `common`: what everybody guesses first, folded. `free_failures`: wrong ones that
    cost nothing; `waits`: seconds after each further one, the last for all that follow. `locked_after`: wrong ones in
    a row after which only a keeper helps; 0 for never. `command_line`: whether commands ask for the PIN too.
    """

    least_digits: int = 0
    least_letters: int = 0
    most: int = 0
    least_different: int = 0
    runs_allowed: bool = True
    common: frozenset[str] = frozenset()
    free_failures: int = 0
    waits: tuple[int, ...] = ()
    locked_after: int = 0
    command_line: bool = False


@dataclass(frozen=True, slots=True)
class Failures:
    """Wrong PINs of an officer since the last right one: how many, and when the last one was."""

    count: int = 0
    last: datetime | None = None


def check_secret(rules: SignInRules, typed: str, officer: Officer, field: str = "pin") -> None:
    """Raise unless `typed` is good enough for this officer.

    Raises `PinTooShort`, `PassphraseTooShort`, `PinTooLong`, `PinTooPlain`, `PinIsName`.
    """
    if typed.isdigit() or not typed:
        if len(typed) < max(1, rules.least_digits):
            raise PinTooShort(field, least=max(1, rules.least_digits), letters=rules.least_letters)
    elif len(typed) < rules.least_letters:
        raise PassphraseTooShort(field, least=rules.least_letters)
    if rules.most and len(typed) > rules.most:
        raise PinTooLong(field, most=rules.most)
    folded = "".join(words(typed))
    plain = len(set(typed)) < rules.least_different or folded in rules.common
    if plain or (not rules.runs_allowed and _is_run(typed)):
        raise PinTooPlain(field)
    names = {"".join(words(officer.name)), *(word for word in words(officer.code) if len(word) >= rules.least_letters)}
    if folded and folded in names:
        raise PinIsName(field)


def check_may_try(rules: SignInRules, failures: Failures, now: datetime | None) -> None:
    """Raise while an officer has to wait after wrong PINs: `WaitAfterFailures`, `SignInLocked`.

    Without a clock the whole wait is still to come.
    """
    if rules.locked_after and failures.count >= rules.locked_after:
        raise SignInLocked("pin", count=failures.count)
    beyond = failures.count - rules.free_failures
    if beyond <= 0 or not rules.waits or failures.last is None:
        return
    wait = timedelta(seconds=rules.waits[min(beyond, len(rules.waits)) - 1])
    left = wait if now is None else min(wait, failures.last + wait - now)
    if left > timedelta(0):
        raise WaitAfterFailures("pin", count=failures.count, wait=left)


_SHORTEST_RUN = 3


def _is_run(typed: str) -> bool:
    """Tell whether each character follows on the one before it: 123456, 987654, abcdef; or a pair repeats: 121212."""
    if len(typed) < _SHORTEST_RUN:
        return False
    steps = {ord(after) - ord(before) for before, after in pairwise(typed)}
    return steps in ({1}, {-1}, {0}) or re.fullmatch(r"(.{1,3})\1+", typed) is not None
