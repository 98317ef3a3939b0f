"""The command line on a server: made, worked in, searched, checked, copied, moved, and its desks' rights."""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from reception_tui.cli import run
from tests.postgres import Server, why_not

pytestmark = pytest.mark.skipif(bool(why_not()), reason=why_not())

Ask = Callable[..., Any]


@pytest.fixture
def empty(server: Server) -> Iterator[str]:
    """The address of an empty database, with a password that the server does not ask for."""
    name = server.fresh()
    yield server.url(name).replace("reception@", "reception:tuyetmat@")
    server.drop(name)


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Run a command; return its JSON answer, or its text, and see that no password is shown."""

    def do(*args: str | Path, stdin: str = "", code: int = 0) -> Any:
        monkeypatch.setattr("sys.stdin", io.StringIO(stdin))
        ended = run([str(one) for one in args])
        told = capsys.readouterr()
        assert ended == code, told
        assert "tuyetmat" not in told.out + told.err
        return json.loads(told.out) if "--json" in args else told.out + told.err

    return do


def test_a_register_is_made_worked_in_searched_checked_and_moved_on_a_server(
    ask: Ask, empty: str, tmp_path: Path
) -> None:
    on = ("--db", empty, "--today", "2026-11-23")
    assert (
        ask("init", *on, "--officer", "Nguyễn Thị Lan", "--pin-stdin", "--json", stdin="246813\n")["officer"] == "lannt"
    )
    ask("init", *on, "--officer", "Nguyễn Thị Lan", "--pin-stdin", stdin="246813\n", code=4)
    visit = {"act": "log_visit", "people": [{"name": "Đặng Văn Hùng"}], "content": "Hỏi về thu hồi đất"}
    assert ask("act", "-", *on, "--json", stdin=json.dumps(visit))["no"] == "LT-2026-0001"
    hits = ask("find", "dang hung", *on, "--json")["hits"]
    assert "LT-2026-0001" in {hit["no"] for hit in hits}
    checked = ask("check", *on, "--json")
    assert checked["ok"]
    assert checked["postgresql"]
    assert ask("summary", *on, "--json")["visits"]["visits"] == 1
    assert ask("deadline", "TCD-01", "--on", "2026-11-02", *on, "--json")["rule"] == "TCD-01"
    assert "reception_desk" in ask("server", "prepare", *on, "--show")
    moved = ask("move", empty, tmp_path / "back.db", "--json")
    assert moved["entry"] == 2
    assert "back.db" in ask("find", "hung", *on, code=4)
    assert ask("check", "--db", tmp_path / "back.db", "--json")["ok"]


@pytest.mark.skipif(shutil.which("pg_dump") is None, reason="pg_dump is not installed (postgresql-client)")
def test_a_register_on_a_server_is_copied_and_put_back(ask: Ask, empty: str, tmp_path: Path) -> None:
    on = ("--db", empty)
    halves = "\n".join(ask("init", *on, "--officer", "Lan", "--pin-stdin", "--json", stdin="246813\n")["recovery"])
    ask("backup", tmp_path / "copy.dump", *on)
    assert b"PGDMP" not in (tmp_path / "copy.dump").read_bytes()
    ask("act", "-", *on, stdin='{"act": "log_visit", "head_count": 1, "content": "x"}')
    tried = ask("restore", tmp_path / "copy.dump", *on, "--dry-run", "--halves", "--json", stdin=halves)
    assert (tried["ok"], tried["how"]) == (True, "whole")
    ask("restore", tmp_path / "copy.dump", *on, "--json", code=4)
    assert ask("restore", tmp_path / "copy.dump", *on, "--json", stdin=halves)["kept_aside"] == "before_restore_1"
    assert ask("check", *on, "--json")["ok"]
    assert "LT-2026-0001" in ask("act", "-", *on, stdin='{"act": "log_visit", "head_count": 1, "content": "x"}')


@pytest.mark.slow
def test_the_demonstration_register_is_built_on_a_server_once(ask: Ask, empty: str) -> None:
    told = ask("demo", "--db", empty, "--no-open", "--json")
    assert told["today"] == "2023-12-29"
    ask("demo", "--db", empty, "--no-open", "--json")
    assert ask("check", "--db", empty, "--today", "2023-12-29", "--json")["ok"]
    assert ask("report", "annual", "--db", empty, "--period", "2023", "--json")["visits"] == 231


def test_a_server_that_is_away_is_one_sentence(ask: Ask) -> None:
    told = ask("find", "x", "--db", "postgresql://lan:tuyetmat@127.0.0.1:1/none", code=4)
    assert told == "Máy chủ không trả lời: kiểm tra kết nối rồi thử lại.\n"
