"""A due date in words, in JSON, and day by day."""

from __future__ import annotations

from datetime import date
from typing import Any

from reception_tui import i18n
from reception_tui.domain.calendar import DayKind, WorkCalendar
from reception_tui.domain.deadline import ClockState, Deadline, Mark, Step, steps
from reception_tui.domain.reference import Reference
from reception_tui.i18n import formats, tr
from reception_tui.i18n.labels import label
from reception_tui.i18n.sentences import of_notice
from reception_tui.reports.model import Align, Column, Document, Paragraph, Table
from reception_tui.reports.nightly import letterhead


def as_json(found: Deadline, reference: Reference) -> dict[str, Any]:
    """Return the answer in the shape that the command line promises."""
    rule = found.clock.rule
    instrument = reference.book.instruments[rule.instrument]
    vi = i18n.lang() != "en"
    answer: dict[str, Any] = {
        "stage": rule.stage,
        "rule": found.rule_id,
        "instrument": instrument.number or instrument.code,
        "instrument_title": instrument.title_vi if vi else instrument.title_en,
        "article": rule.article if vi else rule.article_en,
        "what": rule.what_vi if vi else rule.what_en,
        "from": found.clock.anchor,
        "limit": found.limit,
        "allowance": found.allowance,
        "unit": found.unit,
        "due": found.due,
        "state": found.state,
        "days_left": found.days_left,
        "provisional": found.provisional,
        "sentence": sentence(found, reference),
        "warnings": [
            {"code": code, "message": of_notice(code, values)} for code, values in warnings(found, reference.calendar)
        ],
        "steps": [
            {"day": step.day, "mark": step.mark, "n": step.n, "why": why(step, reference.calendar)}
            for step in steps(found, reference.calendar)
        ],
    }
    if found.due is None and found.if_resumed_today is not None:
        answer["if_resumed_today"] = found.if_resumed_today
    return answer


def as_text(found: Deadline, reference: Reference) -> str:
    """Return the answer for people: the sentence, what to mind, and the days."""
    lines = [sentence(found, reference)]
    lines += [of_notice(code, values) for code, values in warnings(found, reference.calendar)]
    lines.append("")
    for step in steps(found, reference.calendar):
        number = "" if step.n is None else str(step.n)
        told = why(step, reference.calendar)
        mark = label(step.mark)
        tail = f"{mark}: {told}" if told and told != mark else mark
        lines.append(f"{formats.weekday_short(step.day):<3} {formats.day(step.day)}  {number:>3}  {tail}")
    return "\n".join(lines)


def annex(found: Deadline, reference: Reference, no: str, today: date) -> Document:
    """Return the count as a paper: the sentence, what to mind, and every day with its reason."""
    rows = tuple(
        (
            formats.day(step.day),
            formats.weekday_short(step.day),
            "" if step.n is None else formats.number(step.n),
            why(step, reference.calendar) or label(step.mark),
        )
        for step in steps(found, reference.calendar)
    )
    columns = (
        Column(tr("Day")),
        Column(tr("Weekday")),
        Column(tr("Counted"), Align.RIGHT),
        Column(tr("Why"), share=1),
    )
    place_and_date = tr("{place}, {day}").format(place=reference.board.place, day=formats.day(today))
    minded = tuple(Paragraph(of_notice(*one)) for one in warnings(found, reference.calendar))
    return Document(
        head=letterhead(reference, place_and_date),
        title=tr("ANNEX: HOW THE DATE OF {no} WAS COUNTED").format(no=no),
        subtitle=(),
        blocks=(Paragraph(sentence(found, reference)), *minded, Table(columns, rows)),
    )


def sentence(found: Deadline, reference: Reference) -> str:
    """Return one sentence: what is due when, by which article, and how it stands."""
    rule = found.clock.rule
    instrument = reference.book.instruments[rule.instrument]
    vi = i18n.lang() != "en"
    title = " ".join(filter(None, (instrument.title_vi if vi else instrument.title_en, instrument.number)))
    article = rule.article if vi else rule.article_en
    values = {
        "what": rule.what_vi if vi else rule.what_en,
        # An article that names its law itself, as one changed by a later law does, needs no second name.
        "source": article if instrument.number and instrument.number in article else f"{article}, {title}",
        "limit": found.allowance,
        "unit": "" if found.unit is None else label(found.unit),
        "anchor": formats.day(found.clock.anchor),
    }
    if found.allowance is None:
        text = tr("{what}: the law sets no limit in days ({source}).")
    elif found.due is not None:
        values |= {"due": formats.day(found.due), "weekday": formats.weekday(found.due), "state": state(found)}
        text = tr("{what}: {limit} {unit} from {anchor} ({source}), so until {weekday} {due}; {state}.")
    else:
        values |= {"due": formats.day(found.if_resumed_today)}
        text = tr(
            "{what}: {limit} {unit} from {anchor} ({source}); the count is paused. "
            "If it were resumed today, it would be due on {due}."
        )
    return text.format(**values)


def state(found: Deadline) -> str:
    """Return how the clock stands, with the days that are left or late."""
    left = found.days_left or 0
    if found.state in (ClockState.RUNNING, ClockState.DUE_SOON):
        return tr("{days} working days left").format(days=left)
    if found.state is ClockState.OVERDUE and left == 0:
        return tr("overdue, no working day has passed since")
    if found.state is ClockState.OVERDUE:
        return tr("overdue by {days} working days").format(days=-left)
    return label(found.state)


def warnings(found: Deadline, calendar: WorkCalendar) -> list[tuple[str, dict[str, Any]]]:
    """Return what is doubtful about the answer, by code of the notice with its values."""
    told: list[tuple[str, dict[str, Any]]] = []
    for refused in found.refused:
        asked = refused.extension
        told.append(("extension_refused", {"days": asked.days, "decided": asked.decided_on, "why": refused.fault}))
    if found.assumed is not None:
        told.append(("complexity_assumed", {"flag": found.assumed}))
    for pause in found.clock.pauses:
        if not any(ground.holds_on(pause.start) for ground in found.clock.rule.pause_grounds):
            told.append(("pause_not_known", {"stage": found.clock.rule.stage, "on": pause.start}))
    if found.provisional:
        told.append(("provisional", {}))
    last = found.due or found.if_resumed_today
    if last is not None:
        for one in calendar.undecided_between(found.clock.anchor, last):
            told.append(("undecided", {"what": one.what_en if i18n.lang() == "en" else one.what_vi}))
    if found.warn_due is not None and found.due is not None and found.warn_due < found.due:
        told.append(("warn_due", {"date": found.warn_due}))
    return told


def why(step: Step, calendar: WorkCalendar) -> str:
    """Return why a day was counted or not: the name and decision of a day off, the ground of a pause."""
    if step.mark is Mark.PAUSED:
        return step.why or label(Mark.PAUSED)
    decreed = calendar.decreed(step.day)
    if decreed is not None and calendar.kind(step.day) in (DayKind.HOLIDAY, DayKind.WORKED_SATURDAY):
        name = decreed.what_en if i18n.lang() == "en" else decreed.what_vi
        return f"{name} ({decreed.decision})" if decreed.decision else name
    return label(step.mark)
