"""The list for a decision on destruction, and the paper of what the register holds of a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from reception_tui import i18n
from reception_tui.desk.findable import title_of
from reception_tui.desk.queries.retention import HeldOf, Listed
from reception_tui.domain.kinds import PetitionKind
from reception_tui.domain.reference import Reference
from reception_tui.i18n import formats, tr
from reception_tui.i18n.labels import label
from reception_tui.reports.model import Align, Block, Column, Document, Fields, Heading, Paragraph, Signature, Table
from reception_tui.reports.nightly import letterhead


def list_document(found: Sequence[Listed], reference: Reference, on: date) -> Document:
    """Return the list with the article of each group, and the lines on which the head decides."""
    blocks: list[Block] = []
    if not reference.retention.rules:
        blocks.append(
            Paragraph(tr("This register knows no times of keeping: apply law/retention.toml with “reception law”."))
        )
    for rule in reference.retention.rules:
        rows = [one for one in found if one.rule is rule]
        vietnamese = i18n.lang() == "vi"
        blocks.append(Heading(rule.name_vi if vietnamese else rule.name_en))
        blocks.append(Paragraph(f"{rule.article}. {rule.then_vi if vietnamese else rule.then_en}"))
        if rows:
            blocks.append(_table(rows))
        elif rule.years is not None:
            blocks.append(Paragraph(tr("Nothing of this group has been kept for its whole time.")))
    blocks.append(Paragraph(tr("The program deletes nothing: numbers, facts and journal stay in the register.")))
    return Document(
        head=letterhead(reference, _place_and_day(reference, on)),
        title=tr("List of papers eligible for destruction"),
        subtitle=(tr("As of {day}: {count} petitions.").format(day=formats.day(on), count=formats.number(len(found))),),
        blocks=tuple(blocks),
        signatures=(
            Signature((tr("Drawn up by"),), remark=tr("(signature, full name)")),
            Signature((tr("Decision of the head"),), remark=tr("(agrees / does not agree; signature, stamp)")),
        ),
    )


def list_json(found: Sequence[Listed], on: date) -> dict[str, Any]:
    """Return the list as the command line tells it."""
    rows = [asdict(one) | {"rule": one.rule.code, "article": one.rule.article} for one in found]
    return {"on": on, "petitions": rows}


def person_document(held: HeldOf, reference: Reference, on: date) -> Document:
    """Return the paper for somebody who asks what the register holds of them."""
    blocks: list[Block] = [Heading(tr("Facts of the person")), Fields(_facts(held, reference))]
    if held.card.visits:
        rows = tuple((row["no"], formats.day(row["on"]), row["content"]) for row in held.card.visits)
        blocks += [
            Heading(tr("Visits")),
            Table((Column(tr("No.")), Column(tr("Day")), Column(tr("Content"), share=4)), rows),
        ]
    if held.card.petitions:
        rows = tuple((row["no"], formats.day(row["received_on"]), title_of(row)) for row in held.card.petitions)
        blocks += [
            Heading(tr("Petitions")),
            Table((Column(tr("No.")), Column(tr("Received")), Column(tr("Title"), share=4)), rows),
        ]
    blocks.append(Heading(tr("What may be asked")))
    for one in held.rights:
        blocks.append(Paragraph(f"{one.text_vi if i18n.lang() == 'vi' else one.text_en} ({one.article}.)"))
    return Document(
        head=letterhead(reference, _place_and_day(reference, on)),
        title=tr("What the register holds of a person"),
        subtitle=(tr("As of {day}.").format(day=formats.day(on)),),
        blocks=tuple(blocks),
        signatures=(Signature((tr("Drawn up by"),), remark=tr("(signature, full name)")),),
    )


def person_json(held: HeldOf, on: date) -> dict[str, Any]:
    """Return the same as the command line tells it."""
    card = held.card
    return {
        "on": on,
        "person": {name: card.person[name] for name in _OF_PERSON},
        "visits": [{"no": row["no"], "on": row["on"], "content": row["content"]} for row in card.visits],
        "petitions": [{"no": row["no"], "received_on": row["received_on"]} for row in card.petitions],
        "rights": [{"code": one.code, "article": one.article} for one in held.rights],
    }


_OF_PERSON = ("name", "id_number", "birth_year", "gender", "commune", "address", "phone", "organisation")


def _facts(held: HeldOf, reference: Reference) -> tuple[tuple[str, str], ...]:
    person = held.card.person
    place = reference.directory.communes.get(person["commune"])
    facts = (
        (tr("Full name"), person["name"]),
        (tr("Identity number"), person["id_number"]),
        (tr("Year of birth"), str(person["birth_year"] or "")),
        (tr("Telephone"), person["phone"]),
        (tr("Address"), ", ".join(filter(None, (person["address"], place.name if place else "")))),
        (tr("Organisation"), person["organisation"]),
    )
    return tuple((name, value or "–") for name, value in facts)


def _table(rows: Sequence[Listed]) -> Table:
    columns = (
        Column(tr("No.")),
        Column(tr("Kind"), share=2),
        Column(tr("Received")),
        Column(tr("Filed")),
        Column(tr("Kept until")),
        Column(tr("Note"), Align.LEFT, share=2),
    )
    return Table(
        columns,
        tuple(
            (
                one.no,
                label(PetitionKind(one.kind)) if one.kind else "–",
                formats.day(one.received_on),
                formats.day(one.ended_on),
                formats.day(one.listed_from),
                tr("its matter is still open") if one.matter_open else "",
            )
            for one in rows
        ),
    )


def _place_and_day(reference: Reference, on: date) -> str:
    return tr("{place}, {day}").format(place=reference.board.place, day=formats.day(on))
