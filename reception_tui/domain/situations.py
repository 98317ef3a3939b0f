"""The situations that the decision matrix tells apart, and which of several decides."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reception_tui.domain.kinds import Jurisdiction, PetitionKind


class Situation(StrEnum):
    """What is found about a petition (Circular 05/2021; complaints law, art. 11; denunciations law, art. 24-29)."""

    ELIGIBLE = "eligible"
    SECOND = "second"
    AGAIN = "again"
    IN_PERSON = "in_person"
    PASSED_ON = "passed_on"
    INCOMPLETE = "incomplete"
    SENT_TO_COMPETENT = "sent_to_competent"
    HANDLED_BEFORE = "handled_before"
    PROHIBITED = "prohibited"
    UNREADABLE = "unreadable"
    ANONYMOUS = "anonymous"
    OTHER_INELIGIBLE = "other_ineligible"
    ANONYMOUS_WITH_EVIDENCE = "anonymous_with_evidence"
    SIGNS_OF_CRIME = "signs_of_crime"
    IMMINENT_HARM = "imminent_harm"
    FINALLY_DECIDED = "finally_decided"
    K11_1 = "K11.1"
    K11_2 = "K11.2"
    K11_3 = "K11.3"
    K11_4 = "K11.4"
    K11_5 = "K11.5"
    K11_6 = "K11.6"
    K11_7 = "K11.7"
    K11_8 = "K11.8"
    K11_9 = "K11.9"
    SUBORDINATE_OVERDUE = "subordinate_overdue"
    BORN_OF_COMPLAINT = "born_of_complaint"
    PARTY_MEMBER = "party_member"
    PARTY_MATTER = "party_matter"
    COUNCIL_MATTER = "council_matter"
    JUDICIAL_MATTER = "judicial_matter"
    SEVERAL_SIGNATURES = "several_signatures"
    ORIGINALS_ENCLOSED = "originals_enclosed"
    MIXED = "mixed"
    COMPLEX = "complex"
    UNDER_SECRECY = "under_secrecy"


@dataclass(frozen=True, slots=True)
class SituationRule:
    """Where a situation can exist, and its rank: of several in one petition the lowest rank decides.

    `eligible`: what it says of eligibility; None when it may be found in either.
    """

    situation: Situation
    kinds: frozenset[PetitionKind]
    jurisdictions: frozenset[Jurisdiction]
    rank: int
    what_vi: str
    what_en: str
    eligible: bool | None = True
