"""One search for everything: numbers jump, words are found with or without marks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from reception_tui.desk.came_before import sealed_like
from reception_tui.desk.findable import title_of
from reception_tui.desk.recusals import NOTHING, Kept, stands_only_in
from reception_tui.domain.listing import Filter
from reception_tui.domain.reference import Reference
from reception_tui.domain.text import clean, fold, shorten, words
from reception_tui.store import search
from reception_tui.store.listing import Day
from reception_tui.store.numbers import tidy_number
from reception_tui.store.work import Row, Work

_SNIPPET = 70
_BODIES = 5


@dataclass(frozen=True, slots=True)
class Hit:
    """One record found. `no` opens it; a person has none and is opened by `record_id`."""

    book: str
    no: str
    title: str
    on: date | None
    snippet: str
    record_id: int = 0


def find(
    work: Work,
    reference: Reference,
    typed: str,
    limit: int,
    today: date,
    asked: Filter | None = None,
    kept: Kept = NOTHING,
) -> list[Hit]:
    """Return up to `limit` records: an exact register number first, then bodies and records by words.

    Where more than words is `asked` for, only records that fulfil it are found by words; a number is always found.
    Where the key of fingerprints is open, sealed names are found too, as codes. What an officer is `kept` away from is
    not found, nor are people who stand in nothing else.
    """
    # What was typed into a terminal may hold halves of letters, which no database takes.
    typed = clean(typed)
    if not typed:
        return []
    sealed = [hit for hit in _sealed(work, typed) if not _is_kept(work, hit, kept)]
    asked_words = words(typed)
    exact = [_hit(row, asked_words) for row in search.by_number(work.connection, tidy_number(typed))]
    if exact:
        return [hit for hit in exact if not _is_kept(work, hit, kept)][:limit]
    further = None if asked is None else search.Asked(asked, Day(today))
    found = [_hit(row, asked_words) for row in search.find(work.connection, typed, limit, asked_for=further)]
    records = [hit for hit in found if not _is_kept(work, hit, kept)]
    if asked is not None and asked.given():
        return records
    room = max(limit - len(records), min(_BODIES, limit // 2))
    bodies = [
        Hit("body", body.code, body.name_vi, None, body.head_vi)
        for body in reference.directory.find(typed, today)[:room]
        if len(typed.strip()) > 1
    ]
    return (sealed + records[: limit - len(bodies)] + bodies)[:limit]


def _sealed(work: Work, typed: str) -> list[Hit]:
    """Return the denunciations of somebody, by code, for an officer at whose desk the key of fingerprints is open."""
    return [
        Hit("petition", str(row["no"]), title_of(row), row["received_on"], "", int(row["id"]))
        for row in sealed_like(work, typed)
    ]


def _is_kept(work: Work, hit: Hit, kept: Kept) -> bool:
    """Tell whether a record is one that the officer is kept away from, or a person who stands in no other."""
    if not kept:
        return False
    return stands_only_in(work, hit.record_id, kept) if hit.book == "person" else hit.no in kept.numbers


def _hit(row: Row, asked: list[str]) -> Hit:
    return Hit(row["book"], row["no"], row["title"], row["on"], _snippet(row["text"], asked), row["record_id"])


def _snippet(text: str, asked: list[str]) -> str:
    """Return the part of the text around the first word that was asked for."""
    plain = text.replace("\n", " ")
    at = _first_met(plain, asked[0]) if asked else None
    if at is None:
        return shorten(plain, _SNIPPET)
    start = max(0, at - 4)
    return ("…" if start else "") + shorten(" ".join(plain.split(" ")[start:]), _SNIPPET)


def _first_met(plain: str, asked: str) -> int | None:
    """Return which piece of a text is the first that holds a word beginning as `asked`; None where none does."""
    folded = fold(plain)
    if len(folded) == len(plain):
        met = re.search(rf"(?<![0-9a-z]){asked}", folded)
        return None if met is None else folded.count(" ", 0, met.start())
    pieces = enumerate(plain.split(" "))
    return next((i for i, piece in pieces if any(word.startswith(asked) for word in words(piece))), None)
