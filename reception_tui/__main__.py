"""The program's first line: terminal settings that textual reads on import, then the command line."""

from __future__ import annotations

import os
import sys


def main() -> int:
    """Run the program and return its exit code."""
    # Some terminals lose composed Vietnamese text when they are asked to report every key.
    os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
    os.environ.setdefault("TEXTUAL_ANIMATIONS", "none")
    for stream in (sys.stdout, sys.stderr, sys.stdin):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
    from reception_tui.cli import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
