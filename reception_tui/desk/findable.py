"""What the search may know of each record. Of a denunciation it knows the code, never the names or the words."""

from __future__ import annotations

from collections.abc import Iterable

from reception_tui.domain.kinds import PetitionKind, PetitionState
from reception_tui.domain.reference import Reference
from reception_tui.domain.text import shorten
from reception_tui.store.search import Findable
from reception_tui.store.work import Row, Work

_TITLE_WIDTH = 90


def describe(work: Work, reference: Reference, book: str, record_id: int) -> Findable | None:
    """Return what the search may say of this record; None when it may not be found."""
    row = work.row(book, record_id)
    if row["voided"] is not None:
        return None
    if book == "petition":
        return _petition(work, reference, row)
    if book == "visit":
        return _visit(work, reference, row)
    if book == "person":
        return _person(work, reference, row)
    if book == "matter":
        return _matter(work, row)
    concluded = "" if row["sealed"] else row["conclusion"]
    words = f"{row['no']} {row['place']} {concluded}"
    return Findable("session", record_id, row["no"], row["on"], row["place"], concluded, words)


def is_denunciation(row: Row) -> bool:
    """Tell whether names and words of the petition are kept out of lists and search."""
    return bool(row["kind"] == PetitionKind.DENUNCIATION or row["sealed_code"] or row.get("sealed"))


def is_secret(work: Work, row: Row) -> bool:
    """Tell whether the petition, its paper, or any part of that is a denunciation: all have the same author.

    To a reader who is recused from it, every petition is as secret.
    """
    if work.is_kept("petition", row):
        return True
    paper_id = row["id"] if row["parent_id"] is None else row["parent_id"]
    paper = row if row["parent_id"] is None else work.row("petition", paper_id)
    family = (row, paper, *work.every("petition", parent_id=paper_id))
    return _any_denounces(work, family)


def brought_denunciation(work: Work, visit: Row) -> bool:
    """Tell whether a denunciation came with a visit, or with another one on the same matter.

    One that was voided keeps its secret. To a reader who is recused from it, every visit is as secret.
    """
    if visit.get("sealed") or work.is_kept("visit", visit):
        return True
    petitions = [*work.every("petition", visit_id=visit["id"])]
    if visit["matter_id"] is not None:
        petitions += work.every("petition", matter_id=visit["matter_id"])
    return _any_denounces(work, petitions)


def _any_denounces(work: Work, petitions: Iterable[Row]) -> bool:
    """Tell whether one of `petitions` is a denunciation, void or not, but for parts whose splitting was undone."""
    return any(
        is_denunciation(row)
        and (
            row["voided"] is None
            or row["parent_id"] is None
            or work.row("petition", row["parent_id"])["state"] == PetitionState.SPLIT
        )
        for row in petitions
    )


def title_of(row: Row) -> str:
    """Return what a list shows of a petition: its title or first words; of a denunciation its code."""
    if is_denunciation(row):
        return str(row["sealed_code"] or row["no"])
    return shorten(row["title"] or row["content"], _TITLE_WIDTH)


def _petition(work: Work, reference: Reference, row: Row) -> Findable:
    bodies = reference.directory.bodies
    sent = [bodies[one["body"]] for one in work.rows("referral", petition_id=row["id"]) if one["body"] in bodies]
    receivers = " ".join(f"{body.code} {body.name_vi}" for body in sent)
    if is_secret(work, row):
        words = f"{row['no']} {row['sealed_code']} {receivers}"
        title = row["sealed_code"] or row["no"]
        return Findable("petition", row["id"], row["no"], row["received_on"], title, "", words)
    people = _people(work, work.rows("petition_person", petition_id=row["id"]))
    against = bodies.get(row["against_body"])
    names = ", ".join(person["name"] for person in people)
    words = " ".join(
        filter(
            None,
            (
                row["no"],
                row["title"],
                row["content"],
                row["against_person"],
                against.name_vi if against else "",
                receivers,
                *(_person_words(reference, person) for person in people),
            ),
        )
    )
    text = f"{names} · {row['content']}" if names else row["content"]
    return Findable("petition", row["id"], row["no"], row["received_on"], title_of(row), text, words)


def _visit(work: Work, reference: Reference, row: Row) -> Findable:
    if brought_denunciation(work, row):
        return Findable("visit", row["id"], row["no"], row["on"], row["no"], "", row["no"])
    people = _people(work, work.rows("visit_person", visit_id=row["id"]))
    title = ", ".join(person["name"] for person in people[:3]) or row["no"]
    words = " ".join((row["no"], row["content"], *(_person_words(reference, person) for person in people)))
    return Findable("visit", row["id"], row["no"], row["on"], shorten(title, _TITLE_WIDTH), row["content"], words)


def _person(work: Work, reference: Reference, row: Row) -> Findable | None:
    if row["sealed"]:
        return None
    wrote = work.rows("petition_person", person_id=row["id"])
    came = work.rows("visit_person", person_id=row["id"])
    if any(is_denunciation(work.row("petition", one["petition_id"])) for one in wrote):
        return None
    # One who came with a denunciation may be down twice, when no identity number tells that it is the same person.
    if any(brought_denunciation(work, work.row("visit", one["visit_id"])) for one in came):
        return None
    text = ", ".join(filter(None, (row["address"], _place(reference, row["commune"]), row["phone"])))
    return Findable("person", row["id"], "", None, row["name"], text, _person_words(reference, row))


def hides_denunciation(work: Work, matter: Row) -> bool:
    """Tell whether a denunciation belongs to the matter, so that its title may say something of it."""
    return (
        bool(matter.get("sealed"))
        or work.is_kept("matter", matter)
        or _any_denounces(work, work.every("petition", matter_id=matter["id"]))
    )


def _matter(work: Work, row: Row) -> Findable:
    hidden = hides_denunciation(work, row)
    title = row["no"] if hidden else row["title"]
    return Findable("matter", row["id"], row["no"], row["opened_on"], title, "", f"{row['no']} {title}")


def _people(work: Work, links: Iterable[Row]) -> list[Row]:
    return [work.row("person", link["person_id"]) for link in links]


def _person_words(reference: Reference, person: Row) -> str:
    return " ".join(
        filter(
            None,
            (
                person["name"],
                person["id_number"],
                person["phone"],
                person["address"],
                person["organisation"],
                _place(reference, person["commune"]),
            ),
        )
    )


def _place(reference: Reference, commune: str) -> str:
    place = reference.directory.communes.get(commune)
    return place.name if place is not None else ""
