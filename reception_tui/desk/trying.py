"""Several acts tried before they are done: what each would do, or why it cannot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reception_tui.desk import recusals
from reception_tui.desk.acts.joint import do_part, number_of
from reception_tui.desk.context import Context, Notice
from reception_tui.desk.door import Desk
from reception_tui.domain.commands import Command
from reception_tui.domain.errors import RegisterError
from reception_tui.store.work import Change, Work


@dataclass(frozen=True, slots=True)
class Tried:
    """One act of several: the record, what would change, what it would tell, or why it is refused."""

    no: str
    part: Command
    changes: tuple[Change, ...] = ()
    notices: tuple[Notice, ...] = ()
    refused: RegisterError | None = None


def try_together(desk: Desk, parts: Sequence[Command]) -> tuple[Tried, ...]:
    """Return what each act would do, one after the other; nothing is kept.

    A petition is named by its version: what is done later is done to the record that was tried.
    """
    found: list[Tried] = []
    with desk.register.trying() as work:
        reference = desk.reference_of(work)
        work.keys = desk.keyring.open_at(desk.now())
        for part in parts:
            with work.connection.begin_nested() as step:
                own = Work(work.connection, keys=work.keys)
                context = Context(own, reference, desk.officer, desk.today)
                try:
                    seen = _as_seen(context, part)
                    done = do_part(context, seen)
                    recusals.check_changes(own, desk.officer.code)
                except RegisterError as error:
                    step.rollback()
                    found.append(Tried(number_of(part), part, refused=error))
                    continue
            found.append(Tried(done.no, seen, tuple(own.changes), done.notices))
    return tuple(found)


def _as_seen(context: Context, part: Command) -> Command:
    no = getattr(part, "petition", "")
    return replace(part, version=context.petition(no)["version"]) if no else part
