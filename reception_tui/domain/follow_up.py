"""Which limits run on a petition, whose they are, and from when to when each is the one that counts.

A clock is planned anew from the facts each time; nothing here is stored. For a forwarded complaint or
denunciation the law counts no limit from the forwarding itself, so the expected dates are derived: the body must
accept, then resolve, then report back (Law on Citizen Reception 2013, art. 27(2)). Until a body says which of
these it has done, the earliest one counts, and the next takes its place on the day after it would have ended.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from reception_tui.domain.calendar import ONE_DAY, WorkCalendar
from reception_tui.domain.deadline import Clock, Deadline, Extension, Pause, compute
from reception_tui.domain.errors import NoRuleInForce
from reception_tui.domain.kinds import (
    Channel,
    Instance,
    Jurisdiction,
    Owner,
    PetitionKind,
    PetitionState,
    ReferralRole,
)
from reception_tui.domain.moves import is_open
from reception_tui.domain.office import FollowUpRules
from reception_tui.domain.rules import Flag, Provision, RuleBook, Unit

ANSWER_VISITOR = "TCD-01"
REPORT_BACK = "TCD-02"
OFFICE = "office"
"""Stands for a rule where the law sets no limit and the office keeps its own."""

PROCESS = "XLD-01"
TRANSFER = "TC-03"
ANSWER = "PA-02"
ASKED_DATE = "PA-03"
SENDING = frozenset({"KN-03", "KN-08", "KN-15", "TC-08"})
"""The stages of sending a decision or conclusion."""


@dataclass(frozen=True, slots=True)
class ReferralFacts:
    """What is known of one sending to one body. `task`: given by the Chairman, whose case it stays."""

    id: int
    body: str
    role: ReferralRole
    sent_on: date
    received_on: date | None = None
    accepted_on: date | None = None
    resolved_on: date | None = None
    answered_on: date | None = None
    answer_by: date | None = None
    task: bool = False


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What is known of a petition, as far as limits depend on it.

    `handled_on`: the first day on which it left our hands, was accepted, or ended. `fulfilled`: the day on which a
    duty was done that no other act shows, by its stage. `came_back_on`: the day on which it waited for its citizen no
    longer.
    """

    state: PetitionState
    received_on: date
    channel: Channel
    at_reception: bool = False
    kind: PetitionKind | None = None
    instance: Instance = Instance.FIRST
    jurisdiction: Jurisdiction | None = None
    eligible: bool | None = None
    discipline: bool = False
    flags: frozenset[Flag] = frozenset()
    handled_on: date | None = None
    accepted_on: date | None = None
    outcome_on: date | None = None
    finished_on: date | None = None
    passed_on_to_us: bool = False
    wants_result: bool = False
    fulfilled: Mapping[str, date] = field(default_factory=dict)
    awaiting_since: date | None = None
    came_back_on: date | None = None
    referrals: tuple[ReferralFacts, ...] = ()
    pauses: Mapping[str, tuple[Pause, ...]] = field(default_factory=dict)
    extensions: Mapping[str, tuple[Extension, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class VisitFacts:
    """What is known of a visit, as far as the visitor's answer depends on it."""

    on: date
    answered_at_once: bool
    answered_on: date | None = None


@dataclass(frozen=True, slots=True)
class RunningClock:
    """One limit on a petition.

    It is the one that counts from `live_from` to `live_until` (None: without end). `deadline` is None where no
    rule, only a date asked for, decides `due`; `owner` is nobody where neither is known.
    """

    key: str
    stage: str
    duty: str
    rule_id: str
    owner: Owner
    anchor: date
    due: date | None
    done: date | None
    live_from: date
    live_until: date | None = None
    body: str = ""
    referral: int | None = None
    deadline: Deadline | None = None


@dataclass(frozen=True, slots=True)
class Planner:
    """The law, the calendar and the office's settings by which clocks are planned."""

    book: RuleBook
    calendar: WorkCalendar
    office: FollowUpRules

    def plan(self, case: CaseFacts) -> tuple[RunningClock, ...]:
        """Return every clock that has ever run on the petition, the oldest first."""
        return tuple(self._ours(case)) + tuple(
            clock for referral in case.referrals for clock in self._of_referral(case, referral)
        )

    def _ours(self, case: CaseFacts) -> Iterator[RunningClock]:
        handled = case.handled_on or case.finished_on
        if case.state is PetitionState.DISPOSED and case.accepted_on is None:
            # It waited for its citizen, came back, and lies with us again.
            handled = None
        yield self._ruled(case, self._first_stage(case), "process", case.received_on, handled)
        if case.accepted_on is not None:
            stage = resolve_stage(case)
            ended = case.outcome_on or case.finished_on
            if stage is not None:
                yield self._ruled(case, stage, "resolve", case.accepted_on, ended)
            else:
                # The law sets no limit on what we do with a recommendation: the office's own keeps it in sight.
                day = case.accepted_on
                due = self._answer_day(day)
                yield RunningClock("resolve", ANSWER, "resolve", OFFICE, Owner.US, day, due, ended, day)
        for duty in duties(case):
            yield self._ruled(case, duty.stage, duty.stage, duty.anchor, case.fulfilled.get(duty.stage))
        if case.awaiting_since is not None:
            due = self.calendar.add_working_days(case.awaiting_since, self.office.supplement_review_days)
            left = None if case.state is PetitionState.AWAITING_CITIZEN else case.came_back_on or case.finished_on
            yield RunningClock(
                "supplement",
                "supplement",
                "supplement",
                OFFICE,
                Owner.CITIZEN,
                case.awaiting_since,
                due,
                left,
                case.awaiting_since,
            )

    def plan_visit(self, visit: VisitFacts) -> tuple[RunningClock, ...]:
        """Return the clock of a visitor who is still owed an answer (Law on Citizen Reception 2013, art. 28(1)).

        Once a petition of the visit is in the book, its own clocks take over.
        """
        if visit.answered_at_once:
            return ()
        case = CaseFacts(state=PetitionState.RECEIVED, received_on=visit.on, channel=Channel.IN_PERSON)
        return (self._ruled(case, ANSWER_VISITOR, "visit", visit.on, visit.answered_on),)

    def _first_stage(self, case: CaseFacts) -> str:
        """Return the stage that limits how long the petition may lie with us before something is done."""
        if case.eligible and case.kind is PetitionKind.DENUNCIATION and case.jurisdiction is Jurisdiction.OTHER:
            return TRANSFER
        if case.eligible and case.jurisdiction is Jurisdiction.OURS:
            accept = accept_stage(case)
            if accept is not None:
                return accept
        return ANSWER_VISITOR if case.at_reception else PROCESS

    def _of_referral(self, case: CaseFacts, referral: ReferralFacts) -> Iterator[RunningClock]:
        if referral.role is ReferralRole.CO_HANDLER and case.finished_on is not None and referral.answered_on is None:
            ended: date | None = case.finished_on
        else:
            ended = referral.answered_on or (case.finished_on if not is_open(case.state) else None)
        accept, resolve = accept_stage(case), resolve_stage(case)
        if referral.task or accept is None or resolve is None:
            yield self._asked(referral, ended)
            return
        received = referral.received_on or self.calendar.add_working_days(
            referral.sent_on, self.office.assumed_delivery_days
        )
        accepted = referral.accepted_on
        first = self._ruled(
            case, accept, f"{referral.id}/accept", received, accepted or referral.resolved_on or ended, referral
        )
        second = self._ruled(
            case,
            resolve,
            f"{referral.id}/resolve",
            accepted or first.due or received,
            referral.resolved_on or ended,
            referral,
        )
        third = self._ruled(
            case,
            REPORT_BACK,
            f"{referral.id}/report_back",
            referral.resolved_on or second.due or received,
            ended,
            referral,
        )
        # A paused resolution has no due date: then the acceptance counts until its own, and no report is due yet.
        handed = second.due if second.due is not None or accepted is not None else first.due
        reported = referral.resolved_on is not None or (second.due is not None and third.due is not None)
        yield _live(first, referral.sent_on, handed)
        if accepted is not None or handed is not None:
            yield _live(second, accepted or _after(handed, received), third.due if reported else None)
        if reported:
            yield _live(third, referral.resolved_on or _after(third.due, received), None)

    def _asked(self, referral: ReferralFacts, ended: date | None) -> RunningClock:
        due = referral.answer_by or self._answer_day(referral.sent_on)
        return RunningClock(
            key=f"{referral.id}/answer",
            stage=ASKED_DATE,
            duty="answer",
            rule_id=ASKED_DATE,
            owner=Owner.BODY,
            anchor=referral.sent_on,
            due=due,
            done=ended,
            live_from=referral.sent_on,
            body=referral.body,
            referral=referral.id,
        )

    def _answer_day(self, first: date) -> date:
        """Return by when the office wants an answer on which the law sets no limit."""
        if self.office.recommendation_unit is Unit.WORKING_DAYS:
            return self.calendar.add_working_days(first, self.office.recommendation_answer)
        return self.calendar.roll(first + self.office.recommendation_answer * ONE_DAY)

    def _ruled(
        self,
        case: CaseFacts,
        stage: str,
        key: str,
        anchor: date,
        done: date | None,
        referral: ReferralFacts | None = None,
    ) -> RunningClock:
        owner = Owner.US if referral is None else Owner.BODY
        try:
            rule: Provision | None = self.book.rule_on(stage, anchor, case.instance)
        except NoRuleInForce:
            rule = None
        found = None
        if rule is not None:
            clock = Clock(rule, anchor, case.flags, case.extensions.get(stage, ()), case.pauses.get(stage, ()), done)
            found = compute(clock, self.calendar, anchor, self.office.due_soon_within(stage))
        return RunningClock(
            key=key,
            stage=stage,
            duty=key.rpartition("/")[2] if rule is None else rule.duty,
            rule_id=found.rule_id if found else "",
            owner=owner if rule is not None else Owner.NOBODY,
            anchor=anchor,
            due=found.due if found else None,
            done=done,
            live_from=anchor,
            body="" if referral is None else referral.body,
            referral=None if referral is None else referral.id,
            deadline=found,
        )


@dataclass(frozen=True, slots=True)
class Duty:
    """Something that we owe besides deciding: its stage, and the day of the event that it follows."""

    stage: str
    anchor: date


def duties(case: CaseFacts) -> Iterator[Duty]:
    """Yield what we owe on a petition besides processing, accepting and resolving it."""
    ours = bool(case.eligible) and case.jurisdiction is Jurisdiction.OURS
    denunciation = case.kind is PetitionKind.DENUNCIATION
    if ours and denunciation and case.passed_on_to_us:
        yield Duty("TC-04", case.received_on)
    if denunciation and case.accepted_on is not None:
        yield Duty("TC-05", case.accepted_on)
    if case.accepted_on is not None and case.outcome_on is not None:
        for stage in _after_decision(case):
            yield Duty(stage, case.outcome_on)
    if case.wants_result and case.kind in (PetitionKind.COMPLAINT, PetitionKind.DENUNCIATION):
        answers = (one.answered_on for one in case.referrals if one.role is ReferralRole.LEAD and not one.task)
        for answered_on in answers:
            if answered_on is not None:
                yield Duty("TCD-04", answered_on)


def _after_decision(case: CaseFacts) -> tuple[str, ...]:
    if case.kind is PetitionKind.DENUNCIATION:
        return ("TC-08", "TC-09", "TC-11")
    if case.kind is not PetitionKind.COMPLAINT:
        return ()
    if case.discipline:
        return ("KN-15",)
    return ("KN-08" if case.instance is Instance.SECOND else "KN-03", "KN-04")


def accept_stage(case: CaseFacts) -> str | None:
    """Return the stage of acceptance for this kind and instance; None where the law knows none."""
    if case.kind is PetitionKind.COMPLAINT:
        if case.discipline:
            return "KN-13"
        return "KN-06" if case.instance is Instance.SECOND else "KN-01"
    if case.kind is PetitionKind.DENUNCIATION:
        return "TC-12" if case.instance is Instance.AGAIN else "TC-01"
    return None


def resolve_stage(case: CaseFacts) -> str | None:
    """Return the stage of resolution for this kind and instance; None where the law knows none."""
    if case.kind is PetitionKind.COMPLAINT:
        if case.discipline:
            return "KN-14"
        return "KN-07" if case.instance is Instance.SECOND else "KN-02"
    return "TC-06" if case.kind is PetitionKind.DENUNCIATION else None


def _live(clock: RunningClock, first: date, last: date | None) -> RunningClock:
    return replace(clock, live_from=first, live_until=last if last is None or last >= first else first)


def _after(due: date | None, otherwise: date) -> date:
    return otherwise if due is None else due + ONE_DAY
