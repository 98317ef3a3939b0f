"""The letterhead, title and signatures of a paper as plain text."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from itertools import zip_longest

from reception_tui.i18n import tr
from reception_tui.reports.model import Document, Letterhead, Signature

_ROOM_TO_SIGN = 3
_GAP = 2
_BESIDE = 72


def wrapped(text: str, width: int, *, after: str = "") -> list[str]:
    """Return the lines of a text, its own line ends kept; lines that go on start with `after`."""
    return [
        line
        for part in text.split("\n")
        for line in textwrap.wrap(part, width, subsequent_indent=after, break_on_hyphens=False) or [""]
    ]


def head(document: Document, width: int) -> Iterator[str]:
    """Yield the letterhead, the title and what stands under it."""
    if document.form:
        yield document.form.rjust(width)
    rows = _national(document.head, width) if document.head.national else _plain(document.head, width)
    yield from (line.rstrip() for line in rows)
    if document.stamp:
        yield ""
        yield f"[ {document.stamp.upper()} ]".center(width).rstrip()
    yield ""
    for text in (document.title.upper(), *document.subtitle):
        for line in wrapped(text, width) if text else ():
            yield line.center(width).rstrip()


def foot(document: Document, width: int) -> list[str]:
    """Return who gets the paper and who signs it, side by side where one signs; nothing where nobody does."""
    signatures = document.signatures
    half = width // 2
    recipients = _recipients(document.recipients, half if len(signatures) == 1 else width)
    if len(signatures) == 1:
        lines = [f"{one:<{half}}{other}" for one, other in _pairs(recipients, _signature(signatures[0], width - half))]
    elif signatures:
        size = width // len(signatures)
        above = max(len(_capacity(one, size)) for one in signatures)
        blocks = [_signature(one, size, above) for one in signatures]
        lines = ["".join(f"{line:<{size}}" for line in row) for row in zip_longest(*blocks, fillvalue="")]
        lines += ["", *recipients] if recipients else []
    else:
        lines = recipients
    return [*(line.rstrip() for line in lines), ""] if lines else []


def _plain(letterhead: Letterhead, width: int) -> Iterator[str]:
    half = width // 2
    lines = ((letterhead.parent.upper(), letterhead.number), (letterhead.issuer.upper(), letterhead.place_and_date))
    for left, right in lines:
        for one, other in _pairs(wrapped(left, half - _GAP), wrapped(right, width - half)):
            yield f"{one:<{half}}{other:>{width - half}}"
    if letterhead.subject:
        yield from wrapped(letterhead.subject, half)


def _national(letterhead: Letterhead, width: int) -> Iterator[str]:
    left, right = width // 2 - _GAP, width - width // 2 + _GAP
    issuer = wrapped(letterhead.issuer.upper(), left)
    motto = tr("Independence - Freedom - Happiness")
    country = [*wrapped(tr("SOCIALIST REPUBLIC OF VIET NAM"), right), motto, "─" * len(motto)]
    office = [*wrapped(letterhead.parent.upper(), left), *issuer, "─" * (max(map(len, issuer)) // 2)]
    number = [*wrapped(letterhead.number, left), *(wrapped(letterhead.subject, left) if letterhead.subject else [])]
    if width < _BESIDE:
        below = [*country, "", *office, "", letterhead.number, letterhead.subject, letterhead.place_and_date]
        yield from (line.center(width) for text in below for line in wrapped(text, width))
        return
    for one, other in _pairs(office, country):
        yield one.center(left) + other.center(right)
    yield ""
    for one, other in _pairs(number, wrapped(letterhead.place_and_date, right)):
        yield one.center(left) + other.center(right)


def _signature(signature: Signature, width: int, above: int = 0) -> list[str]:
    """Return the lines of who signs; `above` is how many lines those beside have over their names."""
    lines = _capacity(signature, width)
    lines += [""] * (max(0, above - len(lines)) + _ROOM_TO_SIGN)
    lines += wrapped(signature.name, width) if signature.name else []
    return [line.center(width) for line in lines]


def _capacity(signature: Signature, width: int) -> list[str]:
    lines = [line for text in signature.capacity for line in wrapped(text.upper(), width)]
    return [*lines, *(wrapped(signature.remark, width) if signature.remark else [])]


def _recipients(recipients: Iterable[str], width: int) -> list[str]:
    named = [line for one in recipients for line in wrapped(listed(one), width - _GAP, after="  ")]
    return [tr("Recipients:"), *named] if named else []


def listed(recipient: str) -> str:
    """Return a line of the recipients with its dash."""
    return recipient if recipient.startswith("-") else f"- {recipient}"


def _pairs(left: Iterable[str], right: Iterable[str]) -> Iterator[tuple[str, str]]:
    return zip_longest(left, right, fillvalue="")
