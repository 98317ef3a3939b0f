"""Clocks as rows: made anew from the facts of a petition, so that lists can be read by due date."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select

from reception_tui.domain.follow_up import RunningClock
from reception_tui.store.tables import TABLES

_CLOCK = TABLES["clock"]
_REMOVE = delete(_CLOCK).where(_CLOCK.c.petition_id == bindparam("of"))
_ADD = insert(_CLOCK)


def replace(connection: Connection, petition_id: int, planned: Sequence[RunningClock]) -> None:
    """Put the planned clocks in the place of those that the petition had."""
    connection.execute(_REMOVE, {"of": petition_id})
    if planned:
        connection.execute(_ADD, [columns(petition_id, clock) for clock in planned])


def columns(petition_id: int, clock: RunningClock) -> dict[str, Any]:
    """Return the columns of one clock's row."""
    return {
        "petition_id": petition_id,
        "referral_id": clock.referral,
        "key": clock.key,
        "stage": clock.stage,
        "duty": clock.duty,
        "rule": clock.rule_id,
        "owner": clock.owner.value,
        "body": clock.body,
        "anchor": clock.anchor,
        "due": clock.due,
        "done": clock.done,
        "live_from": clock.live_from,
        "live_until": clock.live_until,
        "paused": clock.deadline is not None and clock.deadline.due is None,
        "provisional": clock.deadline is not None and clock.deadline.provisional,
    }


def by_petition(connection: Connection) -> dict[int, list[dict[str, Any]]]:
    """Return the stored clocks of every petition."""
    found: dict[int, list[dict[str, Any]]] = {}
    for row in connection.execute(select(_CLOCK).order_by(_CLOCK.c.id)).mappings():
        found.setdefault(row["petition_id"], []).append(dict(row))
    return found


def differ(petition_id: int, planned: Sequence[RunningClock], stored: Sequence[dict[str, Any]]) -> bool:
    """Tell whether the stored clocks are not the planned ones."""
    wanted = [columns(petition_id, clock) for clock in planned]
    return wanted != [{name: value for name, value in row.items() if name != "id"} for row in stored]
