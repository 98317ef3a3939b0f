"""Which limit runs in each situation, whose it is, and that never none nor two count at once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from reception_tui.domain.deadline import Extension, Pause
from reception_tui.domain.follow_up import CaseFacts, ReferralFacts, RunningClock, accept_stage, duties, resolve_stage
from reception_tui.domain.kinds import (
    Channel,
    Instance,
    Jurisdiction,
    Owner,
    PetitionKind,
    PetitionState,
    ReferralRole,
)
from reception_tui.domain.reference import Reference
from reception_tui.domain.rules import Flag

K, N, J, S = PetitionKind, Instance, Jurisdiction, PetitionState
RECEIVED = date(2026, 11, 2)  # a Monday


def case(state: PetitionState = S.RECEIVED, **facts: object) -> CaseFacts:
    given_facts = {"received_on": RECEIVED, "channel": Channel.POST} | facts
    return CaseFacts(state=state, **given_facts)  # type: ignore[arg-type]


def sending(**facts: object) -> ReferralFacts:
    given_facts = {"id": 1, "body": "SNNMT", "role": ReferralRole.LEAD, "sent_on": date(2026, 11, 9)} | facts
    return ReferralFacts(**given_facts)  # type: ignore[arg-type]


def sent(kind: PetitionKind, *referrals: ReferralFacts, **facts: object) -> CaseFacts:
    known = {"kind": kind, "eligible": True, "jurisdiction": J.OTHER, "handled_on": date(2026, 11, 9)} | facts
    return case(S.FORWARDED, referrals=referrals or (sending(),), **known)


def plan(reference: Reference, facts: CaseFacts) -> dict[str, RunningClock]:
    planned = reference.planner.plan(facts)
    assert len({clock.key for clock in planned}) == len(planned)
    return {clock.key: clock for clock in planned}


def counts_on(clock: RunningClock, day: date) -> bool:
    until = clock.live_until
    return clock.live_from <= day and (until is None or day <= until) and (clock.done is None or clock.done > day)


# --- with us


@pytest.mark.parametrize(
    ("facts", "stage", "due"),
    [
        ({}, "XLD-01", date(2026, 11, 12)),
        ({"at_reception": True}, "TCD-01", date(2026, 11, 16)),
        ({"kind": K.COMPLAINT, "eligible": True, "jurisdiction": J.OTHER}, "XLD-01", date(2026, 11, 12)),
        ({"kind": K.COMPLAINT, "eligible": True, "jurisdiction": J.OURS}, "KN-01", date(2026, 11, 11)),
        (
            {"kind": K.COMPLAINT, "eligible": True, "jurisdiction": J.OURS, "instance": N.SECOND},
            "KN-06",
            date(2026, 11, 11),
        ),
        (
            {"kind": K.COMPLAINT, "eligible": True, "jurisdiction": J.OURS, "discipline": True},
            "KN-13",
            date(2026, 11, 11),
        ),
        ({"kind": K.COMPLAINT, "eligible": True}, "XLD-01", date(2026, 11, 12)),
        ({"kind": K.COMPLAINT, "eligible": False, "jurisdiction": J.OURS}, "XLD-01", date(2026, 11, 12)),
        ({"kind": K.DENUNCIATION, "eligible": True, "jurisdiction": J.OTHER}, "TC-03", date(2026, 11, 9)),
        ({"kind": K.DENUNCIATION, "eligible": False, "jurisdiction": J.OTHER}, "XLD-01", date(2026, 11, 12)),
        ({"kind": K.DENUNCIATION, "eligible": True, "jurisdiction": J.OURS}, "TC-01", date(2026, 11, 11)),
        (
            {
                "kind": K.DENUNCIATION,
                "eligible": True,
                "jurisdiction": J.OURS,
                "flags": frozenset({Flag.SEVERAL_PLACES}),
            },
            "TC-01",
            date(2026, 11, 16),
        ),
        (
            {"kind": K.DENUNCIATION, "eligible": True, "jurisdiction": J.OURS, "instance": N.AGAIN},
            "TC-12",
            date(2026, 11, 23),
        ),
        ({"kind": K.RECOMMENDATION, "eligible": True, "jurisdiction": J.OURS}, "XLD-01", date(2026, 11, 12)),
        (
            {"kind": K.RECOMMENDATION, "eligible": True, "jurisdiction": J.OTHER, "at_reception": True},
            "TCD-01",
            date(2026, 11, 16),
        ),
    ],
)
def test_a_petition_that_lies_with_us_runs_the_first_limit_of_its_kind(
    reference: Reference, facts: dict[str, object], stage: str, due: date
) -> None:
    state = S.CLASSIFIED if "kind" in facts else S.RECEIVED
    (clock,) = reference.planner.plan(case(state, **facts))
    assert (clock.stage, clock.due, clock.owner) == (stage, due, Owner.US)
    assert (clock.anchor, clock.live_from, clock.done) == (RECEIVED, RECEIVED, None)


def test_the_first_limit_ends_on_the_day_the_petition_leaves_our_hands(reference: Reference) -> None:
    handled = date(2026, 11, 9)
    clock = plan(reference, sent(K.COMPLAINT, handled_on=handled))["process"]
    assert clock.done == handled
    assert counts_on(clock, handled - timedelta(days=1))
    assert not counts_on(clock, handled)


@pytest.mark.parametrize(
    ("facts", "stage", "due"),
    [
        ({"kind": K.COMPLAINT}, "KN-02", date(2026, 12, 10)),
        ({"kind": K.COMPLAINT, "flags": frozenset({Flag.COMPLEX})}, "KN-02", date(2026, 12, 25)),
        ({"kind": K.COMPLAINT, "instance": N.SECOND}, "KN-07", date(2026, 12, 25)),
        ({"kind": K.COMPLAINT, "discipline": True}, "KN-14", date(2026, 12, 10)),
        ({"kind": K.DENUNCIATION}, "TC-06", date(2026, 12, 10)),
        ({"kind": K.DENUNCIATION, "instance": N.AGAIN}, "TC-06", date(2026, 12, 10)),
    ],
)
def test_an_accepted_petition_runs_the_limit_of_resolution(
    reference: Reference, facts: dict[str, object], stage: str, due: date
) -> None:
    accepted = date(2026, 11, 10)
    known = {"eligible": True, "jurisdiction": J.OURS, "handled_on": accepted, "accepted_on": accepted} | facts
    clock = plan(reference, case(S.ACCEPTED, **known))["resolve"]
    assert (clock.stage, clock.anchor, clock.due, clock.owner) == (stage, accepted, due, Owner.US)
    assert clock.done is None


def test_an_accepted_recommendation_is_kept_in_sight_although_the_law_sets_no_limit(reference: Reference) -> None:
    accepted = date(2026, 11, 10)
    facts = case(S.ACCEPTED, kind=K.RECOMMENDATION, eligible=True, handled_on=accepted, accepted_on=accepted)
    clock = plan(reference, facts)["resolve"]
    assert clock.owner is Owner.US
    assert clock.due == reference.calendar.add_working_days(accepted, reference.office.recommendation_answer)


def test_the_outcome_ends_the_resolution(reference: Reference) -> None:
    accepted, decided = date(2026, 11, 10), date(2026, 11, 20)
    facts = case(
        S.FINISHED,
        kind=K.COMPLAINT,
        handled_on=accepted,
        accepted_on=accepted,
        outcome_on=decided,
        finished_on=decided,
    )
    assert plan(reference, facts)["resolve"].done == decided


def test_extensions_and_pauses_belong_to_their_stage(reference: Reference) -> None:
    accepted = date(2026, 11, 10)
    known = {"kind": K.DENUNCIATION, "handled_on": accepted, "accepted_on": accepted}
    plain = plan(reference, case(S.ACCEPTED, **known))["resolve"].due
    longer = case(S.ACCEPTED, **known, extensions={"TC-06": (Extension(30, date(2026, 11, 20)),)})
    other = case(S.ACCEPTED, **known, extensions={"KN-02": (Extension(30, date(2026, 11, 20)),)})
    assert plain is not None
    assert plan(reference, longer)["resolve"].due == reference.calendar.roll(plain + timedelta(days=30))
    assert plan(reference, other)["resolve"].due == plain
    paused = plan(reference, case(S.ACCEPTED, **known, pauses={"TC-06": (Pause(date(2026, 11, 20)),)}))["resolve"]
    assert paused.due is None
    assert paused.deadline is not None
    assert paused.deadline.if_resumed_today is not None


def test_a_petition_that_waits_for_its_citizen_is_looked_at_again(reference: Reference) -> None:
    since = date(2026, 11, 4)
    facts = case(S.AWAITING_CITIZEN, kind=K.COMPLAINT, eligible=True, handled_on=since, awaiting_since=since)
    clock = plan(reference, facts)["supplement"]
    assert (clock.owner, clock.live_from, clock.done) == (Owner.CITIZEN, since, None)
    assert clock.due == reference.calendar.add_working_days(since, reference.office.supplement_review_days)


def test_a_petition_that_came_back_from_its_citizen_counts_against_us_again(reference: Reference) -> None:
    since = date(2026, 11, 4)
    back = date(2026, 11, 12)
    facts = case(S.DISPOSED, kind=K.COMPLAINT, eligible=True, handled_on=since, awaiting_since=since, came_back_on=back)
    planned = plan(reference, facts)
    assert planned["process"].done is None
    assert planned["supplement"].done == back


# --- with a body


def test_a_forwarded_complaint_is_expected_to_be_accepted_resolved_and_reported(reference: Reference) -> None:
    planned = plan(reference, sent(K.COMPLAINT))
    accept, resolve, report = planned["1/accept"], planned["1/resolve"], planned["1/report_back"]
    received = date(2026, 11, 12)  # three working days after it was sent
    assert (accept.stage, accept.anchor, accept.due) == ("KN-01", received, date(2026, 11, 23))
    assert (resolve.stage, resolve.anchor, resolve.due) == ("KN-02", date(2026, 11, 23), date(2026, 12, 23))
    assert (report.stage, report.anchor, report.due) == ("TCD-02", date(2026, 12, 23), date(2027, 1, 4))
    assert {accept.owner, resolve.owner, report.owner} == {Owner.BODY}
    assert {accept.body, resolve.body, report.body} == {"SNNMT"}


def test_what_the_body_confirmed_takes_the_place_of_what_was_expected(reference: Reference) -> None:
    known = sending(received_on=date(2026, 11, 10), accepted_on=date(2026, 11, 13), resolved_on=date(2026, 12, 1))
    planned = plan(reference, sent(K.COMPLAINT, known))
    assert (planned["1/accept"].anchor, planned["1/accept"].done) == (date(2026, 11, 10), date(2026, 11, 13))
    assert (planned["1/resolve"].anchor, planned["1/resolve"].done) == (date(2026, 11, 13), date(2026, 12, 1))
    assert (planned["1/report_back"].anchor, planned["1/report_back"].done) == (date(2026, 12, 1), None)


@pytest.mark.parametrize(
    ("kind", "instance", "accept", "resolve"),
    [
        (K.COMPLAINT, N.FIRST, "KN-01", "KN-02"),
        (K.COMPLAINT, N.SECOND, "KN-06", "KN-07"),
        (K.DENUNCIATION, N.FIRST, "TC-01", "TC-06"),
        (K.DENUNCIATION, N.AGAIN, "TC-12", "TC-06"),
        (K.RECOMMENDATION, N.FIRST, None, None),
    ],
)
def test_the_kind_and_instance_decide_the_stages(
    kind: PetitionKind, instance: Instance, accept: str | None, resolve: str | None
) -> None:
    facts = case(S.CLASSIFIED, kind=kind, instance=instance)
    assert (accept_stage(facts), resolve_stage(facts)) == (accept, resolve)


def test_a_disciplinary_complaint_has_stages_of_its_own() -> None:
    facts = case(S.CLASSIFIED, kind=K.COMPLAINT, discipline=True)
    assert (accept_stage(facts), resolve_stage(facts)) == ("KN-13", "KN-14")


def test_an_unclassified_petition_has_no_stages() -> None:
    assert (accept_stage(case()), resolve_stage(case())) == (None, None)


def test_a_forwarded_recommendation_has_only_the_date_that_was_asked_for(reference: Reference) -> None:
    asked = date(2026, 11, 30)
    clock = plan(reference, sent(K.RECOMMENDATION, sending(answer_by=asked)))["1/answer"]
    assert (clock.due, clock.owner, clock.body, clock.deadline) == (asked, Owner.BODY, "SNNMT", None)


def test_without_a_date_a_recommendation_gets_the_offices_own(reference: Reference) -> None:
    clock = plan(reference, sent(K.RECOMMENDATION))["1/answer"]
    assert clock.due == date(2026, 12, 1)  # fifteen working days; 24 November is a day off


def test_a_task_given_by_the_chairman_has_only_the_date_that_was_asked_for(reference: Reference) -> None:
    facts = sent(K.COMPLAINT, sending(task=True, answer_by=date(2026, 12, 1)), jurisdiction=J.OURS)
    planned = plan(reference, facts)
    assert planned["1/answer"].due == date(2026, 12, 1)
    assert "1/accept" not in planned


def test_the_answer_ends_every_clock_of_its_sending_and_of_no_other(reference: Reference) -> None:
    answered = date(2026, 11, 20)
    helper = sending(id=2, body="STC", role=ReferralRole.CO_HANDLER)
    planned = plan(reference, sent(K.RECOMMENDATION, sending(answered_on=answered), helper))
    assert planned["1/answer"].done == answered
    assert planned["2/answer"].done is None


@pytest.mark.parametrize("kind", PetitionKind)
def test_a_finished_petition_leaves_no_clock_running(reference: Reference, kind: PetitionKind) -> None:
    ended = date(2026, 11, 20)
    helper = sending(id=2, body="STC", role=ReferralRole.CO_HANDLER)
    facts = case(
        S.FINISHED,
        kind=kind,
        eligible=True,
        handled_on=date(2026, 11, 9),
        accepted_on=date(2026, 11, 9),
        awaiting_since=date(2026, 11, 9),
        finished_on=ended,
        referrals=(sending(answered_on=ended), helper),
    )
    owed = {duty.stage for duty in duties(facts)}
    clocks = [clock for clock in reference.planner.plan(facts) if clock.stage not in owed]
    assert clocks
    assert all(clock.done is not None and clock.done <= ended for clock in clocks)


def test_a_paused_resolution_makes_no_report_due(reference: Reference) -> None:
    accepted = date(2026, 11, 13)
    facts = sent(K.COMPLAINT, sending(accepted_on=accepted), pauses={"KN-02": (Pause(date(2026, 11, 20)),)})
    planned = plan(reference, facts)
    assert planned["1/resolve"].due is None
    assert "1/report_back" not in planned
    assert counts_on(planned["1/resolve"], date(2028, 1, 1))


# --- alarms


def test_a_day_without_a_rule_belongs_to_nobody(reference: Reference) -> None:
    (clock,) = reference.planner.plan(case(received_on=date(2021, 11, 14)))
    assert (clock.owner, clock.due, clock.rule_id, clock.deadline) == (Owner.NOBODY, None, "", None)
    assert counts_on(clock, date(2026, 11, 23))
    (ruled,) = reference.planner.plan(case(received_on=date(2021, 11, 15)))
    assert (ruled.owner, ruled.rule_id) == (Owner.US, "XLD-01")


def test_a_sending_before_its_law_is_an_alarm_and_not_silence(reference: Reference) -> None:
    old = sending(sent_on=date(2012, 6, 1), received_on=date(2012, 6, 1))
    planned = plan(reference, sent(K.COMPLAINT, old, received_on=date(2012, 5, 2)))
    counting = [clock for clock in planned.values() if clock.referral and counts_on(clock, date(2026, 11, 23))]
    assert [clock.owner for clock in counting] == [Owner.NOBODY]
