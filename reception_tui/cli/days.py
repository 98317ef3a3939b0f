"""Reception days on the command line: schedule, notices, queues, minutes, tasks, the law's minimum, a calendar."""

from __future__ import annotations

import argparse
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

from reception_tui.cli.answer import DONE, print_json, print_text
from reception_tui.cli.options import desk_of
from reception_tui.config import OFFICE_ZONE
from reception_tui.desk.door import Desk
from reception_tui.desk.queries import coordination, days, minimums, sessions, tasks
from reception_tui.domain.errors import BadPeriod, MissingField, UnknownRecord
from reception_tui.domain.reference import Reference
from reception_tui.domain.rights import View
from reception_tui.domain.windows import Window
from reception_tui.reports import conclusions, day_lines, ics, nightly, schedule
from reception_tui.reports import coordination as meeting
from reception_tui.reports.formats import write
from reception_tui.reports.model import Document
from reception_tui.store.work import Work

_YEAR = timedelta(days=365)


_WITH_PEOPLE = frozenset({"queue", "invite", "minutes", "conclusions", "tasks", "meeting", "coordination"})
"""What tells of people, and not only of days."""


def show(args: argparse.Namespace) -> int:
    """Show or save one of the papers and lists about reception days."""
    desk = desk_of(args, View.RECORDS if args.what in _WITH_PEOPLE else View.FIGURES)
    first = args.first or desk.today
    window = Window(first, args.last or first + _YEAR)
    if window.last < window.first:
        raise BadPeriod("--to", first=window.first, last=window.last)
    if args.what in ("notice", "queue", "invite", "minutes", "conclusions", "meeting") and not args.no:
        raise MissingField("no")
    with desk.reading() as work:
        if args.what == "coordination" and not (args.first or args.last):
            window = coordination.next_window(work, desk.today)
        if args.what == "ics":
            issuer = nightly.letterhead(desk.reference).issuer
            found = days.day_rows(work, desk.reference, window.first, window.last)
            data = ics.calendar(found, desk.now().tzinfo or OFFICE_ZONE, issuer)
            facts, paper = None, None
        else:
            facts, paper = _paper(work, desk, args.what, args.no, window)
            data = b""
    desk.register.close()
    if paper is not None and args.format == "json":
        print_json(facts)
        return DONE
    if paper is not None:
        data = write(paper, args.format, desk.today).data
    _give(data, args.output, plain=args.what == "ics" or args.format == "text")
    return DONE


def _paper(work: Work, desk: Desk, what: str, no: str, window: Window) -> tuple[Any, Document]:
    """Return a list or paper as facts and as a document. Raises `UnknownRecord`."""
    if what in ("notice", "queue", "invite"):
        return _of_day(work, desk.reference, what, no)
    if what in ("minutes", "conclusions"):
        held = sessions.held_day(work, desk.reference, no)
        write_ = conclusions.minutes_document if what == "minutes" else conclusions.conclusion_document
        return {"no": held.session["no"], "received": len(held.received)}, write_(held, desk.reference)
    if what == "meeting":
        met = coordination.meeting_held(work, desk.reference, no)
        return {"no": met.meeting["no"], **meeting.as_json(met.found)}, meeting.meeting_document(met, desk.reference)
    return _list(work, desk, what, window)


def _of_day(work: Work, reference: Reference, what: str, no: str) -> tuple[Any, Document]:
    queue = days.queue_of(work, reference, no)
    if what == "notice" and not queue.day.changes:
        raise UnknownRecord("no", value=no)
    drawn = {
        "notice": lambda: schedule.notice_document(queue.day, reference),
        "queue": lambda: schedule.queue_document(queue, reference),
        "invite": lambda: schedule.invitation_document(queue, reference),
    }
    return day_lines.day_json(queue.day), drawn[what]()


def _list(work: Work, desk: Desk, what: str, window: Window) -> tuple[Any, Document]:
    reference = desk.reference
    if what == "schedule":
        rows = days.day_rows(work, reference, window.first, window.last)
        return [day_lines.day_json(one) for one in rows], schedule.schedule_document(rows, reference, window)
    if what == "tasks":
        bodies = tasks.progress(work, window)
        return conclusions.progress_json(bodies), conclusions.progress_document(bodies, reference, window)
    if what == "coordination":
        found = coordination.coordination(work, reference, window)
        return meeting.as_json(found), meeting.list_document(found, reference)
    least = minimums.minimums_between(work, reference, window.first, min(window.last, desk.today))
    return [day_lines.minimum_json(one) for one in least], schedule.minimum_document(least, reference, window)


def _give(data: bytes, target: Path | None, *, plain: bool) -> None:
    if target is not None:
        target.write_bytes(data)
    elif plain:
        print_text(data.decode())
    elif sys.stdout.isatty():
        raise MissingField("--output")
    else:
        sys.stdout.buffer.write(data)
        sys.stdout.flush()
