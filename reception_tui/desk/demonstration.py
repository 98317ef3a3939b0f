"""The demonstration register: acts read from its source files, done one by one through the door, day after day.

The columns of the sources are the fields of the acts: a plain one belongs to the act that the file is for, one
with a dot, like `classify.kind`, to another act on the same record. An act is done when one of its cells is filled.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from itertools import count, groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from reception_tui.config import OFFICE_ZONE
from reception_tui.desk.door import Desk, perform
from reception_tui.desk.reading import read_command
from reception_tui.domain.commands import COMMANDS
from reception_tui.domain.errors import ReferenceBroken, RegisterError
from reception_tui.domain.office import Officer
from reception_tui.store import demonstration as sources
from reception_tui.store import keys
from reception_tui.store.demonstration import Source, SourceRow
from reception_tui.store.engine import url_of
from reception_tui.store.file import discard_file
from reception_tui.store.keys import OfficerKeys
from reception_tui.store.moving import move
from reception_tui.store.reference import Files
from reception_tui.store.reference import build as build_reference
from reception_tui.store.reference.files import read_files
from reception_tui.store.register import Register, create_register, open_register
from reception_tui.store.seals import Cost, Pair, pair_of
from reception_tui.store.work import Work

Progress = Callable[[int, int], None]

PIN = "2023"
"""Opens the key of every officer of the demonstration, in which everybody is invented."""

_CHEAP = Cost(1, 8192)

_ACTS = {
    "officers": "change_officer",
    "sessions": "hold_session",
    "visits": "log_visit",
    "petitions": "register_petition",
    "feedback": "register_petition",
    "replies": "record_reply",
    "reminders": "remind",
}
"""The act that each file is for; in other files a column `act` says it."""

_ROSTERS = {"visits": "people", "petitions": "petitioners", "feedback": "petitioners"}
_OF_THE_FILES = frozenset({"key", "officer", "handler", "of", "act"})
_DAYS = ("entered_on", "at", "on", "sent_on", "received_on")
_LISTS = frozenset({"roles", "why_not", "why", "co_handlers"})
_TRUTHS = {"yes": True, "no": False}
_AGAIN = "23456789"
"""What stands behind the name of an act that is done again on the same record."""

_OPENS = time(6, 45)
_USUAL_TIME = {
    "change_officer": time(6, 50),
    "hold_session": time(7, 10),
    "register_petition": time(8, 0),
    "classify": time(9, 30),
    "dispose": time(10, 20),
    "forward": time(14, 0),
    "record_reply": time(15, 0),
    "remind": time(15, 40),
    "record_outcome": time(16, 0),
}
"""When on its day an act is done, as the office's work goes; a visit has a time of its own."""

_LAST_HOUR = time(16, 30)
_ONE_ACT = timedelta(seconds=40)


@dataclass(frozen=True, slots=True)
class Step:
    """One act of the sources: when and by whom, and its fields; other records are still named by their keys.

    `key` is the key to which the act gives a number.
    """

    at: datetime
    row: SourceRow
    officer: str
    fields: Mapping[str, Any]
    key: str = ""


def build(
    url: str,
    year: int = 2023,
    *,
    folder: Path | None = None,
    files: Files | None = None,
    progress: Progress | None = None,
) -> Register:
    """Return the demonstration register at `url`, built anew from its sources, whole or not at all.

    A demonstration register that lies there gives way. `progress` is told how many acts of how many are done.
    Raises `RegisterExists`, `RegisterBusy`, `NotARegister`, `FileUnreadable`, and `ReferenceBroken` with file and row
    for what cannot be read and for an act that the door refuses.
    """
    target = sources.target_of(url)
    source = sources.read_source(folder or sources.demonstration_folder(year))
    unfinished = sources.start_beside(target)
    try:
        register = _fill(url_of(unfinished), dict(files or read_files()), source, progress or _silent)
        sources.put_in_place(register, year, target)
    finally:
        discard_file(unfinished)
    return open_register(url_of(target))


def build_on_server(url: str, year: int = 2023) -> None:
    """Build the demonstration register on a server where there is none: in a file first, and moved there whole.

    Raises `RegisterExists` where there is one that people work with, and what `build` and moving raise.
    """
    with TemporaryDirectory() as folder:
        place = url_of(Path(folder) / "demo.db")
        build(place, year).close()
        move(place, url)


def plan(source: Source) -> list[Step]:
    """Return every act of the sources in the order in which it is done. Raises `ReferenceBroken`."""
    kept, _ = sources.in_force(source)
    rosters: dict[str, list[dict[str, Any]]] = {}
    for row in kept["people"]:
        own, _ = _cells_by_act(row)
        rosters.setdefault(_must(row, "of"), []).append(own)
    steps: list[Step] = []
    visits: dict[str, Step] = {}
    for name in sources.FILES:
        for row in kept[name] if name not in ("officers", "people") else ():
            steps += _life(row, name, rosters, visits)
    steps.sort(key=lambda step: step.at)
    if not (kept["officers"] and steps):
        raise SourceRow("officers.csv", 1, {}).broken("missing")
    return [*_taken_on(kept["officers"], steps[0].at.date()), *steps]


def _taken_on(rows: list[SourceRow], day: date) -> Iterator[Step]:
    """Yield the taking on of the other officers, by the first, with whom the register begins."""
    at = datetime.combine(day, _USUAL_TIME["change_officer"], OFFICE_ZONE)
    for row in rows[1:]:
        fields, _ = _cells_by_act(row)
        yield Step(at, row, _must(rows[0], "key"), {"act": _ACTS["officers"], "code": _must(row, "key"), **fields})


def _life(
    row: SourceRow, name: str, rosters: Mapping[str, list[dict[str, Any]]], visits: dict[str, Step]
) -> Iterator[Step]:
    """Yield the acts of one row. What is done on one day is done in the order of the columns."""
    own, others = _cells_by_act(row)
    key = row.cells.get("key", "")
    last = _step(row, _ACTS.get(name) or _must(row, "act"), own, _must(row, "officer"), key)
    if name in _ROSTERS:
        last = replace(last, fields={**last.fields, _ROSTERS[name]: rosters.get(key, [])})
    if name == "feedback":
        last = replace(last, fields={**last.fields, "book": name})
    brought = visits.get(row.cells.get("visit", ""))
    if brought is not None and brought.at.date() == last.at.date():
        last = replace(last, at=brought.at + 5 * _ONE_ACT)
    if name == "visits":
        visits[key] = last
    yield last
    for act, cells in others.items():
        step = _step(row, act.rstrip(_AGAIN), {"petition": key, **cells}, _must(row, "handler"))
        if step.at.date() == last.at.date():
            step = replace(step, at=max(step.at, last.at + 3 * _ONE_ACT))
        yield step
        last = step


def _step(row: SourceRow, act: str, fields: Mapping[str, Any], officer: str, key: str = "") -> Step:
    """Return one act of a row, on its day, at the time of day at which such work is done."""
    given = next((fields[name] for name in _DAYS if name in fields), "")
    day, _, clock = given.replace("T", " ").partition(" ")
    try:
        if clock:
            at = datetime.combine(date.fromisoformat(day), time.fromisoformat(clock)) + 10 * _ONE_ACT
        else:
            at = datetime.combine(date.fromisoformat(day), _USUAL_TIME.get(act, _LAST_HOUR))
    except ValueError as error:
        raise row.broken("bad_date", f"{act} {given}".strip()) from error
    command = {name: value for name, value in fields.items() if name != "entered_on"} | {"act": act}
    if "document" in fields:
        command["document"] = {"number": fields["document"], "date": day}
    return Step(at.replace(tzinfo=OFFICE_ZONE), row, officer, command, key)


def _cells_by_act(row: SourceRow) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """Return the fields of the act that the file is for, and those of each other act of the row, in their order."""
    own: dict[str, Any] = {}
    others: dict[str, dict[str, Any]] = {}
    for column, text in row.cells.items():
        head, dot, name = column.partition(".")
        if not dot:
            if column not in _OF_THE_FILES:
                own[column] = _value(column, text)
        elif head.rstrip(_AGAIN) in COMMANDS:
            others.setdefault(head, {})[name] = _value(name, text)
        else:
            own.setdefault(head, {})[name] = _value(name, text)
    return own, others


def _value(name: str, text: str) -> Any:
    return text.split() if name in _LISTS else _TRUTHS.get(text, text)


def _must(row: SourceRow, column: str) -> str:
    if column not in row.cells:
        raise row.broken("missing", column)
    return row.cells[column]


@dataclass(slots=True)
class _Hand:
    """The hand that fills the register: its clock, and the numbers that keys have been given so far."""

    now: datetime
    numbers: dict[str, str] = field(default_factory=dict)
    matters: dict[str, str] = field(default_factory=dict)


def _fill(url: str, files: dict[str, str], source: Source, progress: Progress) -> Register:
    """Return a new register in which every step has been done, each day in one transaction."""
    steps = plan(source)
    reference = build_reference(files)
    officers = [_officer(row) for row in source["officers"]]
    hand = _Hand(datetime.combine(steps[0].at.date(), _OPENS, OFFICE_ZONE))
    register = create_register(
        url,
        files,
        officers[0],
        "",
        hand.now,
        durable=False,
        officer_keys=_keys_of(officers[0].code),
        recovery=_pair_of(keys.RECOVERY),
    )
    salt = _salts()
    desks = {one.code: Desk(register, reference, one, lambda: hand.now, salt) for one in officers}
    done = 0
    try:
        for _, day in groupby(steps, key=lambda step: step.at.date()):
            with register.writing() as work:
                for step in day:
                    hand.now = max(step.at, hand.now + _ONE_ACT)
                    # The journal takes all changes of one unit of work for one act.
                    _do(Work(work.connection), desks[step.officer], step, hand)
                    done += 1
            progress(done, len(steps))
        register.forget_clear_words()
    except BaseException:
        register.close()
        raise
    return register


def _do(work: Work, desk: Desk, step: Step, hand: _Hand) -> None:
    """Do one act and keep the number that it gave. Raises `ReferenceBroken` when the door refuses it."""
    fields = dict(step.fields)
    if fields["act"] == _ACTS["officers"]:
        made = _keys_of(fields["code"])
        fields |= {"public_key": made.public_key, "wrapped_key": made.wrapped}
    for name in ("petition", "visit", "session"):
        if name in fields:
            if fields[name] not in hand.numbers:
                raise step.row.broken("before_its_time", f"{fields['act']} {name}")
            fields[name] = hand.numbers[fields[name]]
    matter = fields.get("matter", "")
    if matter:
        fields["matter"] = hand.matters.get(matter, "new")
    try:
        command, unknown = read_command(fields)
        if unknown:
            raise step.row.broken("unknown_column", ", ".join(unknown))
        no = perform(work, desk, command).no
    except RegisterError as error:
        if isinstance(error, ReferenceBroken):
            raise
        raise step.row.broken(error.code, f"{fields['act']} {error.field or ''}") from error
    if step.key:
        hand.numbers[step.key] = no
    if matter and matter not in hand.matters:
        table = "visit" if command.act == "log_visit" else "petition"
        matter_id = work.by_no(table, no, "matter")["matter_id"]
        hand.matters[matter] = str(work.row("matter", matter_id)["no"])


def _officer(row: SourceRow) -> Officer:
    return Officer(_must(row, "key"), _must(row, "name"), frozenset(row.cells.get("roles", "").split()))


def _salts() -> Callable[[], str]:
    """Return a maker of salts that gives the same ones in every build, so that the journals are the same.

    Nobody is laid open by it: everybody in the sources is invented, and the sources are there to be read.
    """
    numbers = count()
    return lambda: hashlib.sha256(f"demonstration {next(numbers)}".encode()).hexdigest()[:32]


def _keys_of(officer: str) -> OfficerKeys:
    """Return the key of an officer of the demonstration, behind the PIN that is the same for all."""
    return keys.made_for(PIN, _pair_of(officer), _CHEAP)


def _pair_of(holder: str) -> Pair:
    return pair_of(hashlib.sha256(f"demonstration key {holder}".encode()).digest())


def _silent(_done: int, _of: int) -> None:
    """Tell nobody how far the build is."""
