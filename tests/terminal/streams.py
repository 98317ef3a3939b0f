"""Byte streams as Vietnamese input methods, scanners and terminals send them, and what must stand in the fields.

A stream is a list of writes: what a method sends for one stroke of the officer is one write.
"""

from __future__ import annotations

import json
import re
import sys
import time
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from screen import KEYS, PATIENCE, Terminal

BACKSPACE, OLD_BACKSPACE, SELECT_LEFT = "\x7f", "\x08", "\x1b[1;2D"
EMPTY = "\N{NARROW NO-BREAK SPACE}"
"""What OpenKey and EVKey send first, so that a browser's suggestion goes away; their backspaces count it."""

FIELDS = 4
CLEAR, REPORT = "\x1b[23~", KEYS["F12"]
"""What empties the scratch form, and what has it write down its fields."""
STALLS = {"stalled": KEYS["F10"], "dawdling": KEYS["F9"]}
"""What blocks the whole scratch form, or only keeps its key from ending, for longer than a key is waited for."""

PACES = {"one burst": 0.0, "1 ms": 0.001, "5 ms": 0.005, "20 ms": 0.02}

# What stands on the screen after each stroke.
TELEX = {
    "người": ("n", "ng", "ngu", "nguo", "nguoi", "ngươi", "người"),
    "Đường": ("D", "Đ", "Đu", "Đuo", "Đuon", "Đuong", "Đương", "Đường"),
    "Nguyễn": ("N", "Ng", "Ngu", "Nguy", "Nguye", "Nguyê", "Nguyên", "Nguyễn"),
    "Thị": ("T", "Th", "Thi", "Thị"),
}
VNI = {
    "người": ("n", "ng", "ngu", "nguo", "nguoi", "nguòi", "người"),
    "Đường": ("D", "Du", "Duo", "Duon", "Duong", "Đuong", "Đương", "Đường"),
    "huyện": ("h", "hu", "huy", "huye", "huyen", "huyên", "huyện"),
}


@dataclass(frozen=True, slots=True)
class Stream:
    """Writes, and what the four fields of the scratch form hold afterwards."""

    name: str
    writes: Sequence[str]
    fields: tuple[str, str, str, str]


def replacing(states: Iterable[str], take_back: Callable[[str], str]) -> list[str]:
    """Return one write a stroke; `take_back` says how the letters that change are taken away."""
    found = []
    for before, after in pairwise(("", *states)):
        kept = next(
            (i for i, (old, new) in enumerate(zip(before, after, strict=False)) if old != new),
            min(len(before), len(after)),
        )
        gone = before[kept:]
        found.append((take_back(gone) if gone else "") + after[kept:])
    return found


def unikey(gone: str) -> str:
    """As UniKey: a backspace for each letter, in one write with what takes their place."""
    return BACKSPACE * len(gone)


def old_backspaces(gone: str) -> str:
    """As UniKey in a terminal whose backspace key sends 0x08."""
    return OLD_BACKSPACE * len(gone)


def evkey(gone: str) -> str:
    """As EVKey and OpenKey: an empty letter, then a backspace for it and for each letter."""
    return EMPTY + BACKSPACE * (len(gone) + 1)


def selecting(gone: str) -> str:
    """As OpenKey where backspaces are not trusted: what changes is selected and typed over."""
    return SELECT_LEFT * len(gone)


def typed(words: dict[str, tuple[str, ...]], take_back: Callable[[str], str]) -> list[str]:
    """Return the writes of all the words, parted by blanks."""
    writes: list[str] = []
    for states in words.values():
        writes += [*([" "] if writes else []), *replacing(states, take_back)]
    return writes


_TONES = {"\N{COMBINING GRAVE ACCENT}": "f", "\N{COMBINING ACUTE ACCENT}": "s", "\N{COMBINING HOOK ABOVE}": "r"}
_TONES |= {"\N{COMBINING TILDE}": "x", "\N{COMBINING DOT BELOW}": "j"}


def telex_states(word: str) -> list[str]:
    """Return what stands there after each stroke of a word typed in Telex: marks behind their letter, the tone last."""
    states, plain, tone_at = [], "", len(word)
    for i, letter in enumerate(unicodedata.normalize("NFC", word)):
        parts = unicodedata.normalize("NFD", letter)
        if any(part in _TONES for part in parts):
            tone_at = i
        toneless = unicodedata.normalize("NFC", "".join(part for part in parts if part not in _TONES))
        base = {"đ": "d", "Đ": "D"}.get(toneless, unicodedata.normalize("NFD", toneless)[0])
        states += [plain + base] if base == toneless else [plain + base, plain + toneless]
        plain += toneless
    return [*states, word] if tone_at < len(word) else states


def telex(text: str) -> list[tuple[str, str]]:
    """Return one write a stroke for a text, each with what the word under the cursor then is."""
    found: list[tuple[str, str]] = []
    for i, word in enumerate(text.split(" ")):
        states = telex_states(word)
        found += [*([(" ", " ")] if i else []), *zip(replacing(states, unikey), states, strict=True)]
    return found


def nfd(text: str) -> str:
    """Return text with its marks as letters of their own, as some methods commit it."""
    return unicodedata.normalize("NFD", text)


def pasted(text: str) -> str:
    """Return text as a terminal hands over a paste in brackets."""
    return f"\x1b[200~{text}\x1b[201~"


def fields(*texts: str) -> tuple[str, str, str, str]:
    """Return four texts, the last ones empty."""
    first, second, third, fourth = (*texts, "", "", "", "")[:FIELDS]
    return first, second, third, fourth


_TELEX, _VNI = " ".join(TELEX), " ".join(VNI)
STREAMS = (
    Stream("telex", typed(TELEX, unikey), fields(_TELEX)),
    Stream("telex, 0x08 for backspace", typed(TELEX, old_backspaces), fields(_TELEX)),
    Stream("vni", typed(VNI, unikey), fields(_VNI)),
    Stream("evkey", typed(TELEX, evkey), fields(_TELEX)),
    Stream("evkey, then a backspace by hand", ["ba", evkey("a") + "á", BACKSPACE], fields("b")),
    Stream("openkey, by selection", typed(VNI, selecting), fields(_VNI)),
    Stream("ibus commits words", ["Nguyễn", " ", "Thị", " ", "Bưởi", "\r", "1958"], fields("Nguyễn Thị Bưởi", "1958")),
    Stream("commits with marks apart", [nfd("Nguyễn "), nfd("Đức")], fields("Nguyễn Đức")),
    Stream("marks apart, a letter taken back", [nfd("người"), BACKSPACE, nfd("ì")], fields("ngườì")),
    Stream("whole name in one write", ["nguoi\x7f\x7f\x7fười Duc\x7f\x7fức\rabc"], fields("người Dức", "abc")),
    Stream("scanner into the first field", ["051082001234\r", "Trần Văn Ba\r"], fields("051082001234", "Trần Văn Ba")),
    Stream("scanner after scanner", ["1234567\r2345678\r3456789\r45"], fields("1234567", "2345678", "3456789", "45")),
    Stream("tab goes on", ["ab\tcd\t", "ef"], fields("ab", "cd", "ef")),
    Stream("back and forth", ["ab\tcd\x1b[Zxy\t\tz"], fields("xy", "cd", "z")),
    Stream("arrows", ["ac\x1b[Db\x1b[C\x1b[H_\x1b[F!\x1b[D\x1b[3~?"], fields("_abc?")),
    Stream("paste in brackets", [pasted("Nguyễn Văn"), BACKSPACE * 3, "Thị\r", "x"], fields("Nguyễn Thị", "x")),
    Stream("paste with marks apart", [pasted(nfd("Đường Văn Tám"))], fields("Đường Văn Tám")),
    Stream("paste of lines keeps the first", [pasted("một\nhai\nba")], fields("một")),
    Stream(
        "paste without brackets", ["Lê Văn Tám\r1950\rSơn Hạ\r090512"], fields("Lê Văn Tám", "1950", "Sơn Hạ", "090512")
    ),
    Stream("digits of the keypad", ["\x1bOp\x1bOu\x1bOq\x1bOM\x1bOr\x1bOs"], fields("051", "23")),
    Stream("keypad with backspaces", ["\x1bOp\x1bOu\x08\x1bOy\x1bOM7"], fields("09", "7")),
    Stream("erase more than there is", ["ab" + BACKSPACE * 5 + "c\r" + BACKSPACE * 2 + "d"], fields("c", "d")),
)


LINES_ONLY = {"back and forth", "paste of lines keeps the first"}
"""Streams that mean something else in a note: coming back selects nothing there, and a paste keeps its lines."""


SEQUENCE = re.compile(r"\x1b(?:\[200~.*?\x1b\[201~|\[[0-9;]*[A-Za-z~]|O[A-Za-z]|$)|.", re.DOTALL)


def keys_of(writes: Iterable[str]) -> list[str]:
    """Return the single keys of the writes; a sequence, and a paste in brackets, is one."""
    return [key for write in writes for key in SEQUENCE.findall(write)]


def send(terminal: Terminal, writes: Sequence[str], pace: float) -> None:
    """Type the writes: all in one burst, or key by key at a pace."""
    if not pace:
        terminal.type("".join(writes))
        return
    for key in keys_of(writes):
        terminal.type(key)
        terminal.read(pace)


class Program(Terminal):
    """A program of the tests behind a terminal: `scratch.py` with these arguments."""

    command = (sys.executable, str(Path(__file__).with_name("scratch.py")))


class Form:
    """The scratch form in a terminal."""

    def __init__(self, out: Path, busy: float = 0.0, kind: str = "line") -> None:
        self.out = out
        self.terminal = Program("form", str(out), str(busy), kind)
        self._reports = 0
        self.report()

    def report(self) -> tuple[int, tuple[str, ...]]:
        """Return which field has the cursor, and what the fields hold once all keys so far have counted."""
        self.terminal.type(REPORT)
        self._reports += 1
        ends = time.monotonic() + PATIENCE * 3
        while time.monotonic() < ends:
            self.terminal.read(0.01)
            lines = self.out.read_text("utf-8").splitlines(keepends=True) if self.out.exists() else []
            if len(lines) >= self._reports and lines[-1].endswith("\n"):
                assert len(lines) == self._reports, "a key counted twice"
                at, *values = json.loads(lines[-1])
                return at, tuple(values)
        message = f"the form never reported:\n{self.terminal.text()}"
        raise AssertionError(message)
