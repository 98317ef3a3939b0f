"""Asking for one field at a time: Enter keeps what stands there, - empties it, ? lists choices, < goes back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from reception_tui.cli.answer import print_text
from reception_tui.desk.queries.choosing import Option
from reception_tui.domain.errors import MissingField, NothingPicked, RegisterError
from reception_tui.domain.picking import fitting
from reception_tui.domain.text import clean
from reception_tui.i18n import formats, tr
from reception_tui.i18n.sentences import of_error

BACK, CHOICES, NOTHING = "<", "?", "-"
MOST_LISTED = 20

Answers = dict[str, Any]
Search = Callable[[str], Sequence[Option]]


class Left(Exception):
    """The form was left before its end; nothing was recorded."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A field: its name in the act, its label, what it holds before anything is typed, and how that is read.

    `read` returns the value and raises a `RegisterError`; `when` tells whether the field is asked for at all;
    `told` says what the register knows once the answer is there, and may add answers of its own.
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


def among(options: Sequence[Option]) -> Search:
    """Return a search over a short list."""
    return lambda typed: fitting(typed, options, lambda one: (one.code, one.name, one.words))


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
                raise Left
            at = way.pop()
            while way and not asks[at].when(answers):
                at = way.pop()
    return answers


def _answered(ask: Ask, answers: Answers) -> bool:
    """Ask until there is an answer; False to go back."""
    while True:
        standing = shown(ask, answers)
        typed = clean(read_line(_prompt(ask, standing)))
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
            if typed:
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
    if ask.search is not None and value:
        return next((one.name for one in ask.search(str(value)) if one.code == value), str(value))
    return formats.day(value) if isinstance(value, date) else str(value)


def read_line(prompt: str) -> str:
    """Return one typed line. Raises `Left` when there is nothing more to come."""
    try:
        return input(prompt)
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
    found = ask.search(typed)
    for one in found[:MOST_LISTED]:
        print_text(f"  {one.name}")
    if len(found) > MOST_LISTED:
        print_text(
            tr("and {count} more: ? with some letters lists those that fit.").format(count=len(found) - MOST_LISTED)
        )
