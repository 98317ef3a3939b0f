"""A letter filled in: every word of it, so that a reprint years later is the same to the letter."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from reception_tui.domain.letter_checks import asked_in, names_in
from reception_tui.domain.letter_facts import VOCABULARY, Fact, Where
from reception_tui.domain.letters import (
    FormBlock,
    LetterForm,
    LetterKind,
    Slot,
    Wording,
    replace_slots,
    slots,
)

Value = str | int | date | StrEnum
Facts = Mapping[str, Value]
Rows = Mapping[str, tuple[Mapping[str, str], ...]]

_EMPTY_NUMBER = "      "
_KNOWN = "×"
"""What stands for a value of which only matters whether it is known."""


@dataclass(frozen=True, slots=True)
class Missing:
    """A value that a letter must have and the register does not: its name, and where it is entered."""

    name: Fact
    where: Where


@dataclass(frozen=True, slots=True)
class PaperColumn:
    """A column of a printed table."""

    title: str
    share: int = 0
    right: bool = False


@dataclass(frozen=True, slots=True)
class PaperBlock:
    """A printed paragraph, dotted line or table."""

    style: str
    text: str = ""
    label: str = ""
    columns: tuple[PaperColumn, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class PaperSignature:
    """A printed signature."""

    capacity: tuple[str, ...]
    remark: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who writes: the body above, the body itself, and the place of its date lines."""

    parent: str
    name: str
    place: str


@dataclass(frozen=True, slots=True)
class LetterPaper:
    """A letter as it is printed. `fields` and `lists` are the values that its form uses, for a layout of the office."""

    kind: LetterKind
    form_code: str
    form: str
    parent: str
    issuer: str
    number: str
    place_and_date: str
    subject: str
    title: str
    subtitle: tuple[str, ...]
    blocks: tuple[PaperBlock, ...]
    recipients: tuple[str, ...]
    signatures: tuple[PaperSignature, ...]
    stamp: str = ""
    landscape: bool = False
    fields: tuple[tuple[str, str], ...] = ()
    lists: tuple[tuple[str, tuple[tuple[tuple[str, str], ...], ...]], ...] = ()

    def texts(self) -> Iterator[str]:
        """Yield every text of the letter."""
        yield from (self.number, self.subject, self.title, *self.subtitle, *self.recipients)
        for block in self.blocks:
            yield from (block.label, block.text)
            for row in block.rows:
                yield from row
        for signature in self.signatures:
            yield from (*signature.capacity, signature.remark, signature.name)
        yield from (text for _, text in self.fields)
        yield from (text for _, rows in self.lists for row in rows for _, text in row)


def missing(form: LetterForm, facts: Facts, rows: Rows) -> tuple[Missing, ...]:
    """Return what the letter must have and has not, in the order of the form."""
    found = [name for name in form.required if not _known(facts.get(name))]
    found += [block.rows for block in form.blocks if block.rows and not rows.get(block.rows)]
    return tuple(Missing(Fact(name), VOCABULARY[name]) for name in dict.fromkeys(found))


def fill(
    form: LetterForm, facts: Facts, rows: Rows, wording: Wording, issuer: Issuer, *, number: int | None, on: date
) -> LetterPaper:
    """Return the letter with every placeholder filled in; ask `missing` first.

    Without a number its place stays empty, to be written by hand.
    """

    def written(text: str) -> str:
        values = {_key(slot): _write(facts[slot.name], slot.style, wording) for slot in slots(text)}
        return replace_slots(text, values)

    return LetterPaper(
        kind=form.kind,
        form_code=form.code,
        form=form.form,
        parent=issuer.parent if form.letterhead else "",
        issuer=issuer.name if form.letterhead else "",
        number=number_line(form, number, wording) if form.symbol else "",
        place_and_date=wording.date_line.format(place=issuer.place, date=wording.date_in_words(on)),
        subject=written(form.subject),
        title=written(form.title),
        subtitle=tuple(written(line) for line in form.subtitle),
        blocks=tuple(_block(block, rows, written) for block in form.blocks if _printed(block, facts)),
        recipients=tuple(written(line) for line in form.recipients),
        signatures=tuple(
            PaperSignature(
                tuple(written(line) for line in one.capacity),
                written(one.remark),
                written(one.name) if all(_known(facts.get(slot.name)) for slot in slots(one.name)) else "",
            )
            for one in form.signatures
        ),
        landscape=form.landscape,
        fields=tuple(_fields(form, facts, wording)),
        lists=tuple(
            (block.rows, tuple(tuple(sorted(row.items())) for row in rows[block.rows]))
            for block in form.blocks
            if block.rows
        ),
    )


def number_of(form: LetterForm, number: int | None) -> str:
    """Return number and symbol; a number below ten gets a nought (Decree 30/2020/NĐ-CP, annex I)."""
    return form.symbol.replace("{number}", _EMPTY_NUMBER if number is None else f"{number:02}")


def number_line(form: LetterForm, number: int | None, wording: Wording) -> str:
    """Return the line of number and symbol."""
    return wording.file_line.format(number=number_of(form, number))


def to_json(paper: LetterPaper) -> str:
    """Return the letter as it is kept."""
    return json.dumps(asdict(paper), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def from_json(text: str) -> LetterPaper:
    """Return a letter that was kept."""
    found: dict[str, Any] = json.loads(text)
    lines: dict[str, tuple[Any, ...]] = {name: tuple(found[name]) for name in ("subtitle", "recipients")}
    blocks = tuple(
        PaperBlock(
            **block
            | {
                "columns": tuple(PaperColumn(**column) for column in block["columns"]),
                "rows": tuple(tuple(row) for row in block["rows"]),
            }
        )
        for block in found["blocks"]
    )
    signatures = tuple(PaperSignature(**one | {"capacity": tuple(one["capacity"])}) for one in found["signatures"])
    fields = tuple((name, text) for name, text in found.get("fields", ()))
    of_lists = tuple(
        (name, tuple(tuple((key, text) for key, text in row) for row in rows)) for name, rows in found.get("lists", ())
    )
    lines |= {"fields": fields, "lists": of_lists}
    rest = {"kind": LetterKind(found["kind"]), "blocks": blocks, "signatures": signatures}
    return LetterPaper(**found | lines | rest)


def _known(value: Value | None) -> bool:
    return value is not None and str(value).strip() != ""


def _printed(block: FormBlock, facts: Facts) -> bool:
    return all(_known(facts.get(name)) for name in block.when)


def _fields(form: LetterForm, facts: Facts, wording: Wording) -> Iterator[tuple[str, str]]:
    """Yield what the form may print, each as it is written in every style that fits it."""
    yield from ((name, _KNOWN) for name in sorted(asked_in(form)) if _known(facts.get(name)))
    for name in sorted(({*names_in(form), *form.required}) - asked_in(form)):
        value = facts.get(name)
        if value is None or not _known(value):
            continue
        yield name, _write(value, "", wording)
        if isinstance(value, date):
            yield f"{name}_long", _write(value, "long", wording)
        elif isinstance(value, int):
            yield f"{name}_two", _write(value, "two", wording)
        else:
            yield f"{name}_cap", _write(value, "cap", wording)


def _block(block: FormBlock, rows: Rows, written: Callable[[str], str]) -> PaperBlock:
    if not block.rows:
        return PaperBlock(block.style, written(block.text), written(block.label))
    return PaperBlock(
        "table",
        written(block.text),
        columns=tuple(PaperColumn(column.title, column.share, column.right) for column in block.columns),
        rows=tuple(tuple(row.get(column.value, "") for column in block.columns) for row in rows[block.rows]),
    )


def _key(slot: Slot) -> str:
    return f"{slot.name}:{slot.style}" if slot.style else slot.name


def _write(value: Value, style: str, wording: Wording) -> str:
    if isinstance(value, date):
        return wording.date_in_words(value) if style == "long" else f"{value.day:02}/{value.month:02}/{value.year:04}"
    if isinstance(value, StrEnum):
        text = wording.word(value.value)
    elif isinstance(value, int):
        text = f"{value:02}" if style == "two" else str(value)
    else:
        text = value
    return text[:1].upper() + text[1:] if style == "cap" else text
