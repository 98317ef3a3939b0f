"""A line that is no act, or lacks what its act needs, is refused by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from reception_tui.desk.reading import read_command, read_line
from reception_tui.domain.commands import (
    COMMANDS,
    Remind,
)
from reception_tui.domain.errors import MissingField, NotJson, UnknownAct

if TYPE_CHECKING:
    pass

from tests.desk.test_reading_acts import LEAST, NEEDED, read, refusal


def test_every_act_is_read_with_the_least_it_needs() -> None:
    assert set(LEAST) == set(COMMANDS)
    for act, fields in LEAST.items():
        assert read(act, **fields).act == act


@pytest.mark.parametrize(("act", "field"), NEEDED)
@pytest.mark.parametrize("value", ["left out", None, ""])
def test_a_field_that_an_act_needs_is_missed_by_its_name(act: str, field: str, value: str | None) -> None:
    fields = LEAST[act] | {field: value}
    if value == "left out":
        del fields[field]
    with pytest.raises(MissingField) as refused:
        read_command({"act": act} | fields)
    assert refused.value.field == field


@pytest.mark.parametrize("field", ["content", "petition", "to", "why", "code"])
def test_blanks_alone_are_nothing(field: str) -> None:
    act = next(act for act, fields in LEAST.items() if field in fields)
    assert (refusal(act, **{field: " \t\u200b "}).code, refusal(act, **{field: " "}).field) == ("missing_field", field)


@pytest.mark.parametrize(
    "line",
    ["", "x", "5", "null", "[]", '"act"', "{", '{"act": }', "[" * 100_000, '{"a":' * 50_000, "1" * 5000, "NaN"],
    ids=range(12),
)
def test_a_line_that_is_no_object_is_refused(line: str) -> None:
    with pytest.raises(NotJson):
        read_line(line)


@pytest.mark.parametrize(
    "values", [{}, {"act": None}, {"act": 5}, {"act": ["log_visit"]}, {"act": "burn"}, {"act": "LOG_VISIT"}]
)
def test_an_act_that_nobody_knows_is_refused_with_those_that_are_known(values: dict[str, Any]) -> None:
    with pytest.raises(UnknownAct) as refused:
        read_command(values)
    assert set(refused.value.values["choices"]) == set(COMMANDS)


def test_fields_that_no_act_has_are_reported_and_left_out() -> None:
    command, unknown = read_line('{"act": "remind", "petition": "D-2026-1", "bodyy": "STC", "colour": 5}')
    assert isinstance(command, Remind)
    assert unknown == ("bodyy", "colour")


# --- values
