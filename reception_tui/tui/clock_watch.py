"""A clock that jumps or runs behind the register: numbers and limits go by it, so the officer is told."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from reception_tui.i18n import formats, tr

if TYPE_CHECKING:
    from reception_tui.tui.frame import Frame

ALLOWED = timedelta(minutes=1)
"""Clocks that are set by the network move by less."""


class ClockWatch:
    """Compares the clock of the desk with the time that has passed and with the register."""

    def __init__(self) -> None:
        self._last: tuple[datetime, float] | None = None

    async def look(self, frame: Frame) -> None:
        """Tell of a clock that has jumped since the last look; read everything anew where another day has begun."""
        from reception_tui.desk import elapsed
        from reception_tui.desk.queries.frame import last_written

        now, passed = frame.desk.desk.now(), elapsed.seconds()
        last, self._last = self._last, (now, passed)
        if last is None:
            written = await frame.desk.ask(last_written)
            if written is not None and written - now > ALLOWED:
                told = tr("This machine’s clock says {now}, before the last entry ({before}): have it set right.")
                _tell(frame, told, now, written)
            return
        expected = last[0] + timedelta(seconds=passed - last[1])
        if now.date() != last[0].date():
            await frame.register_changed()
        if abs(now - expected) > ALLOWED:
            told = tr("This machine’s clock jumped from {before} to {now}: have it set right.")
            _tell(frame, told, now, expected)


def _tell(frame: Frame, told: str, now: datetime, before: datetime) -> None:
    shown = {
        name: f"{formats.day(at.date())} {at:%H:%M}"
        for name, at in (("now", now), ("before", before.astimezone(now.tzinfo)))
    }
    frame.announce(told.format(**shown), trouble=True)
    frame.bell()
