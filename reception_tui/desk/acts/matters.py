"""Matters: what several visits and petitions are about."""

from __future__ import annotations

from datetime import date

from reception_tui.desk.context import Context, Done, Row
from reception_tui.domain.commands import Link
from reception_tui.domain.errors import MissingField
from reception_tui.domain.kinds import Book
from reception_tui.domain.text import shorten
from reception_tui.store import numbers

NEW = "new"
_TITLE_WIDTH = 120


def named(context: Context, matter: str, day: date, title: str) -> int | None:
    """Return the id of the matter that an act names: an open one by number, a new one, or none."""
    if not matter:
        return None
    if matter.strip().lower() == NEW:
        return open_matter(context, day, title)
    found = context.matter(matter)
    context.work.touch("matter", found["id"])
    return int(found["id"])


def open_matter(context: Context, day: date, title: str) -> int:
    """Add a matter and return its id."""
    no = context.number(Book.MATTERS, day)
    return context.work.insert("matter", no=no, opened_on=day, title=shorten(title, _TITLE_WIDTH))


def shared_with_visit(context: Context, visit: Row, title: str) -> int:
    """Return the matter of a visit, opening one for it when it has none yet."""
    if visit["matter_id"] is not None:
        return int(visit["matter_id"])
    matter_id = open_matter(context, visit["on"], title)
    context.work.update("visit", visit["id"], {"matter_id": matter_id})
    return matter_id


def link(context: Context, command: Link) -> Done:
    """Put two records, or a record and a matter, together."""
    tables = [(table, no) for table, no in (("petition", command.petition), ("visit", command.visit)) if no]
    if command.to:
        tables.append(("visit" if _is_visit(command.to) else "petition", command.to))
    if not tables:
        raise MissingField("petition")
    if len(tables) == 1 and not command.matter:
        raise MissingField("matter")
    rows = [(table, _row(context, table, no)) for table, no in tables]
    title = str(rows[0][1]["content"])
    matter_id = named(context, command.matter, context.today, title)
    if matter_id is None:
        matter_id = next((int(row["matter_id"]) for _, row in rows if row["matter_id"] is not None), None)
    if matter_id is None:
        matter_id = open_matter(context, context.today, title)
    for table, row in rows:
        context.work.update(table, row["id"], {"matter_id": matter_id})
    return Done(str(context.work.row("matter", matter_id)["no"]))


def _is_visit(no: str) -> bool:
    return numbers.tidy_number(no).startswith(numbers.PREFIXES[Book.VISITS] + "-")


def _row(context: Context, table: str, no: str) -> Row:
    return context.visit(no) if table == "visit" else context.petition(no)
