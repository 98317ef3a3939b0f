"""Commands that do one thing to several records, or hand records over between officers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from reception_tui.domain.command_parts import Command


@dataclass(frozen=True, slots=True, kw_only=True)
class Together(Command):
    """Do several acts on records as one entry of the journal, which one undo takes back; all of them, or none."""

    act: ClassVar[str] = "together"
    acts: tuple[Command, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver(Command):
    """Let another officer look after a petition or visit."""

    act: ClassVar[str] = "hand_over"
    petition: str = ""
    visit: str = ""
    to: str


JOINT_COMMANDS: tuple[type[Command], ...] = (Together, HandOver)
