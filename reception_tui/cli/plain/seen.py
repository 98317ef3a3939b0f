"""As which version a record was read: an act on one that somebody changed since is refused and looked at again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from reception_tui.cli.answer import print_text
from reception_tui.cli.plain.asking import Answers, Ask
from reception_tui.cli.plain.pages import record_again
from reception_tui.desk.door import Desk
from reception_tui.desk.seen import fields_of_record, version_of
from reception_tui.desk.shapes import VERSION
from reception_tui.domain.errors import ChangedSince
from reception_tui.i18n.sentences import of_error
from reception_tui.store import journal
from reception_tui.store.numbers import tidy_number

SEEN = "seen"
"""Stands among the answers, with the record that they are about and the version of it that the officer saw."""

Shown = dict[str, int]
"""The versions in which records were read out in this sitting, by number."""


def noting(asks: Iterable[Ask], desk: Desk, act: str, shown: Shown) -> list[Ask]:
    """Return the questions of an act; once one names the record, the answers keep as which version it was read."""
    names = fields_of_record(act)

    def note(answers: Answers) -> str:
        note_seen(desk, act, answers, answers, shown)
        return ""

    return [replace(ask, told=note) if ask.name in names else ask for ask in asks]


def note_seen(desk: Desk, act: str, named: Mapping[str, Any], answers: Answers, shown: Shown) -> None:
    """Keep with the answers which record `named` means and its version, unless they are about that record already."""
    record = next(([field, value] for field in fields_of_record(act) if (value := named.get(field))), None)
    standing = answers.get(SEEN)
    if record is not None and standing is not None and standing[0] == record:
        return
    answers.pop(SEEN, None)
    if record is None:
        return
    with desk.reading() as work:
        version = version_of(work, act, named)
    if version is not None:
        answers[SEEN] = [record, shown.get(tidy_number(str(record[1])), version)]


def with_version(act: dict[str, Any], answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return an act with the version in which the officer saw its record."""
    made = {name: value for name, value in act.items() if name != SEEN}
    return made | {VERSION: answers[SEEN][1]} if SEEN in answers else made


def follow(desk: Desk, entry: int, shown: Shown) -> None:
    """Let what the officer's own act did to records that were read out count as seen."""
    with desk.reading() as work:
        done = journal.read(work.connection, entry)
        for line in () if done is None else done.changes:
            if line["t"] in ("visit", "petition"):
                row = work.stored(line["t"], line["id"])
                for no in {row["no"], row.get("sealed_code")} & shown.keys():
                    if shown[no] == line["v"] - 1:
                        shown[no] = line["v"]


def look_again(desk: Desk, error: ChangedSince, answers: Answers, shown: Shown) -> None:
    """Say who changed the record and read it out as it is now; the answers stand, and are about that from now on."""
    print_text(f"✗ {of_error(error)}")
    no = str(error.values.get("value", ""))
    if text := record_again(desk, no):
        print_text(text)
    shown.pop(tidy_number(no), None)
    answers.pop(SEEN, None)
