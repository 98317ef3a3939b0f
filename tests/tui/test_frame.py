"""The frame of every screen: rows that never move, a screen that hides at once, colours that say nothing alone."""

from __future__ import annotations

import asyncio
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from sqlite3 import connect

import pytest
from rich.color import ColorSystem
from textual.color import Color
from textual.pilot import Pilot

from reception_tui.desk.pins import hash_pin
from reception_tui.tui.kept import DeskSettings, desk_settings, keep_theme
from reception_tui.tui.themes import CONTRAST, DARK, LIGHT, PAIRS, TERMINAL, THEMES, fitting_theme
from reception_tui.tui.widgets.status_line import Standing, fitted_name, status_rows
from tests.tui.conftest import OpenDesk, chosen, settled, text_of

BUSY = Standing("Nguyễn Thị Hương Lan", "Bàn 12", "T2 23/11/2026", "Chờ: 128", "Số vừa cấp: LT-2026-12345", "", "VI")


@pytest.mark.parametrize("title", ["TÌM", "TRỢ GIÚP: DANH SÁCH ĐOÀN ĐÔNG NGƯỜI", "X" * 60])
@pytest.mark.parametrize("unsaved", [False, True])
def test_what_the_top_rows_tell_stands_at_the_same_place_on_every_screen(title: str, unsaved: bool) -> None:
    first, second = (row.plain for row in status_rows(title, BUSY, 80, unsaved=unsaved))
    calm = status_rows("", replace(BUSY, waiting="Chờ: 1", number="Số vừa cấp: –"), 80)
    assert len(first) == len(second) == 80
    assert first[38:] == calm[0].plain[38:]
    assert second.index("Số vừa cấp") == calm[1].plain.index("Số vừa cấp")
    assert (first[0] == "●") is unsaved


def test_a_long_name_is_shortened_as_vietnamese_names_are() -> None:
    assert fitted_name("Nguyễn Thị Lan", 16) == "Nguyễn Thị Lan"
    assert fitted_name("Nguyễn Thị Hương Lan", 16) == "N.Thị Hương Lan"
    assert fitted_name("Nguyễn Thị Hương Lan", 9) == "N.T.H.Lan"
    assert fitted_name("Nguyễn Thị Hương Lan", 8) == "Lan"


async def test_the_top_rows_tell_desk_queue_last_number_and_printer(
    open_desk: OpenDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RECEPTION_DESK", "Bàn 2")
    async with open_desk() as pilot:
        first, second = text_of(pilot).splitlines()[:2]
        assert first.split()[-5:] == ["Lan", "Bàn", "2", "T2", "23/11/2026"]
        assert second.split("  ")[0] == " Chờ: 0"
        assert "Số vừa cấp: LT-2026-0003" in second
        assert "Máy in: sẵn sàng" in second
        await pilot.press("f2", "enter", *"Le An", "tab", "tab", "tab", "tab", "tab", "tab", "tab", *"Hoi", "f9")
        await settled(pilot)
        assert "Số vừa cấp: LT-2026-0004" in text_of(pilot)


async def test_the_screen_hides_at_once_while_a_save_holds_the_keys(open_desk: OpenDesk) -> None:
    async with open_desk() as pilot:
        await pilot.press("f2", "enter", *"Le An")
        await settled(pilot)
        release = pilot.app.hold_keys()  # type: ignore[attr-defined]
        await pilot.press("f12")
        await pilot.pause()
        assert "Le An" not in text_of(pilot)
        assert "Màn hình đang ẩn" in text_of(pilot)
        release()
        await pilot.press(*"xyz", "f12")
        await settled(pilot)
        shown = text_of(pilot)
        assert "Le An" in shown
        assert "xyz" not in shown


async def test_a_screen_that_opens_behind_the_curtain_is_covered_too(open_desk: OpenDesk) -> None:
    async with open_desk() as pilot:
        await pilot.press("f12")
        pilot.app.open("board")  # type: ignore[attr-defined]
        await settled(pilot)
        assert text_of(pilot).split() == ["Màn", "hình", "đang", "ẩn.", "Nhấn", "F12", "để", "hiện", "lại."]


async def test_a_desk_without_keys_locks_and_asks_for_the_pin_of_its_officer(
    open_desk: OpenDesk, worked_register: Path
) -> None:
    async with open_desk() as pilot:
        app = pilot.app
        with closing(connect(worked_register)) as connection:
            connection.execute("UPDATE officer SET pin_hash = ?", [hash_pin("4711x")])
            connection.commit()
        await pilot.press("f2", "enter", *"Le An")
        await settled(pilot)
        app._last_key -= 3 * 60 - 1  # type: ignore[attr-defined]
        app.hide_if_idle()  # type: ignore[attr-defined]
        assert "Le An" in text_of(pilot)
        app._last_key -= 2  # type: ignore[attr-defined]
        app.hide_if_idle()  # type: ignore[attr-defined]
        await settled(pilot)
        assert "Le An" not in text_of(pilot)
        await pilot.press(*"4712x", "enter")
        await settled(pilot)
        assert "Mã PIN" in text_of(pilot)
        await pilot.press(*"4711", "backspace", *"1x")
        await pilot.pause()
        assert "•••••" in text_of(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert "Le An" in text_of(pilot)


async def test_a_terminal_that_is_too_small_says_so_and_keeps_what_was_typed(open_desk: OpenDesk) -> None:
    async with open_desk() as pilot:
        await pilot.press("f2", "enter", *"Le An")
        await settled(pilot)
        await pilot.resize_terminal(60, 20)
        await settled(pilot)
        assert "Cửa sổ quá nhỏ: 60×20" in text_of(pilot)
        await pilot.press(*"xyz")
        await pilot.resize_terminal(80, 24)
        await settled(pilot)
        await pilot.press("z")
        await settled(pilot)
        assert "Le Anz" in text_of(pilot)


def luminance(colour: Color) -> float:
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.normalized]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


@pytest.mark.parametrize("theme", [DARK, LIGHT, CONTRAST], ids=lambda theme: theme.name)
@pytest.mark.parametrize(("letters", "ground"), PAIRS)
def test_letters_stand_out_seven_to_one(theme: object, letters: str, ground: str) -> None:
    variables = {**theme.to_color_system().generate(), **theme.variables}  # type: ignore[attr-defined]
    light, dark = sorted((luminance(Color.parse(variables[name])) for name in (letters, ground)), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 7


def test_a_terminal_of_16_colours_or_none_gets_its_own_colours() -> None:
    assert fitting_theme("light", "standard", no_color=False) == TERMINAL.name
    assert fitting_theme("light", "truecolor", no_color=True) == TERMINAL.name
    assert fitting_theme("light", "256", no_color=False) == "light"
    assert fitting_theme("no such theme", "256", no_color=False) == DARK.name
    for name in ("bar", "bar-text"):
        assert Color.parse(TERMINAL.variables[name]).rich_color.downgrade(ColorSystem.STANDARD).type.name == "STANDARD"


async def test_the_theme_is_changed_by_key_and_kept_for_the_next_sitting(open_desk: OpenDesk) -> None:
    async with open_desk() as pilot:
        assert pilot.app.theme == DARK.name
        await pilot.press(*chosen("change_theme"))
        await settled(pilot)
        assert pilot.app.theme == LIGHT.name
        assert "nền sáng" in text_of(pilot)
    async with open_desk() as pilot:
        assert pilot.app.theme == LIGHT.name


def test_the_settings_of_a_desk_are_written_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECEPTION_SETTINGS", str(tmp_path))
    (tmp_path / "desk.toml").write_text("""name = 'Bàn "1"'""", encoding="utf-8")
    keep_theme("contrast")
    assert desk_settings() == DeskSettings('Bàn "1"', "contrast")
    assert [one.name for one in tmp_path.iterdir()] == ["desk.toml"]
    (tmp_path / "desk.toml").write_text("name = [", encoding="utf-8")
    assert desk_settings() == DeskSettings()


async def test_every_theme_paints_the_same_words(open_desk: OpenDesk) -> None:
    async with open_desk() as pilot:
        await pilot.press("f6")
        await settled(pilot)
        shown = text_of(pilot)
        for name in THEMES:
            pilot.app.theme = name
            await settled(pilot)
            assert text_of(pilot) == shown


async def test_a_pane_beside_the_form_leaves_its_fields_as_they_are_in_80_columns(open_desk: OpenDesk) -> None:
    seen = []
    for size in ((80, 24), (120, 35)):
        async with open_desk(size=size) as pilot:
            await pilot.press("f2")
            await settled(pilot)
            fields = pilot.app.screen.focus_chain
            seen.append([(field.id, field.region.x, field.region.y) for field in fields])
    assert seen[0] == seen[1]


async def test_a_jump_label_takes_the_cursor_there(open_desk: OpenDesk) -> None:
    async with open_desk() as pilot:
        await pilot.press("ctrl+g", "g")
        await settled(pilot)
        assert pilot.app.focused.id == "due"  # type: ignore[union-attr]
        assert pilot.app.focused.current == "D-2026-0002"  # type: ignore[union-attr]
        await pilot.press("f2", "ctrl+g", "e", *"Hoi")
        await settled(pilot)
        form = pilot.app.screen
        assert form.field("content").typed_text() == "Hoi"  # type: ignore[attr-defined]
        before = text_of(pilot)
        await pilot.press("ctrl+g", "escape")
        await settled(pilot)
        assert text_of(pilot) == before


async def test_a_save_that_waits_for_another_desk_says_so_and_can_be_left(
    open_desk: OpenDesk, worked_register: Path
) -> None:
    async with open_desk() as pilot:
        await pilot.press("f2", "enter", *"Le An")
        pilot.app.screen.go_to("content")  # type: ignore[attr-defined]
        await pilot.press(*"Hoi")
        await settled(pilot)
        with closing(connect(worked_register, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            await pilot.press("f9")
            await until(pilot, "Đang lưu")
            assert "Le An" in text_of(pilot)
            await pilot.press("escape")
            await until(pilot, "chưa ghi gì")
            other.execute("ROLLBACK")
        await pilot.press("space", *"gia")
        await settled(pilot)
        form = pilot.app.screen
        assert form.field("content").typed_text() == "Hoi gia"  # type: ignore[attr-defined]
        await pilot.press("f9")
        await settled(pilot)
        assert "Số vừa cấp: LT-2026-0004" in text_of(pilot)
    with closing(connect(worked_register)) as connection:
        assert connection.execute("SELECT count(*) FROM visit WHERE content LIKE 'Hoi%'").fetchone() == (1,)


async def until(pilot: Pilot[None], words: str) -> None:
    """Wait until the screen says these words, though something is still under way."""
    async with asyncio.timeout(10):
        while words not in text_of(pilot):
            await pilot.pause(0.01)
