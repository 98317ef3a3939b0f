"""A book's records as rows for a spreadsheet, by the same columns by which an import reads them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from reception_tui.desk.findable import brought_denunciation, hides_denunciation, is_secret
from reception_tui.desk.importing import cells
from reception_tui.desk.importing.records import DECIDED, decided_digest
from reception_tui.desk.importing.words import Words, words_of
from reception_tui.desk.queries.past_acts import acts_of
from reception_tui.domain.errors import RegisterError
from reception_tui.domain.kinds import Book
from reception_tui.domain.listing import Listing, View
from reception_tui.domain.reference import Reference
from reception_tui.store.batch import rows_between
from reception_tui.store.listing import Day, Place, read_page
from reception_tui.store.register import reference_files
from reception_tui.store.work import Row, Work

LISTED = {Listing.VISITS: Book.VISITS, Listing.PETITIONS: Book.PETITIONS, Listing.FEEDBACK: Book.FEEDBACK}
"""The lists that show records of a book."""

_PAGE = 1000
_NONE: frozenset[str] = frozenset()
_TABLES = {Book.VISITS: "visit", Book.PETITIONS: "petition", Book.FEEDBACK: "petition", Book.SESSIONS: "session"}
_PERSON = ("name", "id_number", "birth_year", "commune", "address", "phone", "organisation")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of a book: the days, and of petitions also a kind or a state."""

    book: Book
    first: date
    last: date
    kind: str = ""
    state: str = ""
    without: frozenset[str] = frozenset()
    """Numbers of the records from which the officer is recused."""


@dataclass(frozen=True, slots=True)
class Exported:
    """Rows of a book or list, and what that is called. `codes` are the columns that hold anything, with headings."""

    name: str
    codes: tuple[str, ...]
    labels: tuple[str, ...]
    rows: tuple[dict[str, Any], ...] = field(default=())


def exported(work: Work, reference: Reference, wanted: Wanted) -> Exported:
    """Return the records of a book and period. Of a denunciation there is only the code and what tells nobody."""
    table = _TABLES[wanted.book]
    rows = rows_between(work.connection, table, wanted.book, wanted.first, wanted.last)
    found = (row for row in rows if table != "petition" or (row["parent_id"] is None and _fits(row, wanted)))
    return _book(work, reference, wanted.book, found, wanted.without)


def exported_list(
    work: Work, reference: Reference, view: View, today: Day, only: Set[str] = frozenset(), without: Set[str] = _NONE
) -> Exported:
    """Return the records of a list of a book with its filter and order; those numbers `only`, where there are any."""
    rows = list(_listed(work, view, today, only))
    whole = {row["id"] for row in rows}
    # Of a petition that was parted, the parts come out within it wherever it is there itself.
    found = (row for row in rows if row.get("parent_id") not in whole)
    return _book(work, reference, LISTED[view.listing], found, without)


def _listed(work: Work, view: View, today: Day, only: Set[str]) -> Iterator[Row]:
    place: Place | None = None
    while True:
        page = read_page(work.connection, view, today, place, _PAGE)
        yield from (row for _, row in page if not only or row["no"] in only)
        if len(page) < _PAGE:
            return
        place = page[-1][0]


def _book(work: Work, reference: Reference, book: Book, found: Iterable[Row], without: Set[str]) -> Exported:
    words = words_of(reference_files(work), book.value)
    rows = tuple(_rows(work, reference, _TABLES[book], found, without, words))
    used = {code for row in rows for code in row}
    columns = [one for one in words.columns if one.code in used or one.needed]
    return Exported(book.value, tuple(one.code for one in columns), tuple(one.label for one in columns), rows)


def _rows(
    work: Work, reference: Reference, table: str, found: Iterable[Row], without: Set[str], words: Words
) -> Iterator[dict[str, Any]]:
    for row in found:
        if row["no"] in without:
            continue
        if table == "visit":
            facts = _visit(work, reference, row, words)
        elif table == "session":
            facts = _session(row, words)
        else:
            facts = _petition(work, reference, row, words)
        note, voided = row["note"], ""
        if row["voided"] is not None:
            note, _, voided = f"\n{note}".rpartition("\n")
            facts["voided"] = voided or "–"
        facts["note"] = "" if "sealed_code" in facts or facts.get("content") == row["no"] else note.strip()
        yield {code: value for code, value in facts.items() if value is not None and value != ""}


def _fits(row: Row, wanted: Wanted) -> bool:
    return wanted.kind in ("", row["kind"]) and wanted.state in ("", row["state"])


def _session(row: Row, words: Words) -> dict[str, Any]:
    return {
        "number": row["no"],
        "day": row["on"],
        "visit_kind": _said(words, "visit_kind", row["kind"]),
        "host": _said(words, "host", row["host"]),
        "received_by": _said(words, "received_by", row["received_by"]),
        "place": row["place"],
        "conclusion": row["conclusion"],
    }


def _visit(work: Work, reference: Reference, row: Row, words: Words) -> dict[str, Any]:
    secret = brought_denunciation(work, row)
    session = None if row["session_id"] is None else work.row("session", row["session_id"])
    facts = {
        "number": row["no"],
        "day": row["on"],
        "time": row["time"],
        "head_count": row["head_count"],
        "content": row["no"] if secret else row["content"],
        "request": "" if secret else row["request"],
        "result": _said(words, "result", row["result"]),
        "refusal": row["refusal"],
        "visit_kind": _said(words, "visit_kind", row["kind"]),
        "mode": _said(words, "mode", row["mode"]),
        "received_by": _said(words, "received_by", row["received_by"]),
        "session": "" if session is None else session["no"],
        "appointment_number": row["appointment_number"],
        "appointment_date": row["appointment_date"],
        **_matter(work, row),
    }
    return facts if secret else facts | _people(work, reference, words, "visit", row)


def _petition(work: Work, reference: Reference, row: Row, words: Words) -> dict[str, Any]:
    secret = is_secret(work, row)
    visit = None if row["visit_id"] is None else work.row("visit", row["visit_id"])
    acts = acts_of(work, row, secret=secret)
    facts = {
        "number": row["no"],
        "day": row["received_on"],
        "channel": _said(words, "channel", row["channel"]),
        "forwarded_by": "" if secret else row["forwarded_by"],
        "visit": "" if visit is None else visit["no"],
        "signatories": row["signatories"],
        "title": "" if secret else row["title"],
        "content": (row["sealed_code"] or row["no"]) if secret else row["content"],
        "against_body": row["against_body"],
        "against_person": "" if secret else row["against_person"],
        "against_office": row["against_office"],
        "against_commune": row["against_commune"],
        "dated": row["dated"],
        "signed": row["signed"],
        "wants_result": row["wants_result"],
        "sealed_code": row["sealed_code"],
        **_matter(work, row),
        **_decided(acts, words),
    }
    if acts:
        shown = {code: facts[code] for code in DECIDED if facts.get(code) not in (None, "")}
        facts["more"] = json.dumps({"acts": acts, "of": decided_digest(shown)}, ensure_ascii=False, default=str)
    if secret:
        # That somebody stands by it with a name counts in the forms; who it is stays here.
        named = bool(work.rows("petition_person", petition_id=row["id"]))
        return facts | ({"name": facts["content"]} if named else {})
    return facts | _people(work, reference, words, "petition", row)


def _decided(acts: list[dict[str, Any]], words: Words) -> dict[str, Any]:
    """Return the columns that tell people what was decided: the first of each act."""
    first: dict[str, dict[str, Any]] = {}
    for act in acts:
        if "petition" not in act:
            first.setdefault(act["act"], act)
    found: dict[str, Any] = {}
    if "classify" in first:
        act = first["classify"]
        found |= {
            "kind": _said(words, "kind", act["kind"]),
            "instance": _said(words, "instance", act["instance"]),
            "field": _said(words, "field", act["field"]) if act["field"] in words.shown["field"] else "",
            "eligible": act["eligible"],
            "why_not": " ".join(act["why_not"]),
            "jurisdiction": _said(words, "jurisdiction", act["jurisdiction"]),
            "classified_on": act["on"],
        }
    if "dispose" in first:
        act = first["dispose"]
        found |= {"as": _said(words, "as", act["as"]), "disposed_on": act["on"], "disposed_document": _no(act)}
    if "forward" in first:
        act = first["forward"]
        found |= {"to": act["to"], "sent_on": act["sent_on"], "sent_document": _no(act), "answer_by": act["answer_by"]}
    if "record_reply" in first:
        act = first["record_reply"]
        found |= {"replied_on": act["on"], "reply_document": _no(act), "reply": act["content"]}
    return found


def _no(act: dict[str, Any]) -> str:
    return str(act["document"]["number"]) if act["document"] else ""


def _said(words: Words, kind: str, code: str | None) -> str:
    return words.shown[kind].get(code, code) if code else ""


def _matter(work: Work, row: Row) -> dict[str, Any]:
    """Return number and title of the record's matter; only the number of one that a denunciation belongs to."""
    if row["matter_id"] is None:
        return {}
    found = work.row("matter", row["matter_id"])
    return {"matter": found["no"], "matter_title": "" if hides_denunciation(work, found) else found["title"]}


def _people(work: Work, reference: Reference, words: Words, table: str, row: Row) -> dict[str, Any]:
    """Return the first of a record's people in columns, and the others, or what columns cannot say, for machines."""
    links = work.rows(f"{table}_person", **{f"{table}_id": row["id"]})
    people = [(link, work.row("person", link["person_id"])) for link in sorted(links, key=lambda one: one["ord"])]
    if not people:
        return {}
    link, first = people[0]
    facts = {name: first[name] for name in _PERSON} | {"gender": _said(words, "gender", first["gender"])}
    facts["commune"] = _place(reference, first["commune"])
    named, count = cells.names(first["name"])
    plain = len(named) == 1 and named[0].name == first["name"] and count is None
    if len(people) > 1 or link["representative"] or not plain or words.is_small("nobody", first["name"]):
        others = [_entry(one, person) for one, person in people[1:]]
        said = {"represents": link["representative"], "others": others}
        facts["roster"] = json.dumps(said, ensure_ascii=False)
    return facts


def _entry(link: Row, person: Row) -> dict[str, Any]:
    told = {name: person[name] for name in (*_PERSON, "gender") if person[name]}
    return told | ({"representative": True} if link["representative"] else {})


def _place(reference: Reference, code: str) -> str:
    """Return a commune's name, or its code where the name alone would not tell it again."""
    place = reference.directory.communes.get(code)
    if place is None:
        return code
    try:
        same = reference.directory.commune(place.name, date.max).code == code
    except RegisterError:
        same = False
    return place.name if same else code
