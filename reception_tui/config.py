"""Where the register lies, who acts, which day it is: from the command line, the environment, and defaults."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

OFFICE_ZONE = timezone(timedelta(hours=7), "ICT")
"""Vietnam has one time zone and no summer time."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What one run of the program goes by."""

    db: str
    lang: str = "vi"
    today: date | None = None
    officer: str = ""
    seed: Path | None = None

    @property
    def now(self) -> Callable[[], datetime]:
        """Return the program's only clock: the office's local time, on the day that was asked for."""
        if self.today is None:
            return lambda: datetime.now(OFFICE_ZONE)
        day = self.today
        return lambda: datetime.combine(day, datetime.now(OFFICE_ZONE).timetz())


def default_db() -> str:
    """Return where the register lies when nothing is said: in the user's data folder."""
    from platformdirs import user_data_path

    return str(user_data_path("reception", appauthor=False) / "reception.db")


def papers_folder() -> Path:
    """Return where papers are saved from the screen: the folder RECEPTION_PAPERS, else the user's documents."""
    from platformdirs import user_documents_path

    return Path(environment("PAPERS") or user_documents_path())


def settings_folder() -> Path:
    """Return where this desk keeps its own settings: the folder RECEPTION_SETTINGS, else the user's settings."""
    from platformdirs import user_config_path

    return Path(environment("SETTINGS") or user_config_path("reception", appauthor=False))


def state_folder() -> Path:
    """Return where this desk keeps what it notes of itself: the folder RECEPTION_STATE, else the user's state."""
    from platformdirs import user_state_path

    return Path(environment("STATE") or user_state_path("reception", appauthor=False))


def environment(name: str) -> str:
    """Return the value of RECEPTION_<name>, or nothing."""
    return os.environ.get(f"RECEPTION_{name}", "").strip()


def write_whole(place: Path, text: str) -> None:
    """Write a file so that it holds either its old text or the new one, whatever happens. Raises `OSError`."""
    place.parent.mkdir(parents=True, exist_ok=True)
    handle, written = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name}")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(written).replace(place)
    except BaseException:
        Path(written).unlink(missing_ok=True)
        raise
