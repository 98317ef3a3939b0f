"""Who may receive a petition: never the one whom it denounces, nor anybody under them."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from reception_tui.domain.bodies import Body, Directory
from reception_tui.domain.errors import SentToAccused
from reception_tui.domain.kinds import Instance, PetitionKind
from reception_tui.domain.text import fold


class Office(StrEnum):
    """The rank of the person complained of, as far as competence depends on it."""

    HEAD = "head"
    DEPUTY = "deputy"
    UNIT_HEAD = "unit_head"
    STAFF = "staff"


_STAFF_WORDS = (
    "staff",
    "civil_servant",
    "civil servant",
    "official",
    "cong chuc",
    "vien chuc",
    "can bo",
    "nhan vien",
    "chuyen vien",
)
# Not "trưởng ban": where the body is a board itself (Ban Dân tộc, Ban Quản lý …) that is its head.
_UNIT_WORDS = ("unit_head", "truong phong", "pho phong", "pho truong phong", "doi truong")
_DEPUTY_WORDS = ("deputy", "vice", "pho")


_HEAD_WORDS = ("chu tich", "giam doc", "bi thu", "chanh", "chairman", "director")


def office_of(typed: str) -> Office:
    """Return the rank that a typed office means. What is not understood is taken for the head: the safe side."""
    text = fold(typed).strip()
    if any(word in text for word in _HEAD_WORDS):
        return Office.DEPUTY if any(word in text.split() for word in _DEPUTY_WORDS) else Office.HEAD
    if any(text.startswith(word) for word in _STAFF_WORDS):
        return Office.STAFF
    if any(text.startswith(word) for word in _UNIT_WORDS):
        return Office.UNIT_HEAD
    return Office.DEPUTY if any(text.startswith(word) for word in _DEPUTY_WORDS) else Office.HEAD


def check_receiver(
    directory: Directory,
    body: Body,
    *,
    kind: PetitionKind,
    instance: Instance,
    against_body: str,
    against_office: str,
    field: str,
    task: bool = False,
    day: date | None = None,
) -> None:
    """Raise `SentToAccused` when `body` is the one complained of, or stands under it.

    Three cases are lawful although the name is the same, or that of the body which took over by `day`. A first
    complaint is decided by the very body whose decision it attacks (Law on Complaints 2011, art. 17-21), which may give
    those under it the `task` to verify. A denunciation of an ordinary member of staff is decided by the head of that
    body (Law on Denunciations 2018, art. 13-15). A recommendation accuses nobody.
    """
    if not against_body or not directory.is_subordinate(body.code, against_body):
        return
    accused = directory.bodies.get(against_body)
    heirs = directory.heirs(accused, day) if accused is not None and day is not None else []
    same = body.code == against_body or body in heirs
    if kind is PetitionKind.COMPLAINT and instance is Instance.FIRST and (same or task):
        return
    if kind is PetitionKind.DENUNCIATION and same and office_of(against_office) in (Office.STAFF, Office.UNIT_HEAD):
        return
    if kind is PetitionKind.RECOMMENDATION:
        return
    raise SentToAccused(field, value=body.code, accused=against_body)
