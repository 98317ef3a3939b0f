"""Never to the one whom a petition denounces, nor to anybody under them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reception_tui.domain.bodies import Body, Directory
from reception_tui.domain.competence import Office, check_receiver, office_of
from reception_tui.domain.errors import SentToAccused
from reception_tui.domain.kinds import Instance, PetitionKind

K, N = PetitionKind, Instance


def body(code: str, parent: str | None = None) -> Body:
    return Body(code, code, code, code, "other", "province", parent)


PLACES = Directory(
    {
        one.code: one
        for one in (body("top"), body("dept", "top"), body("unit", "dept"), body("other", "top"), body("alone"))
    },
    {},
)
STAFF = ["staff", "công chức địa chính", "Cán bộ tư pháp", "nhân viên", "Viên chức", "chuyên viên Phòng 1", "official"]
UNIT_HEADS = ["unit_head", "Trưởng phòng", "Phó phòng", "Phó trưởng phòng Tài nguyên", "đội trưởng"]
HEADS = ["", "head", "Chủ tịch", "Giám đốc Sở", "Trưởng ban", "Trưởng Ban Dân tộc", "Chi cục trưởng", "ai đó"]
DEPUTIES = ["deputy", "Phó Chủ tịch", "phó giám đốc", "vice chairman"]


def is_refused(
    to: str,
    against: str,
    kind: PetitionKind,
    instance: Instance = Instance.FIRST,
    office: str = "",
    *,
    task: bool = False,
) -> bool:
    try:
        check_receiver(
            PLACES,
            PLACES.bodies[to],
            kind=kind,
            instance=instance,
            against_body=against,
            against_office=office,
            field="to",
            task=task,
        )
    except SentToAccused:
        return True
    return False


def test_the_refusal_names_the_receiver_and_the_accused() -> None:
    with pytest.raises(SentToAccused) as refused:
        check_receiver(
            PLACES,
            PLACES.bodies["unit"],
            kind=K.DENUNCIATION,
            instance=N.FIRST,
            against_body="dept",
            against_office="",
            field="co_handlers",
        )
    assert refused.value.field == "co_handlers"
    assert refused.value.values == {"value": "unit", "accused": "dept"}


@pytest.mark.parametrize(
    ("typed", "office"),
    [
        *((one, Office.STAFF) for one in STAFF),
        *((one, Office.UNIT_HEAD) for one in UNIT_HEADS),
        *((one, Office.DEPUTY) for one in DEPUTIES),
        *((one, Office.HEAD) for one in HEADS),
    ],
)
def test_an_office_is_understood_with_or_without_marks_and_else_taken_for_the_head(typed: str, office: Office) -> None:
    assert office_of(typed) is office


@given(st.text(max_size=30))
def test_whatever_is_typed_an_office_is_one_of_four(typed: str) -> None:
    assert office_of(typed) in Office


@pytest.mark.parametrize("instance", [N.FIRST, N.AGAIN])
@pytest.mark.parametrize("office", [*HEADS, *DEPUTIES])
def test_a_denunciation_never_goes_to_the_denounced_nor_under_them(instance: Instance, office: str) -> None:
    for receiver in ("dept", "unit"):
        assert is_refused(receiver, "dept", K.DENUNCIATION, instance, office)
    for receiver in ("top", "other", "alone"):
        assert not is_refused(receiver, "dept", K.DENUNCIATION, instance, office)


@pytest.mark.parametrize("office", [*STAFF, *UNIT_HEADS])
def test_a_denunciation_of_ordinary_staff_goes_to_their_head_but_never_below(office: str) -> None:
    assert not is_refused("dept", "dept", K.DENUNCIATION, office=office)
    assert is_refused("unit", "dept", K.DENUNCIATION, office=office)


def test_a_first_complaint_is_decided_by_the_body_whose_decision_it_attacks() -> None:
    assert not is_refused("dept", "dept", K.COMPLAINT, N.FIRST)


def test_a_first_complaint_never_goes_below_the_body_that_it_attacks() -> None:
    assert is_refused("unit", "dept", K.COMPLAINT, N.FIRST)


def test_a_first_complaint_that_the_chairman_decides_may_be_verified_by_those_under_him() -> None:
    assert not is_refused("unit", "dept", K.COMPLAINT, N.FIRST, task=True)


@pytest.mark.parametrize(("kind", "instance"), [(K.COMPLAINT, N.SECOND), (K.DENUNCIATION, N.FIRST)])
def test_no_other_task_goes_to_the_accused_or_under_them(kind: PetitionKind, instance: Instance) -> None:
    assert is_refused("dept", "dept", kind, instance, task=True)
    assert is_refused("unit", "dept", kind, instance, task=True)


def test_a_second_complaint_goes_above_and_never_back() -> None:
    assert is_refused("dept", "dept", K.COMPLAINT, N.SECOND)
    assert is_refused("unit", "dept", K.COMPLAINT, N.SECOND)
    assert not is_refused("top", "dept", K.COMPLAINT, N.SECOND)


@pytest.mark.parametrize("receiver", ["top", "dept", "unit", "other", "alone"])
def test_a_recommendation_may_go_to_anybody(receiver: str) -> None:
    assert not is_refused(receiver, "dept", K.RECOMMENDATION)


@pytest.mark.parametrize("kind", PetitionKind)
@pytest.mark.parametrize("instance", Instance)
def test_a_petition_against_nobody_may_go_to_anybody(kind: PetitionKind, instance: Instance) -> None:
    assert not any(is_refused(code, "", kind, instance) for code in PLACES.bodies)


@given(
    to=st.sampled_from(sorted(PLACES.bodies)),
    against=st.sampled_from(sorted(PLACES.bodies)),
    kind=st.sampled_from([K.COMPLAINT, K.DENUNCIATION]),
    instance=st.sampled_from(list(Instance)),
    office=st.sampled_from([*STAFF, *UNIT_HEADS, *HEADS, *DEPUTIES]),
)
def test_nobody_below_the_accused_ever_receives_and_nobody_outside_is_ever_kept_out(
    to: str, against: str, kind: PetitionKind, instance: Instance, office: str
) -> None:
    refused = is_refused(to, against, kind, instance, office)
    if not PLACES.is_subordinate(to, against):
        assert not refused
    elif to != against:
        assert refused
