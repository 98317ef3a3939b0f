"""Commands about sealed words: opening them, and who holds their keys."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from reception_tui.domain.command_parts import Command


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenIdentity(Command):
    """Open the sealed words of a denunciation at this desk for some minutes. The PINs are never written down."""

    act: ClassVar[str] = "open_identity"
    petition: str
    reason: str
    pin: str = field(default="", repr=False)
    second: str = ""
    second_pin: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoverCases(Command):
    """Give an officer the key of every sealed case, with the two halves of the office's recovery key."""

    act: ClassVar[str] = "recover_cases"
    officer: str
    first_half: str = field(repr=False)
    second_half: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareCase(Command):
    """Give an officer a key of a sealed case that is open at this desk, or take it away again."""

    act: ClassVar[str] = "share_case"
    petition: str
    officer: str
    take_away: bool = False


SEAL_COMMANDS: tuple[type[Command], ...] = (OpenIdentity, RecoverCases, ShareCase)
