"""Opening a desk on a register, and making a new one."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from reception_tui.desk.door import Desk
from reception_tui.desk.pins import checked_hash
from reception_tui.domain.errors import UnknownOfficer
from reception_tui.domain.office import Officer
from reception_tui.domain.text import fold
from reception_tui.store import keys
from reception_tui.store import register as registers
from reception_tui.store.engine import url_of
from reception_tui.store.reference import build
from reception_tui.store.reference.files import read_files
from reception_tui.store.register import Register

FIRST_ROLES = frozenset({"receiver", "handler", "head", "keeper"})
"""What the officer who sets up a register may do, until others are taken on."""


def open_desk(place: str, now: Callable[[], datetime], officer: str = "") -> Desk:
    """Return a desk on the register at `place`, for `officer` (code or name) or the first one in service.

    Raises `UnknownOfficer`, `ReferenceBroken`, and storage trouble.
    """
    register = registers.open_register(url_of(place))
    try:
        with register.reading() as work:
            reference = build(registers.reference_files(work))
            chosen = choose_officer(registers.officers(work), officer)
    except BaseException:
        register.close()
        raise
    return Desk(register, reference, chosen, now)


def choose_officer(officers: list[Officer], asked: str) -> Officer:
    """Return the officer of that code or name; the first one in service when nobody is asked for."""
    active = [one for one in officers if one.active]
    wanted = fold(asked.strip())
    for one in active:
        if wanted in ("", fold(one.code), fold(one.name)):
            return one
    raise UnknownOfficer("as", value=asked)


def found_register(
    place: str, name: str, pin: str, now: Callable[[], datetime], *, code: str = "", seed: Path | None = None
) -> tuple[Register, Officer]:
    """Return a new register with its reference files, and its first officer, who has every right but audit.

    Raises `RegisterExists`, `ReferenceBroken`, and what `check_secret` raises for a PIN that is not good enough.
    """
    files = read_files(seed)
    rules = build(files).sign_in
    officer = Officer(code or code_of(name), name, FIRST_ROLES)
    hashed = checked_hash(rules, pin, officer)
    register = registers.create_register(url_of(place), files, officer, hashed, now(), officer_keys=keys.made_for(pin))
    return register, officer


def code_of(name: str) -> str:
    """Return a short code for an officer: the given name and the initials of the rest, without marks."""
    parts = re.findall(r"[a-z0-9]+", fold(name))
    return parts[-1] + "".join(part[0] for part in parts[:-1]) if parts else "cb"
