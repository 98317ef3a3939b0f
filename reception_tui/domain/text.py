"""Vietnamese text: one written form, and a folded form to search by."""

from __future__ import annotations

import re
import unicodedata

_MARKS = re.compile("[\u0300-\u036f]+")
"""Takes the marks of every alphabet of ours away; others are looked at one by one."""

_NOT_A_DIGIT = re.compile(r"[^0-9]+")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
OBEYED = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""What a terminal obeys instead of showing it, line breaks left out."""

_SPACES = re.compile(r"[ \t\u00a0]+")
_WORD = re.compile(r"[0-9a-z]+")


def nfc(text: str) -> str:
    """Return `text` composed: one code point for each Vietnamese letter."""
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def clean(text: str) -> str:
    """Return typed text as it is kept: composed, without control characters, without stray spaces.

    Line breaks stay. Terminal escape sequences lose their escape and so their power.
    """
    # Letters and marks that only a control character kept apart come together: compose last.
    text = nfc(_CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))
    return "\n".join(_SPACES.sub(" ", line).strip() for line in text.split("\n")).strip()


def fold(text: str) -> str:
    """Return `text` in lower case without marks, with đ as d: what a search compares."""
    if text.isascii():
        return text.lower()
    decomposed = _MARKS.sub("", unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D")))
    if decomposed.isascii():
        return decomposed.lower()
    return "".join(c for c in decomposed if not unicodedata.combining(c)).lower()


def words(text: str) -> list[str]:
    """Return the folded words and numbers of `text`, in order."""
    return _WORD.findall(fold(text))


def is_written_in(typed: str, text: str) -> bool:
    """Tell whether `text` holds `typed` with the very marks that were typed, in any case."""
    return nfc(typed.strip()).lower() in nfc(text).lower()


def digits(text: str) -> str:
    """Return only the digits of `text`."""
    return _NOT_A_DIGIT.sub("", text)


def shorten(text: str, width: int) -> str:
    """Return the first line of `text`, cut at a word with an ellipsis when longer than `width` characters."""
    line = text.strip().split("\n", 1)[0]
    if len(line) <= width:
        return line
    cut = line[: width - 1]
    head, space, _ = cut.rpartition(" ")
    return (head if space and len(head) > width // 2 else cut).rstrip(" ,;:.") + "…"
