"""Clocks and search of a whole batch, made at once instead of record by record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from reception_tui.desk import findable
from reception_tui.desk.cases import case_facts, visit_facts
from reception_tui.desk.refresh import refresh_changed
from reception_tui.domain.follow_up import CaseFacts, Planner, RunningClock, VisitFacts
from reception_tui.domain.reference import Reference
from reception_tui.domain.text import words
from reception_tui.store import clocks, known
from reception_tui.store.batch import Batch
from reception_tui.store.work import Change

_BOOKS = ("session", "matter", "person", "visit", "petition")


def refresh_batch(batch: Batch, reference: Reference) -> None:
    """Write the clocks and search rows of every new record, then of those that it leaned on."""
    known.add_clocks(batch.connection, _clock_rows(batch, reference))
    known.add_searchable(batch.connection, _search_rows(batch, reference))
    leaned = batch.leaned_on()
    hiding = [row_id for row_id, row in batch.fresh("petition").items() if row["kind"] or row["sealed_code"]]
    secret = [row_id for row_id in hiding if findable.is_denunciation(batch.fresh("petition")[row_id])]
    changes = [Change(table, row_id, 0, {}, {"matter_id": None}) for table, row_id in leaned]
    changes += [Change("petition", row_id, 0, None, {"kind": ""}) for row_id in secret]
    refresh_changed(batch, reference, changes)


def _clock_rows(batch: Batch, reference: Reference) -> Iterator[dict[str, Any]]:
    plans = _Plans(reference.planner)
    for row_id, row in batch.fresh("visit").items():
        if row["voided"] is None:
            for clock in plans.of_visit(visit_facts(batch, row)):
                yield clocks.columns(clocks.of_visit(row_id), clock, reference.version)
    for row_id, row in batch.fresh("petition").items():
        if row["voided"] is None:
            for clock in plans.of_case(case_facts(batch, row)):
                yield clocks.columns(clocks.of_petition(row_id), clock, reference.version)


class _Plans:
    """Plans of clocks, each made once for all records of the same facts."""

    def __init__(self, planner: Planner) -> None:
        self._planner = planner
        self._visits: dict[VisitFacts, tuple[RunningClock, ...]] = {}
        self._cases: dict[Any, tuple[RunningClock, ...]] = {}

    def of_visit(self, facts: VisitFacts) -> tuple[RunningClock, ...]:
        """Return the clocks of a visit of those facts."""
        if facts not in self._visits:
            self._visits[facts] = self._planner.plan_visit(facts)
        return self._visits[facts]

    def of_case(self, facts: CaseFacts) -> tuple[RunningClock, ...]:
        """Return the clocks of a petition of those facts."""
        if facts.referrals or facts.pauses or facts.extensions or facts.fulfilled:
            return self._planner.plan(facts)
        key = replace(facts, pauses=None, extensions=None, fulfilled=None)  # type: ignore[arg-type]
        if key not in self._cases:
            self._cases[key] = self._planner.plan(facts)
        return self._cases[key]


def _search_rows(batch: Batch, reference: Reference) -> Iterator[dict[str, Any]]:
    for book in _BOOKS:
        for row_id in batch.fresh(book):
            found = findable.describe(batch, reference, book, row_id)
            if found is not None:
                yield {
                    "book": book,
                    "record_id": row_id,
                    "no": found.no,
                    "on": found.on,
                    "title": found.title,
                    "text": found.text,
                    "folded": " ".join(words(found.words)),
                }
