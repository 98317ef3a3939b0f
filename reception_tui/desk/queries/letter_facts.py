"""What the register can tell a letter about a petition, a visit, or all that a body is late with.

Values are days, numbers, codes and the words that stand in the register; how they are written is the form's affair.
Nothing is left out here for secrecy's sake but the rows of a list: `desk.letters` decides what a letter may tell.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from reception_tui.desk.findable import brought_denunciation, is_secret
from reception_tui.desk.queries.letter_limits import ours_late, report_back, their_late
from reception_tui.desk.queries.overdue import due_list
from reception_tui.domain.deadline import ClockState
from reception_tui.domain.kinds import Channel, Host, Instance, PetitionKind, ReferralRole
from reception_tui.domain.leaks import Identity
from reception_tui.domain.letter_paper import Value
from reception_tui.domain.letters import Wording
from reception_tui.domain.reference import Reference
from reception_tui.domain.rules import LegalCode
from reception_tui.domain.text import shorten
from reception_tui.store.work import Row, Work

_LIST_CONTENT = 160
_MOST_BLANK_LINES = 200

Line = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """The values of a letter, and what must be known to keep a secret.

    `identity` is of those who must not be told, `public` the names that the letter may carry all the same, `accused`
    those of whom the petition complains.
    """

    facts: dict[str, Value]
    lists: dict[str, tuple[Line, ...]] = field(default_factory=dict)
    kind: PetitionKind | None = None
    secret: bool = False
    code: str = ""
    identity: Identity = field(default_factory=Identity)
    public: tuple[str, ...] = ()
    accused: tuple[str, ...] = ()


def of_petition(work: Work, reference: Reference, wording: Wording, petition: Row, on: date, body: str) -> LetterFacts:
    """Return what is known of a petition. `body`: which of its sendings, or who is to get it. Raises `UnknownBody`."""
    people = _people(work, "petition_person", petition_id=petition["id"])
    secret = is_secret(work, petition)
    accused = _accused(reference, petition)
    facts: dict[str, Value] = {
        **_citizen(reference, wording, people, petition["signatories"]),
        "petition_no": petition["no"],
        "record_no": petition["no"],
        "received_on": petition["received_on"],
        "channel": Channel(petition["channel"]),
        "content": petition["content"],
        "signatories": petition["signatories"],
        "forwarded_by": petition["forwarded_by"],
        "against": ", ".join(_told_accused(reference, petition)),
        "why": _why(work, reference, petition),
        **report_back(reference, on),
        **ours_late(work, reference, petition, on),
        **_sending(work, reference, wording, petition, on, body),
    }
    facts |= _dates(petition, "dated", "accepted_on")
    if petition["kind"]:
        facts["kind"] = PetitionKind(petition["kind"])
    if petition["instance"]:
        facts["instance"] = Instance(petition["instance"])
    visitors = _people(work, "visit_person", visit_id=petition["visit_id"]) if petition["visit_id"] else []
    receivers = [str(facts[name]) for name in ("to_body", "co_handlers") if name in facts]
    return LetterFacts(
        facts,
        kind=PetitionKind(petition["kind"]) if petition["kind"] else None,
        secret=secret,
        code=str(petition["sealed_code"] or petition["no"]),
        identity=_identity(reference, (*people, *visitors)),
        public=(*accused, *receivers, *_ours(reference)),
        accused=accused,
    )


def of_visit(work: Work, reference: Reference, wording: Wording, visit: Row, on: date) -> LetterFacts:
    """Return what is known of a visit."""
    people = _people(work, "visit_person", visit_id=visit["id"])
    speakers = [one for one in people if one["representative"]]
    facts: dict[str, Value] = {
        **_citizen(reference, wording, people, visit["head_count"]),
        "visit_no": visit["no"],
        "record_no": visit["no"],
        "received_on": visit["on"],
        "visited_on": visit["on"],
        "visited_at": visit["time"],
        "head_count": visit["head_count"],
        "content": visit["content"],
        "request": visit["request"],
        "representatives": "; ".join(_named_with_address(reference, one) for one in speakers),
        **ours_late(work, reference, visit, on),
        **_refusal(reference, visit),
    }
    rule = reference.book.group_rule(visit["head_count"], visit["on"])
    if rule is not None:
        facts |= {"most_representatives": rule.representatives_max, "group_article": rule.article}
    if visit["session_id"] is not None:
        session = work.row("session", visit["session_id"])
        facts |= {"host": Host(session["host"]), "conclusion": session["conclusion"]}
    petitions = work.rows("petition", visit_id=visit["id"])
    accused = tuple(dict.fromkeys(name for one in petitions for name in _accused(reference, one)))
    return LetterFacts(
        facts,
        lists={"roster": _roster(reference, wording, people, visit["head_count"])},
        secret=brought_denunciation(work, visit),
        code=str(visit["no"]),
        identity=_identity(reference, people),
        public=(*accused, *_ours(reference)),
        accused=accused,
    )


def of_body(
    work: Work, reference: Reference, wording: Wording, body: str, numbers: Iterable[str], on: date
) -> LetterFacts:
    """Return what a body is late with on that day, or only the petitions of those numbers. Raises `UnknownBody`."""
    found = reference.directory.body(body, "body", on)
    late = {row.petition: row for row in due_list(work, reference, on, found.code).in_state(ClockState.OVERDUE)}
    wanted = list(dict.fromkeys(numbers)) or list(late)
    lines = []
    for n, no in enumerate(wanted, start=1):
        petition = work.by_no("petition", no, "petitions")
        referral = _referral(work, reference, petition, found.code)
        due = late.get(no)
        sent = {"sent_on": _day(referral["sent_on"]), "sent_number": referral["document_number"]} if referral else {}
        lines.append(
            {
                "n": str(n),
                "no": no,
                **_told_in_list(work, reference, wording, petition),
                **sent,
                "due": _day(due.due) if due is not None else "",
                "days": "" if due is None or due.days is None else str(due.days),
                "round": str(len(work.rows("reminder", referral_id=referral["id"])) + 1) if referral else "",
            }
        )
    facts: dict[str, Value] = {"to_body": found.name_vi}
    if lines:
        facts["count"] = len(lines)
    return LetterFacts(facts, lists={"late": tuple(lines)}, public=_ours(reference))


def _told_in_list(work: Work, reference: Reference, wording: Wording, petition: Row) -> Line:
    if is_secret(work, petition):
        code = str(petition["sealed_code"] or petition["no"])
        return {"citizen": code, "content": wording.hidden_content}
    people = _people(work, "petition_person", petition_id=petition["id"])
    told = _citizen(reference, wording, people, petition["signatories"]).get("citizen_name", "")
    return {"citizen": str(told), "content": shorten(petition["title"] or petition["content"], _LIST_CONTENT)}


def _citizen(reference: Reference, wording: Wording, people: list[Row], count: int) -> dict[str, Value]:
    """Return who the letter is about: the one who speaks for them, or the first, and how many more there are."""
    if not people:
        return {}
    first = next((one for one in people if one["representative"]), people[0])
    citizen = wording.titled[first["gender"] or "unknown"].format(name=first["name"])
    others = max(count, len(people)) - 1
    if others:
        citizen = wording.and_others.format(citizen=citizen, count=f"{others:02}")
    return {
        "citizen": citizen,
        "citizen_name": first["name"],
        "address": _address(reference, first),
        "id_number": first["id_number"],
        "phone": first["phone"],
        "organisation": first["organisation"],
    }


def _sending(
    work: Work, reference: Reference, wording: Wording, petition: Row, on: date, body: str
) -> dict[str, Value]:
    """Return what is known of the sending to `body`, or to the one that leads."""
    directory = reference.directory
    asked = directory.body(body, "body", on).code if body else ""
    referral = _referral(work, reference, petition, asked)
    if referral is None:
        return {"to_body": directory.bodies[asked].name_vi} if asked else {}
    names = directory.bodies
    reminders = work.rows("reminder", referral_id=referral["id"])
    helpers = [
        names[row["body"]].name_vi
        for row in work.rows("referral", petition_id=petition["id"])
        if row["role"] == ReferralRole.CO_HANDLER and row["sent_on"] == referral["sent_on"]
    ]
    facts: dict[str, Value] = {
        "to_body": names[referral["body"]].name_vi,
        "sent_on": referral["sent_on"],
        "sent_number": referral["document_number"],
        "round": len(reminders) + 1,
        "co_handlers": "; ".join(helpers) if referral["role"] == ReferralRole.LEAD else "",
        **their_late(work, reference, wording, petition, referral["id"], on),
    }
    if reminders:
        last = reminders[-1]
        day = wording.date_in_words(last["document_date"] or last["on"])
        told = wording.reminded.format(number=last["document_number"], date=day)
        facts["last_reminder"] = told if last["document_number"] else ""
    return facts | _dates(referral, "answer_by")


def _referral(work: Work, reference: Reference, petition: Row, body: str) -> Row | None:
    """Return the sending to that body, or the lead's: an open one first, the last one else."""
    rows = work.rows("referral", petition_id=petition["id"])
    if body:
        rows = [row for row in rows if row["body"] == reference.directory.body(body, "body", row["sent_on"]).code]
    rows.sort(key=lambda row: (row["answered_on"] is None, row["role"] == ReferralRole.LEAD, row["sent_on"]))
    return rows[-1] if rows else None


def _why(work: Work, reference: Reference, petition: Row) -> str:
    """Return the reasons of the last decision, or those for which the petition cannot be processed."""
    book = reference.book
    decisions = [row for row in work.rows("disposition", petition_id=petition["id"]) if row["why"] or row["note"]]
    if decisions and petition["kind"]:
        last, grounds = decisions[-1], book.grounds_of_refusal(PetitionKind(petition["kind"]))
        return _reasons(last["why"], grounds, last["on"]) or str(last["note"])
    on = petition["classified_on"] or petition["received_on"]
    return _reasons(petition["why_not"], book.ineligibilities, on)


def _reasons(codes: str, known: Iterable[LegalCode], on: date) -> str:
    wanted = [code for code in codes.split(",") if code]
    held = {one.code: one for one in known if one.holds_on(on)}
    return "; ".join(f"{held[code].what_vi} ({held[code].article})" for code in wanted if code in held)


def _refusal(reference: Reference, visit: Row) -> dict[str, Value]:
    for one in reference.book.refusals:
        if one.code == visit["refusal"] and one.holds_on(visit["on"]):
            return {"refusal_what": one.what_vi, "refusal_article": one.article}
    return {}


def _roster(reference: Reference, wording: Wording, people: list[Row], head_count: int) -> tuple[Line, ...]:
    """Return who came, and empty lines for those who are not named yet."""
    lines = [
        {
            "n": str(n),
            "name": one["name"],
            "birth_year": str(one["birth_year"] or ""),
            "address": _address(reference, one),
            "id_number": one["id_number"],
            "representative": wording.word("representative") if one["representative"] else "",
        }
        for n, one in enumerate(people, start=1)
    ]
    blank = range(len(people) + 1, min(head_count, len(people) + _MOST_BLANK_LINES) + 1)
    return (*lines, *({"n": str(n)} for n in blank))


def _identity(reference: Reference, people: Iterable[Row]) -> Identity:
    rows = list({one["id"]: one for one in people}.values())
    return Identity(
        names=tuple(name for one in rows for name in (one["name"], one["organisation"]) if name),
        numbers=tuple(number for one in rows for number in (one["id_number"], one["phone"]) if number),
        addresses=tuple(address for one in rows if (address := _address(reference, one))),
    )


def _told_accused(reference: Reference, petition: Row) -> list[str]:
    directory = reference.directory
    body = directory.bodies.get(petition["against_body"])
    commune = directory.communes.get(petition["against_commune"])
    place = body.name_vi if body else commune.name if commune else ""
    return [told for told in (petition["against_person"], petition["against_office"], place) if told]


def _accused(reference: Reference, petition: Row) -> tuple[str, ...]:
    """Return every name under which the one complained of may be told."""
    directory = reference.directory
    body = directory.bodies.get(petition["against_body"])
    commune = directory.communes.get(petition["against_commune"] or petition["against_body"])
    names = [petition["against_person"]]
    names += [body.name_vi, body.short, *body.old_names] if body else []
    names += [commune.name, *commune.old_names] if commune else []
    return tuple(dict.fromkeys(name for name in names if name))


def _ours(reference: Reference) -> tuple[str, ...]:
    """Return the names that stand on every letter: the Board, those above it, and the place."""
    board = reference.directory.bodies[reference.board.body]
    found = [reference.board.place]
    while True:
        found.append(board.name_vi)
        if board.parent is None:
            return tuple(found)
        board = reference.directory.bodies[board.parent]


def _people(work: Work, table: str, **of: int) -> list[Row]:
    links = sorted(work.rows(table, **of), key=lambda link: int(link["ord"]))
    return [{**work.row("person", link["person_id"]), "representative": link["representative"]} for link in links]


def _named_with_address(reference: Reference, person: Row) -> str:
    return ", ".join(filter(None, (person["name"], _address(reference, person))))


def _address(reference: Reference, person: Row) -> str:
    commune = reference.directory.communes.get(person["commune"])
    place = f"{commune.name[:1].lower()}{commune.name[1:]}" if commune else ""
    return ", ".join(filter(None, (person["address"], place)))


def _dates(row: Row, *names: str) -> dict[str, Value]:
    return {name: row[name] for name in names if row[name] is not None}


def _day(day: date | None) -> str:
    return "" if day is None else f"{day.day:02}/{day.month:02}/{day.year:04}"
