"""Programs that only tests run behind a terminal: a bare form of four fields, and a desk that is always busy.

scratch.py form OUT [SECONDS]      write the fields to OUT on F12; block the screen so long after every change
scratch.py input                   nothing but an input of textual's own, for comparison
scratch.py desk SECONDS ARGUMENT…  the real program, whose screen is blocked so long, ten times a second
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import ClassVar

os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
os.environ.setdefault("TEXTUAL_ANIMATIONS", "none")

from textual import events, on
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from reception_tui.tui.fields import LineField, Spec
from reception_tui.tui.keys import OrderedKeys

FIELDS = 4


class ScratchForm(OrderedKeys[None]):
    """Four lines; Enter goes on, from the last one to the first."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f12", "report", show=False), Binding("f11", "empty", show=False)]

    def __init__(self, out: Path, busy: float) -> None:
        super().__init__()
        self.out, self.busy = out, busy
        self.reports = 0

    def compose(self) -> ComposeResult:
        """Lay out the lines."""
        for i in range(FIELDS):
            yield LineField(Spec(f"line{i}", ""))

    @on(Input.Changed)
    def _changed(self) -> None:
        if self.busy:
            time.sleep(self.busy)

    @on(Input.Submitted)
    def _entered(self) -> None:
        self.action_focus_next()

    def on_paste(self, event: events.Paste) -> None:
        """Take nothing outside the fields."""

    def action_report(self) -> None:
        """Write down what the fields hold, and which of them has the cursor."""
        lines = list(self.query(LineField))
        at = next((i for i, line in enumerate(lines) if line.has_focus), -1)
        with self.out.open("a", encoding="utf-8") as file:
            file.write(json.dumps([at, *(line.value for line in lines)], ensure_ascii=False) + "\n")
        self.reports += 1
        self.title = str(self.reports)

    def action_empty(self) -> None:
        """Empty the fields and begin anew."""
        for line in self.query(LineField):
            line.value = ""
        self.query(LineField).first().focus()


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


def main(arguments: list[str]) -> int:
    """Run the program that is named."""
    what, *rest = arguments
    if what == "desk":
        return busy_desk(float(rest[0]), rest[1:])
    app: App[None] = ScratchForm(Path(rest[0]), float(rest[1])) if what == "form" else BareInput()
    app.run()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
