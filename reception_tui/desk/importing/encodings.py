"""Vietnamese text in the encodings that offices still have: found out by what reads as Vietnamese, and composed."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from reception_tui.domain.text import fold, nfc

_TCVN3_BYTES = (
    "A1Ă A2Â A3Ê A4Ô A5Ơ A6Ư A7Đ A8ă A9â AAê ABô ACơ ADư AEđ B5à B6ả B7ã B8á B9ạ BBằ BCẳ BDẵ BEắ C6ặ C7ầ C8ẩ C9ẫ CAấ "
    "CBậ CCè CEẻ CFẽ D0é D1ẹ D2ề D3ể D4ễ D5ế D6ệ D7ì D8ỉ DCĩ DDí DEị DFò E1ỏ E2õ E3ó E4ọ E5ồ E6ổ E7ỗ E8ố E9ộ EAờ EBở "
    "ECỡ EDớ EEợ EFù F1ủ F2ũ F3ú F4ụ F5ừ F6ử F7ữ F8ứ F9ự FAỳ FBỷ FCỹ FDý FEỵ"
)
"""TCVN3 (ABC, the .VnTime fonts): one byte for each letter; toned capitals are small letters in a font of capitals."""

_VNI_MARKS: Mapping[str, str] = {
    "ù": "\u0301",
    "ø": "\u0300",
    "û": "\u0309",
    "õ": "\u0303",
    "ï": "\u0323",
    "â": "\u0302",
    "á": "\u0302\u0301",
    "à": "\u0302\u0300",
    "å": "\u0302\u0309",
    "ã": "\u0302\u0303",
    "ä": "\u0302\u0323",
    "ê": "\u0306",
    "é": "\u0306\u0301",
    "è": "\u0306\u0300",
    "ú": "\u0306\u0309",
    "ü": "\u0306\u0303",
    "ë": "\u0306\u0323",
}
"""VNI-Windows: the mark is a letter of its own behind the vowel."""

_VNI_LETTERS: Mapping[str, str] = {
    "í": "í",
    "ì": "ì",
    "æ": "ỉ",
    "ó": "ĩ",
    "ò": "ị",
    "î": "ỵ",
    "ñ": "đ",
    "ô": "ơ",
    "ö": "ư",
}
"""VNI-Windows: letters that stand for themselves; ô and ö may still be followed by a tone."""

_VNI_PAIR = re.compile(r"([aeouyAEOUYôöÔÖ])([ùøûõïâáàåãäêéèúüëÙØÛÕÏÂÁÀÅÃÄÊÉÈÚÜË])|([íìæóòîñôöÍÌÆÓÒÎÑÔÖ])")
_TCVN3 = {int(pair[:2], 16): pair[2:] for pair in _TCVN3_BYTES.split()}
_VIQR_MARKS: Mapping[str, str] = {
    "^": "\u0302",
    "(": "\u0306",
    "+": "\u031b",
    "'": "\u0301",
    "`": "\u0300",
    "?": "\u0309",
    "~": "\u0303",
    ".": "\u0323",
}
_VIQR = re.compile(r"([aeoAEO]|(?<=[^\W\d_])[uU]|[uU]|[iyIY])((?:\^|\(|\+)?['`?~.]|\^|\(|\+)")
_VIQR_VOWEL = re.compile(r"[aeoAEO]\^|[aA]\(|[ouOU]\+")
_VIQR_WORDS = 4
"""So many words must read like Vietnamese: a question mark behind a vowel alone is no VIQR."""

_CAPITALS = re.compile(r"[A-Z]{2}|[A-Z].*[A-Z]")
_WORD = re.compile(r"[^\W\d_]+")
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_SYLLABLE = re.compile(
    r"(ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdghklmnpqrstvx])?"
    r"(uye|uya|uyu|ieu|yeu|uoi|uou|oai|oay|oao|oeo|uay|uay|ie|ia|ye|uo|ua|ue|uy|oa|oe|oi|oo|ai|ao|au|ay|eo|eu|iu|ui|uu|[aeiouy])"
    r"(ngh|ng|nh|ch|[cmnpt])?"
)
_SAMPLE = 60_000
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True, slots=True)
class Text:
    """A file's text, composed, and how it was written."""

    text: str
    encoding: str


def decode(data: bytes) -> Text:
    """Return the text of a file in whatever encoding reads most like Vietnamese."""
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _mended(data.decode(name, errors="replace"), name)
    if b"\x00" not in data[:400]:
        try:
            return _mended(data.decode("utf-8"), "utf-8")
        except UnicodeDecodeError:
            pass
    for name, odd in (("utf-16-le", 1), ("utf-16-be", 0)):
        if data[odd:400:2].count(0) > len(data[odd:400:2]) // 2:
            return _mended(data.decode(name, errors="replace"), "utf-16")
    plain = data.decode("cp1252", errors="replace") if b"\xad" not in data else data.decode("latin-1")
    candidates = {
        "cp1258": nfc(data.decode("cp1258", errors="replace")),
        "tcvn3": of_tcvn3(data.decode("latin-1")),
        "vni": of_vni(plain),
        "cp1252": plain,
        "utf-8": data.decode("utf-8", errors="replace"),
    }
    best = max(candidates, key=lambda name: likeness(candidates[name][:_SAMPLE]))
    return Text(nfc(candidates[best]), best)


def _mended(text: str, encoding: str) -> Text:
    """Return Unicode text; where it only carries an older encoding, what that says."""
    older = legacy_of(text[:_SAMPLE])
    return Text(nfc(text), encoding) if older is None else Text(nfc(READERS[older](text)), older)


def legacy_of(sample: str) -> str | None:
    """Return the older encoding that hides in the letters of a Unicode text; None where there is none."""
    if sample.isascii():
        return "viqr" if _is_viqr(sample) else None
    scores = {name: likeness(read(sample)) for name, read in READERS.items()}
    best = max(scores, key=lambda name: scores[name])
    return best if scores[best] > likeness(nfc(sample)) + 1 else None


def mend(text: str, older: str) -> str:
    """Return one text as the older encoding says it, unless it reads better as it stands."""
    if text.isascii() and older != "viqr":
        return text
    read = READERS[older](text)
    return nfc(read if likeness(read) > likeness(nfc(text)) else text)


def of_tcvn3(text: str) -> str:
    """Return TCVN3 letters as Unicode; a word in capitals gets capitals throughout."""
    return _WORD.sub(_in_capitals, text.translate(_TCVN3))


def _in_capitals(word: re.Match[str]) -> str:
    found = word[0]
    return found.upper() if _CAPITALS.search(found) and not any("a" <= one <= "z" for one in found) else found


def of_vni(text: str) -> str:
    """Return VNI-Windows letters as Unicode."""
    return unicodedata.normalize("NFC", _VNI_PAIR.sub(_vni_letter, text))


def _vni_letter(found: re.Match[str]) -> str:
    if found[3]:
        letter = _VNI_LETTERS[found[3].lower()]
        return letter.upper() if found[3].isupper() else letter
    vowel = found[1]
    if vowel.lower() in "ôö":
        vowel = _VNI_LETTERS[vowel] if vowel in _VNI_LETTERS else _VNI_LETTERS[vowel.lower()].upper()
    return vowel + _VNI_MARKS[found[2].lower()]


def of_doubled(text: str) -> str:
    """Return text whose UTF-8 was once taken for Western letters; as it stands where that cannot be."""
    try:
        return b"".join(one.encode("latin-1" if "\x7f" < one < "\xa0" else "cp1252") for one in text).decode("utf-8")
    except UnicodeError:
        return text


def of_viqr(text: str) -> str:
    """Return VIQR as Unicode: the marks stand as signs behind the vowel, a stroke is a second d."""
    said = _VIQR.sub(lambda found: found[1] + "".join(_VIQR_MARKS[sign] for sign in found[2]), text)
    return unicodedata.normalize("NFC", said.replace("dd", "đ").replace("DD", "Đ").replace("Dd", "Đ"))


def _is_viqr(text: str) -> bool:
    """Tell whether signs behind vowels are marks: many are, and what they make reads like Vietnamese."""
    return len(_VIQR_VOWEL.findall(text)) >= 3 and likeness(of_viqr(text)) >= _VIQR_WORDS


READERS: Mapping[str, Callable[[str], str]] = {
    "tcvn3": of_tcvn3,
    "vni": of_vni,
    "utf-8 twice": of_doubled,
    "viqr": of_viqr,
}
"""What reads each older encoding out of letters that were taken for Western ones."""


def likeness(text: str) -> int:
    """Return how much the words with marks read like Vietnamese: more is better, below nothing is no Vietnamese."""
    score = sum(_reads(word) for word in _WORD.findall(text) if not word.isascii())
    return score - sum(one in "\ufffd¸¨«®§µ¶·¹»¼½¾¡¢£¤¥¦©ª¬¯" for one in text)


@lru_cache(maxsize=20_000)
def _reads(word: str) -> int:
    """Return 1 for a Vietnamese syllable with its marks, -1 for a word that cannot be one."""
    if len(_WORD.findall(word)) != 1 or not _SYLLABLE.fullmatch(fold(word)):
        return -1
    if word[1:] != word[1:].lower() and word != word.upper():
        return -1
    apart = unicodedata.normalize("NFD", word)
    return 1 if sum(one in _TONES for one in apart) <= 1 else -1
