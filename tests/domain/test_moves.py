"""The table of allowed moves, whole."""

from __future__ import annotations

import pytest

from reception_tui.domain.errors import MoveNotAllowed, NotClassified
from reception_tui.domain.kinds import Closing, DispositionKind, PetitionState
from reception_tui.domain.moves import AFTER_DISPOSITION, ALLOWED_FROM, check_allowed, is_open

S = PetitionState

YES, NO, UNCLASSIFIED = "yes", "no", "not classified"

# Columns: received, classified, disposed, awaiting_citizen, accepted, forwarded, finished, split
STATES = (S.RECEIVED, S.CLASSIFIED, S.DISPOSED, S.AWAITING_CITIZEN, S.ACCEPTED, S.FORWARDED, S.FINISHED, S.SPLIT)
TABLE = {
    "classify": (YES, YES, YES, YES, NO, NO, NO, NO),
    "dispose": (UNCLASSIFIED, YES, YES, YES, YES, NO, NO, NO),
    "forward": (UNCLASSIFIED, YES, YES, NO, YES, YES, NO, NO),
    "remind": (UNCLASSIFIED, YES, YES, YES, YES, YES, NO, NO),
    "escalate": (UNCLASSIFIED, YES, YES, YES, YES, YES, NO, NO),
    "record_reply": (UNCLASSIFIED, YES, YES, YES, YES, YES, YES, NO),
    "record_outcome": (NO, NO, NO, NO, YES, YES, YES, NO),
    "withdraw": (YES, YES, YES, YES, YES, YES, NO, NO),
    "split": (YES, YES, NO, NO, NO, NO, NO, NO),
    "pause": (YES, YES, YES, YES, YES, YES, NO, NO),
    "resume": (YES, YES, YES, YES, YES, YES, NO, NO),
    "extend": (YES, YES, YES, YES, YES, YES, NO, NO),
}
CELLS = [(act, state, answer) for act, answers in TABLE.items() for state, answer in zip(STATES, answers, strict=True)]


def test_the_table_here_names_every_act_and_every_state() -> None:
    assert set(TABLE) == set(ALLOWED_FROM)
    assert set(STATES) == set(PetitionState)


@pytest.mark.parametrize(("act", "state", "answer"), CELLS)
def test_an_act_is_allowed_exactly_where_the_table_says_so(act: str, state: PetitionState, answer: str) -> None:
    if answer == YES:
        check_allowed(act, state)
        return
    with pytest.raises(NotClassified if answer == UNCLASSIFIED else MoveNotAllowed) as refused:
        check_allowed(act, state)
    assert refused.value.field == "petition"
    assert refused.value.values["act"] == act


@pytest.mark.parametrize("state", PetitionState)
def test_only_what_is_finished_or_split_owes_nothing(state: PetitionState) -> None:
    assert is_open(state) is (state not in (S.FINISHED, S.SPLIT))


AFTER = {
    DispositionKind.ACCEPT: (S.ACCEPTED, None),
    DispositionKind.PROPOSE_ACCEPTANCE: (S.DISPOSED, None),
    DispositionKind.REFUSE_ACCEPTANCE: (S.FINISHED, Closing.REFUSED),
    DispositionKind.GUIDE: (S.FINISHED, Closing.GUIDED),
    DispositionKind.GUIDE_TO_SUPPLEMENT: (S.AWAITING_CITIZEN, None),
    DispositionKind.RETURN: (S.FINISHED, Closing.RETURNED),
    DispositionKind.FORWARD: (S.DISPOSED, None),
    DispositionKind.KEEP_ON_FILE: (S.FINISHED, Closing.FILED),
    DispositionKind.REPORT_TO_HEAD: (S.DISPOSED, None),
    DispositionKind.TO_INVESTIGATORS: (S.DISPOSED, None),
    DispositionKind.NO_ACTION: (S.FINISHED, Closing.NO_ACTION),
    DispositionKind.ANSWER: (S.FINISHED, Closing.ANSWERED),
}


@pytest.mark.parametrize("kind", DispositionKind)
def test_each_disposition_leads_where_the_table_says(kind: DispositionKind) -> None:
    assert AFTER_DISPOSITION[kind] == AFTER[kind]


def test_a_closing_is_given_exactly_when_the_petition_ends() -> None:
    for state, closing in AFTER_DISPOSITION.values():
        assert (closing is not None) is (state is S.FINISHED)


def test_forwarding_alone_never_ends_a_petition() -> None:
    assert is_open(AFTER_DISPOSITION[DispositionKind.FORWARD][0])
    assert is_open(S.FORWARDED)
