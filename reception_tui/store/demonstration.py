"""The source files of the demonstration register, and the file of the register that is built from them."""

from __future__ import annotations

import csv
import io
import os
import sqlite3
from collections.abc import Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from reception_tui.domain.errors import FileUnreadable, NotARegister, ReferenceBroken, RegisterBusy, RegisterExists
from reception_tui.domain.text import nfc
from reception_tui.store import migrations
from reception_tui.store.engine import file_of, open_engine, reading, shown_place, url_of
from reception_tui.store.file import discard_file
from reception_tui.store.reference.files import seed_folder
from reception_tui.store.register import Register

FILES = ("officers", "sessions", "visits", "petitions", "feedback", "people", "replies", "reminders", "limits")
"""What a folder of sources holds, each a CSV file; a file's rows refer only to keys of files before it."""

MARK = "demonstration"
"""The setting by which a register says that everybody in it is invented."""

_REFERENCES = ("officer", "handler", "session", "visit", "petition", "of")


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One row of a source file. `cells` holds what is filled in; `line` is where a spreadsheet shows it."""

    file: str
    line: int
    cells: Mapping[str, str]

    def broken(self, what: str, where: str = "") -> ReferenceBroken:
        """Return the complaint that this row is `what`."""
        return ReferenceBroken(self.file, what=what, where=f"row {self.line} {where}".strip())


Source = Mapping[str, tuple[SourceRow, ...]]
"""The rows of each file."""


def demonstration_folder(year: int = 2023) -> Path:
    """Return the folder of the sources that came with the program."""
    return seed_folder() / "registers" / str(year)


def read_source(folder: Path) -> Source:
    """Return the rows of every source file, by file. Raises `FileUnreadable`, `ReferenceBroken`."""
    return {name: tuple(_rows(folder / f"{name}.csv")) for name in FILES}


def _rows(path: Path) -> list[SourceRow]:
    try:
        # A spreadsheet may save a mark of byte order before the first heading.
        text = nfc(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise FileUnreadable("folder", path=str(path)) from error
    found = []
    for line, record in enumerate(csv.DictReader(io.StringIO(text, newline="")), start=2):
        cells = {name: (value or "").strip() for name, value in record.items() if isinstance(name, str)}
        row = SourceRow(path.name, line, {name: value for name, value in cells.items() if value})
        if None in record:
            raise row.broken("too_many_cells")
        found.append(row)
    return found


def in_force(source: Source) -> tuple[dict[str, list[SourceRow]], list[SourceRow]]:
    """Return the rows that count, by file, and those left out because a row that they refer to is gone.

    Raises `ReferenceBroken` for a key that stands twice.
    """
    keys: set[str] = set()
    kept: dict[str, list[SourceRow]] = {}
    left_out: list[SourceRow] = []
    for name in FILES:
        kept[name] = []
        for row in source[name]:
            whole = all(row.cells[column] in keys for column in _REFERENCES if column in row.cells)
            (kept[name] if whole else left_out).append(row)
        for row in kept[name]:
            if "key" in row.cells:
                if row.cells["key"] in keys:
                    raise row.broken("twice", row.cells["key"])
                keys.add(row.cells["key"])
    return kept, left_out


def target_of(place: str | Path) -> Path:
    """Return the file at `place` when a demonstration register may be put there.

    Raises `NotARegister` for a server, `RegisterExists` for a file that is anything but a demonstration register.
    """
    target = file_of(url_of(place))
    if target is None:
        raise NotARegister(path=str(place))
    if target.exists() and not _is_marked(target):
        raise RegisterExists(path=str(target))
    return target


def start_beside(target: Path) -> Path:
    """Return the name under which the register is built until it is whole; nothing lies there."""
    unfinished = target.with_name(f"{target.name}.building")
    discard_file(unfinished)
    return unfinished


def put_in_place(register: Register, year: int, target: Path) -> None:
    """Mark the built register, write it to disk for good, close it, and give it its name.

    A demonstration register of that name gives way. Raises `RegisterBusy` while somebody works in it.
    """
    with register.writing() as work:
        migrations.write_setting(work.connection, MARK, str(year))
    with register.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    built = register.path or target
    register.close()
    _sync(built)
    if target.exists():
        _let_go(target)
    built.replace(target)
    discard_file(built)
    with suppress(OSError):  # Windows opens no folder; its renames are in the log of the file system.
        _sync(target.parent, os.O_RDONLY)


def demonstration_year(register: Register) -> int | None:
    """Return the year that a demonstration register is about; None of a register that people work with."""
    with reading(register.engine) as connection:
        marked = migrations.read_setting(connection, MARK)
    return int(marked) if marked else None


def is_demonstration(url: str) -> bool:
    """Tell whether a demonstration register lies on that server. Raises `RegisterExists` where another one does."""
    engine = open_engine(url)
    try:
        with reading(engine) as connection:
            there = migrations.is_there(connection)
            if there and migrations.read_setting(connection, MARK) is None:
                raise RegisterExists(path=shown_place(url))
            return there
    finally:
        engine.dispose()


def _is_marked(path: Path) -> bool:
    # Read only and by hand: opening it as a register would turn somebody else's database to our ways.
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            found = connection.execute("SELECT value FROM register_setting WHERE key = ?", (MARK,)).fetchone()
    except sqlite3.DatabaseError:
        return False
    return found is not None


def _let_go(target: Path) -> None:
    """Bring a register out of write-ahead logging, which only its sole user can: then no sidecar outlives it."""
    with closing(sqlite3.connect(target, timeout=0)) as connection:
        try:
            mode = connection.execute("PRAGMA journal_mode=DELETE").fetchone()[0]
        except sqlite3.OperationalError as error:
            raise RegisterBusy(path=str(target)) from error
    if mode != "delete":
        raise RegisterBusy(path=str(target))


def _sync(path: Path, how: int = os.O_RDWR) -> None:
    handle = os.open(path, how)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
