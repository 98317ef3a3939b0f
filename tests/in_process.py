"""The command line inside the test's own process: as the program does it, without starting it each time."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from reception_tui import cli
from reception_tui.desk import opening
from reception_tui.domain.reference import Reference


class Said(NamedTuple):
    """What a command answered."""

    code: int
    out: str
    err: str


def run(db: Path, day: str, reference: Reference, *args: str | Path, stdin: str = "") -> Said:
    """Run a command on a register that goes by `reference`."""
    out, err = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode()), "utf-8"))
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        # Reading it anew for each command would take most of a test's time.
        patch.setattr(opening, "build", lambda _: reference)
        code = cli.run([*map(str, args), "--db", str(db), "--today", day])
    return Said(code, out.getvalue(), err.getvalue())
