"""Entries of the journal in words, as an auditor reads them. Columns without words stand by their names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, tzinfo
from typing import Any

from reception_tui.desk.queries.audit import AuditEntry, Changed
from reception_tui.i18n import formats, mark, tr
from reception_tui.i18n.columns import COLUMNS, code_word, record_word
from reception_tui.i18n.doings import act_label

_SEE = "see_"
_MOST = 60

_COLUMNS = COLUMNS | {
    "code": mark("code"),
    "delegation": mark("is a delegation"),
    "entered_on": mark("entered on"),
    "voided": mark("voided by entry"),
}
"""The journal also tells columns that only hold records together, and by which entry one was voided."""

_FACTS = {
    "act": mark("what was asked for"),
    "missing": mark("right that was missing"),
    "why": mark("why"),
    "officer": mark("officer"),
    "ground": mark("ground"),
    "pin": mark("PIN"),
    "by": mark("by"),
    "book": mark("book"),
    "rows": mark("records"),
    "file": mark("file"),
    "digest": mark("digest"),
    "size": mark("bytes"),
    "head": mark("last entry in it"),
    "failed": mark("failed"),
    "how": mark("how"),
    "entries": mark("entries"),
    "fault": mark("fault"),
}


def page_line(row: Mapping[str, Any], zone: tzinfo | None) -> str:
    """Return an entry in one line: number, moment, officer, act, record."""
    at = datetime.fromisoformat(row["at"]).astimezone(zone)
    undoes = "" if row["undoes"] is None else f" ↶ #{row['undoes']}"
    when = f"{formats.day(at.date())} {at:%H:%M}"
    return f"#{row['no']:<7} {when}  {row['officer']:<10} {act_label(row['act']):<26} {row['subject']}{undoes}".rstrip()


def entry_lines(entry: AuditEntry, zone: tzinfo | None) -> Iterator[str]:
    """Yield an entry whole, each changed column with what stood there before and after."""
    at = entry.at.astimezone(zone)
    yield f"#{entry.no} · {formats.day(at.date())} {at:%H:%M:%S} · {entry.officer} · {act_label(entry.act)}"
    if entry.subject:
        yield tr("Record: {no}").format(no=entry.subject)
    if entry.undoes is not None:
        yield tr("Undoes entry #{no}").format(no=entry.undoes)
    if entry.undone_by is not None:
        yield tr("Undone by entry #{no}").format(no=entry.undone_by)
    for name, value in entry.facts.items():
        yield f"{tr(_FACTS[name]) if name in _FACTS else name}: {_fact(str(value))}"
    last: tuple[str, int | None] | None = None
    for one in entry.changed:
        if (one.table, one.row) != last:
            last = (one.table, one.row)
            yield ""
            of = "" if one.row is None else f" {one.row}"
            yield f"{record_word(one.table)}{of}"
        yield f"  {_change(one)}"
    yield ""
    yield tr("Hash: {hash}").format(hash=entry.hash)


def _change(one: Changed) -> str:
    if one.secret:
        return tr("words about people: changed (not shown)")
    name = tr(_COLUMNS[one.column]) if one.column in _COLUMNS else one.column
    before, after = (_value(_named(one, value)) for value in (one.before, one.after))
    return f"{name}: {before} → {after}"


def _named(one: Changed, value: Any) -> Any:
    """Return what a code is called in place of it."""
    return code_word(one.table, one.column, value) if isinstance(value, str) else value


def _fact(value: str) -> str:
    if value.startswith(_SEE):
        return tr("see: {what}").format(what=value.removeprefix(_SEE))
    return act_label(value)


def _value(value: Any) -> str:
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return tr("yes") if value else tr("no")
    if isinstance(value, str):
        try:
            return formats.day(date.fromisoformat(value)) if len(value) == len("2026-01-01") else _short(value)
        except ValueError:
            return _short(value)
    return str(value)


def _short(text: str) -> str:
    line = text.replace("\n", " ⏎ ")
    return line if len(line) <= _MOST else line[: _MOST - 1] + "…"
