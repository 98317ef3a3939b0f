"""The one door: every act is authorised, done, and journalled in one transaction, or not done at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from reception_tui.desk import recusals
from reception_tui.desk.acts import ACTS
from reception_tui.desk.context import Context, Notice
from reception_tui.desk.keyring import Keyring
from reception_tui.desk.refresh import refresh, touched
from reception_tui.desk.sealing import seal_secrets
from reception_tui.desk.seen import check_unchanged
from reception_tui.domain.commands import Command
from reception_tui.domain.errors import (
    NoRight,
    NoView,
    OpeningRefused,
    Recused,
    RegisterError,
    WrongPin,
)
from reception_tui.domain.office import Officer
from reception_tui.domain.reference import Reference
from reception_tui.domain.rights import View, may_see
from reception_tui.store import forgetting, journal, keys, register
from reception_tui.store.numbers import book_of, tidy_number
from reception_tui.store.once import once
from reception_tui.store.reference import build
from reception_tui.store.register import Register, officer_of
from reception_tui.store.sign_ins import FAILED
from reception_tui.store.work import Work

REFUSED = "refuse"
"""The act under which the journal keeps what was refused."""

EXPORTED = "export"
"""The act under which the journal keeps that a book was written to a file."""


@dataclass(frozen=True, slots=True)
class Desk:
    """A desk: an open register, the reference data it goes by, who sits there, and its clock.

    `now` gives the local time of the office with its zone; it is the only clock that the register knows. `salt`
    makes the salts of the journal. `keyring` is what is open of sealed cases.
    """

    register: Register
    reference: Reference
    officer: Officer
    now: Callable[[], datetime]
    salt: Callable[[], str] = journal.random_salt
    keyring: Keyring = field(default_factory=Keyring)

    @contextmanager
    def reading(self) -> Iterator[Work]:
        """Give a view of one state of the register, without the words of what its officer is recused from."""
        with self.register.reading() as work:
            work.kept = recusals.kept_from(work, self.officer.code).by_table()
            yield work

    @contextmanager
    def reading_opened(self) -> Iterator[Work]:
        """Give a view of one state of the register in which the words of open cases can be read."""
        with self.reading() as work:
            work.keys = self.keyring.open_at(self.now())
            yield work

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
    opened: Mapping[int, tuple[bytes, datetime]] = field(default_factory=dict, repr=False)
    """The keys of the cases that are open from now on, once the act is written."""

    sealed: bool = False
    """Whether clear words were sealed, which may still lie in the database's log."""


@lru_cache(maxsize=2)
def build_cached(version: str, files: tuple[tuple[str, str], ...]) -> Reference:  # noqa: ARG001 - the key of the cache
    """Return the reference data of those files, built once for each version."""
    return build(dict(files))


def execute(desk: Desk, command: Command, watch: object | None = None) -> Outcome:
    """Do one act; `watch` looks on while one of many rows is done.

    What the officer has no right to is refused, and the refusal is journalled. A connection that is lost meanwhile does
    not lose or double an act. Raises `NoRight`, `Recused`, every error that the act itself knows, and storage trouble.
    """
    try:
        outcome = once(desk.register, command, lambda work: perform(work, desk, command, watch))
    except (NoRight, Recused) as error:
        note_refusal(desk, error, command.act, number_in(command))
        raise
    except WrongPin:
        note(desk, FAILED)
        raise
    except OpeningRefused as refused:
        _note_closed(desk, command, refused)
        desk.register.forget_clear_words()
        raise
    for case_id, (key, until) in outcome.opened.items():
        desk.keyring.keep(case_id, key, until, desk.now())
    if outcome.sealed:
        desk.register.forget_clear_words()
    return outcome


def perform(work: Work, desk: Desk, command: Command, watch: object | None = None) -> Outcome:
    """Do one act inside a transaction that the caller holds; a refusal is the caller's to journal."""
    reference = desk.reference_of(work)
    officer = officer_at(work, desk)
    if not officer.may(command.act, reference.roles):
        raise NoRight("act", act=command.act, officer=officer.code)
    recusals.check_command(work, officer.code, command)
    now = desk.now()
    work.keys = desk.keyring.open_at(now)
    context = Context(work, reference, officer, now.date(), watch, now)
    check_unchanged(work, command)
    done = ACTS[command.act](context, command)
    recusals.check_changes(work, officer.code)
    if not done.refreshed:
        made = seal_secrets(work, reference, officer, context.marked)
        if keys.public_key_of(work, officer.code) and made:
            # Who has just typed the words may go on reading them for as long as an opening lasts.
            until = now + timedelta(minutes=reference.secrets.open_minutes)
            for case_id, key in made.items():
                context.opened[case_id] = (key, until)
        _lean_on_petitions(work)
        refresh(work, reference)
    if work.sealing:
        forgetting.clean_index(work.connection)
    entry = journal.append(
        work.connection,
        work.changes,
        at=now,
        officer=officer.code,
        act=command.act,
        subject=done.no,
        undoes=done.undoes,
        salt=desk.salt,
        facts=done.facts,
        locks={row: keys.lock_of(work, case_id) for row, case_id in work.sealing.items()},
    )
    return Outcome(done.no, entry, done.notices, context.opened, bool(work.sealing))


def _note_closed(desk: Desk, command: Command, refused: OpeningRefused) -> None:
    """Write down that sealed words were asked for and not opened."""
    with desk.register.writing() as work:
        row = refused.values
        work.insert(
            "opening",
            petition_id=row.get("petition_id"),
            on=desk.today,
            reason=row.get("reason", ""),
            second=row.get("second", ""),
            refused=row["why"],
            officer=desk.officer.code,
        )
        seal_secrets(work, desk.reference_of(work), desk.officer)
        journal.append(
            work.connection,
            work.changes,
            at=desk.now(),
            officer=desk.officer.code,
            act=command.act,
            subject=str(row.get("no", "")),
            salt=desk.salt,
            locks={row: keys.lock_of(work, case_id) for row, case_id in work.sealing.items()},
        )


def officer_at(work: Work, desk: Desk) -> Officer:
    """Return the officer at the desk with the roles of this moment: a keeper may have changed them since sign-in."""
    return officer_of(work, desk.officer.code) or desk.officer


def permit_act(desk: Desk, act: str, subject: str = "") -> None:
    """Let an officer go on to something that only who may do `act` sees. Raises `NoRight`, and journals it."""
    with desk.register.reading() as work:
        allowed = officer_at(work, desk).may(act, desk.reference_of(work).roles)
    if not allowed:
        error = NoRight("act", act=act, officer=desk.officer.code)
        note_refusal(desk, error, act, subject)
        raise error


def permit_view(desk: Desk, view: View, subject: str = "") -> None:
    """Let an officer see a part of the register. Raises `NoView`, or `Recused` for a record, and journals either."""
    try:
        with desk.register.reading() as work:
            officer = officer_at(work, desk)
            if not may_see(officer, view, desk.reference_of(work).roles):
                raise NoView("view", view=view, officer=officer.code)
            if subject:
                recusals.check_number(work, officer.code, subject)
    except (NoView, Recused) as error:
        note_refusal(desk, error, f"see_{view}", subject)
        raise


def note(desk: Desk, act: str, subject: str = "", facts: Mapping[str, Any] | None = None) -> int:
    """Journal something that changes no row, like an opening or a sign-in, and return its entry.

    `subject` and `facts` stand in the chain for ever: register numbers and codes, and no words.
    """
    with desk.register.writing() as work:
        return journal.append(
            work.connection,
            [],
            at=desk.now(),
            officer=desk.officer.code,
            act=act,
            subject=subject,
            salt=desk.salt,
            facts=facts,
        )


def note_export(desk: Desk, book: str, rows: int) -> int:
    """Journal that a book left the register as a file: which, and how many of its records."""
    return note(desk, EXPORTED, facts={"book": book, "rows": rows})


def note_refusal(desk: Desk, error: RegisterError, act: str, subject: str = "") -> int:
    """Journal that an act or a view was refused: which, about what number, and which right was missing."""
    missing = error.values.get("act") or error.values.get("view") or error.code
    known = tidy_number(subject) if book_of(subject) is not None else ""
    return note(desk, REFUSED, known, {"act": act, "missing": str(missing), "why": error.code})


def number_in(command: Command) -> str:
    """Return the register number that a command is about; nothing where it names none."""
    given = (getattr(command, name, "") for name in ("petition", "visit", "task", "day", "session"))
    return next((one for one in given if isinstance(one, str) and book_of(one) is not None), "")


def _lean_on_petitions(work: Work) -> None:
    """Mark each petition whose papers changed, so that an earlier act on it cannot be undone under them."""
    changed = {change.row_id for change in work.changes if change.table == "petition"}
    for petition_id in sorted(touched(work, tuple(work.changes))["petition"] - changed):
        work.touch("petition", petition_id)
