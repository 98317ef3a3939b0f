"""Where a text tells who a denouncer is, in whatever spelling; and where it does not."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reception_tui.domain.leaks import Identity, Leak, LeakKind, find_leaks, find_phrases, mask
from reception_tui.domain.text import fold, words

FAMILY = ("Nguyễn", "Trần", "Đặng", "Lê", "Võ", "Huỳnh")
MIDDLE = ("Văn", "Thị", "Đức", "Ngọc", "Thị Thu", "")
GIVEN = ("Đường", "Kín", "Hạnh", "Phượng", "Quyết", "Nghĩa")
NAMES = st.builds(
    lambda *parts: " ".join(filter(None, parts)), *(st.sampled_from(one) for one in (FAMILY, MIDDLE, GIVEN))
)
PLAIN = ("nhận", "tiền", "của", "doanh", "nghiệp", "khi", "giao", "hồ", "sơ", "sai", "luật", "nhiều", "lần", "không")
TEXTS = st.lists(st.sampled_from(PLAIN), max_size=12).map(" ".join)
DISGUISES: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "capitals": str.upper,
    "small letters": str.lower,
    "without marks": fold,
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "joined": lambda text: text.replace(" ", ""),
    "letters apart": " ".join,
    "dots between": lambda text: text.replace(" ", "."),
    "lines between": lambda text: text.replace(" ", "\n\n"),
    "dashes in it": "-".join,
    "wide letters": lambda text: "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in fold(text)),
    "nothing between": "\u200b".join,
    "given name first": lambda text: " ".join([text.split()[-1], *text.split()[:-1]]),
}
DIGITS = st.text("0123456789", min_size=9, max_size=12).filter(lambda text: len(set(text)) > 4)
GAPS = st.sampled_from(["", " ", ".", "-", " . ", "\u00a0", ") (", "\n", "/"])


def given_of(name: str) -> str:
    return name.rsplit(maxsplit=1)[-1]


def kinds(text: str, identity: Identity, *public: str) -> list[LeakKind]:
    return [leak.kind for leak in find_leaks(text, identity, public)]


# --- names


@given(NAMES, TEXTS, TEXTS, st.sampled_from(sorted(DISGUISES)))
def test_a_whole_name_is_found_however_it_is_written(name: str, before: str, after: str, disguise: str) -> None:
    written = DISGUISES[disguise](name)
    text = f"{before} {written} {after}"
    start = len(before) + 1
    found = find_leaks(text, Identity(names=(name,)))
    assert any(leak.start < start + len(written) and leak.end > start for leak in found)


@given(NAMES, TEXTS, TEXTS, st.sampled_from(["ông", "bà", "chị", "anh", "cô", "chú"]), st.booleans())
def test_the_given_name_after_a_title_is_found(name: str, before: str, after: str, title: str, plain: bool) -> None:
    title, given_name = (fold(title), fold(given_of(name))) if plain else (title, given_of(name).lower())
    assert find_leaks(f"{before} {title} {given_name} {after}", Identity(names=(name,)))


@given(NAMES, TEXTS, TEXTS)
def test_a_given_name_with_a_capital_is_found(name: str, before: str, after: str) -> None:
    assert find_leaks(f"{before} {given_of(name)} {after}", Identity(names=(name,)))


@given(NAMES, TEXTS, TEXTS, st.sampled_from([".", ". ", " "]))
def test_initials_are_found(name: str, before: str, after: str, gap: str) -> None:
    initials = gap.join(word[0] for word in name.split())
    assert find_leaks(f"{before} {initials}. {after}", Identity(names=(name,)))


@given(NAMES, TEXTS, st.data())
def test_family_and_given_name_are_found_without_the_middle(name: str, before: str, data: st.DataObject) -> None:
    parts = name.split()
    written = data.draw(st.sampled_from([f"{parts[0]} {parts[-1]}", " ".join(parts[-2:])]))
    assert find_leaks(f"{before} {fold(written)}", Identity(names=(name,)))


@given(TEXTS, NAMES, DIGITS)
def test_a_text_that_has_nothing_in_common_with_somebody_tells_nothing(text: str, name: str, number: str) -> None:
    assume(not set(words(text)) & set(words(name)))
    identity = Identity((name,), (number,), ("12 hẻm Vô Danh, xã Vạn Tường",))
    assert find_leaks(text, identity) == ()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Nguyễn Văn Đường", "con đường bị hỏng, đường đi khó"),
        ("Nguyễn Văn Đường", "ông Nguyễn Văn Quan nhận tiền"),
        ("Trần Thị Hà", "tại Hà Nội và xã Sơn Hà"),
        ("Lê Công", "công an xã đã làm việc"),
        ("Nguyễn Văn Đường", "đây là đường xã, có đường, đặt tên đường"),
        ("Lê An", "clean, bồi lẩn, lê dương"),
        ("Võ Thu", "thu hồi đất của dân"),
        ("Võ Thị Thu Hà", "võ thị sáu là tên đường"),
    ],
)
def test_common_words_are_not_taken_for_names(name: str, text: str) -> None:
    assert find_leaks(text, Identity(names=(name,))) == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Nguyễn Văn Đường", LeakKind.NAME),
        ("NguyenVanDuong@mail.vn", LeakKind.NAME),
        ("ông Đường", LeakKind.PART_OF_NAME),
        ("văn đường", LeakKind.PART_OF_NAME),
        ("Nguyễn Đường", LeakKind.PART_OF_NAME),
        ("N.V.Đ.", LeakKind.INITIALS),
        ("NVĐ", LeakKind.INITIALS),
        ("Ng. V. Đường", LeakKind.INITIALS),
        ("Nguyễn V. Đ.", LeakKind.INITIALS),
    ],
)
def test_what_a_place_gives_away_is_told(text: str, kind: LeakKind) -> None:
    assert kind in kinds(text, Identity(names=("Nguyễn Văn Đường",)))


def test_the_place_is_that_of_the_text_as_it_was_typed() -> None:
    text = unicodedata.normalize("NFD", "Theo ông Nguyễn Văn Đường thì sai")
    (leak,) = find_leaks(text, Identity(names=("Nguyễn Văn Đường",)))
    assert unicodedata.normalize("NFC", text[leak.start : leak.end]).startswith("Nguyễn Văn Đườn")


def test_a_name_that_the_letter_carries_anyway_may_share_a_part() -> None:
    identity = Identity(names=("Trần Thị Kín",))
    assert kinds("bà Lê Thị Kín nhận tiền", identity, "Lê Thị Kín") == []
    assert kinds("bà Lê Thị Kín nhận tiền", identity) != []
    assert LeakKind.NAME in kinds("bà Trần Thị Kín", identity, "Trần Thị Kín")


# --- numbers


@given(DIGITS, GAPS, TEXTS, TEXTS)
def test_a_number_is_found_with_anything_between_its_digits(number: str, gap: str, before: str, after: str) -> None:
    written = gap.join(number)
    text = f"{before} {written} {after}"
    found = find_leaks(text, Identity(numbers=(number,)))
    assert found
    assert found[0].start >= len(before)
    assert "".join(c for c in mask(text, found) if c.isdigit()) == ""


@given(DIGITS, st.integers(0, 6))
def test_six_digits_of_a_number_are_enough(number: str, start: int) -> None:
    piece = number[start : start + 6]
    assume(len(piece) == 6 and len(set(piece)) > 1)
    assert find_leaks(f"số máy đuôi {piece}", Identity(numbers=(number,)))


def test_a_number_in_words_is_found() -> None:
    text = "số không chín không năm bốn bốn bốn ba ba ba"
    assert kinds(text, Identity(numbers=("0905444333",))) == [LeakKind.NUMBER]


@pytest.mark.parametrize("text", ["+84 905 444 333", "84905444333", "(0905)-444-333", "０９０５４４４３３３"])
def test_a_telephone_number_is_found_in_every_spelling(text: str) -> None:
    assert kinds(text, Identity(numbers=("0905444333",))) == [LeakKind.NUMBER]


@pytest.mark.parametrize("text", ["ngày 09/05/2026", "500.000.000 đồng", "thửa 444, tờ 33", "09 người, 05 lần, 44 đơn"])
def test_other_numbers_are_no_leak(text: str) -> None:
    assert find_leaks(text, Identity(numbers=("0905444333",))) == ()


def test_a_passport_is_found_by_its_digits() -> None:
    assert kinds("hộ chiếu B 123 4567", Identity(numbers=("B1234567",))) == [LeakKind.NUMBER]


# --- addresses and relatives


@pytest.mark.parametrize("text", ["12 hẻm Vô Danh", "hem vo danh", "ở Vô Danh", "XÃ VẠN TƯỜNG", "thôn Vạn Tường"])
def test_an_address_is_found(text: str) -> None:
    assert kinds(text, Identity(addresses=("12 hẻm Vô Danh, xã Vạn Tường",))) == [LeakKind.ADDRESS]


def test_the_commune_that_the_letter_names_anyway_is_no_leak() -> None:
    identity = Identity(addresses=("thôn 3, xã Vạn Tường",))
    assert kinds("UBND xã Vạn Tường thu tiền", identity, "Xã Vạn Tường") == []


@pytest.mark.parametrize("text", ["thôn xóm yên vui", "số 12 và số 15", "đường phố", "tổ 12"])
def test_words_that_every_address_has_are_no_leak(text: str) -> None:
    assert find_leaks(text, Identity(addresses=("số 12, thôn, xã",))) == ()


@pytest.mark.parametrize("text", ["vợ tôi là Trần Thị Bông", "cha tôi tên Lê Văn Sáu", "con em Hùng"])
def test_a_relative_who_is_named_is_found(text: str) -> None:
    assert kinds(text, Identity()) == [LeakKind.RELATIVE]


def test_a_relative_who_is_not_named_is_no_leak() -> None:
    assert find_leaks("vợ tôi bị đuổi việc", Identity()) == ()


# --- places


def test_places_come_in_order_and_none_lies_in_another() -> None:
    text = "Bà Trần Thị Kín, 0905444333, hẻm Vô Danh; chị Kín"
    found = find_leaks(text, Identity(("Trần Thị Kín",), ("0905444333",), ("12 hẻm Vô Danh",)))
    assert [leak.kind for leak in found] == [
        LeakKind.NAME,
        LeakKind.NUMBER,
        LeakKind.ADDRESS,
        LeakKind.PART_OF_NAME,
    ]
    assert all(first.end <= second.start for first, second in pairwise(found))
    assert mask(text, found) == "Bà …, …, …; chị …"


@given(st.text(max_size=60), NAMES, DIGITS)
def test_no_text_is_too_strange(text: str, name: str, number: str) -> None:
    for leak in find_leaks(text, Identity((name,), (number,), (name,))):
        assert 0 <= leak.start < leak.end <= len(text)


def test_nothing_known_is_nothing_found() -> None:
    assert find_leaks("Nguyễn Văn Đường 0905444333", Identity(("", "Đ"), ("", "12"), ("", "số 1"))) == ()
    assert mask("không có gì", ()) == "không có gì"
    assert mask("abc", [Leak(1, 2, LeakKind.NAME)], "*") == "a*c"


def test_phrases_are_found_whole_and_in_any_case() -> None:
    assert find_phrases("gửi SO TAI CHINH và sở tài", ["Sở Tài chính", "STC"]) == ((4, 16),)
