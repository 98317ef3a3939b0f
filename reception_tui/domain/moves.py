"""The table of allowed moves of a petition."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from reception_tui.domain.errors import MoveNotAllowed, NotClassified
from reception_tui.domain.kinds import Closing, DispositionKind, PetitionState

State = PetitionState

AFTER_DISPOSITION: Mapping[DispositionKind, tuple[PetitionState, Closing | None]] = MappingProxyType(
    {
        DispositionKind.ACCEPT: (State.ACCEPTED, None),
        DispositionKind.PROPOSE_ACCEPTANCE: (State.DISPOSED, None),
        DispositionKind.REFUSE_ACCEPTANCE: (State.FINISHED, Closing.REFUSED),
        DispositionKind.GUIDE: (State.FINISHED, Closing.GUIDED),
        DispositionKind.GUIDE_TO_SUPPLEMENT: (State.AWAITING_CITIZEN, None),
        DispositionKind.RETURN: (State.FINISHED, Closing.RETURNED),
        DispositionKind.FORWARD: (State.DISPOSED, None),
        DispositionKind.KEEP_ON_FILE: (State.FINISHED, Closing.FILED),
        DispositionKind.REPORT_TO_HEAD: (State.DISPOSED, None),
        DispositionKind.TO_INVESTIGATORS: (State.DISPOSED, None),
        DispositionKind.NO_ACTION: (State.FINISHED, Closing.NO_ACTION),
        DispositionKind.ANSWER: (State.FINISHED, Closing.ANSWERED),
    }
)
"""Where each disposition leads, and with which closing when it ends the petition."""

_OPEN = frozenset(
    {State.RECEIVED, State.CLASSIFIED, State.DISPOSED, State.AWAITING_CITIZEN, State.ACCEPTED, State.FORWARDED}
)
_WITH_A_BODY = frozenset({State.CLASSIFIED, State.DISPOSED, State.AWAITING_CITIZEN, State.ACCEPTED, State.FORWARDED})
_UNDECIDED = frozenset({State.RECEIVED, State.CLASSIFIED, State.DISPOSED, State.AWAITING_CITIZEN})

ALLOWED_FROM: Mapping[str, frozenset[PetitionState]] = MappingProxyType(
    {
        "classify": _UNDECIDED,
        # A petition that was accepted or forwarded can still be kept on file or reported, when new facts come in.
        "dispose": frozenset({State.CLASSIFIED, State.DISPOSED, State.AWAITING_CITIZEN, State.ACCEPTED}),
        # The Chairman's accepted cases are given to a specialised body to verify, and a body may need a second sending.
        "forward": frozenset({State.CLASSIFIED, State.DISPOSED, State.ACCEPTED, State.FORWARDED}),
        # A case of the Chairman's can be with a body as a task, whatever he has decided on it so far.
        "remind": _WITH_A_BODY,
        "escalate": _WITH_A_BODY,
        "record_reply": _WITH_A_BODY | {State.FINISHED},
        "record_outcome": frozenset({State.ACCEPTED, State.FORWARDED, State.FINISHED}),
        "withdraw": _OPEN,
        "split": frozenset({State.RECEIVED, State.CLASSIFIED}),
        "pause": _OPEN,
        "resume": _OPEN,
        "extend": _OPEN,
    }
)
"""From which states each act may be done."""


@dataclass(frozen=True, slots=True)
class Move:
    """A step of a petition from one state to another."""

    act: str
    before: PetitionState
    after: PetitionState
    closing: Closing | None = None


def check_allowed(act: str, state: PetitionState) -> None:
    """Raise `NotClassified` or `MoveNotAllowed` when `act` may not be done from `state`."""
    allowed = ALLOWED_FROM[act]
    if state in allowed:
        return
    if state is State.RECEIVED and State.CLASSIFIED in allowed:
        raise NotClassified("petition", act=act)
    raise MoveNotAllowed("petition", act=act, state=state)


def is_open(state: PetitionState) -> bool:
    """Tell whether somebody still owes something on a petition in `state`."""
    return state in _OPEN
