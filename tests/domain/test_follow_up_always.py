"""On every day exactly one stage of a sending counts, until it is answered."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from reception_tui.domain.deadline import ClockState, Pause
from reception_tui.domain.follow_up import CaseFacts, ReferralFacts
from reception_tui.domain.kinds import (
    Jurisdiction,
    Owner,
    PetitionKind,
    PetitionState,
)
from reception_tui.domain.moves import is_open
from reception_tui.domain.reference import Reference
from reception_tui.domain.rules import Flag
from tests.domain.test_follow_up import K, N, S, case, counts_on, sending, sent

DAYS = st.dates(date(2015, 1, 1), date(2027, 6, 30))
STEPS = st.integers(0, 90)


@st.composite
def sendings(draw: st.DrawFn) -> tuple[CaseFacts, ReferralFacts]:
    """A forwarded complaint or denunciation of which more or less was heard, in any order that can be."""
    first = draw(DAYS)
    day = first
    known: dict[str, date] = {}
    for name in ("received_on", "accepted_on", "resolved_on", "answered_on"):
        if draw(st.booleans()):
            day += timedelta(days=draw(STEPS))
            known[name] = day
    kind, instance = draw(st.sampled_from([(K.COMPLAINT, N.FIRST), (K.COMPLAINT, N.SECOND), (K.DENUNCIATION, N.FIRST)]))
    discipline = kind is K.COMPLAINT and draw(st.booleans())
    pauses = []
    for _ in range(draw(st.integers(0, 2))):
        start = first + timedelta(days=draw(STEPS))
        length = draw(st.none() | STEPS)
        pauses.append(Pause(start, None if length is None else start + timedelta(days=length)))
    referral = sending(sent_on=first, **known)
    facts = sent(
        kind,
        referral,
        instance=instance,
        discipline=discipline,
        received_on=first,
        handled_on=first,
        flags=draw(st.frozensets(st.sampled_from([Flag.COMPLEX, Flag.REMOTE]))),
        pauses={stage: tuple(pauses) for stage in ("KN-02", "KN-07", "KN-14", "TC-06")},
    )
    return facts, referral


@given(sendings())
def test_exactly_one_stage_of_a_sending_counts_on_every_day_until_it_is_answered(
    reference: Reference, made: tuple[CaseFacts, ReferralFacts]
) -> None:
    facts, referral = made
    planned = [clock for clock in reference.planner.plan(facts) if clock.referral is not None]
    for n in range(-2, 420):
        day = referral.sent_on + timedelta(days=n)
        running = n >= 0 and (referral.answered_on is None or day < referral.answered_on)
        counting = [clock.key for clock in planned if counts_on(clock, day)]
        assert len(counting) == (1 if running else 0), (day, counting)


@given(sendings())
def test_a_sending_that_nothing_pauses_comes_due_some_day(
    reference: Reference, made: tuple[CaseFacts, ReferralFacts]
) -> None:
    facts, referral = made
    if any(pause.end is None for pauses in facts.pauses.values() for pause in pauses):
        return
    planned = [clock for clock in reference.planner.plan(facts) if clock.referral is not None]
    last = max(clock.live_from for clock in planned) + timedelta(days=1)
    counting = [clock for clock in planned if counts_on(clock, last)]
    assert all(clock.due is not None for clock in counting)
    assert bool(counting) is (referral.answered_on is None or referral.answered_on > last)


@given(
    state=st.sampled_from(list(PetitionState)),
    kind=st.none() | st.sampled_from(list(PetitionKind)),
    jurisdiction=st.none() | st.sampled_from(list(Jurisdiction)),
    eligible=st.none() | st.booleans(),
    at_reception=st.booleans(),
    accepted=st.booleans(),
    task=st.booleans(),
    received=st.dates(date(2013, 1, 1), date(2027, 1, 1)),
)
def test_no_open_petition_is_ever_lost_sight_of(
    reference: Reference,
    state: PetitionState,
    kind: PetitionKind | None,
    jurisdiction: Jurisdiction | None,
    eligible: bool | None,
    at_reception: bool,
    accepted: bool,
    task: bool,
    received: date,
) -> None:
    if not is_open(state) or (kind is None) is not (state is S.RECEIVED):
        return
    handled = None if state in (S.RECEIVED, S.CLASSIFIED) else received
    facts = case(
        state,
        received_on=received,
        kind=kind,
        jurisdiction=jurisdiction,
        eligible=eligible,
        at_reception=at_reception,
        handled_on=handled,
        accepted_on=handled if accepted or state is S.ACCEPTED else None,
        awaiting_since=received if state is S.AWAITING_CITIZEN else None,
        referrals=(sending(sent_on=received, task=task),) if state is S.FORWARDED else (),
    )
    counting = [clock for clock in reference.planner.plan(facts) if counts_on(clock, date(2027, 6, 1))]
    assert counting
    assert all(clock.due is not None or clock.owner is Owner.NOBODY for clock in counting)


def test_the_state_of_a_planned_clock_is_that_of_its_anchor_day(reference: Reference) -> None:
    (clock,) = reference.planner.plan(case())
    assert clock.deadline is not None
    assert clock.deadline.state in (ClockState.RUNNING, ClockState.DUE_SOON)
