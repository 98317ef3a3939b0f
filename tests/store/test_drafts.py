"""What an officer typed and did not save is kept."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reception_tui.store import drafts
from reception_tui.store.register import Register

AT, LATER = "2026-11-23T09:00:00+07:00", "2026-11-23T09:05:00+07:00"


def test_a_draft_is_kept_over_its_earlier_state(register: Register) -> None:
    with register.writing() as work:
        first = drafts.keep(work.connection, None, "lan", "visit", "", AT, {"content": "Hỏi"})
        again = drafts.keep(work.connection, first, "lan", "visit", "", LATER, {"content": "Hỏi về đất"})
        (draft,) = drafts.of_officer(work.connection, "lan")
    assert first == again == draft.id
    assert (draft.form, draft.updated, draft.values) == ("visit", LATER, {"content": "Hỏi về đất"})


def test_an_officer_sees_only_their_own_drafts_the_newest_first(register: Register) -> None:
    with register.writing() as work:
        old = drafts.keep(work.connection, None, "lan", "visit", "", AT, {})
        drafts.keep(work.connection, None, "minh", "visit", "", AT, {})
        new = drafts.keep(work.connection, None, "lan", "classify", "D-2026-0001", LATER, {})
        found = drafts.of_officer(work.connection, "lan")
    assert [draft.id for draft in found] == [new, old]
    assert found[0].about == "D-2026-0001"


def test_a_draft_that_was_saved_is_gone(register: Register) -> None:
    with register.writing() as work:
        kept = drafts.keep(work.connection, None, "lan", "visit", "", AT, {})
        drafts.drop(work.connection, kept)
        drafts.drop(work.connection, kept)
        assert drafts.of_officer(work.connection, "lan") == []


def test_a_draft_that_was_dropped_meanwhile_is_kept_as_a_new_one(register: Register) -> None:
    with register.writing() as work:
        kept = drafts.keep(work.connection, 99, "lan", "visit", "", AT, {"a": 1})
        assert [draft.id for draft in drafts.of_officer(work.connection, "lan")] == [kept]


def test_a_draft_outlives_the_program(register: Register) -> None:
    with register.writing() as work:
        drafts.keep(work.connection, None, "lan", "visit", "", AT, {"name": "Đường"})
    register.close()
    with register.reading() as work:
        assert drafts.of_officer(work.connection, "lan")[0].values == {"name": "Đường"}


def test_a_draft_leaves_no_entry_in_the_journal(register: Register) -> None:
    with register.writing() as work:
        drafts.keep(work.connection, None, "lan", "visit", "", AT, {"name": "Đường"})
    assert work.changes == []


VALUES = st.dictionaries(
    st.text(max_size=8),
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.text(max_size=20) | st.lists(st.text(max_size=5)),
    max_size=5,
)


@given(VALUES)
def test_a_draft_comes_back_as_it_was_typed(register: Register, values: dict[str, object]) -> None:
    with register.writing() as work:
        kept = drafts.keep(work.connection, None, "lan", "visit", "", AT, values)
        (draft,) = drafts.of_officer(work.connection, "lan")
        drafts.drop(work.connection, kept)
    assert draft.values == values
