"""The program's first line: terminal settings that textual reads on import, then the command line."""

from __future__ import annotations

import os
import sys
from types import TracebackType


def main() -> int:
    """Run the program and return its exit code."""
    for stream in (sys.stdout, sys.stderr, sys.stdin):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
    if sys.argv[1:] in (["--help"], ["-h"]):
        return _show_help(os.environ.get("RECEPTION_LANG", ""))
    # Some terminals lose composed Vietnamese text when they are asked to report every key.
    os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
    os.environ.setdefault("TEXTUAL_ANIMATIONS", "none")
    from reception_tui.cli import run
    from reception_tui.process import close_to_others

    close_to_others()
    sys.excepthook = _fallen

    return run(sys.argv[1:])


def _fallen(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Write down where the program fell and say so; what the error itself says may be about people."""
    from reception_tui.falling import fallen

    fallen(kind, error, trace)


def _show_help(lang: str) -> int:
    """Print the page that `make docs` wrote: making it anew takes ten times as long as starting Python."""
    name = lang if lang in {"vi", "en"} else "vi"
    page = os.path.join(os.path.dirname(__file__), "cli", "help", f"{name}.txt")  # noqa: PTH118, PTH120 - as above
    with open(page, encoding="utf-8") as file:  # noqa: PTH123
        sys.stdout.write(file.read())
    return 0


if __name__ == "__main__":
    sys.exit(main())
