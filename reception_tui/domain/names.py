"""Names of people as they are really typed: what two spellings of a name have in common."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import islice, product

from reception_tui.domain.text import clean, fold

_TONE_MARKS = "\u0300\u0301\u0303\u0309\u0323"
_TILDE, _HOOK = "\u0303", "\u0309"
_CIRCUMFLEX, _BREVE, _HORN = "\u0302", "\u0306", "\u031b"
_TELEX_TONES = {"s": "\u0301", "f": "\u0300", "r": _HOOK, "x": _TILDE, "j": "\u0323"}
_VNI_TONES = {"1": "\u0301", "2": "\u0300", "3": _HOOK, "4": _TILDE, "5": "\u0323"}
_VNI_MARKS = {"6": ("aeo", _CIRCUMFLEX), "7": ("uo", _HORN), "8": ("a", _BREVE)}
_TITLES = frozenset({"ông", "bà", "anh", "chị", "cô", "bác", "chú"})
_TOKEN = re.compile(r"[^\W_]+\.?")
_ASIDE = re.compile(r"\(.*?\)")
_FINAL_Y = re.compile(r"^(qu|[^aeiou]+)y$")
_FINAL_I = re.compile(r"(?:qu|[hklmstv])i")
_MOST_FORMS = 4
_SHORT_FORMS = frozenset({"ng", "ngu", "tr", "th", "ph"})
_REGIONAL = frozenset(
    frozenset(pair.split("/"))
    for pair in ("vu/vo", "hoang/huynh", "phuc/phuoc", "nhat/nhut", "chu/chau", "sinh/sanh", "canh/kieng", "tinh/tanh")
)
_SHORTEST_TYPO = 4


class NameSign(StrEnum):
    """How two names are alike, the closest first."""

    SAME = "name"
    SPELLING = "name_spelling"
    TYPED = "name_typed"
    TONES = "name_tones"
    STROKE = "name_stroke"
    WITHOUT_MARKS = "name_without_marks"
    SPACING = "name_spacing"
    ORDER = "name_order"
    MIDDLE = "name_middle"
    SHORT = "name_short"
    REGIONAL = "name_regional"
    MARKS = "name_marks"
    TYPO = "name_typo"
    BEGINS = "name_begins"
    INITIALS = "name_initials"
    OTHER = "other_name"


@dataclass(frozen=True, slots=True)
class Syllable:
    """One word of a name. `base` is plain, with i for a final y; `letters` keep their marks but the tone."""

    base: str
    letters: str
    written: str
    tone: str
    short: bool = False

    @property
    def plain(self) -> bool:
        """Tell whether it bears no mark at all."""
        return not self.tone and self.written.isascii()


Name = tuple[Syllable, ...]
_BY_MARKS = (NameSign.SAME, NameSign.SPELLING, NameSign.TONES, NameSign.STROKE, NameSign.MARKS)


@lru_cache(maxsize=8192)
def read_name(typed: str) -> tuple[Name, ...]:
    """Return a name as it was typed and, where it shows keys of Telex or VNI, as it was meant."""
    tokens = _TOKEN.findall(_ASIDE.sub(" ", clean(typed)).lower())
    if len(tokens) > 2 and tokens[0] in _TITLES:
        tokens = tokens[1:]
    meant = [_meant(token) for token in tokens]
    forms = [tokens] if meant == tokens else [tokens, meant]
    return tuple(tuple(_syllable(token) for token in form) for form in forms)


def plain_forms(typed: str) -> tuple[str, ...]:
    """Return the folded spellings under which a name may be kept: as typed and as meant, with i or y."""
    choices = ([_spellings(one) for one in form] for form in read_name(typed))
    spelled = (" ".join(chosen) for form in choices for chosen in product(*form))
    return tuple(islice(dict.fromkeys(filter(None, spelled)), _MOST_FORMS))


def _spellings(syllable: Syllable) -> tuple[str, ...]:
    written = fold(syllable.written)
    with_y = f"{syllable.base[:-1]}y" if _FINAL_I.fullmatch(syllable.base) else syllable.base
    return tuple(dict.fromkeys((written, syllable.base, with_y)))


def compare_names(a: str, b: str) -> NameSign:
    """Return the closest way in which two names are alike, the same whichever comes first."""
    typed = (read_name(a)[:1], read_name(b)[:1])
    signs = [
        NameSign.TYPED if sign is NameSign.SAME and (typed != ((one,), (other,))) else sign
        for one in read_name(a)
        for other in read_name(b)
        for sign in (_compare(one, other),)
    ]
    return min(signs, key=_RANK.__getitem__)


_RANK = {sign: place for place, sign in enumerate(NameSign)}


def _syllable(token: str) -> Syllable:
    word = token.rstrip(".")
    decomposed = unicodedata.normalize("NFD", word)
    tone = "".join(c for c in decomposed if c in _TONE_MARKS)[:1]
    written = unicodedata.normalize("NFC", "".join(c for c in decomposed if c not in _TONE_MARKS))
    base = _FINAL_Y.sub(r"\1i", fold(written))
    short = token.endswith(".") or len(word) == 1 or word in _SHORT_FORMS
    return Syllable(base, _FINAL_Y.sub(r"\1i", written), written, tone, short)


def _meant(token: str) -> str:
    """Return what the keys of Telex or VNI in a token were to write."""
    if not token.isascii() or token.rstrip(".").isdigit():
        return token
    letters: list[str] = []
    tone = ""
    for key in token:
        tones = _VNI_TONES if key.isdigit() else _TELEX_TONES
        if key in tones and any(letter[0] in "aeiouy" for letter in letters):
            tone = tones[key]
        elif not _mark(letters, key):
            letters.append(key)
    vowels = [place for place, letter in enumerate(letters) if letter[0] in "aeiouy"]
    if tone:
        letters[vowels[-1]] += tone
    return unicodedata.normalize("NFC", "".join(letters))


def _mark(letters: list[str], key: str) -> bool:
    """Let `key` mark the letters before it; tell whether it did."""
    last = letters[-1] if letters else ""
    if (key == "d" and last == "d") or (key == "9" and "d" in letters):
        letters[len(letters) - 1 - letters[::-1].index("d")] = "đ"
        return True
    if key in "aeo" and last == key:
        letters[-1] += _CIRCUMFLEX
        return True
    marked, mark = _VNI_MARKS.get(key, ("auo" if key == "w" else "", _HORN))
    for place in range(len(letters) - 1, -1, -1):
        if letters[place] in tuple(marked):
            letters[place] += _BREVE if letters[place] == "a" and key == "w" else mark
            if letters[place][0] == "o" and mark == _HORN and letters[place - 1 : place] == ["u"]:
                letters[place - 1] += _HORN
            return True
    return False


def _compare(a: Name, b: Name) -> NameSign:  # noqa: PLR0911 - one return for each way
    if not a or not b:
        return NameSign.OTHER
    left, right = [one.base for one in a], [one.base for one in b]
    if left == right:
        return _by_marks(a, b)
    if "".join(left) == "".join(right):
        return NameSign.SPACING
    if sorted(left) == sorted(right):
        in_order = _by_marks(_sorted(a), _sorted(b)) not in (NameSign.MARKS, NameSign.OTHER)
        return NameSign.ORDER if in_order else NameSign.OTHER
    if len(a) == len(b):
        return _same_length(a, b)
    longer, shorter = (a, b) if len(a) > len(b) else (b, a)
    if len(longer) == len(shorter) + 1 and len(shorter) > 1 and _without_middle(longer, shorter):
        return NameSign.MIDDLE
    return NameSign.BEGINS if _begins(shorter, longer) else NameSign.OTHER


def _sorted(name: Name) -> Name:
    return tuple(sorted(name, key=lambda one: (one.base, one.written, one.tone)))


def _by_marks(a: Name, b: Name) -> NameSign:
    """Return how far the marks of two names with the same plain letters agree."""
    signs = [_marks(one, other) for one, other in zip(a, b, strict=True)]
    worst = max(signs, key=_RANK.__getitem__)
    if worst is NameSign.MARKS and (all(one.plain for one in a) or all(one.plain for one in b)):
        return NameSign.WITHOUT_MARKS
    return NameSign.OTHER if signs.count(NameSign.MARKS) > 2 else worst


def _marks(a: Syllable, b: Syllable) -> NameSign:
    if a.tone != b.tone:
        slip = a.letters == b.letters and {a.tone, b.tone} == {_HOOK, _TILDE}
        return NameSign.TONES if slip else NameSign.MARKS
    if a.letters != b.letters:
        slip = a.letters.replace("đ", "d") == b.letters.replace("đ", "d")
        return NameSign.STROKE if slip and not (a.plain or b.plain) else NameSign.MARKS
    return NameSign.SAME if a.written == b.written else NameSign.SPELLING


def _same_length(a: Name, b: Name) -> NameSign:
    pairs = list(zip(a, b, strict=True))
    different = [(one, other) for one, other in pairs if one.base != other.base]
    if all(_shortens(one, other) or _shortens(other, one) for one, other in different):
        ends_alike = a[-1].base == b[-1].base and not a[-1].short
        return NameSign.SHORT if ends_alike else NameSign.INITIALS
    if len(different) > 1:
        return NameSign.OTHER
    one, other = different[0]
    if frozenset((one.base, other.base)) in _REGIONAL:
        return NameSign.REGIONAL
    slip = min(len(one.base), len(other.base)) >= _SHORTEST_TYPO and one_slip(one.base, other.base)
    # A wrong first letter makes another name, and a wrong family name another family.
    if slip and one.base[0] == other.base[0] and pairs[0] != (one, other):
        return NameSign.TYPO
    begins = one.base.startswith(other.base) or other.base.startswith(one.base)
    return NameSign.BEGINS if begins and pairs[-1] == (one, other) else NameSign.OTHER


def _shortens(short: Syllable, full: Syllable) -> bool:
    return short.short and len(short.base) < len(full.base) and full.base.startswith(short.base)


def _without_middle(longer: Name, shorter: Name) -> bool:
    return any(
        _RANK[_compare(longer[:place] + longer[place + 1 :], shorter)] <= _RANK[NameSign.WITHOUT_MARKS]
        for place in range(1, len(longer) - 1)
    )


def _begins(shorter: Name, longer: Name) -> bool:
    """Tell whether the shorter name is the beginning, or the given name, of the longer one."""
    head = longer[: len(shorter)]
    begun = all(one.base == other.base for one, other in zip(shorter[:-1], head[:-1], strict=True))
    return (begun and head[-1].base.startswith(shorter[-1].base)) or (
        tuple(one.base for one in longer[-len(shorter) :]) == tuple(one.base for one in shorter)
    )


def one_slip(a: str, b: str) -> bool:
    """Tell whether one wrong, missing or swapped letter lies between two different texts."""
    if len(a) > len(b):
        a, b = b, a
    start = next((place for place, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), len(a))
    if len(a) < len(b):
        return len(b) == len(a) + 1 and a[start:] == b[start + 1 :]
    swapped = a[start : start + 2] == b[start : start + 2][::-1] and a[start + 2 :] == b[start + 2 :]
    return a != b and (swapped or a[start + 1 :] == b[start + 1 :])
