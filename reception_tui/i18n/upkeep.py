"""What was done to keep the register from being lost, and what is wrong with its copies, in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from reception_tui.desk.upkeep import WHOLE, Kept, Tried
from reception_tui.domain.backup_rules import Standing, Trouble
from reception_tui.i18n import formats, mark, tr
from reception_tui.i18n.sentences import of_code, of_error

_SHORT = {
    Trouble.NEVER: mark("‼ Never backed up"),
    Trouble.OLD: mark("‼ Backup is old"),
    Trouble.FAILED: mark("‼ Backup is broken"),
    Trouble.UNTRIED: mark("‼ Backup not tried"),
}


def short_trouble(trouble: Trouble) -> str:
    """Return what is wrong with the copies in the few letters that the top rows have."""
    return tr(_SHORT[trouble])


def of_upkeep(done: Kept) -> Iterator[str]:
    """Yield what was done, a sentence each."""
    if done.copied is not None:
        yield tr("The copy {path} is whole.").format(path=done.copied.path)
        if done.copied.gone:
            yield tr("Older copies taken away: {count}.").format(count=formats.number(len(done.copied.gone)))
    if done.failed is not None:
        yield tr("No copy was made: {why}").format(why=of_error(done.failed))
    if done.tried is not None:
        yield of_trial(done.tried)
    if done == Kept():
        yield tr("Nothing is due: the last copy is young enough.")


def of_trial(tried: Tried) -> str:
    """Return how the trial of a copy ended."""
    if not tried.holds:
        return tr("The copy {path} does not hold: {why}").format(
            path=tried.path or "–", why=of_code(tried.fault, tried.path)
        )
    if tried.how == WHOLE:
        told = tr("The copy {path} was restored on trial: {count} entries of the journal, each row as they say.")
    else:
        told = tr("The copy {path} is byte for byte what was written, {count} entries; its key is not on this machine.")
    return told.format(path=tried.path, count=formats.number(tried.entries))


def trial_facts(tried: Tried) -> dict[str, Any]:
    """Return the trial of a copy as JSON tells it."""
    return {
        "path": tried.path or None,
        "how": tried.how,
        "entries": tried.entries,
        "ok": tried.holds,
        "fault": tried.fault or None,
    }


def of_standing(standing: Standing) -> str:
    """Return one line on the copies: when the last one was made, when one was tried, and how that ended."""
    tried = _moment(standing.tried)
    if standing.tried is None:
        told = tr("Last backup: {copied}; no copy was tried yet.")
    elif standing.fault:
        told = tr("Last backup: {copied}; the one tried {tried} DOES NOT HOLD.")
    elif standing.how == WHOLE:
        told = tr("Last backup: {copied}; restored on trial {tried}: whole.")
    else:
        told = tr("Last backup: {copied}; compared with its digest {tried}: unchanged.")
    return told.format(copied=_moment(standing.copied), tried=tried)


def _moment(at: datetime | None) -> str:
    if at is None:
        return tr("none")
    return f"{formats.day(at.date())} {at:%H:%M}"
