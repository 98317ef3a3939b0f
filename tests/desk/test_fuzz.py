"""Broken and hostile input of every kind ends in a sentence or an act, never in a crash, a hang or half an act."""

from __future__ import annotations

import json
import random
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from textual._xterm_parser import XTermParser

from reception_tui.desk.acts import ACTS
from reception_tui.desk.door import Desk, execute
from reception_tui.desk.importing.report import prepared_at, try_out
from reception_tui.desk.importing.sheets import read_grids
from reception_tui.desk.queries.find import find
from reception_tui.desk.reading import read_line
from reception_tui.domain.errors import NoRight, OpeningRefused, Recused, RegisterError, WrongPin
from reception_tui.domain.kinds import Book
from reception_tui.domain.people import check_id_number, check_phone, tidy_name
from reception_tui.domain.roster import read_roster_line
from reception_tui.domain.text import OBEYED, clean
from reception_tui.domain.typed_dates import read_typed_date
from reception_tui.i18n.sentences import of_error
from reception_tui.store.reference import build
from reception_tui.store.reference.letters import letter_book
from tests.desk.test_rights import FIELDS

FILES = Path(__file__).parents[1] / "imports" / "files"
PATIENCE = 20.0
"""Seconds after which one input counts as a hang, on a machine that does other things too."""

NASTY = (
    "\x1b[2J", "\x9b31m", "\x00", "\u202e", "\ud800", "\ufeff", "[/bold]", "[@click=app.exit]", "{0}", "{officer}",
    "%s", "%n",
    "'; DROP TABLE visit; --", '"', "\\", "=1+1", "../../etc/passwd", "Ă̂́", "đ", "𝔘", "١٢٣", "²", "-0", "1e309",
    "NaN", "\r\n", "\t",
    "9" * 400, "a" * 5000, "\u0301" * 50, "2026-02-30", "0000-00-00", "D-2026-1", "LT-9999999999-1", "31/2",
    "+99999999", "null",
)  # fmt: skip
VALUES: tuple[Any, ...] = (
    None, True, False, 0, -1, 2**63, 2**70, 1.5, float("inf"), [], {}, [[]], {"x": 1}, [None], [{}], "", " ",
    {"number": 1},
)  # fmt: skip
TYPED = (
    "Nguyễn Văn Đường",
    "051082001234",
    "0905123456",
    "5/3",
    "050326",
    "hn",
    "+3",
    "*Lê Tám; 051082001234; 1982; thôn 2",
)
TERMINAL = (
    b"\x1b[A", b"\x1b[200~", b"\x1b[201~", b"\x1bOP", b"\x1b[<0;5;5M", b"\x1b[1;5C", b"\xc4\x91", b"\xe1\xba",
    b"\x1b]52;c;x\x07", b"\x1b[?2026;2$y", b"\x1b[I", b"\x00", b"\xff\xfe", b"\x7f", b"\x1b",
)  # fmt: skip


def text(dice: random.Random) -> str:
    """Return something typed, whole or broken."""
    parts = [
        dice.choice((*NASTY, *TYPED)) if dice.random() < 0.6 else chr(dice.randrange(0x20, 0x2FF)) for _ in range(3)
    ]
    return "".join(parts[: dice.randrange(1, 4)])


def value(dice: random.Random) -> Any:
    """Return a value for a field of an act."""
    return text(dice) if dice.random() < 0.6 else dice.choice(VALUES)


def line(dice: random.Random) -> str:
    """Return a line for `reception act`: an act with fields made wrong, or JSON that is broken."""
    act = dice.choice([*ACTS, "no_such_act", ""])
    fields = dict(FIELDS.get(act, {}))
    for name in dice.sample(sorted(fields), min(len(fields), dice.randrange(3))):
        fields[name] = value(dice)
    if dice.random() < 0.3:
        fields[dice.choice(["people", "petitioners", "version", "on", "at", "document", "content", "x"])] = value(dice)
    told = json.dumps({"act": act, **fields}, ensure_ascii=dice.random() < 0.5)
    if dice.random() < 0.2:
        at = dice.randrange(len(told))
        told = told[:at] + dice.choice(NASTY) + told[at + dice.randrange(3) :]
    return told


def broken(dice: random.Random, data: bytes) -> bytes:
    """Return bytes of which some were changed, cut off, or doubled."""
    changed = bytearray(data)
    for _ in range(dice.randrange(1, 8)):
        at = dice.randrange(len(changed))
        changed[at] = dice.randrange(256)
    if dice.random() < 0.3:
        del changed[dice.randrange(len(changed)) :]
    if dice.random() < 0.2:
        changed += changed[-100:]
    return bytes(changed)


Attack = Callable[[random.Random], None]


@pytest.fixture
def attacks(
    desk: Desk, office: Desk, office_path: Path, seed_files: dict[str, str]
) -> Iterator[dict[str, tuple[int, Attack]]]:
    """Every way in, with its share of a thousand inputs."""
    watcher = sqlite3.connect(office_path)
    sheets = [(path.name, path.read_bytes()) for path in sorted(FILES.iterdir())]
    forms = [name for name in seed_files if name.startswith(("forms/letters/", "office/"))]

    def state() -> tuple[int, ...]:
        return tuple(
            watcher.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in ("entry", "visit", "petition")
        )

    def act_lines(dice: random.Random) -> None:
        told, before = line(dice), state()
        try:
            command, _ = read_line(told)
            execute(office, command)
        except RegisterError as error:
            assert_sentence(error)
            extra = int(isinstance(error, NoRight | Recused | WrongPin | OpeningRefused))
            assert state() == (before[0] + extra, *before[1:]), told

    def fields(dice: random.Random) -> None:
        typed = text(dice)
        kept = clean(typed)
        assert not OBEYED.search(kept)
        today = date(2026, 11, 23)
        for read in (
            lambda: read_typed_date(typed, today),
            lambda: check_id_number(kept),
            lambda: check_phone(kept),
            lambda: tidy_name(kept),
            lambda: read_roster_line(kept, today),
        ):
            try:
                read()
            except RegisterError as error:
                assert_sentence(error)

    def searches(dice: random.Random) -> None:
        with office.register.reading() as work:
            find(work, office.reference, text(dice), 5, office.today)

    def imports(dice: random.Random) -> None:
        name, data = dice.choice(sheets)
        before = state()
        try:
            prepared = prepared_at(
                desk, read_grids(broken(dice, data), name), dice.choice([Book.VISITS, Book.PETITIONS])
            )
            try_out(desk, prepared)
        except RegisterError as error:
            assert_sentence(error)
        assert state() == before

    def templates(dice: random.Random) -> None:
        name = dice.choice(forms)
        changed = broken(dice, seed_files[name].encode()).decode("utf-8", "replace")
        try:
            letter_book(seed_files | {name: changed})
            if name.startswith("office/"):
                build(seed_files | {name: changed})
        except RegisterError as error:
            assert_sentence(error)

    def terminal(dice: random.Random) -> None:
        parser = XTermParser()
        sent = b"".join(dice.choice((*TERMINAL, bytes([dice.randrange(256)]))) for _ in range(dice.randrange(1, 30)))
        for _ in (*parser.feed(sent.decode("utf-8", "replace")), *parser.feed("")):
            pass

    yield {
        "act lines": (300, act_lines),
        "fields": (400, fields),
        "searches": (100, searches),
        "imports": (25, imports),
        "templates": (25, templates),
        "terminal bytes": (150, terminal),
    }
    watcher.close()


def assert_sentence(error: RegisterError) -> None:
    """An error is one sentence, and a terminal shows it without obeying it once it is printed."""
    sentence = of_error(error)
    assert sentence
    assert "Traceback" not in sentence


def attack(attacks: dict[str, tuple[int, Attack]], thousands: float, first: int) -> dict[str, tuple[int, float]]:
    """Try so many thousand inputs; return how many of each kind, and the longest that one took."""
    told = {}
    for name, (share, one) in attacks.items():
        longest = 0.0
        count = round(share * thousands)
        for seed in range(first, first + count):
            started = time.perf_counter()
            try:
                one(random.Random(f"{name} {seed}"))
            except Exception as error:
                raise AssertionError(f"{name} {seed}") from error
            longest = max(longest, time.perf_counter() - started)
        told[name] = (count, longest)
        assert longest < PATIENCE, (name, longest)
    return told


@pytest.mark.file_only
def test_two_thousand_broken_inputs_break_nothing(attacks: dict[str, tuple[int, Attack]], office_path: Path) -> None:
    attack(attacks, 2, 0)
    with closing(sqlite3.connect(office_path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@pytest.mark.slow
@pytest.mark.file_only
def test_a_hundred_thousand_broken_inputs_break_nothing(attacks: dict[str, tuple[int, Attack]]) -> None:
    told = attack(attacks, 100, 100_000)
    assert sum(count for count, _ in told.values()) == 100_000
    print(told)
