"""What a sending must have before it leaves: the head's note, a reason, a second officer."""

from __future__ import annotations

from datetime import date

import pytest

from reception_tui.domain.follow_up import ReferralFacts
from reception_tui.domain.kinds import ReferralRole
from reception_tui.domain.sendings import (
    OverrideFault,
    SendingRules,
    closes,
    forwardings,
    needs_head_note,
    override_faults,
)


def sending(
    number: int,
    body: str = "SYT",
    *,
    answered: bool = False,
    role: ReferralRole = ReferralRole.LEAD,
    task: bool = False,
) -> ReferralFacts:
    day = date(2026, 3, number)
    return ReferralFacts(number, body, role, day, answered_on=day if answered else None, task=task)


def test_the_fourth_forwarding_needs_the_heads_note_and_neither_tasks_nor_co_handlers_count() -> None:
    rules = SendingRules(head_note_from=4)
    three = [sending(1), sending(2), sending(3)]
    assert forwardings([*three, sending(4, task=True), sending(5, role=ReferralRole.CO_HANDLER)]) == 3
    assert not needs_head_note(three[:2], rules)
    assert needs_head_note(three, rules)


def test_only_the_leads_final_answer_closes_and_only_when_no_other_lead_owes_one() -> None:
    lead, helper = sending(1), sending(2, role=ReferralRole.CO_HANDLER)
    assert closes([lead, helper], 1, final=True)
    assert not closes([lead, helper], 1, final=False)
    assert not closes([lead, helper], 2, final=True)
    assert not closes([lead, helper], 9, final=True)
    assert not closes([lead, sending(3)], 1, final=True)
    assert closes([lead, sending(3, answered=True)], 1, final=True)


@pytest.mark.parametrize(
    ("second", "reason", "faults"),
    [
        ("hoa", "Chủ tịch giao", ()),
        ("", "Chủ tịch giao", (OverrideFault.SECOND_OFFICER_MISSING,)),
        (" an ", "Chủ tịch giao", (OverrideFault.SAME_OFFICER,)),
        ("hoa", "  ", (OverrideFault.REASON_MISSING,)),
        ("", "", (OverrideFault.REASON_MISSING, OverrideFault.SECOND_OFFICER_MISSING)),
    ],
)
def test_an_override_needs_a_reason_and_a_second_officer(
    second: str, reason: str, faults: tuple[OverrideFault, ...]
) -> None:
    assert override_faults("an", second, reason) == faults
