"""Keys that a desk gives to acts instead of their own, and what it is told when they cannot be used."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from reception_tui import i18n
from reception_tui.i18n import tr
from reception_tui.tui.action import GIVEN
from reception_tui.tui.actions import ACTIONS, by_id, give_keys, key_name, shown_label
from reception_tui.tui.key_words import follow_own_keys, with_own_keys
from reception_tui.tui.keymap import _FITTING, KeymapFault, read_keymap
from reception_tui.tui.screens.register_list import _KEYS, RegisterListScreen
from tests.tui.conftest import OpenDesk, settled, text_of


@pytest.fixture(autouse=True)
def _usual_keys() -> Iterator[None]:
    yield
    give_keys({})


def test_the_keys_of_the_program_are_keys_that_a_desk_could_give() -> None:
    # Keys of lists, where no text is typed.
    moves = {"left", "right", "backspace", "space", "asterisk", "ampersand", "colon"}
    assert [key for one in ACTIONS for key in one.keys if key not in moves and not _FITTING.fullmatch(key)] == []


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("palette = ", "không đọc được"),
        ('fly = ["f11"]', "không có việc “fly”"),
        ('palette = ["x"]', "“x” không dùng làm phím cho “palette” được"),
        ('palette = ["7"]', "“7” không dùng làm phím"),
        ('palette = ["ctrl+i"]', "“ctrl+i” không dùng làm phím"),
        ("palette = []", "“palette” phải có ít nhất một phím"),
        ('palette = ["f5"]', "F5 sẽ vừa là “Chuyển” vừa là “Mọi việc”"),
    ],
)
def test_a_bad_file_of_keys_is_told_in_one_sentence(tmp_path: Path, written: str, told: str) -> None:
    place = tmp_path / "keys.toml"
    place.write_text(written, encoding="utf-8")
    with pytest.raises(KeymapFault) as caught:
        read_keymap(place)
    assert told in caught.value.sentence
    assert "keys.toml" in caught.value.sentence


async def test_a_desk_goes_by_its_own_keys_in_bar_help_and_hand(
    open_desk: OpenDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RECEPTION_SETTINGS", str(tmp_path))
    (tmp_path / "keys.toml").write_text('board = ["f11"]\nchange_theme = ["shift+f5"]\n', encoding="utf-8")
    async with open_desk() as pilot:
        assert "F11 Theo dõi" in text_of(pilot)
        await pilot.press("f6")
        await settled(pilot)
        assert "BÀN TIẾP CÔNG DÂN" in text_of(pilot)
        await pilot.press("f11")
        await settled(pilot)
        assert "BẢNG THEO DÕI" in text_of(pilot).splitlines()[0]
        await pilot.press("escape", "shift+f5")
        await settled(pilot)
        assert pilot.app.theme == "light"


async def test_a_bad_file_of_keys_leaves_the_usual_ones(
    open_desk: OpenDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RECEPTION_SETTINGS", str(tmp_path))
    (tmp_path / "keys.toml").write_text('board = ["f5"]\n', encoding="utf-8")
    async with open_desk() as pilot:
        shown = text_of(pilot)
        assert "F5 sẽ vừa là" in shown
        assert "F6 Theo dõi" in shown


NAMED = ("f1", "f2", "f4", "f7", "f8", "f9", "f12", "shift+f8", "ctrl+b", "ctrl+d", "ctrl+k", "ctrl+p", "ctrl+x")


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("key", NAMED)
def test_no_sentence_names_a_key_that_the_desk_has_changed(key: str, lang: str) -> None:
    i18n.use(lang)
    follow_own_keys()
    every = list(i18n._catalogue("vi")._catalog)  # type: ignore[attr-defined]
    short = key_name(key)
    spelled = short.replace("⇧", "Shift+").replace("^", "Ctrl+")
    named = re.compile(rf"(?<![\w⇧+])({re.escape(short)}|{re.escape(spelled)})(?!\w)")
    naming = [one for one in every if isinstance(one, str) and named.search(tr(one))]
    give_keys({one.id: ("ctrl+right_square_bracket",) for one in ACTIONS if key in one.keys})
    assert [told for one in naming if named.search(told := tr(one))] == []
    assert naming == [] or "]" in tr(naming[0])


def test_a_sentence_calls_an_act_without_a_key_by_its_name() -> None:
    give_keys({"find": (), "save": ("f11",), "from_register": ("ctrl+b",)})
    assert with_own_keys("F7 tìm, F9 lưu, ⇧F8 hay Shift+F8, F17, ^X") == "“Tìm” tìm, F11 lưu, ^B hay Ctrl+B, F17, ^X"
    GIVEN.clear()
    assert with_own_keys("F7 tìm") == "F7 tìm"


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_sentence_names_the_signs_that_a_desk_has_given_to_acts_of_lists(lang: str) -> None:
    i18n.use(lang)
    follow_own_keys()
    screen = RegisterListScreen("petitions")
    usual = screen.help_text()
    assert {"/ ", "- ", "* ", "& ", ": "} <= {usual[at : at + 2] for at in range(len(usual))}
    given = dict(zip(_KEYS, "GHJKNQRU", strict=True))
    give_keys({act: (f"ctrl+{letter.lower()}",) for act, letter in given.items()})
    told = screen.help_text()
    assert [act for act, letter in given.items() if f"Ctrl+{letter} " not in told] == []
    assert not {"/ ", "* ", "& "} & {told[at : at + 2] for at in range(len(told))}
    give_keys({"together": ()})
    assert shown_label(by_id("together")) in screen.help_text()


def test_no_other_sentence_names_a_sign_as_a_key() -> None:
    every = [one for one in i18n._catalogue("vi")._catalog if isinstance(one, str)]  # type: ignore[attr-defined]
    assert [one for one in every if re.search(r"[,;.] [/&*:] [a-z]", one)] == []
