"""What is made anew after every act: the clocks of the petitions it touched, and what the search knows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reception_tui.desk import findable
from reception_tui.desk.cases import case_facts, visit_facts
from reception_tui.desk.promised import promise_clocks
from reception_tui.domain.follow_up import RunningClock
from reception_tui.domain.reference import Reference
from reception_tui.store import clocks, search
from reception_tui.store.work import Change, Row, Work

_BY_PETITION = frozenset(
    {
        "petition_person",
        "move",
        "disposition",
        "suspension",
        "extension",
        "withdrawal",
        "referral",
        "outcome",
    }
)
_BY_REFERRAL = frozenset({"reminder", "reply", "escalation"})
_BY_EITHER = frozenset({"fulfilment", "promise"})


def touched(work: Work, changes: Iterable[Change]) -> dict[str, set[int]]:
    """Return the ids of the petitions, visits, people, matters and sessions that `changes` are about."""
    found: dict[str, set[int]] = {"petition": set(), "visit": set(), "person": set(), "matter": set(), "session": set()}
    for change in changes:
        if change.table in found:
            found[change.table].add(change.row_id)
        elif change.table in _BY_PETITION:
            found["petition"].add(int(work.row(change.table, change.row_id)["petition_id"]))
        elif change.table in _BY_REFERRAL:
            referral = work.row(change.table, change.row_id)["referral_id"]
            found["petition"].add(int(work.row("referral", referral)["petition_id"]))
        elif change.table in _BY_EITHER:
            row = work.row(change.table, change.row_id)
            for book in ("petition", "visit"):
                if row[f"{book}_id"] is not None:
                    found[book].add(int(row[f"{book}_id"]))
        elif change.table == "visit_person":
            found["visit"].add(int(work.row(change.table, change.row_id)["visit_id"]))
    return found


def refresh(work: Work, reference: Reference) -> None:
    """Bring clocks and search up to what this unit of work has changed."""
    refresh_changed(work, reference, tuple(work.changes))


def refresh_changed(work: Work, reference: Reference, changes: Sequence[Change]) -> None:
    """Bring clocks and search up to `changes`, and to nothing else of the unit of work."""
    about = touched(work, changes)
    for change in changes:
        # A visit that handed over a petition waits for its answer only while that stands.
        if change.table == "petition" and "voided" in change.after:
            about["visit"] |= {work.row("petition", change.row_id)["visit_id"]} - {None}
    for petition_id in sorted(about["petition"]):
        refresh_petition_clocks(work, reference, petition_id)
    for visit_id in sorted(about["visit"]):
        refresh_visit_clocks(work, reference, visit_id)
    for petition_id in {change.row_id for change in changes if _may_hide(change)}:
        _add_neighbours(work, petition_id, about)
    for visit_id in {change.row_id for change in changes if change.table == "visit" and "matter_id" in change.after}:
        about["person"] |= {one["person_id"] for one in work.rows("visit_person", visit_id=visit_id)}
    for person_id in {change.row_id for change in changes if change.table == "person" and change.before}:
        about["petition"] |= {int(one["petition_id"]) for one in work.rows("petition_person", person_id=person_id)}
        about["visit"] |= {int(one["visit_id"]) for one in work.rows("visit_person", person_id=person_id)}
    for book, ids in about.items():
        for record_id in sorted(ids):
            search.replace(work.connection, book, record_id, findable.describe(work, reference, book, record_id))


def refresh_petition_clocks(work: Work, reference: Reference, petition_id: int) -> None:
    """Plan the clocks of one petition anew from its facts."""
    planned = planned_for_petition(work, reference, work.row("petition", petition_id))
    clocks.replace(work.connection, clocks.of_petition(petition_id), planned, reference.version)


def refresh_visit_clocks(work: Work, reference: Reference, visit_id: int) -> None:
    """Plan the clock of one visit anew from its facts."""
    planned = planned_for_visit(work, reference, work.row("visit", visit_id))
    clocks.replace(work.connection, clocks.of_visit(visit_id), planned, reference.version)


def planned_for_petition(work: Work, reference: Reference, petition: Row) -> tuple[RunningClock, ...]:
    """Return the clocks that a petition has by its facts; a void one has none."""
    if petition["voided"] is not None:
        return ()
    promised = promise_clocks(work, petition_id=petition["id"])
    return (*reference.planner.plan(case_facts(work, petition)), *promised)


def planned_for_visit(work: Work, reference: Reference, visit: Row) -> tuple[RunningClock, ...]:
    """Return the clocks that a visit has by its facts; a void one has none."""
    if visit["voided"] is not None:
        return ()
    promised = promise_clocks(work, visit_id=visit["id"])
    return (*reference.planner.plan_visit(visit_facts(work, visit)), *promised)


def _may_hide(change: Change) -> bool:
    """Tell whether a change can make a petition a denunciation, or stop it from being one."""
    return change.table == "petition" and not {"kind", "sealed_code", "sealed", "voided"}.isdisjoint(change.after)


def _add_neighbours(work: Work, petition_id: int, about: dict[str, set[int]]) -> None:
    """Add all of which the search may say more or less now: the paper and its parts, their visits, matter, people."""
    petition = work.row("petition", petition_id)
    paper_id = petition["id"] if petition["parent_id"] is None else petition["parent_id"]
    family = [work.row("petition", paper_id), *work.every("petition", parent_id=paper_id)]
    visits = {row["visit_id"] for row in family} - {None}
    for matter_id in {row["matter_id"] for row in family} - {None}:
        about["matter"].add(matter_id)
        visits |= {row["id"] for row in work.rows("visit", matter_id=matter_id)}
    about["petition"] |= {row["id"] for row in family}
    about["visit"] |= visits
    for row in family:
        about["person"] |= {one["person_id"] for one in work.rows("petition_person", petition_id=row["id"])}
    for visit_id in visits:
        about["person"] |= {one["person_id"] for one in work.rows("visit_person", visit_id=visit_id)}
