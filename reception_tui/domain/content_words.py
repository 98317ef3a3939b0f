"""The words of a text as it was given: where each stands, how it is compared, where a sentence ends."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from reception_tui.domain.text import fold

_WORD = re.compile("(?:[^\\W_][\u0300-\u036f\u200b-\u200d]*)+")
_NOT_PLAIN = re.compile(r"[^0-9a-z]+")
_SENTENCE_END = re.compile(r"[.!?;…]")
_SYLLABLE = re.compile(
    r"(?:b|ch|c(?![eiy])|d|gi|gh(?=[ei])|g(?!h)|h|kh|k(?=[eiy])|l|m|ngh(?=[ei])|ng(?![eih])|nh|n(?![gh])|"
    r"ph|p|qu|r|s|th|tr|t(?![hr])|v|x)?[aeiouy]{1,3}(?:ch|c|m|ng|nh|n|p|t)?"
)
_TONE_KEYS = re.compile(r"(?<=[aeiouyw])[sfrxj]+|(?<=[aeiouyw][cmnpt])[sfrxj]+|(?<=[aeiouyw](?:ch|ng|nh))[sfrxj]+")
_DOUBLED = re.compile(r"([aeod])\1")
_LONG_ENOUGH = 4


@dataclass(frozen=True, slots=True)
class Word:
    """One word: its place in the given text, its folded form, and the marks that it bears, in one order.

    `sentence` and `clause` number the stretches of text that it stands in; `first` tells that it begins a line,
    `capital` that it is written with a capital.
    """

    start: int
    end: int
    folded: str
    marks: str
    sentence: int
    clause: int
    first: bool
    capital: bool


def split(text: str) -> tuple[Word, ...]:
    """Return the words of `text` in order. Places count characters of `text` as it was given."""
    found: list[Word] = []
    sentence = clause = end = 0
    first = True
    for match in _WORD.finditer(text):
        between = text[end : match.start()]
        if between not in {" ", ""}:
            first = not found or "\n" in between
            if found and _ends(text, end, match.start(), between):
                sentence += 1
                clause += 1
            elif "," in between or "\n" in between or ":" in between:
                clause += 1
        elif found:
            first = False
        end = match.end()
        folded, marks = forms(match.group())
        found.append(Word(match.start(), end, folded, marks, sentence, clause, first, text[match.start()].isupper()))
    return tuple(found)


def _ends(text: str, end: int, start: int, between: str) -> bool:
    """Tell whether a sentence ends between two words: not inside a number, not after an initial."""
    if between == "." and text[end - 1].isdigit() and text[start].isdigit():
        return False
    if between == ". " and text[end - 1].isupper() and (end < 2 or not text[end - 2].isalpha()):
        return False
    if _SENTENCE_END.search(between):
        return True
    if "\n" not in between:
        return False
    return "\n\n" in between or not text[start].islower()


@lru_cache(maxsize=8192)
def forms(written: str) -> tuple[str, str]:
    """Return a word folded, and its marks: the same wherever in the syllable its tone is set."""
    lower = written.lower()
    marks = sorted(c for c in unicodedata.normalize("NFD", lower) if unicodedata.combining(c) or c == "đ")
    return _NOT_PLAIN.sub("", fold(lower)), "".join(marks)


class Spelling:
    """Puts words that nobody writes back to the known words that were meant."""

    def __init__(self, known: Iterable[str]) -> None:
        self._known = frozenset(known)
        self._shortened: dict[str, str] = {}
        for word in sorted(self._known):
            if len(word) >= _LONG_ENOUGH:
                for short in _without_one(word):
                    self._shortened.setdefault(short, word)
        self._meant: dict[str, str] = {}

    def meant(self, folded: str) -> str:
        """Return the known word behind a slip of the keyboard, or `folded` itself."""
        if folded in self._known:
            return folded
        found = self._meant.get(folded)
        if found is None:
            found = self._repaired(folded)
            if len(self._meant) < 8192:
                self._meant[folded] = found
        return found

    def _repaired(self, folded: str) -> str:
        if not folded.isalpha() or len(folded) > 9:
            return folded
        plain = _without_keys(folded)
        if plain != folded and (plain in self._known or not _SYLLABLE.fullmatch(folded)):
            return plain if plain in self._known else self._near(plain)
        return folded if _SYLLABLE.fullmatch(folded) else self._near(folded)

    def _near(self, folded: str) -> str:
        """Return the known word with one letter more, less, other, or two letters changed about."""
        if len(folded) < _LONG_ENOUGH - 1:
            return folded
        if folded in self._shortened:
            return self._shortened[folded]
        shorter = _without_one(folded)
        if len(folded) >= _LONG_ENOUGH:
            for short in shorter:
                if short in self._known and len(short) >= _LONG_ENOUGH - 1:
                    return short
            for short in shorter:
                if short in self._shortened and len(self._shortened[short]) == len(folded):
                    return self._shortened[short]
        return folded


def _without_one(word: str) -> list[str]:
    return [word[:i] + word[i + 1 :] for i in range(len(word))]


def _without_keys(folded: str) -> str:
    """Return a word typed for a Telex keyboard without the keys that stand for its marks."""
    return _DOUBLED.sub(r"\1", _TONE_KEYS.sub("", folded).replace("w", ""))
