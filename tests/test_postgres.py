"""The private server of the tests: one that a killed run left behind is swept away, one in use is not."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests import postgres
from tests.postgres import why_not

pytestmark = pytest.mark.skipif(bool(why_not()), reason=why_not())

_LEFT_BEHIND = """
import time
from tests.postgres import private_server
with private_server() as server:
    print(server.folder, flush=True)
    time.sleep(600)
"""


def _runs(pid: int) -> bool:
    """Tell whether a process runs; one that has ended and was not asked for has no command line."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes() != b""
    except OSError:
        return False


def test_a_server_of_a_killed_run_is_swept_away_and_one_in_use_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    run = subprocess.Popen(
        [sys.executable, "-c", _LEFT_BEHIND], cwd=Path(__file__).parents[1], stdout=subprocess.PIPE, text=True
    )
    assert run.stdout is not None
    folder = Path(run.stdout.readline().strip())
    first = int((folder / "data" / "postmaster.pid").read_text().split()[0])
    monkeypatch.setattr(postgres, "_NEW_SECONDS", 0)
    postgres._sweep()
    assert folder.exists()
    assert _runs(first) or not Path("/proc").exists()
    run.send_signal(signal.SIGKILL)
    run.wait()
    postgres._sweep()
    assert not folder.exists()
    assert not _runs(first)
