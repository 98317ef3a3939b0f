"""The command line: the desk's second face, for the night, for scripts, and for screen readers."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import suppress
from itertools import pairwise

from reception_tui import i18n
from reception_tui.config import environment


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code: 0 done, 1 no, 2 bad input, 3 not allowed, 4 storage trouble."""
    i18n.use(_language(arguments))
    from reception_tui.cli.parser import NotUnderstood, parse
    from reception_tui.domain.errors import RegisterError

    try:
        args = parse(arguments)
        return int(args.run(args))
    except NotUnderstood as error:
        from reception_tui.cli.answer import fail_to_understand

        return fail_to_understand(str(error), as_json=_wants_json(arguments))
    except RegisterError as error:
        from reception_tui.cli.answer import STORAGE, exit_code, fail

        if exit_code(error) == STORAGE:
            _note_trouble(error.code)
        return fail(error, as_json=_wants_json(arguments))
    except BrokenPipeError:
        # The reader of our output has gone; there is nobody left to tell.
        sys.stderr.close()
        return 0
    except OSError as error:
        return _fail_of_machine(error, as_json=_wants_json(arguments))
    except KeyboardInterrupt:
        return 130


def _fail_of_machine(error: OSError, *, as_json: bool) -> int:
    """Tell what the machine refused and return the exit code, even where it is our own output."""
    from reception_tui.cli.answer import STORAGE, fail, of_machine

    with suppress(OSError):
        fail(of_machine(error), as_json=as_json)
    if error.filename is None:
        # What could not be written would be tried once more at the end.
        with suppress(OSError):
            sys.stdout.close()
    return STORAGE


def _note_trouble(code: str) -> None:
    from reception_tui import logs

    logs.note("storage_trouble", code=code)


def _wants_json(arguments: Sequence[str]) -> bool:
    """Tell whether the answer is asked for in JSON, even where the rest is not understood."""
    return "--json" in arguments or "--format=json" in arguments or ("--format", "json") in pairwise(arguments)


def _language(arguments: Sequence[str]) -> str:
    """Return the language asked for, before anything is worded."""
    for i, argument in enumerate(arguments):
        if argument.startswith("--lang="):
            return argument.partition("=")[2]
        if argument == "--lang" and i + 1 < len(arguments):
            return arguments[i + 1]
    return environment("LANG") or "vi"
