"""Several acts as one, and records handed over between officers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from reception_tui.desk import recusals
from reception_tui.desk.acts import chasing, corrections, duties, limits, matters, petitions, referrals
from reception_tui.desk.context import Context, Done, Notice
from reception_tui.desk.seen import check_unchanged
from reception_tui.domain.commands import Command, HandOver, Together
from reception_tui.domain.errors import (
    MissingField,
    NoRight,
    Recused,
    RegisterError,
    UnknownAct,
    UnknownOfficer,
)
from reception_tui.domain.joint_errors import PartRefused
from reception_tui.store import register


def hand_over(context: Context, command: HandOver) -> Done:
    """Let another officer in service look after a record."""
    if command.petition:
        table, row = "petition", context.petition(command.petition)
    elif command.visit:
        table, row = "visit", context.visit(command.visit)
    else:
        raise MissingField("petition")
    to = next((one for one in register.officers(context.work) if one.code == command.to and one.active), None)
    if to is None:
        raise UnknownOfficer("to", value=command.to)
    context.work.update(table, row["id"], {"officer": to.code}, seen_version=command.version)
    return Done(str(row["no"]))


PARTS: dict[str, Callable[[Context, Any], Done]] = {
    "classify": petitions.classify,
    "dispose": petitions.dispose,
    "forward": referrals.forward,
    "remind": chasing.remind,
    "escalate": chasing.escalate,
    "fulfil": duties.fulfil,
    "record_reply": referrals.record_reply,
    "pause": limits.pause,
    "resume": limits.resume,
    "extend": limits.extend,
    "withdraw": petitions.withdraw,
    "link": matters.link,
    "correct": corrections.correct,
    "void": corrections.void,
    "hand_over": hand_over,
}
"""The acts that can be done to several records together."""


def together(context: Context, command: Together) -> Done:
    """Do every act, or none.

    Raises `PartRefused` for the first that cannot be done, with its place and its cause; `NoRight`, `Recused`.
    """
    if not command.acts:
        raise MissingField("acts")
    numbers = []
    for at, part in enumerate(command.acts):
        try:
            numbers.append(do_part(context, part).no)
        except (NoRight, Recused):
            raise
        except RegisterError as error:
            raise PartRefused(f"acts[{at}]", value=number_of(part), why=error) from error
    first, last = numbers[0], numbers[-1]
    subject = first if first == last else f"{first}…{last}"
    return Done(subject, (Notice("done_together", {"count": len(numbers)}),))


def do_part(context: Context, part: Command) -> Done:
    """Do one of several acts. Raises `NoRight`, `Recused`, `ChangedSince`, and what the act itself raises."""
    if part.act not in PARTS:
        raise UnknownAct("act", value=part.act, choices=tuple(PARTS))
    if not context.officer.may(part.act, context.reference.roles):
        raise NoRight("act", act=part.act, officer=context.officer.code)
    recusals.check_command(context.work, context.officer.code, part)
    check_unchanged(context.work, part)
    return PARTS[part.act](context, part)


def number_of(part: Command) -> str:
    """Return the number of the record that an act is about."""
    return str(getattr(part, "petition", "") or getattr(part, "visit", ""))
