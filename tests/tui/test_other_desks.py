"""What another desk does is seen on this one, on either engine; a server that goes away does not end the program."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

import pytest
from textual.pilot import Pilot

from reception_tui.config import Settings
from reception_tui.desk.door import Desk
from reception_tui.domain.office import Officer
from reception_tui.domain.reference import Reference
from reception_tui.store.register import create_register, open_register
from reception_tui.tui.app import ReceptionApp
from reception_tui.tui.widgets.record_list import RecordList
from tests.conftest import run_on_both
from tests.postgres import Server, private_server, why_not
from tests.tui.conftest import TODAY, settled, text_of

if TYPE_CHECKING:
    from tests.conftest import Act, Clock

SOON = 10


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    run_on_both(metafunc, frozenset())


@pytest.fixture
def path(tmp_path: Path, blank_register: Callable[[Path], Path]) -> Path:
    """The file of an empty register, as the server's is."""
    return blank_register(tmp_path / "reception.db")


async def until(pilot: Pilot[None], holds: Callable[[], bool]) -> float:
    """Wait until something holds on the screen; return after how long."""
    began = monotonic()
    while not holds():
        assert monotonic() - began < SOON, text_of(pilot)
        await pilot.pause(0.02)
    return monotonic() - began


async def test_the_visit_of_another_desk_appears_and_the_cursor_stays(place: str, act: Act) -> None:
    for name in ("Lê Văn Một", "Lê Văn Hai"):
        act("log_visit", people=[{"name": name}], content="x")
    app = ReceptionApp(Settings(db=place, today=TODAY))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        visits = app.screen.query_one("#visits", RecordList)
        await pilot.press("down")
        kept = visits.current
        assert len(visits.keys()) == 2
        act("log_visit", people=[{"name": "Lê Văn Ba"}], content="x")
        await until(pilot, lambda: "Lê Văn Ba" in text_of(pilot))
        assert visits.current == kept


async def test_what_is_typed_into_a_form_is_left_alone_and_the_desk_is_fresh_after_it(place: str, act: Act) -> None:
    app = ReceptionApp(Settings(db=place, today=TODAY))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("f2", *"Nguyen")
        act("log_visit", people=[{"name": "Lê Văn Ba"}], content="x")
        await until(pilot, lambda: app._known_entry == 2)
        await pilot.press(*"Thi")
        await settled(pilot)
        assert "NguyenThi" in text_of(pilot)
        await pilot.press("f10")
        await until(pilot, lambda: "Lê Văn Ba" in text_of(pilot))


@pytest.fixture
def own() -> Iterator[Server]:
    """A server of this test's own."""
    if why_not():
        pytest.skip(why_not())
    with private_server() as running:
        yield running


async def test_a_desk_outlives_its_server_and_goes_on_when_it_is_back(
    own: Server,
    seed_files: dict[str, str],
    reference: Reference,
    officer: Officer,
    clock: Clock,
    acts_of: Callable[[Desk], Act],
) -> None:
    url = own.url(own.fresh())
    create_register(url, seed_files, officer, "", clock()).close()
    app = ReceptionApp(Settings(db=url, today=TODAY))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await until(pilot, lambda: app._known_entry == 1)
        own.stop()
        await until(pilot, lambda: "Máy chủ không trả lời" in text_of(pilot))
        await pilot.press("f6")
        await settled(pilot)
        assert app.is_running
        await pilot.press("f10")
        own.start()
        await until(pilot, lambda: "Đã liên lạc lại được với sổ" in text_of(pilot))
        register = open_register(url)
        acts_of(Desk(register, reference, officer, clock))("log_visit", people=[{"name": "Lê Văn Ba"}], content="x")
        register.close()
        await until(pilot, lambda: "Lê Văn Ba" in text_of(pilot))
