"""The drill: invented visitors, typed by the program itself."""

from __future__ import annotations

from reception_tui.desk.drill import Visitor, delegation, strokes, visitors
from reception_tui.domain.reference import Reference
from reception_tui.store.reference import Files
from tests.cli.conftest import Reception

MOST_RETURNING, MOST_NEW = 25, 45


def keys_of(visitor: Visitor) -> int:
    """Return the keys of a visit besides free text."""
    return sum(len(stroke.keys) for stroke in strokes(visitor) if not stroke.free)


def test_the_program_logs_every_visitor_and_tells_the_keys(reception: Reception) -> None:
    ran = reception.bare("drill", "--auto", "--visits", "4", "--json")
    assert ran.code == 0, ran
    told = ran.document()
    assert len(told["visits"]) == 4
    assert [one["known"] for one in told["visits"]] == [False, True, True, False]
    assert all(one["keys"] > 20 and one["seconds"] > 0 for one in told["visits"])


def test_the_report_is_a_line_a_visit(reception: Reception) -> None:
    ran = reception.bare("drill", "--auto", "--visits", "2", "--lang", "en")
    assert ran.code == 0, ran
    assert "Mean of 2 visits" in ran.out
    assert "Slowest field: " in ran.out


def test_a_seed_always_invents_the_same_people(reference: Reference, seed_files: Files) -> None:
    first, again = (visitors(reference, seed_files, 12, 7) for _ in range(2))
    assert first == again
    assert first != visitors(reference, seed_files, 12, 8)
    assert sum(one.known for one in first) == 8


def test_a_visit_takes_no_more_keys_than_promised(reference: Reference, seed_files: Files) -> None:
    for one in visitors(reference, seed_files, 60, 3):
        assert keys_of(one) <= (MOST_RETURNING if one.known else MOST_NEW), one
    assert len(delegation(reference, seed_files).party) == 29
