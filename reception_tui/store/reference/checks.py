"""What must hold of the reference data as a whole: no overlap, no undeclared gap, every reference known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from reception_tui.domain.bodies import Body
from reception_tui.domain.commands import COMMANDS
from reception_tui.domain.kinds import Instance
from reception_tui.domain.reference import Reference
from reception_tui.domain.rules import Provision
from reception_tui.store.reference.law import dated_overlaps

_SATURDAY = 5
_EARLIEST = date.min


@dataclass(frozen=True, slots=True)
class ReferenceFault:
    """One thing that does not hold: where, and the code of what."""

    file: str
    what: str
    where: str


def faults(reference: Reference) -> Iterator[ReferenceFault]:
    """Yield everything that is wrong in the reference data."""
    yield from _law(reference)
    yield from _places(reference)
    yield from _office(reference)


def _law(reference: Reference) -> Iterator[ReferenceFault]:
    book = reference.book
    seen: set[str] = set()
    for provision in book.provisions:
        if provision.rule in seen:
            yield ReferenceFault("law", "twice", provision.rule)
        seen.add(provision.rule)
        if provision.until is not None and provision.until < provision.in_force:
            yield ReferenceFault("law", "ends_before_start", provision.rule)
        if not provision.source or not provision.article:
            yield ReferenceFault("law", "no_source", provision.rule)
    for stage in book.stages():
        for instance in Instance:
            versions = [one for one in book.provisions if one.stage == stage and one.fits(instance)]
            if dated_overlaps((one.in_force, one.until) for one in versions):
                yield ReferenceFault("law", "overlap", f"{stage} {instance}")
            yield from _gaps(reference, stage, versions)
    for gap in book.gaps:
        if gap.stage not in book.stages():
            yield ReferenceFault("law", "unknown_stage", gap.stage)
    for codes in (book.refusals, book.non_acceptances, book.acceptance_conditions, book.ineligibilities):
        for code in {one.code for one in codes}:
            spans = [(one.in_force or _EARLIEST, one.until) for one in codes if one.code == code]
            if dated_overlaps(spans):
                yield ReferenceFault("law", "overlap", code)


def _gaps(reference: Reference, stage: str, versions: list[Provision]) -> Iterator[ReferenceFault]:
    for earlier, later in pairwise(sorted(versions, key=lambda one: one.in_force)):
        if earlier.until is None:
            continue
        first, last = earlier.until + timedelta(days=1), later.in_force - timedelta(days=1)
        declared = any(gap.stage == stage and gap.first <= first and last <= gap.last for gap in reference.book.gaps)
        if first <= last and not declared:
            yield ReferenceFault("law", "gap", f"{stage} {first} – {last}")


def _places(reference: Reference) -> Iterator[ReferenceFault]:
    bodies = reference.directory.bodies
    for body in bodies.values():
        for code in (*body.successors, *((body.parent,) if body.parent else ())):
            if code not in bodies:
                yield ReferenceFault("bodies", "unknown_body", f"{body.code} → {code}")
        if body.code in _after(bodies, body.code):
            yield ReferenceFault("bodies", "succeeds_itself", body.code)
    for place in reference.directory.communes.values():
        for code in place.successors:
            if code not in reference.directory.communes:
                yield ReferenceFault("bodies", "unknown_commune", f"{place.code} → {code}")
    for day in reference.calendar.worked_saturdays:
        if day.weekday() < _SATURDAY:
            yield ReferenceFault("calendar", "not_a_weekend", str(day))
        if day in reference.calendar.days_off:
            yield ReferenceFault("calendar", "off_and_worked", str(day))


def _after(bodies: Mapping[str, Body], code: str) -> set[str]:
    """Return all successors of a body, and theirs."""
    found: set[str] = set()
    waiting = list(bodies[code].successors)
    while waiting:
        heir = waiting.pop()
        if heir not in found and heir in bodies:
            found.add(heir)
            waiting += bodies[heir].successors
    return found


def _office(reference: Reference) -> Iterator[ReferenceFault]:
    for role in reference.roles.values():
        for act in sorted(role.acts - COMMANDS.keys()):
            yield ReferenceFault("office", "unknown_act", f"{role.code} → {act}")
    if reference.board.body not in reference.directory.bodies:
        yield ReferenceFault("office", "unknown_body", reference.board.body)
    for code in reference.days.seat:
        if code not in reference.directory.bodies:
            yield ReferenceFault("office", "unknown_body", code)
    if not reference.fields:
        yield ReferenceFault("words", "missing", "field")
