"""Whatever is sent as an act is read or refused, and never half done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from reception_tui.desk.door import Desk, perform
from reception_tui.desk.reading import read_command, read_line
from reception_tui.domain.commands import (
    COMMANDS,
)
from reception_tui.domain.errors import RegisterError
from reception_tui.i18n.sentences import of_error

if TYPE_CHECKING:
    from tests.conftest import Act

from tests.desk.test_reading_acts import LEAST

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.floats()
    | st.text(st.characters(codec=None), max_size=12)
    | st.dates().map(str)
    | st.sampled_from(["D-2026-1", "LT-2026-1", "STC", "complaint", "2026-11-20", "new", "KD1", "right", "guide", "²"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["name", "body", "content", "number", "date", "x"]), inner, max_size=3)
    ),
    max_leaves=6,
)
NAMES = sorted(
    {name for fields in LEAST.values() for name in fields}
    | {"people", "petitioners", "against", "figures", "head_count", "at", "on", "why_not", "document", "signatories"}
    | {
        "answer_by",
        "co_handlers",
        "session",
        "matter",
        "visit",
        "person",
        "whole",
        "stage",
        "money_returned",
        "version",
        "say",
        "body",
    }
)


@settings(max_examples=300)
@given(act=st.sampled_from(sorted(COMMANDS)), least=st.booleans(), fields=st.dictionaries(st.sampled_from(NAMES), JSON))
def test_whatever_is_sent_is_read_or_refused_and_never_a_crash(act: str, least: bool, fields: dict[str, Any]) -> None:
    try:
        command, _ = read_command({"act": act} | (LEAST[act] if least else {}) | fields)
    except RegisterError as refused:
        shown = of_error(refused)
    else:
        shown = command.act
    assert shown


@settings(max_examples=150)
@given(act=st.sampled_from(sorted(COMMANDS)), fields=st.dictionaries(st.sampled_from(NAMES), JSON, max_size=4))
def test_whatever_is_read_is_done_or_refused_and_never_a_crash(office: Desk, act: str, fields: dict[str, Any]) -> None:
    class Enough(Exception):
        pass

    try:
        command, _ = read_command({"act": act} | LEAST[act] | fields)
        with office.register.writing() as work:
            perform(work, office, command)
            raise Enough
    except (RegisterError, Enough):
        return


def test_a_line_of_json_is_done_like_any_other(act: Act, desk: Desk) -> None:
    command, _ = read_line(
        '{"act": "log_visit", "people": [{"name": "\\u0110\\u01b0\\u1eddng"}], "content": "x\\u0000y"}'
    )
    with desk.register.writing() as work:
        perform(work, desk, command)
        (person,) = work.rows("person")
        (visit,) = work.rows("visit")
    assert (person["name"], visit["content"]) == ("Đường", "xy")
