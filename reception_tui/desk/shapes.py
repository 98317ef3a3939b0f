"""What each field of a command holds, for whoever asks for the fields one by one."""

from __future__ import annotations

import types
from dataclasses import MISSING, dataclass, fields
from typing import Any, Union, get_args, get_origin, get_type_hints

from reception_tui.desk.reading import json_name
from reception_tui.domain.command_parts import Command

VERSION = "version"


@dataclass(frozen=True, slots=True)
class Shape:
    """A field: its name on the command line, the type of what it holds, and how it may be given.

    `many` is a list of that type; `key` the type of the names of a table whose values have it. `default` is what
    holds when nothing is given; `secret` words are neither shown nor kept.
    """

    name: str
    kind: Any
    needed: bool
    default: Any = None
    many: bool = False
    key: Any = None
    secret: bool = False


def shapes_of(kind: type) -> tuple[Shape, ...]:
    """Return the fields of a command, or of a part of one, in their order; not the version, which nobody types."""
    hints = get_type_hints(kind)
    found = []
    for one in fields(kind):
        if one.name == VERSION:
            continue
        needed = one.default is MISSING and one.default_factory is MISSING
        hint = hints[one.name]
        if get_origin(hint) in (Union, types.UnionType):
            hint = next(each for each in get_args(hint) if each is not type(None))
        many, table = get_origin(hint) is tuple, get_origin(hint) is dict
        key = get_args(hint)[0] if table else None
        held = get_args(hint)[1] if table else get_args(hint)[0] if many else hint
        default = None if one.default is MISSING else one.default
        found.append(Shape(json_name(one.name), held, needed, default, many, key, secret=not one.repr))
    return tuple(found)


def may_hold_secrets(kind: type[Command]) -> bool:
    """Tell whether what is typed for an act must not be kept: it has secret fields, or acts inside it may have."""
    return any(shape.secret or shape.kind is Command for shape in shapes_of(kind))
