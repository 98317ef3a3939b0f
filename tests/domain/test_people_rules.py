"""Names and numbers of people, as they are kept."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reception_tui.domain.errors import BadIdNumber, BadNumber, BadPhone, RegisterError
from reception_tui.domain.people import check_birth_year, check_id_number, check_phone, tidy_name

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("051082001234", "051082001234"),
        (" 051 082 001 234 ", "051082001234"),
        ("051.082.001.234", "051082001234"),
        ("051-082-001-234", "051082001234"),
        ("212345678", "212345678"),
        ("b1234567", "B1234567"),
        ("C 1234 567", "C1234567"),
        ("", ""),
        ("   ", ""),
    ],
)
def test_an_identity_number_is_kept_without_blanks(typed: str, kept: str) -> None:
    assert check_id_number(typed) == kept


@pytest.mark.parametrize(
    "typed",
    ["1", "12345678", "1234567890", "05108200123", "0510820012345", "ABCDEF", "B12345", "0510820O1234", "Đ123456"],
)
def test_an_identity_number_of_another_length_is_refused(typed: str) -> None:
    with pytest.raises(BadIdNumber) as refused:
        check_id_number(typed)
    assert refused.value.field == "id_number"


def test_the_refusal_of_an_identity_number_says_how_many_digits_it_has() -> None:
    with pytest.raises(BadIdNumber) as refused:
        check_id_number("051 082 0012")
    assert refused.value.values["count"] == 10


@given(st.text(max_size=20))
def test_whatever_is_typed_an_identity_number_is_kept_plain_or_refused(typed: str) -> None:
    try:
        kept = check_id_number(typed)
    except BadIdNumber:
        return
    assert kept == "" or (kept.isascii() and kept.isalnum())
    assert check_id_number(kept) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0905 123 456", "0905123456"),
        ("0905.123.456", "0905123456"),
        ("+84 905 123 456", "0905123456"),
        ("84905123456", "0905123456"),
        ("(0255) 3822 123", "02553822123"),
        ("02553822123", "02553822123"),
        ("", ""),
        ("  ", ""),
    ],
)
def test_a_telephone_number_is_kept_as_digits_from_a_zero_on(typed: str, kept: str) -> None:
    assert check_phone(typed) == kept


@pytest.mark.parametrize("typed", ["113", "không có", "1234567", "0905 123 456 7890"])
def test_what_is_no_telephone_number_is_refused(typed: str) -> None:
    with pytest.raises(BadPhone) as refused:
        check_phone(typed)
    assert refused.value.field == "phone"


@given(st.text(max_size=20))
def test_whatever_is_typed_a_telephone_number_is_digits_or_refused(typed: str) -> None:
    try:
        kept = check_phone(typed)
    except BadPhone:
        return
    assert kept == "" or (kept.isascii() and kept.isdigit())
    assert check_phone(kept) == kept


@pytest.mark.parametrize("year", [None, 1906, 1960, 2026])
def test_a_year_of_birth_that_a_living_visitor_can_have_is_kept(year: int | None) -> None:
    assert check_birth_year(year, TODAY) == year


@pytest.mark.parametrize("year", [1905, 2027, 0, -1, 82])
def test_another_year_of_birth_is_refused(year: int) -> None:
    with pytest.raises(BadNumber) as refused:
        check_birth_year(year, TODAY)
    assert isinstance(refused.value, RegisterError)
    assert refused.value.field == "birth_year"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("nguyễn văn đường", "Nguyễn Văn Đường"),
        ("NGUYỄN VĂN ĐƯỜNG", "Nguyễn Văn Đường"),
        ("Nguyễn Văn Đường", "Nguyễn Văn Đường"),
        ("Công ty TNHH Đông Á", "Công ty TNHH Đông Á"),
        ("Y Hlô Niê", "Y Hlô Niê"),
        ("", ""),
    ],
)
def test_only_a_name_typed_all_alike_gets_its_capitals(typed: str, kept: str) -> None:
    assert tidy_name(typed) == kept


@given(st.lists(st.sampled_from(["nguyễn", "ĐẶNG", "Thị", "ê-ban", "ÂU"]), max_size=5).map(" ".join))
def test_tidying_a_name_twice_changes_nothing(name: str) -> None:
    assert tidy_name(tidy_name(name)) == tidy_name(name)
