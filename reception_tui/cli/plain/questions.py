"""Questions for any command: one for each field by what the field holds, and the act that the answers make."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping, Sequence
from dataclasses import is_dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any

from reception_tui.cli.answer import print_text
from reception_tui.cli.plain.asking import NOTHING, Answers, Ask, Search, fill, in_words, numbered, read_line
from reception_tui.cli.plain.person import day_ask, whole
from reception_tui.cli.plain.seen import noting, with_version
from reception_tui.desk.acts.corrections import PETITION_FIELDS, VISIT_FIELDS
from reception_tui.desk.acts.people import COLUMNS as PERSON_FIELDS
from reception_tui.desk.door import Desk
from reception_tui.desk.pins import checked_hash
from reception_tui.desk.queries import choosing
from reception_tui.desk.queries.choosing import Option
from reception_tui.desk.shapes import Shape, shapes_of
from reception_tui.domain.commands import COMMANDS, Command, Document, LogVisit, Moment, RegisterPetition
from reception_tui.domain.errors import BadDate, BadNumber, FileUnreadable, NothingPicked
from reception_tui.domain.office import Officer
from reception_tui.domain.people import PersonEntry
from reception_tui.domain.typed_dates import read_typed_date
from reception_tui.i18n import lang, options, tr
from reception_tui.i18n.act_words import asked_words, field_word, short_word
from reception_tui.i18n.doings import act_label
from reception_tui.i18n.labels import label
from reception_tui.store import register
from reception_tui.store.numbers import is_number, tidy_number

BY_THE_PROGRAM = frozenset({"public_key", "wrapped_key"})
"""Fields that nobody types: keys come into being with their PIN."""

FILES = frozenset({("apply_reference", "text"), ("set_letter_template", "data")})
MORE = "+"
_PARTS: dict[type, str] = {Document: "document", PersonEntry: "person"}


def acts_of(desk: Desk) -> list[Option]:
    """Return the acts that the officer's roles allow, found by name and by any part of what a menu calls them."""
    roles = desk.reference.roles
    return [act_option(act) for act in COMMANDS if desk.officer.may(act, roles)]


def act_option(act: str) -> Option:
    """Return an act to be chosen."""
    more = f"{act.replace('_', ' ')} {short_word(act)} {act_label(act)}"
    return Option(act, f"{asked_words(act)} ({act})", more)


def questions(desk: Desk, kind: type, act: str, under: str = "") -> list[Ask]:
    """Return a question for each field of a command or a part of one; a part's fields stand under its name."""
    found: list[Ask] = []
    for shape in shapes_of(kind):
        if shape.name not in BY_THE_PROGRAM:
            found += _questions_of(desk, shape, act, f"{under}{shape.name}")
    return found


def act_from(act: str, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return the act that the answers make, read from files where it takes one. Raises `FileUnreadable`."""
    made = with_version({"act": act} | nested(answers), answers)
    for of, field in FILES:
        if of == act and made.get(field):
            made[field] = _contents(field, str(made[field]), as_text=act == "apply_reference")
    return made


def nested(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return answers with those of a part in a table of their own, without what was passed over."""
    made: dict[str, Any] = {}
    for name, value in answers.items():
        if value is None or value == []:
            continue
        part, _, field = name.partition(".")
        if field:
            made.setdefault(part, {})[field] = value
        else:
            made[name] = value
    return made


def _flat(made: Mapping[str, Any]) -> Answers:
    """Return the answers that `nested` was made of."""
    found: Answers = {}
    for name, value in made.items():
        if isinstance(value, dict):
            found |= {f"{name}.{field}": each for field, each in value.items()}
        else:
            found[name] = value
    return found


def _questions_of(desk: Desk, shape: Shape, act: str, name: str) -> list[Ask]:
    kind = shape.kind
    if shape.many and (kind is Command or is_dataclass(kind)):
        return [_several(desk, shape, act, name)]
    if shape.key is str:
        return [_corrections(desk, name) if act == "correct" else _table(shape, act, name)]
    if shape.key is not None:
        return [
            Ask(f"{name}.{one.value}", _with(label(one), tr("number")), read=lambda typed: str(_amount(name, typed)))
            for one in shape.key
        ]
    if is_dataclass(kind) and kind is not Moment and isinstance(kind, type):
        return questions(desk, kind, _PARTS.get(kind, shape.name), f"{name}.")
    return [_question(desk, shape, act, name)]


def _question(desk: Desk, shape: Shape, act: str, name: str) -> Ask:  # noqa: PLR0911 - one return for each kind
    word, kind, today = field_word(act, shape.name), shape.kind, desk.today
    if (act, shape.name) in FILES:
        return Ask(name, _with(word, tr("path of a file")), shape.needed)
    if shape.name == "pin_hash":
        return Ask(name, word, read=lambda typed: _new_pin(desk, typed), secret=True)
    if shape.secret:
        return Ask(name, word, shape.needed, secret=True)
    choices = _grounds(desk) if (act, shape.name) == ("pause", "ground") else _choices(desk, shape)
    if shape.many:
        return Ask(name, _with(word, tr("list, ; between")), shape.needed, read=_list_of(choices), listed=choices)
    if kind is bool:
        standing = "" if shape.default is None else "yes" if shape.default else "no"
        return _yes_or_no(Ask(name, _with(word, tr("yes or no")), default=standing))
    if choices:
        standing = str(shape.default or "")
        return Ask(name, word, shape.needed, standing, numbered(choices), listed=choices)
    if kind is date:
        return replace(day_ask(name, _with(word, tr("day/month")), today), needed=shape.needed)
    if kind is Moment:
        return Ask(name, _with(word, tr("day/month, time")), read=lambda typed: _moment(desk, name, typed))
    if kind is int:
        return Ask(name, _with(word, tr("number")), shape.needed, read=lambda typed: whole(name, typed))
    if kind is Decimal:
        return Ask(name, _with(word, tr("number")), shape.needed, read=lambda typed: str(_amount(name, typed)))
    search = _search(desk, act, shape.name)
    if search is not None:
        return Ask(name, word, shape.needed, search=search)
    return Ask(name, word, shape.needed, read=_number_or_text)


def _yes_or_no(ask: Ask) -> Ask:
    choices = options.yes_no()

    def read(typed: str) -> bool:
        found = numbered(choices)(typed)
        if not found:
            raise NothingPicked(ask.name, value=typed)
        return found[0].code == "yes"

    standing = next((one.name for one in choices if one.code == ask.default), "")
    return replace(ask, read=read, default=standing)


def _choices(desk: Desk, shape: Shape) -> list[Option]:
    """Return what a field may hold, where that is a short list."""
    reference = desk.reference
    if isinstance(shape.kind, type) and issubclass(shape.kind, StrEnum):
        return options.of_kind(shape.kind)
    if shape.name == "why_not":
        return choosing.legal_codes(reference.book.ineligibilities, desk.today, lang())
    if shape.name == "refusal":
        return choosing.legal_codes(reference.book.refusals, desk.today, lang())
    if shape.name == "roles":
        return [Option(code, code) for code in reference.roles]
    return options.subject_fields(reference) if shape.name == "field" else []


def _grounds(desk: Desk) -> list[Option]:
    """Return the grounds on which the law of today suspends any limit; the register says which fit the one paused."""
    rules = desk.reference.book.provisions
    held = {one.code: one for rule in rules for one in rule.pause_grounds if one.holds_on(desk.today)}
    return [Option(one.code, one.what_en if lang() == "en" else one.what_vi) for one in held.values()]


def _search(desk: Desk, act: str, field: str) -> Search | None:
    """Return how a body, a commune or an officer is looked for, by a part of the name or by the code."""
    if field == "body" or (act, field) == ("forward", "to"):
        return lambda typed: choosing.bodies(desk.reference, typed, desk.today, lang())
    if field == "commune":
        return lambda typed: choosing.communes(desk.reference, typed, desk.today)
    if field in ("officer", "second", "override_by") or (act, field) == ("hand_over", "to"):
        with desk.reading() as work:
            known = [Option(one.code, f"{one.code} {one.name}") for one in register.officers(work) if one.active]
        return numbered(known)
    return None


def _list_of(choices: Sequence[Option]) -> Callable[[str], list[str]]:
    """Return how a list on one line is read; each word is one of the choices where there are any."""

    def read(typed: str) -> list[str]:
        words = [word.strip() for word in typed.split(";") if word.strip()]
        if not choices:
            return [_number_or_text(word) for word in words]
        found = []
        for word in words:
            fitting = numbered(choices)(word)
            if not fitting:
                raise NothingPicked(value=word)
            found.append(fitting[0].code)
        return found

    return read


def _several(desk: Desk, shape: Shape, act: str, name: str) -> Ask:
    """Return a question for a list of parts: those that stand are kept, mended or taken out, then more follow."""
    word = field_word(act, shape.name)

    def ask_one(given: Answers) -> dict[str, Any]:
        inner = shape.kind
        if inner is not Command:
            return nested(fill(questions(desk, inner, _PARTS.get(inner, shape.name)), _flat(given)))
        offered = acts_of(desk)
        chosen = fill([Ask("act", tr("Act"), needed=True, search=numbered(offered), listed=offered)], _flat(given))[
            "act"
        ]
        same = _flat(given) if given.get("act") == chosen else {}
        same.pop("act", None)
        asks = noting(questions(desk, COMMANDS[chosen], chosen), desk, chosen, {})
        return act_from(chosen, fill(asks, same))

    def ask_all(answers: Answers) -> list[dict[str, Any]]:
        found = []
        for place, one in enumerate(answers.get(name) or (), start=1):
            said = tr("{word} {place}: {what}. Enter keeps it, + mends it, - takes it out: ")
            typed = read_line(said.format(word=word, place=place, what=in_words(one))).strip()
            if typed != NOTHING:
                found.append(ask_one(one) if typed == MORE else one)
        while (shape.needed and not found) or _more(word, len(found)):
            print_text(f"{word} {len(found) + 1}")
            found.append(ask_one({}))
        return found

    return Ask(name, word, shape.needed, many=ask_all)


def _more(word: str, count: int) -> bool:
    return read_line(tr("{word}: {count}. + adds one, Enter goes on: ").format(word=word, count=count)).strip() == MORE


def _corrections(desk: Desk, name: str) -> Ask:
    """Return a question for what is put right: a field of the record, then what it should hold."""

    def ask_all(answers: Answers) -> dict[str, Any]:
        of_person, of_visit = answers.get("person") is not None, bool(answers.get("visit"))
        kind = PersonEntry if of_person else LogVisit if of_visit else RegisterPetition
        allowed = PERSON_FIELDS if of_person else VISIT_FIELDS if of_visit else PETITION_FIELDS
        asks = [ask for ask in questions(desk, kind, "correct") if ask.name.partition(".")[0] in allowed]
        known = {ask.name: ask for ask in asks}
        fields = [Option(ask.name, ask.label) for ask in asks]
        found = _flat(answers.get(name) or {})
        while True:
            which = Ask("which", tr("Field to put right"), not found, search=numbered(fields), listed=fields)
            chosen = fill([which], {})["which"]
            if chosen is None:
                return _kept_empty(found)
            fill([replace(known[chosen], default="")], found)
            print_text(tr("Enter goes on when nothing else is to be put right."))

    return Ask(name, field_word("correct", "set"), needed=True, many=ask_all)


def _kept_empty(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return corrections as `nested` does, and those that empty a field."""
    return {name: None for name, value in answers.items() if value is None and "." not in name} | nested(answers)


def _table(shape: Shape, act: str, name: str) -> Ask:
    """Return a question for words by names that only the paper knows: a line each, name: words."""

    def read(typed: str) -> dict[str, str]:
        pairs = (one.partition(":") for one in typed.split(";") if one.strip())
        return {key.strip(): value.strip() for key, _, value in pairs}

    return Ask(name, _with(field_word(act, shape.name), tr("name: words; name: words")), shape.needed, read=read)


def _with(word: str, kind: str) -> str:
    """Return a field's word with how it is typed."""
    return f"{word} ({kind})"


def _number_or_text(typed: str) -> str:
    return tidy_number(typed) if is_number(typed) else typed


def _amount(name: str, typed: str) -> Decimal:
    """Return an amount as people write it: thousand dots, a comma before the parts."""
    whole_part, _, parts = typed.replace(" ", "").partition(",")
    figures = whole_part.replace(".", "")
    if not (f"{figures}{parts}".isascii() and f"{figures}{parts}".isdigit()):
        raise BadNumber(name, value=typed)
    return Decimal(f"{figures}.{parts or 0}")


def _moment(desk: Desk, name: str, typed: str) -> str:
    """Return a day, and the time where one is given, as the command line writes them."""
    day, _, time = typed.partition(" ")
    hour, colon, minute = time.strip().replace("h", ":").partition(":")
    if time and not (hour.isdecimal() and colon and minute.isdecimal() and int(hour) < 24 and int(minute) < 60):
        raise BadDate(name, value=typed)
    on = read_typed_date(day, desk.today, name).isoformat()
    return f"{on} {int(hour):02}:{int(minute):02}" if time else on


def _new_pin(desk: Desk, typed: str) -> str:
    return checked_hash(desk.reference.sign_in, typed, Officer("", "", frozenset()), "pin_hash")


def _contents(field: str, path: str, *, as_text: bool) -> str:
    try:
        found = Path(path).expanduser().read_bytes()
        return found.decode() if as_text else base64.b64encode(found).decode("ascii")
    except (OSError, UnicodeDecodeError) as error:
        raise FileUnreadable(field, path=path) from error
