"""What is made anew after every act: the clocks of the petitions it touched, and what the search knows."""

from __future__ import annotations

from collections.abc import Iterable

from reception_tui.desk import findable
from reception_tui.desk.cases import case_facts
from reception_tui.domain.reference import Reference
from reception_tui.store import clocks, search
from reception_tui.store.work import Change, Work

_BY_PETITION = frozenset(
    {"petition_person", "move", "disposition", "suspension", "extension", "withdrawal", "referral", "outcome"}
)
_BY_REFERRAL = frozenset({"reminder", "reply"})


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
        elif change.table == "visit_person":
            found["visit"].add(int(work.row(change.table, change.row_id)["visit_id"]))
    return found


def refresh(work: Work, reference: Reference) -> None:
    """Bring clocks and search up to what this unit of work has changed."""
    about = touched(work, tuple(work.changes))
    for petition_id in sorted(about["petition"]):
        refresh_clocks(work, reference, petition_id)
    for petition_id in {change.row_id for change in work.changes if _may_hide(change)}:
        _add_neighbours(work, petition_id, about)
    for person_id in {change.row_id for change in work.changes if change.table == "person" and change.before}:
        about["petition"] |= {int(one["petition_id"]) for one in work.rows("petition_person", person_id=person_id)}
        about["visit"] |= {int(one["visit_id"]) for one in work.rows("visit_person", person_id=person_id)}
    for book, ids in about.items():
        for record_id in sorted(ids):
            search.replace(work.connection, book, record_id, findable.describe(work, reference, book, record_id))


def refresh_clocks(work: Work, reference: Reference, petition_id: int) -> None:
    """Plan the clocks of one petition anew from its facts."""
    petition = work.row("petition", petition_id)
    planned = () if petition["voided"] is not None else reference.planner.plan(case_facts(work, petition))
    clocks.replace(work.connection, petition_id, planned)


def _may_hide(change: Change) -> bool:
    """Tell whether a change can make a petition a denunciation, or stop it from being one."""
    return change.table == "petition" and not {"kind", "sealed_code", "voided"}.isdisjoint(change.after)


def _add_neighbours(work: Work, petition_id: int, about: dict[str, set[int]]) -> None:
    """Add the people, visit, matter and paper of a petition, of which the search may say more or less now."""
    petition = work.row("petition", petition_id)
    if petition["parent_id"] is not None:
        about["petition"].add(int(petition["parent_id"]))
    about["person"] |= {int(one["person_id"]) for one in work.rows("petition_person", petition_id=petition_id)}
    for table in ("visit", "matter"):
        if petition[f"{table}_id"] is not None:
            about[table].add(int(petition[f"{table}_id"]))
    if petition["visit_id"] is not None:
        about["person"] |= {int(one["person_id"]) for one in work.rows("visit_person", visit_id=petition["visit_id"])}
