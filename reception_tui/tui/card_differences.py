"""What was typed otherwise than the card has it: both stand beside each other until the officer takes one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from reception_tui.i18n import tr
from reception_tui.store.work import Row


@dataclass(slots=True)
class Choices:
    """What the officer took where form and card differ: the typed value for the card, or the card's for the form."""

    renewed: set[str] = field(default_factory=set)
    put_aside: dict[str, str] = field(default_factory=dict)

    def forget(self) -> None:
        """Begin anew, with another card."""
        self.renewed.clear()
        self.put_aside.clear()


def differs(card: Row, name: str, typed: Any) -> bool:
    """Tell whether a value was typed and the card holds another one."""
    return card[name] not in ("", None) and typed not in ("", None) and typed != card[name]


def line_of(choices: Choices, name: str, kept: str, *, differing: bool) -> str:
    """Return what stands beside the field: the other value and what Shift+F8 does; nothing where nothing differs."""
    if differing and name in choices.renewed:
        return tr("✎ Goes onto the card in place of {kept} (⇧F8: as the card has it)").format(kept=kept)
    if differing:
        return tr("≠ On the card: {kept} (⇧F8: write the new one; twice: as the card has it)").format(kept=kept)
    if name in choices.put_aside:
        return tr("✓ As on the card; typed: {typed} (⇧F8 brings it back)").format(typed=choices.put_aside[name])
    return ""
