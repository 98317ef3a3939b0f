"""Papers of the monthly meeting of the bodies at the seat: its list, and the notice of what it concluded."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reception_tui.desk.queries.coordination import Coordination, Held, HeldMatter, MeetingHeld
from reception_tui.domain.reference import Reference
from reception_tui.domain.windows import Window
from reception_tui.i18n import formats, tr
from reception_tui.i18n.labels import label
from reception_tui.reports.conclusions import tasks_table
from reception_tui.reports.day_lines import body_name
from reception_tui.reports.model import Align, Block, Column, Document, Heading, Paragraph, Signature, Table
from reception_tui.reports.nightly import letterhead


def list_document(found: Coordination, reference: Reference) -> Document:
    """Return the list of the meeting: figures of each body, what several hold, and what each of them holds."""
    blocks: list[Block] = [
        Heading(tr("Reception and matters of each body")),
        _bodies(found, reference),
        Heading(tr("Matters that several bodies hold")),
        _matters(found.several, reference, tr("No matter is held by several bodies.")),
    ]
    for one in found.bodies:
        alone = [matter for matter in found.matters if not matter.several and one.body in matter.bodies]
        if alone:
            blocks += [Heading(body_name(one.body, reference)), _matters(alone, reference, "")]
    return Document(
        head=letterhead(reference, _date_line(reference, found.window.last)),
        title=tr("LIST FOR THE COORDINATION MEETING"),
        subtitle=(_period(found.window),),
        blocks=tuple(blocks),
        landscape=True,
        signatures=(Signature((tr("HEAD OF THE BOARD"),)),),
    )


def meeting_document(held: MeetingHeld, reference: Reference) -> Document:
    """Return the notice of what a meeting concluded, with its tasks and the matters that several bodies hold."""
    meeting = held.meeting
    attending = tr("Attending: {who}.")
    blocks: list[Block] = [
        Paragraph(attending.format(who=", ".join(body_name(one, reference) for one in held.attendees)))
    ]
    if meeting["conclusion"] or meeting["sealed"]:
        told = meeting["conclusion"] or tr("(sealed: open the denunciation of which the meeting talked)")
        blocks.append(Paragraph(tr("Conclusion: {text}").format(text=told)))
    if held.tasks:
        blocks.append(tasks_table(held.tasks, reference))
    blocks += [
        Heading(tr("Matters that several bodies hold")),
        _matters(held.found.several, reference, tr("No matter is held by several bodies.")),
    ]
    return Document(
        head=letterhead(reference, _date_line(reference, meeting["on"]), meeting["document_number"] or meeting["no"]),
        title=tr("NOTICE OF THE COORDINATION MEETING"),
        subtitle=(_period(held.found.window),),
        blocks=tuple(blocks),
        recipients=tuple(body_name(one, reference) for one in held.attendees),
        signatures=(Signature((tr("HEAD OF THE BOARD"),)),),
    )


def as_json(found: Coordination) -> dict[str, Any]:
    """Return the list as the command line tells it."""
    return {
        "window": {"from": found.window.first, "to": found.window.last},
        "bodies": [
            {
                "body": one.body,
                "days": one.days,
                "visits": one.visits,
                "people": one.people,
                "holds": one.holds,
                "late": one.late,
            }
            for one in found.bodies
        ],
        "matters": [
            {
                "no": one.no,
                "title": one.title,
                "several": one.several,
                "held": [
                    {"body": held.body, "way": held.way, "since": held.since, "no": held.no, "late": held.late}
                    for held in one.held
                ],
            }
            for one in found.matters
        ],
    }


def held_line(one: Held, reference: Reference) -> str:
    """Return who holds a matter, why and since when, in one line."""
    told = tr("{body}: {way} {no}, since {day}").format(
        body=body_name(one.body, reference), way=label(one.way), no=one.no, day=formats.day(one.since)
    )
    return " ".join(told.split()).replace(" ,", ",") + (f" ({tr('late')})" if one.late else "")


def _bodies(found: Coordination, reference: Reference) -> Table:
    columns = (
        Column(tr("Body"), share=1),
        *(
            Column(name, Align.RIGHT)
            for name in (tr("Reception days"), tr("Visits"), tr("People"), tr("On the list"), tr("Overdue"))
        ),
    )
    rows = tuple(
        (
            body_name(one.body, reference),
            *map(formats.number, (one.days, one.visits, one.people, one.holds, one.late)),
        )
        for one in found.bodies
    )
    return Table(columns, rows)


def _matters(matters: Sequence[HeldMatter], reference: Reference, none: str) -> Block:
    if not matters:
        return Paragraph(none)
    columns = (
        Column(tr("No."), Align.RIGHT),
        Column(tr("Matter")),
        Column(tr("Content"), share=3),
        Column(tr("Held by"), share=4),
    )
    rows = tuple(
        (
            str(number),
            one.no,
            tr("kept secret") if one.secret else one.title,
            "; ".join(held_line(held, reference) for held in one.held),
        )
        for number, one in enumerate(matters, start=1)
    )
    return Table(columns, rows)


def _period(window: Window) -> str:
    return tr("from {first} to {last}").format(first=formats.day(window.first), last=formats.day(window.last))


def _date_line(reference: Reference, on: Any) -> str:
    return tr("{place}, {day}").format(place=reference.board.place, day=formats.day(on))
