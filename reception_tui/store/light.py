"""The reference files of a register, read without loading the tables: the advisers start at once."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from reception_tui.domain.errors import NotARegister, RegisterMissing


def reference_texts(path: Path) -> dict[str, str]:
    """Return the reference files of the SQLite register at `path`. Raises `RegisterMissing`, `NotARegister`."""
    if not path.exists():
        raise RegisterMissing(path=str(path))
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    try:
        return dict(connection.execute("SELECT name, text FROM reference_file WHERE voided IS NULL"))
    except sqlite3.DatabaseError as error:
        raise NotARegister(path=str(path)) from error
    finally:
        connection.close()
