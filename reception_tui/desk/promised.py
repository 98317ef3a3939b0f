"""Promises as limits of ours: they stand on the board and the pages beside those of the law."""

from __future__ import annotations

from reception_tui.desk.context import Row
from reception_tui.domain.follow_up import RunningClock
from reception_tui.domain.kinds import Owner
from reception_tui.store.work import Work

PROMISE = "promise"
"""The stage and duty under which a promise is followed."""


def promise_clocks(work: Work, **of: int) -> tuple[RunningClock, ...]:
    """Return a limit of ours for every promise on a visit or petition, the oldest first."""
    return tuple(_clock(row) for row in work.rows("promise", **of))


def is_open(row: Row) -> bool:
    """Tell whether a promise still waits to be kept."""
    return row["kept_on"] is None and row["moved_on"] is None


def _clock(row: Row) -> RunningClock:
    return RunningClock(
        key=f"{PROMISE}/{row['id']}",
        stage=PROMISE,
        duty=PROMISE,
        rule_id="office",
        owner=Owner.US,
        anchor=row["made_on"],
        due=row["on"],
        done=row["kept_on"] or row["moved_on"],
        live_from=row["made_on"],
    )
