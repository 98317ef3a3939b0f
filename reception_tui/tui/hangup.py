"""A terminal that is closed, and a machine that goes down: what is typed is kept before the desk ends."""

from __future__ import annotations

import asyncio
import os
import signal
from contextlib import suppress
from functools import partial
from typing import Any

from textual.app import App

ENDINGS = ("SIGHUP", "SIGTERM")
PATIENCE_SECONDS = 2.0
"""So long a draft may wait for another desk; the system kills who does not end."""

_under_way: set[asyncio.Task[None]] = set()
"""A loop holds its tasks only weakly."""


def keep_when_ended(app: App[Any]) -> None:
    """Keep every open form when the terminal is closed or the system asks the program to end; then end.

    Windows tells its programs otherwise: there the draft of the last second stands.
    """
    loop = asyncio.get_running_loop()
    for name in ENDINGS:
        number = getattr(signal, name, None)
        if number is not None:
            with suppress(NotImplementedError):
                loop.add_signal_handler(number, partial(_begin, app, number))


def _begin(app: App[Any], number: int) -> None:
    task = asyncio.ensure_future(_end(app, number))
    _under_way.add(task)
    task.add_done_callback(_under_way.discard)


async def _end(app: App[Any], number: int) -> None:
    # Only forms have drafts; to know their class here would load the store before the first paint.
    unkept: list[Any] = [screen for screen in app.screen_stack if hasattr(screen, "keep_draft")]
    with suppress(TimeoutError):
        async with asyncio.timeout(PATIENCE_SECONDS):
            unkept = [screen for screen in unkept if not await screen.keep_draft()]
    for screen in unkept:
        screen.hold_draft()
    in_hand = getattr(app, "in_hand", None)
    if in_hand is not None:
        in_hand.leave()
    if number == signal.SIGTERM:
        app.exit(return_code=128 + number)
        return
    # There is no terminal any more that could be put right.
    signal.signal(number, signal.SIG_DFL)
    os.kill(os.getpid(), number)
