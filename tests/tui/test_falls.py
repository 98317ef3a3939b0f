"""A defect that ends the program tells the officer where its places stand, and tells nobody what was on the screen."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from reception_tui import logs
from tests.leak_scan import Hunt, of_person
from tests.tui.conftest import OpenDesk, settled

WHO = {"name": "Đặng Thị Ẩn Ý", "id_number": "051170009999", "phone": "0912345678", "address": "hẻm 7 Bí Mật"}
TOLD = "{name}, {id_number}, {phone}, {address}".format(**WHO)
HUNT = Hunt(of_person(WHO))

BROKEN = """
import sys
from reception_tui import cli
import reception_tui.__main__ as program
def run(arguments):
    name = sys.argv[-1]
    try:
        raise KeyError(name)
    except KeyError as error:
        raise ValueError(f"defect at {name}") from error
cli.run = run
sys.exit(program.main())
"""


def fall(told: str) -> None:
    """Fall over a defect as deep code does, with words about somebody in every variable and in every error."""
    words = {"name": told, "list": [told]}
    try:
        _ = {}[told]
    except KeyError as error:
        raise RuntimeError(words) from error


def everything(folder: Path) -> str:
    return "".join(path.read_text("utf-8") for path in folder.rglob("reception.log*"))


async def test_a_crash_on_the_screen_tells_places_in_the_code_and_no_word(
    open_desk: OpenDesk, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    async def use() -> None:
        async with open_desk() as pilot:
            await pilot.press("f2", "enter", *WHO["name"])
            pilot.app.call_later(fall, TOLD)
            await settled(pilot)

    with pytest.raises(RuntimeError):
        await use()
    said = capfd.readouterr()
    assert HUNT.in_text(said.out + said.err, "screen") == []
    assert "reception.log" in "".join(said.err.split())
    log = everything(tmp_path)
    assert "kind=builtins.RuntimeError" in log
    assert "kind=builtins.KeyError" in log
    assert "test_falls:fall:" in log
    assert HUNT.in_folder(tmp_path / "home") == []


def test_a_crash_of_a_command_tells_places_in_the_code_and_no_word(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", BROKEN, TOLD], capture_output=True, text=True, check=False,
        env={**os.environ, "RECEPTION_STATE": str(tmp_path / "state"), "PYTHONPATH": os.pathsep.join(sys.path)},
    )  # fmt: skip
    assert ran.returncode == 1
    assert ran.stdout == ""
    assert len(ran.stderr.splitlines()) == 1
    assert HUNT.in_text(ran.stderr, "stderr") == []
    (log,) = (tmp_path / "state").iterdir()
    assert "kind=builtins.ValueError" in log.read_text("utf-8")
    assert HUNT.in_folder(tmp_path / "state") == []
    if sys.platform != "win32":
        assert stat.S_IMODE(log.stat().st_mode) == 0o600


def test_only_codes_come_into_the_log(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("RECEPTION_STATE", str(tmp_path / "codes"))
    logs.note("storage_trouble", code="disk_full", path=TOLD, more="hai từ")
    assert everything(tmp_path / "codes").rstrip().endswith("storage_trouble code=disk_full")


def test_the_log_stays_small(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("RECEPTION_STATE", str(tmp_path / "small"))
    monkeypatch.setattr(logs, "_BYTES", 1000)
    for _ in range(200):
        logs.note("desk_opened", version="0.1.0")
    written = list((tmp_path / "small").iterdir())
    assert len(written) == 4
    assert sum(path.stat().st_size for path in written) < 5000


def test_a_log_that_cannot_be_written_stops_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    monkeypatch.setenv("RECEPTION_STATE", str(tmp_path / "file" / "below"))
    logs.note("desk_opened")
    logs.note_crash(ValueError(TOLD))
