"""What headings and cells may say, from the reference file of the register: headings, closed sets, small words."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from reception_tui.domain.errors import ReferenceBroken
from reception_tui.domain.text import fold
from reception_tui.store.reference.files import seed_folder

FILE = "words/headings.toml"
_SIGNS = re.compile(r"[^0-9a-z]+")


@dataclass(frozen=True, slots=True)
class Column:
    """A column that a book may have: `holds` says how its cells are read, `names` are its headings, squeezed."""

    code: str
    label: str
    names: tuple[str, ...]
    holds: str = "text"
    needed: bool = False
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one book: its columns, what the cells of closed sets and small words mean, and how an
    export writes the members of closed sets."""

    columns: tuple[Column, ...]
    values: Mapping[str, tuple[tuple[str, str], ...]]
    small: Mapping[str, frozenset[str]]
    shown: Mapping[str, Mapping[str, str]]
    names: Mapping[str, frozenset[str]]

    def column(self, code: str) -> Column:
        """Return the column of that code."""
        return next(one for one in self.columns if one.code == code)

    @property
    def needed(self) -> tuple[Column, ...]:
        """Return the columns without which no row can be taken."""
        return tuple(one for one in self.columns if one.needed)

    def is_small(self, kind: str, text: str) -> bool:
        """Tell whether `text` is one of the small words of that kind."""
        return squeezed(text) in self.small[kind] or text.strip() in self.small[kind]

    def choice(self, kind: str, text: str) -> str:
        """Return the code that a cell of a closed set means; nothing when it means none."""
        said = squeezed(text)
        known = self.values.get(kind, ())
        exact = next((code for code, name in known if name == said), "")
        if exact or not said:
            return exact
        padded = f" {said} "
        held = [(len(name), code) for code, name in known if len(name) > 1 and f" {name} " in padded]
        return max(held)[1] if held else ""


def squeeze(text: str) -> str:
    """Return a heading or cell as it is compared: without marks, capitals and signs."""
    return _SIGNS.sub(" ", fold(text)).strip()


@lru_cache(maxsize=4096)
def squeezed(text: str) -> str:
    """Return a short text of a closed set as it is compared."""
    return squeeze(text)


def words_of(files: Mapping[str, str], book: str) -> Words:
    """Return the words of a book, from the register's own file or the one that came with the program."""
    text = files.get(FILE) or (seed_folder() / FILE).read_text(encoding="utf-8")
    return _read(text, book)


@lru_cache(maxsize=8)
def _read(text: str, book: str) -> Words:
    try:
        table = tomllib.loads(text)
        columns = tuple(
            Column(
                one["code"],
                one["names"][0],
                tuple(dict.fromkeys(squeeze(name) for name in one["names"])),
                one.get("holds", "text"),
                one.get("needed", False),
                tuple(one.get("parts", ())),
            )
            for one in table["column"]
            if book in one["books"]
        )
        values = {
            kind: tuple((code, name) for code, names in codes.items() for name in (squeeze(code), *map(squeeze, names)))
            for kind, codes in table["values"].items()
        }
        small = {
            kind: frozenset({*(squeeze(name) for name in names), *names} - {""})
            for kind, names in table["words"].items()
        }
        shown = {kind: {code: names[0] for code, names in codes.items()} for kind, codes in table["values"].items()}
        names = {kind: frozenset(name for _, name in known) for kind, known in values.items()}
    except (tomllib.TOMLDecodeError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise ReferenceBroken(FILE, what="not_headings", where=str(error)) from error
    return Words(columns, values, small, shown, names)
