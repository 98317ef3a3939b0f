"""How often a petition was sent on, whose answer closes it, and what an override of the competent body needs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from reception_tui.domain.follow_up import ReferralFacts
from reception_tui.domain.kinds import ReferralRole


@dataclass(frozen=True, slots=True)
class SendingRules:
    """How the office sends petitions on: from which forwarding of the same petition the head's note is needed.

    The law sets no such number; it says that guiding and forwarding are done once for one content (Circular 05/2021).
    """

    head_note_from: int


class OverrideFault(StrEnum):
    """Why a petition may not yet go to another body than the one the law names."""

    REASON_MISSING = "override_reason_missing"
    SECOND_OFFICER_MISSING = "override_second_officer_missing"
    SAME_OFFICER = "override_same_officer"


def forwardings(referrals: Iterable[ReferralFacts]) -> int:
    """Return how often the petition was forwarded: one letter counts once, a task of the Chairman's not at all."""
    return len({(one.sent_on, one.body) for one in referrals if one.role is ReferralRole.LEAD and not one.task})


def needs_head_note(referrals: Iterable[ReferralFacts], rules: SendingRules) -> bool:
    """Tell whether forwarding the petition once more needs a note of the head: it goes round in circles."""
    return forwardings(referrals) + 1 >= rules.head_note_from


def closes(referrals: Iterable[ReferralFacts], answered: int, *, final: bool) -> bool:
    """Tell whether the answer to the sending `answered` ends the petition.

    Only the final answer of the lead does, and only when no other lead still owes one.
    """
    known = {one.id: one for one in referrals}
    if not final or answered not in known or known[answered].role is not ReferralRole.LEAD:
        return False
    return not any(
        one.role is ReferralRole.LEAD and one.answered_on is None for one in known.values() if one.id != answered
    )


def override_faults(officer: str, second_officer: str, reason: str) -> tuple[OverrideFault, ...]:
    """Return what is missing before a petition may go to another body than the competent one.

    The body or person complained of is never among those that may be taken: that check stands above this one.
    """
    faults = []
    if not reason.strip():
        faults.append(OverrideFault.REASON_MISSING)
    if not second_officer.strip():
        faults.append(OverrideFault.SECOND_OFFICER_MISSING)
    elif second_officer.strip() == officer.strip():
        faults.append(OverrideFault.SAME_OFFICER)
    return tuple(faults)
