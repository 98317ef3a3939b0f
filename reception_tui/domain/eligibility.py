"""Whether a petition can be processed: a checklist by kind (Circular 05/2021/TT-TTCP, art. 6(2); law.md 2.3).

An officer answers what the paper shows. What nobody answered stays to be asked and is never guessed; several reasons
can stand at once; and the notice that follows is the one of the gravest reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from reception_tui.domain.kinds import DispositionKind, PetitionKind
from reception_tui.domain.rules import Certainty
from reception_tui.domain.situations import Situation


class Fact(StrEnum):
    """What can be seen on a petition, each answered by yes or no."""

    IN_VIETNAMESE = "in_vietnamese"
    TRANSLATED = "translated"
    DATED = "dated"
    SIGNED = "signed"
    AUTHOR_NAMED = "author_named"
    AUTHOR_REAL = "author_real"
    CONTACT_GIVEN = "contact_given"
    ACCUSED_NAMED = "accused_named"
    GROUNDS_AND_REQUEST = "grounds_and_request"
    VIOLATION_STATED = "violation_stated"
    CONTENT_CLEAR = "content_clear"
    PROVABLE = "provable"
    READABLE = "readable"
    PROHIBITED_CONTENT = "prohibited_content"
    SENT_TO_COMPETENT = "sent_to_competent"
    HANDLED_BEFORE = "handled_before"
    MAY_GO_ON = "may_go_on"
    SECOND_COPY = "second_copy"
    OTHER_REASON = "other_reason"
    ADDRESSED_HERE = "addressed_here"
    SEVERAL_SIGNERS = "several_signers"
    ORIGINALS_ENCLOSED = "originals_enclosed"


Facts = Mapping[Fact, bool]
"""What was answered; a fact that is not there was not."""


class Answer(StrEnum):
    """Where an item of the checklist stands."""

    MET = "met"
    FAILED = "failed"
    EXCUSED = "excused"
    OPEN = "open"
    NOTED = "noted"


@dataclass(frozen=True, slots=True)
class Question:
    """How a fact is asked for."""

    fact: Fact
    text_vi: str
    text_en: str


@dataclass(frozen=True, slots=True)
class EligibilityItem:
    """One version of one line of the checklist.

    Its fact must be as `wanted`. `excuses`: any of these sets of facts excuses the lack. `situation`: what an excuse,
    or a mere note, makes of the petition. Without a `reason` it is a note and decides nothing. What is `volunteered`
    is taken for no until somebody says yes.
    """

    code: str
    kinds: frozenset[PetitionKind]
    fact: Fact
    wanted: bool
    reason: str
    what_vi: str
    what_en: str
    article_vi: str
    article_en: str
    in_force: date
    until: date | None
    sure: Certainty
    excuses: tuple[Facts, ...] = ()
    situation: Situation | None = None
    volunteered: bool = False

    def holds_on(self, day: date) -> bool:
        """Tell whether the line is law on `day`."""
        return self.in_force <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class NoticeRule:
    """What follows from a reason: its situation in the matrix, and what is proposed, first of all by the lowest rank.

    `unreachable` is proposed instead when the author cannot be written to.
    """

    reason: str
    situation: Situation
    rank: int
    disposition: DispositionKind
    unreachable: DispositionKind
    form: str
    what_vi: str
    what_en: str
    article_vi: str
    article_en: str
    in_force: date
    until: date | None

    def holds_on(self, day: date) -> bool:
        """Tell whether this is law on `day`."""
        return self.in_force <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class EligibilityRules:
    """The checklist, its questions and its notices."""

    items: tuple[EligibilityItem, ...] = ()
    notices: tuple[NoticeRule, ...] = ()
    questions: Mapping[Fact, Question] = field(default_factory=dict)

    def items_on(self, kind: PetitionKind, day: date) -> tuple[EligibilityItem, ...]:
        """Return the lines for that kind on `day`, in the order of the file."""
        return tuple(item for item in self.items if kind in item.kinds and item.holds_on(day))

    def notice_on(self, reason: str, day: date) -> NoticeRule | None:
        """Return what follows from `reason` on `day`."""
        return next((one for one in self.notices if one.reason == reason and one.holds_on(day)), None)


@dataclass(frozen=True, slots=True)
class CheckedItem:
    """A line of the checklist as it was answered; `asks` holds the facts that it still waits for."""

    item: EligibilityItem
    answer: Answer
    asks: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """The notice that is proposed: the disposition, its form, and the reason it rests on."""

    notice: NoticeRule
    disposition: DispositionKind
    form: str


@dataclass(frozen=True, slots=True)
class Checklist:
    """The whole checklist as answered. `eligible` is None while something is open and nothing has failed."""

    items: tuple[CheckedItem, ...]
    eligible: bool | None
    reasons: tuple[str, ...]
    asks: tuple[Fact, ...]
    situations: frozenset[Situation]
    proposal: Proposal | None


def check_eligibility(rules: EligibilityRules, kind: PetitionKind, facts: Facts, on: date) -> Checklist:
    """Return the checklist of a petition received on that day, answered as far as `facts` go."""
    checked = tuple(_checked(item, facts) for item in rules.items_on(kind, on))
    failed = [one for one in checked if one.answer is Answer.FAILED]
    reasons = tuple(dict.fromkeys(one.item.reason for one in failed))
    open_ = any(one.answer is Answer.OPEN for one in checked if one.item.reason)
    notices = [notice for notice in (rules.notice_on(reason, on) for reason in reasons) if notice is not None]
    return Checklist(
        items=checked,
        eligible=False if failed else None if open_ else True,
        reasons=reasons,
        asks=tuple(dict.fromkeys(fact for one in checked for fact in one.asks)),
        situations=frozenset(_situations(checked)) | {notice.situation for notice in notices},
        proposal=_proposal(notices, facts),
    )


def _situations(checked: tuple[CheckedItem, ...]) -> Iterator[Situation]:
    for one in checked:
        if one.answer in (Answer.EXCUSED, Answer.NOTED) and one.item.situation is not None:
            yield one.item.situation


def _checked(item: EligibilityItem, facts: Facts) -> CheckedItem:
    known = facts.get(item.fact, item.wanted if item.volunteered else None)
    if known is None:
        return CheckedItem(item, Answer.OPEN, (item.fact,))
    if known is item.wanted:
        return CheckedItem(item, Answer.MET)
    if not item.reason:
        return CheckedItem(item, Answer.NOTED)
    if any(_holds(excuse, facts) for excuse in item.excuses):
        return CheckedItem(item, Answer.EXCUSED)
    waiting = tuple(fact for excuse in item.excuses if _may_hold(excuse, facts) for fact in excuse if fact not in facts)
    return CheckedItem(item, Answer.OPEN, waiting) if waiting else CheckedItem(item, Answer.FAILED)


def _holds(excuse: Facts, facts: Facts) -> bool:
    return all(facts.get(fact) is wanted for fact, wanted in excuse.items())


def _may_hold(excuse: Facts, facts: Facts) -> bool:
    return all(facts.get(fact, wanted) is wanted for fact, wanted in excuse.items())


def _proposal(notices: list[NoticeRule], facts: Facts) -> Proposal | None:
    if not notices:
        return None
    gravest = min(notices, key=lambda one: one.rank)
    reachable = facts.get(Fact.AUTHOR_NAMED) is not False
    disposition = gravest.disposition if reachable else gravest.unreachable
    return Proposal(gravest, disposition, gravest.form if reachable else "")
