"""Phrases that speak for a kind of petition, and where a text holds them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property, lru_cache
from itertools import pairwise

from reception_tui.domain.content_words import Spelling, Word
from reception_tui.domain.kinds import PetitionKind


class Role(StrEnum):
    """What a phrase does in a petition."""

    HEADING = "heading"  # the name that a paper gives itself
    LETTERHEAD = "letterhead"  # what stands on every paper
    MENTION = "mention"  # speaks of a petition or law without making one
    NEGATION = "negation"  # takes back what follows in its clause
    LEAD = "lead"  # opens a request
    PART = "part"  # opens another matter
    INTENT = "intent"  # says what the writer does
    REQUEST = "request"  # says what is to be done
    STANCE = "stance"  # says how the writer stands to a decision
    TARGET = "target"  # what or who is attacked
    HARM = "harm"  # what befell the writer
    VIOLATION = "violation"  # what somebody did against the law
    PROOF = "proof"  # what the writer offers to prove it by
    SITUATION = "situation"  # how things are
    IDLE = "idle"  # a paper that asks for nothing
    FIELD = "field"  # the subject field


_SMALL_WORDS = frozenset({Role.NEGATION, Role.LEAD, Role.MENTION})


@dataclass(frozen=True, slots=True)
class Reason:
    """Why phrases count: for which kind (or field), in which role, how much, by which law."""

    code: str
    role: Role
    for_: str
    weight: float
    why_vi: str
    why_en: str
    source: str
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """A word of a phrase as it is compared."""

    folded: str
    marks: str


@dataclass(frozen=True, slots=True)
class Pattern:
    """Words in a row. A name stands for any entry of that list, `GAP` for a few words of the same sentence."""

    reason: Reason
    items: tuple[Known | str, ...]

    @property
    def trusts_bare_word(self) -> bool:
        """Tell whether one word typed without marks is enough: it has none to lose, or says nothing by itself."""
        first = self.items[0]
        return self.reason.role in _SMALL_WORDS or (isinstance(first, Known) and not first.marks)


@dataclass(frozen=True, slots=True)
class Weighing:
    """How evidence adds up: the numbers of the table `[weighing]`."""

    gap: int
    negation_reach: int
    again: float
    outside_request: float
    title: float
    answer_from: float
    sure_from: float
    margin: float
    mixed_from: float
    plain_wish: float
    wording: float
    field_front: float
    spread: float
    caps: Mapping[Role, float]
    joint: Mapping[PetitionKind, float]
    field_without_phrase: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found: words `first` to before `last`."""

    reason: Reason
    first: int
    last: int


GAP = "…"
_MARKED_SHARE = 3
_SLIP = 2
_ANOTHER_WORD = 99


@dataclass(slots=True)
class _Node:
    words: dict[str, list[tuple[str, _Node]]] = field(default_factory=dict)
    lists: dict[str, _Node] = field(default_factory=dict)
    gap: _Node | None = None
    ends: list[Pattern] = field(default_factory=list)

    def after(self, word: Known) -> _Node:
        """Return the node after `word`, made when there is none."""
        branches = self.words.setdefault(word.folded, [])
        for marks, node in branches:
            if marks == word.marks:
                return node
        branches.append((word.marks, _Node()))
        return branches[-1][1]


@dataclass(frozen=True, slots=True)
class _Seen:
    """A word of the text as it is compared. Marks that were not typed, or belong to a slip, are None."""

    folded: str
    marks: str | None
    sentence: int
    clause: int


_Entry = tuple[str, int, int]
"""A list, the word after its entry, and how many words of the entry bear other marks."""


_Place = tuple[_Node, int, int, int]
"""A node of the tree, the word that comes next, the words matched, and how many of them bear other marks."""


@dataclass(frozen=True)
class Phrases:
    """All phrases of the office, ready to be looked for."""

    reasons: Mapping[str, Reason]
    lists: Mapping[str, tuple[tuple[Known, ...], ...]]
    patterns: tuple[Pattern, ...]
    weighing: Weighing
    wording: Mapping[str, Mapping[str, float]]

    @cached_property
    def spelling(self) -> Spelling:
        """Return the spelling of the words that occur in phrases."""
        known = {item.folded for one in self.patterns for item in one.items if isinstance(item, Known)}
        known |= {word.folded for rows in self.lists.values() for row in rows for word in row}
        return Spelling(known)

    def find(self, words: tuple[Word, ...]) -> list[Hit]:
        """Return every phrase that `words` hold, in order of place; shorter ones inside longer ones too."""
        typed_with_marks = sum(1 for word in words if word.marks) * _MARKED_SHARE >= len(words)
        text = [self._seen(word, typed_with_marks) for word in words]
        listed = [self._listed(text, at) for at in range(len(text))]
        found: dict[tuple[int, int, str], Hit] = {}
        for at in range(len(text)):
            for pattern, last in self._walk(text, listed, at):
                found.setdefault((at, last, pattern.reason.code), Hit(pattern.reason, at, last))
        return [found[key] for key in sorted(found)]

    def sounds(self, words: tuple[Word, ...]) -> dict[str, float]:
        """Return what the learned weights of single words and pairs add up to for each kind."""
        folded = [self.spelling.meant(word.folded) for word in words]
        written = {*folded, *(f"{one} {other}" for one, other in pairwise(folded))}
        known = sorted(written & self.wording.keys())
        totals: dict[str, float] = {}
        for word in known:
            for name, weight in self.wording[word].items():
                totals[name] = totals.get(name, 0.0) + weight
        return {name: total / math.sqrt(len(known)) for name, total in totals.items()}

    def _seen(self, word: Word, typed_with_marks: bool) -> _Seen:
        meant = self.spelling.meant(word.folded)
        sure = meant == word.folded and (typed_with_marks or word.marks)
        return _Seen(meant, word.marks if sure else None, word.sentence, word.clause)

    def _listed(self, text: list[_Seen], at: int) -> tuple[_Entry, ...]:
        """Return the lists that have an entry beginning at word `at`."""
        entries = self._by_first_word.get(text[at].folded)
        if entries is None:
            return ()
        found: dict[_Entry, None] = {}
        for name, row in entries:
            here = text[at : at + len(row)]
            if len(here) < len(row) or any(seen.folded != word.folded for seen, word in zip(here, row, strict=True)):
                continue
            other = sum(_other_marks(seen, word.marks) for seen, word in zip(here, row, strict=True))
            if _near_enough(other, len(row)):
                found[name, at + len(row), other] = None
        return tuple(found)

    def _walk(self, text: list[_Seen], listed: list[tuple[_Entry, ...]], at: int) -> Iterator[tuple[Pattern, int]]:
        """Yield the phrases that begin at word `at`, and the word after each."""
        stack = [(self._tree, at, 0, 0)]
        sentence, size = text[at].sentence, len(text)
        while stack:
            node, here, matched, other = stack.pop()
            if node.ends and _near_enough(other, matched):
                yield from _ending(node, text, at, here, matched, other)
            if here < size and text[here].sentence == sentence:
                stack += self._further(node, text, listed, here, matched, other)

    def _further(
        self, node: _Node, text: list[_Seen], listed: list[tuple[_Entry, ...]], here: int, matched: int, other: int
    ) -> list[_Place]:
        """Return the places that a phrase can go on to from word `here`."""
        seen = text[here]
        places: list[_Place] = []
        for marks, after in node.words.get(seen.folded, ()):
            differing = other + _other_marks(seen, marks)
            if differing < _ANOTHER_WORD:
                places.append((after, here + 1, matched + 1, differing))
        if node.lists:
            for name, last, differing in listed[here]:
                if name in node.lists and text[last - 1].sentence == seen.sentence:
                    places.append((node.lists[name], last, matched + last - here, other + differing))
        if node.gap is not None:
            for there in range(here, min(here + self.weighing.gap + 1, len(text))):
                if text[there].sentence != seen.sentence:
                    break
                places.append((node.gap, there, matched, other))
        return places

    @cached_property
    def _by_first_word(self) -> dict[str, list[tuple[str, tuple[Known, ...]]]]:
        found: dict[str, list[tuple[str, tuple[Known, ...]]]] = {}
        for name, rows in self.lists.items():
            for row in rows:
                found.setdefault(row[0].folded, []).append((name, row))
        return found

    @cached_property
    def _tree(self) -> _Node:
        root = _Node()
        for pattern in self.patterns:
            node = root
            for item in pattern.items:
                if isinstance(item, Known):
                    node = node.after(item)
                elif item == GAP:
                    node.gap = node.gap or _Node()
                    node = node.gap
                else:
                    node = node.lists.setdefault(item, _Node())
            node.ends.append(pattern)
        return root


def _ending(
    node: _Node, text: list[_Seen], at: int, here: int, matched: int, other: int
) -> Iterator[tuple[Pattern, int]]:
    """Yield the phrases that end before word `here`. Other marks pass for a slip only inside one clause."""
    lone = matched == 1 and text[at].marks is None
    together = text[at].clause == text[here - 1].clause
    for pattern in node.ends:
        if lone and not pattern.trusts_bare_word:
            continue
        if not other or (together and not pattern.reason.exact):
            yield pattern, here


def _other_marks(seen: _Seen, marks: str) -> int:
    """Return 0 for a word with the marks of the phrase, 1 for a likely slip, `_ANOTHER_WORD` for another word."""
    if seen.marks is None or seen.marks == marks:
        return 0
    return _apart(seen.marks, marks)


@lru_cache(maxsize=4096)
def _apart(marks: str, others: str) -> int:
    here, there = Counter(marks), Counter(others)
    return 1 if ((here - there) + (there - here)).total() <= _SLIP else _ANOTHER_WORD


def _near_enough(other: int, matched: int) -> bool:
    """Tell whether so few words bear other marks that it may be a slip: none of one word, one of two or three."""
    return other * 2 <= matched if matched > 1 else other == 0
