"""Who may speak for a group (Law on Citizen Reception 2013, art. 29)."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reception_tui.domain.delegations import Party, check_party
from reception_tui.domain.errors import HeadCountTooSmall, NobodyNamed, TooManyRepresentatives
from reception_tui.domain.people import PersonEntry
from reception_tui.domain.reference import Reference

TODAY = date(2026, 11, 23)


def party(
    reference: Reference,
    named: int,
    representatives: int = 0,
    head_count: int | None = None,
    *,
    appointment: bool = True,
    day: date = TODAY,
) -> Party:
    people = [PersonEntry(f"Người {i}", representative=i < representatives) for i in range(named)]
    return check_party(people, head_count, appointment, reference.book, day)


@pytest.mark.parametrize(
    ("people", "is_delegation", "most"),
    [(1, False, None), (4, False, None), (5, True, 2), (10, True, 2), (11, True, 5), (136, True, 5)],
)
def test_five_make_a_delegation_and_eleven_may_have_five_representatives(
    reference: Reference, people: int, is_delegation: bool, most: int | None
) -> None:
    found = party(reference, people, min(people, most or 0))
    assert found.is_delegation is is_delegation
    assert (found.rule and found.rule.representatives_max) == most
    assert (found.rule and found.rule.representatives_min) == (1 if most else None)


@pytest.mark.parametrize(("people", "most"), [(5, 2), (10, 2), (11, 5), (40, 5)])
def test_one_representative_more_than_the_law_allows_is_refused(reference: Reference, people: int, most: int) -> None:
    assert party(reference, people, most).representatives == most
    with pytest.raises(TooManyRepresentatives) as refused:
        party(reference, people, most + 1)
    assert refused.value.field == "people"
    assert refused.value.values["most"] == most


def test_the_head_count_decides_and_not_how_many_are_named(reference: Reference) -> None:
    assert party(reference, 3, 3, head_count=11).is_delegation
    with pytest.raises(TooManyRepresentatives):
        party(reference, 3, 3, head_count=10)


def test_fewer_than_five_may_all_speak_for_themselves(reference: Reference) -> None:
    found = party(reference, 4, 4)
    assert found.rule is None
    assert not found.lacks_representative
    assert not found.lacks_appointment


def test_a_group_without_representatives_is_received_and_the_lack_is_told(reference: Reference) -> None:
    found = party(reference, 12)
    assert found.lacks_representative
    assert not party(reference, 12, 1).lacks_representative


def test_a_group_without_a_written_appointment_is_received_and_the_lack_is_told(reference: Reference) -> None:
    assert party(reference, 12, 2, appointment=False).lacks_appointment
    assert not party(reference, 12, 2, appointment=True).lacks_appointment
    assert not party(reference, 4, 2, appointment=False).lacks_appointment


def test_those_who_came_and_are_not_named_are_counted(reference: Reference) -> None:
    found = party(reference, 3, 1, head_count=12)
    assert (found.head_count, found.missing_names) == (12, 9)


def test_a_visit_with_a_head_count_needs_no_names(reference: Reference) -> None:
    assert party(reference, 0, head_count=3).head_count == 3


@pytest.mark.parametrize(("named", "head_count"), [(0, None), (0, 0), (0, -3)])
def test_a_visit_of_nobody_is_refused(reference: Reference, named: int, head_count: int | None) -> None:
    with pytest.raises(NobodyNamed):
        party(reference, named, head_count=head_count)


def test_a_head_count_below_the_names_is_refused(reference: Reference) -> None:
    with pytest.raises(HeadCountTooSmall) as refused:
        party(reference, 3, head_count=2)
    assert (refused.value.field, refused.value.values["named"]) == ("head_count", 3)


@given(named=st.integers(0, 15), extra=st.integers(0, 200), speakers=st.integers(0, 15))
def test_the_rule_of_representation_holds_for_every_size(
    reference: Reference, named: int, extra: int, speakers: int
) -> None:
    count, speakers = named + extra, min(speakers, named)
    most = None if count < 5 else 2 if count <= 10 else 5
    if count < 1:
        with pytest.raises(NobodyNamed):
            party(reference, named, speakers, count)
    elif most is not None and speakers > most:
        with pytest.raises(TooManyRepresentatives):
            party(reference, named, speakers, count)
    else:
        found = party(reference, named, speakers, count)
        assert found.is_delegation is (count >= 5)
        assert found.missing_names == extra
        assert found.lacks_representative is (most is not None and speakers == 0)
