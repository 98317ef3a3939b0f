"""The program in a process of its own that finds all its modules loaded: as `python -m reception_tui`, but at once.

One process loads the program and waits. For each command it forks; the child takes the command's folder, environment
and streams, and runs the program's own `main`. What is about starting itself (signals, kill, what is imported when)
starts the program anew.
"""

from __future__ import annotations

import atexit
import gc
import json
import os
import pkgutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

_ROOT = Path(__file__).resolve().parents[1]
_SECONDS = 120


class Ended(NamedTuple):
    """What a command left behind."""

    code: int
    out: bytes
    err: bytes


def run(arguments: list[str], given: bytes, folder: Path, environment: Mapping[str, str]) -> Ended:
    """Run the program with these arguments, input, folder and environment, and return what it left behind."""
    with tempfile.TemporaryDirectory() as own:
        names = [os.path.join(own, name) for name in ("in", "out", "err")]  # noqa: PTH118
        Path(names[0]).write_bytes(given)
        asked = {"arguments": arguments, "folder": str(folder), "environment": dict(environment), "streams": names}
        waiting = _waiting()
        assert waiting.stdin is not None
        assert waiting.stdout is not None
        waiting.stdin.write(json.dumps(asked).encode() + b"\n")
        waiting.stdin.flush()
        code = int(waiting.stdout.readline())
        return Ended(code, Path(names[1]).read_bytes(), Path(names[2]).read_bytes())


@cache
def _waiting() -> subprocess.Popen[bytes]:
    command = (sys.executable, "-m", "tests.loaded")
    environment = {"PATH": os.environ.get("PATH", ""), "HOME": "/nonexistent", "LANG": "C.UTF-8"}
    started = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment | {"PYTHONPATH": str(_ROOT)}, cwd=_ROOT
    )
    atexit.register(started.kill)
    return started


def _serve() -> None:
    _load()
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    for line in sys.stdin.buffer:
        child = os.fork()
        if child == 0:
            _live(json.loads(line))
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), file=answers, flush=True)


def _load() -> None:
    """Load what commands load, and build the reference data of the seed files, which most registers go by."""
    import reception_tui

    for found in pkgutil.walk_packages(reception_tui.__path__, "reception_tui."):
        if not found.name.startswith(("reception_tui.tui", "reception_tui.__main__")):
            import_module(found.name)
    from reception_tui.desk import opening
    from reception_tui.store.reference.files import read_files

    seed = read_files()
    known, build = opening.build(seed), opening.build
    opening.build = lambda files: known if files == seed else build(files)
    gc.freeze()


def _live(asked: Mapping[str, Any]) -> None:
    """Become a program that was just started."""
    signal.alarm(_SECONDS)
    os.chdir(asked["folder"])
    os.environ.clear()
    os.environ.update(asked["environment"])
    for number, name in enumerate(asked["streams"]):
        file = os.open(name, os.O_RDONLY if number == 0 else os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND)
        os.dup2(file, number)
        os.close(file)
    sys.stdin = os.fdopen(0, encoding="utf-8", errors="surrogateescape", closefd=False)
    sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
    sys.stderr = os.fdopen(2, "w", encoding="utf-8", errors="backslashreplace", closefd=False)
    sys.argv = ["reception", *asked["arguments"]]
    from reception_tui.__main__ import main

    # What it raises ends the child as it ends any program.
    code = main()
    for stream in (sys.stdout, sys.stderr):
        if not stream.closed:
            stream.flush()
    os._exit(code)


if __name__ == "__main__":
    _serve()
