"""A recorded morning, typed as keys: few of them, each seen, and the register holds exactly what was typed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from morning import TODAY, Caller, Typist, differences, petition_strokes, read_morning, register_before
from screen import Terminal
from streams import telex_states

from reception_tui.desk.drill import strokes
from reception_tui.domain.phones import is_phone

MOST = {"returning": 25, "new": 45}
SAMPLE = (4, 6, 7)
"""One who is found by telephone, a newcomer who hands in a petition, one who is found by name."""

pytestmark = pytest.mark.terminal


def type_morning(place: Path, callers: Sequence[Caller]) -> Typist:
    """Type every visit into a register in which the known visitors were before."""
    register_before(place, callers)
    desk = Terminal("--db", str(place), "--today", TODAY, "--lang", "vi")
    try:
        desk.wait_for("Hôm nay chưa tiếp ai")
        typist = Typist(desk)
        for caller in callers:
            counted, _, _ = typist.receive(caller)
            assert counted <= MOST.get(caller.sort, counted), caller
        desk.wait_for("BÀN TIẾP CÔNG DÂN", f"LT-2026-{len(callers) + sum(one.visitor.known for one in callers):04d}")
    finally:
        desk.kill()
    return typist


def test_a_few_visits_stand_in_the_register_exactly_as_they_were_typed(tmp_path: Path) -> None:
    callers = [one for i, one in enumerate(read_morning()) if i in SAMPLE]
    typist = type_morning(tmp_path / "morning.db", callers)
    assert differences(tmp_path / "morning.db", callers) == []
    assert typist.unseen == []


@pytest.mark.slow
def test_a_whole_morning_stands_in_the_register_exactly_as_it_was_typed(tmp_path: Path) -> None:
    callers = read_morning()
    typist = type_morning(tmp_path / "morning.db", callers)
    assert differences(tmp_path / "morning.db", callers) == []
    assert typist.unseen == []


def test_no_visit_of_the_morning_takes_more_keys_than_promised() -> None:
    callers = read_morning()
    assert Counter(one.sort for one in callers) == {"returning": 26, "new": 13, "delegation": 1}
    assert sum(bool(list(petition_strokes(one))) for one in callers) == 6
    assert [len(one.visitor.party) for one in callers if one.sort == "delegation"] == [29]
    for one in callers:
        keys = sum(len(stroke.keys) for stroke in strokes(one.visitor) if not stroke.free)
        assert keys <= MOST.get(one.sort, keys), one


def test_the_visitors_of_the_morning_have_telephones_that_can_be_dialled() -> None:
    phones = [one.visitor.entry.phone for one in read_morning() if one.visitor.entry.phone]
    assert len(phones) > len(SAMPLE)
    assert [phone for phone in phones if not is_phone(phone)] == []


def test_words_are_typed_in_telex_as_by_hand() -> None:
    assert telex_states("Đường") == ["D", "Đ", "Đu", "Đư", "Đưo", "Đươ", "Đươn", "Đương", "Đường"]
    assert telex_states("118") == ["1", "11", "118"]
    assert telex_states("thửa") == ["t", "th", "thu", "thư", "thưa", "thửa"]
