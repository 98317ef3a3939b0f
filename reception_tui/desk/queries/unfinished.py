"""Records that still lack what may come later: nobody has to remember them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from reception_tui.desk.findable import brought_denunciation, title_of
from reception_tui.domain.kinds import Lack, PetitionState
from reception_tui.domain.moves import is_open
from reception_tui.store import lists
from reception_tui.store.work import Row, Work

_OPEN = tuple(state for state in PetitionState if is_open(state))
_MOST = 2000


@dataclass(frozen=True, slots=True)
class Unfinished:
    """One record and what it lacks. `title` tells nothing that is kept secret."""

    no: str
    on: date
    title: str
    lacks: tuple[Lack, ...]


def unfinished(work: Work, since: date) -> list[Unfinished]:
    """Return the open petitions, and the visits since that day, that still lack something, the newest first."""
    found = [*_petitions(work), *_visits(work, since)]
    return sorted(found, key=lambda one: (one.on, one.no), reverse=True)


def _petitions(work: Work) -> Iterator[Unfinished]:
    for row in lists.open_petitions(work.connection, _OPEN, _MOST):
        lacks = []
        if row["state"] == PetitionState.RECEIVED:
            lacks.append(Lack.CLASSIFICATION)
        else:
            lacks += [Lack.FIELD] if not row["field"] else []
            lacks += [Lack.COMPETENCE] if row["eligible"] and not row["jurisdiction"] else []
        if lacks:
            yield Unfinished(row["no"], row["received_on"], title_of(row), tuple(lacks))


def _visits(work: Work, since: date) -> Iterator[Unfinished]:
    for row in lists.visits_since(work.connection, since):
        if brought_denunciation(work, row):
            continue
        lacks = [] if row["result"] else [Lack.RESULT]
        first = _first_visitor(work, row)
        if first is not None:
            lacks += [] if first["commune"] else [Lack.COMMUNE]
            lacks += [] if first["id_number"] else [Lack.ID_NUMBER]
        if lacks:
            yield Unfinished(row["no"], row["on"], row["content"], tuple(lacks))


def _first_visitor(work: Work, visit: Row) -> Row | None:
    links = work.rows("visit_person", visit_id=visit["id"])
    return work.row("person", min(links, key=lambda one: one["ord"])["person_id"]) if links else None
