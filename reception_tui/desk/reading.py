"""Commands from JSON: every field read by its type, every complaint naming its field."""

from __future__ import annotations

import json
import re
import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from reception_tui.domain.commands import COMMANDS, Command, Document, Moment, RecordOutcome
from reception_tui.domain.errors import BadChoice, BadDate, BadNumber, BadShape, MissingField, NotJson, UnknownAct
from reception_tui.domain.kinds import Figure, Gender
from reception_tui.domain.text import clean

_Built = TypeVar("_Built")

_ALIASES = {"as_": "as", "from_": "from"}
_DAY_FIELDS = ("on", "sent_on", "received_on", "at")
_LARGEST_WHOLE = 2**31 - 1
_LARGEST_AMOUNT = Decimal(10**16)
_DIGITS = re.compile(r"[0-9]{1,10}")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_CLOCK_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?")
_GENDERS = {"nam": Gender.MALE, "nữ": Gender.FEMALE, "nu": Gender.FEMALE, "m": Gender.MALE, "f": Gender.FEMALE}


def read_line(line: str) -> tuple[Command, tuple[str, ...]]:
    """Return the command of one JSON line, and the names of fields that no act has.

    Raises `NotJson`, `UnknownAct`, `MissingField` and the errors of single values.
    """
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise NotJson from error
    if not isinstance(found, dict):
        raise NotJson
    return read_command(found)


def read_command(values: Mapping[str, Any]) -> tuple[Command, tuple[str, ...]]:
    """Return the command that `values` describe, and the names of fields that the act does not have."""
    act = values.get("act")
    if not isinstance(act, str) or act not in COMMANDS:
        raise UnknownAct("act", value=act, choices=tuple(COMMANDS))
    kind = COMMANDS[act]
    given = {name: value for name, value in values.items() if name != "act"}
    if kind is RecordOutcome:
        loose = {name: given.pop(name) for name in tuple(given) if name in set(Figure)}
        given["figures"] = {**_table(given.get("figures") or {}, "figures"), **loose}
    return _build(kind, _with_day(kind, given))


def read_field(kind: type[Command], name: str, value: Any) -> Any:
    """Return one field's value by its type; nothing empties a field that may be empty.

    Raises `BadShape` for a field that the act does not have, `MissingField` for one that must not be empty.
    """
    for known in _plan(kind):
        if known.json_name == name:
            if value is None and (known.needed or known.field.default not in ("", None)):
                raise MissingField(name)
            read = known.field.default if value is None else known.read(value, name, [])
            if known.needed and read == "":
                raise MissingField(name)
            return read
    raise BadShape(name, value=name)


def read_object(kind: type[_Built], values: Mapping[str, Any], at: str) -> _Built:
    """Return the dataclass `kind` that `values` describe; complaints name the field under `at`."""
    built: _Built = _build(kind, values, f"{at}.")[0]
    return built


def json_name(field: str) -> str:
    """Return what a field of a command is called on the command line."""
    return _ALIASES.get(field, field)


def _with_day(kind: type[Command], given: dict[str, Any]) -> dict[str, Any]:
    """Take `at` or `on` for the day of the act, whatever the act calls it."""
    names = {known.json_name for known in _plan(kind)}
    own = next((name for name in _DAY_FIELDS if name in names), None)
    if own is None or own in given:
        return given
    for alias in ("on", "at"):
        if alias in given and alias not in names:
            day = given.pop(alias)
            given[own] = day[:10] if isinstance(day, str) and own != "at" else day
            break
    return given


class _Known:
    """How one field of a command is read."""

    __slots__ = ("field", "json_name", "needed", "read")

    def __init__(self, field: Field[Any], hint: Any) -> None:
        self.field = field
        self.json_name = json_name(field.name)
        self.needed = field.default is MISSING and field.default_factory is MISSING
        self.read = _reader(hint)


_PLANS: dict[type, tuple[_Known, ...]] = {}


def _plan(kind: type) -> tuple[_Known, ...]:
    if kind not in _PLANS:
        hints = get_type_hints(kind)
        _PLANS[kind] = tuple(_Known(field, hints[field.name]) for field in fields(kind))
    return _PLANS[kind]


def _build(kind: type, values: Mapping[str, Any], at: str = "") -> tuple[Any, tuple[str, ...]]:
    """Return the dataclass of `values`, and the names of fields that it, or one inside it, does not have."""
    taken: dict[str, Any] = {}
    names = set()
    spare: list[str] = []
    for known in _plan(kind):
        name = f"{at}{known.json_name}"
        names.add(known.json_name)
        value = values.get(known.json_name)
        if value is None or (value == "" and known.needed):
            if known.needed:
                raise MissingField(name)
            continue
        taken[known.field.name] = known.read(value, name, spare)
        if known.needed and taken[known.field.name] == "":
            raise MissingField(name)
    return kind(**taken), (*(f"{at}{name}" for name in values if name not in names), *spare)


Read = Callable[[Any, str, list[str]], Any]
"""Reads a value for a field of that name; names of fields that nothing knows go into the list."""


def _reader(hint: Any) -> Read:  # noqa: PLR0911 - one return for each shape
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        inner = next(one for one in get_args(hint) if one is not type(None))
        return _reader(inner)
    if origin is tuple:
        return _list_reader(_reader(get_args(hint)[0]))
    if origin is dict:
        key, value = get_args(hint)
        return _plain(_mapping) if key is str else _amounts_reader(key, _reader(value))
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return _plain(_choice_reader(hint))
    if hint is Command:
        return _plain(_command)
    if hint is Moment:
        return _plain(_moment)
    if hint is Document:
        return _plain(_document)
    if is_dataclass(hint) and isinstance(hint, type):
        return _object_reader(hint)
    return _plain({str: _text, int: _whole, bool: _truth, date: _day, Decimal: _amount}[hint])


def _plain(read: Callable[[Any, str], Any]) -> Read:
    return lambda value, name, _spare: read(value, name)


def _object_reader(kind: type) -> Read:
    def read(value: Any, name: str, spare: list[str]) -> Any:
        built, unknown = _build(kind, _table(value, name), f"{name}.")
        spare += unknown
        return built

    return read


def _text(value: Any, name: str) -> str:
    if isinstance(value, bool | dict | list):
        raise BadShape(name, value=value)
    return clean(str(value))


def _whole(value: Any, name: str) -> int:
    if isinstance(value, str) and _DIGITS.fullmatch(value.strip()):
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) > _LARGEST_WHOLE:
        raise BadNumber(name, value=value)
    return value


def _truth(value: Any, name: str) -> bool:
    if not isinstance(value, bool):
        raise BadChoice(name, value=value, choices=("true", "false"))
    return value


def _amount(value: Any, name: str) -> Decimal:
    if isinstance(value, bool):
        raise BadNumber(name, value=value)
    try:
        found = Decimal(str(value))
    except InvalidOperation:
        raise BadNumber(name, value=value) from None
    # What the register could not keep to the last digit is not taken.
    if not found.is_finite() or not 0 <= found < _LARGEST_AMOUNT or Decimal(f"{float(found):.2f}") != found:
        raise BadNumber(name, value=value)
    return abs(found)


def _day(value: Any, name: str) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if isinstance(value, str) and _DATE.fullmatch(value.strip()):
        try:
            return date.fromisoformat(value.strip())
        except ValueError:
            pass
    raise BadDate(name, value=value)


def _moment(value: Any, name: str) -> Moment:
    if isinstance(value, Moment):
        return value
    if not isinstance(value, str):
        return Moment(_day(value, name))
    day, _, time = value.strip().replace("T", " ").partition(" ")
    if time and not _CLOCK_TIME.match(time):
        raise BadDate(name, value=value)
    return Moment(_day(day, name), time[:5])


def _document(value: Any, name: str) -> Document:
    if isinstance(value, str):
        return Document(clean(value))
    table = _table(value, name)
    number, day = table.get("number"), table.get("date")
    return Document(
        "" if number is None else _text(number, f"{name}.number"), None if day is None else _day(day, f"{name}.date")
    )


def _command(value: Any, name: str) -> Command:
    return read_command(_table(value, name))[0]


def _table(value: Any, name: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise BadShape(name, value=value)
    return value


def _mapping(value: Any, name: str) -> dict[str, Any]:
    return dict(_table(value, name))


def _list_reader(read: Read) -> Read:
    def read_list(value: Any, name: str, spare: list[str]) -> tuple[Any, ...]:
        many = list(value) if isinstance(value, list | tuple) else [value]
        names = (f"{name}[{i}]" if isinstance(one, Mapping) else name for i, one in enumerate(many))
        return tuple(read(one, where, spare) for one, where in zip(many, names, strict=True))

    return read_list


def _amounts_reader(key: type[StrEnum], read: Read) -> Read:
    choose = _choice_reader(key)
    return lambda value, name, spare: {
        choose(one, name): read(amount, f"{name}.{one}", spare) for one, amount in _table(value, name).items()
    }


def _choice_reader(kind: type[StrEnum]) -> Callable[[Any, str], StrEnum]:
    def choose(value: Any, name: str) -> StrEnum:
        text = str(value).strip().lower().replace("-", "_")
        if kind is Gender and text in _GENDERS:
            return _GENDERS[text]
        try:
            return kind(text)
        except ValueError:
            raise BadChoice(name, value=value, choices=tuple(kind)) from None

    return choose
