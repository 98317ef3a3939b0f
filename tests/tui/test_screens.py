"""Every screen as it stands, in both languages; no word of it cut off, nothing told by colour alone."""

from __future__ import annotations

import asyncio
import unicodedata
from difflib import unified_diff
from pathlib import Path

import pytest
from textual.pilot import Pilot

from reception_tui.i18n import tr
from reception_tui.tui.screen_table import SCREENS as TABLE
from tests.tui.conftest import SCREENS, OpenDesk, assert_screen, other_screen, settled, text_of
from tests.tui.cut import cut_off, told_by_colour_alone
from tests.tui.ways import BUSY, ELSEWHERE, KNOWN, WALKS, Stop, back_to_desk, go

Walk = tuple[Stop, ...]
ROOMY, LEAST, TOO_SMALL = (120, 35), (80, 22), (60, 20)


async def walk(pilot: Pilot[None], stops: Walk, lang: str, size: tuple[int, int] = (80, 24)) -> None:
    """Go to every stop of a walk from the desk; tell all that is not as it was approved."""
    wrong = []
    for stop in stops:
        try:
            await go(pilot, stop.steps)
        except Exception as error:  # noqa: BLE001
            wrong.append(f"{stop.name}: {error!r}\n{text_of(pilot)}")
            await back_to_desk(pilot)
            continue
        at = pilot.app.screen_name(pilot.app.screen) or "desk"  # type: ignore[attr-defined]
        if at != stop.shows:
            wrong.append(f"{stop.name} leads to {at}\n{text_of(pilot)}")
        kept = other_screen(pilot, f"{stop.name}.{lang}", size)
        if kept is not None:
            differ = unified_diff(kept.splitlines(), text_of(pilot).splitlines(), "kept", "shown", lineterm="", n=0)
            wrong.append("\n".join([stop.name, *differ]))
        wrong += [f"{stop.name}: cut off: {text}" for text in cut_off(pilot.app.screen)]
        wrong += [f"{stop.name}: by colour alone: {text}" for text in told_by_colour_alone(pilot.app.screen)]
        if stop is stops[-1]:
            wrong += [f"{stop.name} {text}" for text in await cut_off_elsewhere(pilot)]
        if stop.steps:
            await back_to_desk(pilot)
    assert not wrong, "\n\n".join(wrong)


async def cut_off_elsewhere(pilot: Pilot[None]) -> list[str]:
    """Return what the open screen has no room for in a terminal of another size, and go back to the usual one."""
    wrong = []
    usual = pilot.app.size
    for size in (ROOMY, LEAST):
        await pilot.resize_terminal(*size)
        await settled(pilot)
        wrong += [f"in {size}: {text}" for text in cut_off(pilot.app.screen)]
    await pilot.resize_terminal(*TOO_SMALL)
    await settled(pilot)
    told = tr("The screen is hidden. F12 brings it back.") if pilot.app._cover is not None else "80×22"  # type: ignore[attr-defined]
    if told not in text_of(pilot):
        wrong.append(f"in {TOO_SMALL}: does not say what is needed:\n{text_of(pilot)}")
    await pilot.resize_terminal(*usual)
    await settled(pilot)
    return wrong


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("stops", WALKS.values(), ids=list(WALKS))
async def test_each_screen_is_as_it_was_approved(
    open_desk: OpenDesk, stops: Walk, lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RECEPTION_PAPERS", "van-ban")
    async with open_desk(lang) as pilot:
        await walk(pilot, stops, lang)


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("stops", WALKS.values(), ids=list(WALKS))
async def test_no_screen_cuts_a_word_off_in_a_larger_or_the_least_terminal(
    open_desk: OpenDesk, stops: Walk, lang: str
) -> None:
    wrong = []
    async with open_desk(lang) as pilot:
        for stop in stops:
            await go(pilot, stop.steps)
            wrong += [f"{stop.name} {text}" for text in await cut_off_elsewhere(pilot)]
            await back_to_desk(pilot)
    assert not wrong, "\n\n".join(wrong)


@pytest.mark.parametrize("lang", ["vi", "en"])
async def test_the_screens_of_a_busy_office_are_as_they_were_approved(
    busy_register: Path, open_desk: OpenDesk, lang: str
) -> None:
    async with open_desk(lang) as pilot:
        assert_screen(pilot, f"sign-in.{lang}")
        await pilot.press(*"lan", "enter", "enter")
        await settled(pilot)
        await walk(pilot, BUSY, lang)


def test_every_screen_of_the_table_has_its_snapshot() -> None:
    shown = {stop.shows for stops in (*WALKS.values(), BUSY) for stop in stops}
    assert sorted(TABLE.keys() - shown - ELSEWHERE.keys()) == []
    assert sorted(ELSEWHERE.keys() & shown) == []
    taken = {path.name.partition(".")[0].replace("-", "_") for path in SCREENS.glob("*.txt")}
    assert sorted(ELSEWHERE.keys() - taken) == []
    names = [stop.name for stops in (*WALKS.values(), BUSY) for stop in stops]
    assert len(names) == len(set(names))


def test_every_snapshot_is_of_a_screen_that_is_taken_in_both_languages() -> None:
    names = {stop.name for stops in (*WALKS.values(), BUSY) for stop in stops}
    names |= {name.replace("_", "-") for name in ELSEWHERE}
    assert {path.name for path in SCREENS.glob("*.txt")} == {
        f"{name}.{lang}.txt" for name in names for lang in ("vi", "en")
    }


@pytest.mark.parametrize("folder", sorted(path for path in SCREENS.glob("**/") if any(path.glob("*.txt"))), ids=str)
def test_no_screen_is_wider_or_higher_than_a_terminal_and_all_its_letters_are_composed(folder: Path) -> None:
    width, height = (80, 24) if folder == SCREENS else map(int, folder.name.split("x"))
    for path in folder.glob("*.txt"):
        text = path.read_text(encoding="utf-8")
        lines = text.splitlines()
        assert len(lines) == height, path
        assert max(len(line) for line in lines) <= width, path
        assert unicodedata.is_normalized("NFC", text), path


async def test_the_name_of_a_denouncer_is_on_no_screen(open_desk: OpenDesk) -> None:
    async with open_desk() as pilot:
        for steps in (("@board",), ("@find", *"bi mat"), ("#D-2026-0002",), ("ctrl+y",)):
            await go(pilot, steps)
            assert "Bí Mật" not in text_of(pilot)
            await back_to_desk(pilot)


SHEET = "Ngày tiếp;Họ và tên;Nội dung\n05/01/2023;Nguyễn Văn An;Hỏi về đất\n31/02/2023;Trần Thị Bốn;Hỏi về nhà\n"


@pytest.mark.parametrize("lang", ["vi", "en"])
async def test_what_a_sheet_would_bring_and_what_is_mended_of_it_are_as_they_were_approved(
    open_desk: OpenDesk, tmp_path: Path, lang: str
) -> None:
    (tmp_path / "a.csv").write_text(SHEET, encoding="utf-8")
    async with open_desk(lang) as pilot:
        await go(pilot, ("@import_sheet",))
        pilot.app.screen.field("file").put(str(tmp_path / "a.csv"))  # type: ignore[attr-defined]
        await go(pilot, ("f9",))
        await looked_through(pilot)
        assert_screen(pilot, f"import-preview.{lang}")
        assert cut_off(pilot.app.screen) == []
        for name, steps in (("cell", ("enter",)), ("column", ("end", "enter")), ("map", ("@keep_map",))):
            await go(pilot, steps)
            assert_screen(pilot, f"import-{name}.{lang}")
            assert cut_off(pilot.app.screen) == []
            await go(pilot, ("escape",))
            await looked_through(pilot)


async def looked_through(pilot: Pilot[None]) -> None:
    """Wait until the file was read, as its preview says."""
    async with asyncio.timeout(60):
        while pilot.app.screen.looking:  # type: ignore[attr-defined]
            await pilot.pause(0.05)
    await settled(pilot)


@pytest.mark.parametrize("lang", ["vi", "en"])
async def test_a_letter_that_was_issued_is_as_it_was_approved(open_desk: OpenDesk, lang: str) -> None:
    async with open_desk(lang) as pilot:
        await go(pilot, ("#D-2026-0001", "@letter", *"bien nhan", "enter", "f9"))
        await go(pilot, ("f9",))
        assert_screen(pilot, f"letter-paper.{lang}")
        assert cut_off(pilot.app.screen) == []


WIDE: tuple[Stop, ...] = (
    Stop("wide-desk", screen="desk"),
    Stop("wide-visit-form-known", KNOWN, "visit_form"),
    Stop("wide-forward", ("#D-2026-0001", "@forward"), "forward"),
    Stop("wide-petition-page", ("#D-2026-0001",), "petition_page"),
    Stop("wide-board", ("@board",), "board"),
    Stop("wide-help", ("f1",), "help"),
)


@pytest.mark.parametrize("lang", ["vi", "en"])
async def test_a_wide_terminal_shows_the_history_beside_the_form(open_desk: OpenDesk, lang: str) -> None:
    async with open_desk(lang, size=(120, 35)) as pilot:
        await walk(pilot, WIDE, lang, size=(120, 35))


@pytest.mark.parametrize("lang", ["vi", "en"])
async def test_a_small_terminal_says_so(open_desk: OpenDesk, lang: str) -> None:
    async with open_desk(lang, size=(60, 20)) as pilot:
        assert_screen(pilot, f"small.{lang}", size=(60, 20))
