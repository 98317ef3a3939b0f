"""The reception book and the petition book over a window, line by line; of a denunciation its code and no more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from reception_tui.domain.kinds import DispositionKind, Instance
from reception_tui.domain.reference import Reference
from reception_tui.domain.windows import Window
from reception_tui.store import books
from reception_tui.store.work import Row, Work

_TAKEN = frozenset({DispositionKind.ACCEPT.value, DispositionKind.PROPOSE_ACCEPTANCE.value})
_SENT_BACK = frozenset(
    {DispositionKind.GUIDE.value, DispositionKind.GUIDE_TO_SUPPLEMENT.value, DispositionKind.RETURN.value}
)


@dataclass(frozen=True, slots=True)
class Person:
    """A name with its address and identity number, as the book shows it."""

    name: str
    address: str
    id_number: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A numbered paper; `what` is a code or the code of a body."""

    what: str
    number: str
    dated: date | None
    on: date


@dataclass(frozen=True, slots=True)
class PetitionLine:
    """A petition in a book. Of a secret one `no` is its code, and names, words and who passed it on are left out."""

    no: str
    on: date
    secret: bool
    channel: str
    people: tuple[Person, ...]
    signatories: int
    content: str
    forwarded_by: str
    kind: str
    instance: str
    eligible: bool | None
    jurisdiction: str
    solved_by: str
    decided: tuple[Paper, ...]
    sent_to: tuple[Paper, ...]
    tasks: tuple[Paper, ...]
    outcomes: tuple[Paper, ...]
    state: str
    closing: str
    finished_on: date | None

    @property
    def is_taken(self) -> bool:
        """Tell whether it was accepted, or is proposed for acceptance."""
        return any(one.what in _TAKEN for one in self.decided)

    @property
    def sent_back(self) -> tuple[Paper, ...]:
        """Return the decisions to guide the citizen or to return the petition."""
        return tuple(one for one in self.decided if one.what in _SENT_BACK)


@dataclass(frozen=True, slots=True)
class VisitLine:
    """A visit in the reception book. Of a secret one names and words are left out."""

    no: str
    on: date
    secret: bool
    people: tuple[Person, ...]
    head_count: int
    delegation: bool
    received_by: str
    content: str
    request: str
    result: str
    note: str
    petitions: tuple[PetitionLine, ...]


def reception_book(work: Work, reference: Reference, window: Window) -> tuple[VisitLine, ...]:
    """Return every visit of the window with what it brought and what became of that, the oldest first."""
    connection = work.connection
    people = books.visitors(connection, window)
    handled = books.handled_after_visits(connection, window)
    by_visit: dict[int, list[PetitionLine]] = {}
    for row in books.brought(connection, window):
        by_visit.setdefault(row["visit_id"], []).append(_petition(reference, row, (), handled))
    return tuple(
        _visit(row, _people(reference, people.get(row["id"], ())), tuple(by_visit.get(row["id"], ())))
        for row in books.visits(connection, window)
    )


def petition_book(work: Work, reference: Reference, window: Window) -> tuple[PetitionLine, ...]:
    """Return every petition received in the window with what became of it, the oldest first."""
    connection = work.connection
    people = books.petitioners(connection, window)
    handled = books.handled_of_received(connection, window)
    return tuple(
        _petition(reference, row, _people(reference, people.get(row["id"], ())), handled)
        for row in books.received(connection, window)
    )


def _visit(row: Row, people: tuple[Person, ...], petitions: tuple[PetitionLine, ...]) -> VisitLine:
    secret = bool(row["secret"])
    return VisitLine(
        no=row["no"],
        on=row["on"],
        secret=secret,
        people=() if secret else people,
        head_count=row["head_count"],
        delegation=row["delegation"],
        received_by=row["received_by"],
        content="" if secret else row["content"],
        request="" if secret else row["request"],
        result=row["result"],
        note="" if secret else row["note"],
        petitions=petitions,
    )


def _petition(
    reference: Reference, row: Row, people: tuple[Person, ...], handled: Mapping[str, books.Grouped]
) -> PetitionLine:
    secret = bool(row["secret"])
    sent = handled["referral"].get(row["id"], [])
    again = row["instance"] in (Instance.SECOND.value, Instance.AGAIN.value)
    return PetitionLine(
        no=str(row["sealed_code"] or row["no"]) if secret else row["no"],
        on=row["received_on"],
        secret=secret,
        channel=row["channel"],
        people=() if secret else people,
        signatories=row["signatories"],
        content="" if secret else row["content"] or row["title"],
        forwarded_by="" if secret else row["forwarded_by"],
        kind=row["kind"],
        instance=row["instance"],
        eligible=row["eligible"],
        jurisdiction=row["jurisdiction"],
        solved_by=_body(reference, row["against_body"]) if again and not secret else "",
        decided=_papers(handled["disposition"].get(row["id"], ()), "kind", "on"),
        sent_to=_papers([one for one in sent if not one["task"]], "body", "sent_on", reference),
        tasks=_papers([one for one in sent if one["task"]], "body", "sent_on", reference),
        outcomes=() if secret else _papers(handled["outcome"].get(row["id"], ()), "result", "on"),
        state=row["state"],
        closing=row["closing"],
        finished_on=row["finished_on"],
    )


def _papers(rows: Sequence[Row], what: str, on: str, reference: Reference | None = None) -> tuple[Paper, ...]:
    return tuple(
        Paper(
            row[what] if reference is None else _body(reference, row[what]),
            row["document_number"],
            row["document_date"],
            row[on],
        )
        for row in rows
    )


def _people(reference: Reference, rows: Sequence[Row]) -> tuple[Person, ...]:
    communes = reference.directory.communes
    return tuple(
        Person(
            name=row["name"],
            address=", ".join(
                filter(None, (row["address"], communes[row["commune"]].name if row["commune"] in communes else ""))
            ),
            id_number=row["id_number"],
        )
        for row in rows
    )


def _body(reference: Reference, code: str) -> str:
    body = reference.directory.bodies.get(code)
    return code if body is None else body.short or body.name_vi
