"""Take the pictures of docs/pictures/ anew, on the demonstration register. `make pictures` runs it."""

from __future__ import annotations

import asyncio
import os
import re
import sys
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from textual.pilot import Pilot

from reception_tui import i18n
from reception_tui.cli.registers import DEMO_OFFICER
from reception_tui.config import Settings
from reception_tui.desk.demonstration import build
from reception_tui.reports.printers import PrinterState
from reception_tui.store.engine import url_of
from reception_tui.tui.app import ReceptionApp

PICTURES = Path(__file__).resolve().parents[1] / "docs" / "pictures"
TODAY = date(2023, 12, 29)
SIZE, WIDE = (80, 24), (120, 35)

LATE = ("f6", *("down",) * 6, "enter")
"""The keys to a petition that a body is late with."""

Way = tuple[str, str, tuple[int, int], Sequence[str]]

WAYS: tuple[Way, ...] = (
    ("ban-tiep", "dark", SIZE, ()),
    ("ghi-luot-tiep", "dark", SIZE, ("f2", "enter", *"nguyen van", "tab", *"1958")),
    ("trang-don", "dark", SIZE, LATE),
    ("theo-doi", "light", SIZE, ("f6",)),
    ("moi-viec", "contrast", SIZE, ("ctrl+o", *"ngay")),
    ("tro-giup", "light", SIZE, ("f2", *("tab",) * 7, "f1")),
    ("don-doc-rong", "dark", WIDE, (*LATE, "ctrl+r")),
)
"""The name of each picture, its theme, its size, and the keys that lead there from the desk."""


def clean(svg: str) -> str:
    """Return a picture that asks no other machine for letters and says nothing of the run that took it."""
    svg = re.sub(r"@font-face\s*\{.*?\}\s*", "", svg, flags=re.DOTALL)
    svg = re.sub(r"terminal-\d+", "terminal", svg)
    svg = svg.replace("Fira Code, monospace", "monospace").replace("font-family: Fira Code", "font-family: monospace")
    return re.sub(r"<!--.*?-->\s*", "", svg, flags=re.DOTALL)


async def settle(pilot: Pilot[None]) -> None:
    """Wait until nothing is being read or painted."""
    for _ in range(3):
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()


async def take(register: Path, way: Way) -> str:
    """Return one picture."""
    _, theme, size, keys = way
    app = ReceptionApp(Settings(db=str(register), lang="vi", today=TODAY, officer=DEMO_OFFICER))
    app.ask_printer = lambda _queue: PrinterState.READY  # type: ignore[method-assign]
    async with app.run_test(size=size) as pilot:
        app.theme = theme
        app.title = i18n.tr("Citizen reception")
        await settle(pilot)
        for key in keys:
            await pilot.press("space" if key == " " else key)
            await settle(pilot)
        return clean(app.export_screenshot(simplify=True))


def main(folder: Path = PICTURES) -> int:
    """Take every picture, whatever colours, settings and printers this machine has."""
    for name in [name for name in os.environ if name.startswith("RECEPTION_")]:
        del os.environ[name]
    os.environ |= {"COLORTERM": "truecolor", "RECEPTION_DESK": "Bàn 1"}
    i18n.use("vi")
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.svg"):
        old.unlink()
    with tempfile.TemporaryDirectory() as place:
        os.environ["RECEPTION_SETTINGS"] = place
        register = Path(place) / "demo.db"
        build(url_of(str(register))).close()
        for way in WAYS:
            (folder / f"{way[0]}.svg").write_text(asyncio.run(take(register, way)), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
