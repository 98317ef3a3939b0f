"""The rules in force on a day, for somebody who reads law and not code."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from reception_tui import i18n
from reception_tui.domain.reference import Reference
from reception_tui.domain.rules import ExtensionPolicy, Flag, Instrument, Measure, Provision, Unit
from reception_tui.i18n import formats, tr
from reception_tui.i18n.doings import event
from reception_tui.i18n.labels import label
from reception_tui.reports.model import Block, Document, Heading, Paragraph
from reception_tui.reports.nightly import letterhead


def rules_json(reference: Reference, on: date) -> list[dict[str, Any]]:
    """Return every rule in force on a day as plain values."""
    vi = i18n.lang() != "en"
    return [
        {
            "stage": rule.stage,
            "rule": rule.rule,
            "what": rule.what_vi if vi else rule.what_en,
            "instrument": reference.book.instruments[rule.instrument].number or rule.instrument,
            "article": rule.article if vi else rule.article_en,
            "from_event": rule.from_event,
            "measure": rule.measure,
            "limit": rule.limit,
            "unit": rule.unit,
            "in_force": rule.in_force,
            "until": rule.until,
            "sure": rule.sure,
            "text": sentence(rule),
        }
        for rule in reference.book.in_force_on(on)
    ]


def document(reference: Reference, on: date) -> Document:
    """Return every rule in force on a day, by instrument."""
    rules = reference.book.in_force_on(on)
    blocks: list[Block] = []
    for instrument in reference.book.instruments.values():
        members = [rule for rule in rules if rule.instrument == instrument.code]
        if members:
            blocks.append(Heading(_title(instrument)))
            blocks += [Paragraph(" ".join(_told(rule, on))) for rule in members]
    return Document(
        head=letterhead(reference),
        title=tr("LIMITS IN FORCE ON {day}").format(day=formats.day(on)),
        subtitle=(tr("{count} rules, from the register's own files.").format(count=formats.number(len(rules))),),
        blocks=tuple(blocks),
    )


def sentence(rule: Provision) -> str:
    """Return what a rule asks, in one sentence."""
    if rule.limit is None or rule.measure is Measure.NONE:
        return tr("The law sets no limit in days.")
    values = {"limit": formats.number(rule.limit), "unit": _unit(rule.unit), "event": event(rule.from_event)}
    texts = {
        Measure.LIMIT: tr("{limit} {unit} from {event}."),
        Measure.LEAD: tr("At least {limit} {unit} before {event}."),
        Measure.FREQUENCY: tr("Every so often: {limit} ({event})."),
        Measure.DAY_OF_MONTH: tr("By day {limit} of the month ({event})."),
    }
    return texts[rule.measure].format(**values)


def _told(rule: Provision, on: date) -> Iterator[str]:
    vi = i18n.lang() != "en"
    yield f"{rule.rule}. {rule.what_vi if vi else rule.what_en} ({rule.article if vi else rule.article_en}):"
    yield sentence(rule)
    for variant in rule.variants:
        when = ", ".join(label(flag) for flag in sorted(variant.when))
        values = {"when": when, "limit": formats.number(variant.limit), "unit": _unit(variant.unit)}
        yield tr("Where {when}: {limit} {unit} ({rule}).").format(rule=variant.rule, **values)
    if rule.extension is not None:
        yield _extension(rule.extension)
    grounds = [
        f"{one.what_vi if vi else one.what_en} ({one.article})" for one in rule.pause_grounds if one.holds_on(on)
    ]
    if grounds:
        yield tr("Suspended on: {grounds}.").format(grounds="; ".join(grounds))
    if rule.until is None:
        yield tr("For events from {first} on.").format(first=formats.day(rule.in_force))
    else:
        span = tr("For events from {first} to {last}.")
        yield span.format(first=formats.day(rule.in_force), last=formats.day(rule.until))
    note = rule.note_vi if vi else rule.note_en
    if note:
        yield note
    yield tr("How sure: {sure}.").format(sure=label(rule.sure))


def _extension(policy: ExtensionPolicy) -> str:
    counts = {
        tr("ordinarily"): policy.count_none,
        label(Flag.COMPLEX): policy.count_complex,
        label(Flag.ESPECIALLY_COMPLEX): policy.count_especially_complex,
    }
    times = ", ".join(f"{name} {formats.number(count)}" for name, count in counts.items() if count)
    text = tr("May be extended, each time by at most {days} days; times: {times}.")
    by = policy.by_en if i18n.lang() == "en" else policy.by_vi
    told = text.format(days=formats.number(policy.each_at_most), times=times)
    return " ".join((told, tr("Decided by: {by}.").format(by=by))) if by else told


def _title(instrument: Instrument) -> str:
    title = instrument.title_en if i18n.lang() == "en" else instrument.title_vi
    return f"{title} {instrument.number}".strip()


def _unit(unit: Unit | None) -> str:
    return "" if unit is None else label(unit)
