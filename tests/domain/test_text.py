"""One written form of Vietnamese, and the form in which it is searched."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reception_tui.domain.text import clean, digits, fold, nfc, shorten, words

VIETNAMESE = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"
LETTERS = VIETNAMESE + VIETNAMESE.upper() + " 0123456789,.;:-\n\t"
ANY_TEXT = st.text(st.characters(codec=None), max_size=60)
VIETNAMESE_TEXT = st.text(LETTERS, max_size=60)
BIDI_CONTROLS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
INVISIBLE = "\u200b\u200c\u200d\ufeff"


def decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


@given(VIETNAMESE_TEXT)
def test_every_vietnamese_letter_is_one_code_point(text: str) -> None:
    assert nfc(decomposed(text)) == text
    assert nfc(text) == text


@given(ANY_TEXT)
def test_composing_twice_changes_nothing(text: str) -> None:
    assert nfc(nfc(text)) == nfc(text)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Nguyễn   Văn  Đường ", "Nguyễn Văn Đường"),
        ("một\t\thai", "một hai"),
        ("một\u00a0hai", "một hai"),
        ("dòng một \r\n dòng hai\rdòng ba", "dòng một\ndòng hai\ndòng ba"),
        ("\n\nở giữa\n\nhai đoạn\n\n", "ở giữa\n\nhai đoạn"),
        ("", ""),
        (" \t\n ", ""),
    ],
)
def test_cleaned_text_keeps_its_lines_and_loses_stray_blanks(typed: str, kept: str) -> None:
    assert clean(typed) == kept


@pytest.mark.parametrize(
    "attack",
    [
        "\x1b[2J\x1b[H",
        "\x1b]0;tiêu đề\x07",
        "\x1b]52;c;aGFja2Vk\x07",
        "\x9b31m",
        "\x90+q\x9c",
        "\x08\x08\x08",
        "\x00",
        "\x7f",
    ],
)
def test_a_terminal_escape_sequence_loses_its_power(attack: str) -> None:
    kept = clean(f"An{attack}Bình")
    assert kept.startswith("An")
    assert kept.endswith("Bình")
    assert not any(unicodedata.category(letter) == "Cc" for letter in kept)


@pytest.mark.parametrize("control", [*BIDI_CONTROLS, *INVISIBLE])
def test_text_cannot_be_shown_in_another_order_than_it_is_kept(control: str) -> None:
    assert clean(f"An{control}Bình{control}") == "AnBình"


@given(ANY_TEXT)
def test_cleaned_text_holds_no_control_character_but_line_breaks(text: str) -> None:
    kept = clean(text)
    assert not any(unicodedata.category(letter) in ("Cc", "Cs") for letter in kept.replace("\n", ""))
    assert not set(kept) & set(BIDI_CONTROLS + INVISIBLE)


@given(ANY_TEXT)
def test_cleaned_text_can_always_be_written_to_a_file(text: str) -> None:
    assert clean(text).encode("utf-8").decode("utf-8") == clean(text)


def test_a_mark_behind_a_control_character_joins_its_letter() -> None:
    assert clean("a\u200b\u0301") == "á"


@given(ANY_TEXT)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(ANY_TEXT)
def test_cleaned_text_is_composed(text: str) -> None:
    assert nfc(clean(text)) == clean(text)


@given(VIETNAMESE_TEXT)
def test_cleaning_loses_no_letter_of_vietnamese(text: str) -> None:
    assert clean(text).split() == text.split()


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đường", "duong"),
        ("ĐẶNG", "dang"),
        ("Nguyễn", "nguyen"),
        ("Hoà", "hoa"),
        ("Hòa", "hoa"),
        ("TRẦN THỊ ƯỚC", "tran thi uoc"),
        ("số 12/QĐ-UBND", "so 12/qd-ubnd"),
        ("abc", "abc"),
        ("ABC", "abc"),
        ("", ""),
    ],
)
def test_folding_takes_off_marks_and_capitals_and_the_stroke_of_d(text: str, folded: str) -> None:
    assert fold(text) == folded
    assert fold(decomposed(text)) == folded


@given(ANY_TEXT)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(VIETNAMESE_TEXT)
def test_folded_vietnamese_is_plain_ascii_however_it_was_typed(text: str) -> None:
    assert fold(text).isascii()
    assert fold(text) == fold(decomposed(text)) == fold(text.upper()) == fold(text.lower())
    assert len(fold(text)) == len(text)


def test_words_are_the_folded_words_and_numbers_in_order() -> None:
    found = words("Đơn số 12/QĐ-UBND, của Nguyễn Văn Đường!")
    assert found == ["don", "so", "12", "qd", "ubnd", "cua", "nguyen", "van", "duong"]
    assert words("  … ") == []


def test_digits_are_only_those_of_the_keyboard() -> None:
    assert digits("051 082-00.1234") == "051082001234"
    assert digits("٣٤²") == ""


@pytest.mark.parametrize(
    ("text", "width", "short"),
    [
        ("ngắn", 10, "ngắn"),
        ("vừa đủ mười", 11, "vừa đủ mười"),
        ("khiếu nại quyết định thu hồi đất", 20, "khiếu nại quyết…"),
        ("khiếu nại, quyết định", 11, "khiếu nại…"),
        ("mộttừrấtdàikhôngcóchỗngắt", 10, "mộttừrấtd…"),
        ("dòng đầu\ndòng sau", 40, "dòng đầu"),
        ("\n  dòng đầu sau dòng trống", 40, "dòng đầu sau dòng trống"),
        ("", 5, ""),
    ],
)
def test_shortened_text_is_its_first_line_cut_at_a_word(text: str, width: int, short: str) -> None:
    assert shorten(text, width) == short


@given(VIETNAMESE_TEXT, st.integers(1, 40))
def test_shortened_text_is_never_wider_than_asked_for_and_says_when_it_was_cut(text: str, width: int) -> None:
    short = shorten(text, width)
    first = text.strip().split("\n")[0]
    assert len(short) <= width
    assert "\n" not in short
    assert (short == first) if len(first) <= width else short.endswith("…")
