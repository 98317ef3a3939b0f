"""The steps of a petition: its state, the days that limits depend on, and the trail of its moves."""

from __future__ import annotations

from datetime import date
from typing import Any

from reception_tui.desk.context import Context, Row
from reception_tui.domain.kinds import Closing, PetitionState
from reception_tui.domain.moves import check_allowed

_OUT_OF_OUR_HANDS = frozenset(
    {
        PetitionState.ACCEPTED,
        PetitionState.FORWARDED,
        PetitionState.AWAITING_CITIZEN,
        PetitionState.FINISHED,
        # The limits of the parts run instead.
        PetitionState.SPLIT,
    }
)


def step(
    context: Context,
    petition: Row,
    act: str,
    day: date,
    after: PetitionState,
    closing: Closing | None = None,
    **values: Any,
) -> None:
    """Move a petition to another state and write down the move; other columns change with it."""
    before = PetitionState(petition["state"])
    changes: dict[str, Any] = {"state": after.value, "closing": closing.value if closing else "", **values}
    if after in _OUT_OF_OUR_HANDS and petition["handled_on"] is None:
        changes["handled_on"] = day
    if after is PetitionState.ACCEPTED and petition["accepted_on"] is None:
        changes["accepted_on"] = day
    if after is PetitionState.AWAITING_CITIZEN and act == "dispose":
        changes["awaiting_since"] = day
    # An outcome recorded on a finished petition does not move the day on which it was finished.
    changes["finished_on"] = (petition["finished_on"] or day) if after is PetitionState.FINISHED else None
    context.work.update("petition", petition["id"], changes)
    if after is not before or closing is not None:
        context.work.insert(
            "move",
            petition_id=petition["id"],
            on=day,
            act=act,
            before=before.value,
            after=after.value,
            closing=changes["closing"],
        )


def allowed(act: str, petition: Row) -> None:
    """Raise unless `act` may be done in the petition's state."""
    check_allowed(act, PetitionState(petition["state"]))
