"""Whoever is recused from a matter, and says so with --as, sees it in no answer of the command line."""

from __future__ import annotations

import argparse
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from reception_tui.cli import parser
from reception_tui.domain.reference import Reference
from tests.in_process import Said, run
from tests.leak_scan import Hunt, Secret, bare

if TYPE_CHECKING:
    from tests.conftest import Act

LETTER = "the letter"
NO, VISIT = "D-2026-0001", "LT-2026-0001"
WHO: dict[str, Any] = {"name": "Trịnh Thị Lụa", "phone": "0912888777", "address": "thôn Ba Gò"}

Ask = Callable[..., Said]


@pytest.fixture
def ask(act: Act, path: Path, reference: Reference) -> Ask:
    """Ask a register with a late complaint, its visit and its receipt; Hoa is recused from it, Cúc is the auditor."""
    act("change_officer", code="hoa", name="Hoa", roles=["handler"])
    act("change_officer", code="cuc", name="Cúc", roles=["auditor"])
    act("log_visit", at="2026-08-03", people=[WHO], content="Hỏi đất Ba Gò", result="petition_received")
    act("register_petition", received_on="2026-08-03", petitioners=[WHO], visit=VISIT, content="Thu hồi đất Ba Gò")
    act("classify", petition=NO, on="2026-08-03", kind="complaint", jurisdiction="other")
    act("forward", petition=NO, to="TTr", sent_on="2026-08-03")
    act("issue_letter", kind="receipt", petition=NO)
    act("recuse", officer="hoa", petition=NO, ground="related")
    return lambda *args: run(path, "2026-11-23", reference, *args)


def entries(path: Path) -> list[tuple[str, str, str]]:
    """Return officer, act and subject of every entry."""
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT officer, act, subject FROM entry ORDER BY no").fetchall()


@pytest.mark.parametrize(
    "command",
    [
        ("find", "lua"), ("find", "0912888777", "--json"), ("find", "go", "--json"),
        ("overdue", "--as-of", "2026-12-31"), ("overdue", "--as-of", "2026-12-31", "--json"),
        ("report", "book", "--period", "2026"),
        ("report", "petition-book", "--period", "2026", "--json"), ("letter", "receipt", "--reprint", LETTER),
    ],
    ids=" ".join,
)  # fmt: skip
def test_what_a_colleague_is_told_the_recused_officer_is_not(ask: Ask, path: Path, command: tuple[str, ...]) -> None:
    with closing(sqlite3.connect(path)) as connection:
        ((number,),) = connection.execute("SELECT no FROM letter")
    asked = [number if word == LETTER else word for word in command]
    everybody, recused = ask(*asked, "--as", "lan"), ask(*asked, "--as", "hoa")
    telling = [words for words in (WHO["name"], "Ba Gò", NO) if words in everybody.out]
    assert telling
    assert not [words for words in telling if words.casefold() in recused.out.casefold()]
    if command[0] == "letter":
        assert (recused.code, entries(path)[-1]) == (3, ("hoa", "refuse", NO))


LADEN: tuple[dict[str, Any], ...] = (
    {"act": "hold_session", "on": "2026-08-04", "host": "chairman"},
    {"act": "log_visit", "at": "2026-08-04", "people": [WHO], "content": "Đất Ba Gò", "session": "KT-2026-0001",
     "kind": "periodic", "received_by": "head", "matter": "VV-2026-0001"},
    {"act": "conclude", "session": "KT-2026-0001", "on": "2026-08-04", "conclusion": "Giao Thanh tra",
     "tasks": [{"body": "TTr", "what": "Đo lại đất Ba Gò", "by": "2026-08-20", "petition": NO}]},
    {"act": "task_progress", "task": "GV-2026-0001", "step": "reminder", "content": "đất Ba Gò"},
    {"act": "plan_session", "on": "2026-12-15", "host": "chairman", "time": "08:00"},
    {"act": "register_for_session", "day": "NT-2026-0001", "petition": NO, "note": "Ba Gò"},
    {"act": "plan_session", "on": "2026-12-22", "host": "chairman", "time": "08:00"},
    {"act": "move_session", "day": "NT-2026-0002", "to": "2026-12-23", "why": "họp"},
    {"act": "note_holding", "petition": NO, "body": "UBKTTU", "note": "Ba Gò"},
    {"act": "give_task", "body": "TTr", "what": "Xem Ba Gò", "by": "2026-11-30", "visit": VISIT},
    {"act": "promise", "visit": VISIT, "on": "2026-11-30", "what": "trả lời việc Ba Gò"},
    {"act": "hold_meeting", "on": "2026-11-20", "first": "2026-08-01", "last": "2026-11-20"},
)  # fmt: skip
"""All that can be entered about a record and is told in a list or paper of its own."""

LETTER_KINDS = ("receipt", "reminder", "minutes")
YEAR = ("--from", "2026-01-01", "--to", "2026-12-31")
ASKED: dict[str, list[tuple[str, ...]]] = {
    "find": [("lua",), ("Ba Gò", "--json"), (NO,), ("0912888777",), ("VV-2026-0001", "--json"), ("GV-2026-0001",)],
    "overdue": [("--as-of", "2026-12-31"), ("--as-of", "2026-12-31", "--json")],
    "summary": [("--date", "2026-08-03"), ("--date", "2026-08-04", "--json"), ("--date", "2026-11-23")],
    "journal": [("--limit", "500"), ("--limit", "500", "--json"), ("--record", NO), ("3",), ("4",), ("10",), ("11",)],
    "check": [(), ("--json",)],
    "days": [
        *((what, *YEAR, *said) for what in ("schedule", "tasks", "minimum", "coordination", "ics")
          for said in ((), ("--json",))[:1 if what == "ics" else 2]),
        *((what, no, *said) for said in ((), ("--json",)) for what, no in (
            ("notice", "NT-2026-0002"), ("queue", "NT-2026-0001"), ("invite", "NT-2026-0001"),
            ("minutes", "KT-2026-0001"), ("conclusions", "KT-2026-0001"), ("meeting", "PH-2026-0001"))),
    ],
    "report": [
        ("person", "--person", "1"), *((form, "--period", "2026", *said) for said in ((), ("--json",)) for form in (
        "annual", "book", "petition-book", "narrative", "01/TCD", "02/XLD", "03/GQKN", "05/KQTH", "destruction"))],
    "letter": [(kind, f"--{of}", no, *more) for kind in LETTER_KINDS for of, no in (("petition", NO), ("visit", VISIT))
               for more in ((), ("--preview",))] + [("receipt", "--reprint", LETTER), ("receipt",)],
    "export": [("--book", book, *YEAR, "--output", f"{book}.csv")
               for book in ("visits", "petitions", "feedback", "sessions", "national")],
    "plain": [()],
}  # fmt: skip
"""What is asked of every command that tells of records."""

TELLS_OF_NO_RECORD = {
    "act", "backup", "calendar", "classify", "deadline", "demo", "drill", "import", "init", "law", "letter-template",
    "move", "officer", "pin", "restore", "route", "rules", "server",
}  # fmt: skip
"""Commands that write, or tell of law, places and officers; what acts answer is in `tests/desk/test_recusal.py`."""

SPOKEN = f"tim thu hoi\n1\n\ntim {NO}\nxem {NO}\nxem {VISIT}\ntre\nviec link\n\nhet\n"
"""What is typed into the plain desk."""


def commands() -> dict[str, argparse.ArgumentParser]:
    """Return every command of the program."""
    whole = parser._parser(["find"])
    (found,) = (one for one in whole._actions if isinstance(one, argparse._SubParsersAction))
    return dict(found.choices)


def test_no_command_is_forgotten_here() -> None:
    assert commands().keys() == ASKED.keys() | TELLS_OF_NO_RECORD
    for name, argument in (("days", "what"), ("export", "book")):
        (choices,) = (one.choices for one in commands()[name]._actions if one.dest == argument)
        assert set(choices or ()) <= {word for line in ASKED[name] for word in line}


@pytest.fixture
def laden(act: Act, ask: Ask, path: Path, reference: Reference) -> Callable[..., str]:
    """Return all that an officer is told, on the screen or in a file, in a register with every kind of record."""
    act("change_officer", code="hoa", roles=["receiver", "handler", "head", "auditor"])
    for line in LADEN:
        act(line["act"], **{name: value for name, value in line.items() if name != "act"})

    def told(who: str, *asked: str) -> str:
        said = run(path, "2026-11-23", reference, *asked, "--as", who, stdin=SPOKEN)
        file = Path(asked[-1])
        written = file.read_text("utf-8") if asked[0] == "export" and file.exists() else ""
        if written:
            file.unlink()
        return f"{said.out}\n{said.err}\n{written}"

    return told


def test_no_command_tells_the_recused_officer_a_word_of_it(
    laden: Callable[..., str], path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with closing(sqlite3.connect(path)) as connection:
        ((number,),) = connection.execute("SELECT no FROM letter")
    hunt = Hunt(Secret(what, text) for what, text in (*WHO.items(), ("address", "Ba Gò")))
    leaks, silent = [], []
    for name, lines in ASKED.items():
        telling = False
        for line in lines:
            asked = [name, *(number if word == LETTER else word for word in line)]
            typed = {word for word in line if word in ("lua", "Ba Gò", "0912888777")}
            found = {one.text for one in hunt.in_text(laden("hoa", *asked), "said")}
            # What somebody looked for stands in the sentence that it was not found.
            if {one for one in found if not any(word in bare(one) for word in map(bare, typed))}:
                leaks.append((*asked, *sorted(found)))
            telling = telling or bool(hunt.in_text(laden("lan", *asked), "said"))
        silent += [] if telling else [name]
    assert leaks == []
    # The journal and the check say what was done to which record, and no word of it.
    assert silent == ["journal", "check"]


def test_the_recused_officer_exports_all_the_rest(ask: Ask, tmp_path: Path) -> None:
    told = [
        ask("export", "--book", "petitions", "--output", tmp_path / who, "--as", who).code for who in ("lan", "hoa")
    ]
    assert told == [0, 0]
    assert NO in (tmp_path / "lan").read_text("utf-8")
    assert NO not in (tmp_path / "hoa").read_text("utf-8")


@pytest.mark.parametrize(
    "command",
    [
        ("find", "x"), ("report", "book", "--period", "2026"), ("export", "--book", "visits", "--output", "x.csv"),
        ("days", "tasks"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_who_asks_needs_the_right_to_see_it(ask: Ask, path: Path, command: tuple[str, ...]) -> None:
    assert ask(*command, "--as", "cuc").code == 3
    assert entries(path)[-1][:2] == ("cuc", "refuse")


def test_figures_are_for_the_auditor_too(ask: Ask) -> None:
    for command in (("overdue",), ("summary",), ("report", "annual", "--period", "2026")):
        assert ask(*command, "--as", "cuc").code == 0
