"""The command line: the desk's second face, for the night, for scripts, and for screen readers."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from reception_tui import i18n
from reception_tui.config import environment


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code: 0 done, 1 no, 2 bad input, 3 not allowed, 4 storage trouble."""
    i18n.use(_language(arguments))
    from reception_tui.cli.parser import parse
    from reception_tui.domain.errors import RegisterError

    args = parse(arguments)
    try:
        return int(args.run(args))
    except RegisterError as error:
        from reception_tui.cli.answer import fail

        return fail(error, as_json=getattr(args, "json", False) or getattr(args, "format", "") == "json")
    except BrokenPipeError:
        # The reader of our output has gone; there is nobody left to tell.
        sys.stderr.close()
        return 0
    except KeyboardInterrupt:
        return 130


def _language(arguments: Sequence[str]) -> str:
    """Return the language asked for, before anything is worded."""
    for i, argument in enumerate(arguments):
        if argument.startswith("--lang="):
            return argument.partition("=")[2]
        if argument == "--lang" and i + 1 < len(arguments):
            return arguments[i + 1]
    return environment("LANG") or "vi"
