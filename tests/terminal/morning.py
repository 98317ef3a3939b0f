"""The recorded morning: who comes, typed through a terminal in Telex; what then has to stand in the register."""

from __future__ import annotations

import sqlite3
import time
import tomllib
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby
from pathlib import Path
from typing import Any

from screen import KEYS, Terminal
from streams import telex

from reception_tui.config import OFFICE_ZONE
from reception_tui.desk.drill import Shown, Stroke, Visitor, scratch_register, strokes
from reception_tui.domain.kinds import Gender, VisitResult
from reception_tui.domain.people import PersonEntry
from reception_tui.domain.roster import read_roster
from reception_tui.domain.text import clean

TODAY = "2026-11-23"
EARLIER = datetime(2026, 10, 5, 8, 0, tzinfo=OFFICE_ZONE)
"""When those who are known were here before."""
QUIET, STILL, AFTER_ESC, PATIENCE = 0.006, 0.15, 0.3, 20.0
"""Seconds: nothing painted between two strokes, and after a screen opened; Esc is told from a sequence by waiting."""
OPENS = {"f2", "f8", "f9", "ctrl_l", "esc"}


@dataclass(frozen=True, slots=True)
class Caller:
    """A visit of the morning, and the petition handed in at it: what is typed to classify it, and what it then is."""

    visitor: Visitor
    typed: tuple[str, str] = ("", "")
    kind: str = ""
    subject: str = ""

    @property
    def sort(self) -> str:
        """Return how the visit is counted."""
        return "delegation" if self.visitor.party else ("returning" if self.visitor.known else "new")


def read_morning() -> list[Caller]:
    """Return who comes, in order."""
    text = Path(__file__).with_name("morning.toml").read_text("utf-8")
    return [_caller(row) for row in tomllib.loads(text)["visit"]]


def _caller(row: dict[str, Any]) -> Caller:
    names = ("name", "id_number", "birth_year", "commune", "address", "phone")
    entry = PersonEntry(gender=Gender(row["gender"]), **{name: row[name] for name in names if name in row})
    paper = row.get("petition")
    visitor = Visitor(
        entry,
        row["place"],
        row["content"],
        VisitResult.PETITION_RECEIVED if paper else VisitResult.EXPLAINED,
        known=row["known"],
        party=tuple(read_roster(row.get("party", ()), date.fromisoformat(TODAY))),
        appointment=row.get("appointment", ""),
        show=Shown(row.get("by", "number")),
    )
    return Caller(visitor, tuple(paper["type"]), paper["kind"], paper["field"]) if paper else Caller(visitor)


def register_before(place: Path, callers: Sequence[Caller]) -> None:
    """Make a register in which those who are known were received weeks ago."""
    scratch_register(place, [one.visitor for one in callers], lambda: EARLIER)


def petition_strokes(caller: Caller) -> Iterator[Stroke]:
    """Yield what is typed from the saved visit to the classified petition, and back to the desk."""
    if caller.kind:
        kind, subject = caller.typed
        yield Stroke("petition", ("f9", "ctrl_l", *kind, "enter", "enter", *subject, "f9", "esc"))


@dataclass(slots=True)
class Typist:
    """One pair of hands at one terminal, with a watch.

    `echoes` are the seconds until the letters of a stroke stand before the cursor, `moves` those until Enter has put
    it into another field; `unseen` are the words that never stood there.
    """

    terminal: Terminal
    beyond: int = 0
    echoes: list[float] = field(default_factory=list)
    moves: list[float] = field(default_factory=list)
    unseen: list[str] = field(default_factory=list)
    keys: int = 0

    def write(self, text: str) -> None:
        """Type a text in Telex, a stroke at a time, each when the one before is seen."""
        for write, word in telex(text):
            self._stroke(write, word)

    def spell(self, text: str) -> None:
        """Write a text letter by letter, without an input method."""
        for i, letter in enumerate(text):
            self._stroke(letter, text[: i + 1].rpartition(" ")[2] or " ")

    def _stroke(self, write: str, word: str) -> None:
        at = self._cursor()
        started = time.perf_counter()
        self.terminal.type(write)
        self.keys += 1
        while (came := self.terminal.take(started + PATIENCE - time.perf_counter())) is not None:
            before = self.terminal.before_cursor(self.beyond)
            # A blank at the end of a line that is full moves the cursor to the next one.
            if before.endswith(word) and (word != " " or self._cursor() != at or before[-2:-1] != " "):
                self.echoes.append(came - started)
                break
            if word == " " and self._cursor() != at and not before.strip():
                self.echoes.append(came - started)
                break
        else:
            self.unseen.append(word)
        self.rest(QUIET)

    def press(self, key: str) -> None:
        """Type one key that is no letter and wait until it has done what it does and the screen is still."""
        at = self._cursor()
        started = time.perf_counter()
        self.terminal.type(KEYS[key.upper()])
        self.keys += 1
        most = PATIENCE if key in OPENS else 0.25
        while (came := self.terminal.take(started + most - time.perf_counter())) is not None:
            if key in OPENS:
                break
            if self._cursor() != at:
                self.moves.append(came - started)
                break
        self.rest(AFTER_ESC if key == "esc" else STILL if key in OPENS else QUIET)

    def _cursor(self) -> tuple[int, int]:
        return self.terminal.screen.cursor.y, self.terminal.screen.cursor.x

    def rest(self, quiet: float) -> None:
        """Wait until nothing was painted for so long."""
        while self.terminal.take(quiet) is not None:
            pass

    def receive(self, caller: Caller) -> tuple[int, int, int]:
        """Type a whole visit; return its keys besides free text, the letters of that, and the keys of its petition."""
        counted, free = self.work(caller.visitor)
        papers = list(petition_strokes(caller))
        for stroke in papers:
            self._type(stroke)
        return counted, free, sum(len(stroke.keys) for stroke in papers)

    def work(self, visitor: Visitor) -> tuple[int, int]:
        """Type one visit; return its keys besides free text, and the letters of that."""
        counted = free = 0
        for stroke in strokes(visitor):
            self._type(stroke)
            if stroke.free:
                free += len(stroke.keys)
            else:
                counted += len(stroke.keys)
        return counted, free

    def _type(self, stroke: Stroke) -> None:
        if stroke.free:
            self.write("".join(stroke.keys))
            return
        for letters, keys in groupby(stroke.keys, lambda key: len(key) == 1):
            if letters:
                self.spell("".join(keys))
            else:
                for key in keys:
                    self.press(key)


def expected(callers: Sequence[Caller]) -> list[tuple[Any, ...]]:
    """Return the visits as they have to stand in the register."""
    return [
        (
            clean(one.visitor.content),
            str(one.visitor.result),
            1 + len(one.visitor.party),
            [_facts(who) for who in (one.visitor.entry, *one.visitor.party)],
            [(one.kind, one.subject, clean(one.visitor.content))] if one.kind else [],
        )
        for one in callers
    ]


def _facts(who: PersonEntry) -> tuple[Any, ...]:
    gender = "" if who.gender is None else str(who.gender)
    return who.name, who.id_number, who.birth_year, gender, who.commune, who.address, who.phone


def standing(place: Path) -> list[tuple[Any, ...]]:
    """Return the visits of the morning as they stand in the register, read behind the program's back."""
    people = """SELECT name, id_number, birth_year, gender, commune, address, phone FROM person
        JOIN visit_person ON person_id = person.id WHERE visit_id = ? ORDER BY visit_person.id"""
    with closing(sqlite3.connect(f"{place.as_uri()}?mode=ro", uri=True)) as connection:
        ask = connection.execute
        visits = ask(
            'SELECT id, content, result, head_count FROM visit WHERE "on" = ? ORDER BY id', (TODAY,)
        ).fetchall()
        papers = "SELECT kind, field, content FROM petition WHERE visit_id = ?"
        return [(*facts, ask(people, (key,)).fetchall(), ask(papers, (key,)).fetchall()) for key, *facts in visits]


def left_over(place: Path) -> list[str]:
    """Return what a morning must not leave behind: drafts, people twice, petitions of no visit."""
    questions = {
        "drafts": "SELECT count(*) FROM draft",
        "people twice": "SELECT count(*) - count(DISTINCT name || id_number) FROM person",
        "petitions of no visit": "SELECT count(*) FROM petition WHERE visit_id IS NULL",
    }
    with closing(sqlite3.connect(f"{place.as_uri()}?mode=ro", uri=True)) as connection:
        counts = {name: connection.execute(question).fetchone()[0] for name, question in questions.items()}
    return [f"{name}: {count}" for name, count in counts.items() if count]


def differences(place: Path, callers: Sequence[Caller]) -> list[str]:
    """Return in what the register differs from what was typed; nothing when it holds exactly that."""
    wanted, found = expected(callers), standing(place)
    told = [f"{len(wanted)} visits typed, {len(found)} in the register"] if len(wanted) != len(found) else []
    told += [f"typed {want!r}\n  found {have!r}" for want, have in zip(wanted, found, strict=False) if want != have]
    return told + left_over(place)
