"""An act done exactly once, though the server goes away in the middle of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from reception_tui.domain.errors import NotSure, RegisterBusy, RegisterUnreachable, StorageTrouble, WaitLeft
from reception_tui.store import journal
from reception_tui.store.engine import is_on_server
from reception_tui.store.patience import Wait, a_wait
from reception_tui.store.server import met_another

if TYPE_CHECKING:
    from reception_tui.store.register import Register
    from reception_tui.store.work import Work

Answer = TypeVar("Answer")

PATIENCE_SECONDS = 15.0
"""How long an act waits for a server that restarts before the officer is told."""

_FIRST_WAIT, _LONGEST_PAUSE = 0.05, 1.0


@dataclass(frozen=True, slots=True)
class Unsure:
    """An act whose commit was under way when the server went: its entry, and what it would have answered."""

    what: object
    no: int
    hash: str
    answer: Any


def once(register: Register, what: object, act: Callable[[Work], Answer]) -> Answer:
    """Return what `act` answers, done in one transaction of its own and kept.

    When the connection is lost the act is done anew, unless the journal shows that it was kept: an entry's hash is not
    met twice. `what` is the command: where nobody could be asked any more, the next try with an equal one asks first.
    Raises `NotSure` then, `RegisterUnreachable` when nothing was kept, `WaitLeft`, and what the act raises. A wait that
    can be left lasts until the server is back.
    """
    if not is_on_server(register.engine):
        with register.writing() as work:
            return act(work)
    unsure = _taken_up(register, what)
    wait, pause = a_wait(PATIENCE_SECONDS), _FIRST_WAIT
    while True:
        try:
            with register.writing() as work:
                # Nobody else writes now, and the lost connection's transaction has ended, one way or the other.
                if unsure is None or not journal.holds(work.connection, unsure.no, unsure.hash):
                    unsure = None
                    answer = act(work)
                    unsure = Unsure(what, *journal.head(work.connection), answer)
            found: Answer = unsure.answer
        except StorageTrouble as trouble:
            if not _may_be_tried_again(trouble, wait):
                raise
            try:
                goes_on = wait.pause(pause)
            except WaitLeft:
                if unsure is None:
                    raise
                goes_on = False
            if not goes_on:
                if unsure is None:
                    raise
                register.unsure.append(unsure)
                raise NotSure from trouble
            pause = min(2 * pause, _LONGEST_PAUSE)
        else:
            return found


def _may_be_tried_again(trouble: StorageTrouble, wait: Wait) -> bool:
    in_line = isinstance(trouble, RegisterBusy) and wait.given_up is not None
    return in_line or isinstance(trouble, RegisterUnreachable) or met_another(trouble)


def _taken_up(register: Register, what: object) -> Unsure | None:
    found = next((one for one in register.unsure if one.what == what), None)
    if found is not None:
        register.unsure.remove(found)
    return found
