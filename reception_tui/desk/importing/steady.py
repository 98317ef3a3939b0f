"""Work on many small objects, during which nothing is looked through for garbage."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def steady() -> Iterator[None]:
    """Stop the search for garbage until the work is done.

    A batch keeps all that it makes to its end: to look through it over and over costs more than the work itself.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
