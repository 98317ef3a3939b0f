"""Which version of a rule applies on a day, and what it says under the declared circumstances."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reception_tui.domain.errors import NoRuleInForce, UnknownCode, UnknownFlag, UnknownStage
from reception_tui.domain.kinds import Instance, PetitionKind
from reception_tui.domain.reference import Reference, legal_code
from reception_tui.domain.rules import ExtensionPolicy, Flag, Unit, read_flags


@pytest.mark.parametrize(
    ("stage", "on", "rule", "limit", "unit"),
    [
        ("KN-01", date(2012, 7, 1), "KN-01a", 10, Unit.CALENDAR_DAYS),
        ("KN-01", date(2020, 12, 9), "KN-01a", 10, Unit.CALENDAR_DAYS),
        ("KN-01", date(2020, 12, 10), "KN-01b", 10, Unit.WORKING_DAYS),
        ("KN-01", date(2026, 6, 30), "KN-01b", 10, Unit.WORKING_DAYS),
        ("KN-01", date(2026, 7, 1), "KN-01c", 7, Unit.WORKING_DAYS),
        ("KN-06", date(2026, 7, 1), "KN-06c", 7, Unit.WORKING_DAYS),
        ("TC-01", date(2018, 12, 31), "TC-91", 10, Unit.CALENDAR_DAYS),
        ("TC-01", date(2019, 1, 1), "TC-01", 7, Unit.WORKING_DAYS),
        ("TC-06", date(2018, 12, 31), "TC-91c", 60, Unit.CALENDAR_DAYS),
        ("TC-06", date(2019, 1, 1), "TC-06", 30, Unit.CALENDAR_DAYS),
        ("TCD-02", date(2026, 11, 23), "TCD-02", 7, Unit.WORKING_DAYS),
    ],
)
def test_the_day_of_the_event_decides_which_version_applies(
    reference: Reference, stage: str, on: date, rule: str, limit: int, unit: Unit
) -> None:
    found = reference.book.rule_on(stage, on)
    assert (found.rule, found.limit, found.unit) == (rule, limit, unit)


def test_before_its_law_a_stage_has_no_rule(reference: Reference) -> None:
    with pytest.raises(NoRuleInForce) as refused:
        reference.book.rule_on("KN-01", date(2012, 6, 30))
    assert refused.value.values == {"stage": "KN-01", "on": date(2012, 6, 30)}


def test_an_unknown_stage_is_refused_with_those_that_are_known(reference: Reference) -> None:
    with pytest.raises(UnknownStage) as refused:
        reference.book.rule_on("KN-99", date(2026, 1, 1))
    assert "KN-01" in refused.value.values["choices"]


@given(day=st.dates(date(2012, 7, 1), date(2030, 12, 31)), instance=st.sampled_from([None, *Instance]))
def test_on_no_day_do_two_versions_of_a_stage_apply(reference: Reference, day: date, instance: Instance | None) -> None:
    for stage in reference.book.stages():
        fitting = [
            one for one in reference.book.in_force_on(day) if one.stage == stage and instance and one.fits(instance)
        ]
        assert len(fitting) <= 1
        if fitting:
            assert reference.book.rule_on(stage, day, instance) is fitting[0]


def test_the_instance_decides_where_first_and_second_differ(reference: Reference) -> None:
    day = date(2026, 11, 23)
    assert reference.book.rule_on("KN-15", day, Instance.FIRST).rule == "KN-15b"
    assert reference.book.rule_on("KN-15", day, Instance.SECOND).rule == "KN-15c"
    with pytest.raises(NoRuleInForce):
        reference.book.rule_on("KN-15", day, Instance.AGAIN)


@pytest.mark.parametrize(
    ("stage", "flags", "rule", "limit"),
    [
        ("KN-02", set(), "KN-02", 30),
        ("KN-02", {Flag.COMPLEX}, "KN-02", 45),
        ("KN-02", {Flag.REMOTE}, "KN-02r", 45),
        ("KN-02", {Flag.REMOTE, Flag.COMPLEX}, "KN-02r", 60),
        ("KN-07", set(), "KN-07", 45),
        ("KN-07", {Flag.COMPLEX}, "KN-07", 60),
        ("KN-07", {Flag.REMOTE, Flag.COMPLEX}, "KN-07r", 70),
        ("KN-02", {Flag.SEVERAL_PLACES}, "KN-02", 30),
        ("TC-01", {Flag.SEVERAL_PLACES}, "TC-01", 10),
        ("KN-14", {Flag.COMPLEX}, "KN-14", 45),
    ],
)
def test_declared_circumstances_choose_the_variant(
    reference: Reference, stage: str, flags: set[Flag], rule: str, limit: int
) -> None:
    found = reference.book.rule_on(stage, date(2026, 11, 23)).limit_under(frozenset(flags))
    assert found is not None
    assert found[:2] == (rule, limit)


@given(flags=st.frozensets(st.sampled_from(list(Flag))), stage=st.sampled_from(["KN-02", "KN-07", "TC-01", "KN-14"]))
def test_a_declared_circumstance_never_shortens_a_limit(
    reference: Reference, flags: frozenset[Flag], stage: str
) -> None:
    provision = reference.book.rule_on(stage, date(2026, 11, 23))
    plain, under = provision.limit_under(frozenset()), provision.limit_under(flags)
    assert plain is not None
    assert under is not None
    assert under[1] >= plain[1]


def test_a_duty_without_a_limit_has_none_under_any_circumstance(reference: Reference) -> None:
    assert reference.book.rule_on("PA-02", date(2026, 11, 23)).limit_under(frozenset(Flag)) is None


@pytest.mark.parametrize(
    ("flags", "count"),
    [(set(), 2), ({Flag.COMPLEX}, 1), ({Flag.ESPECIALLY_COMPLEX}, 2), ({Flag.COMPLEX, Flag.ESPECIALLY_COMPLEX}, 2)],
)
def test_complexity_decides_how_often_a_limit_may_be_extended_and_undeclared_the_most_is_open(
    flags: set[Flag], count: int
) -> None:
    policy = ExtensionPolicy(30, count_none=0, count_complex=1, count_especially_complex=2)
    assert policy.count(frozenset(flags)) == count


def test_flags_are_read_by_name_and_unknown_ones_refused() -> None:
    assert read_flags(["remote", "complex"]) == {Flag.REMOTE, Flag.COMPLEX}
    assert read_flags([]) == frozenset()
    with pytest.raises(UnknownFlag) as refused:
        read_flags(["remote", "far"])
    assert refused.value.values["value"] == "far"


def test_a_legal_code_is_found_in_any_case_and_only_while_it_is_in_force(reference: Reference) -> None:
    codes = reference.book.refusals
    assert legal_code(codes, " tc3 ", date(2026, 1, 1), "refusal").code == "TC3"
    before = legal_code(codes, "TC4", date(2026, 6, 30), "refusal")
    after = legal_code(codes, "TC4", date(2026, 7, 1), "refusal")
    assert before != after
    with pytest.raises(UnknownCode) as refused:
        legal_code(codes, "TC1", date(2014, 6, 30), "refusal")
    assert (refused.value.field, refused.value.values["choices"]) == ("refusal", ())
    with pytest.raises(UnknownCode) as refused:
        legal_code(codes, "TC9", date(2026, 1, 1), "refusal")
    assert refused.value.values["choices"] == ("TC1", "TC2", "TC3", "TC4")


def test_every_provision_names_its_instrument_article_and_source(reference: Reference) -> None:
    for provision in reference.book.provisions:
        assert provision.instrument in reference.book.instruments
        assert provision.article
        assert provision.source


def test_a_version_ends_on_the_day_before_the_next_begins(reference: Reference) -> None:
    for stage in ("KN-01", "KN-06", "TC-01", "TC-06", "TCD-07"):
        versions = [one for one in reference.book.provisions if one.stage == stage]
        for earlier, later in pairwise(versions):
            assert earlier.until == later.in_force - timedelta(days=1)


def test_a_delegation_is_of_five_people_in_every_year_since_the_law(reference: Reference) -> None:
    assert {reference.book.delegation_from(date(year, 7, 1)) for year in range(2014, 2031)} == {5}
    with pytest.raises(NoRuleInForce):
        reference.book.delegation_from(date(2014, 6, 30))


def test_a_subject_field_has_a_group_for_each_kind_of_petition(reference: Reference) -> None:
    for field in reference.fields.values():
        assert set(field.groups) == set(PetitionKind)
        assert set(field.old_groups) == set(PetitionKind)
    assert reference.field("land").code == "land"
    with pytest.raises(UnknownCode):
        reference.field("sea")
