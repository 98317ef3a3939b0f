"""The forms of letters, from their files, checked when they are read."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from reception_tui.domain.errors import ReferenceBroken
from reception_tui.domain.kinds import PetitionKind
from reception_tui.domain.letter_checks import faults
from reception_tui.domain.letters import (
    About,
    FormBlock,
    FormColumn,
    FormSignature,
    IssuedBy,
    LetterBook,
    LetterForm,
    LetterKind,
    Secrecy,
    Wording,
)
from reception_tui.domain.text import nfc
from reception_tui.store.reference.files import seed_folder
from reception_tui.store.reference.reader import Reader

FOLDER = "forms/letters"

_COMMENTARY = frozenset({"source", "sure", "note", "note_vi", "note_en"})
_LETTER = frozenset(
    {"code", "kind", "about", "petition_kinds", "secrecy", "issued_by", "clock", "no_bodies", "secret_content"}
    | {"secret_stamp", "landscape", "letterhead", "form", "symbol", "title", "subtitle", "subject", "required"}
    | {"recipients", "in_force", "until", "block", "signature"}
)
_BLOCK = frozenset({"text", "style", "label", "when", "rows", "column"})
_COLUMN = frozenset({"title", "value", "share", "right"})
_SIGNATURE = frozenset({"capacity", "remark", "name"})


def letter_book(files: Mapping[str, str]) -> LetterBook:
    """Return the forms that a register goes by: those that came with the program, its own files laid over them.

    `files` are reference files by name; others than letters are passed over. Raises `ReferenceBroken`.
    """
    own = {name: text for name, text in files.items() if name.startswith(f"{FOLDER}/")}
    return _built(tuple(sorted((shipped_letters() | own).items())))


def shipped_letters(folder: Path | None = None) -> dict[str, str]:
    """Return the files of letters that came with the program, by name."""
    found = (folder or seed_folder()) / FOLDER
    return {f"{FOLDER}/{path.name}": nfc(path.read_text(encoding="utf-8")) for path in sorted(found.glob("*.toml"))}


def read_letters(files: Mapping[str, Mapping[str, Any]]) -> LetterBook:
    """Return the forms of parsed files. Raises `ReferenceBroken` with the first fault."""
    wording: Wording | None = None
    forms: dict[str, LetterForm] = {}
    for name, table in files.items():
        file = Reader(name, table)
        _only(file, _COMMENTARY | {"wording", "letter"})
        words = file.inner("wording")
        if words is not None:
            wording = _wording(words)
        for one in file.each("letter", "code"):
            form = _form(one)
            if form.code in forms:
                raise one.broken("twice", form.code)
            forms[form.code] = form
            for what, where in faults(form):
                raise one.broken(what, where)
    if wording is None:
        raise ReferenceBroken(f"{FOLDER}/common.toml", what="missing", where="wording")
    _check_apart(forms.values())
    return LetterBook(tuple(forms.values()), wording)


@lru_cache(maxsize=4)
def _built(files: tuple[tuple[str, str], ...]) -> LetterBook:
    parsed = {}
    for name, text in files:
        try:
            parsed[name] = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise ReferenceBroken(name, what="not_toml", where=str(error)) from error
    return read_letters(parsed)


def _form(table: Reader) -> LetterForm:
    _only(table, _COMMENTARY | _LETTER)
    for needed in ("source", "sure"):
        table.text(needed)
    until = table.day("until")
    in_force = table.must_day("in_force")
    if until is not None and until < in_force:
        raise table.broken("ends_before_start")
    return LetterForm(
        code=table.text("code"),
        kind=table.choice("kind", LetterKind),
        about=table.choices("about", About),
        secrecy=table.choice("secrecy", Secrecy),
        title=table.text("title"),
        blocks=tuple(_block(one) for one in table.each("block")),
        required=table.names("required"),
        in_force=in_force,
        until=until,
        petition_kinds=table.choices("petition_kinds", PetitionKind),
        symbol=table.text("symbol", ""),
        form=table.text("form", ""),
        subject=table.text("subject", ""),
        subtitle=table.names("subtitle"),
        recipients=table.names("recipients"),
        signatures=tuple(_signature(one) for one in table.each("signature")),
        issued_by=table.choice("issued_by", IssuedBy, IssuedBy.BOARD),
        clock=table.text("clock", ""),
        no_bodies=table.truth("no_bodies"),
        secret_content=table.truth("secret_content"),
        secret_stamp=table.text("secret_stamp", ""),
        landscape=table.truth("landscape"),
        letterhead=table.truth("letterhead", True),
    )


def _block(table: Reader) -> FormBlock:
    _only(table, _BLOCK)
    return FormBlock(
        text=table.text("text", ""),
        style=table.text("style", "body"),
        label=table.text("label", ""),
        when=table.names("when"),
        rows=table.text("rows", ""),
        columns=tuple(_column(one) for one in table.each("column", "value")),
    )


def _column(table: Reader) -> FormColumn:
    _only(table, _COLUMN)
    return FormColumn(table.text("title"), table.text("value"), table.number("share", 0), table.truth("right"))


def _signature(table: Reader) -> FormSignature:
    _only(table, _SIGNATURE)
    return FormSignature(table.names("capacity"), table.text("remark", ""), table.text("name", ""))


def _wording(table: Reader) -> Wording:
    _only(table, frozenset(Wording.__dataclass_fields__))
    patterns = (
        *(("long_date", {"day", "month", "year"}), ("date_line", {"place", "date"}), ("file_line", {"number"})),
        *(("hidden", {"code"}), ("hidden_content", set[str]()), ("and_others", {"citizen", "count"})),
        *(("guide_to", {"citizen", "body"}), ("reminded", {"number", "date"})),
    )
    found = {name: _pattern(table, name, known) for name, known in patterns}
    titled = table.inner("titled")
    words = table.inner("words")
    if titled is None or words is None:
        raise table.broken("missing", "titled" if titled is None else "words")
    titles = {code: _pattern(titled, code, {"name"}) for code in ("male", "female", "unknown")}
    return Wording(**found, titled=titles, words={code: words.text(code) for code in words.table})


def _pattern(table: Reader, name: str, known: set[str]) -> str:
    """Return a text in which exactly those placeholders stand."""
    text = table.text(name)
    rest = text
    for one in known:
        if f"{{{one}}}" not in rest:
            raise table.broken("missing_placeholder", f"{name} {{{one}}}")
        rest = rest.replace(f"{{{one}}}", "")
    if "{" in rest or "}" in rest:
        raise table.broken("unknown_placeholder", name)
    return text


def _only(table: Reader, known: frozenset[str] | set[str]) -> None:
    """Raise for a name that nobody reads: a misspelt one would be lost in silence."""
    for name in table.table:
        if name not in known:
            raise table.broken("unknown_name", name)


def _check_apart(forms: Iterable[LetterForm]) -> None:
    """Raise when two forms would be the form of one letter on one day."""
    known: list[LetterForm] = []
    for form in forms:
        for other in known:
            same = form.kind is other.kind and form.about & other.about
            kinds = (not form.petition_kinds and not other.petition_kinds) or form.petition_kinds & other.petition_kinds
            first, second = sorted((form, other), key=lambda one: one.in_force)
            if same and kinds and (first.until is None or second.in_force <= first.until):
                raise ReferenceBroken(FOLDER, what="overlap", where=f"{other.code} {form.code}")
        known.append(form)
