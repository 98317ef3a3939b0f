"""The one door: every act is authorised, done, and journalled in one transaction, or not done at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from reception_tui.desk.acts import ACTS
from reception_tui.desk.context import Context, Notice
from reception_tui.desk.refresh import refresh, touched
from reception_tui.domain.commands import Command
from reception_tui.domain.errors import ChangedSince, NoRight
from reception_tui.domain.office import Officer
from reception_tui.domain.reference import Reference
from reception_tui.store import journal, register
from reception_tui.store.once import once
from reception_tui.store.reference import build
from reception_tui.store.register import Register
from reception_tui.store.work import Work


@dataclass(frozen=True, slots=True)
class Desk:
    """A desk: an open register, the reference data it goes by, who sits there, and its clock.

    `now` gives the local time of the office with its zone; it is the only clock that the register knows. `salt`
    makes the salts of the journal.
    """

    register: Register
    reference: Reference
    officer: Officer
    now: Callable[[], datetime]
    salt: Callable[[], str] = journal.random_salt

    def reference_of(self, work: Work) -> Reference:
        """Return the reference data that the register goes by now: another desk may have changed it."""
        version = register.reference_version(work)
        if version == self.reference.version:
            return self.reference
        return build_cached(version, tuple(register.reference_files(work).items()))

    @property
    def today(self) -> date:
        """Return the day that the desk takes for today."""
        return self.now().date()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an act has done: the register number it is about, its journal entry, and what to tell."""

    no: str
    entry: int
    notices: tuple[Notice, ...] = ()


@lru_cache(maxsize=2)
def build_cached(version: str, files: tuple[tuple[str, str], ...]) -> Reference:  # noqa: ARG001 - the key of the cache
    """Return the reference data of those files, built once for each version."""
    return build(dict(files))


def execute(desk: Desk, command: Command, watch: object | None = None) -> Outcome:
    """Do one act; `watch` looks on while one of many rows is done.

    A connection that is lost meanwhile does not lose or double it. Raises `NoRight`, every error that the act itself
    knows, and storage trouble.
    """
    return once(desk.register, command, lambda work: perform(work, desk, command, watch))


def perform(work: Work, desk: Desk, command: Command, watch: object | None = None) -> Outcome:
    """Do one act inside a transaction that the caller holds."""
    reference = desk.reference_of(work)
    if not desk.officer.may(command.act, reference.roles):
        raise NoRight("act", act=command.act, officer=desk.officer.code)
    context = Context(work, reference, desk.officer, desk.today, watch)
    _check_unchanged(context, command)
    done = ACTS[command.act](context, command)
    if not done.refreshed:
        _lean_on_petitions(work)
        refresh(work, reference)
    entry = journal.append(
        work.connection,
        work.changes,
        at=desk.now(),
        officer=desk.officer.code,
        act=command.act,
        subject=done.no,
        undoes=done.undoes,
        salt=desk.salt,
    )
    return Outcome(done.no, entry, done.notices)


def _check_unchanged(context: Context, command: Command) -> None:
    """Raise `ChangedSince` when the petition is not any more as the officer saw it."""
    no = getattr(command, "petition", "")
    if command.version is not None and no and context.petition(no)["version"] != command.version:
        raise ChangedSince("petition", value=no)


def _lean_on_petitions(work: Work) -> None:
    """Mark each petition whose papers changed, so that an earlier act on it cannot be undone under them."""
    changed = {change.row_id for change in work.changes if change.table == "petition"}
    for petition_id in sorted(touched(work, tuple(work.changes))["petition"] - changed):
        work.touch("petition", petition_id)
