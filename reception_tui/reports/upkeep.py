"""The copies of the register on the nightly page."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from reception_tui.desk.queries.night import Night
from reception_tui.domain.backup_rules import Trouble
from reception_tui.domain.calendar import ONE_DAY
from reception_tui.domain.reference import Reference
from reception_tui.i18n.sentences import of_finding
from reception_tui.i18n.upkeep import of_standing
from reception_tui.reports.model import Block, Paragraph


def copies_blocks(night: Night, reference: Reference) -> tuple[Block, ...]:
    """Return when the register was copied and a copy tried, and what is wrong; nothing of a register of a few days."""
    trouble = _trouble(night, reference)
    told = [of_finding(trouble.value, "")] if trouble is not None else []
    if night.copies.copied is not None:
        told.append(of_standing(night.copies))
    return tuple(Paragraph(one) for one in told)


def copies_json(night: Night) -> dict[str, Any]:
    """Return how the copies stood, as the command line tells it."""
    standing = night.copies
    return {"last": standing.copied, "tried": standing.tried, "how": standing.how, "fault": standing.fault or None}


def _trouble(night: Night, reference: Reference) -> Trouble | None:
    since = night.copies.since
    if since is None:
        return None
    return night.copies.trouble(reference.backup, datetime.combine(night.day.on + ONE_DAY, time.min, since.tzinfo))
