"""A drill: invented visitors, the register in which some of them were before, and what has to be typed for each."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from reception_tui.desk.door import Desk, execute
from reception_tui.desk.opening import FIRST_ROLES
from reception_tui.domain.commands import LogVisit, Moment
from reception_tui.domain.kinds import Gender, VisitResult
from reception_tui.domain.office import Officer
from reception_tui.domain.people import PersonEntry
from reception_tui.domain.reference import Reference
from reception_tui.domain.text import fold
from reception_tui.store.engine import url_of
from reception_tui.store.reference import build
from reception_tui.store.reference.files import read_files
from reception_tui.store.register import create_register

OFFICER = Officer("tap", "Cán bộ luyện tập", FIRST_ROLES)
PARTY = 30
_NEWCOMER_EVERY, _PETITION_EVERY = 3, 7
_NAMES = "words/names.toml"
_ASKED = (
    "Hỏi kết quả giải quyết đơn đã gửi",
    "Hỏi về giá bồi thường đất vườn",
    "Phản ánh đường liên thôn hư hỏng sau mưa lũ",
    "Đề nghị xem xét chế độ người có công",
    "Hỏi thủ tục cấp lại giấy chứng nhận quyền sử dụng đất",
    "Kiến nghị về việc bố trí tái định cư",
)
_ANSWERS = {VisitResult.EXPLAINED: "gi", VisitResult.PETITION_RECEIVED: "nh"}
"""What is typed to find a result in the list, in Vietnamese; the codes do for every other language."""
_GENDERS = {Gender.MALE: "na", Gender.FEMALE: "nu"}


class Shown(StrEnum):
    """What a visitor shows or says first: an identity card, a telephone number, a name, or no card at all."""

    NUMBER = "number"
    PHONE = "phone"
    NAME = "name"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody who stands at the counter. `place` is what is typed to find the commune.

    `known`: was here before, and is found again by what they `show`. `party`: who came along, with the number of
    their `appointment` paper.
    """

    entry: PersonEntry
    place: str
    content: str
    result: VisitResult
    known: bool = False
    party: tuple[PersonEntry, ...] = ()
    appointment: str = "15/GCĐ"
    show: Shown = Shown.NUMBER


@dataclass(frozen=True, slots=True)
class Stroke:
    """Keys for one field, by textual's names. `free`: words of the citizen, which nobody can shorten."""

    field: str
    keys: tuple[str, ...]
    free: bool = False


def visitors(
    reference: Reference, files: Mapping[str, str], count: int, seed: int = 1, *, petitions: bool = True
) -> list[Visitor]:
    """Return so many visitors, the same for a seed: two of three were here before.

    With `petitions` one in seven hands one in.
    """
    dice = random.Random(seed)  # noqa: S311 - a drill keeps no secret
    places = [place for place in reference.directory.communes.values() if place.until is None]
    make = _inventor(dice, tomllib.loads(files[_NAMES])["kinh"])
    found = []
    for i in range(count):
        place = dice.choice(places)
        hands_in = petitions and i % _PETITION_EVERY == _PETITION_EVERY - 1
        result = VisitResult.PETITION_RECEIVED if hands_in else VisitResult.EXPLAINED
        found.append(
            Visitor(
                make(i, place.code),
                _shortest(reference, place.code),
                dice.choice(_ASKED),
                result,
                known=i % _NEWCOMER_EVERY > 0,
            )
        )
    return found


def delegation(reference: Reference, files: Mapping[str, str], seed: int = 1) -> Visitor:
    """Return the first of a delegation with all who came."""
    dice = random.Random(-seed)  # noqa: S311 - a drill keeps no secret
    place = next(place for place in reference.directory.communes.values() if place.until is None)
    make = _inventor(dice, tomllib.loads(files[_NAMES])["kinh"])
    people = tuple(make(9000 + i, place.code) for i in range(PARTY))
    typed = _shortest(reference, place.code)
    return Visitor(people[0], typed, "Đoàn về dự án tái định cư", VisitResult.EXPLAINED, party=people[1:])


def _inventor(dice: random.Random, names: Mapping[str, Sequence[str]]) -> Callable[[int, str], PersonEntry]:
    def make(no: int, commune: str) -> PersonEntry:
        gender = dice.choice((Gender.MALE, Gender.FEMALE))
        parts = (names["family"], names[f"middle_{gender}"], names[f"given_{gender}"])
        year = dice.randrange(1940, 2000)
        return PersonEntry(
            name=" ".join(dice.choice(part) for part in parts),
            id_number=f"051{int(gender is Gender.FEMALE)}{year % 100:02d}{no:06d}",
            birth_year=year,
            gender=gender,
            commune=commune,
            address=f"thôn {dice.randrange(1, 12)}",
            phone=f"09{no:08d}",
        )

    return make


def scratch_register(place: Path, seen: Sequence[Visitor], now: Callable[[], datetime]) -> None:
    """Make a register at `place` in which the known visitors were received once before."""
    files = read_files()
    register = create_register(url_of(place), files, OFFICER, "", now())
    try:
        desk = Desk(register, build(files), OFFICER, now)
        for one in seen:
            if one.known:
                before = LogVisit(at=Moment(desk.today), people=(one.entry,), content=_ASKED[0])
                execute(desk, before)
    finally:
        register.close()


def strokes(visitor: Visitor, lang: str = "vi") -> Iterator[Stroke]:
    """Yield what a trained officer types from F2 to F9."""
    yield Stroke("", ("f2",))
    yield from _known(visitor) if visitor.known else _newcomer(visitor)
    yield from _free("content", visitor.content)
    yield Stroke("request", ("enter",))
    answer = _ANSWERS[visitor.result] if lang == "vi" else visitor.result
    yield Stroke("result", (*answer, "f9"))


def _known(visitor: Visitor) -> Iterator[Stroke]:
    entry = visitor.entry
    if visitor.show is Shown.NAME:
        yield Stroke("id_number", ("enter",))
        yield Stroke("name", tuple(entry.name), free=True)
        yield Stroke("name", ("f8", "enter"))
    else:
        yield Stroke("id_number", (*(entry.phone if visitor.show is Shown.PHONE else entry.id_number), "enter"))


def _newcomer(visitor: Visitor) -> Iterator[Stroke]:
    entry = visitor.entry
    # Year and gender are read off the number and passed over.
    yield Stroke("id_number", (*entry.id_number, "enter"))
    yield from _free("name", entry.name)
    if not entry.id_number:
        yield Stroke("birth_year", (*str(entry.birth_year or ""), "enter"))
        yield Stroke("gender", (*("" if entry.gender is None else _GENDERS[entry.gender]), "enter"))
    yield Stroke("commune", (*visitor.place, "enter"))
    yield Stroke("phone", (*entry.phone, "enter"))
    yield from _free("address", entry.address)
    if not visitor.party:
        yield Stroke("head_count", ("enter",))
        return
    yield Stroke("head_count", (*str(len(visitor.party) + 1), "enter"))
    for i, one in enumerate(visitor.party):
        yield from _free("roster", f"{'*' if i == 0 else ''}{one.name}; {one.id_number}")
    yield Stroke("roster", ("f9",))
    yield from _free("appointment", visitor.appointment)


def _free(field: str, text: str) -> Iterator[Stroke]:
    yield Stroke(field, tuple(text), free=True)
    yield Stroke(field, ("enter",))


def _shortest(reference: Reference, code: str) -> str:
    """Return as much of the commune's name as makes it the first hit: `son h` finds `Xã Sơn Hạ`."""
    whole = " ".join(fold(reference.directory.communes[code].name).split()[1:])
    for length in range(2, len(whole)):
        found = reference.directory.find_communes(whole[:length])
        if found and found[0].code == code:
            return whole[:length]
    return whole
