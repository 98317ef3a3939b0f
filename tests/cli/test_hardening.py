"""The program keeps to itself: no line to another machine, no file that others read, no dump of its memory."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import VISIT, as_lines

if TYPE_CHECKING:
    from tests.cli.conftest import Reception, Scene

WATCHED = """
import sys
asked = []
def hear(event, arguments):
    if event.startswith("socket.") and event not in ("socket.__new__", "socket.gethostname"):
        asked.append((event, repr(arguments)))
sys.addaudithook(hear)
sys.argv = ["reception", *sys.argv[1:]]
from reception_tui.__main__ import main
code = main()
sys.stderr.write("".join(f"SOCKET {one}\\n" for one in asked))
sys.exit(code)
"""
AT_THE_DESK = """
import asyncio, sys
from pathlib import Path
asked = []
sys.addaudithook(lambda event, arguments: asked.append(event) if event in
    ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto") else None)
from datetime import date
from reception_tui.config import Settings
from reception_tui.tui.app import ReceptionApp

async def main():
    app = ReceptionApp(Settings(db=sys.argv[1], officer="lan", today=date(2026, 11, 2)))
    async with app.run_test(size=(80, 24)) as pilot:
        ways = (("f2", *"051058001234"), ("f6",), ("f7", *"hoi dat"), ("ctrl+y",))
        for keys in ways:
            for key in (*keys, "escape"):
                await pilot.press(key)
            await pilot.app.workers.wait_for_complete()
            await pilot.pause()

asyncio.run(main())
print(asked)
"""


def watched(reception: Reception, *arguments: object, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """Run the command line with an ear on every line that it opens."""
    return subprocess.run(
        [sys.executable, "-c", WATCHED, "--db", str(reception.db), "--today", reception.day, *map(str, arguments)],
        input=stdin, capture_output=True, text=True, check=False, cwd=reception.db.parent,
        env={**os.environ, "HOME": str(reception.db.parent), "PYTHONPATH": os.pathsep.join(sys.path)},
    )  # fmt: skip


def test_no_command_opens_a_line_to_anywhere(reception: Reception, tmp_path: Path) -> None:
    petition = {"act": "register_petition", "channel": "post", "content": "x", "petitioners": [{"name": "Lê Văn Tám"}]}
    commands: list[tuple[object, ...]] = [
        ("act", "-", "--json"),
        ("find", "tam", "--json"),
        ("summary", "--format", "pdf", "--output", tmp_path / "a.pdf"),
        ("letter", "receipt", "--petition", "D-2026-0001", "--format", "docx", "--output", tmp_path / "a.docx"),
        ("export", "--book", "petitions", "--format", "xlsx", "--output", tmp_path / "a.xlsx"),
        ("report", "01/TCD", "--period", "2026-M10", "--format", "xlsx", "--output", tmp_path / "b.xlsx"),
        ("backup", tmp_path / "copy.db"),
        ("check", "--json"),
        ("journal", "--json"),
    ]
    for command in commands:
        ran = watched(reception, *command, stdin=as_lines([VISIT, petition]) if command[0] == "act" else "")
        assert "SOCKET" not in ran.stderr, (command, ran.stderr)
        assert "Traceback" not in ran.stderr, (command, ran.stderr)


def test_the_desk_opens_no_line_to_anywhere(tmp_path: Path, reception: Reception) -> None:
    script = tmp_path / "desk.py"
    script.write_text(AT_THE_DESK, encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, str(script), str(reception.db)], capture_output=True, text=True, check=False,
        env={**os.environ, "HOME": str(tmp_path), "PYTHONPATH": os.pathsep.join(sys.path)},
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.strip().splitlines()[-1] == "[]"


@pytest.mark.skipif(sys.platform == "win32", reason="file modes are those of Unix")
def test_nobody_but_the_owner_reads_what_the_program_writes(reception: Reception, tmp_path: Path) -> None:
    for command in (
        ("summary", "--format", "text", "--output", tmp_path / "page.txt"),
        ("summary", "--format", "pdf", "--output", tmp_path / "page.pdf"),
        ("export", "--book", "visits", "--output", tmp_path / "visits.csv"),
        ("backup", tmp_path / "copy.db"),
        ("init", "--officer", "Lê Thị Hoa", "--pin-stdin", "--db", tmp_path / "new" / "so.db"),
    ):
        ran = watched(reception, *command, stdin="246813\n")
        assert ran.returncode == 0, (command, ran.stderr)
    written = [one for one in tmp_path.rglob("*") if one.is_file() and one.name not in ("so.db", "desk.py")]
    assert len(written) >= 4
    open_to_others = [one for one in written if stat.S_IMODE(one.stat().st_mode) & 0o077]
    assert open_to_others == []
    assert stat.S_IMODE((tmp_path / "new" / "so.db").stat().st_mode) == 0o600


CLOSED = """
import ctypes, resource
from reception_tui.process import close_to_others
close_to_others()
print(resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="what Linux keeps of a process")
def test_the_memory_of_the_program_is_dumped_nowhere() -> None:
    told = subprocess.run(
        [sys.executable, "-c", CLOSED],
        capture_output=True, text=True, check=True, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )  # fmt: skip
    assert told.stdout.strip() == "(0, 0) 0"


OBEYED = "\x1b]0;chiếm\x07 \x9b31m \u202egnort \x1b[2J"


def test_what_a_terminal_would_obey_comes_out_of_no_command(reception: Reception) -> None:
    """Typed text loses it on the way in; what stands in the file by another way is shown and not obeyed."""
    reception.do({**VISIT, "content": f"Hỏi {OBEYED} đất"})
    assert reception.rows("SELECT content FROM visit") == [("Hỏi ]0;chiếm 31m gnort [2J đất",)]
    reception.sql("UPDATE search_row SET title = title || char(27) || '[31m' || char(155) || char(8238)")
    for options in ((), ("--json",)):
        ran = reception.run("find", "hoi", *options)
        assert not set(ran.out) & set("\x1b\x9b\u202e")
    hits = json.loads(reception.run("find", "hoi", "--json").out)["hits"]
    assert hits[0]["title"].endswith("\x1b[31m\x9b\u202e")


def test_a_text_that_looks_like_a_formula_stays_text_in_every_spreadsheet(scene: Scene, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    dangerous = ["=1+1", "+1", "-1+2", "@SUM(A1)", "=cmd|' /C calc'!A0", '=HYPERLINK("http://x")']

    def play(reception: Reception) -> None:
        for one in dangerous:
            reception.do({**VISIT, "content": one, "people": [{"name": one}]})

    reception = scene("formulas", play)
    for kind in ("csv", "xlsx"):
        out = tmp_path / f"visits.{kind}"
        assert reception.run("export", "--book", "visits", "--format", kind, "--output", str(out)).code == 0
    cells = [
        cell
        for row in load_workbook(tmp_path / "visits.xlsx").active.iter_rows()
        for cell in row
        if cell.value is not None
    ]
    texts = [cell for cell in cells if str(cell.value).startswith(("=", "+", "-", "@", "'"))]
    assert {cell.data_type for cell in texts} == {"s"}
    assert {str(cell.value) for cell in texts} >= set(dangerous)
    for line in (tmp_path / "visits.csv").read_text(encoding="utf-8-sig").splitlines()[1:]:
        assert not any(field.strip('"').startswith(("=", "+", "-", "@", "\t")) for field in line.split(";"))
