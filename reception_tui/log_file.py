"""The file of the program's own log: turned over when it is full, and read by nobody but its owner."""

from __future__ import annotations

import logging
import os
from functools import cache
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path


class _Private(RotatingFileHandler):
    """A log file of its owner's, whatever the program's mask says."""

    def _open(self) -> TextIOWrapper:
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT
        return os.fdopen(os.open(self.baseFilename, flags, 0o600), "a", encoding=self.encoding)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the library's name
        """Do nothing: a disk that is full must not put a traceback onto the screen."""


@cache
def log_at(path: Path, most: int, kept: int) -> logging.Logger:
    """Return what writes to the log at `path`: up to `most` bytes, and `kept` earlier files. Raises `OSError`."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handler = _Private(path, maxBytes=most, backupCount=kept, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(process)d %(message)s", "%Y-%m-%dT%H:%M:%S%z"))
    logger = logging.Logger("reception_tui")
    logger.addHandler(handler)
    return logger
