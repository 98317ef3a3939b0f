"""How fast "have we seen this before?" answers, as a ratio to the bare search for candidates in the same run.

Builds a register file of COUNT invented people and COUNT petitions, asks for people and for papers as they are typed
at the counter, and prints how often the one that was meant is among the five answers.

Run: python bench/seen.py [COUNT]
"""

from __future__ import annotations

import random
import sqlite3
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

from reception_tui.config import OFFICE_ZONE
from reception_tui.desk.queries.seen import PetitionDraft, papers_like, people_like
from reception_tui.domain.likeness import TypedPerson
from reception_tui.domain.office import Officer
from reception_tui.domain.reference import Reference
from reception_tui.domain.text import fold, words
from reception_tui.store.engine import url_of
from reception_tui.store.reference import build
from reception_tui.store.reference.files import read_files, seed_folder
from reception_tui.store.register import Register, create_register, open_register
from reception_tui.store.tables import DEFAULTS

TODAY = date(2026, 11, 23)
FIRST_DAY = date(2010, 1, 4)
ASKED = 150
SHARES = {"Nguyễn": 30, "Trần": 11, "Lê": 10, "Phạm": 9, "Huỳnh": 5, "Võ": 5, "Phan": 4, "Bùi": 3, "Đinh": 4}
SUBJECTS = """
Khiếu nại Quyết định số {n}/QĐ-UBND của UBND {place} về việc thu hồi thửa đất số {m}, tờ bản đồ số {k}. \
Gia đình không được tham gia kiểm đếm, loại đất ghi sai. Đề nghị xác định lại loại đất và diện tích.
Kiến nghị việc hộ ông {who} rào chắn lối đi chung tại thôn {m}, {place}. \
Lối đi có trên bản đồ địa chính từ năm 19{k}. Đề nghị buộc tháo dỡ, trả lại lối đi.
Đề nghị xét công nhận liệt sĩ cho ông {who}, hy sinh năm 19{k} tại {place}; \
hồ sơ số {n} đã nộp nhưng bị thất lạc.
Phản ánh doanh nghiệp khai thác cát ban đêm tại {place}, mỏ số {n}, làm sạt lở {m} mét bờ sông, nứt {k} nhà dân. \
Đề nghị dừng khai thác và kè tạm.
Khiếu nại Thông báo số {n}/TB-UBND của UBND {place} không chấp thuận bố trí tái định cư cho hộ {who}, bị giải tỏa \
{m} mét vuông. Đề nghị giao đất tái định cư.
""".strip().splitlines()
Invented = tuple[int, str, str, int, str, str, str, str]


def invent(reference: Reference, count: int) -> list[Invented]:
    """Return so many people, the same at every run: id, name, number, year, gender, commune, address, telephone."""
    dice = random.Random(1)
    kinh = tomllib.loads((seed_folder() / "words" / "names.toml").read_text(encoding="utf-8"))["kinh"]
    places = [place for place in reference.directory.communes.values() if place.exists_on(TODAY)]
    weights = [SHARES.get(family, 1) for family in kinh["family"]]
    found = []
    for no in range(1, count + 1):
        gender = dice.choice(("male", "female"))
        family = dice.choices(kinh["family"], weights)[0]
        name = f"{family} {dice.choice(kinh[f'middle_{gender}'])} {dice.choice(kinh[f'given_{gender}'])}"
        year, place = dice.randrange(1935, 2005), dice.choice(places)
        number = (
            f"051{(year >= 2000) * 2 + (gender == 'female')}{year % 100:02d}{no:06d}" if dice.random() < 0.7 else ""
        )
        phone = f"09{no:08d}" if dice.random() < 0.6 else ""
        found.append((no, name, number, year, gender, place.code, f"thôn {dice.randrange(1, 12)}", phone))
    return found


def fill(path: Path, reference: Reference, people: Sequence[Invented]) -> list[tuple[int, str]]:
    """Write the people, a petition for each and visits into the file; return author and content of each petition."""
    dice = random.Random(2)
    names = {place.code: place.name for place in reference.directory.communes.values()}
    papers: list[tuple[int, str]] = []
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA synchronous=OFF")
        for no, name, number, year, gender, commune, address, phone in people:
            _put(
                connection,
                "person",
                id=no,
                name=name,
                id_number=number,
                birth_year=year,
                gender=gender,
                commune=commune,
                address=address,
                phone=phone,
            )
            author = no if dice.random() < 0.7 else dice.randrange(1, min(no, 2_000) + 1)
            writer = people[author - 1]
            content = dice.choice(SUBJECTS).format(
                n=dice.randrange(100, 9000),
                m=dice.randrange(1, 900),
                k=dice.randrange(10, 99),
                place=names[writer[5]],
                who=people[dice.randrange(len(people))][1],
            )
            papers.append((author, content))
            on = (FIRST_DAY + timedelta(days=no * 6000 // len(people))).isoformat()
            _write_down(connection, no, author, content, on)
            # As the desk does it: first what the search knows of the petition, then of its author.
            code = f"D-{on[:4]}-{no:06d}"
            about = f"{writer[1]} {writer[2]} {writer[7]} {writer[6]} {names[writer[5]]}"
            _find(
                connection, "petition", no, code, content[:80], f"{writer[1]} · {content}", f"{code} {content} {about}"
            )
            text = ", ".join(filter(None, (address, names[commune], phone)))
            _find(connection, "person", no, "", name, text, f"{name} {number} {phone} {address} {names[commune]}")
        connection.execute("INSERT INTO search_index(search_index) VALUES ('rebuild')")
        connection.execute("ANALYZE")
        connection.commit()
    return papers


def _write_down(connection: sqlite3.Connection, no: int, author: int, content: str, on: str) -> None:
    """Write a finished complaint, and for every third a visit of its author."""
    common = {"entered_on": on, "officer": "lan"}
    _put(
        connection,
        "petition",
        id=no,
        no=f"D-{on[:4]}-{no:06d}",
        book="petitions",
        received_on=on,
        channel="post",
        content=content,
        kind="complaint",
        instance="first",
        state="finished",
        closing="replied",
        finished_on=on,
        **common,
    )
    _put(connection, "petition_person", petition_id=no, person_id=author, ord=1)
    if no % 3 == 0:
        _put(
            connection,
            "visit",
            id=no,
            no=f"LT-{on[:4]}-{no:06d}",
            on=on,
            kind="regular",
            mode="in_person",
            received_by="officer",
            head_count=1,
            delegation=False,
            content=content[:60],
            result="explained",
            **common,
        )
        _put(connection, "visit_person", visit_id=no, person_id=author, ord=1)


def _find(connection: sqlite3.Connection, book: str, no: int, code: str, title: str, text: str, said: str) -> None:
    folded = " ".join(words(said))
    _put(connection, "search_row", book=book, record_id=no, no=code, title=title, text=text, folded=folded)


def _put(connection: sqlite3.Connection, table: str, **values: object) -> None:
    row = {**DEFAULTS[table], **values}
    names = ", ".join(f'"{name}"' for name in row)
    connection.execute(f"INSERT INTO {table}({names}) VALUES ({', '.join('?' * len(row))})", tuple(row.values()))


def typed_people(people: Sequence[Invented]) -> dict[str, list[tuple[int, TypedPerson]]]:
    """Return who is asked for and how, by the way of typing."""
    dice = random.Random(3)
    asked = [
        (no, TypedPerson(name, number, year, None, commune, phone))
        for no, name, number, year, _, commune, _, phone in dice.sample(list(people), ASKED)
    ]
    bare = [(no, replace(one, id_number="", phone="", birth_year=None, commune="")) for no, one in asked]
    return {
        "first letters of a name": [(no, replace(one, name=one.name[: len(one.name) // 2])) for no, one in bare],
        "whole name": bare,
        "name without marks": [(no, replace(one, name=fold(one.name))) for no, one in bare],
        "name and year": [(no, replace(one, id_number="", phone="", commune="")) for no, one in asked],
        "name and commune": [(no, replace(one, id_number="", phone="", birth_year=None)) for no, one in asked],
        "name, year and commune": [(no, replace(one, id_number="", phone="")) for no, one in asked],
        "telephone": [(no, TypedPerson(phone=one.phone)) for no, one in asked if one.phone],
        "identity number": [(no, TypedPerson(id_number=one.id_number)) for no, one in asked if one.id_number],
    }


def raw_people(connection: sqlite3.Connection, typed: TypedPerson) -> None:
    """Fetch the candidates and nothing else."""
    if typed.id_number:
        connection.execute("SELECT * FROM person WHERE id_number = ?", (typed.id_number,)).fetchall()
    elif typed.phone:
        connection.execute("SELECT * FROM person WHERE phone = ?", (typed.phone,)).fetchall()
    else:
        _raw_search(connection, typed.name, ("person",))


def _raw_search(connection: sqlite3.Connection, typed: str, books: tuple[str, ...]) -> None:
    match = " ".join(f'"{word}"*' for word in words(typed))
    holes = ", ".join("?" * len(books))
    connection.execute(
        "SELECT search_row.* FROM search_row JOIN search_index ON search_index.rowid = search_row.id "
        f"WHERE search_index MATCH ? AND book IN ({holes}) ORDER BY search_index.rowid DESC LIMIT 200",
        (match, *books),
    ).fetchall()


def timed(ask: Callable[[], object]) -> float:
    """Return how many milliseconds one question takes."""
    started = time.perf_counter()
    ask()
    return 1000 * (time.perf_counter() - started)


def line(name: str, floor: Iterable[float], taken: Iterable[float], found: int, asked: int) -> str:
    """Return a line of the table."""
    bare, whole = sorted(floor), sorted(taken)
    half, most = len(whole) // 2, len(whole) * 95 // 100
    return (
        f"{name:<26} bare {bare[half]:7.2f} {bare[most]:7.2f} ms   whole {whole[half]:7.2f} {whole[most]:7.2f} ms   "
        f"× {whole[half] / bare[half]:7.1f} {whole[most] / bare[most]:7.1f}   meant one among five: {found}/{asked}"
    )


def ask_people(register: Register, reference: Reference, raw: sqlite3.Connection, people: Sequence[Invented]) -> None:
    """Print a line for each way of typing somebody."""
    for name, asked in typed_people(people).items():
        floor, taken, found = [], [], 0
        for no, typed in asked:
            floor.append(timed(lambda typed=typed: raw_people(raw, typed)))  # type: ignore[misc]
            started = time.perf_counter()
            with register.reading() as work:
                seen = people_like(work, reference, typed, TODAY)
            taken.append(1000 * (time.perf_counter() - started))
            found += any(one.person_id == no for one in seen)
        print(line(name, floor, taken, found, len(asked)))


def ask_papers(
    register: Register,
    reference: Reference,
    raw: sqlite3.Connection,
    people: Sequence[Invented],
    papers: Sequence[tuple[int, str]],
) -> None:
    """Print a line for each way of handing in a paper again."""
    dice = random.Random(4)
    picked = dice.sample(range(len(papers)), ASKED)
    for name, with_author, change in (
        ("paper, author known", True, lambda text: text),
        ("paper, no author", False, lambda text: text),
        ("paper retyped, no marks", True, lambda text: f"Kính gửi UBND tỉnh.\n{fold(text)}\nXin cảm ơn"),
    ):
        floor, taken, found = [], [], 0
        for place in picked:
            author, content = papers[place]
            whose = people[author - 1]
            typed = TypedPerson(whose[1], "", whose[3], None, whose[5])
            draft = PetitionDraft(change(content), (typed,) if with_author else ())
            probe = " ".join(words(content)[4:9])
            floor.append(timed(lambda probe=probe: _raw_search(raw, probe, ("petition", "visit"))))  # type: ignore[misc]
            started = time.perf_counter()
            with register.reading() as work:
                seen = papers_like(work, reference, draft, TODAY)
            taken.append(1000 * (time.perf_counter() - started))
            found += any(one.book == "petition" and one.record_id == place + 1 for one in seen)
        print(line(name, floor, taken, found, len(picked)))


def main() -> int:
    """Print the table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    reference = build(read_files())
    people = invent(reference, count)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "reception.db"
        at = datetime(2010, 1, 4, 9, 0, tzinfo=OFFICE_ZONE)
        create_register(
            url_of(path), read_files(), Officer("lan", "Lan", frozenset({"receiver"})), "", at, durable=False
        ).close()
        papers = fill(path, reference, people)
        register = open_register(url_of(path))
        with closing(sqlite3.connect(path)) as raw:
            print(f"{count} people, {count} petitions; medians, then 95th percentiles")
            ask_people(register, reference, raw, people)
            ask_papers(register, reference, raw, people, papers)
        register.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
