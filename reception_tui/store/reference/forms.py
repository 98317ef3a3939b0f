"""The statistical forms from the files of seed_data/forms, and everything that must hold of them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from reception_tui.domain.errors import ReferenceBroken, UnknownCode
from reception_tui.domain.form_formulas import Check, Sum, read_check, read_sum
from reception_tui.domain.forms import (
    ADDS,
    GROUP,
    GROUPED,
    OLD_GROUP,
    PREDICATES,
    Adds,
    Cell,
    Circular,
    Count,
    Form,
    FormBook,
    Remark,
    ReportPeriod,
    Source,
    Words,
)
from reception_tui.domain.reference import SubjectField
from reception_tui.domain.rules import Certainty
from reception_tui.domain.text import nfc
from reception_tui.store.reference.checks import ReferenceFault
from reception_tui.store.reference.files import seed_folder
from reception_tui.store.reference.law import dated_overlaps
from reception_tui.store.reference.reader import Reader, readers
from reception_tui.store.reference.unread import noted, unread

Files = Mapping[str, Mapping[str, Any]]
FOLDER = "forms"


def form_book(files: Mapping[str, str], fields: Mapping[str, SubjectField]) -> FormBook:
    """Return the forms that a register goes by: those that came with the program, its own files laid over them.

    `files` are reference files by name; others than forms are passed over. Raises `ReferenceBroken` with every fault.
    """
    own = {name: text for name, text in files.items() if name.startswith(f"{FOLDER}/") and name.count("/") == 1}
    parsed = {name: noted(_parse(name, text)) for name, text in sorted((shipped_forms() | own).items())}
    book = read_forms(parsed)
    faults = (*form_faults(book, fields, parsed), *_unread(parsed))
    if faults:
        raise ReferenceBroken(faults[0].file, what=faults[0].what, where=faults[0].where, faults=faults)
    return book


def shipped_forms(folder: Path | None = None) -> dict[str, str]:
    """Return the files of forms that came with the program, by name."""
    found = (folder or seed_folder()) / FOLDER
    return {f"{FOLDER}/{path.name}": nfc(path.read_text(encoding="utf-8")) for path in sorted(found.glob("*.toml"))}


def read_forms(files: Files) -> FormBook:
    """Return the forms of those files, a form that a later circular kept once more under that one."""
    words = {vi: en for file in readers(files) for vi, en in _texts(file, "header_words")}
    reasons = {
        table.text("code"): Words(table.text("why_vi"), table.text("why_en"))
        for file in readers(files)
        for table in file.each("entered_reason", "code")
    }
    circulars: dict[str, Circular] = {}
    for file in readers(files):
        table = file.inner("circular")
        if table is not None:
            circular = _circular(table)
            if circular.number in circulars:
                raise table.broken("twice", circular.number)
            circulars[circular.number] = circular
    forms: list[Form] = []
    for file in readers(files):
        own = file.inner("circular")
        for table in file.each("statistical_form", "code"):
            if own is None:
                raise file.broken("missing", "circular")
            for number in (own.text("number"), *table.names("also")):
                if number not in circulars:
                    raise table.broken("unknown_code", number)
                forms.append(_form(table, circulars[number], words, reasons))
    periods = [
        ReportPeriod(table.text("suffix"), _words(table, "name"), table.truth("narrative"))
        for file in readers(files)
        for table in file.each("report_period", "name_en")
    ]
    return FormBook(tuple(forms), tuple(periods))


def form_faults(book: FormBook, fields: Mapping[str, SubjectField], files: Files) -> Iterator[ReferenceFault]:
    """Yield everything that is wrong in the forms as a whole."""
    spare = frozenset(name for file in readers(files) for name in file.names("groups_without_field"))
    groups = {
        GROUP: {group for field in fields.values() for group in field.groups.values()},
        OLD_GROUP: {group for field in fields.values() for group in field.old_groups.values()} | spare,
    }
    for code in book.codes():
        versions = [form.circular for form in book.forms if form.code == code]
        if dated_overlaps((one.in_force, one.until) for one in versions):
            yield ReferenceFault(FOLDER, "overlap", code)
    for circular in {form.circular for form in book.forms}:
        if circular.until is not None and circular.until < circular.in_force:
            yield ReferenceFault(FOLDER, "ends_before_start", circular.number)
    for form in book.forms:
        where = f"{form.circular.number} {form.code}"
        for what, detail in (*_cell_faults(form), *_check_faults(form, book), *_count_faults(form, groups)):
            yield ReferenceFault(FOLDER, what, f"{where} {detail}")


def _parse(name: str, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ReferenceBroken(name, what="not_toml", where=str(error)) from error


def _unread(files: Mapping[str, Any]) -> Iterator[ReferenceFault]:
    for name, table in files.items():
        for where in unread(table):
            yield ReferenceFault(name, "unknown_name", where)


def _cell_faults(form: Form) -> Iterator[tuple[str, str]]:
    known: set[str] = set()
    for cell in form.cells:
        if cell.no in known:
            yield "twice", cell.no
        known.add(cell.no)
        if not cell.header:
            yield "missing", f"{cell.no} header"
    unknown = False
    for cell in form.cells:
        for ref in cell.formula.refs() if cell.formula is not None else ():
            if ref.form or ref.cell not in known:
                unknown = True
                yield "unknown_cell", f"{cell.no} → {ref.form}{ref.cell}"
    if not unknown:
        try:
            form.in_order()
        except UnknownCode as error:
            yield "circular_formula", str(error.values["value"])


def _check_faults(form: Form, book: FormBook) -> Iterator[tuple[str, str]]:
    held = {
        other.code: {cell.no for cell in other.cells}
        for other in book.forms
        if other.circular.number == form.circular.number
    }
    for check in form.checks:
        for ref in check.refs():
            if ref.cell not in held.get(ref.form or form.code, ()):
                yield "unknown_cell", f"{check.rule} → {ref.form} {ref.cell}"


def _count_faults(form: Form, groups: Mapping[str, set[str] | frozenset[str]]) -> Iterator[tuple[str, str]]:
    counts = [(cell.no, cell.count) for cell in form.cells if cell.count is not None]
    counts += [(remark.text.en, remark.count) for remark in form.remarks]
    for where, count in counts:
        if count.adds not in ADDS[count.source]:
            yield "unknown_query", f"{where} {count.source} {count.adds}"
        for name in count.where:
            prefix = next((one for one in (GROUP, OLD_GROUP) if name.startswith(one)), "")
            grouped = prefix and count.source in GROUPED and name.removeprefix(prefix) in groups[prefix]
            if not grouped and name not in PREDICATES[count.source]:
                yield "unknown_query", f"{where} {count.source} {name}"
    for remark in form.remarks:
        if not all("{n}" in text for text in (remark.text.vi, remark.text.en)):
            yield "missing", "{n}"


def _circular(table: Reader) -> Circular:
    return Circular(
        number=table.text("number"),
        in_force=table.must_day("in_force"),
        until=table.day("until"),
        source=table.text("source"),
        sure=table.choice("sure", Certainty),
    )


def _form(table: Reader, circular: Circular, words: Mapping[str, str], reasons: Mapping[str, Words]) -> Form:
    return Form(
        code=table.text("code"),
        circular=circular,
        title=_words(table, "title"),
        note_no=table.text("note_no"),
        cells=tuple(_cell(one, words, reasons) for one in table.each("cells", "no")),
        checks=tuple(_check(table, text) for text in table.names("checks")),
        remarks=tuple(Remark(_words(one, "text"), _count(one)) for one in table.each("remark", "text_en")),
        source=table.text("source"),
        sure=table.choice("sure", Certainty),
    )


def _cell(table: Reader, words: Mapping[str, str], reasons: Mapping[str, Words]) -> Cell:
    ways = [name for name in ("count", "formula", "entered") if name in table.table]
    if len(ways) != 1 or (ways == ["entered"] and not table.truth("entered")):
        raise table.broken("missing" if not ways else "twice", "count, formula, entered")
    no = table.text("no")
    header = table.names("header")
    for heading in header:
        if heading not in words:
            raise table.broken("unknown_word", heading)
    why = None
    if ways == ["entered"]:
        if table.text("why") not in reasons:
            raise table.broken("unknown_code", table.text("why"))
        why = reasons[table.text("why")]
    return Cell(
        no=no,
        code=table.text("ms", no),
        header=tuple(Words(heading, words[heading]) for heading in header),
        count=_count(table) if ways == ["count"] else None,
        formula=_sum(table, table.text("formula")) if ways == ["formula"] else None,
        why=why,
    )


def _count(table: Reader) -> Count:
    return Count(table.choice("count", Source), table.names("where"), table.choice("measure", Adds, default=Adds.ROWS))


def _sum(table: Reader, text: str) -> Sum:
    try:
        return read_sum(text)
    except ValueError:
        raise table.broken("not_a_formula", text) from None


def _check(table: Reader, text: str) -> Check:
    try:
        return read_check(text)
    except ValueError:
        raise table.broken("not_a_formula", text) from None


def _words(table: Reader, name: str) -> Words:
    return Words(table.text(f"{name}_vi"), table.text(f"{name}_en"))


def _texts(file: Reader, name: str) -> Iterator[tuple[str, str]]:
    table = file.inner(name)
    if table is not None:
        for text in table.table:
            yield text, table.text(text)
