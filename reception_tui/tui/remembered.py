"""What the desk remembers of a sitting, in memory only, and how it forgets words of sealed cases."""

from __future__ import annotations

import sys
from functools import _lru_cache_wrapper
from typing import TYPE_CHECKING, Any

from textual.cache import FIFOCache, LRUCache

if TYPE_CHECKING:
    from reception_tui.desk.door import Outcome
    from reception_tui.tui.app import ReceptionApp

SEARCHES = 20
"""So many searches are offered again."""

_BY_TEXTS = ("rich.", "textual.", "reception_tui.domain.", "reception_tui.desk.importing.")
"""The packages with caches that go by what was painted, typed or read."""


class Remembered:
    """What was searched for and typed last, and whether sealed words were read."""

    def __init__(self, app: ReceptionApp) -> None:
        self._app = app
        self.searches: list[str] = []
        """What was searched for, the last first; it is kept nowhere: it names people."""
        self._last_saved: dict[str, dict[str, object]] = {}
        self._has_read_sealed = False

    def keep_search(self, typed: str) -> None:
        """Offer what was searched for again, in this sitting."""
        text = typed.strip()
        self.searches = [text, *(one for one in self.searches if one != text)][:SEARCHES]

    def keep_last(self, form: str, values: dict[str, object]) -> None:
        """Remember what was saved last in a form of that kind, for “same as last”."""
        self._last_saved[form] = values

    def last_saved(self, form: str) -> dict[str, object]:
        """Return what was saved last in a form of that kind in this sitting; nothing when nothing was."""
        return self._last_saved.get(form, {})

    def note_done(self, outcome: Outcome) -> None:
        """See to it that what an act has opened is forgotten when its time is over."""
        self._has_read_sealed |= outcome.sealed or bool(outcome.opened)
        if outcome.opened:
            until = max(until for _, until in outcome.opened.values())
            left = (until - self._app.desk.desk.now()).total_seconds()
            self._app.set_timer(max(0.0, left), self._close)

    async def _close(self) -> None:
        # Names may have been searched for and copied.
        self.searches.clear()
        self._app._clipboard = ""
        await self._app.register_changed()
        self.forget()

    def forget(self) -> None:
        """Overwrite what the program has let go of, where sealed words were read; what a screen still shows stays."""
        if self._has_read_sealed:
            self._app.run_worker(self._overwrite(), group="forget", exit_on_error=False)

    async def _overwrite(self) -> None:
        from reception_tui.store.memory import wipe_at_hand

        _empty_caches()
        await self._app.desk.wipe_freed()
        wipe_at_hand()


def _empty_caches() -> None:
    for name, module in list(sys.modules.items()):
        if name.startswith(_BY_TEXTS):
            for found in list(vars(module).values()):
                for one in (found, *(vars(found).values() if isinstance(found, type) else ())):
                    _empty(one)


def _empty(found: Any) -> None:
    cache = getattr(found, "__func__", found)
    if isinstance(cache, _lru_cache_wrapper):
        cache.cache_clear()
    elif isinstance(cache, LRUCache | FIFOCache):
        cache.clear()
