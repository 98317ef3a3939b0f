"""Asking for one field at a time: Enter keeps what stands there, - empties it, ? lists choices, < goes back."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from reception_tui.cli.answer import print_text
from reception_tui.desk.queries.choosing import Option
from reception_tui.desk.shapes import VERSION
from reception_tui.domain.errors import MissingField, NothingPicked, RegisterError
from reception_tui.domain.picking import fitting
from reception_tui.domain.text import clean
from reception_tui.i18n import formats, tr
from reception_tui.i18n.act_words import field_word
from reception_tui.i18n.labels import label as words_for
from reception_tui.i18n.sentences import of_error

BACK, CHOICES, NOTHING = "<", "?", "-"
MOST_LISTED = 20

Answers = dict[str, Any]
Search = Callable[[str], Sequence[Option]]


class Left(Exception):
    """The form was left before its end; nothing was recorded."""


class Back(Left):
    """The officer went back from the first field."""


class Unkept(Left):
    """A form with secrets was left: what was typed is not kept either."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A field: its name in the act, its label, what it holds before anything is typed, and how that is read.

    `read` returns the value and raises a `RegisterError`; `when` tells whether the field is asked for at all;
    `told` says what the register knows once the answer is there, and may add answers of its own. What is `listed` is
    read out before it is asked for and may be chosen by its place; `many` asks for a list, from the answers so far; a
    `secret` is not shown.
    """

    name: str
    label: str
    needed: bool = False
    default: str = ""
    search: Search | None = None
    read: Callable[[str], Any] = str
    help: str = ""
    when: Callable[[Answers], bool] = lambda _: True
    told: Callable[[Answers], str] = lambda _: ""
    listed: Sequence[Option] = ()
    many: Callable[[Answers], Any] | None = None
    secret: bool = False


def among(options: Sequence[Option]) -> Search:
    """Return a search over a short list."""
    return lambda typed: fitting(typed, options, lambda one: (one.code, one.name, one.words))


def numbered(options: Sequence[Option]) -> Search:
    """Return a search over a short list that is read out with numbers."""

    def find(typed: str) -> Sequence[Option]:
        if typed.isdecimal() and 1 <= int(typed) <= len(options):
            return [options[int(typed) - 1]]
        return [one for one in options if one.code == typed] or among(options)(typed)

    return find


def fill(asks: Sequence[Ask], answers: Answers, start: str = "") -> Answers:
    """Ask for every field, from `start` on, and return the answers by name. Raises `Left`."""
    at = next((i for i, ask in enumerate(asks) if ask.name == start), 0)
    way: list[int] = list(range(at))
    while at < len(asks):
        ask = asks[at]
        if not ask.when(answers):
            answers.pop(ask.name, None)
            at += 1
        elif _answered(ask, answers):
            way.append(at)
            at += 1
        else:
            if not way:
                raise Back
            at = way.pop()
            while way and not asks[at].when(answers):
                at = way.pop()
    return answers


def _answered(ask: Ask, answers: Answers) -> bool:
    """Ask until there is an answer; False to go back."""
    if ask.many is not None:
        try:
            answers[ask.name] = ask.many(answers)
        except Back:
            return False
        return True
    read_out(ask.listed if len(ask.listed) <= MOST_LISTED else ())
    while True:
        standing = shown(ask, answers)
        asked = _prompt(ask, standing)
        typed = clean(read_line(asked, secret=ask.secret))
        if typed == BACK:
            return False
        if typed.startswith(CHOICES):
            _explain(ask, typed.removeprefix(CHOICES).strip())
            continue
        try:
            if typed or answers.get(ask.name) is None:
                answers[ask.name] = value_of(ask, typed)
        except NothingPicked:
            print_text("✗ " + tr("Nothing in the list fits “{typed}”: ? lists the choices.").format(typed=typed))
            continue
        except RegisterError as error:
            print_text(f"✗ {of_error(error, ask.label)}")
            if typed and not ask.secret:
                print_text(tr("Typed: {typed}").format(typed=typed))
            continue
        meant = shown(ask, answers)
        if ask.search is not None and meant not in ("", typed, standing):
            print_text(f"→ {meant}")
        told = ask.told(answers)
        if told:
            print_text(told)
        return True


def value_of(ask: Ask, typed: str) -> Any:
    """Return what an answer means; nothing typed means the default. Raises a `RegisterError`."""
    text = "" if typed == NOTHING else typed or ask.default
    if not text:
        if ask.needed:
            raise MissingField(ask.name)
        return None
    if ask.search is None:
        return ask.read(text)
    found = ask.search(text)
    if not found:
        raise NothingPicked(ask.name, value=typed)
    return found[0].code


def shown(ask: Ask, answers: Mapping[str, Any]) -> str:
    """Return what a field holds, as people read it."""
    value = answers.get(ask.name)
    if value is None:
        value = ask.default
    if ask.secret:
        return "•••" if value else ""
    if isinstance(value, list):
        names = {one.code: one.name for one in ask.listed}
        return "; ".join(names.get(one, one) if isinstance(one, str) else in_words(one) for one in value)
    if ask.search is not None and value:
        return next((one.name for one in ask.search(str(value)) if one.code == value), str(value))
    return in_words(value)


def in_words(value: Any) -> str:
    """Return an answer, or a part of one, as people read it."""
    if isinstance(value, dict):
        given = ((field_word("", name), in_words(one)) for name, one in value.items() if name != VERSION)
        return ", ".join(f"{word}: {words}" for word, words in given)
    if value is None:
        return "–"
    if isinstance(value, list):
        return "; ".join(in_words(one) for one in value)
    if isinstance(value, bool):
        return tr("yes") if value else tr("no")
    if isinstance(value, StrEnum):
        return words_for(value)
    return formats.day(value) if isinstance(value, date) else str(value)


def read_out(options: Sequence[Option]) -> None:
    """Tell what can be chosen, each with its number."""
    for place, one in enumerate(options, start=1):
        print_text(f"  {place}. {one.name}")


def read_line(prompt: str, *, secret: bool = False) -> str:
    """Return one typed line, not shown where it is secret. Raises `Left` when there is nothing more to come."""
    try:
        return getpass.getpass(prompt) if secret and sys.stdin.isatty() else input(prompt)
    except EOFError:
        raise Left from None


def _prompt(ask: Ask, standing: str) -> str:
    sign = "*" if ask.needed else ""
    return f"{sign}{ask.label}{f' [{standing}]' if standing else ''}: "


def _explain(ask: Ask, typed: str) -> None:
    if ask.help:
        print_text(ask.help)
    if ask.search is None:
        if not ask.help:
            print_text(tr("Free text; Enter goes on."))
        return
    if ask.listed and not typed:
        read_out(ask.listed)
        return
    found = ask.search(typed)
    for one in found[:MOST_LISTED]:
        print_text(f"  {one.name}")
    if len(found) > MOST_LISTED:
        print_text(
            tr("and {count} more: ? with some letters lists those that fit.").format(count=len(found) - MOST_LISTED)
        )
