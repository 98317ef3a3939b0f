"""A thousand petitions and half as many visits over seven years, each act done through the door on its day.

What `bench/copies.py` multiplies. Everybody is invented; every name, identity number, telephone and paper is met once,
so that a copy can have its own.
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from reception_tui.config import OFFICE_ZONE
from reception_tui.desk.door import Desk, execute
from reception_tui.desk.reading import read_command
from reception_tui.domain.errors import RegisterError
from reception_tui.domain.office import Officer
from reception_tui.domain.reference import Reference
from reception_tui.domain.text import fold
from reception_tui.store.engine import url_of
from reception_tui.store.reference import build
from reception_tui.store.reference.files import read_files, seed_folder
from reception_tui.store.register import create_register, open_register

FIRST_DAY, TODAY = date(2020, 3, 2), date(2026, 11, 23)
PETITIONS = 1000
ROLES = frozenset({"receiver", "handler", "head", "keeper"})
OFFICERS = ("lan", "binh", "cuong", "dung", "hoa", "khanh")
KINDS = ("complaint",) * 42 + ("denunciation",) * 6 + ("recommendation",) * 52
FIELDS = ("land", "policy", "administrative", "environment", "construction", "judicial", "education")
CHANNELS = ("post", "post", "in_person", "in_person", "online", "forwarded", "dropbox")
OWED = ("KN-03", "KN-04", "TC-05", "TC-08", "TC-09", "TC-11")
"""Of a decision of ours: that it was sent and made public. The door refuses those that a petition does not owe."""

WHAT = (
    "thu hồi đất làm đường; loại đất ghi sai, gia đình không được tham gia kiểm đếm, đề nghị xác định lại diện tích",
    "bồi thường cây cối, hoa màu chưa đúng đơn giá; đề nghị kiểm tra, áp giá lại và chi trả phần còn thiếu",
    "chậm cấp giấy chứng nhận quyền sử dụng đất; hồ sơ nộp đã lâu, nhiều lần hỏi nhưng chưa có kết quả",
    "cơ sở nấu nhựa gây khói, mùi khét trong khu dân cư; đề nghị kiểm tra, xử lý và di dời",
    "chế độ đối với người có công; hồ sơ bị thất lạc, đề nghị xem xét công nhận",
    "hộ bên cạnh rào chắn lối đi chung; đề nghị buộc tháo dỡ, trả lại lối đi theo bản đồ địa chính",
)


@dataclass(frozen=True, slots=True, order=True)
class Step:
    """An act of one life and when it is done."""

    at: datetime
    life: int
    turn: int
    act: str = field(compare=False)
    fields: dict[str, Any] = field(compare=False)


def build_lives(path: Path, petitions: int = PETITIONS) -> None:
    """Write so many petitions, and half as many visits, into a new register at `path`, act by act."""
    files = read_files()
    reference = build(files)
    now = datetime.combine(FIRST_DAY, time(7), OFFICE_ZONE)
    first = Officer(OFFICERS[0], "Lan", ROLES)
    register = create_register(url_of(path), files, first, "", now, durable=False)
    register.close()
    register = open_register(url_of(path))
    with register.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA synchronous=OFF")
    clock = [now]
    desks = {code: Desk(register, reference, Officer(code, code, ROLES), lambda: clock[0]) for code in OFFICERS}
    for code in OFFICERS[1:]:
        _do(desks[OFFICERS[0]], "change_officer", code=code, name=code.title(), roles=sorted(ROLES))
    numbers: dict[tuple[int, str], str] = {}
    for step in sorted(_lives(reference, petitions)):
        clock[0] = step.at
        fields = dict(step.fields)
        for name in ("petition", "visit"):
            if fields.get(name) == "":
                fields[name] = numbers.get((step.life, name), "")
        with suppress(RegisterError):
            # What the door refuses of an invented life is left out of it.
            no = _do(desks[OFFICERS[step.life % len(OFFICERS)]], step.act, **fields)
            if step.act in ("log_visit", "register_petition"):
                numbers[step.life, step.act.rpartition("_")[2]] = no
    register.close()


def _do(desk: Desk, act: str, **fields: Any) -> str:
    command, _ = read_command({"act": act, **fields})
    return execute(desk, command).no


def _lives(reference: Reference, petitions: int) -> Iterator[Step]:
    dice = random.Random(1)
    people = _people(reference, dice)
    span = (TODAY - FIRST_DAY).days
    for life in range(petitions):
        day = _working(reference, FIRST_DAY + timedelta(days=span * (life + 1) // petitions))
        at = datetime.combine(day, time(7, 30), OFFICE_ZONE) + timedelta(minutes=dice.randrange(240))
        yield from _life(reference, dice, life, at, people)
        if life % 5 == 0:
            asked = {"people": [next(people)], "content": f"Hỏi về hồ sơ số {life:07d}, {dice.choice(WHAT)}"}
            yield Step(at + timedelta(minutes=3), petitions + life, 0, "log_visit", asked | {"result": "explained"})


def _life(reference: Reference, dice: random.Random, life: int, at: datetime, people: Iterator[Any]) -> Iterator[Step]:
    """Yield the acts of one petition, up to today."""
    who = next(people)
    content = f"Đơn về thửa đất số {life:07d}: {dice.choice(WHAT)}."
    kind, channel = dice.choice(KINDS), dice.choice(CHANNELS)
    if kind == "denunciation":
        content = f"Tố cáo cán bộ nhận tiền, hồ sơ số {life:07d}; {dice.choice(WHAT)}."
    paper: dict[str, Any] = {"petitioners": [who], "content": content, "channel": channel}
    if dice.random() < 0.1:
        paper |= {"petitioners": [who, next(people)], "signatories": dice.randrange(5, 60)}
    if channel == "in_person":
        came = {"people": [who], "content": content, "result": "petition_received"}
        yield Step(at, life, 0, "log_visit", came)
        paper |= {"visit": ""}
    at += timedelta(minutes=10)
    yield Step(at, life, 1, "register_petition", paper)
    if channel == "in_person" and dice.random() < 0.97:
        answered = _later(reference, dice, at, 14, 28)
        yield from _until(Step(answered, life, 9, "fulfil", {"visit": "", "stage": "TCD-01"}))
    ours = dice.random() < 0.25
    at = _later(reference, dice, at, 1, 6)
    said = {"petition": "", "kind": kind, "field": dice.choice(FIELDS), "jurisdiction": "ours" if ours else "other"}
    if dice.random() < 0.12:
        said |= {"eligible": False, "why_not": ["KD1"]}
    yield from _until(Step(at, life, 2, "classify", said))
    if "why_not" in said:
        at = _later(reference, dice, at, 0, 3)
        yield from _until(Step(at, life, 3, "dispose", {"petition": "", "as": "keep_on_file"}))
    elif ours and kind != "recommendation":
        yield from _ours(reference, dice, life, at)
    elif dice.random() < 0.4:
        at = _later(reference, dice, at, 0, 4)
        way = dice.choice(("guide", "return") if kind == "complaint" else ("guide", "keep_on_file"))
        yield from _until(Step(at, life, 3, "dispose", {"petition": "", "as": way}))
    else:
        yield from _forwarded(reference, dice, life, at)


def _ours(reference: Reference, dice: random.Random, life: int, at: datetime) -> Iterator[Step]:
    at = _later(reference, dice, at, 1, 5)
    paper = {"number": f"{life % 300}/QĐ-UBND", "date": at.date().isoformat()}
    yield from _until(Step(at, life, 3, "dispose", {"petition": "", "as": "accept", "document": paper}))
    at = _later(reference, dice, at, 20, 75)
    result = dice.choice(("right", "wrong", "partly_right"))
    done = {"petition": "", "result": result, "figures": {"money_returned": dice.randrange(1, 400) * 100_000}}
    yield from _until(Step(at, life, 4, "record_outcome", done))
    for turn, stage in enumerate(OWED if dice.random() < 0.99 else (), start=5):
        yield from _until(Step(at + timedelta(minutes=turn), life, turn, "fulfil", {"petition": "", "stage": stage}))


def _forwarded(reference: Reference, dice: random.Random, life: int, at: datetime) -> Iterator[Step]:
    at = _later(reference, dice, at, 0, 4)
    bodies = [one.code for one in reference.directory.bodies.values() if one.exists_on(at.date())]
    paper = {"number": f"{life % 500}/PC-BTCD", "date": at.date().isoformat()}
    yield from _until(Step(at, life, 3, "forward", {"petition": "", "to": dice.choice(bodies), "document": paper}))
    if dice.random() < 0.15:
        reminded = _later(reference, dice, at, 35, 50)
        yield from _until(Step(reminded, life, 4, "remind", {"petition": ""}))
    at = _later(reference, dice, at, 8, 70)
    reply = {"petition": "", "content": f"Đã giải quyết theo Thông báo số {life:07d}", "final": True}
    yield from _until(Step(at, life, 5, "record_reply", reply))


def _until(step: Step) -> Iterator[Step]:
    if step.at.date() <= TODAY:
        yield step


def _later(reference: Reference, dice: random.Random, at: datetime, least: int, most: int) -> datetime:
    """Return a working day so many days later at most, at some minute of it."""
    day = _working(reference, at.date() + timedelta(days=dice.randrange(least, most + 1)))
    if day == at.date():
        return at + timedelta(minutes=dice.randrange(5, 40))
    return datetime.combine(day, time(7, 30), OFFICE_ZONE) + timedelta(minutes=dice.randrange(500))


def _working(reference: Reference, day: date) -> date:
    while not reference.calendar.is_working(day):
        day += timedelta(days=1)
    return day


@cache
def all_names() -> tuple[str, ...]:
    """Return full names made of the usual ones, in an order without order; no two are the same without their marks."""
    kinh = tomllib.loads((seed_folder() / "words" / "names.toml").read_text(encoding="utf-8"))["kinh"]
    made = [
        f"{family} {middle} {given}"
        for family in kinh["family"]
        for gender in ("male", "female")
        for middle in kinh[f"middle_{gender}"]
        for given in kinh[f"given_{gender}"]
    ]
    found = sorted({fold(name): name for name in made}.values())
    random.Random(2).shuffle(found)
    return tuple(found)


def _people(reference: Reference, dice: random.Random) -> Iterator[dict[str, Any]]:
    """Yield people of whom no two have a name, a number or a telephone in common."""
    places = sorted(reference.directory.communes)
    for serial, name in enumerate(all_names(), start=1):
        year, gender = dice.randrange(1940, 2000), dice.randrange(2)
        yield {
            "name": name,
            "id_number": f"051{gender}{year % 100:02d}{serial:06d}",
            "birth_year": year,
            "gender": ("male", "female")[gender],
            "phone": f"09{serial:08d}",
            "address": f"thôn {dice.randrange(1, 12)}",
            "commune": dice.choice(places),
        }
