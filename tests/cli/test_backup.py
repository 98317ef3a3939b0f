"""Backup while another desk works, and restore: whole, clean, and never from something broken."""

from __future__ import annotations

import json
import subprocess

import pytest

from tests.cli.conftest import PROGRAM, VISIT, Reception, as_lines

STORAGE_TROUBLE = 4
ACTS = 300


def backed_up(reception: Reception) -> Reception:
    ran = reception.run("backup", reception.folder / "backup.db", "--plain", "--json")
    assert (ran.code, ran.err) == (0, "")
    ran.document()
    return Reception(reception.folder, reception.folder / "backup.db", reception.day)


def test_restore_brings_the_register_back_as_it_was_and_loses_nothing_of_what_it_replaces(reception: Reception) -> None:
    reception.do(VISIT, VISIT)
    copy = backed_up(reception)
    assert copy.db.stat().st_mode & 0o077 == 0, "it holds what the register holds"
    assert sorted(path.name for path in reception.folder.glob("backup.db*")) == ["backup.db"]
    before = reception.summary(reception.day)
    fresh = Reception(reception.folder, reception.folder / "fresh.db", reception.day)
    assert fresh.run("restore", copy.db, "--json").code == 0
    assert fresh.summary(fresh.day) == before, "a register is made where there was none"
    reception.do(VISIT | {"content": "Chỉ có trong sổ bị thay"})
    ran = reception.run("restore", copy.db, "--json")
    assert (ran.code, ran.err) == (0, "")
    ran.document()
    assert reception.summary(reception.day) == before
    reception.clean()
    others = {reception.db, copy.db, fresh.db}
    kept = [path for path in reception.folder.iterdir() if path.is_file() and path not in others]
    assert any("Chỉ có trong sổ bị thay".encode() in path.read_bytes() for path in kept), "a mistake can be mended"


def test_backup_never_writes_over_a_file(reception: Reception) -> None:
    other = reception.folder / "letter.txt"
    other.write_text("thư", "utf-8")
    ran = reception.run("backup", other, "--plain", "--json")
    assert ran.code in {2, STORAGE_TROUBLE}
    ran.error()
    assert other.read_text("utf-8") == "thư"


def test_backup_while_another_desk_works_is_clean_and_holds_what_was_acknowledged_before(reception: Reception) -> None:
    (reception.folder / "acts.jsonl").write_text(as_lines([VISIT] * ACTS), "utf-8")
    command = [*PROGRAM, "act", "acts.jsonl", "--json", "--db", str(reception.db), "--today", reception.day]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=reception.environment(), cwd=reception.folder) as worker:
        assert worker.stdout is not None
        acknowledged = [json.loads(worker.stdout.readline()) for _ in range(20)]
        copy = backed_up(reception)
        rest, _ = worker.communicate(timeout=120)
    assert worker.returncode == 0, "the work was not disturbed"
    assert all(json.loads(line)["ok"] for line in rest.decode().splitlines())
    held = [row[0] for row in copy.rows("SELECT no FROM visit ORDER BY no")]
    assert held == [f"LT-2026-{n:04}" for n in range(1, len(held) + 1)]
    assert acknowledged[-1]["no"] in held
    copy.clean()
    assert reception.rows("SELECT count(*) FROM visit") == [(ACTS,)]


@pytest.mark.parametrize("kept", [0.5, 1])
def test_what_is_no_whole_backup_is_refused_with_exit_4_and_the_register_stays(
    reception: Reception, kept: float
) -> None:
    before = reception.db.read_bytes()
    broken = reception.folder / "broken.db"
    broken.write_bytes(before[: int(len(before) * kept)] if kept < 1 else b"letter" * 5000)
    ran = reception.run("restore", broken, "--json")
    assert ran.code == STORAGE_TROUBLE
    ran.error()
    assert reception.db.read_bytes() == before


def test_what_runs_by_itself_makes_a_copy_tries_it_and_then_finds_nothing_due(reception: Reception) -> None:
    reception.do(VISIT)
    done = reception.run("backup", "--due", "--json").document()
    assert (done["failed"], done["taken_away"]) == (None, [])
    assert done["drill"] == {"path": done["copy"], "how": "whole", "entries": 2, "ok": True, "fault": None}
    assert reception.run("backup", "--due", "--json").document()["copy"] is None
    spoilt = reception.folder / "backups" / done["copy"].rpartition("/")[2]
    spoilt.write_bytes(spoilt.read_bytes()[:-1])
    tried = reception.run("restore", "--dry-run", "--json")
    assert tried.code == 1
    assert tried.document()["fault"] == "backup_broken"
    assert "drill_failed" in {one["code"] for one in reception.run("check", "--json").document()["advice"]}
