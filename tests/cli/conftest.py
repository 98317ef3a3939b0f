"""The program as a child process: a home of its own, a real register, a day that is told to it."""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
import sys
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import pytest

from tests import loaded
from tests.once import once
from tests.tampering import unguarded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = (sys.executable, "-m", "reception_tui")
PIN = "246813"
OPENED = "2026-01-05"  # the day on which the register of the tests was begun
TODAY = "2026-11-02"  # a Monday
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x9f]")  # what a terminal would obey

Json = dict[str, Any]

VISIT: Json = {"act": "log_visit", "content": "Hỏi thủ tục", "people": [{"name": "Trần Văn An"}], "result": "explained"}


@dataclass(frozen=True, slots=True)
class Ran:
    """What a child process left behind."""

    code: int
    out: str
    err: str

    def document(self) -> Json:
        """Return standard output, which must be one JSON object and nothing else."""
        found = json.loads(self.out)
        assert isinstance(found, dict), self.out
        return found

    def lines(self) -> list[Json]:
        """Return standard output, which must be one JSON object a line and nothing else."""
        return [json.loads(line) for line in self.out.removesuffix("\n").split("\n")] if self.out else []

    def error(self) -> Json:
        """Return the error of a refused command, after a look at its whole shape."""
        document = self.document()
        assert set(document) == {"error"}, document
        assert {"code", "field", "message"} <= set(document["error"]), document
        assert re.fullmatch(r"[a-z][a-z0-9_]*", document["error"]["code"]), document
        self.one_sentence()
        assert self.err.strip() == document["error"]["message"].strip()
        found: Json = document["error"]
        return found

    def one_sentence(self) -> None:
        """Standard error is one line that ends as a sentence does."""
        said = self.err.strip()
        assert said, "nothing was said on standard error"
        assert "\n" not in said, said
        assert said.endswith((".", "!", "?")), said
        assert "Traceback" not in said


@dataclass(slots=True)
class Reception:
    """The program, its register and its home."""

    folder: Path
    db: Path
    day: str = TODAY
    lang: str = ""
    extra: dict[str, str] = field(default_factory=dict)

    def environment(self) -> dict[str, str]:
        """Return what a child sees of the machine: almost nothing."""
        home = self.folder / "home"
        home.mkdir(exist_ok=True)
        base = {
            "PATH": os.environ.get("PATH", ""),
            "HOME": str(home),
            "PYTHONPATH": str(ROOT),
            "LANG": "C.UTF-8",
            "COLUMNS": "100",
        }
        return base | self.extra

    def bare(self, *args: str | Path, stdin: str | bytes = "", env: dict[str, str] | None = None) -> Ran:
        """Run the program with these arguments and no others."""
        given = stdin.encode() if isinstance(stdin, str) else stdin
        done = loaded.run([*map(str, args)], given, self.folder, self.environment() | (env or {}))
        ran = Ran(done.code, done.out.decode(), done.err.decode())
        assert "Traceback" not in ran.err, f"reception {' '.join(map(str, args))[:300]}\n{ran.err}"
        return ran

    def run(self, *args: str | Path, day: str = "", stdin: str | bytes = "") -> Ran:
        """Run a command on the register of the test, on a given day."""
        lang = ("--lang", self.lang) if self.lang else ()
        return self.bare(*args, "--db", self.db, "--today", day or self.day, *lang, stdin=stdin)

    def ask(self, *args: str | Path, day: str = "") -> Json:
        """Run a command that must succeed, and return its JSON document."""
        ran = self.run(*args, "--json", day=day)
        assert ran.code == 0, (args, ran)
        return ran.document()

    def act(self, *acts: Json | str, day: str = "", options: Iterable[str] = ()) -> list[Json]:
        """Do acts, each a line; return the answers, one for each."""
        answers = self.run("act", "-", "--json", *options, day=day, stdin=as_lines(acts)).lines()
        assert len(answers) == len(acts), answers
        for answer in answers:
            assert_answer(answer)
        return answers

    def do(self, *acts: Json, day: str = "") -> list[str]:
        """Do acts that must all be done; return the numbers of their records."""
        answers = self.act(*acts, day=day)
        for act, answer in zip(acts, answers, strict=True):
            assert answer["ok"], (act, answer)
        return [str(answer["no"]) for answer in answers]

    def refused(self, act: Json | str, day: str = "") -> Json:
        """Do an act that must be refused; return its error."""
        (answer,) = self.act(act, day=day)
        assert not answer["ok"], (act, answer)
        found: Json = answer["error"]
        return found

    def overdue(self, as_of: str, *options: str) -> Json:
        """Return what is overdue and due on a day."""
        return self.ask("overdue", "--as-of", as_of, *options, day=max(as_of, self.day))

    def summary(self, day: str) -> Json:
        """Return the nightly page of a day."""
        return self.ask("summary", "--date", day, "--format", "json", day=max(day, self.day))

    def check(self) -> Json:
        """Check the register; return the findings, which the exit code must agree with."""
        ran = self.run("check", "--json")
        found = ran.document()
        assert ran.code == (0 if found["ok"] else 1), ran
        assert found["ok"] is (found["findings"] == []), found
        for finding in found["findings"]:
            assert {"code", "where", "message"} <= set(finding), finding
        return found

    def clean(self) -> None:
        """Check the register, in which nothing may be wrong."""
        found = self.check()
        assert found["ok"], found["findings"]

    def find(self, *words: str, limit: int | None = None) -> list[Json]:
        """Return the hits of a search."""
        options = () if limit is None else ("--limit", str(limit))
        ran = self.bare("find", *options, "--db", self.db, "--today", self.day, "--json", "--", *words)
        assert ran.code == 0, (words, ran)
        hits: list[Json] = ran.document()["hits"]
        return hits

    def found(self, *words: str) -> set[str]:
        """Return the numbers that a search finds, bodies left out."""
        return {hit["no"] for hit in self.find(*words, limit=50) if hit["book"] != "body"}

    def copy(self, folder: Path) -> Reception:
        """Return the program on a copy of this register, which a test may change."""
        shutil.copyfile(self.db, folder / "copy.db")
        return Reception(folder, folder / "copy.db", self.day)

    def sql(self, *statements: str) -> None:
        """Change the file behind the program's back."""
        with closing(sqlite3.connect(self.db)) as connection:
            with unguarded(connection):
                changed = sum(connection.execute(statement).rowcount for statement in statements)
            connection.commit()
        assert changed > 0, statements

    def rows(self, question: str) -> list[tuple[Any, ...]]:
        """Read the file behind the program's back."""
        with closing(sqlite3.connect(self.db)) as connection:
            return connection.execute(question).fetchall()


class Scene(Protocol):
    """Return the program on a register on which `plot` was played once under this name."""

    def __call__(self, name: str, plot: Callable[[Reception], None]) -> Reception: ...


def as_lines(acts: Iterable[Json | str]) -> str:
    """Return acts as the text of a file, one a line."""
    return "".join((act if isinstance(act, str) else json.dumps(act, ensure_ascii=False)) + "\n" for act in acts)


def assert_answer(answer: Json) -> None:
    """An answer to an act has the keys of the contract and no foreign ones of the other kind."""
    if answer["ok"]:
        assert {"ok", "no", "entry", "warnings"} <= set(answer), answer
        assert isinstance(answer["entry"], int), answer
        assert all({"code", "message"} <= set(warning) for warning in answer["warnings"]), answer
    else:
        assert set(answer) == {"ok", "error"}, answer
        assert {"code", "field", "message"} <= set(answer["error"]), answer
        assert "\n" not in answer["error"]["message"], answer


def days(first: str, last: str) -> list[str]:
    """Return every day from one to another, both included."""
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    return [(start + timedelta(days=n)).isoformat() for n in range((end - start).days + 1)]


def keys_of(value: object, path: str = "") -> set[str]:
    """Return the dotted names of every key of a JSON object, at every depth but inside lists."""
    if not isinstance(value, dict):
        return set()
    found = {f"{path}{key}" for key in value}
    return found.union(*(keys_of(inner, f"{path}{key}.") for key, inner in value.items()))


@pytest.fixture(scope="session")
def empty_register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty register that `init` made: officer `lan`, who may do everything."""

    def build(folder: Path) -> None:
        maker = Reception(folder, folder / "empty.db", OPENED)
        ran = maker.run("init", "--officer", "Nguyễn Thị Lan", "--code", "lan", "--pin-stdin", stdin=PIN)
        assert ran.code == 0, ran

    return once(tmp_path_factory, "empty", build) / "empty.db"


@pytest.fixture
def reception(tmp_path: Path, empty_register: Path) -> Reception:
    """The program on a fresh register of its own."""
    shutil.copyfile(empty_register, tmp_path / "so.db")
    return Reception(tmp_path, tmp_path / "so.db")


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the demonstration register of 2023, built once."""

    def build(folder: Path) -> None:
        ran = Reception(folder, folder / "demo.db").bare("demo", "--dir", folder, "--no-open", "--json")
        assert ran.code == 0, ran
        (folder / "said.json").write_text(ran.out, "utf-8")

    return once(tmp_path_factory, "demo", build)


@pytest.fixture
def demo(tmp_path: Path, demo_folder: Path) -> Reception:
    """The program on a copy of the demonstration register, on the day as of which it opens."""
    shutil.copyfile(demo_folder / "demo.db", tmp_path / "demo.db")
    return Reception(tmp_path, tmp_path / "demo.db", "2023-12-29")


def staff(reception: Reception) -> None:
    """Four officers: one who may do everything, one at the counter, one who only looks, one who has left."""
    for code, name, roles in (("binh", "Lê Bình", "receiver"), ("thu", "Thu", "auditor"), ("cu", "Cũ", "receiver")):
        assert reception.run("officer", "add", code, "--name", name, "--roles", roles).code == 0
    assert reception.run("officer", "disable", "cu").code == 0
    (answer,) = reception.act(VISIT, options=("--as", "binh"))
    assert answer["ok"]


@pytest.fixture
def staffed(scene: Scene) -> Reception:
    """A register with those officers and one visit; nobody changes it."""
    return scene("staff", staff)


@pytest.fixture(scope="session")
def scene(tmp_path_factory: pytest.TempPathFactory, empty_register: Path) -> Scene:
    """Play a scene on a register once, for all tests that only look at it afterwards."""

    def play(name: str, plot: Callable[[Reception], None]) -> Reception:
        def build(folder: Path) -> None:
            shutil.copyfile(empty_register, folder / "so.db")
            plot(Reception(folder, folder / "so.db"))

        folder = once(tmp_path_factory, name, build)
        return Reception(folder, folder / "so.db")

    return play
