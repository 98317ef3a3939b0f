"""Text as a paper may hold it, and how a table's columns share its width: what every drawn format needs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_OBEYED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def clean(text: str) -> str:
    """Return `text` with its letters composed, and without what no paper can show."""
    return unicodedata.normalize("NFC", _OBEYED.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))


def shared_out(
    natural: Sequence[float], least: Sequence[float], shares: Sequence[int], room: float
) -> tuple[float, ...]:
    """Return the widths of columns that together are `room`.

    What is left over goes to the columns with a share, or to all; what is missing is first taken from these.
    """
    spare = room - sum(natural)
    if spare >= 0:
        weights = shares if any(shares) else natural
        return tuple(size + spare * weight / sum(weights) for size, weight in zip(natural, weights, strict=True))
    widths = list(natural)
    for sharing in (True, False):
        slack = [
            size - low if bool(share) is sharing else 0.0
            for size, low, share in zip(widths, least, shares, strict=True)
        ]
        missing = sum(widths) - room
        if missing > 0 and sum(slack) > 0:
            taken = min(1.0, missing / sum(slack))
            widths = [size - taken * part for size, part in zip(widths, slack, strict=True)]
    scale = min(1.0, room / sum(widths))
    return tuple(size * scale for size in widths)
