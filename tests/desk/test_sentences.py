"""Every error, every notice and every code has its words, and no sentence is left with a hole."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest

from reception_tui import i18n
from reception_tui.domain import deadline, errors, kinds, rules
from reception_tui.domain.errors import BadInput, NotAllowed, RegisterError, StorageTrouble
from reception_tui.i18n.act_words import ACTS, asked_words
from reception_tui.i18n.labels import has_label, label
from reception_tui.i18n.notices import NOTICES
from reception_tui.i18n.sentences import ERRORS, of_error, of_notice, show

PACKAGE = Path(errors.__file__).parents[1]
GROUPS = (RegisterError, BadInput, NotAllowed, StorageTrouble)


def subclasses(of: type[RegisterError]) -> Iterator[type[RegisterError]]:
    for one in of.__subclasses__():
        yield one
        yield from subclasses(one)


CAUSES = sorted((one for one in set(subclasses(RegisterError)) if one not in GROUPS), key=lambda one: one.__name__)
ENUMS = [
    one for one in vars(kinds).values() if isinstance(one, type) and issubclass(one, StrEnum) and one is not StrEnum
]
OTHER_ENUMS = [deadline.ClockState, deadline.Mark, deadline.ExtensionFault, rules.Flag, rules.Unit]


def holes(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(PACKAGE.rglob("*.py"))}


def calls(*names: str) -> Iterator[tuple[str, ast.Call]]:
    """Yield every call of one of `names` in the program, with where it stands."""
    for path, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
                yield f"{path.relative_to(PACKAGE)}:{node.lineno}", node


RAISED = list(calls(*(one.__name__ for one in CAUSES)))


def test_every_cause_has_a_code_of_its_own() -> None:
    codes = [one.code for one in CAUSES]
    assert len(set(codes)) == len(codes)
    assert "error" not in codes


def test_every_cause_belongs_to_one_way_of_ending() -> None:
    for one in CAUSES:
        assert sum(issubclass(one, group) for group in (BadInput, NotAllowed, StorageTrouble)) == 1, one


@pytest.mark.parametrize("cause", CAUSES, ids=lambda cause: cause.__name__)
def test_every_cause_has_a_sentence(cause: type[RegisterError]) -> None:
    assert ERRORS[cause.code].endswith(".")


def test_no_sentence_is_left_without_a_cause() -> None:
    assert set(ERRORS) == {one.code for one in CAUSES} | {"error"}


@pytest.mark.parametrize(("where", "call"), RAISED, ids=[where for where, _ in RAISED])
def test_whoever_raises_an_error_fills_every_hole_of_its_sentence(where: str, call: ast.Call) -> None:
    assert isinstance(call.func, ast.Name)
    cause = getattr(errors, call.func.id)
    given = {keyword.arg for keyword in call.keywords if keyword.arg is not None}
    spread = any(keyword.arg is None for keyword in call.keywords)
    given |= {"detail"} | ({"field"} if call.args else set())
    assert spread or holes(ERRORS[cause.code]) <= given


def test_no_error_with_a_hole_is_raised_bare() -> None:
    names = {one.__name__ for one in CAUSES}
    for path, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Name) and node.exc.id in names:
                assert not holes(ERRORS[getattr(errors, node.exc.id).code]), f"{path}:{node.lineno}"


# --- notices


def test_every_notice_of_the_program_has_a_sentence() -> None:
    found = list(calls("Notice"))
    assert found
    for where, call in found:
        code = call.args[0]
        assert isinstance(code, ast.Constant), where
        assert code.value in NOTICES, where


@pytest.mark.parametrize("code", NOTICES)
def test_a_notice_shows_every_value_that_it_is_given(code: str) -> None:
    values = {name: f"<{name}>" for name in holes(NOTICES[code])}
    shown = of_notice(code, values)
    assert all(value in shown for value in values.values())


# --- codes


@pytest.mark.parametrize("enum", [*ENUMS, *OTHER_ENUMS], ids=lambda enum: enum.__name__)
def test_every_code_has_words_for_people(enum: type[StrEnum]) -> None:
    for code in enum:
        assert has_label(code), code
        assert label(code).strip()


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
@pytest.mark.parametrize(
    "enum", [one for one in (*ENUMS, *OTHER_ENUMS) if one is not kinds.Figure], ids=lambda enum: enum.__name__
)
def test_no_two_codes_of_one_set_have_the_same_words(enum: type[StrEnum], lang: str) -> None:
    i18n.use(lang)
    words = [label(code) for code in enum]
    assert len(set(words)) == len(words)


# --- shown


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
@pytest.mark.parametrize("cause", CAUSES, ids=lambda cause: cause.__name__)
def test_a_sentence_is_whole_in_every_language(cause: type[RegisterError], lang: str) -> None:
    i18n.use(lang)
    values: dict[str, Any] = {name: f"<{name}>" for name in holes(ERRORS[cause.code])}
    values.pop("field", None)
    shown = of_error(cause("<field>", **values))
    assert all(value in shown for value in values.values())
    assert "{" not in shown
    assert "?" not in shown


def test_an_error_of_no_code_is_told_all_the_same() -> None:
    class Strange(RegisterError):
        code = "strange"

    assert "strange" in of_error(Strange())


def test_what_is_missing_in_a_sentence_is_a_question_mark_and_never_a_crash() -> None:
    i18n.use("en")
    assert of_error(errors.UnknownBody("to")) == "No body has the code “?”: search for the body by its name."


def test_values_are_shown_as_people_read_them() -> None:
    from datetime import date

    i18n.use("vi")
    assert show(date(2026, 3, 5)) == "05/03/2026"
    assert show(("a", "b")) == "a, b"
    assert show(()) == "–"
    assert show(kinds.PetitionKind.COMPLAINT) == "khiếu nại"
    assert show((kinds.PetitionKind.COMPLAINT,)) == "complaint"
    assert show(None) == "?"


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
@pytest.mark.parametrize("act", sorted(ACTS))
def test_what_is_refused_is_called_by_its_words_and_not_by_its_code(act: str, lang: str) -> None:
    i18n.use(lang)
    told = f"“{asked_words(act)}”"
    assert told in of_error(errors.NoRight("act", act=act, officer="lan"))
    assert told in of_error(errors.MoveNotAllowed("petition", act=act, state=kinds.PetitionState.FINISHED))
    assert f"“{act}”" not in told
