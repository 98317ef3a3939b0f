"""What is read of a register without loading the tables: the advisers start at once, the desk shows its first rows."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reception_tui.domain.errors import NotARegister, RegisterMissing
from reception_tui.domain.text import fold

_FILE = "sqlite:///"
_GLANCE_SECONDS = 0.2
_ENTRIES = "SELECT no, at, officer, act, subject FROM entry ORDER BY no DESC LIMIT ?"
_OFFICERS = "SELECT code, name, pin_hash <> '' AS has_pin FROM officer WHERE active AND voided IS NULL ORDER BY id"


@dataclass(frozen=True, slots=True)
class InService:
    """An officer in service, and whether a PIN is set."""

    code: str
    name: str
    has_pin: bool


@dataclass(frozen=True, slots=True)
class Glance:
    """Who works with a register and what was done last, the newest first: `no`, `at`, `officer`, `act`, `subject`."""

    officers: tuple[InService, ...]
    entries: tuple[dict[str, Any], ...]

    def asks_who(self, named: str) -> bool:
        """Tell whether somebody must sign in: a PIN is set, or several share the register and nobody was named."""
        wanted = fold(named.strip())
        sits = next((one for one in self.officers if wanted in ("", fold(one.code), fold(one.name))), None)
        return sits is not None and (sits.has_pin or (not wanted and len(self.officers) > 1))


def glance(place: str, entries: int) -> Glance | None:
    """Return the first rows of the register in a file; None where opening it has to say what is the matter.

    It changes nothing. `place` is a path or an address. Entries are left out where somebody is kept away from a record.
    """
    path = Path(place.removeprefix(_FILE))
    if "://" in str(place).removeprefix(_FILE) or not path.is_file():
        return None
    try:
        with closing(_reading(path, _GLANCE_SECONDS)) as connection:
            connection.execute("PRAGMA trusted_schema=OFF")
            if _rows(connection, "SELECT 1 FROM register_setting WHERE key = 'moved_to'"):
                return None
            officers = tuple(
                InService(row["code"], row["name"], bool(row["has_pin"])) for row in _rows(connection, _OFFICERS)
            )
            # Whoever is kept away from a record is known later: until then nothing is shown where anybody is.
            hidden = _rows(connection, "SELECT 1 FROM recusal WHERE voided IS NULL LIMIT 1")
            return Glance(officers, () if hidden else tuple(_rows(connection, _ENTRIES, (entries,))))
    except sqlite3.Error:
        return None


def reference_texts(path: Path) -> dict[str, str]:
    """Return the reference files of the SQLite register at `path`. Raises `RegisterMissing`, `NotARegister`."""
    if not path.exists():
        raise RegisterMissing(path=str(path))
    connection = _reading(path)
    try:
        return dict(connection.execute("SELECT name, text FROM reference_file WHERE voided IS NULL"))
    except sqlite3.DatabaseError as error:
        raise NotARegister(path=str(path)) from error
    finally:
        connection.close()


def _reading(path: Path, wait_seconds: float = 5.0) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=wait_seconds)


def _rows(connection: sqlite3.Connection, query: str, given: Sequence[Any] = ()) -> list[dict[str, Any]]:
    found = connection.execute(query, given)
    names = [one[0] for one in found.description]
    return [dict(zip(names, row, strict=True)) for row in found]
