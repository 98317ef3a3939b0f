"""Reception days of the leaders."""

from __future__ import annotations

from reception_tui.desk.context import Context, Done
from reception_tui.domain.commands import HoldSession
from reception_tui.domain.errors import BadChoice
from reception_tui.domain.kinds import Book, VisitKind


def hold_session(context: Context, command: HoldSession) -> Done:
    """Enter a reception day that was held."""
    day = context.day(command.on, "on")
    if command.kind is VisitKind.REGULAR:
        raise BadChoice("kind", value=command.kind, choices=(VisitKind.PERIODIC, VisitKind.AD_HOC))
    no = context.number(Book.SESSIONS, day)
    context.work.insert(
        "session",
        no=no,
        on=day,
        kind=command.kind.value,
        host=command.host.value,
        received_by=command.received_by.value,
        place=command.place,
        conclusion=command.conclusion,
        note=command.note,
    )
    return Done(no)
