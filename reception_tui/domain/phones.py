"""Telephone numbers through the renumberings of 2017 and 2018: one form to compare, and the older ones to look for."""

from __future__ import annotations

import re
from types import MappingProxyType

from reception_tui.domain.text import digits, words

SHORTEST_PHONE = 9
"""With fewer digits a number may still be half typed."""

SHORTEST_BEGINNING = 4
"""How many digits of a number must be typed before it says something."""

_OLD_MOBILE = words("0120 0121 0122 0126 0128 0123 0124 0125 0127 0129 0186 0188 0199")
_NEW_MOBILE = words("070 079 077 076 078 083 084 085 081 082 056 058 059")
_MOBILE_OF_2018 = MappingProxyType(
    {
        **{f"016{last}": f"03{last}" for last in "23456789"},
        **dict(zip(_OLD_MOBILE, _NEW_MOBILE, strict=True)),
    }
)
"""Mobile prefixes of eleven-digit numbers and those that took their place in 2018."""

_LANDLINE_OF_2017 = MappingProxyType({"0553": "02553", "0603": "02603"})
"""Landlines of Quảng Ngãi and Kon Tum, whose area codes grew in 2017."""

_OLD_MOBILE_LENGTH, _PHONE_LENGTH = 11, 10
_ID_LENGTHS = (9, 12)
_WHOLE_PHONE = re.compile(r"0(?:3[2-9]|5[25689]|7[06-9]|8\d|9\d)\d{7}|02\d{9}")


def is_phone(typed: str) -> bool:
    """Tell whether the digits can only be a whole telephone number of today, and no identity number."""
    return bool(_WHOLE_PHONE.fullmatch(canonical_phone(typed))) and len(digits(typed)) not in _ID_LENGTHS


def canonical_phone(typed: str) -> str:
    """Return a telephone number, or its beginning, as it is dialled today: a mobile has ten digits with a leading 0."""
    kept = digits(typed)
    if kept.startswith("84") and len(kept) >= _OLD_MOBILE_LENGTH:
        kept = f"0{kept[2:]}"
    elif len(kept) == SHORTEST_PHONE and not kept.startswith("0"):
        kept = f"0{kept}"
    prefix = kept[:4]
    if prefix in _MOBILE_OF_2018:
        return f"{_MOBILE_OF_2018[prefix]}{kept[4:]}"
    if len(kept) == _PHONE_LENGTH and prefix in _LANDLINE_OF_2017:
        return f"{_LANDLINE_OF_2017[prefix]}{kept[4:]}"
    return kept


def phone_forms(typed: str) -> tuple[str, ...]:
    """Return a telephone number, or its beginning, as dialled today and as it may stand in the register from before."""
    if len(digits(typed)) < SHORTEST_BEGINNING:
        return ()
    today = canonical_phone(typed)
    renumbered = (*_MOBILE_OF_2018.items(), *_LANDLINE_OF_2017.items())
    old = (f"{before}{today[len(now) :]}" for before, now in renumbered if today.startswith(now))
    return (today, *(number for number in old if canonical_phone(number) == today))
