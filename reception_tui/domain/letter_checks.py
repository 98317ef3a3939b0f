"""What is wrong with the form of a letter, found when it is read and not when somebody waits for the paper."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reception_tui.domain.letter_facts import BODIES, IDENTITY, LISTS, VOCABULARY
from reception_tui.domain.letters import SLOT, FormBlock, LetterForm, Secrecy, slots

STYLES = frozenset({"", "long", "two", "cap"})
"""How a value may be written: a date in words, a number of two digits, a capital first letter."""

BLOCK_STYLES = frozenset({"body", "bold", "italic", "centred", "note", "heading", "field"})
"""How a block may look."""

_BRACE = re.compile(r"[{}]")


def printed(form: LetterForm) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield every text of a form that is printed, with what must be known for it to be printed."""
    for text in (form.title, form.subject, *form.subtitle, *form.recipients):
        yield text, ()
    for block in form.blocks:
        yield block.label, block.when
        yield block.text, block.when
    for signature in form.signatures:
        for text in (*signature.capacity, signature.remark):
            yield text, ()
        # A name that nobody gave is written by hand.
        yield signature.name, tuple(slot.name for slot in slots(signature.name))


def faults(form: LetterForm) -> Iterator[tuple[str, str]]:
    """Yield everything that is wrong with a form: the code of what, and where."""
    for name in form.required:
        if name not in VOCABULARY:
            yield "unknown_placeholder", name
        if form.secrecy is Secrecy.REDACTED and name in IDENTITY:
            yield "identity_required", name
    for text, when in printed(form):
        yield from _text_faults(form, text, when)
    for block in form.blocks:
        yield from _block_faults(block)
    if form.symbol and form.symbol.count("{number}") != 1:
        yield "bad_symbol", form.symbol
    if not form.signatures:
        yield "missing", "signature"


def _text_faults(form: LetterForm, text: str, when: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    if _BRACE.search(SLOT.sub("", text)):
        yield "bad_placeholder", text
    for slot in slots(text):
        if slot.name not in VOCABULARY or slot.name in LISTS:
            yield "unknown_placeholder", slot.name
        elif slot.name not in form.required and slot.name not in when:
            yield "may_be_empty", slot.name
        if slot.style not in STYLES:
            yield "unknown_style", slot.style
        if form.no_bodies and slot.name in BODIES:
            yield "names_a_body", slot.name


def _block_faults(block: FormBlock) -> Iterator[tuple[str, str]]:
    for name in block.when:
        if name not in VOCABULARY or name in LISTS:
            yield "unknown_placeholder", name
    if block.style not in BLOCK_STYLES:
        yield "unknown_style", block.style
    if block.rows and block.rows not in LISTS:
        yield "unknown_list", block.rows
    for column in block.columns:
        if column.value not in LISTS.get(block.rows, frozenset()):
            yield "unknown_column", column.value


def asked_in(form: LetterForm) -> frozenset[str]:
    """Return the names of which a form only asks whether they are known, and never prints them."""
    return frozenset(name for block in form.blocks for name in block.when) - names_in(form)


def names_in(form: LetterForm) -> frozenset[str]:
    """Return every placeholder that a form may print."""
    return frozenset(slot.name for text, _ in printed(form) for slot in slots(text))
