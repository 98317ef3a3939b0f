"""Whether a denouncer came before is told to who may open both cases, and to nobody else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reception_tui.desk.checking import check
from reception_tui.desk.door import Desk, Outcome
from reception_tui.desk.queries.find import find
from reception_tui.domain.office import Officer
from reception_tui.store import fingerprints, keys, seals
from tests.conftest import CHEAP, PIN

if TYPE_CHECKING:
    from tests.conftest import Act

AUTHOR = {"name": "Trần Thị Kín", "id_number": "051082004321", "phone": "0905444333"}
OTHER = {"name": "Lê Văn Lộ", "id_number": "051082009999"}
FIRST, SECOND, THIRD = "D-2026-0001", "D-2026-0002", "D-2026-0003"


@pytest.fixture
def thrice(act: Act, desk: Desk) -> Desk:
    """Three denunciations: two by the same person, the second time without a number and without marks."""
    for who in (AUTHOR, {"name": "TRAN THI KIN"}, OTHER):
        no = act("register_petition", petitioners=[who], title="Đơn tố cáo", content="x").no
        act("classify", petition=no, kind="denunciation", jurisdiction="other")
    desk.keyring.close()
    return desk


def opened(act: Act, no: str) -> list[str]:
    """Return the codes that opening a case tells as earlier ones."""
    outcome: Outcome = act("open_identity", petition=no, reason="x", pin=PIN)
    return [one.values["codes"] for one in outcome.notices if one.code == "denounced_before"]


def test_who_opens_a_case_is_told_the_codes_of_the_others_by_the_same_person(act: Act, thrice: Desk) -> None:
    assert opened(act, SECOND) == ["TC-2026-0001"]
    assert opened(act, FIRST) == ["TC-2026-0002"]
    assert opened(act, THIRD) == []
    assert check(thrice) == []


def test_an_officer_who_holds_one_case_but_not_the_key_learns_nothing(
    act: Act, thrice: Desk, acts_of: Callable[[Desk], Act]
) -> None:
    made = keys.made_for(PIN, cost=CHEAP)
    given = {"public_key": made.public_key, "wrapped_key": made.wrapped}
    act("change_officer", code="binh", name="Bình", roles=["receiver"], **given)
    opened(act, SECOND)
    act("share_case", petition=SECOND, officer="binh")
    theirs = replace(thrice, officer=Officer("binh", "Bình", frozenset({"receiver"})))
    assert opened(acts_of(theirs), SECOND) == []


def test_a_recused_officer_is_not_told_of_the_matter(act: Act, thrice: Desk) -> None:
    act("recuse", officer="lan", petition=FIRST, ground="related")
    assert opened(act, SECOND) == []


@pytest.mark.parametrize("typed", ["Trần Thị Kín", "tran thi kin", "0905 444 333", "051082004321"])
def test_a_sealed_name_is_found_as_a_code_only_while_the_key_is_open(act: Act, thrice: Desk, typed: str) -> None:
    def found() -> set[str]:
        with thrice.reading_opened() as work:
            return {
                hit.title for hit in find(work, thrice.reference, typed, 20, thrice.today) if hit.book == "petition"
            }

    assert found() == set()
    opened(act, THIRD)
    assert found() >= {"TC-2026-0001"}
    assert "TC-2026-0003" not in found()
    thrice.keyring.close()
    assert found() == set()


def test_the_file_shows_neither_who_nor_that_two_are_by_the_same(act: Act, thrice: Desk) -> None:
    opened(act, FIRST)
    with thrice.register.reading() as work:
        digests = [row["digest"] for row in work.rows("fingerprint")]
        assert len(digests) == len(set(digests)) == 6
        assert fingerprints.cases_like(work, fingerprints.texts_asked("Trần Thị Kín"), bytes(32)) == []
    guesses = {seals.fingerprint("name tran thi kin", key, salt) for key in (b"", bytes(32)) for salt in (b"", b"1")}
    assert guesses.isdisjoint(digests)


def test_a_new_lock_of_the_key_leaves_earlier_fingerprints_of_use(act: Act, thrice: Desk) -> None:
    opened(act, FIRST)
    with thrice.register.writing() as work:
        search = fingerprints.search_case(work)
        assert search is not None
        keys.take_case(work, search, set(), 1)
    thrice.keyring.close()
    with thrice.register.reading() as work:
        pair = keys.private_key_of(work, "lan", PIN)
        key = keys.case_key(work, search, pair)
        assert key is not None
        assert len(key) == 64
        assert fingerprints.cases_like(work, {"name tran thi kin"}, key) == [1, 2]
