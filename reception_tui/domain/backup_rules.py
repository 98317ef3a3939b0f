"""When the register is copied, which copies are kept, and how often one is tried: settings of the office."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any


@dataclass(frozen=True, slots=True)
class BackupRules:
    """How the office copies its register.

    `folder`: where the copies lie; empty for the program's own choice. `every_hours`: so often one is made;
    `warn_after_hours`: from when the desk warns that none was. `daily`, `weekly`, `monthly`: of so many days, weeks and
    months the last copy is kept. `drill_every_days`: so often a copy is tried; `drill_warn_after_days` as above.
    """

    folder: str = ""
    every_hours: int = 24
    warn_after_hours: int = 72
    daily: int = 7
    weekly: int = 4
    monthly: int = 12
    drill_every_days: int = 7
    drill_warn_after_days: int = 14

    @property
    def every(self) -> timedelta:
        """Return how old a copy is when the next one is due."""
        return timedelta(hours=self.every_hours)

    @property
    def warn_after(self) -> timedelta:
        """Return how old the last copy is when the desk warns."""
        return timedelta(hours=self.warn_after_hours)

    @property
    def drill_every(self) -> timedelta:
        """Return how long ago a copy was tried when the next trial is due."""
        return timedelta(days=self.drill_every_days)

    @property
    def drill_warn_after(self) -> timedelta:
        """Return how long ago a copy was tried when the desk warns."""
        return timedelta(days=self.drill_warn_after_days)


def kept(made: Iterable[datetime], rules: BackupRules) -> set[datetime]:
    """Return which copies stay: the last one of each of the latest days, weeks and months that have any.

    Days without a copy take nobody's place, so that a desk that was shut for a month loses nothing.
    """
    newest_first = sorted(made, reverse=True)
    found = set(newest_first[:1])
    periods: tuple[tuple[int, Callable[[datetime], Any]], ...] = (
        (rules.daily, lambda at: at.date()),
        (rules.weekly, lambda at: at.isocalendar()[:2]),
        (rules.monthly, lambda at: (at.year, at.month)),
    )
    for count, period_of in periods:
        last_of: dict[Any, datetime] = {}
        for at in newest_first:
            last_of.setdefault(period_of(at), at)
        found |= set(list(last_of.values())[:count])
    return found


class Trouble(StrEnum):
    """What is wrong with the copies of a register, the worst first."""

    NEVER = "backup_never"
    OLD = "backup_old"
    FAILED = "drill_failed"
    UNTRIED = "drill_old"


@dataclass(frozen=True, slots=True)
class Standing:
    """How a register and its copies stand at some moment.

    `since`: when the register was made; None where nobody needs a copy. `copied`: when the last whole copy was,
    `failed` why the attempt after it failed. `tried`: when a copy was tried last, `how` (whole, or only its bytes), and
    `fault` what was wrong with it.
    """

    since: datetime | None = None
    copied: datetime | None = None
    failed: str = ""
    tried: datetime | None = None
    how: str = ""
    fault: str = ""

    def is_copy_due(self, rules: BackupRules, now: datetime) -> bool:
        """Tell whether a copy is to be made."""
        if self.since is None:
            return False
        return self.copied is None or now - self.copied >= rules.every

    def is_drill_due(self, rules: BackupRules, now: datetime) -> bool:
        """Tell whether a copy is to be tried: at once where the last trial failed and a newer copy is there."""
        if self.copied is None:
            return False
        if self.tried is None or (self.fault and self.copied > self.tried):
            return True
        return now - self.tried >= rules.drill_every

    def trouble(self, rules: BackupRules, now: datetime) -> Trouble | None:
        """Return what the officers must hear of; None when all is well. A new register has its time first."""
        if self.since is None:
            return None
        if now - (self.copied or self.since) >= rules.warn_after:
            return Trouble.NEVER if self.copied is None else Trouble.OLD
        if self.fault:
            return Trouble.FAILED
        if now - (self.tried or self.since) >= rules.drill_warn_after:
            return Trouble.UNTRIED
        return None
