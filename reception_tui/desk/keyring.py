"""The keys of sealed cases that are open at one desk, and until when. They are only in memory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from math import inf

from reception_tui.desk import elapsed
from reception_tui.store.memory import keep_out_of_dumps, overwrite_what_is_freed


@dataclass(slots=True)
class Keyring:
    """What a desk may read of sealed cases now."""

    _open: dict[int, tuple[bytes, datetime, float]] = field(default_factory=dict, repr=False)

    def keep(self, case_id: int, key: bytes, until: datetime, now: datetime | None = None) -> None:
        """Let a case be open until then, and no longer than it is from `now` though the clock be put back."""
        keep_out_of_dumps()
        overwrite_what_is_freed()
        ends = inf if now is None else elapsed.seconds() + (until - now).total_seconds()
        self._open[case_id] = (key, until, ends)

    def open_at(self, now: datetime) -> Mapping[int, bytes]:
        """Return the private keys of the cases that are open; what has run out is forgotten."""
        passed = elapsed.seconds()
        for case_id in [one for one, (_, until, ends) in self._open.items() if until <= now or ends <= passed]:
            del self._open[case_id]
        return {case_id: key for case_id, (key, _, _) in self._open.items()}

    def until(self, case_id: int | None, now: datetime) -> datetime | None:
        """Return until when a case is open; None when it is closed."""
        self.open_at(now)
        found = self._open.get(case_id or 0)
        return None if found is None else found[1]

    def close(self) -> None:
        """Close everything."""
        self._open.clear()
