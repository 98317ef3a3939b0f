"""The page that the head reads every evening."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from reception_tui import i18n
from reception_tui.desk.queries.day import Day, PeriodFigures, session_facts
from reception_tui.desk.queries.overdue import DueList, DueRow
from reception_tui.domain.deadline import ClockState
from reception_tui.domain.kinds import Channel, DispositionKind, Host, Owner, PetitionKind, ReceivedBy
from reception_tui.domain.reference import Reference
from reception_tui.i18n import formats, tr
from reception_tui.i18n.labels import duty, label
from reception_tui.reports.model import Align, Block, Column, Document, Figures, Heading, Letterhead, Paragraph, Table

_HEAD_SHOWN = 16


def letterhead(reference: Reference, place_and_date: str = "", number: str = "") -> Letterhead:
    """Return the letterhead of the Board."""
    board = reference.directory.bodies[reference.board.body]
    parent = reference.directory.bodies[board.parent] if board.parent else board
    return Letterhead(parent.name(i18n.lang()), board.name(i18n.lang()), place_and_date, number)


def as_json(day: Day) -> dict[str, Any]:
    """Return the page in the shape that the command line promises."""
    figures = day.figures
    balance = figures.balance
    return {
        "date": day.on,
        "number": day.number,
        "window": {"from": figures.window.first, "to": figures.window.last},
        "count_rule": figures.rule,
        "visits": {
            "visits": figures.visits,
            "people": figures.people,
            "matters": figures.matters,
            "delegations": figures.delegations,
            "delegation_people": figures.delegation_people,
        },
        "petitions": figures.petitions | {"by_channel": figures.by_channel},
        "feedback": figures.feedback,
        "dispositions": figures.dispositions,
        "referrals": figures.referrals,
        "overdue": [due_row(row) for row in day.due.in_state(ClockState.OVERDUE)],
        "due_today": [due_row(row) for row in day.due.in_state(ClockState.DUE_TODAY)],
        "due_soon": [due_row(row) for row in day.due.in_state(ClockState.DUE_SOON)],
        "sessions": [session_facts(row) for row in figures.sessions],
        "promises": [],
        "entered_late": figures.entered_late,
        "balance": {
            "opening": balance.opening,
            "received": balance.received,
            "finished": balance.finished,
            "closing": balance.closing,
            "balances": balance.balances,
        },
        "journal_head": day.journal_head,
    }


def due_row(row: DueRow) -> dict[str, Any]:
    """Return one late or near limit in the shape that the command line promises."""
    return {
        "petition": row.petition,
        "title": row.title,
        "kind": row.kind or None,
        "owner": row.owner,
        "body": row.body or None,
        "stage": row.stage,
        "duty": row.duty,
        "rule": row.rule or None,
        "due": row.due,
        "days": row.days,
        "state": row.state,
        "reminders": row.reminders,
        "provisional": row.provisional,
    }


def document(day: Day, reference: Reference) -> Document:
    """Return the page as a document."""
    figures = day.figures
    title = tr("Summary of the day No. {number}/{year}").format(number=day.number, year=day.on.year)
    weekday = formats.weekday(day.on)
    return Document(
        head=letterhead(reference, place_and_date(reference, day)),
        title=title,
        subtitle=(
            tr("{weekday}, {day}. Figures from {first} to {last}.").format(
                weekday=weekday,
                day=formats.day(day.on),
                first=formats.day(figures.window.first),
                last=formats.day(figures.window.last),
            ),
            tr("Counting: {rule}.").format(rule=label(figures.rule)),
        ),
        blocks=(
            Heading(tr("1. Reception")),
            Figures(_visits(figures)),
            *_sessions(figures),
            Heading(tr("2. Petitions")),
            Figures(_petitions(figures)),
            *_dispositions(figures),
            Heading(tr("3. Overdue")),
            *overdue_blocks(day.due, reference),
            Heading(tr("4. Due today and soon")),
            *near_blocks(day.due, reference),
            Heading(tr("5. Balance of the petition book")),
            *_balance(figures),
        ),
        last_line=tr("Head of the journal: {head}").format(head=" ".join(_quartets(day.journal_head[:_HEAD_SHOWN]))),
    )


def place_and_date(reference: Reference, day: Day) -> str:
    """Return the date line of the page."""
    return tr("{place}, {day}").format(place=reference.board.place, day=formats.day(day.on))


def _quartets(text: str) -> list[str]:
    return [text[i : i + 4] for i in range(0, len(text), 4)]


def _visits(figures: PeriodFigures) -> tuple[tuple[str, str], ...]:
    return (
        (tr("Visits"), formats.number(figures.visits)),
        (tr("People"), formats.number(figures.people)),
        (tr("Matters"), formats.number(figures.matters)),
        (tr("Delegations"), formats.number(figures.delegations)),
        (tr("People in delegations"), formats.number(figures.delegation_people)),
    )


def _sessions(figures: PeriodFigures) -> tuple[Block, ...]:
    lines = tuple(
        tr("{no}: {host} ({by}) received {visits} visits, {people} people.").format(
            no=row["no"],
            host=label(Host(row["host"])),
            by=label(ReceivedBy(row["received_by"])),
            visits=formats.number(row["visits"]),
            people=formats.number(row["people"]),
        )
        for row in figures.sessions
    )
    return tuple(Paragraph(line) for line in lines)


def _petitions(figures: PeriodFigures) -> tuple[tuple[str, str], ...]:
    found = figures.petitions
    lines = [
        (tr("Received"), found["received"]),
        (tr("With several signatories"), found["multi_signatory"]),
        (tr("Eligible"), found["eligible"]),
        *((formats.sentence_case(label(kind)), found[kind.value]) for kind in PetitionKind),
        (tr("Not eligible"), found["ineligible"]),
        (tr("Not classified yet"), found["unclassified"]),
        *(
            (formats.sentence_case(label(channel)), figures.by_channel[channel])
            for channel in Channel
            if figures.by_channel[channel]
        ),
        (tr("Feedback on regulations"), figures.feedback["total"]),
        (tr("Sent to bodies"), figures.referrals["sent"]),
        (tr("Answered by bodies"), figures.referrals["answered"]),
        (tr("Open with bodies"), figures.referrals["open"]),
    ]
    if figures.entered_late:
        lines.append((tr("Entered late, received earlier"), figures.entered_late))
    return tuple((name, formats.number(value)) for name, value in lines)


def _dispositions(figures: PeriodFigures) -> tuple[Block, ...]:
    done = [
        f"{label(kind)} {formats.number(figures.dispositions[kind])}"
        for kind in DispositionKind
        if figures.dispositions[kind]
    ]
    return (Paragraph(tr("Decided: {what}.").format(what="; ".join(done))),) if done else ()


def overdue_blocks(due: DueList, reference: Reference) -> tuple[Block, ...]:
    """Return the overdue limits, grouped by whose they are, the longest overdue first."""
    rows = due.in_state(ClockState.OVERDUE)
    if not rows:
        return (Paragraph(tr("Nothing is overdue.")),)
    ordered = sorted(rows, key=lambda row: (owner_order(row), owner_name(row, reference), -(row.days or 0)))
    blocks: list[Block] = []
    for name, group in groupby(ordered, key=lambda row: owner_name(row, reference)):
        members = tuple(group)
        blocks.append(Paragraph(f"{name}: {formats.number(len(members))}"))
        blocks.append(_due_table(members, late=True))
    return tuple(blocks)


def near_blocks(due: DueList, reference: Reference) -> tuple[Block, ...]:
    """Return what is due today and soon, the nearest first."""
    rows = due.in_state(ClockState.DUE_TODAY) + due.in_state(ClockState.DUE_SOON)
    if not rows:
        return (Paragraph(tr("Nothing is due in the next days.")),)
    table = _due_table(rows, late=False)
    cells = tuple((*row, owner_name(of, reference, short=True)) for row, of in zip(table.rows, rows, strict=True))
    return (Table((*table.columns, Column(tr("Whose"), share=2)), cells),)


def _due_table(rows: tuple[DueRow, ...], *, late: bool) -> Table:
    columns = (
        Column(tr("Petition")),
        Column(tr("What is owed"), share=2),
        Column(tr("Due")),
        Column(tr("Days late") if late else tr("Days left"), Align.RIGHT),
        *((Column(tr("Reminders"), Align.RIGHT),) if late else ()),
    )
    return Table(columns, tuple(_due_cells(row, late=late) for row in rows))


def _due_cells(row: DueRow, *, late: bool) -> tuple[str, ...]:
    days = "?" if row.days is None else formats.number(abs(row.days))
    due = formats.day(row.due) + ("*" if row.provisional else "")
    what = duty(row.duty) + (f" ({row.rule})" if row.rule else "")
    reminders = (formats.number(row.reminders),) if late else ()
    return (row.petition, what, due, days, *reminders)


def owner_name(row: DueRow, reference: Reference, *, short: bool = False) -> str:
    """Return whose limit it is: the body's name, or ours, the citizen's, nobody's."""
    if row.owner is Owner.BODY and row.body in reference.directory.bodies:
        body = reference.directory.bodies[row.body]
        return body.short if short else body.name(i18n.lang())
    return label(row.owner)


def owner_order(row: DueRow) -> int:
    """Return where an owner's limits stand: first what nobody owns, then ours."""
    return (Owner.NOBODY, Owner.US, Owner.BODY, Owner.CITIZEN).index(row.owner)


def _balance(figures: PeriodFigures) -> tuple[Block, ...]:
    balance = figures.balance
    line = tr("Opening {opening} + received {received} − finished {finished} = closing {closing}").format(
        opening=formats.number(balance.opening),
        received=formats.number(balance.received),
        finished=formats.number(balance.finished),
        closing=formats.number(balance.closing),
    )
    if balance.balances:
        return (Paragraph(line + "."),)
    gap = balance.opening + balance.received - balance.finished - balance.closing
    wrong = tr("DOES NOT BALANCE, difference {gap}: run “reception check”.").format(gap=formats.number(gap))
    return (Paragraph(f"{line}. {wrong}"),)
