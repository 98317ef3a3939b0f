"""What must not be lost sight of: the lists of the nightly page that look at the register itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from reception_tui.desk.queries.lints import Lint, LintKind, Promise
from reception_tui.i18n import formats, mark, tr
from reception_tui.reports.model import Block, Column, Paragraph, Table

_MOST_NAMED = 8
_WORDS: Mapping[LintKind, str] = {
    LintKind.NO_OWNER: mark("Open with no limit or no owner"),
    LintKind.PAUSED_WITHOUT_REVIEW: mark("Paused with no date to look again"),
    LintKind.PROMISE_PASSED: mark("Promised to a citizen, and the day has passed"),
    LintKind.NOT_ACKNOWLEDGED: mark("Forwarded, and receipt not confirmed"),
    LintKind.DUE_ON_DAY_OFF: mark("Due on a day off"),
}


def lint_blocks(found: Sequence[Lint]) -> tuple[Block, ...]:
    """Return a line for each kind, with its trend; a single one where there is nothing."""
    if not found:
        return (Paragraph(tr("Nothing stands without an owner, a date or a confirmation.")),)
    return tuple(Paragraph(_told(one)) for one in found)


def promise_blocks(promises: Sequence[Promise]) -> tuple[Block, ...]:
    """Return what was promised to citizens and is not kept yet, the earliest first; nothing where there is nothing."""
    waiting = [one for one in promises if one.kept_on is None and one.moved_on is None]
    waiting.sort(key=lambda one: (one.on, one.no))
    if not waiting:
        return ()
    columns = (Column(tr("No.")), Column(tr("Promised"), share=1), Column(tr("For the day")))
    return (Table(columns, tuple((one.no, promised(one), formats.day(one.on)) for one in waiting)),)


def promised(one: Promise) -> str:
    """Return what was promised; the answer where nothing else was said."""
    return one.what or tr("the answer")


def lint_json(one: Lint) -> dict[str, Any]:
    """Return one kind as the command line tells it."""
    return {"kind": one.kind, "count": len(one.numbers), "before": one.before, "numbers": list(one.numbers)}


def promise_json(one: Promise) -> dict[str, Any]:
    """Return one promise as the command line tells it."""
    return {"no": one.no, "on": one.on, "what": one.what, "kept_on": one.kept_on}


def _told(one: Lint) -> str:
    count = len(one.numbers)
    values = {
        "what": tr(_WORDS[one.kind]),
        "count": formats.number(count),
        "change": tr("unchanged") if count == one.before else f"{count - one.before:+}",
    }
    start = tr("{what}: {count} (working day before: {change})").format(**values)
    if not count:
        return f"{start}."
    named = ", ".join(one.numbers[:_MOST_NAMED])
    if count > _MOST_NAMED:
        more = tr("{named} and {count} more")
        named = more.format(named=named, count=formats.number(count - _MOST_NAMED))
    return f"{start}: {named}."
