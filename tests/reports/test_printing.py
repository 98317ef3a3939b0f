"""Nightly pages on paper: what the print service takes, what it refuses, and what was missed."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest

from reception_tui import cli
from reception_tui.desk.door import Desk
from reception_tui.desk.queries.night import to_print, unprinted
from reception_tui.domain.kinds import CountRule
from reception_tui.reports import printing
from reception_tui.reports.formats import Format, Written
from reception_tui.store import lists

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = (date(2026, 11, on) for on in range(16, 21))
SATURDAY, NEXT_MONDAY = date(2026, 11, 21), date(2026, 11, 23)
PAPER = Written(b"%PDF-1.4 x", Format.PDF)

windows = pytest.mark.skipif(os.name == "nt", reason="lp is a program of Unix")


@pytest.fixture
def service(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Put a print service of a few shell lines first on the path; return the folder where it may leave things."""

    def put(script: str) -> Path:
        folder = tmp_path / "service"
        folder.mkdir(exist_ok=True)
        program = folder / "lp"
        program.write_text(f"#!/bin/sh\ncd '{folder}'\n{script}\n", encoding="utf-8")
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")
        return folder

    return put


TAKES = 'n=$(ls | grep -c "^job"); cat > "job$n"; printf "%s\\n" "$*" > "words$n"'


def days_to_print(desk: Desk, until: date) -> tuple[date, ...]:
    with desk.register.reading() as work:
        return to_print(work, desk.reference, until)


def run(desk: Desk, *days: date, queue: str = "") -> printing.Run:
    return printing.print_pages(desk, days, CountRule.PER_PARTY, queue)


@windows
def test_a_paper_goes_to_its_queue_under_a_name_without_people(service: Callable[[str], Path]) -> None:
    folder = service(TAKES)
    assert printing.send(PAPER, "TN 222/2026", "phong-tiep") is None
    assert (folder / "job0").read_bytes() == PAPER.data
    assert (folder / "words0").read_text().split() == [
        *("-d", "phong-tiep", "-t", "TN", "222/2026", "-o", "media=A4", "-o", "sides=one-sided", "--", "-")
    ]


def test_a_machine_without_a_print_service_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    fault = printing.send(PAPER, "x")
    assert fault is not None
    assert fault.code == printing.NO_PRINTING
    assert "--output" in fault.sentence


@windows
def test_a_refusal_is_told_with_what_the_service_said(service: Callable[[str], Path]) -> None:
    service('echo "lp: The printer or class does not exist." >&2; exit 1')
    fault = printing.send(PAPER, "x", "nowhere")
    assert fault is not None
    assert (fault.code, fault.detail) == (printing.PRINTER_REFUSED, "The printer or class does not exist.")
    assert "does not exist" in fault.sentence


@windows
def test_a_service_that_does_not_answer_is_not_waited_for(
    service: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    service("exec sleep 30")
    monkeypatch.setattr(printing, "_PATIENCE", 0.2)
    fault = printing.send(PAPER, "x")
    assert fault is not None
    assert fault.code == printing.PRINTER_SILENT


@windows
def test_three_missed_nights_print_three_pages(desk: Desk, service: Callable[[str], Path]) -> None:
    folder = service(TAKES)
    assert days_to_print(desk, MONDAY) == (MONDAY,)
    assert run(desk, MONDAY).printed == (MONDAY,)
    missed = days_to_print(desk, THURSDAY)
    assert missed == (TUESDAY, WEDNESDAY, THURSDAY)
    assert run(desk, *missed).printed == missed
    assert len(list(folder.glob("job*"))) == 4
    assert days_to_print(desk, THURSDAY) == ()


@windows
def test_days_off_have_no_page(desk: Desk, service: Callable[[str], Path]) -> None:
    service(TAKES)
    run(desk, FRIDAY)
    assert days_to_print(desk, SATURDAY) == ()
    assert days_to_print(desk, NEXT_MONDAY) == (NEXT_MONDAY,)


@windows
def test_the_desk_is_told_next_morning_what_was_not_printed(desk: Desk, service: Callable[[str], Path]) -> None:
    def missed(today: date) -> tuple[date, ...]:
        with desk.register.reading() as work:
            return unprinted(work, desk.reference, today)

    assert missed(TUESDAY) == ()
    service(TAKES)
    run(desk, MONDAY)
    assert missed(TUESDAY) == ()
    assert missed(WEDNESDAY) == (TUESDAY,)
    service("exit 1")
    run(desk, TUESDAY)
    assert missed(WEDNESDAY) == (TUESDAY,)


@windows
def test_a_printer_that_fails_in_the_middle_leaves_the_rest_to_be_caught_up(
    desk: Desk, service: Callable[[str], Path]
) -> None:
    folder = service(f'[ -e job1 ] && {{ echo "lp: out of paper" >&2; exit 1; }}; {TAKES}')
    run(desk, MONDAY)
    missed = days_to_print(desk, THURSDAY)
    done = run(desk, *missed)
    assert done.printed == (TUESDAY,)
    assert done.fault is not None
    assert done.fault.detail == "out of paper"
    assert days_to_print(desk, THURSDAY) == missed[1:]
    assert len(list(folder.glob("job*"))) == 2


@windows
def test_a_page_printed_again_is_the_same_paper_and_its_printing_is_not_in_the_journal(
    desk: Desk, service: Callable[[str], Path]
) -> None:
    folder = service(TAKES)
    assert run(desk, MONDAY).changed == ()
    assert run(desk, MONDAY).changed == ()
    assert (folder / "job0").read_bytes() == (folder / "job1").read_bytes()
    with desk.register.reading() as work:
        assert [row["act"] for row in lists.latest_entries(work.connection, 9)] == ["init"]
        kept = work.rows("printed_page")
    assert [(row["on"], row["officer"], row["format"]) for row in kept] == [(MONDAY, "lan", "pdf")] * 2


@windows
def test_a_page_that_tells_something_else_than_before_is_pointed_out(
    desk: Desk, service: Callable[[str], Path], act: Callable[..., object]
) -> None:
    service(TAKES)
    run(desk, MONDAY)
    act("register_petition", received_on="2026-11-16", channel="post", content="Vào sổ muộn")
    done = run(desk, MONDAY)
    assert done.changed == (MONDAY,)
    assert any("16/11/2026" in sentence for sentence in done.sentences[1:])


# --- the command


def command(path: Path, *words: str, today: date = THURSDAY) -> int:
    return cli.run(["--db", str(path), "--today", today.isoformat(), "summary", *words])


@windows
def test_the_command_prints_catches_up_and_tells(
    path: Path, service: Callable[[str], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    folder = service(TAKES)
    assert command(path, "--print", "tang-1", today=MONDAY) == 0
    assert "16/11/2026" in capsys.readouterr().out
    assert command(path, "--catch-up", "--print", "tang-1") == 0
    assert "17/11/2026, 18/11/2026, 19/11/2026" in capsys.readouterr().out
    assert len(list(folder.glob("job*"))) == 4
    assert all("-d tang-1" in one.read_text() for one in folder.glob("words*"))
    assert command(path, "--catch-up", "--format", "json") == 0
    assert '"printed": []' in capsys.readouterr().out


@windows
def test_the_command_says_no_when_the_printer_does(
    path: Path, service: Callable[[str], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    service('echo "lp: The printer or class does not exist." >&2; exit 1')
    assert command(path, "--print") == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1
    assert "does not exist" in told.err


@pytest.mark.parametrize(("format_", "start"), [("pdf", b"%PDF"), ("docx", b"PK"), ("text", "VĂN".encode())])
def test_the_command_saves_the_page(path: Path, tmp_path: Path, format_: str, start: bytes) -> None:
    target = tmp_path / "page"
    assert command(path, "--format", format_, "--output", str(target)) == 0
    once = target.read_bytes()
    assert once.startswith(start)
    assert command(path, "--format", format_, "--output", str(target)) == 0
    assert target.read_bytes() == once


# --- a real print server

CUPSD = shutil.which("cupsd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
QUEUE = "trang-cuoi-ngay"


def _runs() -> bool:
    asked = subprocess.run(["lpstat", "-r"], check=False, capture_output=True, text=True)
    return asked.stdout == "scheduler is running\n"


@pytest.fixture
def cups(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Start a print server of our own, with one queue that prints into a file; return its spool folder."""
    if CUPSD is None or shutil.which("lp") is None or shutil.which("lpadmin") is None:
        pytest.skip("cupsd, lp or lpadmin is not installed")
    home = tmp_path_factory.mktemp("cups")
    for part in home, *home.parents[:2]:
        part.chmod(0o755)
    folders = {name: home / name for name in ("root", "cache", "state", "spool", "tmp", "log")}
    for folder in folders.values():
        folder.mkdir()
    socket = home / "sock"
    # The socket's name must be short for the system.
    place = socket if len(str(socket)) < 100 else Path(f"/tmp/cups-{os.getpid()}.sock")
    (home / "cups-files.conf").write_text(
        f"FileDevice Yes\nServerRoot {folders['root']}\nCacheDir {folders['cache']}\nStateDir {folders['state']}\n"
        f"RequestRoot {folders['spool']}\nTempDir {folders['tmp']}\nAccessLog {folders['log']}/access\n"
        f"ErrorLog {folders['log']}/error\nPageLog {folders['log']}/page\nSystemGroup root lpadmin\n",
        encoding="utf-8",
    )
    (home / "cupsd.conf").write_text(
        f"Listen {place}\nBrowsing No\nDefaultAuthType None\nPreserveJobFiles Yes\nPreserveJobHistory Yes\n"
        "WebInterface No\n<Location />\nOrder allow,deny\nAllow all\n</Location>\n<Location /admin>\nAllow all\n"
        "</Location>\n<Policy default>\n<Limit All>\nOrder deny,allow\n</Limit>\n</Policy>\n",
        encoding="utf-8",
    )
    log = (home / "out").open("w", encoding="utf-8")
    server = subprocess.Popen(
        [CUPSD, "-f", "-c", str(home / "cupsd.conf"), "-s", str(home / "cups-files.conf")], stdout=log, stderr=log
    )
    monkeypatch.setenv("CUPS_SERVER", str(place))
    try:
        until = time.monotonic() + 10
        while not _runs():
            if server.poll() is not None or time.monotonic() > until:
                pytest.skip(f"cupsd does not start here: {(home / 'out').read_text(encoding='utf-8')[:200]}")
            time.sleep(0.05)
        subprocess.run(
            ["lpadmin", "-p", QUEUE, "-E", "-v", f"file://{home}/tmp/paper", "-m", "raw"],
            check=True,
            capture_output=True,
        )
        yield folders["spool"]
    finally:
        server.terminate()
        server.wait(timeout=10)
        log.close()
        place.unlink(missing_ok=True)


def spooled(spool: Path) -> list[bytes]:
    """Return the papers that the server took, the first one first."""
    return [path.read_bytes() for path in sorted(spool.glob("d*"))]


def test_a_real_server_takes_three_missed_nights_as_three_pages(
    cups: Path, path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pypdf = pytest.importorskip("pypdf")
    assert command(path, "--print", QUEUE, today=MONDAY) == 0
    assert command(path, "--catch-up", "--print", QUEUE) == 0
    papers = spooled(cups)
    assert len(papers) == 4
    texts = [pypdf.PdfReader(BytesIO(paper)).pages[0].extract_text() for paper in papers]
    for on, text in zip((16, 17, 18, 19), texts, strict=True):
        assert f"{on}/11/2026" in text
    capsys.readouterr()
    assert command(path, "--print", QUEUE, today=MONDAY) == 0
    assert spooled(cups)[-1] == papers[0]


def test_a_real_server_refuses_a_queue_that_it_does_not_have(
    cups: Path, path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command(path, "--print", "khong-co") == 1
    assert "does not exist" in capsys.readouterr().err
    assert spooled(cups) == []


def test_a_server_that_is_gone_is_told(path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    if shutil.which("lp") is None:
        pytest.skip("lp is not installed")
    monkeypatch.setenv("CUPS_SERVER", str(tmp_path / "nothing"))
    fault = printing.send(PAPER, "x", QUEUE)
    assert fault is not None
    assert fault.code == printing.PRINTER_REFUSED
