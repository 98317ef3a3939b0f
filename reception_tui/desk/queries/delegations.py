"""Whether a delegation was here before: the same people on the same content, and what they were told then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reception_tui.desk.findable import brought_denunciation
from reception_tui.desk.queries.promises import promises_waiting
from reception_tui.desk.recusals import kept_from
from reception_tui.domain.kinds import Gender
from reception_tui.domain.likeness import Traits, TypedPerson, traits
from reception_tui.domain.paper_text import PaperText, common_subject, read_text
from reception_tui.domain.people import PersonEntry
from reception_tui.domain.reference import Reference
from reception_tui.domain.same_paper import shared_people
from reception_tui.store import lists
from reception_tui.store.work import Row, Work

_LATEST, _MOST = 200, 3
_SAME_NAME = 40
"""From this likeness on two people of a roster, of whom often only the name is written down, are taken for one."""

_HALF, _THIRD = 1 / 2, 1 / 3
_LIKE_CONTENT = 0.5


@dataclass(frozen=True, slots=True)
class SeenDelegation:
    """An earlier visit of the same people: how many came again of how many named, and what was said.

    `promised` is the day of the first open promise, `matter` the number of its matter.
    """

    no: str
    on: date
    shared: int
    named: int
    content: str
    result: str
    promised: date | None
    matter: str


def delegations_like(
    work: Work, reference: Reference, people: Sequence[PersonEntry], content: str, officer: str
) -> tuple[SeenDelegation, ...]:
    """Return earlier visits of several people of whom most are here again, or fewer with a like content.

    Visits that brought a denunciation are not told, nor those in matters that the officer keeps out of.
    """
    here = [_typed(entry) for entry in people if entry.name]
    if len(here) < 2:
        return ()
    asked = read_text(content, reference.abbreviations)
    found: list[tuple[float, SeenDelegation]] = []
    kept = kept_from(work, officer).numbers
    visits = [visit for visit in lists.visits_of_groups(work.connection, _LATEST) if visit["no"] not in kept]
    named = lists.people_of_visits(work.connection, [visit["id"] for visit in visits])
    for visit in visits:
        before = [_known(row) for row in named.get(visit["id"], ())]
        shared = shared_people(here, before, _SAME_NAME)
        share = shared / max(1, min(len(here), len(before)))
        like = bool(content.strip()) and _like(asked, visit, reference)
        if shared > 1 and (share >= _HALF or (like and share >= _THIRD)) and not brought_denunciation(work, visit):
            found.append((share, _seen(work, visit, shared, len(before))))
    found.sort(key=lambda one: (-one[0], -one[1].on.toordinal(), one[1].no))
    return tuple(one for _, one in found[:_MOST])


def _like(asked: PaperText, visit: Row, reference: Reference) -> bool:
    return common_subject(asked, read_text(visit["content"], reference.abbreviations)) >= _LIKE_CONTENT


def _seen(work: Work, visit: Row, shared: int, named: int) -> SeenDelegation:
    promises = promises_waiting(work, [("visit", visit)])
    matter = work.row("matter", visit["matter_id"])["no"] if visit["matter_id"] is not None else ""
    promised = promises[0].on if promises else None
    return SeenDelegation(visit["no"], visit["on"], shared, named, visit["content"], visit["result"], promised, matter)


def _typed(entry: PersonEntry) -> Traits:
    return traits(TypedPerson(entry.name, entry.id_number, entry.birth_year, entry.gender, entry.commune, entry.phone))


def _known(row: Row) -> Traits:
    gender = Gender(row["gender"]) if row["gender"] else None
    return traits(TypedPerson(row["name"], row["id_number"], row["birth_year"], gender, row["commune"], row["phone"]))
