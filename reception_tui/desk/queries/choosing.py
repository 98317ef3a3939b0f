"""What can be chosen in fields: places, bodies, codes of the law."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from reception_tui.desk.cases import is_task
from reception_tui.domain.bodies import Body
from reception_tui.domain.competence import check_receiver
from reception_tui.domain.errors import SentToAccused
from reception_tui.domain.kinds import Instance, PetitionKind
from reception_tui.domain.reference import Reference
from reception_tui.domain.rules import LegalCode
from reception_tui.store.work import Row

MOST = 60


@dataclass(frozen=True, slots=True)
class Option:
    """Something that can be chosen: its code, its name, and further words."""

    code: str
    name: str
    words: str = ""


def communes(reference: Reference, typed: str, today: date) -> list[Option]:
    """Return the communes of today that fit what is typed."""
    found = [place for place in reference.directory.find_communes(typed) if place.exists_on(today)]
    return [Option(place.code, place.name) for place in found[:MOST]]


def bodies(reference: Reference, typed: str, today: date, lang: str) -> list[Option]:
    """Return the bodies of today that fit what is typed."""
    found = [body for body in reference.directory.find(typed, today) if body.exists_on(today)]
    return [_option(body, lang) for body in found[:MOST]]


def receivers(reference: Reference, petition: Row, typed: str, today: date, lang: str) -> list[Option]:
    """Return the bodies that may receive the petition and fit what is typed: never the one denounced."""
    found = []
    for body in reference.directory.find(typed, today):
        if body.exists_on(today) and body.code != reference.board.body and may_receive(reference, petition, body):
            found.append(_option(body, lang))
            if len(found) == MOST:
                break
    return found


def may_receive(reference: Reference, petition: Row, body: Body) -> bool:
    """Tell whether the petition may go to `body`."""
    try:
        check_receiver(
            reference.directory,
            body,
            kind=PetitionKind(petition["kind"]),
            instance=Instance(petition["instance"]),
            against_body=petition["against_body"],
            against_office=petition["against_office"],
            field="to",
            task=is_task(petition),
        )
    except SentToAccused:
        return False
    return True


def legal_codes(codes: tuple[LegalCode, ...], day: date, lang: str) -> list[Option]:
    """Return the coded reasons of the law that hold on a day."""
    held = [code for code in codes if code.holds_on(day)]
    return [Option(code.code, f"{code.code} {code.what_en if lang == 'en' else code.what_vi}") for code in held]


def _option(body: Body, lang: str) -> Option:
    return Option(body.code, body.name(lang), f"{body.short} {' '.join(body.old_names)}")
