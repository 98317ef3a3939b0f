"""The facts of a petition on which its limits depend, gathered from its rows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from reception_tui.desk.context import Row
from reception_tui.domain.deadline import Extension, Pause
from reception_tui.domain.follow_up import CaseFacts, ReferralFacts, VisitFacts
from reception_tui.domain.kinds import (
    Book,
    Channel,
    Instance,
    Jurisdiction,
    PetitionKind,
    PetitionState,
    ReferralRole,
    VisitResult,
)
from reception_tui.domain.rules import Flag
from reception_tui.store.work import Work


def case_facts(work: Work, petition: Row) -> CaseFacts:
    """Return what is known of the petition, read from its rows in force."""
    petition_id = petition["id"]
    pauses: dict[str, tuple[Pause, ...]] = {}
    extensions: dict[str, tuple[Extension, ...]] = {}
    if petition["handled_on"] is not None or petition["state"] != PetitionState.RECEIVED:
        for row in work.rows("suspension", petition_id=petition_id):
            found = Pause(row["start"], row["end"], row["ground"])
            pauses[row["stage"]] = (*pauses.get(row["stage"], ()), found)
        for row in work.rows("extension", petition_id=petition_id):
            granted = Extension(row["days"], row["decided_on"])
            extensions[row["stage"]] = (*extensions.get(row["stage"], ()), granted)
    fulfilled = {row["stage"]: row["on"] for row in work.rows("fulfilment", petition_id=petition_id)}
    return CaseFacts(
        passed_on_to_us=petition["channel"] == Channel.FORWARDED,
        wants_result=petition["wants_result"],
        fulfilled=fulfilled,
        state=PetitionState(petition["state"]),
        received_on=petition["received_on"],
        channel=Channel(petition["channel"]),
        at_reception=petition["visit_id"] is not None or petition["channel"] == Channel.IN_PERSON,
        kind=PetitionKind(petition["kind"]) if petition["kind"] else None,
        instance=Instance(petition["instance"]) if petition["instance"] else Instance.FIRST,
        jurisdiction=Jurisdiction(petition["jurisdiction"]) if petition["jurisdiction"] else None,
        eligible=petition["eligible"],
        discipline=petition["discipline"],
        flags=frozenset(Flag(flag) for flag in petition["flags"].split(",") if flag),
        handled_on=petition["handled_on"],
        accepted_on=petition["accepted_on"],
        outcome_on=petition["outcome_on"],
        finished_on=petition["finished_on"],
        awaiting_since=petition["awaiting_since"],
        came_back_on=_came_back(work, petition),
        referrals=_referrals(work.rows("referral", petition_id=petition_id)),
        pauses=pauses,
        extensions=extensions,
    )


def _came_back(work: Work, petition: Row) -> date | None:
    """Return the day on which a petition waited for its citizen no longer."""
    if petition["awaiting_since"] is None:
        return None
    moves = work.rows("move", petition_id=petition["id"])
    left = [one["on"] for one in moves if one["before"] == PetitionState.AWAITING_CITIZEN != one["after"]]
    return max(left, default=None)


def visit_facts(work: Work, visit: Row) -> VisitFacts:
    """Return what is known of a visit, as far as the visitor's answer depends on it."""
    answered = [row["on"] for row in work.rows("fulfilment", visit_id=visit["id"])]
    answered += [max(visit["on"], row["received_on"]) for row in work.rows("petition", visit_id=visit["id"])]
    at_once = visit["result"] in (VisitResult.EXPLAINED, VisitResult.REFUSED)
    return VisitFacts(visit["on"], at_once, min(answered, default=None))


def is_task(petition: Row) -> bool:
    """Tell whether sending the petition gives a task: the case is the Chairman's and stays his."""
    return bool(petition["jurisdiction"] == Jurisdiction.OURS and petition["book"] == Book.PETITIONS)


def _referrals(rows: Iterable[Row]) -> tuple[ReferralFacts, ...]:
    return tuple(
        ReferralFacts(
            id=row["id"],
            body=row["body"],
            role=ReferralRole(row["role"]),
            sent_on=row["sent_on"],
            received_on=row["received_on"],
            accepted_on=row["accepted_on"],
            resolved_on=row["resolved_on"],
            answered_on=row["answered_on"],
            answer_by=row["answer_by"],
            task=row["task"],
        )
        for row in rows
    )
