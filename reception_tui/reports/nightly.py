"""The page that the head reads every evening."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from itertools import groupby
from typing import Any

from reception_tui import i18n
from reception_tui.desk.queries.day import Day, PeriodFigures, session_facts
from reception_tui.desk.queries.night import Night
from reception_tui.desk.queries.overdue import DueList, DueRow
from reception_tui.domain.deadline import ClockState
from reception_tui.domain.follow_up import OFFICE
from reception_tui.domain.kinds import Channel, DispositionKind, Host, Owner, PetitionKind, ReceivedBy
from reception_tui.domain.reference import Reference
from reception_tui.i18n import formats, tr
from reception_tui.i18n.doings import duty
from reception_tui.i18n.labels import label
from reception_tui.reports.day_lines import coming_line, minimum_json, minimum_line, task_line
from reception_tui.reports.model import (
    Align,
    Bars,
    Block,
    Column,
    DayLine,
    Document,
    Figures,
    Heading,
    Letterhead,
    Paragraph,
    Table,
)
from reception_tui.reports.upkeep import copies_blocks, copies_json
from reception_tui.reports.watch import lint_blocks, lint_json, promise_blocks, promise_json

_HEAD_SHOWN = 16
OWNERS = (Owner.NOBODY, Owner.US, Owner.BODY, Owner.CITIZEN)
"""In this order it is told whose limits are late: first those that nobody owns, then ours."""


def letterhead(reference: Reference, place_and_date: str = "", number: str = "") -> Letterhead:
    """Return the letterhead of the Board."""
    board = reference.directory.bodies[reference.board.body]
    parent = reference.directory.bodies[board.parent] if board.parent else board
    return Letterhead(parent.name(i18n.lang()), board.name(i18n.lang()), place_and_date, number)


def as_json(found: Day | Night) -> dict[str, Any]:
    """Return the page in the shape that the command line promises."""
    night = found if isinstance(found, Night) else Night(found)
    day = night.day
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
        "promises": [promise_json(one) for one in night.promises],
        "coming_days": [asdict(one) for one in night.news.coming],
        "tasks": [asdict(one) for one in night.news.tasks],
        "minimums": [minimum_json(one) for one in night.minimums],
        "lints": [lint_json(one) for one in night.lints],
        "month": None
        if night.month is None
        else {"from": night.month.first, "visits": night.month.visits, "petitions": night.month.petitions},
        "entered_late": figures.entered_late,
        "balance": {
            "opening": balance.opening,
            "received": balance.received,
            "finished": balance.finished,
            "closing": balance.closing,
            "balances": balance.balances,
        },
        "copies": copies_json(night),
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


def document(found: Day | Night, reference: Reference) -> Document:
    """Return the page as a document. A day alone makes one without the month and what could be lost sight of."""
    night = found if isinstance(found, Night) else Night(found)
    day = night.day
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
        blocks=tuple(_numbered(_sections(night, reference))),
        last_line=tr("Head of the journal: {head}").format(head=" ".join(_quartets(day.journal_head[:_HEAD_SHOWN]))),
    )


def _sections(night: Night, reference: Reference) -> Iterator[tuple[str, tuple[Block, ...]]]:
    """Yield the sections of the page, each with its heading; the lists that may be long come last."""
    due, figures = night.day.due, night.day.figures
    yield tr("Reception of the day"), (Figures(_visits(figures)), *_sessions(figures), *_month(night))
    yield tr("Petitions of the day"), (Figures(_petitions(figures)), *_dispositions(figures), *_balance(figures))
    if night.month is not None:
        yield (
            tr("Not to be lost sight of"),
            (
                *lint_blocks(night.lints),
                *_minimums(night, reference),
                *copies_blocks(night, reference),
            ),
        )
    news = _day_news(night, reference)
    if news:
        yield tr("Reception days and tasks"), news
    promised = promise_blocks(night.promises)
    if promised:
        yield tr("Promised to citizens"), promised
    yield tr("Overdue"), _all_overdue(due, reference)
    yield tr("Due today"), _near(due, reference, ClockState.DUE_TODAY, tr("Nothing is due today."))
    yield tr("Due next"), _near(due, reference, ClockState.DUE_SOON, tr("Nothing is due in the next days."))


def _numbered(sections: Iterable[tuple[str, tuple[Block, ...]]]) -> Iterator[Block]:
    for number, (heading, blocks) in enumerate(sections, start=1):
        yield Heading(f"{number}. {heading}")
        yield from blocks


def _day_news(night: Night, reference: Reference) -> tuple[Block, ...]:
    lines = (
        *(coming_line(one) for one in night.news.coming),
        *(task_line(one, reference) for one in night.news.tasks),
    )
    return tuple(Paragraph(line) for line in lines)


def _minimums(night: Night, reference: Reference) -> tuple[Block, ...]:
    """Return the hosts that received less often than the law wants, in the week or month that ended last."""
    return tuple(Paragraph(minimum_line(one, reference)) for one in night.minimums)


def _month(night: Night) -> tuple[Block, ...]:
    if night.month is None:
        return ()
    return (DayLine(tr("Visits in the last 30 days"), night.month.first, night.month.visits),)


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
    return (_owned_table(rows, reference),) if rows else (Paragraph(tr("Nothing is due in the next days.")),)


def _near(due: DueList, reference: Reference, state: ClockState, nothing: str) -> tuple[Block, ...]:
    rows = due.in_state(state)
    return (_owned_table(rows, reference),) if rows else (Paragraph(nothing),)


def _all_overdue(due: DueList, reference: Reference) -> tuple[Block, ...]:
    """Return the overdue limits in one list, below how many there are of each owner."""
    rows = due.in_state(ClockState.OVERDUE)
    if not rows:
        return (Paragraph(tr("Nothing is overdue.")),)
    ordered = sorted(rows, key=lambda row: (owner_order(row), owner_name(row, reference), -(row.days or 0)))
    counted = Counter(owner_name(row, reference, short=True) for row in ordered)
    return (Bars(tuple(counted.items())), _owned_table(ordered, reference, late=True))


def _owned_table(rows: Sequence[DueRow], reference: Reference, *, late: bool = False) -> Table:
    """Return a table of limits with whose each is."""
    table = _due_table(tuple(rows), late=late)
    cells = tuple((*row, owner_name(of, reference, short=True)) for row, of in zip(table.rows, rows, strict=True))
    note = tr("* Not all days off of that year are decreed yet.") if any(row.provisional for row in rows) else ""
    return Table((*table.columns, Column(tr("Whose"), share=2)), cells, note)


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
    what = duty(row.duty) + (f" ({row.rule})" if row.rule not in ("", OFFICE) else "")
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
    return OWNERS.index(row.owner)


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
