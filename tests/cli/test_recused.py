"""Whoever is recused from a matter, and says so with --as, sees it in no answer of the command line."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from reception_tui.domain.reference import Reference
from tests.in_process import Said, run

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
