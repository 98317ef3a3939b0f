"""The program's own log: technical events as codes, and of a crash the places in the code. No word that anybody typed.

It lies in the user's folder for such things, readable by its owner alone, and keeps to a few hundred kilobytes.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from reception_tui import __version__
from reception_tui.config import state_folder

_BYTES, _KEPT = 200_000, 3
_CODE = re.compile(r"[A-Za-z0-9_.:<>-]{1,120}")


def place() -> Path:
    """Return where the log lies."""
    return state_folder() / "reception.log"


def note(event: str, **codes: str | int) -> None:
    """Write an event down, with codes that say more; what is no code is left out. Never fails."""
    told = " ".join(f"{name}={value}" for name, value in codes.items() if _CODE.fullmatch(str(value)))
    # Not needed before something happens; the desk is to be painted first.
    from reception_tui.log_file import log_at

    with suppress(OSError):
        log_at(place(), _BYTES, _KEPT).info("%s %s", event, told)


def note_crash(error: BaseException | None) -> None:
    """Write down where a defect showed: the kinds of errors and the places in the code, and none of their words."""
    note("crash", version=__version__, python=f"{sys.version_info.major}.{sys.version_info.minor}", system=sys.platform)
    for kind, places in _chain(error):
        note("error", kind=kind)
        for one in places:
            note("at", place=one)


def _chain(error: BaseException | None) -> Iterator[tuple[str, list[str]]]:
    """Yield the kind and the places of an error and of what caused it, the last one first."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        places, trace = [], error.__traceback__
        while trace is not None:
            code = trace.tb_frame
            places.append(f"{code.f_globals.get('__name__', '?')}:{code.f_code.co_name}:{trace.tb_lineno}")
            trace = trace.tb_next
        yield f"{type(error).__module__}.{type(error).__qualname__}", places
        error = error.__cause__ or error.__context__
