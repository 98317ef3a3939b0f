"""A desk with a little work on it, opened without a terminal."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from reception_tui import i18n
from reception_tui.config import OFFICE_ZONE, Settings
from reception_tui.desk.door import Desk
from reception_tui.domain.office import Officer
from reception_tui.domain.reference import Reference
from reception_tui.reports.printers import PrinterState
from reception_tui.store.engine import url_of
from reception_tui.store.register import open_register
from reception_tui.tui import keys
from reception_tui.tui.app import ReceptionApp
from tests.conftest import TODAY, Act, Clock

SCREENS = Path(__file__).parents[1] / "screens"

Opened = AbstractAsyncContextManager[Pilot[None]]
OpenDesk = Callable[..., Opened]


def _work(act: Act, clock: Clock) -> None:
    """Do a little work: visits, petitions of each kind, something late, something answered."""
    clock.day = date(2026, 10, 5)
    visitor = {"name": "Đường Văn An", "id_number": "051058001234", "birth_year": 1958, "commune": "21292"}
    act("log_visit", people=[visitor], content="Hỏi về giá bồi thường đất", result="petition_received")
    act(
        "register_petition",
        visit="LT-2026-0001",
        petitioners=[visitor],
        title="Đơn khiếu nại",
        content="Khiếu nại Quyết định thu hồi đất số 12 của UBND xã Sơn Hạ",
        against={"body": "21292", "office": "head"},
    )
    act("classify", petition="D-2026-0001", kind="complaint", field="land", jurisdiction="other")
    act("forward", petition="D-2026-0001", to="21292", document={"number": "15/PC-BTCD", "date": "2026-10-05"})
    act(
        "register_petition",
        channel="post",
        petitioners=[{"name": "Trần Thị Bí Mật"}],
        content="Tố cáo trưởng phòng nhận tiền",
        against={"body": "SYT", "office": "staff", "person": "Ông X"},
    )
    act("classify", petition="D-2026-0002", kind="denunciation", field="corruption", jurisdiction="other")
    act("forward", petition="D-2026-0002", to="TTr")
    clock.day = date(2026, 11, 2)
    act("remind", petition="D-2026-0001", document={"number": "20/BTCD", "date": "2026-11-02"})
    act(
        "register_petition",
        channel="portal",
        petitioners=[{"name": "Lê Văn Tám"}],
        content="Kiến nghị sửa đường liên xã",
    )
    act("classify", petition="D-2026-0003", kind="recommendation", field="construction", jurisdiction="other")
    act("forward", petition="D-2026-0003", to="SXD", answer_by="2026-11-23")
    clock.day = TODAY
    act("register_petition", channel="post", petitioners=[visitor], content="Đơn chưa phân loại")
    act("register_petition", channel="post", petitioners=[visitor], content="Khiếu nại quyết định thu hồi đất số 15")
    act("classify", petition="D-2026-0005", kind="complaint", field="land", jurisdiction="other")
    act(
        "log_visit",
        at="2026-11-23T08:15",
        people=[{"name": f"Người Thứ {i}", "representative": i == 1} for i in range(1, 7)],
        head_count=12,
        content="Đoàn về dự án tái định cư",
        result="explained",
    )
    act("log_visit", at="2026-11-23T09:05", people=[visitor], content="Hỏi kết quả giải quyết đơn", result="explained")


@pytest.fixture(scope="session")
def worked_template(
    tmp_path_factory: pytest.TempPathFactory,
    blank_register: Callable[[Path], Path],
    reference: Reference,
    officer: Officer,
    acts_of: Callable[[Desk], Act],
) -> Path:
    """The file of a register with a little work in it, made once: tests copy it."""
    made = blank_register(tmp_path_factory.mktemp("worked") / "worked.db")
    clock = Clock()
    i18n.use("vi")
    register = open_register(url_of(made))
    _work(acts_of(Desk(register, reference, officer, clock)), clock)
    register.close()
    return made


@pytest.fixture
def path(tmp_path: Path, worked_template: Path) -> Path:
    """The file of a register with a little work in it, for one test."""
    return Path(shutil.copy(worked_template, tmp_path / "reception.db"))


@pytest.fixture
def worked_register(path: Path) -> Path:
    """The same file, by the name that says what is in it."""
    return path


def _busy(act: Act, clock: Clock) -> None:
    """Let an office be in the middle of its day."""
    clock.day = date(2026, 11, 18)
    act("promise", visit="LT-2026-0001", on="2026-11-20", what="trả lời về giá đất")
    clock.day = TODAY
    act("change_officer", code="hoa", name="Hoa", roles=["receiver", "handler"])
    act("recuse", officer="hoa", petition="D-2026-0005", ground="related")
    act("note_holding", petition="D-2026-0005", body="UBKTTU", document={"number": "12/UBKTTU"}, since="2026-11-09")
    act("pause", petition="D-2026-0001", ground="force_majeure", document={"number": "7/QĐ", "date": "2026-11-23"})
    act("plan_session", on="2026-11-23", host="chairman", time="08:00", attendees=["SXD"])
    act("register_for_session", day="NT-2026-0001", petition="D-2026-0003")
    act("register_for_session", day="NT-2026-0001", visit="LT-2026-0003")
    act("hold_session", on="2026-11-23", host="chairman", day="NT-2026-0001")
    act("take_turn", day="NT-2026-0001", place=1, content="Hỏi đường liên xã", result="explained")
    task = {"body": "SXD", "what": "Sửa đường liên xã", "by": "2026-11-27"}
    act("conclude", session="KT-2026-0001", conclusion="Giao Sở Xây dựng", tasks=[task])
    act("log_visit", people=[{"name": "Phạm Thị Chờ"}], content="Hỏi kết quả đo đất")
    act("plan_session", on="2026-12-15", host="chairman", time="08:00", place="Trụ sở")


@pytest.fixture(scope="session")
def busy_template(
    tmp_path_factory: pytest.TempPathFactory,
    worked_template: Path,
    reference: Reference,
    officer: Officer,
    acts_of: Callable[[Desk], Act],
) -> Path:
    """The file of a register in the middle of a reception day, made once: tests copy it."""
    made = Path(shutil.copy(worked_template, tmp_path_factory.mktemp("busy") / "busy.db"))
    i18n.use("vi")
    register = open_register(url_of(made))
    clock = Clock()
    _busy(acts_of(Desk(register, reference, officer, clock)), clock)
    register.close()
    return made


@pytest.fixture
def busy_register(path: Path, busy_template: Path) -> Path:
    """The register of a test, in the middle of a reception day; two officers work with it."""
    return Path(shutil.copy(busy_template, path))


@pytest.fixture
def open_desk(worked_register: Path, monkeypatch: pytest.MonkeyPatch) -> OpenDesk:
    """Open the desk on that register in a terminal of all colours; leave it when the block ends."""
    monkeypatch.setenv("COLORTERM", "truecolor")
    # After an error keys are forgotten for a moment, as the rest of a burst; these tests go on at once.
    monkeypatch.setattr(keys, "GUARD_SECONDS", 0.0)

    @asynccontextmanager
    async def start(lang: str = "vi", size: tuple[int, int] = (80, 24)) -> AsyncIterator[Pilot[None]]:
        i18n.use(lang)
        app = ReceptionApp(Settings(db=str(worked_register), lang=lang, today=TODAY))
        # Which printers this machine has is not what these tests are about.
        app.ask_printer = lambda _queue: PrinterState.READY  # type: ignore[method-assign]
        async with app.run_test(size=size) as pilot:
            await settled(pilot)
            # The time of day stands on some screens; every run must show the same one.
            desk = app.desk.desk
            now = desk.now().replace(hour=9, minute=30, second=0, microsecond=0, tzinfo=OFFICE_ZONE)
            app.desk.sit_down(replace(desk, now=lambda: now))
            yield pilot

    return start


async def settled(pilot: Pilot[None]) -> None:
    """Wait until nothing is being read, saved or painted."""
    for _ in range(3):
        # A search for advice is given up when the next letter comes: that is no failure.
        with suppress(WorkerCancelled):
            await pilot.app.workers.wait_for_complete()
        await pilot.pause()


def chosen(act: str) -> tuple[str, ...]:
    """Return the keys that choose an act from the list of F4 by its name."""
    return ("f4", *("underscore" if letter == "_" else letter for letter in act), "enter")


def text_of(pilot: Pilot[None]) -> str:
    """Return the screen as lines of text."""
    strips = pilot.app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in strips) + "\n"


def assert_screen(pilot: Pilot[None], name: str, size: tuple[int, int] = (80, 24)) -> None:
    """Compare the screen with the one kept under that name; UPDATE_SCREENS=1 keeps it anew."""
    assert (kept := other_screen(pilot, name, size)) is None, f"{name}:\n{text_of(pilot)}\nis kept as\n{kept}"


def other_screen(pilot: Pilot[None], name: str, size: tuple[int, int] = (80, 24)) -> str | None:
    """Return the screen that is kept under that name where it is another one; nothing where it is the same."""
    folder = SCREENS if size == (80, 24) else SCREENS / f"{size[0]}x{size[1]}"
    folder.mkdir(exist_ok=True)
    shown, kept = text_of(pilot), folder / f"{name}.txt"
    if os.environ.get("UPDATE_SCREENS"):
        kept.write_text(shown, encoding="utf-8")
    was = kept.read_text(encoding="utf-8") if kept.exists() else ""
    return None if was == shown else was
