"""Registers for tests that drive the program through a real terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from reception_tui.config import OFFICE_ZONE
from reception_tui.desk.opening import FIRST_ROLES
from reception_tui.domain.office import Officer
from reception_tui.store.reference.files import read_files
from reception_tui.store.register import create_register

sys.path.insert(0, str(Path(__file__).parent))

from screen import Terminal
from streams import Form

pytestmark = pytest.mark.terminal

TODAY = "2026-11-23"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything here, and leave it out where there are no pseudo-terminals."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.terminal)
            if not hasattr(os, "forkpty"):
                item.add_marker(pytest.mark.skip(reason="pseudo-terminals are a thing of POSIX systems"))


@pytest.fixture
def register_file(tmp_path: Path) -> Path:
    """An empty register whose only officer has no PIN, so that the desk opens at once."""
    place = tmp_path / "reception.db"
    now = datetime(2026, 11, 23, 7, 0, tzinfo=OFFICE_ZONE)
    officer = Officer("lan", "Nguyễn Thị Lan", FIRST_ROLES)
    create_register(f"sqlite:///{place}", read_files(), officer, "", now).close()
    return place


@pytest.fixture
def open_desk(register_file: Path) -> Iterator[Callable[..., Terminal]]:
    """Open the desk in a terminal; every terminal is closed at the end of the test."""
    opened: list[Terminal] = []

    def start(columns: int = 80, rows: int = 24, lang: str = "vi") -> Terminal:
        terminal = Terminal("--db", str(register_file), "--today", TODAY, "--lang", lang, columns=columns, rows=rows)
        opened.append(terminal)
        return terminal

    yield start
    for terminal in opened:
        terminal.kill()


@pytest.fixture
def open_form(tmp_path: Path) -> Iterator[Callable[..., Form]]:
    """Open the scratch form; it is closed at the end of the test."""
    opened: list[Form] = []

    def start(busy: float = 0.0, kind: str = "line") -> Form:
        opened.append(Form(tmp_path / f"form{len(opened)}.jsonl", busy, kind))
        return opened[-1]

    yield start
    for form in opened:
        form.terminal.kill()
