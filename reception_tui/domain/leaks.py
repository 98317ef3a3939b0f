"""Where a text would tell who a denouncer is (Law on Denunciations 2018, art. 8(3), 9(1)(b), 56).

Looked for are the name in any spelling, order and spacing, its initials, the given name where it stands for a person,
numbers with anything between their digits or in words, the address, and relatives who are named. It is a fence, not
a proof: a text that describes its writer without naming him still needs an officer's eye.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from reception_tui.domain.text import fold, nfc, words


class LeakKind(StrEnum):
    """What a place in a text gives away."""

    NAME = "name"
    PART_OF_NAME = "part_of_name"
    INITIALS = "initials"
    NUMBER = "number"
    ADDRESS = "address"
    RELATIVE = "relative"
    ACCUSED = "accused"


@dataclass(frozen=True, slots=True)
class Identity:
    """What is known of those who must not be told: names (theirs and their relatives'), numbers, addresses."""

    names: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Leak:
    """One place in a text: from the character `start` up to before `end`."""

    start: int
    end: int
    kind: LeakKind


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of the text: folded, as written, and where."""

    folded: str
    written: str
    start: int
    end: int


SHORTEST_RUN = 6
"""As many digits of a number in a row give it away."""

_TITLES = frozenset(["ông", "bà", "anh", "chị", "em", "cô", "chú", "bác", "cậu", "dì", "cụ"])
"""Words after which a given name stands for a person even in small letters: as written, or both without marks."""

_PLAIN_TITLES = frozenset(fold(title) for title in _TITLES)
_KIN = frozenset(words("vo chong cha me bo ma ba con chau anh chi em trai gai re dau noi ngoai nuoi ruot"))
_OWN = frozenset(words("toi minh em chau"))
_LINKS = frozenset(words("la ten ong ba anh chi"))

_GENERIC = frozenset(
    words(
        "so nha thon xom to dan pho khu vuc khoi doi ap ban buon lang plei kdl xa phuong thi tran huyen quan tinh "
        "thanh duong hem ngo ngach kiet dac tp"
    )
)
"""Words of an address that say nothing by themselves."""

_DIGIT_WORDS = {
    **{name: str(i) for i, name in enumerate(words("khong mot hai ba bon nam sau bay tam chin"))},
    "tu": "4",
    "lam": "5",
    "linh": "0",
    "le": "0",
}
_HIDDEN = re.compile(
    r"[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff]"
)
_LONG_NAME = 8
_STROKED = str.maketrans("đĐðÐ", "dDdD")


def find_leaks(text: str, identity: Identity, public: Iterable[str] = ()) -> tuple[Leak, ...]:
    """Return the places of `text` that give `identity` away, in order.

    `public` are names that the letter carries anyway (bodies, places, the one complained of): a part of a name or
    of an address that stands inside one of them is no leak. A whole name or a number always is.
    """
    folded, places = _folded(text)
    tokens = _tokens(text, folded, places)
    spans = [span for name in public for span in _runs(tokens, words(name))]
    found = [
        *_names(folded, places, tokens, identity.names),
        *_numbers(folded, places, tokens, identity.numbers),
        *(
            leak
            for leak in (*_parts(tokens, identity.names), *_addresses(tokens, identity.addresses), *_relatives(tokens))
            if not any(start <= leak.start and leak.end <= end for start, end in spans)
        ),
    ]
    return _widest(found)


def mask(text: str, leaks: Iterable[Leak], sign: str = "…") -> str:
    """Return the text with each place taken out."""
    for leak in sorted(leaks, reverse=True):
        text = text[: leak.start] + sign + text[leak.end :]
    return text


def find_phrases(text: str, phrases: Iterable[str]) -> tuple[tuple[int, int], ...]:
    """Return where whole phrases stand in a text, whatever their marks and case."""
    folded, places = _folded(text)
    tokens = _tokens(text, folded, places)
    return tuple(sorted({span for phrase in phrases for span in _runs(tokens, words(phrase))}))


def _folded(text: str) -> tuple[str, list[int]]:
    """Return the text without marks, in small letters, and for each of its characters the place in `text`."""
    kept: list[str] = []
    places: list[int] = []
    for i, char in enumerate(text):
        if _HIDDEN.match(char):
            continue
        for plain in unicodedata.normalize("NFKD", char.translate(_STROKED)).lower().translate(_STROKED):
            if not unicodedata.combining(plain):
                kept.append(plain)
                places.append(i)
    return "".join(kept), places


def _tokens(text: str, folded: str, places: Sequence[int]) -> list[_Word]:
    return [
        _Word(found[0], text[places[found.start()] : places[found.end() - 1] + 1], *_span(places, *found.span()))
        for found in re.finditer(r"[0-9a-z]+", folded)
    ]


def _span(places: Sequence[int], start: int, end: int) -> tuple[int, int]:
    return places[start], places[end - 1] + 1


def _runs(tokens: Sequence[_Word], wanted: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield where the words stand one after another."""
    length = len(wanted)
    for i in range(len(tokens) - length + 1 if length else 0):
        if all(token.folded == word for token, word in zip(tokens[i : i + length], wanted, strict=True)):
            yield tokens[i].start, tokens[i + length - 1].end


def _names(folded: str, places: Sequence[int], tokens: Sequence[_Word], names: Iterable[str]) -> Iterator[Leak]:
    """Yield whole names: with anything or nothing between their letters, in the usual order or the given name first."""
    starts, ends = {token.start for token in tokens}, {token.end for token in tokens}
    for name in names:
        known = words(name)
        if len(known) < 2:
            continue
        for order in ((*known,), (known[-1], *known[:-1]), (*reversed(known),)):
            joined = "".join(order)
            pattern = r"[\W_]*".join(re.escape(letter) for letter in joined)
            for match in re.finditer(f"(?={pattern})", folded):
                whole = re.compile(pattern).match(folded, match.start())
                if whole is None:
                    continue
                start, end = _span(places, *whole.span())
                if len(joined) >= _LONG_NAME or (start in starts and end in ends):
                    yield Leak(start, end, LeakKind.NAME)


def _parts(tokens: Sequence[_Word], names: Iterable[str]) -> Iterator[Leak]:
    """Yield parts of a name that tell enough: two of its words with the given name, three words, initials, the given
    name where a person is meant."""
    for name in names:
        known = words(name)
        if not known:
            continue
        given = known[-1]
        for length in range(2, len(known)):
            for i in range(len(known) - length + 1):
                if i + length == len(known) or length >= 3:
                    for start, end in _runs(tokens, known[i : i + length]):
                        yield Leak(start, end, LeakKind.PART_OF_NAME)
        for middle in dict.fromkeys(known[:-1]):
            for start, end in _runs(tokens, (middle, given)):
                yield Leak(start, end, LeakKind.PART_OF_NAME)
        yield from _given_names(tokens, known)
        yield from _initials(tokens, known)


def _given_names(tokens: Sequence[_Word], known: Sequence[str]) -> Iterator[Leak]:
    """Yield the given name where a person is meant: after a title, or with a capital and not inside another name."""
    for i, token in enumerate(tokens):
        if token.folded != known[-1]:
            continue
        before = tokens[i - 1] if i else None
        after = tokens[i + 1] if i + 1 < len(tokens) else None
        titled = before is not None and _is_title(before, token)
        named = token.written[:1].isupper() and not (_other_name(before, known) or _other_name(after, known))
        if titled or named or len(tokens) == 1:
            yield Leak(token.start, token.end, LeakKind.PART_OF_NAME)


def _is_title(word: _Word, name: _Word) -> bool:
    """Tell whether a word is a title. Without its marks it is one only where the name has none either: có, cô, co."""
    written = nfc(word.written).lower()
    return written in _TITLES or (written.isascii() and name.written.isascii() and written in _PLAIN_TITLES)


def _other_name(neighbour: _Word | None, known: Sequence[str]) -> bool:
    """Tell whether a neighbouring word makes a proper name of its own: Ha Noi, Son Ha."""
    return (
        neighbour is not None
        and neighbour.written[:1].isupper()
        and not neighbour.written.isupper()
        and nfc(neighbour.written).lower() not in _TITLES
        and neighbour.folded not in known
    )


def _initials(tokens: Sequence[_Word], known: Sequence[str]) -> Iterator[Leak]:
    """Yield initials: N.V.Đ, NVĐ, Ng. V. Đường, Nguyễn V. Đ."""
    length = len(known)
    joined = "".join(word[0] for word in known)
    for token in tokens:
        if length >= 3 and token.folded == joined and token.written.isupper():
            yield Leak(token.start, token.end, LeakKind.INITIALS)
    if length < 2:
        return
    for i in range(len(tokens) - length + 1):
        run = tokens[i : i + length]
        if all(_shortens(token, word) for token, word in zip(run, known, strict=True)):
            yield Leak(run[0].start, run[-1].end, LeakKind.INITIALS)


def _shortens(token: _Word, word: str) -> bool:
    return token.folded == word or (
        len(token.folded) <= 3 and word.startswith(token.folded) and token.written[:1].isupper()
    )


def _numbers(folded: str, places: Sequence[int], tokens: Sequence[_Word], numbers: Iterable[str]) -> Iterator[Leak]:
    """Yield runs of digits of a number, whatever stands between them, and digits in words."""
    streams = [
        [(char, *_span(places, i, i + 1)) for i, char in enumerate(folded) if char.isascii() and char.isdigit()],
        [(_DIGIT_WORDS[token.folded], token.start, token.end) for token in tokens if token.folded in _DIGIT_WORDS],
    ]
    at = {place: i for i, place in reversed(list(enumerate(places)))}
    for number in numbers:
        wanted = "".join(char for char in number.lower() if char.isascii() and char.isalnum())
        shown = "".join(char for char in wanted if char.isdigit())
        least = min(SHORTEST_RUN, len(shown))
        if least < 4:
            continue
        for stream in streams:
            line = "".join(digit for digit, _, _ in stream)
            for i in range(len(shown) - least + 1):
                piece = shown[i : i + least]
                if len(set(piece)) > 1:
                    for found in re.finditer(f"(?={piece})", line):
                        run = stream[found.start() : found.start() + least]
                        if _near(folded, at, run):
                            yield Leak(run[0][1], run[-1][2], LeakKind.NUMBER)


def _near(folded: str, at: Mapping[int, int], run: Sequence[tuple[str, int, int]]) -> bool:
    """Tell whether the digits belong together: no word of letters stands between them."""
    for (_, _, end), (_, start, _) in pairwise(run):
        between = folded[at.get(end, len(folded)) : at[start]] if end < start else ""
        if any(char.isalpha() for char in between):
            return False
    return True


def _addresses(tokens: Sequence[_Word], addresses: Iterable[str]) -> Iterator[Leak]:
    """Yield parts of an address: each between commas as it is written, and what is proper to it."""
    for address in addresses:
        for part in re.split(r"[,;\n]", address):
            whole = words(part)
            proper = [word for word in whole if not _says_nothing(word)]
            named = [word for word in whole if not word.isdigit()]
            for wanted in (whole, named, proper):
                telling = len(wanted) > 1 and not all(_says_nothing(word) for word in wanted)
                if telling or (len(wanted) == 1 and len(wanted[0]) >= _LONG_NAME):
                    for start, end in _runs(tokens, wanted):
                        yield Leak(start, end, LeakKind.ADDRESS)


def _says_nothing(word: str) -> bool:
    return word in _GENERIC or word.isdigit()


def _relatives(tokens: Sequence[_Word]) -> Iterator[Leak]:
    """Yield relatives of the writer who are named: "vợ tôi là Trần Thị Bông"."""
    for i in range(len(tokens) - 2):
        if tokens[i].folded not in _KIN or tokens[i + 1].folded not in _OWN:
            continue
        j = i + 2
        while j < len(tokens) and tokens[j].folded in _LINKS:
            j += 1
        last = j
        while last < len(tokens) and tokens[last].written[:1].isupper():
            last += 1
        if last > j:
            yield Leak(tokens[i].start, tokens[last - 1].end, LeakKind.RELATIVE)


def _widest(found: Iterable[Leak]) -> tuple[Leak, ...]:
    """Return the places without those that lie inside another; touching numbers become one."""
    kept: list[Leak] = []
    for leak in sorted(found, key=lambda one: (one.start, -one.end, list(LeakKind).index(one.kind))):
        if kept and leak.kind is LeakKind.NUMBER is kept[-1].kind and leak.start < kept[-1].end < leak.end:
            kept[-1] = Leak(kept[-1].start, leak.end, LeakKind.NUMBER)
        elif not kept or leak.end > kept[-1].end:
            kept.append(leak)
    return tuple(kept)
