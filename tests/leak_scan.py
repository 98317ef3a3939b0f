"""A hunt for secrets in anything that a program leaves behind: files, bytes of a terminal, names.

A place is looked at as it is, and as whoever wants to know would look at it: in every usual encoding, unescaped,
decoded, decompressed, unzipped, with the text that a reader of PDF or of the full-text index sees, without marks,
capitals, signs and spaces, and with the words in the other order.
"""

from __future__ import annotations

import base64
import gzip
import html
import io
import re
import sqlite3
import unicodedata
import urllib.parse
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_DEEPEST = 4
"""So many containers may lie in one another."""

_PLAIN: dict[int, Any] = {
    **{one: None for one in range(0x110000) if unicodedata.combining(chr(one))},
    **str.maketrans("đĐðÐ", "dddd"),
}
_ODD = re.compile(r"[\W_]+")
_TWO_BYTES = {
    "utf-16-le": re.compile(rb"(?:[\x00-\xff][\x00\x01\x03\x1e\x20]){4,}", re.DOTALL),
    "utf-16-be": re.compile(rb"(?:[\x00\x01\x03\x1e\x20][\x00-\xff]){4,}", re.DOTALL),
}
"""Vietnamese in letters of two bytes each, wherever they begin."""
_HEX = re.compile(rb"(?:[0-9A-Fa-f]{2}[ \t\r\n]?){5,}")
_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{12,}")
_JSON_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
_OCTAL = re.compile(rb"\\([0-7]{3})")
_QUOTED = re.compile(rb"=([0-9A-F]{2})")
_ZLIB = re.compile(rb"\x78[\x01\x5e\x9c\xda]")
_NARROW = re.compile(rb"[\t\n\r\x20-\x7e\x80-\xff]{6,}")
_HIGH = re.compile(rb"[\x00\x01\x03\x1e\x20]{5,}")
"""Strings in memory: of one byte a letter as libraries keep them; the second bytes of those of two, as Python does."""
_LEAST_PACKED = 20
_APART = " zqz "
"""Between strings that do not belong together, so that they give no name by chance."""


@dataclass(frozen=True, slots=True)
class Secret:
    """Something that must stand nowhere. `words` may also be met without marks, mixed up, and in part."""

    what: str
    text: str


@dataclass(frozen=True, slots=True)
class Found:
    """A secret that was met: which, where, and how the place had to be looked at."""

    what: str
    text: str
    where: str
    seen_as: str


def of_person(who: Mapping[str, str]) -> Iterator[Secret]:
    """Yield what tells who somebody is, of the fields of a person."""
    for field in ("name", "id_number", "phone", "address"):
        if who.get(field):
            yield Secret(field, who[field])


def bare(text: str) -> str:
    """Return text without marks and capitals; signs and spaces stay."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFKD", text).translate(_PLAIN).casefold()


def squeezed(text: str) -> str:
    """Return the letters and digits of a text, without marks, capitals and whatever stands between them."""
    return _ODD.sub("", bare(text))


class Hunt:
    """Looks for secrets in bytes, files and folders."""

    def __init__(self, secrets: Iterable[Secret]) -> None:
        self._squeezed: dict[str, Secret] = {}
        self._words: dict[str, Secret] = {}
        for secret in secrets:
            for needle in _squeezed_needles(secret):
                self._squeezed[needle] = secret
            for needle in _word_needles(secret):
                self._words[f" {needle} "] = secret

    def in_text(self, text: str, where: str, seen_as: str = "text") -> list[Found]:
        """Return the secrets that stand in a text."""
        words = _ODD.sub(" ", bare(text))
        run, spaced = words.replace(" ", ""), f" {words.replace(' ', '  ')} "
        found = [Found(one.what, one.text, where, seen_as) for needle, one in self._squeezed.items() if needle in run]
        for needle, one in self._words.items():
            if needle in spaced:
                found.append(Found(one.what, one.text, where, f"{seen_as}, words"))
        return found

    def in_bytes(self, raw: bytes, where: str, depth: int = 0) -> list[Found]:
        """Return the secrets that stand in bytes, in any view of them."""
        found: list[Found] = []
        for seen_as, text in _texts(raw):
            found += self.in_text(text, where, seen_as)
        if depth < _DEEPEST:
            for name, inner in _inside(raw):
                found += self.in_bytes(inner, f"{where}!{name}", depth + 1)
                found += self.in_text(name, f"{where}!{name}", "name")
        return found

    def as_kept(self, pieces: Sequence[bytes], where: str) -> list[Found]:
        """Return the secrets that stand in memory as they were typed, or small or in capitals: much faster."""
        return [
            Found(secret.what, secret.text, where, code)
            for secret in {*self._squeezed.values()}
            for text in {secret.text, secret.text.lower(), secret.text.upper()}
            for code in ("utf-8", "utf-16-le")
            if any(text.encode(code) in raw for raw in pieces)
        ]

    def in_memory(self, pieces: Iterable[bytes], where: str) -> list[Found]:
        """Return the secrets in the memory of a program: in its strings, and in what they say in hex and base64."""
        narrow: set[bytes] = set()
        wide: set[str] = set()
        for raw in pieces:
            narrow.update(_NARROW.findall(raw))
            wide.update(_two_byte_strings(raw))
        plain = {run for run in narrow if run.isascii()}
        marked = narrow - plain
        views = {
            "ascii": (run.decode() for run in plain),
            "utf-8": (run.decode("utf-8", "ignore") for run in marked),
            "latin-1": (run.decode("latin-1") for run in marked),
            "wide": wide,
        }
        found = [one for seen_as, runs in views.items() for one in self.in_text(_APART.join(runs), where, seen_as)]
        packed = b"\n".join(run for run in plain if len(run) >= _LEAST_PACKED)
        for blob in (_of_hex(packed), _of_base64(packed)):
            for text in (blob.decode("utf-8", "ignore"), *(text for _, text in _of_two_bytes(blob))):
                found += self.in_text(text, where, "packed")
        return found

    def in_file(self, path: Path) -> list[Found]:
        """Return the secrets in a file: in its name, its bytes, and what the programs that read such files show."""
        raw = path.read_bytes()
        found = [*self.in_text(path.name, str(path), "name"), *self.in_bytes(raw, str(path))]
        for start, reader in _READERS.items():
            if raw.startswith(start):
                for seen_as, text in reader(path):
                    found += self.in_text(text, str(path), seen_as)
        return found

    def in_folder(self, folder: Path) -> list[Found]:
        """Return the secrets in every file below a folder, and in the names."""
        return [one for path in sorted(folder.rglob("*")) if path.is_file() for one in self.in_file(path)]


def _squeezed_needles(secret: Secret) -> Iterator[str]:
    whole = squeezed(secret.text)
    if secret.what == "phone":
        # However the country is written before it.
        yield whole.removeprefix("84").removeprefix("0")
        return
    yield whole
    if secret.what == "id_number":
        return
    words = bare(secret.text).split()
    yield squeezed("".join(reversed(words)))
    yield squeezed("".join((words[-1], *words[:-1])))
    yield squeezed("".join((*words[1:], words[0])))


def _word_needles(secret: Secret) -> Iterator[str]:
    """Yield what gives a name away already where it stands as words of its own: the last two of three and more."""
    words = _ODD.sub(" ", bare(secret.text)).split()
    if secret.what == "name" and len(words) > 2:
        yield "  ".join(words[-2:])


def _texts(raw: bytes) -> Iterator[tuple[str, str]]:
    """Yield bytes as text in every usual way of reading them."""
    utf8 = raw.decode("utf-8", "ignore")
    yield "utf-8", utf8
    yield from _of_two_bytes(raw)
    plain = _JSON_ESCAPE.sub(lambda one: chr(int(one[1], 16)), utf8)
    plain = html.unescape(urllib.parse.unquote_plus(plain, errors="ignore"))
    if plain != utf8:
        yield "unescaped", plain
    for seen_as, sign, base in (("octal", _OCTAL, 8), ("quoted", _QUOTED, 16)):
        if sign.search(raw):
            given = sign.sub(lambda one, base=base: bytes([int(one[1], base) & 255]), raw)  # type: ignore[misc]
            yield seen_as, given.decode("utf-8", "ignore")
            yield seen_as, given.decode("utf-16-be", "ignore")
    for seen_as, blob in (("hex", _of_hex(raw)), ("base64", _of_base64(raw))):
        if blob:
            yield seen_as, blob.decode("utf-8", "ignore")
            yield from ((f"{seen_as}, {code}", text) for code, text in _of_two_bytes(blob))


def _two_byte_strings(raw: bytes) -> Iterator[str]:
    """Yield the strings of two bytes a letter that hold a letter with a mark: without one, Python takes one byte."""
    low, high = raw[::2], raw[1::2]
    for run in _HIGH.finditer(high):
        if b"\x1e" in run[0] or b"\x01" in run[0]:
            letters = bytearray(2 * len(run[0]))
            letters[::2], letters[1::2] = low[run.start() : run.end()], run[0]
            yield from (one for one in letters.decode("utf-16-le", "ignore").split("\0") if len(one) > 4)


def _of_two_bytes(raw: bytes) -> Iterator[tuple[str, str]]:
    if b"\0" in raw:
        for code, runs in _TWO_BYTES.items():
            for shift in (0, 1):
                yield code, "\n".join(run.decode(code, "ignore") for run in runs.findall(raw, shift))


def _of_hex(raw: bytes) -> bytes:
    return b"\0\0".join(
        _even(bytes.fromhex(re.sub(rb"\s", b"", run)[: len(re.sub(rb"\s", b"", run)) // 2 * 2].decode()))
        for run in _HEX.findall(raw)
    )


def _of_base64(raw: bytes) -> bytes:
    found = []
    for run in _BASE64.findall(raw):
        usual = run.replace(b"-", b"+").replace(b"_", b"/")
        for shift in range(4):
            part = usual[shift:]
            part = part[: len(part) - (len(part) % 4 == 1)]
            found.append(_even(base64.b64decode(part + b"=" * (-len(part) % 4))))
    return b"\0\0".join(found)


def _even(blob: bytes) -> bytes:
    """Return bytes that leave those after them where two-byte letters begin."""
    return blob if len(blob) % 2 == 0 else blob + b"\0"


def _inside(raw: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield what is packed into bytes: the members of an archive, what a compressed stream unfolds to."""
    if raw.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            yield from ((one.filename, archive.read(one)) for one in archive.infolist())
        return
    if raw.startswith(b"\x1f\x8b"):
        yield "gzip", gzip.decompress(raw)
        return
    for at in _ZLIB.finditer(raw):
        unfolding = zlib.decompressobj()
        try:
            text = unfolding.decompress(raw[at.start() :], 50_000_000)
        except zlib.error:
            continue
        if len(text) > 8:
            yield f"stream@{at.start()}", text


def _pdf(path: Path) -> Iterator[tuple[str, str]]:
    """Yield what a reader of the PDF shows: its pages as its fonts say what each glyph is, and its facts."""
    from pypdf import PdfReader

    reader = PdfReader(path)
    for page in reader.pages:
        yield "pdf page", page.extract_text()
    yield "pdf facts", " ".join(f"{name} {value}" for name, value in (reader.metadata or {}).items())


def _sqlite(path: Path) -> Iterator[tuple[str, str]]:
    """Yield every value of every table, and each document as the full-text index can put it together again."""
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for name in names:
            for row in connection.execute(f'SELECT * FROM "{name}"'):
                yield (
                    f"row of {name}",
                    " | ".join(one.decode("utf-8", "ignore") if isinstance(one, bytes) else str(one) for one in row),
                )
        for name in names:
            if f"{name}_data" in names and f"{name}_idx" in names:
                yield from _index(connection, name)


def _index(connection: sqlite3.Connection, name: str) -> Iterator[tuple[str, str]]:
    try:
        connection.execute(f"CREATE VIRTUAL TABLE temp.\"seen_{name}\" USING fts5vocab(main, '{name}', instance)")
        rows = connection.execute(
            f'SELECT doc, col, "offset", term FROM temp."seen_{name}" ORDER BY 1, 2, 3'
        ).fetchall()
    except sqlite3.DatabaseError:
        return
    documents: dict[int, list[str]] = {}
    for doc, _, _, term in rows:
        documents.setdefault(doc, []).append(term)
    yield from ((f"index {name}", " ".join(terms)) for terms in documents.values())


_READERS: Mapping[bytes, Callable[[Path], Iterator[tuple[str, str]]]] = {b"%PDF": _pdf, b"SQLite format 3\0": _sqlite}
