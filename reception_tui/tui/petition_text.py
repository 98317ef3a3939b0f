"""The page of a petition in lines of text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rich.text import Text

from reception_tui.desk.queries.record import Happening, PetitionPage
from reception_tui.desk.queries.running import ClockView
from reception_tui.domain.deadline import ClockState
from reception_tui.domain.follow_up import OFFICE
from reception_tui.domain.kinds import (
    Channel,
    Closing,
    DispositionKind,
    Instance,
    Jurisdiction,
    OutcomeResult,
    Owner,
    PetitionKind,
    PetitionState,
)
from reception_tui.domain.reference import Reference
from reception_tui.i18n import formats, tr
from reception_tui.i18n.doings import act_label, duty
from reception_tui.i18n.labels import label
from reception_tui.store.work import Row
from reception_tui.tui.lines import SIGNS, STYLES


def lines(page: PetitionPage, reference: Reference, lang: str) -> Iterator[Text]:
    """Yield the page: head, people, content, limits, and the timeline."""
    row = page.petition
    if row["voided"] is not None:
        yield Text(tr("THIS NUMBER IS VOID: {why}").format(why=row["note"]), style="overdue")
    yield Text(page.title, style="bold")
    yield Text(_standing(row))
    yield from _who(page, reference, lang)
    if not page.secret or page.opened:
        yield Text()
        yield Text(row["content"])
    yield Text()
    yield Text(tr("LIMITS"), style="bold underline")
    if not page.clocks:
        yield Text(tr("No limit is running."))
    for view in page.clocks:
        yield _clock(view, reference)
    yield Text()
    yield Text(tr("WHAT HAPPENED"), style="bold underline")
    for happening in page.timeline:
        yield _happening(happening, reference, lang)


def _standing(row: Row) -> str:
    parts = [
        tr("received {day}").format(day=formats.day(row["received_on"])),
        label(Channel(row["channel"])),
        label(PetitionKind(row["kind"])) if row["kind"] else tr("not classified"),
    ]
    if row["instance"] and row["instance"] != Instance.FIRST:
        parts.append(label(Instance(row["instance"])))
    if row["eligible"] is not None:
        parts.append(tr("eligible") if row["eligible"] else tr("not eligible ({why})").format(why=row["why_not"]))
    if row["jurisdiction"]:
        parts.append(label(Jurisdiction(row["jurisdiction"])))
    state = label(PetitionState(row["state"]))
    if row["closing"]:
        state = f"{state}: {label(Closing(row['closing']))}"
    return " · ".join((*parts, state.upper()))


def _who(page: PetitionPage, reference: Reference, lang: str) -> Iterator[Text]:
    row = page.petition
    if page.secret and not page.opened:
        yield Text(tr("Author: kept secret ({code})").format(code=row["sealed_code"] or row["no"]))
    elif page.people:
        names = ", ".join(person["name"] + (" ★" if person["representative"] else "") for person in page.people[:3])
        more = len(page.people) - 3
        yield Text(tr("Author: {names}").format(names=names) + (f" +{more}" if more > 0 else ""))
    else:
        yield Text(tr("Author: not named"))
    if row["signatories"] > 1:
        yield Text(tr("Signatories: {count}").format(count=formats.number(row["signatories"])))
    if row["against_body"] or row["against_person"]:
        body = reference.directory.bodies.get(row["against_body"])
        against = " – ".join(
            filter(
                None,
                (body.name(lang) if body else "", "" if page.secret and not page.opened else row["against_person"]),
            )
        )
        yield Text(tr("Against: {whom}").format(whom=against or row["against_body"]))
    if page.visit is not None:
        yield Text(tr("From visit {no} of {day}").format(no=page.visit["no"], day=formats.day(page.visit["on"])))
    if page.matter is not None:
        yield Text(tr("Matter {no}").format(no=page.matter["no"]))


def _clock(view: ClockView, reference: Reference) -> Text:
    clock = view.clock
    whose = label(clock.owner)
    if clock.owner is Owner.BODY and clock.body in reference.directory.bodies:
        whose = reference.directory.bodies[clock.body].short
    if clock.due is not None:
        when = tr("until {day}").format(day=formats.day(clock.due))
    elif view.if_resumed_today is not None:
        when = tr("if resumed today: {day}").format(day=formats.day(view.if_resumed_today))
    else:
        when = tr("no date")
    how = label(view.state)
    if view.days_left is not None and view.state is ClockState.OVERDUE:
        how = tr("overdue by {days} working days").format(days=-view.days_left)
    elif view.days_left is not None and view.state in (ClockState.RUNNING, ClockState.DUE_SOON):
        how = tr("{days} working days left").format(days=view.days_left)
    sign = SIGNS.get(view.state, " ")
    rule = tr("the office’s own limit") if clock.rule_id == OFFICE else clock.rule_id
    return Text(f"{sign} {whose}: {duty(clock.duty)} {when}, {how} ({rule})", style=STYLES.get(view.state, ""))


def _happening(one: Happening, reference: Reference, lang: str) -> Text:
    return Text(f"{formats.day(one.on)}  {act_label(one.what)}{_told(one.values, reference, lang)}")


def _told(values: dict[str, Any], reference: Reference, lang: str) -> str:
    parts = []
    if values.get("body") in reference.directory.bodies:
        parts.append(reference.directory.bodies[values["body"]].name(lang))
    if "round" in values:
        parts.append(tr("round {round}").format(round=values["round"]))
    if "channel" in values:
        parts.append(label(Channel(values["channel"])))
    if "eligible" in values:
        parts.append(label(PetitionKind(values["kind"])))
        parts.append(tr("eligible") if values["eligible"] else tr("not eligible ({why})").format(why=values["why"]))
    elif "kind" in values:
        parts.append(label(DispositionKind(values["kind"])))
    if "result" in values:
        parts.append(label(OutcomeResult(values["result"])))
    if "final" in values:
        parts.append(tr("final answer") if values["final"] else tr("notice"))
    if "days" in values:
        parts.append(tr("{days} days").format(days=values["days"]))
    if values.get("stage"):
        parts.append(values["stage"])
    if values.get("number"):
        parts.append(tr("No. {number}").format(number=values["number"]))
    if values.get("content"):
        parts.append(values["content"])
    return f": {', '.join(parts)}" if parts else ""
