"""Law, calendar and settings that change while petitions are open."""

from __future__ import annotations

from reception_tui.desk.bulletins import bulletin_name, bulletin_text
from reception_tui.desk.context import Context, Done, Notice
from reception_tui.desk.impact import recount
from reception_tui.domain.calendar import DecreedKind
from reception_tui.domain.commands import AnnounceDay, ApplyReference
from reception_tui.domain.errors import DayDecreed
from reception_tui.store import register
from reception_tui.store.reference import build
from reception_tui.store.reference.letters import letter_book


def announce_day(context: Context, command: AnnounceDay) -> Done:
    """Enter a newly decreed day, and count every open limit anew. Raises `DayDecreed`."""
    calendar = context.reference.calendar
    decreed = (calendar.days_off if command.kind is DecreedKind.DAY_OFF else calendar.worked_saturdays).get(command.on)
    if decreed is not None:
        raise DayDecreed("on", value=command.on, decision=decreed.decision)
    files = register.reference_files(context.work)
    return _apply(context, bulletin_name(files, command.on.year), bulletin_text(command))


def apply_reference(context: Context, command: ApplyReference) -> Done:
    """Lay a file over the register's own, and count every open limit anew. Raises `ReferenceBroken`."""
    return _apply(context, command.name, command.text)


def settle(context: Context) -> int:
    """Go by the reference files as they stand now, and return how many open limits have moved.

    Raises `ReferenceBroken` when they do not fit together.
    """
    files = register.reference_files(context.work)
    reference = build(files)
    letter_book(files)
    register.note_reference_version(context.work)
    return recount(context.work, reference)


def _apply(context: Context, name: str, text: str) -> Done:
    register.take_reference_file(context.work, name, text)
    return Done(name, (Notice("limits_moved", {"count": settle(context)}),))
