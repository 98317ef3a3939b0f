"""Denunciations through every act, paper, search, file and screen: nothing that is left behind names who denounced."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from denouncers import denouncer
from screen import KEYS, Terminal

from reception_tui.domain.reference import Reference
from tests.conftest import PIN
from tests.in_process import run
from tests.leak_scan import Found, Hunt, of_person
from tests.memory_image import image

Json = dict[str, Any]

DAY, LATER = "2026-08-03", "2026-11-02"
QUICK, THOROUGH = 5, 50


@dataclass(slots=True)
class Year:
    """A register, whom the program must not name, and a folder with everything that it wrote and said."""

    db: Path
    people: list[Json]
    left: Path
    reference: Reference
    spoken: int = 0

    def run(self, *args: str | Path, day: str = LATER, stdin: str = "", kept: bool = True) -> str:
        """Run a command and return what it said; it is kept. Whether it was refused is another test's matter."""
        said = run(self.db, day, self.reference, *args, stdin=stdin)
        self.spoken += 1
        if kept:
            (self.left / f"said-{self.spoken:04}.txt").write_text(said.out + said.err, "utf-8")
        return said.out

    def say(self, *acts: Json, day: str = LATER) -> list[Json]:
        """Give acts, each a line, of which any may be refused; return the answers."""
        lines = "".join(json.dumps(act, ensure_ascii=False) + "\n" for act in acts)
        return [json.loads(line) for line in self.run("act", "-", "--json", day=day, stdin=lines).splitlines()]

    def do(self, *acts: Json, day: str = DAY) -> list[Json]:
        """Do acts that must all be done; return the answers."""
        answers = self.say(*acts, day=day)
        for act, answer in zip(acts, answers, strict=True):
            assert answer["ok"], (act, answer)
        return answers

    def sealed(self) -> list[tuple[str, str]]:
        """Return number and code of every paper in force that is sealed."""
        with closing(sqlite3.connect(self.db)) as connection:
            return connection.execute(
                "SELECT no, sealed_code FROM petition WHERE sealed != '' AND voided IS NULL ORDER BY id"
            ).fetchall()


def entering(i: int, who: Json) -> list[Json]:
    """Return the acts by which a denunciation comes into the books, in one of eleven ways. `@` is the last record."""
    name = who["name"]
    words = f"Tôi là {name}, ở {who['address']}, biết ông Lê Chín nhận tiền của dân"
    paper: Json = {
        "act": "register_petition", "received_on": DAY, "channel": ("post", "portal", "hotline")[i % 3],
        "petitioners": [who], "content": words, "against": {"body": "SXD", "person": "Lê Chín"}, "note": f"gặp {name}",
    }  # fmt: skip
    titled = paper | {"title": f"Đơn tố cáo của {name}"}
    visit: Json = {
        "act": "log_visit", "at": f"{DAY}T08:00", "people": [who], "content": f"Bà {name} tố cáo",
        "request": words, "note": who["phone"], "result": "petition_received",
    }  # fmt: skip
    group = [who, *({"name": f"Người {i} Thứ {n}", "birth_year": 1960 + n} for n in range(5))]
    denounces: Json = {"act": "classify", "petition": "@", "on": DAY, "kind": "denunciation", "jurisdiction": "other"}
    session: Json = {"act": "hold_session", "on": DAY, "host": "chairman"}
    concluded: Json = {"act": "conclude", "session": "@day", "conclusion": f"Bà {name} sẽ được mời làm việc"}
    parts = [{"content": words, "kind": "denunciation"}, {"content": f"{name} xin sửa đường"}]
    handed = paper | {"visit": "@", "channel": "in_person"}
    return [
        [visit, handed, denounces],
        [paper, {"act": "undo", "entry": "@entry"}, paper, denounces],
        [visit | {"people": group}, handed | {"petitioners": group}, denounces],
        [paper, {"act": "split", "petition": "@", "on": DAY, "parts": parts}],
        [session, visit | {"kind": "periodic", "session": "@day", "received_by": "head"}, concluded, handed, denounces],
        [titled, denounces],
        [paper, denounces],
        [paper | {"secret": True}, denounces],
        [paper | {"channel": "forwarded", "forwarded_by": f"VP UBND (chuyển đơn bà {name})"}, denounces],
        [visit | {"matter": "new"}, paper, {"act": "link", "petition": "@", "to": "@2"}, denounces],
        [paper, {"act": "correct", "petition": "@", "set": {"title": f"Của {name}"}, "why": name}, denounces],
    ][i % 11]  # fmt: skip


def enter(year: Year) -> None:
    """Enter every denunciation, each in its own way."""
    for i, who in enumerate(year.people):
        numbers: list[str] = []
        entry = 0
        for act in entering(i, who):
            given = {key: _named(value, numbers, entry) for key, value in act.items()}
            (answer,) = year.do(given)
            entry = answer["entry"]
            numbers.append(answer["no"])
            if act["act"] == "split":
                part = {"act": "classify", "petition": f"{answer['no']}.1", "kind": "denunciation"}
                year.do(part | {"on": DAY, "jurisdiction": "other"})


def _named(value: Any, numbers: list[str], entry: int) -> Any:
    """Put in what earlier acts answered: the last record, the one before it, the last entry."""
    if value == "@entry":
        return entry
    if value == "@day":
        return next(one for one in numbers if one.startswith("KT-"))
    return [one for one in numbers if one.startswith(("D-", "LT-"))][-len(value)] if value in ("@", "@2") else value


def follow(year: Year) -> None:
    """Everything that can become of them, with the name wherever words can be typed; some of it is refused."""
    coded = [no for no, code in year.sealed() if code]
    assert len(coded) == len(year.people)
    for no, who in zip(coded, year.people, strict=True):
        name, words = who["name"], f"{who['name']}, {who['id_number']}, {who['phone']}, {who['address']}"
        year.say(
            {"act": "promise", "petition": no, "on": "2026-11-20", "what": f"báo cho {name}", "note": words},
            {"act": "forward", "petition": no, "to": "TTr", "sent_on": DAY, "note": words, "head_note": words},
            {"act": "give_task", "body": "TTr", "what": f"mời {words}", "by": "2026-11-10", "petition": no},
            {"act": "note_holding", "petition": no, "body": "VPTU", "note": words},
            {"act": "remind", "petition": no, "on": "2026-09-01", "note": words},
            {"act": "escalate", "petition": no, "on": "2026-10-01", "note": words},
            {"act": "record_reply", "petition": no, "on": "2026-10-05", "content": words, "final": False},
            {"act": "withdraw", "petition": no, "whole": False, "content": words, "on": "2026-10-06"},
            {"act": "correct", "petition": no, "set": {"title": f"Đơn bà {name}", "content": words}, "why": words},
            {"act": "record_outcome", "petition": no, "result": "right", "content": words, "on": "2026-10-20"},
            {"act": "issue_letter", "kind": "receipt", "petition": no},
            {"act": "open_identity", "petition": no, "reason": f"gặp {words}", "pin": PIN},
            {"act": "open_identity", "petition": no, "reason": f"gặp {words}", "pin": "9999"},
            {"act": "frob", "petition": no, "note": words},
            {"act": "register_petition", "petitioners": [who | {"phone": words}], "content": words, "title": "Tố cáo"},
            {"act": "register_petition", "petitioners": [who | {"commune": name}], "content": words, "secret": True},
        )
    who = year.people[0]
    name = who["name"]
    taken: Json = {"act": "register_petition", "petitioners": [who], "title": "Đơn tố cáo", "content": name}
    year.say(
        {"act": "import_batch", "book": "petitions", "source": "a.csv", "rows": [{"row": 2, "commands": [taken]}]},
        {"act": "task_progress", "task": "GV-2026-0001", "step": "progress", "content": f"đã mời {name}"},
        {"act": "register_for_session", "day": "NT-2026-0001", "petition": coded[0], "note": name},
        {"act": "link", "petition": coded[0], "to": coded[1]},
        {"act": "plan_session", "on": "2026-12-15", "host": "chairman", "note": f"mời {name}"},
        {"act": "register_for_session", "day": "NT-2026-0001", "petition": coded[0]},
        {"act": "hold_meeting", "first": DAY, "last": LATER, "conclusion": f"Mời {name} theo đơn {coded[0]}"},
        {"act": "void", "petition": coded[1], "why": f"nhầm của {year.people[1]['name']}"},
    )


def ask(year: Year) -> None:
    """Every question, paper and file, and every search that somebody might try."""
    out, quick = year.left, len(year.people) <= QUICK
    papers = ("text", "pdf") if quick else ("text", "pdf", "docx", "xlsx")
    for no, code in year.sealed()[:2]:
        for kind in ("pdf", "docx"):
            year.run("letter", "transfer", "--petition", no, "--format", kind, "--output", out / f"{code}.{kind}")
        year.run("letter", "receipt", "--petition", no, "--preview")
    for at, who in enumerate(year.people[: 1 if quick else 3]):
        for what in ("name", "id_number", "phone", "address"):
            hits = json.loads(year.run("find", who[what], "--json", kept=False))["hits"]
            # What was asked for is no leak; what is found is.
            (out / f"found-{at}-{what}.txt").write_text(str(hits), "utf-8")
    for book in ("visits", "petitions", "feedback", "sessions", "national"):
        for kind in ("csv", "xlsx", "json"):
            year.run("export", "--book", book, "--format", kind, "--output", out / f"{book}.{kind}")
    for kind in (*papers[:2], "docx", "json"):
        for day in (DAY,) if quick else (DAY, LATER):
            year.run("summary", "--date", day, "--format", kind, "--output", out / f"trang-{day}-{kind}")
    for form in ("book", "petition-book", "narrative", *(() if quick else ("annual", "02/XLD"))):
        for kind in papers:
            paper = out / f"{form.replace('/', '-')}-{kind}"
            year.run("report", form, "--period", "2026", "--format", kind, "--output", paper)
    for command in (
        ("overdue", "--as-of", "2026-12-31"), ("overdue", "--json"), ("check",), ("journal", "--limit", "9000"),
        ("journal", "--json", "--limit", "9000"), ("days", "tasks"), ("days", "coordination"),
    ):  # fmt: skip
        year.run(*command)
    year.run("backup", out / "sao.db")
    if not quick:
        year.run("backup", "--plain", out / "sao-thuong.db")


def sit(year: Year) -> list[Found]:
    """Sit at the desk behind a real terminal, look at lists and papers and write files; keep all that was painted.

    Nothing sealed is opened. Returns what the memory of that desk tells of who denounced.
    """
    (no, code), *_ = year.sealed()
    desk = Terminal("--db", str(year.db), "--today", LATER)
    try:
        desk.wait_for("BÀN TIẾP CÔNG DÂN")
        for keys, wanted in ((KEYS["F6"], ()), (KEYS["F7"] + no + "\r", (code,)), (KEYS["F8"], ()), (":", ()),
                             (KEYS["ESC"], ()), (KEYS["ESC"], ()), (KEYS["CTRL_Y"], ()), ("\x17", ())):  # fmt: skip
            desk.type(keys)
            desk.wait_for(*wanted)
            desk.read(0.4)
        desk.type(KEYS["ESC"])
        desk.read(0.3)
        desk.type(f"{KEYS['ESC']}{KEYS['SHIFT_F7']}")
        desk.wait_for("XUẤT SỔ RA TỆP")
        desk.type(f"\r\r\r\r{year.left / 'ban.csv'}{KEYS['F9']}")
        desk.wait_for("ban.csv")
        hunt, pieces = hunt_of(year), list(image(desk.pid))
        quick = len(year.people) <= QUICK
        return hunt.as_kept(pieces, "memory") if quick else hunt.in_memory(pieces, "memory")
    finally:
        desk.kill()
        (year.left / "painted").write_bytes(desk.painted)


def type_and_fall(year: Year) -> None:
    """Type who denounces into a form and let the program fall: a draft stays, which is sealed."""
    who = year.people[0]
    desk = Terminal("--db", str(year.db), "--today", LATER)
    try:
        desk.wait_for("BÀN TIẾP CÔNG DÂN")
        desk.type(KEYS["F3"])
        desk.wait_for("VÀO SỔ ĐƠN")
        desk.type(f"\r{who['name']}\r")
        desk.wait_for(who["name"])
        desk.read(1.0)
        os.kill(desk.pid, signal.SIGABRT)
        os.waitpid(desk.pid, 0)
    finally:
        desk.kill()


@pytest.fixture
def year(request: pytest.FixtureRequest, path: Path, tmp_path: Path, reference: Reference) -> Year:
    """A register with so many denunciations, after everything was done to them."""
    left = tmp_path / "left"
    left.mkdir()
    found = Year(path, [denouncer(i) for i in range(request.param)], left, reference)
    enter(found)
    follow(found)
    ask(found)
    return found


def hunt_of(year: Year) -> Hunt:
    """Return the hunt for everybody who denounced."""
    return Hunt(secret for who in year.people for secret in of_person(who))


def nothing(found: list[Found]) -> None:
    """Nothing may be found; what was, is told in short."""
    assert sorted({(one.what, one.text, one.where.rpartition("/")[2], one.seen_as) for one in found}) == []


def nowhere(year: Year) -> None:
    """Look at the register, its log, what lies beside it and at home, and at everything that was written and said."""
    hunt = hunt_of(year)
    nothing(sit(year))
    type_and_fall(year)
    nothing(hunt.in_folder(year.db.parent))
    assert len(year.sealed()) >= len(year.people)


@pytest.mark.parametrize("year", [QUICK], indirect=True)
def test_five_denouncers_are_named_nowhere(year: Year) -> None:
    nowhere(year)


@pytest.mark.slow
@pytest.mark.parametrize("year", [THOROUGH], indirect=True)
def test_fifty_denouncers_are_named_nowhere(year: Year) -> None:
    nowhere(year)
