"""Every bound of an extension: how long, how many, how soon, for which cases."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reception_tui.domain.deadline import (
    Clock,
    Deadline,
    Extension,
    ExtensionFault,
    Pause,
    RefusedExtension,
)
from reception_tui.domain.rules import ExtensionPolicy, Flag
from tests.domain.test_deadline_edges import LIMIT, PLAIN, nov, seen

POLICY = ExtensionPolicy(each_at_most=5, count_none=0, count_complex=1, count_especially_complex=2)


def extended(*extensions: Extension, **changes: object) -> Deadline:
    """Five working days from Monday the 2nd, so until the 9th, and what was decided about them."""
    rule = replace(LIMIT, extension=POLICY)
    return seen(replace(Clock(rule, nov(2), extensions=extensions), **changes))  # type: ignore[arg-type]


def refusals(found: Deadline) -> list[tuple[Extension, ExtensionFault, object]]:
    return [(one.extension, one.fault, one.limit) for one in found.refused]


@pytest.mark.parametrize(
    ("extension", "fault", "bound"),
    [
        (Extension(1, nov(1)), ExtensionFault.BEFORE_START, nov(2)),
        (Extension(0, nov(3)), ExtensionFault.TOO_LONG, 5),
        (Extension(6, nov(3)), ExtensionFault.TOO_LONG, 5),
        (Extension(1, nov(10)), ExtensionFault.AFTER_EXPIRY, nov(9)),
    ],
    ids=lambda value: str(value) if isinstance(value, ExtensionFault) else "",
)
def test_a_refused_extension_adds_nothing_and_names_the_bound_it_broke(
    extension: Extension, fault: ExtensionFault, bound: object
) -> None:
    found = extended(extension)
    assert refusals(found) == [(extension, fault, bound)]
    assert (found.limit, found.allowance, found.due, found.assumed) == (5, 5, nov(9), None)


@pytest.mark.parametrize(
    "extension",
    [Extension(1, nov(2)), Extension(5, nov(2)), Extension(1, nov(9)), Extension(5, nov(9)), Extension(2, nov(4))],
)
def test_an_extension_counts_from_the_first_day_to_the_due_day_up_to_its_full_length(extension: Extension) -> None:
    found = extended(extension)
    assert found.refused == ()
    assert (found.limit, found.allowance) == (5, 5 + extension.days)
    assert found.due == PLAIN.add_working_days(nov(9), extension.days)


def test_a_rule_that_knows_no_extension_refuses_each_in_order() -> None:
    first, second = Extension(1, nov(3)), Extension(1, nov(4))
    found = seen(Clock(LIMIT, nov(2), extensions=(second, first)))
    assert found.refused == (
        RefusedExtension(first, ExtensionFault.NOT_KNOWN),
        RefusedExtension(second, ExtensionFault.NOT_KNOWN),
    )
    assert (found.allowance, found.assumed) == (5, None)


def test_a_second_extension_is_measured_against_the_extended_limit() -> None:
    """The first moves the due day from the 9th to the 12th."""
    in_time = extended(Extension(3, nov(5)), Extension(1, nov(12)))
    assert (in_time.refused, in_time.due) == ((), nov(13))
    late = extended(Extension(3, nov(5)), Extension(1, nov(13)))
    assert refusals(late) == [(Extension(1, nov(13)), ExtensionFault.AFTER_EXPIRY, nov(12))]


@pytest.mark.parametrize(("flags", "most"), [({Flag.COMPLEX}, 1), ({Flag.ESPECIALLY_COMPLEX}, 2), (set(), 2)])
def test_no_more_extensions_count_than_the_complexity_allows(flags: set[Flag], most: int) -> None:
    decided = tuple(Extension(1, nov(day)) for day in (3, 4, 5))
    found = extended(*decided, flags=frozenset(flags))
    assert refusals(found) == [(one, ExtensionFault.TOO_MANY, most) for one in decided[most:]]
    assert found.allowance == 5 + most


def test_of_two_extensions_of_one_day_the_shorter_counts_first_however_they_were_recorded() -> None:
    short, long = Extension(1, nov(3)), Extension(4, nov(3))
    for order in ((short, long), (long, short)):
        found = extended(*order, flags=frozenset({Flag.COMPLEX}))
        assert refusals(found) == [(long, ExtensionFault.TOO_MANY, 1)]


def test_an_extension_after_expiry_counts_where_the_law_does_not_forbid_it() -> None:
    rule = replace(LIMIT, extension=replace(POLICY, before_expiry=False))
    assert extended(Extension(1, nov(20)), rule=rule).due == nov(10)


def test_an_extension_counts_while_the_due_day_is_open() -> None:
    found = extended(Extension(1, nov(20)), pauses=(Pause(nov(4)),))
    assert (found.refused, found.allowance) == ((), 6)


@pytest.mark.parametrize(
    ("flags", "granted", "assumed"),
    [
        (set(), 0, None),
        (set(), 1, Flag.COMPLEX),
        (set(), 2, Flag.ESPECIALLY_COMPLEX),
        ({Flag.REMOTE}, 1, Flag.COMPLEX),
        ({Flag.COMPLEX}, 1, None),
        ({Flag.ESPECIALLY_COMPLEX}, 2, None),
    ],
)
def test_an_extension_assumes_the_least_complexity_that_allows_it_unless_one_is_declared(
    flags: set[Flag], granted: int, assumed: Flag | None
) -> None:
    found = extended(*(Extension(1, nov(3 + i)) for i in range(granted)), flags=frozenset(flags))
    assert (found.refused, found.assumed) == ((), assumed)


def test_an_extension_that_every_case_may_have_assumes_nothing() -> None:
    rule = replace(LIMIT, extension=replace(POLICY, count_none=1))
    assert extended(Extension(1, nov(3)), rule=rule).assumed is None
