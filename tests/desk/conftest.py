"""A register in the middle of its work, made once and copied for each test that asks for it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reception_tui.config import OFFICE_ZONE
from reception_tui.desk.door import Desk
from reception_tui.domain.office import Officer
from reception_tui.domain.reference import Reference
from reception_tui.store.engine import url_of
from reception_tui.store.register import open_register
from tests.conftest import database_like, run_on_both

if TYPE_CHECKING:
    from tests.conftest import Act, Clock
    from tests.postgres import Server

RECEIVED = "D-2026-0001"
CLASSIFIED = "D-2026-0002"
FORWARDED = "D-2026-0003"
ACCEPTED = "D-2026-0004"
DENUNCIATION = "D-2026-0005"
FINISHED = "D-2026-0006"
SPLIT = "D-2026-0007"
VOID = "D-2026-0008"
RECOMMENDATION = "D-2026-0009"
AWAITING = "D-2026-0010"
INELIGIBLE = "D-2026-0011"
VISIT = "LT-2026-0001"
SESSION = "KT-2026-0001"
IN_SESSION = "LT-2026-0002"


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run what needs a register on both engines; tests about the file itself ask for a path."""
    run_on_both(metafunc, frozenset({"path", "office_path"}))


@pytest.fixture(scope="session")
def office_once(
    tmp_path_factory: pytest.TempPathFactory,
    blank_register: Callable[[Path], Path],
    reference: Reference,
    officer: Officer,
    acts_of: Callable[[Desk], Act],
) -> Path:
    """The file of a register with one petition in each state, a visit, a reception day."""
    path = blank_register(tmp_path_factory.mktemp("office") / "office.db")
    _fill(url_of(path), reference, officer, acts_of)
    return path


@pytest.fixture(scope="session")
def office_database(
    server: Server, blank_database: str, reference: Reference, officer: Officer, acts_of: Callable[[Desk], Act]
) -> str:
    """The database of such a register, to be copied."""
    name = server.fresh(blank_database)
    _fill(server.url(name), reference, officer, acts_of)
    return name


def _fill(url: str, reference: Reference, officer: Officer, acts_of: Callable[[Desk], Act]) -> None:
    register = open_register(url)
    act = acts_of(
        Desk(register, reference, officer, lambda: datetime(2026, 11, 20, 9, 0, tzinfo=OFFICE_ZONE)),
    )
    citizen = {"name": "Nguyễn Văn Đường", "id_number": "051082001234", "phone": "0905123456", "commune": "21040"}
    act("log_visit", at="2026-11-02T08:10", people=[citizen], content="Hỏi về thu hồi đất", result="petition_received")

    def petition(no: str, **fields: object) -> None:
        given = {"received_on": "2026-11-02", "channel": "post", "content": f"Nội dung đơn {no}"} | fields
        done = act("register_petition", **given)
        assert done.no == no

    def classified(no: str, kind: str, **fields: object) -> None:
        act("classify", petition=no, kind=kind, on="2026-11-03", **fields)

    petition(RECEIVED, petitioners=[citizen], visit=VISIT, channel="in_person")
    petition(CLASSIFIED, against={"body": "21040"})
    classified(CLASSIFIED, "complaint", jurisdiction="other")
    petition(FORWARDED, against={"body": "21040"})
    classified(FORWARDED, "complaint", jurisdiction="other")
    act("forward", petition=FORWARDED, to="SNNMT", sent_on="2026-11-04")
    petition(ACCEPTED)
    classified(ACCEPTED, "complaint", jurisdiction="ours")
    act("dispose", petition=ACCEPTED, on="2026-11-04", **{"as": "accept"})
    petition(DENUNCIATION, petitioners=[{"name": "Người Tố Cáo"}], against={"body": "STC", "office": "Giám đốc"})
    classified(DENUNCIATION, "denunciation", jurisdiction="other")
    petition(FINISHED)
    classified(FINISHED, "complaint", jurisdiction="other")
    act("dispose", petition=FINISHED, on="2026-11-04", **{"as": "guide"})
    petition(SPLIT)
    act("split", petition=SPLIT, on="2026-11-03", parts=[{"content": "phần một"}, {"content": "phần hai"}])
    petition(VOID)
    act("void", petition=VOID, why="vào sổ hai lần")
    petition(RECOMMENDATION)
    classified(RECOMMENDATION, "recommendation", jurisdiction="other")
    act("forward", petition=RECOMMENDATION, to="SXD", sent_on="2026-11-04", co_handlers=["STC"])
    petition(AWAITING)
    classified(AWAITING, "complaint", jurisdiction="ours")
    act("dispose", petition=AWAITING, on="2026-11-04", **{"as": "guide_to_supplement"})
    petition(INELIGIBLE)
    classified(INELIGIBLE, "complaint", eligible=False, why_not=["KD1"])
    act("hold_session", on="2026-11-05", host="chairman", place="Trụ sở tiếp công dân")
    act(
        "log_visit",
        at="2026-11-05T08:00",
        session=SESSION,
        received_by="head",
        people=[{"name": "Trần Thị Bốn"}],
        content="Gặp Chủ tịch",
    )
    register.close()


@pytest.fixture
def office_path(office_once: Path, tmp_path: Path) -> Path:
    """The file of a register in the middle of its work."""
    path = tmp_path / "office.db"
    shutil.copyfile(office_once, path)
    return path


@pytest.fixture
def office_place(kept_in: str, request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a register in the middle of its work."""
    if kept_in == "file":
        yield url_of(request.getfixturevalue("office_path"))
        return
    yield from database_like(request.getfixturevalue("server"), request.getfixturevalue("office_database"))


@pytest.fixture
def office(office_place: str, reference: Reference, officer: Officer, clock: Clock) -> Iterator[Desk]:
    """A desk on that register, on 23 November 2026."""
    register = open_register(office_place)
    yield Desk(register, reference, officer, clock)
    register.close()


@pytest.fixture
def do(office: Desk, acts_of: Callable[[Desk], Act]) -> Act:
    """Do acts at that desk."""
    return acts_of(office)


@pytest.fixture
def day() -> Callable[[int], date]:
    """Return a day of November 2026."""
    return lambda number: date(2026, 11, number)
