"""The working calendar, and the directory of bodies and places, from their files."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from reception_tui.domain.bodies import Body, Commune, Directory
from reception_tui.domain.calendar import DecreedDay, Undecided, WorkCalendar
from reception_tui.store.reference.reader import Reader, readers

_TYPES = ("phường", "xã", "thị trấn", "đặc khu")
PROVINCE = "UBND"
"""The code of the People's Committee of the province, under which communes and districts stand."""


def read_calendar(files: Mapping[str, Mapping[str, Any]], version: str) -> WorkCalendar:
    """Return the days off and worked Saturdays of all years."""
    off: dict[date, DecreedDay] = {}
    worked: dict[date, DecreedDay] = {}
    complete: set[int] = set()
    undecided: list[Undecided] = []
    for file in readers(files):
        year = file.number("year")
        if file.truth("complete"):
            complete.add(year)
        undecided += [_undecided(table) for table in file.each("undecided")]
        for name, target in (("day_off", off), ("worked_saturday", worked)):
            for table in file.each(name, "on"):
                day = _decreed(table)
                if day.on.year != year:
                    raise table.broken("wrong_year", str(day.on))
                if day.on in target:
                    raise table.broken("twice", str(day.on))
                target[day.on] = day
    return WorkCalendar(off, worked, frozenset(complete), version, tuple(undecided))


def _undecided(table: Reader) -> Undecided:
    return Undecided(table.must_day("from"), table.must_day("to"), table.text("what_vi"), table.text("what_en"))


def _decreed(table: Reader) -> DecreedDay:
    return DecreedDay(table.must_day("on"), table.text("what_vi"), table.text("what_en"), table.text("decision"))


def read_directory(files: Mapping[str, Mapping[str, Any]]) -> Directory:
    """Return every body and place; a commune's People's Committee has the code of the commune."""
    bodies: dict[str, Body] = {}
    communes: dict[str, Commune] = {}
    for file in readers(files):
        for table in file.each("body", "code"):
            _add(bodies, _body(table), table)
        for kind in ("commune", "old_commune"):
            for table in file.each(kind, "code"):
                place = _commune(table)
                if place.code in communes:
                    raise table.broken("twice", place.code)
                communes[place.code] = place
                _add(bodies, _committee(place), table)
        for table in file.each("district", "code"):
            _add(bodies, _district(table), table)
    return Directory(bodies, communes)


def _add(bodies: dict[str, Body], body: Body, table: Reader) -> None:
    if body.code in bodies:
        raise table.broken("twice", body.code)
    bodies[body.code] = body


def _body(table: Reader) -> Body:
    return Body(
        code=table.text("code"),
        name_vi=table.text("name_vi"),
        name_en=table.text("name_en", ""),
        short=table.text("short", table.text("code")),
        type=table.text("type"),
        level=table.text("level"),
        parent=table.text("parent", "") or None,
        from_=table.day("from"),
        until=table.day("until"),
        successors=table.names("successors"),
        succession=table.text("succession", ""),
        old_names=table.names("old_names"),
        head_vi=table.text("head_vi", ""),
        head_en=table.text("head_en", ""),
        seat=table.truth("seat"),
    )


def _commune(table: Reader) -> Commune:
    """Return a commune of today or of before. An abolished one keeps its code apart from that of a new one."""
    official, until = table.text("code"), table.day("until")
    code = official if until is None else f"{official}.{until.year}"
    name = table.text("name")
    successor = table.text("successor", "")
    return Commune(
        code=code,
        official=official,
        name=name,
        type=table.text("type", _type_of(name)),
        old_districts=table.names("old_districts") or tuple(filter(None, (table.text("district", ""),))),
        old_names=(*table.names("old_names"), *table.names("also_written")),
        from_=table.day("from"),
        until=until,
        remote=table.truth("remote"),
        successors=table.names("successors") or tuple(filter(None, (successor,))),
    )


def _type_of(name: str) -> str:
    lower = name.lower()
    return next((kind for kind in _TYPES if lower.startswith(kind)), lower.split(" ", 1)[0])


def _committee(place: Commune) -> Body:
    name = f"{place.type}{place.name[len(place.type) :]}"
    return Body(
        code=place.code,
        name_vi=f"UBND {name}",
        name_en=f"People's Committee of {place.name}",
        short=place.name,
        type="commune",
        level="commune",
        parent=PROVINCE if place.until is None else _district_of(place),
        from_=place.from_,
        until=place.until,
        successors=place.successors,
        old_names=place.old_names,
        head_vi=f"Chủ tịch UBND {place.type}",
        head_en="Chairman of the commune's People's Committee",
    )


def _district_of(place: Commune) -> str:
    return f"UBND-{place.old_districts[0]}" if place.old_districts else PROVINCE


def _district(table: Reader) -> Body:
    return Body(
        code=table.text("body"),
        name_vi=table.text("body_name_vi"),
        name_en=table.text("body_name_en", ""),
        short=table.text("name"),
        type="district",
        level="district",
        parent=table.text("province", PROVINCE),
        from_=table.day("from"),
        until=table.day("until"),
        successors=table.names("successors"),
        succession=table.text("succession", ""),
        old_names=table.names("old_names"),
        head_vi="Chủ tịch UBND cấp huyện",
        head_en="Chairman of the district's People's Committee",
    )
