"""Single cells as facts: days, numbers, yes and no, identity numbers that lost their zeros, names with titles."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any

from reception_tui.desk.importing.sheet_facts import Faulty
from reception_tui.domain.errors import CellRefused
from reception_tui.domain.kinds import Gender
from reception_tui.domain.text import clean, fold, nfc

_SHIELDED = ("'=", "'+", "'-", "'@", "''")
_SOFT_HYPHEN = "\u00ad"
_SERIAL_ZERO = date(1899, 12, 30)
_SERIALS = range(20_000, 80_000)
_SLASHED = re.compile(
    r"(?<![\d/.])(\d{1,2})\s*[/.\\\-]\s*(\d{1,2})(?:\s*[/.\\\-]\s*(\d{4}|\d{2}))?(?!\d)(?!\s*[/.\\]\s*\d)"
)
_WEEKDAY = re.compile(r"\b(?:thu\s*(?:[2-7]|hai|ba|tu|nam|sau|bay)|t[2-7]|chu nhat|cn)\b[\s,.:;–-]*")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_SPOKEN = re.compile(
    r"(?:ngay\s*)?(\d{1,2})\s*[/\- ]?\s*(?:thang|thg|th)\.?\s*(\d{1,2})\s*(?:nam|[/,\-])?\s*(\d{4}|\d{2}(?!\d))?"
)
_NAMED_MONTH = re.compile(
    r"(\d{1,2})\s*[/\- ]\s*(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s*[/\-, ]\s*(\d{4}|\d{2})(?!\d)"
)
_SERIAL = re.compile(r"\d{5}(?:[.,]\d+)?")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_RANGE = re.compile(r"\d\s*[-–]\s*$")
_ISO_TIME = re.compile(r"(?<=\d)t(?=\d)")
_TIME = re.compile(r"\b(\d{1,2})\s*(?:h|:|g|gio)\s*(\d{2})?(?::\d{2})?\s*(sa|ch|am|pm)?")
_WHOLE = re.compile(r"(?:khoang\s+)?(\d{1,3}(?:[.,]\d{3})+|\d+)(?:[.,]0+)?\s*(?:nguoi|cong dan|don|ho|luot)?")
_YEAR = re.compile(r"(?:.*\D)?((?:19|20)\d\d)")
_TITLES = re.compile(
    r"(?i)^(?:(ông|bà|anh|chị|cụ|cô|chú|bác)(?:\s*[/,(]\s*(?:bà|chị)\)?)?[\s:.]+|(ô|b)(?:\s*[.:]|\s)\s*)(?=[^\W\d_])"
)
_WOMEN = frozenset({"bà", "chị", "cô"})
_MEN = frozenset({"ông", "anh", "chú"})
_OTHERS = re.compile(
    r"(?i)[\s,;(]*(?:và|cùng|đại diện(?: cho)?|gồm)\s*(?:nhóm\s*)?(\d{1,4})\s*"
    r"(?:người|công dân|hộ|hộ dân|bà con)(\s*khác)?[^,;)]*\)?"
)
_IN_ALL = re.compile(r"(?i)\s*\(\s*(?:khoảng\s*)?(\d{1,4})\s*(?:người|công dân|hộ|hộ dân)\s*\)")
_HOUSEHOLD = re.compile(r"(?i)^(hộ|gia đình)\s+(ông|bà)\s+")
_WITHIN = re.compile(r"(?<![\d.,])(\d{12}|\d{9})(?![\d.,]*\d)")
_NO_NUMBER = frozenset({"-", "--", "khong", "khong co", "khong ro", "chua co", "k co", "ko co", "x", "0"})
_BETWEEN_NAMES = re.compile(
    r"[;\n]|,(?=\s*[^\W\d_])|\s+(?:và|&|\+)\s+(?=[^\W\d_])|\s+/\s+(?=[^\W\d_])|\s+(?=\d{1,2}[.)]\s*[^\W\d_])"
)
_NUMBERED = re.compile(r"^\s*(?:\d{1,3}[.)]|[-+*•])\s*")


@dataclass(frozen=True, slots=True)
class Order:
    """How the days of one column are written. `month_first`: 3/5 is the 5th of March; `swapped`: so were the dates
    that a spreadsheet made of them. `year` stands for one that is left out; serial numbers count from `epoch`."""

    month_first: bool = False
    swapped: bool = False
    mixed: bool = False
    year: int | None = None
    epoch: date = _SERIAL_ZERO


def order_of(values: Iterable[Any], year: int | None = None, epoch: date = _SERIAL_ZERO) -> Order:
    """Return how a column writes its days, decided by all of its cells together."""
    first_over = second_over = low_texts = 0
    dates: list[date] = []
    for value in values:
        if isinstance(value, date):
            dates.append(value)
        elif isinstance(value, str):
            found = _SLASHED.match(_WEEKDAY.sub("", fold(value)).strip())
            if found is None or _ISO.match(value.strip()):
                continue
            first, second = int(found[1]), int(found[2])
            if first > 12:
                first_over += 1
            elif second > 12:
                second_over += 1
            else:
                low_texts += 1
    month_first = second_over > 0 and first_over == 0
    # A spreadsheet that reads month first makes dates of 05/03 and leaves 15/03 as text.
    swapped = first_over >= 2 and not low_texts and len(dates) >= 2 and all(one.day <= 12 for one in dates)
    return Order(month_first, swapped, first_over > 0 and second_over > 0, year, epoch)


def day(value: Any, order: Order) -> date | None:
    """Return the day of a cell; None of an empty one. Raises `CellRefused`."""
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        try:
            return date(value.year, value.day, value.month) if order.swapped else value
        except ValueError:
            raise CellRefused(why="bad_day") from None
    if isinstance(value, bool | time | timedelta):
        raise CellRefused(why="bad_day")
    if isinstance(value, int | float):
        return _of_serial(value, order.epoch)
    said = text(value)
    return _day_of(said, order) if said else None


@lru_cache(maxsize=20_000)
def _day_of(said: str, order: Order) -> date:
    folded = _WEEKDAY.sub(" ", fold(said))
    worded = _in_words(folded, order)
    if worded is not None:
        return worded
    timeless = _without_time(folded)
    slashed = _SLASHED.search(timeless)
    if slashed is not None and not _RANGE.search(timeless[: slashed.start()]):
        first, second = int(slashed[1]), int(slashed[2])
        if order.month_first:
            first, second = second, first
        if second > 12 and first <= 12:
            raise CellRefused(why="day_month_mixed")
        return _date(_year(slashed[3], order), second, first)
    if _SERIAL.fullmatch(folded):
        return _of_serial(int(folded[:5]), order.epoch)
    if folded.isdigit() and len(folded) == 8:
        if folded[:2] in ("19", "20"):
            return _date(int(folded[:4]), int(folded[4:6]), int(folded[6:]))
        return _date(int(folded[4:]), int(folded[2:4]), int(folded[:2]))
    raise CellRefused(why="bad_day")


def _in_words(folded: str, order: Order) -> date | None:
    """Return a day that names its parts: year first, or with the month as a word."""
    iso = _ISO.search(folded)
    if iso is not None:
        return _date(int(iso[1]), int(iso[2]), int(iso[3]))
    spoken = _SPOKEN.search(folded)
    if spoken is not None:
        return _date(_year(spoken[3], order), int(spoken[2]), int(spoken[1]))
    named = _NAMED_MONTH.search(folded)
    if named is not None:
        return _date(_year(named[3], order), _MONTHS.index(named[2]) + 1, int(named[1]))
    return None


def _without_time(folded: str) -> str:
    return re.sub(r"\b\d{1,2}\s*(h|:|g|gio)\s*\d{0,2}(:\d{2})?\s*(sa|ch|am|pm)?", " ", folded)


def _of_serial(value: float, epoch: date = _SERIAL_ZERO) -> date:
    if int(value) not in _SERIALS:
        raise CellRefused(why="bad_day")
    return epoch + timedelta(days=int(value))


def _year(written: str | None, order: Order) -> int:
    if written is None:
        if order.year is None:
            raise CellRefused(why="year_missing")
        return order.year
    return int(written) if len(written) == 4 else 2000 + int(written)


def _date(year: int, month: int, of_month: int) -> date:
    try:
        found = date(year, month, of_month)
    except ValueError:
        raise CellRefused(why="no_such_day") from None
    if not 1950 <= year <= 2199:
        raise CellRefused(why="no_such_day")
    return found


def clock(value: Any) -> str:
    """Return the time of day of a cell as HH:MM; nothing where it names none. Raises `CellRefused`."""
    if isinstance(value, datetime):
        return value.strftime("%H:%M") if value.time() != time(0) else ""
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, float) and 0 < value < 1:
        minutes = round(value * 1440)
        return f"{minutes // 60 % 24:02}:{minutes % 60:02}"
    if not isinstance(value, str) or value.isdigit():
        return ""
    found = _TIME.search(_ISO_TIME.sub(" ", fold(value)))
    if found is None:
        return ""
    hour, minute = int(found[1]), int(found[2] or 0)
    hour += 12 if found[3] in ("ch", "pm") and hour < 12 else 0
    if hour > 23 or minute > 59:
        raise CellRefused(why="bad_time")
    return f"{hour:02}:{minute:02}"


def text(value: Any) -> str:
    """Return the cell as tidy text; a whole number without its decimals. Raises `CellRefused`."""
    if type(value) is str:
        plain = value.isprintable() and "  " not in value and value == value.strip()
        said = nfc(value) if plain else clean(value.replace(_SOFT_HYPHEN, ""))
        # The sign with which an export keeps a text from being taken for a formula.
        return said[1:] if said.startswith(_SHIELDED) else said
    if value is None:
        return ""
    if isinstance(value, Faulty):
        raise CellRefused(why="formula_unworked" if value.startswith("=") else "cell_error")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.strftime("%d/%m/%Y") if value.time() == time(0) else value.strftime("%d/%m/%Y %H:%M")
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    return clean(str(value))


def whole(value: Any) -> int | None:
    """Return the number of a cell; None of an empty one. Raises `CellRefused`."""
    if isinstance(value, bool | date | time):
        raise CellRefused(why="not_a_number")
    if isinstance(value, int | float | Decimal):
        if value != int(value) or value < 0 or value > 1_000_000:
            raise CellRefused(why="not_a_number")
        return int(value)
    said = fold(text(value))
    if not said:
        return None
    found = _WHOLE.fullmatch(said)
    if found is None:
        raise CellRefused(why="not_a_number")
    return int(found[1].replace(".", "").replace(",", ""))


def birth_year(value: Any) -> int | None:
    """Return the year of birth that a cell names, alone or within a date. Raises `CellRefused`."""
    if isinstance(value, date):
        return value.year
    said = text(value)
    if not said:
        return None
    found = _YEAR.fullmatch(said)
    if found is not None:
        return int(found[1])
    short = re.fullmatch(r".*[/.-](\d{2})", said)
    if short is not None:
        return 1900 + int(short[1])
    if said.isdigit() and int(said) in _SERIALS:
        return _of_serial(int(said)).year
    raise CellRefused(why="bad_year")


def identity(value: Any) -> tuple[str, bool]:
    """Return the identity number, and whether the zeros that a spreadsheet takes away were put back.

    Raises `CellRefused` for one whose last digits the spreadsheet has rounded off.
    """
    said = re.sub(r"(?<=\d)[.,]0{1,2}$", "", text(value).lstrip("'").strip())
    if fold(said) in _NO_NUMBER:
        return "", False
    within = _WITHIN.findall(said)
    if len(within) == 1:
        return within[0], False
    number = re.sub(r"[\s.\-]", "", said)
    if re.fullmatch(r"(?i)\d+([.,]\d+)?e\+?\d+", said.replace(" ", "")):
        raise CellRefused(why="digits_lost")
    if number.isdigit() and len(number) in (8, 10, 11):
        # 12 digits begin with the province, 001 to 096; nine with one of ten regions.
        return number.zfill(9 if len(number) == 8 else 12), True
    return number if number.isdigit() else said, False


def telephone(value: Any) -> str:
    """Return a telephone number with the zero that a spreadsheet takes away; the first where a cell holds several."""
    said = re.split(r"[;,/\n]|\s-\s", text(value).lstrip("'"), maxsplit=1)[0].strip()
    number = re.sub(r"[\s.\-()]", "", said)
    return f"0{number}" if number.isdigit() and len(number) == 9 and number[0] in "2356789" else said


@dataclass(frozen=True, slots=True)
class Named:
    """A name as a cell has it, without its title, and what the title tells."""

    name: str
    gender: Gender | None = None


def names(said: str) -> tuple[tuple[Named, ...], int | None]:
    """Return the people whom a cell names, and how many came in all where it says so."""
    count: int | None = None
    others = _OTHERS.search(said)
    if others is not None:
        said = said[: others.start()] + said[others.end() :]
    in_all = _IN_ALL.search(said)
    said = _IN_ALL.sub("", said)
    found = tuple(_named(one) for one in (_tidy(_NUMBERED.sub("", part)) for part in _parted(said)) if one)
    if others is None and in_all is not None:
        count = max(len(found), int(in_all[1]))
    if others is not None:
        among = others[2] is None and fold(others[0]).find("dai dien") >= 0
        count = max(len(found), int(others[1])) if among else len(found) + int(others[1])
    return found, count


def _tidy(name: str) -> str:
    """Return a name without the signs around it, and without one bracket of which the other is missing."""
    name = name.strip(" .,;")
    if name.count("(") != name.count(")") or (name.startswith("(") and name.endswith(")")):
        name = name.strip("() ")
    return name.strip(" .,;")


def _parted(said: str) -> list[str]:
    return (
        _BETWEEN_NAMES.split(said) if not fold(said).startswith(("cong ty", "hop tac xa", "doanh nghiep")) else [said]
    )


def _named(said: str) -> Named:
    bare = _HOUSEHOLD.sub(r"\2 ", said)
    title = _TITLES.match(bare)
    if title is None:
        return Named(said)
    name = bare[title.end() :].strip()
    word = {"ô": "ông", "b": "bà"}.get((title[2] or "").lower(), (title[1] or "").lower())
    gender = Gender.FEMALE if word in _WOMEN else Gender.MALE if word in _MEN else None
    return Named(name, None if "/" in title[0] or "(" in title[0] else gender)


def name_and_address(said: str) -> tuple[str, str]:
    """Return the two parts of a cell that holds a name with an address behind it."""
    for sign in ("\n", ";", " – ", " - ", " — "):
        if sign in said:
            name, _, address = said.partition(sign)
            return name.strip(" ,;-–"), _address(address.replace("\n", ", "))
    found = re.search(
        r"(?i)[,.]?\s*(?:\(|địa chỉ|đ/c|trú tại|ở tại|ngụ|thường trú|"
        r"(?<=[\s,])(?:thôn|xã|phường|tổ|khu|ấp|xóm|số nhà|tdp)\s)",
        said,
    )
    if found is not None and found.start() > 0:
        return said[: found.start()].strip(" ,;-–"), _address(said[found.start() :])
    name, comma, address = said.partition(",")
    return (name.strip(), _address(address)) if comma else (said, "")


def _address(said: str) -> str:
    return re.sub(r"(?i)^[\s,.;:()–-]*(địa chỉ|đ/c|trú tại|thường trú( tại)?)?[\s:.,]*", "", said).strip(" ,;)")
