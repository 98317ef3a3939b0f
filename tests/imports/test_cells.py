"""Single cells: every dress of one day, identity numbers, people in one cell."""

from __future__ import annotations

from datetime import date

import pytest

from reception_tui.desk.importing.cells import Order, day, identity, names
from reception_tui.domain.errors import CellRefused

DAY = date(2023, 1, 5)


@pytest.mark.parametrize(
    "said",
    [
        "5/1/23", "05/01/2023", "5-1-2023", "05.01.2023", "05 / 01 / 2023", "05\\01\\2023", "2023-01-05", "2023.01.05",
        "20230105", "05012023", "44931", "ngày 5 tháng 1 năm 2023", "5 tháng 1, 2023", "Thứ 5 - 05/01/2023",
        "T5 05/01/2023", "sáng 5/1/2023", "8h30 ngày 05/01/2023", "05/01/2023 08:30:15", "5-Jan-23", "05-Thg1-23",
        "05/Th01/2023", "05/01/2023 - 07/01/2023",
    ],
)  # fmt: skip
def test_a_day_in_every_dress(said: str) -> None:
    assert day(said, Order()) == DAY


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("05/01", "year_missing"), ("01/2023", "bad_day"), ("2023", "bad_day"), ("05-07/01/2023", "bad_day"),
        ("hôm qua", "bad_day"), ("31/02/2023", "no_such_day"), ("05/13/2023", "day_month_mixed"),
        ("05/01/20233", "bad_day"), ("05/01/203", "bad_day"), ("0/1/2023", "no_such_day"),
    ],
)  # fmt: skip
def test_what_is_no_day_is_refused(said: str, why: str) -> None:
    with pytest.raises(CellRefused) as refused:
        day(said, Order())
    assert refused.value.values["why"] == why


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("051082001234", "051082001234"), ("51082001234", "051082001234"), ("51 082 001 234", "051082001234"),
        ("051082001234.0", "051082001234"), ("51082001234,00", "051082001234"), (51082001234.0, "051082001234"),
        ("CCCD: 051082001234", "051082001234"), ("051082001234 cấp ngày 01/01/2021", "051082001234"),
        ("12345678", "012345678"), ("B1234567", "B1234567"), ("không có", ""), ("-", ""),
    ],
)  # fmt: skip
def test_an_identity_number_in_every_dress(said: object, number: str) -> None:
    assert identity(said)[0] == number


@pytest.mark.parametrize(
    ("said", "people", "count"),
    [
        ("Ông Nguyễn Văn An", ["Nguyễn Văn An"], None),
        ("Ông (bà) Nguyễn Văn An", ["Nguyễn Văn An"], None),
        ("B. Trần Thị C", ["Trần Thị C"], None),
        ("Bùi Thị Ô", ["Bùi Thị Ô"], None),
        ("1. Nguyễn Văn An 2. Trần Thị B 3. Lê C", ["Nguyễn Văn An", "Trần Thị B", "Lê C"], None),
        ("Nguyễn Văn An / Trần Thị B", ["Nguyễn Văn An", "Trần Thị B"], None),
        ("Trần Thị B (con ông C)", ["Trần Thị B (con ông C)"], None),
        ("Hộ ông Bùi Văn D và 12 hộ dân", ["Bùi Văn D"], 13),
        ("Công ty TNHH An, Bình và Cộng sự", ["Công ty TNHH An, Bình và Cộng sự"], None),
    ],
)
def test_people_in_one_cell(said: str, people: list[str], count: int | None) -> None:
    found, in_all = names(said)
    assert ([one.name for one in found], in_all) == (people, count)
