"""What is to go to the national database, with what each record lacks, and what went before."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from reception_tui.desk.queries.exporting import Wanted, exported
from reception_tui.domain.errors import ReferenceBroken
from reception_tui.domain.forms import Words
from reception_tui.domain.kinds import Book
from reception_tui.domain.reference import Reference
from reception_tui.store.reference.files import seed_folder
from reception_tui.store.work import Row, Work

FILE = "national/fields.toml"


@dataclass(frozen=True, slots=True)
class NationalField:
    """A field of the database: its name there and in words, and the column of ours that fills it."""

    code: str
    name: Words
    source: str
    needed: bool


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A record as it would leave: its kind, number and fields, what it lacks, and whether it is sealed.

    `sent` tells that an earlier submission held it.
    """

    kind: str
    no: str
    fields: Mapping[str, Any]
    lacks: tuple[str, ...]
    sealed: bool
    sent: bool


def layout(text: str = "") -> dict[Book, tuple[str, tuple[NationalField, ...]]]:
    """Return, by book, the kind of record and its fields. Raises `ReferenceBroken`."""
    said = text or (seed_folder() / FILE).read_text(encoding="utf-8")
    try:
        return {
            Book(record["book"]): (
                record["code"],
                tuple(_field(one) for one in record["fields"]),
            )
            for record in tomllib.loads(said)["record"]
        }
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise ReferenceBroken(FILE, what="not_a_record", where=str(error)) from error


def _field(said: Mapping[str, Any]) -> NationalField:
    return NationalField(said["code"], Words(said["vi"], said["en"]), said["from"], said.get("needed", False))


@cache
def field_names() -> dict[str, Words]:
    """Return what each field of the database is called in words, by its name there."""
    return {one.code: one.name for _, fields in layout().values() for one in fields}


def review(work: Work, reference: Reference, first: date, last: date) -> list[Reviewed]:
    """Return every record of a period as it would leave; of a denunciation no name and no word."""
    before = {no for row in submissions(work) for no in row["records"].split()}
    found: list[Reviewed] = []
    for book, (kind, fields) in layout().items():
        for row in exported(work, reference, Wanted(book, first, last)).rows:
            if "voided" in row:
                continue
            no = str(row["number"])
            told = {one.code: row[one.source] for one in fields if one.source in row}
            lacks = tuple(one.code for one in fields if one.needed and one.source not in row)
            sealed = "sealed_code" in row or row["content"] == no
            found.append(Reviewed(kind, no, told, lacks, sealed, no in before))
    return found


def submissions(work: Work) -> list[Row]:
    """Return what was sent before, the oldest first."""
    return work.rows("submission")


def package(records: list[Reviewed], first: date, last: date, made: date) -> bytes:
    """Return the file that leaves: JSON with each record's fields."""
    table = {
        "instrument": "55/2022/NĐ-CP",
        "from": first,
        "to": last,
        "made": made,
        "records": [{"kind": one.kind, **one.fields} for one in records],
    }
    return (json.dumps(table, ensure_ascii=False, indent=1, default=_plain) + "\n").encode()


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
