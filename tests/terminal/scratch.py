"""Programs that only tests run behind a terminal: a bare form of four fields, and a desk that is always busy.

scratch.py form OUT SECONDS KIND   write the fields (line or note) to OUT on F12; block the screen so long after each
scratch.py input                   nothing but an input of textual's own, for comparison
scratch.py desk SECONDS ARGUMENT…  the real program, whose screen is blocked so long, ten times a second
scratch.py idle ARGUMENT…          the real program, to which SIGUSR1 means that minutes have passed
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
import time
from pathlib import Path
from typing import ClassVar

os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
os.environ.setdefault("TEXTUAL_ANIMATIONS", "none")

from textual import events, on
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, TextArea

from reception_tui.tui.fields import LineField, NoteField, Spec
from reception_tui.tui.keys import WATCHDOG_SECONDS, OrderedKeys

FIELDS = 4
STALL_SECONDS = WATCHDOG_SECONDS + 0.5
MINUTES = 200.0
"""What SIGUSR1 moves the watch on by, in seconds: more than the office lets a screen stand without a key."""


class ScratchForm(OrderedKeys[None]):
    """Four lines, or notes; Enter goes on, from the last one to the first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f12", "report", show=False),
        Binding("f11", "empty", show=False),
        Binding("f10", "stall", show=False),
        Binding("f9", "dawdle", show=False),
    ]

    def __init__(self, out: Path, busy: float, *, notes: bool) -> None:
        super().__init__()
        self.out, self.busy, self.notes = out, busy, notes
        self.reports = 0

    def compose(self) -> ComposeResult:
        """Lay out the fields."""
        for i in range(FIELDS):
            spec = Spec(f"field{i}", "")
            yield NoteField(spec, 2) if self.notes else LineField(spec)

    def typed_fields(self) -> list[LineField | NoteField]:
        """Return the fields in their order."""
        return list(self.query(NoteField)) if self.notes else list(self.query(LineField))

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _changed(self) -> None:
        if self.busy:
            time.sleep(self.busy)

    @on(Input.Submitted)
    @on(NoteField.Submitted)
    def _entered(self) -> None:
        self.action_focus_next()

    def on_paste(self, event: events.Paste) -> None:
        """Take nothing outside the fields."""

    def action_report(self) -> None:
        """Write down what the fields hold, and which of them has the cursor."""
        found = self.typed_fields()
        at = next((i for i, one in enumerate(found) if one.has_focus), -1)
        with self.out.open("a", encoding="utf-8") as file:
            file.write(json.dumps([at, *(one.typed_text() for one in found)], ensure_ascii=False) + "\n")
        self.reports += 1
        self.title = str(self.reports)

    def action_stall(self) -> None:
        """Block the whole screen for longer than a key is waited for."""
        time.sleep(STALL_SECONDS)

    async def action_dawdle(self) -> None:
        """Come to no end for longer than a key is waited for, while the screen goes on."""
        await asyncio.sleep(STALL_SECONDS)

    def action_empty(self) -> None:
        """Empty the fields and begin anew."""
        for one in self.typed_fields():
            one.put("")
        self.typed_fields()[0].focus()


class BareInput(App[None]):
    """Textual's own input and nothing else."""

    def compose(self) -> ComposeResult:
        """Lay out the input."""
        yield Input(compact=True)


def busy_desk(seconds: float, arguments: list[str]) -> int:
    """Run the real program on a screen that keeps being blocked."""
    from reception_tui.cli import run
    from reception_tui.tui.app import ReceptionApp

    mount = ReceptionApp.on_mount

    def on_mount(app: ReceptionApp) -> None:
        mount(app)
        app.set_interval(0.1, lambda: time.sleep(seconds))

    ReceptionApp.on_mount = on_mount  # type: ignore[method-assign]
    return run(arguments)


def idle_desk(arguments: list[str]) -> int:
    """Run the real program with a watch that can be moved on."""
    from textual._time import get_time

    from reception_tui.cli import run
    from reception_tui.tui import frame

    passed = 0.0

    def pass_minutes(*_: object) -> None:
        nonlocal passed
        passed += MINUTES

    signal.signal(signal.SIGUSR1, pass_minutes)
    frame.get_time = lambda: get_time() + passed
    frame.LOOK_SECONDS = 0.2
    return run(arguments)


def main(arguments: list[str]) -> int:
    """Run the program that is named."""
    what, *rest = arguments
    if what == "desk":
        return busy_desk(float(rest[0]), rest[1:])
    if what == "idle":
        return idle_desk(rest)
    app: App[None] = (
        ScratchForm(Path(rest[0]), float(rest[1]), notes=rest[2] == "note") if what == "form" else BareInput()
    )
    app.run()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
