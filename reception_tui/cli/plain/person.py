"""The fields of a person, line by line; somebody who was here before is taken over by number."""

from __future__ import annotations

from datetime import date

from reception_tui.cli.plain.asking import Answers, Ask, among
from reception_tui.desk.door import Desk
from reception_tui.desk.queries.choosing import communes
from reception_tui.desk.queries.record import person_by_number
from reception_tui.domain.errors import BadNumber
from reception_tui.domain.kinds import Gender
from reception_tui.domain.people import born_by_id, check_birth_year, check_id_number, check_phone, tidy_name
from reception_tui.domain.typed_dates import read_typed_date
from reception_tui.i18n import formats, options, tr

PERSON = ("id_number", "name", "birth_year", "gender", "commune", "address", "phone")


def person_asks(desk: Desk, *, name_needed: bool) -> list[Ask]:
    """Return the fields of a person, the identity number first."""
    return [
        Ask(
            "id_number",
            tr("Identity number"),
            read=check_id_number,
            help=tr("12 digits (older cards 9) or a passport number. Enter looks the person up."),
            told=lambda answers: _take_over(desk, answers),
        ),
        Ask("name", tr("Full name"), needed=name_needed, read=tidy_name, help=tr("As on the identity card.")),
        Ask(
            "birth_year",
            tr("Year of birth"),
            read=lambda typed: check_birth_year(whole("birth_year", typed), desk.today),
            help=tr("Four digits."),
        ),
        Ask("gender", tr("Gender"), search=among(options.of_kind(Gender))),
        Ask(
            "commune",
            tr("Commune"),
            search=lambda typed: communes(desk.reference, typed, desk.today),
            help=tr("Type a part of the name, with or without marks."),
        ),
        Ask("phone", tr("Telephone"), read=check_phone, help=tr("8 to 12 digits.")),
        Ask("address", tr("Address"), help=tr("House, road, hamlet.")),
    ]


def day_ask(name: str, label: str, today: date, *, needed: bool = False) -> Ask:
    """Return a field for a day as people write it; one that is needed holds today."""
    return Ask(
        name,
        label,
        needed=needed,
        default=formats.day(today) if needed else "",
        read=lambda typed: read_typed_date(typed, today, name),
        help=tr("A day: 5, 5/3, 050326, hn for today, +3, -1."),
        told=lambda answers: _weekday(answers.get(name)),
    )


def whole(name: str, typed: str) -> int:
    """Return a whole number. Raises `BadNumber`."""
    digits = typed.replace(".", "")
    if not (digits.isascii() and digits.isdigit() and len(digits) < 10):
        raise BadNumber(name, value=typed)
    return int(digits)


def entry_of(answers: Answers) -> dict[str, object]:
    """Return the person as an act names one; nothing when nobody was named."""
    entry = {name: answers[name] for name in PERSON if answers.get(name)}
    if answers.get("person"):
        entry["person"] = answers["person"]
    return entry if "name" in entry else {}


def _weekday(day: object) -> str:
    return f"→ {formats.weekday(day)} {formats.day(day)}" if isinstance(day, date) else ""


def _take_over(desk: Desk, answers: Answers) -> str:
    """Fill in what the register knows of the number, or what the number tells; return what was found."""
    number = answers.get("id_number")
    if not number:
        return ""
    with desk.reading() as work:
        card = person_by_number(work, number)
    if card is None:
        answers.pop("person", None)
        for name, told in zip(("birth_year", "gender"), born_by_id(number, desk.today) or (), strict=False):
            answers.setdefault(name, told)
        return ""
    answers["person"] = card.person["id"]
    for name in PERSON:
        if card.person[name]:
            answers[name] = card.person[name]
    return tr("In the register: {name}, {visits} visits, {petitions} petitions.").format(
        name=card.person["name"],
        visits=formats.number(len(card.visits)),
        petitions=formats.number(len(card.petitions)),
    )
