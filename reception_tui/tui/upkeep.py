"""Copies of the register made and tried behind the desk, by a program of its own that takes no time from typing."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reception_tui.config import Settings

FIRST_SECONDS = 90.0
"""So long after the desk was opened it looks for the first time; whoever opens it has something to do first."""

EVERY_SECONDS = 3600.0
"""So often it looks whether a copy is due."""

_BELOW_NORMAL = 0x4000


async def keep_up(settings: Settings, officer: str) -> None:
    """Have copies made and tried, if that is due. The desk hears of it by the journal."""
    if settings.today is not None:
        # On a day that is only supposed nothing is due.
        return
    # By the environment: an address may hold a password, and everybody on the machine reads command lines.
    environment = os.environ | {"RECEPTION_DB": settings.db, "RECEPTION_OFFICER": officer}
    running = await asyncio.create_subprocess_exec(
        *command(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment,
        creationflags=_BELOW_NORMAL if sys.platform == "win32" else 0,
    )
    await running.wait()


def command() -> tuple[str, ...]:
    """Return the command that makes and tries copies if they are due."""
    return (sys.executable, "-m", "reception_tui", "backup", "--due")
