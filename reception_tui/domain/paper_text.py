"""What a petition says, made comparable: its words without heading and dates, its numbers, its places."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType

from reception_tui.domain.text import fold, nfc, words

_PLACE_WEIGHT = 0.4

_NATIONAL = re.compile(r"cong hoa xa hoi chu nghia viet nam|doc lap\W+tu do\W+hanh phuc")
_ADDRESSED = re.compile(r"kinh gui\W+([^\n.]*)[\n.]")
_WRITER = re.compile(
    r"(?:^|\n|\. ?)toi (?:ten(?: la)?\W[^\n.]*|la(?: \w+){2,5}|la [^\n.]*?(?:sinh nam|cccd|cmnd|tru tai)[^\n.]*)[\n.]"
)
_CLOSING = re.compile(r"(?:toi )?xin (?:chan thanh )?cam on|nguoi (?:lam|viet) don[^\n]*")
_DAY = re.compile(r"(?:ngay )?[\dlo]{1,2}[/.-]\d{1,2}[/.-]\d{4}|ngay \d{1,2} thang \d{1,2} nam \d{4}|\b\d{1,2}/\d{4}\b")
_DECISION = re.compile(
    r"(?<![\d/])([\dlo]*\d[\dlo]*)(?:/\d{4})?/[a-z]{2}[a-z-]*"
    r"|(?:quyet dinh|qd|ban an|cong van|van ban)(?: so)? (\d+)\b"
)
_PARCEL = re.compile(r"thua (?:dat )?(?:so )?(\d+)")
_MISREAD = str.maketrans("lo", "10")
_SYLLABLE = re.compile(r"(?:[bcdghklmnpqrstvx]|ch|gh|gi|kh|ng|ngh|nh|ph|qu|th|tr)?[aeiouy]{1,3}(?:c|ch|m|n|ng|nh|p|t)?")
_WORD = re.compile(r"[^\W_]+")
_BETWEEN = frozenset(' "“(')
_SENTENCE_ENDS = frozenset(".!?:;\n")
_OURS = re.compile(r"\b(?:ubnd|uy ban nhan dan|chu tich) tinh|tiep cong dan")
_EVERYWHERE = frozenset({("quang", "ngai"), ("kon", "tum")})
_COMMON = frozenset(
    words(
        "de nghi xem xet phan anh kien khieu nai to cao gia dinh toi quyet so ve viec cua chu tich ubnd uy ban nhan "
        "dan tinh huyen xa phuong thanh pho thon ngay thang nam cong giai khong duoc da chua dang ho so don trinh bay "
        "hoi dong va tai cac den nay cho theo la co bi thi ma hay nhung nguoi cap nop lan"
    )
)


@dataclass(frozen=True, slots=True)
class PaperText:
    """A content made comparable: without heading, addressee, dates and closing, abbreviations written out."""

    runs: frozenset[tuple[str, ...]]
    pairs: Mapping[tuple[str, str], float]
    places: frozenset[tuple[str, str]]
    decisions: frozenset[str]
    parcels: frozenset[str]
    addressees: frozenset[str]


def read_text(content: str, abbreviations: Mapping[str, str] = MappingProxyType({})) -> PaperText:
    """Return a content as it is compared; `abbreviations` are the office's, by their folded form."""
    content = nfc(content)
    folded = fold(content)
    headings = (one for found in _ADDRESSED.findall(folded) for one in found.split(";"))
    addressees = frozenset(" ".join(words(one)) for one in headings if not _OURS.search(one))
    # A verdict of a court is numbered like a month: it must be read before the days are taken out.
    decisions = {(one or other).translate(_MISREAD) for one, other in _DECISION.findall(folded)}
    for part in (_NATIONAL, _ADDRESSED, _WRITER, _CLOSING, _DAY):
        folded = part.sub("\n", folded)
    kept = [written for word in words(folded) for written in _written_out(word, abbreviations)]
    places = _places(content) & frozenset(pairwise(kept))
    pairs = {pair: _PLACE_WEIGHT if pair in places else 1.0 for pair in pairwise(kept) if _COMMON.isdisjoint(pair)}
    runs = frozenset(zip(kept, kept[1:], kept[2:], strict=False))
    return PaperText(runs, pairs, places, frozenset(decisions), frozenset(_PARCEL.findall(" ".join(kept))), addressees)


def resemblance(a: PaperText, b: PaperText) -> float:
    """Return which share of the shorter text stands in the other, by runs of three words."""
    return len(a.runs & b.runs) / max(1, min(len(a.runs), len(b.runs)))


def common_subject(a: PaperText, b: PaperText) -> float:
    """Return which share of the telling pairs of words the two have in common; names of places count less."""
    common = sum(min(weight, b.pairs[pair]) for pair, weight in a.pairs.items() if pair in b.pairs)
    return common / max(1.0, min(sum(a.pairs.values()), sum(b.pairs.values())))


def _written_out(word: str, abbreviations: Mapping[str, str]) -> list[str]:
    full = abbreviations.get(word)
    return [word] if full is None or _SYLLABLE.fullmatch(word) else words(full)


def _places(content: str) -> frozenset[tuple[str, str]]:
    """Return the proper names of a text, as pairs of folded words with capitals inside a sentence."""
    if content.isupper():
        return frozenset()
    found: set[tuple[str, str]] = set()
    before = ""
    for match in _WORD.finditer(content):
        word = match[0]
        named = word[0].isupper() and not word.isupper() and not _begins_sentence(content, match.start())
        if named and before:
            found.add((fold(before), fold(word)))
        before = word if named else ""
    return frozenset(pair for pair in found if _COMMON.isdisjoint(pair)) - _EVERYWHERE


def _begins_sentence(content: str, place: int) -> bool:
    place -= 1
    while place >= 0 and content[place] in _BETWEEN:
        place -= 1
    return place < 0 or content[place] in _SENTENCE_ENDS
