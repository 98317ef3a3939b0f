"""Sealed words opened for some minutes, with a reason, by who holds a key of the case."""

from __future__ import annotations

from datetime import timedelta

from reception_tui.desk.came_before import came_before
from reception_tui.desk.context import Context, Done, Notice, Row
from reception_tui.domain.errors import (
    IdentityClosed,
    MissingField,
    NoKey,
    NotSealed,
    OpeningRefused,
    UnknownOfficer,
    WrongPassphrase,
)
from reception_tui.domain.seal_commands import OpenIdentity, RecoverCases, ShareCase
from reception_tui.store import journal, keys, sealed_words, seals
from reception_tui.store import register as registers
from reception_tui.store.seals import Pair


def open_identity(context: Context, command: OpenIdentity) -> Done:
    """Open a case at this desk for the office's minutes. Raises `MissingField`, `NotSealed`, `OpeningRefused`."""
    petition = context.petition(command.petition)
    case_id = sealed_words.case_of(petition["sealed"])
    if case_id is None:
        raise NotSealed("petition", value=petition["no"])
    if not command.reason.strip():
        raise MissingField("reason")
    pair, key = _key(context, command, petition, case_id, context.officer.code, command.pin)
    if context.reference.secrets.second_officer:
        second = command.second.strip()
        if not second or second == context.officer.code:
            raise _refusal(command, petition, "second_missing", "second")
        _key(context, command, petition, case_id, second, command.second_pin, "second_pin")
    now = context.now
    if now is None:
        raise IdentityClosed("petition", value=petition["no"])
    until = now + timedelta(minutes=context.reference.secrets.open_minutes)
    context.work.insert(
        "opening",
        petition_id=petition["id"],
        on=context.today,
        until=until.isoformat(timespec="seconds"),
        reason=command.reason,
        second=command.second if context.reference.secrets.second_officer else "",
        officer=context.officer.code,
    )
    context.opened[case_id] = (key, until)
    earlier, search, search_key = came_before(context, pair, case_id)
    if search is not None:
        context.opened[search] = (search_key, until)
    code = str(petition["sealed_code"] or petition["no"])
    told = [Notice("identity_open", {"no": code, "until": f"{until:%H:%M}"})]
    if earlier:
        told.append(Notice("denounced_before", {"codes": ", ".join(earlier)}))
    return Done(str(petition["no"]), tuple(told))


def share_case(context: Context, command: ShareCase) -> Done:
    """Give an officer the key of an open case, or take it away, upon which the case gets a new lock and is closed.

    Raises `NotSealed`, `IdentityClosed`, `NoKey`.
    """
    petition = context.petition(command.petition)
    case_id = sealed_words.case_of(petition["sealed"])
    if case_id is None:
        raise NotSealed("petition", value=petition["no"])
    key = context.work.open_key(case_id)
    if key is None:
        raise IdentityClosed("petition", value=petition["no"])
    public = _public_key(context, command.officer)
    if command.take_away:
        known = {row["public_key"] for row in context.work.every("officer_key", officer=command.officer)}
        keys.take_case(context.work, case_id, known, journal.head(context.work.connection)[0] + 1)
    else:
        keys.give_case(context.work, case_id, key, public)
    return Done(str(petition["no"]))


def recover_cases(context: Context, command: RecoverCases) -> Done:
    """Give an officer what the recovery key opens. Raises `SealBroken`, `WrongPassphrase`, `NoKey`."""
    pair = seals.pair_of(seals.joined(command.first_half, command.second_half))
    if pair.public != keys.public_key_of(context.work, keys.RECOVERY):
        raise WrongPassphrase("second_half")
    public = _public_key(context, command.officer)
    held = keys.cases_held(context.work, pair)
    for case_id, key in held.items():
        keys.give_case(context.work, case_id, key, public)
    count = len(keys.of_words(context.work, held))
    return Done(command.officer, (Notice("cases_recovered", {"count": count, "officer": command.officer}),))


def _public_key(context: Context, officer: str) -> str:
    if all(one.code != officer for one in registers.officers(context.work)):
        raise UnknownOfficer("officer", value=officer)
    public = keys.public_key_of(context.work, officer)
    if not public:
        raise NoKey("officer", officer=officer)
    return public


def _key(
    context: Context, command: OpenIdentity, petition: Row, case_id: int, officer: str, pin: str, field: str = "pin"
) -> tuple[Pair, bytes]:
    """Return the keys of an officer with that PIN, and that of the case. Raises `OpeningRefused`."""
    try:
        pair = keys.private_key_of(context.work, officer, pin)
    except NoKey as error:
        raise _refusal(command, petition, "no_key", field) from error
    except WrongPassphrase as error:
        raise _refusal(command, petition, "wrong_pin", field) from error
    key = keys.case_key(context.work, case_id, pair)
    if key is None:
        raise _refusal(command, petition, "no_holder", field)
    return pair, key


def _refusal(command: OpenIdentity, petition: Row, why: str, field: str) -> OpeningRefused:
    return OpeningRefused(
        field, why=why, no=petition["no"], petition_id=petition["id"], reason=command.reason, second=command.second
    )
