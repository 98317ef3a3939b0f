"""Bodies and places, each with its dates of existence and its successors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from reception_tui.domain.errors import BodyNotInForce, UnknownBody, UnknownCommune
from reception_tui.domain.text import fold, is_written_in, words


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation that petitions are sent to or complain of. `until` is its last day."""

    code: str
    name_vi: str
    name_en: str
    short: str
    type: str
    level: str
    parent: str | None = None
    from_: date | None = None
    until: date | None = None
    successors: tuple[str, ...] = ()
    succession: str = ""
    old_names: tuple[str, ...] = ()
    head_vi: str = ""
    head_en: str = ""
    seat: bool = False

    def exists_on(self, day: date) -> bool:
        """Tell whether the body exists on `day`."""
        return (self.from_ is None or self.from_ <= day) and (self.until is None or day <= self.until)

    def name(self, lang: str) -> str:
        """Return the name in `lang`, Vietnamese when there is no other."""
        return self.name_en if lang == "en" and self.name_en else self.name_vi


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune, ward or special zone; `until` is its last day.

    `code` is unique for all time. `official` is the code of the State's list, which gave some to new communes
    again in 2025. Old districts and old names are search aids only.
    """

    code: str
    official: str
    name: str
    type: str
    old_districts: tuple[str, ...] = ()
    old_names: tuple[str, ...] = ()
    from_: date | None = None
    until: date | None = None
    remote: bool = False
    successors: tuple[str, ...] = ()

    def exists_on(self, day: date) -> bool:
        """Tell whether the commune exists on `day`."""
        return (self.from_ is None or self.from_ <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True)
class Directory:
    """All bodies and places, found by code or by words."""

    bodies: Mapping[str, Body]
    communes: Mapping[str, Commune]
    _by_fold: dict[str, str] = field(init=False, repr=False, compare=False)
    _called: dict[str, tuple[str, str]] = field(init=False, repr=False, compare=False)
    _texts: tuple[tuple[str, str], ...] = field(init=False, repr=False, compare=False)
    _places: tuple[tuple[str, str], ...] = field(init=False, repr=False, compare=False)
    _coded: dict[str, tuple[str, ...]] = field(init=False, repr=False, compare=False)
    _named: dict[str, tuple[str, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_fold", {fold(code): code for code in self.bodies})
        called = {body.code: (fold(body.code), fold(body.short)) for body in self.bodies.values()}
        object.__setattr__(self, "_called", called)
        object.__setattr__(self, "_texts", tuple((body.code, _body_words(body)) for body in self.bodies.values()))
        places = tuple(
            (place.code, _spaced(" ".join((place.name, *place.old_names)))) for place in self.communes.values()
        )
        object.__setattr__(self, "_places", places)
        object.__setattr__(self, "_coded", _grouped((place.official, place.code) for place in self.communes.values()))
        named = ((name, place.code) for place in self.communes.values() for name in set(_place_names(place)))
        object.__setattr__(self, "_named", _grouped(named))

    def body(self, code: str, field: str = "body", day: date | None = None) -> Body:
        """Return the body of that code, in any case. Raises `UnknownBody`.

        A commune's code was given again in 2025: `day` says which commune is meant.
        """
        typed = fold(code.strip())
        coded = [self.bodies[one] for one in self._coded.get(typed, ()) if one in self.bodies]
        if day is not None and coded:
            return next((body for body in coded if body.exists_on(day)), coded[0])
        known = self._by_fold.get(typed)
        if known is None and not coded:
            raise UnknownBody(field, value=code)
        return coded[0] if known is None else self.bodies[known]

    def body_on(self, code: str, day: date, field: str = "body") -> Body:
        """Return the body of that code when it exists on `day`.

        Raises `UnknownBody`, or `BodyNotInForce` with the codes of those that took over.
        """
        body = self.body(code, field, day)
        if not body.exists_on(day):
            heirs = [heir.code for heir in self.heirs(body, day)]
            raise BodyNotInForce(field, value=body.code, on=day, successors=heirs)
        return body

    def heirs(self, body: Body, day: date) -> list[Body]:
        """Return who holds the tasks of `body` on `day`: itself, or its successors' successors."""
        if body.exists_on(day) or (body.until is not None and day < body.until and not body.successors):
            return [body]
        found: list[Body] = []
        for code in body.successors:
            for heir in self.heirs(self.bodies[code], day):
                if heir not in found:
                    found.append(heir)
        return found

    def is_subordinate(self, code: str, of: str) -> bool:
        """Tell whether `code` is the body `of`, one that took over from it, or stands under one of these."""
        above = self._with_successors(of)
        seen: set[str] = set()
        current: str | None = code
        while current is not None and current not in seen:
            if current in above:
                return True
            seen.add(current)
            current = self.bodies[current].parent if current in self.bodies else None
        return False

    def _with_successors(self, code: str) -> set[str]:
        found: set[str] = set()
        waiting = [code]
        while waiting:
            one = waiting.pop()
            if one not in found:
                found.add(one)
                waiting += self.bodies[one].successors if one in self.bodies else ()
        return found

    def find(self, typed: str, day: date | None = None) -> list[Body]:
        """Return the bodies whose code, names or old names hold every typed word; those of `day` first."""
        asked = _beginnings(words(typed))
        if not asked:
            return []
        hits = [self.bodies[code] for code, known in self._texts if _holds(known, asked)]
        exact = fold(typed.strip())
        # A search asks at every letter: marks are compared only where some were typed.
        marked = not typed.isascii()
        return sorted(
            hits,
            key=lambda body: (
                exact not in self._called[body.code],
                day is not None and not body.exists_on(day),
                marked and not is_written_in(typed, body.name_vi),
                len(body.name_vi),
            ),
        )

    def commune(self, typed: str, day: date, field: str = "commune") -> Commune:
        """Return the commune of that code or name (with or without marks and kind), that of `day` before others.

        Raises `UnknownCommune`.
        """
        typed = typed.strip()
        codes = self._coded.get(typed) or ((typed,) if typed in self.communes else self._named.get(fold(typed), ()))
        meant = [self.communes[code] for code in codes]
        fitting = [place for place in meant if place.exists_on(day)] or meant
        if len(fitting) > 1:
            # Sơn Hà and Sơn Hạ differ in a mark only: marks that were typed decide.
            fitting = [place for place in fitting if is_written_in(typed, place.name)] or fitting
        if len(fitting) != 1:
            near = fitting or self.find_communes(typed)
            raise UnknownCommune(field, value=typed, choices=tuple(place.code for place in near[:5]))
        return fitting[0]

    def find_communes(self, typed: str) -> list[Commune]:
        """Return the communes whose names hold every typed word; those with the marks typed, and of today, first."""
        asked = _beginnings(words(typed))
        hits = [self.communes[code] for code, known in self._places if asked and _holds(known, asked)]
        return sorted(
            hits,
            key=lambda place: (
                place.until is not None,
                not is_written_in(typed, place.name),
                len(place.name),
                place.name,
            ),
        )


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for key, code in pairs:
        found[key] = (*found.get(key, ()), code)
    return found


def _beginnings(asked: Iterable[str]) -> tuple[str, ...]:
    return tuple(f" {part}" for part in asked)


def _holds(known: str, beginnings: tuple[str, ...]) -> bool:
    return all(map(known.__contains__, beginnings))


def _spaced(text: str) -> str:
    """Return the words of a text, a blank before each: so the beginning of one is found as a part of it all."""
    return "".join(f" {word}" for word in words(text))


def _body_words(body: Body) -> str:
    return _spaced(" ".join((body.code, body.short, body.name_vi, body.name_en, *body.old_names)))


def _place_names(place: Commune) -> Iterator[str]:
    for name in (place.name, *place.old_names):
        yield fold(name)
        yield fold(name).removeprefix(fold(place.type)).strip()
