"""What can be chosen in fields: places, bodies, codes of the law."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import islice

from reception_tui.desk.deciding import is_barred, route_of
from reception_tui.domain.bodies import Body
from reception_tui.domain.reference import Reference
from reception_tui.domain.rules import LegalCode
from reception_tui.domain.text import fold
from reception_tui.store import lists
from reception_tui.store.last_used import last_used
from reception_tui.store.work import Row, Work

MOST = 60

COMMUNE = "commune"
"""The field that is filled from the last visitors, whoever received them."""

LAST_VISITORS = 5


@dataclass(frozen=True, slots=True)
class Option:
    """Something that can be chosen: its code, its name, and further words."""

    code: str
    name: str
    words: str = ""


def offered_first(work: Work, officer: str, form: str) -> dict[str, tuple[str, ...]]:
    """Return what stands on top of the pick lists of a form, by field: what the officer chose last in it.

    For the commune it is where the last visitors of the office came from.
    """
    own = {
        field.removeprefix(f"{form}."): codes
        for field, codes in last_used(work.connection, officer).items()
        if field.startswith(f"{form}.")
    }
    return own | {COMMUNE: tuple(lists.latest_communes(work.connection, LAST_VISITORS))}


def communes(reference: Reference, typed: str, today: date) -> list[Option]:
    """Return the communes of today that fit what is typed; all of them when nothing is."""
    directory = reference.directory
    if not typed.strip():
        every = (place for place in directory.communes.values() if place.exists_on(today))
        return [Option(place.code, place.name) for place in sorted(every, key=lambda place: fold(place.name))]
    coded = directory.communes.get(typed)
    found = [place for place in ((coded,) if coded else directory.find_communes(typed)) if place.exists_on(today)]
    return [Option(place.code, place.name) for place in found[:MOST]]


def bodies(reference: Reference, typed: str, today: date, lang: str) -> list[Option]:
    """Return the bodies of today that fit what is typed; all of them when nothing is."""
    if not typed.strip():
        every = (body for body in reference.directory.bodies.values() if body.exists_on(today))
        return [_option(body, lang) for body in sorted(every, key=lambda body: fold(body.name(lang)))]
    found = [body for body in reference.directory.find(typed, today) if body.exists_on(today)]
    return [_option(body, lang) for body in found[:MOST]]


def receivers(
    reference: Reference, petition: Row, typed: str, today: date, lang: str, *, barred: bool = False
) -> list[Option]:
    """Return the bodies that may receive the petition and fit what is typed, those that the law names first.

    Never the one complained of nor those under it; with `barred` only these, for a second officer to agree to.
    """
    directory = reference.directory
    named = route_of(reference, petition, today)
    first = [directory.bodies[code] for code in (named.body, *named.alternatives) if code in directory.bodies]
    fitting = directory.find(typed, today) if typed.strip() else []
    ordered = dict.fromkeys((*(body for body in first if not typed.strip() or body in fitting), *fitting))
    open_ = (
        body
        for body in ordered
        if body.exists_on(today)
        and body.code != reference.board.body
        and is_barred(reference, petition, body.code, today) is barred
    )
    return [_option(body, lang) for body in islice(open_, MOST)]


def legal_codes(codes: tuple[LegalCode, ...], day: date, lang: str) -> list[Option]:
    """Return the coded reasons of the law that hold on a day."""
    held = [code for code in codes if code.holds_on(day)]
    return [Option(code.code, f"{code.code} {code.what_en if lang == 'en' else code.what_vi}") for code in held]


def _option(body: Body, lang: str) -> Option:
    return Option(body.code, body.name(lang), f"{body.short} {' '.join(body.old_names)}")
