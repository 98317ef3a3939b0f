"""A TOML table that is read field by field, with the file named in every complaint."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar

from reception_tui.domain.errors import ReferenceBroken

Choice = TypeVar("Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Reader:
    """One table of one file."""

    file: str
    table: Mapping[str, Any]
    where: str = ""

    def text(self, name: str, default: str | None = None) -> str:
        """Return a text. Without a default it must be there."""
        return str(self._get(name, str, default))

    def day(self, name: str) -> date | None:
        """Return a date, or None when it is not given."""
        value = self.table.get(name)
        if value is None:
            return None
        if not isinstance(value, date) or isinstance(value, datetime):
            raise self.broken("not_a_date", name)
        return value

    def must_day(self, name: str) -> date:
        """Return a date that must be there."""
        found = self.day(name)
        if found is None:
            raise self.broken("missing", name)
        return found

    def number(self, name: str, default: int | None = None) -> int:
        """Return a whole number. Without a default it must be there."""
        return int(self._get(name, int, default))

    def maybe_number(self, name: str) -> int | None:
        """Return a whole number, or None when it is not given."""
        return self.number(name) if name in self.table else None

    def truth(self, name: str, default: bool = False) -> bool:
        """Return true or false."""
        return bool(self._get(name, bool, default))

    def names(self, name: str) -> tuple[str, ...]:
        """Return a list of texts, empty when it is not given."""
        value = self.table.get(name, [])
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise self.broken("not_a_list", name)
        return tuple(value)

    def numbers(self, name: str) -> tuple[int, ...]:
        """Return a list of whole numbers that must be there."""
        value = self.table.get(name)
        if not value:
            raise self.broken("missing", name)
        if not isinstance(value, list) or not all(type(one) is int for one in value):
            raise self.broken("not_a_list", name)
        return tuple(value)

    def choice(self, name: str, kind: type[Choice], default: Choice | None = None) -> Choice:
        """Return a member of a closed set."""
        value = self.text(name, default)
        try:
            return kind(value)
        except ValueError:
            raise self.broken("not_a_choice", f"{name}={value}") from None

    def maybe_choice(self, name: str, kind: type[Choice]) -> Choice | None:
        """Return a member of a closed set, or None when it is not given."""
        return self.choice(name, kind) if name in self.table else None

    def choices(self, name: str, kind: type[Choice]) -> frozenset[Choice]:
        """Return several members of a closed set."""
        return frozenset(Reader(self.file, {name: one}, self.where).choice(name, kind) for one in self.names(name))

    def inner(self, name: str) -> Reader | None:
        """Return a table inside this one, or None."""
        value = self.table.get(name)
        if value is None:
            return None
        if not isinstance(value, dict):
            raise self.broken("not_a_table", name)
        return Reader(self.file, value, f"{self.where} {name}".strip())

    def each(self, name: str, key: str = "") -> Iterator[Reader]:
        """Yield the tables of a list of tables; `key` names each in complaints."""
        tables = self.table.get(name, [])
        if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
            raise self.broken("not_a_table", name)
        for table in tables:
            yield Reader(self.file, table, str(table.get(key, name)))

    def broken(self, what: str, where: str = "") -> ReferenceBroken:
        """Return the complaint that `where` in this table is `what`."""
        return ReferenceBroken(self.file, what=what, where=f"{self.where} {where}".strip())

    def _get(self, name: str, kind: type, default: object) -> Any:
        value = self.table.get(name, default)
        if value is None:
            raise self.broken("missing", name)
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise self.broken("wrong_type", name)
        return value


def readers(files: Mapping[str, Mapping[str, Any]]) -> Iterator[Reader]:
    """Yield one reader for each file, in the order of their names."""
    for name, table in files.items():
        yield Reader(name, table)
