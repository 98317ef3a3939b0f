"""Change of staff, copies of the register, and the papers about keeping, by keys alone."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from unittest.mock import Mock

import pytest
from textual.pilot import Pilot

from reception_tui.store import copies, keys, memory, seals
from reception_tui.store.engine import url_of
from reception_tui.store.register import open_register
from reception_tui.tui import frame
from tests.conftest import CHEAP, PIN, recovery_pair
from tests.tui.conftest import OpenDesk, chosen, settled, text_of


@pytest.fixture
def with_minh(path: Path) -> Path:
    """A second officer with a PIN of their own, who holds no case yet."""
    register = open_register(url_of(path))
    with register.writing() as work:
        work.insert("officer", code="minh", name="Minh", roles="head", pin_hash="")
        keys.give_key(work, "minh", keys.made_for("8642", cost=CHEAP))
    register.close()
    return path


async def press(pilot: Pilot[None], *pressed: str) -> None:
    for key in pressed:
        await pilot.press(key)
    await settled(pilot)


def held(path: Path, officer: str) -> int:
    register = open_register(url_of(path))
    with register.reading() as work:
        public = keys.public_key_of(work, officer)
        found = len(work.rows("case_key", holder=public)) if public else -1
    register.close()
    return found


async def test_a_holder_shares_the_case_with_a_colleague(open_desk: OpenDesk, with_minh: Path) -> None:
    async with open_desk() as pilot:
        await press(pilot, *"lan", "enter", "enter")
        pilot.app.open_number("D-2026-0002")  # type: ignore[attr-defined]
        await settled(pilot)
        await press(pilot, *chosen("open_identity"), *"ban giao", "enter", *PIN, "f9")
        await press(pilot, *chosen("share_case"))
        assert "Đang giữ chìa khóa: lan." in text_of(pilot)
        await press(pilot, *"minh", "enter", "f9")
    assert held(with_minh, "minh") >= 1


@pytest.fixture
def wiped(monkeypatch: pytest.MonkeyPatch) -> Mock:
    """How often free memory was overwritten."""
    found = Mock()
    monkeypatch.setattr(memory, "wipe_freed", found)
    return found


async def opened(pilot: Pilot[None], no: str, *, signed_in: bool = False) -> None:
    """Sign in and open the sealed words of a petition."""
    if not signed_in:
        await press(pilot, *"lan", "enter", "enter")
    pilot.app.open_number(no)  # type: ignore[attr-defined]
    await settled(pilot)
    await press(pilot, *chosen("open_identity"), *"ban giao", "enter", *PIN, "f9")


async def test_the_same_as_last_gives_no_pin_and_no_reason_why_words_were_opened(
    open_desk: OpenDesk,
    with_minh: Path,
) -> None:
    async with open_desk() as pilot:
        await opened(pilot, "D-2026-0002")
        assert "Trần Thị Bí Mật" in text_of(pilot)
        await press(pilot, *chosen("open_identity"))
        for field in ("reason", "pin"):
            await press(pilot, "ctrl+d")
            assert pilot.app.screen.field(field).typed_text() == ""  # type: ignore[attr-defined]
            await press(pilot, "enter")


async def test_opened_words_leave_the_screen_and_memory_when_their_time_is_over(
    open_desk: OpenDesk,
    with_minh: Path,
    wiped: Mock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with open_desk() as pilot:
        desk = pilot.app.desk  # type: ignore[attr-defined]
        ends: dict[float, Callable[[], Awaitable[None]]] = {}
        monkeypatch.setattr(pilot.app, "set_timer", lambda after, then, **_: ends.setdefault(after, then) and Mock())
        await opened(pilot, "D-2026-0002")
        assert "Trần Thị Bí Mật" in text_of(pilot)
        over = desk.desk.now() + timedelta(minutes=desk.reference.secrets.open_minutes)
        desk._desk = replace(desk.desk, now=lambda: over)
        await ends[desk.reference.secrets.open_minutes * 60]()
        await settled(pilot)
        assert "Trần Thị Bí Mật" not in text_of(pilot)
        assert wiped.call_count == 1


async def test_a_desk_that_locks_by_itself_forgets_what_was_opened_there(
    open_desk: OpenDesk, with_minh: Path, wiped: Mock, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_desk() as pilot:
        await press(pilot, *"lan", "enter", "enter")
        minutes = pilot.app.desk.reference.privacy.hide_after_minutes  # type: ignore[attr-defined]
        monkeypatch.setattr(frame, "get_time", lambda: pilot.app._last_key + minutes * 60)  # type: ignore[attr-defined]
        pilot.app.hide_if_idle()  # type: ignore[attr-defined]
        await press(pilot, "f12")
        assert wiped.call_count == 0
        await opened(pilot, "D-2026-0002", signed_in=True)
        pilot.app.hide_if_idle()  # type: ignore[attr-defined]
        await settled(pilot)
        assert wiped.call_count == 1


async def test_the_keepers_halves_give_an_officer_every_case_and_who_leaves_has_none(
    open_desk: OpenDesk, with_minh: Path
) -> None:
    first, second = seals.halves(recovery_pair().private)
    async with open_desk() as pilot:
        await press(pilot, *"lan", "enter", "enter")
        await press(pilot, *chosen("recover_cases"), *"minh", "enter")
        for name, half in (("first_half", first), ("second_half", second)):
            pilot.app.screen.field(name).value = half  # type: ignore[attr-defined]
        await press(pilot, "f9")
        assert held(with_minh, "minh") >= 1
        await press(pilot, *chosen("retire_officer"), *"minh", "enter", "f9")
    assert held(with_minh, "minh") == -1


async def test_a_copy_is_made_and_tried_from_the_desk(open_desk: OpenDesk, path: Path) -> None:
    async with open_desk() as pilot:
        await press(pilot, *chosen("copies"), "f9")
        assert len(list((path.parent / "backups").iterdir())) == 1
        await press(pilot, *chosen("copies"))
        pilot.app.screen.field("what").put("try")  # type: ignore[attr-defined]
        await press(pilot, "f9")
        standing = await pilot.app.desk.ask(lambda work: copies.standing(work.connection))  # type: ignore[attr-defined]
    assert (standing.how, standing.fault) == ("whole", "")


async def test_the_list_for_the_head_and_the_paper_for_the_citizen_open_by_key(open_desk: OpenDesk) -> None:
    async with open_desk() as pilot:
        await press(pilot, *chosen("destruction_list"))
        assert "DANH MỤC ĐƠN ĐỦ ĐIỀU KIỆN XEM XÉT TIÊU HỦY" in text_of(pilot).upper()
        await press(pilot, "escape")
        pilot.app.open("person_card", "1")  # type: ignore[attr-defined]
        await settled(pilot)
        await press(pilot, "f9")
        shown = text_of(pilot)
        assert "Đường Văn An" in shown
        assert "051058001234" in shown
