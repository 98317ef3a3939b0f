"""The base of all errors, and the three ways in which a request can end badly."""

from __future__ import annotations

from typing import Any, ClassVar


class RegisterError(Exception):
    """Base of all errors that the register itself raises."""

    code: ClassVar[str] = "error"

    def __init__(self, field: str | None = None, **values: Any) -> None:
        super().__init__(self.code, field, values)
        self.field = field
        self.values = values


class BadInput(RegisterError):
    """What was typed or sent cannot be taken (exit 2)."""


class NotAllowed(RegisterError):
    """The officer has no right to this, or the record's state or the law forbids it (exit 3)."""


class StorageTrouble(RegisterError):
    """The register cannot be read or written (exit 4)."""
