"""The page for an office that moves from a spreadsheet: every command on it does what the page says it does."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from reception_tui.cli import run

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "chuyen-tu-bang-tinh.md"
SAMPLES = ROOT / "seed_data" / "samples"
FENCE = re.compile(r"```\n(.*?)```", re.DOTALL)
PIN = "246813"


def steps(text: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each command of the page with the lines that are said to come of it."""
    for block in FENCE.findall(text):
        for part in block.split("$ ")[1:]:
            command, *said = part.splitlines()
            yield command, said


def mend_by_hand(folder: Path, text: str) -> None:
    """Do what the page says is done by hand between two commands."""
    if "F8 thành `051049001122`" in text:
        book = load_workbook(folder / "so-tiep-cong-dan.xlsx")
        book["Tháng 2"]["F8"], book["Tháng 2"]["B10"] = "051049001122", "28/02/2025"
        book.save(folder / "so-tiep-cong-dan.xlsx")
    wrong, right = '"Diễn biến sự việc" = ""', '"Diễn biến sự việc" = "content"'
    if f"sửa dòng `{wrong}` thành `{right}`" in text:
        place = folder / "phan-anh.toml"
        assert wrong in place.read_text("utf-8")
        place.write_text(place.read_text("utf-8").replace(wrong, right), encoding="utf-8")


def test_the_afternoon_of_the_page_goes_as_it_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for sample in SAMPLES.iterdir():
        shutil.copy(sample, tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("RECEPTION_SETTINGS", str(tmp_path / "settings"))
    before, done = 0, 0
    text = PAGE.read_text(encoding="utf-8")
    for block in FENCE.finditer(text):
        mend_by_hand(tmp_path, text[before : block.start()])
        before = block.end()
        for command, said in steps(block[0]):
            answer = answer_of(shlex.split(command)[1:], monkeypatch, capsys)
            for line in said:
                assert line.removesuffix("…") in answer, (command, answer)
            done += 1
    assert done == 16


def answer_of(args: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
    """Run a command of the page and return what it said, on either stream."""
    if args[0] == "init":
        args.append("--pin-stdin")
        monkeypatch.setattr("sys.stdin", StringIO(f"{PIN}\n"))
    run([*args, "--today", "2026-11-23"])
    answer = capsys.readouterr()
    return answer.out + answer.err
