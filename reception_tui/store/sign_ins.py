"""What the journal knows of sign-ins: wrong PINs since the last right one. A restart forgets none of them."""

from __future__ import annotations

from sqlalchemy import Connection, and_, func, or_, select

from reception_tui.store.tables import TABLES

SIGNED_IN, FAILED, UNLOCKED, LOCKED = "sign_in", "sign_in_failed", "unlock", "lock"
PIN_GIVEN = {"pin": "given"}
"""What an entry remembers that gave an officer a new PIN, and with it another chance."""

_ENTRY, _OFFICER = TABLES["entry"], TABLES["officer"]


def failures(connection: Connection, code: str) -> tuple[int, str | None]:
    """Return how many wrong PINs an officer has typed since the last right or new one, and when the last one was."""
    settled = select(func.max(_ENTRY.c.no)).where(
        or_(
            and_(_ENTRY.c.act.in_((SIGNED_IN, UNLOCKED, "change_pin")), _ENTRY.c.officer == code),
            and_(
                _ENTRY.c.act == "change_officer",
                _ENTRY.c.subject == code,
                _ENTRY.c.changes.contains('{"pin":"given"}', autoescape=True),
            ),
        )
    )
    since = connection.execute(settled).scalar_one() or 0
    failed = (_ENTRY.c.act == FAILED, _ENTRY.c.officer == code, _ENTRY.c.no > since)
    count, last = connection.execute(select(func.count(), func.max(_ENTRY.c.at)).where(*failed)).one()
    return int(count), last


def secret_of(connection: Connection, code: str) -> tuple[str, bool]:
    """Return the stored PIN hash of an officer, empty when none is set, and whether a keeper gave it."""
    row = connection.execute(
        select(_OFFICER.c.pin_hash, _OFFICER.c.pin_given).where(_OFFICER.c.code == code)
    ).one_or_none()
    return ("", False) if row is None else (row.pin_hash, bool(row.pin_given))
