"""What can be done on a petition as it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from reception_tui.desk.queries.running import ClockView
from reception_tui.domain.deadline import Clock
from reception_tui.domain.kinds import PetitionState
from reception_tui.domain.moves import ALLOWED_FROM
from reception_tui.domain.rules import PauseGround, Provision
from reception_tui.store.work import Row

_TO_A_BODY = frozenset({"remind", "escalate", "record_reply"})


def possible_acts(
    petition: Row, views: Iterable[ClockView], referrals: Iterable[Row], duties: Iterable[str], today: date
) -> tuple[str, ...]:
    """Return the acts that the petition's state, limits and sendings allow; none on a void one."""
    if petition["voided"] is not None:
        return ()
    state, running = PetitionState(petition["state"]), list(views)
    acts = {act for act, states in ALLOWED_FROM.items() if state in states}
    if petition["parent_id"] is not None:
        acts.discard("split")
    if all(row["answered_on"] is not None for row in referrals):
        acts -= _TO_A_BODY
    for act, rules in (
        ("pause", rules_to_pause(running, today)),
        ("resume", rules_to_resume(running)),
        ("extend", rules_to_extend(running)),
    ):
        if not rules:
            acts.discard(act)
    if any(duties):
        acts.add("fulfil")
    return tuple(sorted(acts))


def rules_to_pause(views: Iterable[ClockView], today: date) -> list[Provision]:
    """Return the rules of the running limits that the law of today lets be suspended."""
    return [clock.rule for clock in _running(views) if grounds_on(clock.rule, today) and not _is_paused(clock)]


def rules_to_resume(views: Iterable[ClockView]) -> list[Provision]:
    """Return the rules of the limits that are suspended now."""
    return [clock.rule for clock in _running(views) if _is_paused(clock)]


def rules_to_extend(views: Iterable[ClockView]) -> list[Provision]:
    """Return the rules of the running limits that the law lets be extended."""
    return [clock.rule for clock in _running(views) if clock.rule.extension is not None]


def grounds_on(rule: Provision, day: date) -> list[PauseGround]:
    """Return the grounds on which the law of `day` suspends the limit."""
    return [ground for ground in rule.pause_grounds if ground.holds_on(day)]


def _running(views: Iterable[ClockView]) -> Iterator[Clock]:
    for view in views:
        if view.clock.done is None and view.clock.deadline is not None:
            yield view.clock.deadline.clock


def _is_paused(clock: Clock) -> bool:
    return any(pause.end is None for pause in clock.pauses)
