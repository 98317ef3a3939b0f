"""An officer who is recused from a matter can neither open it nor act on it nor see it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from reception_tui.desk.door import Desk, execute, permit_view
from reception_tui.desk.queries.exporting import Wanted, exported
from reception_tui.desk.recusals import kept_from
from reception_tui.domain.commands import Recuse, Undo
from reception_tui.domain.errors import AlreadyRecused, NoRight, NotRecusable, NotUndoable, NoView, Recused
from reception_tui.domain.kinds import Book, RecusalGround
from reception_tui.domain.office import Officer
from reception_tui.domain.rights import View

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from tests.conftest import Act, Dump

RECEIVED, CLASSIFIED, FORWARDED, SPLIT = "D-2026-0001", "D-2026-0002", "D-2026-0003", "D-2026-0007"
VISIT = "LT-2026-0001"
ROLES = frozenset({"receiver", "handler"})


@pytest.fixture
def hoa(office: Desk, do: Act) -> Desk:
    """The desk of a colleague."""
    do("change_officer", code="hoa", name="Hoa", roles=sorted(ROLES))
    return replace(office, officer=Officer("hoa", "Hoa", ROLES))


def kept(desk: Desk, officer: str = "hoa") -> frozenset[str]:
    with desk.register.reading() as work:
        return kept_from(work, officer).numbers


def test_the_record_its_visit_its_parts_and_its_whole_matter_are_kept_from_the_officer(hoa: Desk, do: Act) -> None:
    do("recuse", officer="hoa", petition=RECEIVED, ground="related")
    own_matter = "VV-2026-0001"
    assert kept(hoa) == {RECEIVED, VISIT, own_matter}
    do("recuse", officer="hoa", petition=SPLIT, ground="complained_of")
    assert kept(hoa) == {RECEIVED, VISIT, own_matter, SPLIT, f"{SPLIT}.1", f"{SPLIT}.2"}
    do("link", petition=CLASSIFIED, to=FORWARDED)
    do("recuse", officer="hoa", petition=CLASSIFIED, ground="took_part")
    assert kept(hoa) >= {CLASSIFIED, FORWARDED, "VV-2026-0002"}
    assert kept(hoa, "lan") == frozenset()


ACTS: list[tuple[str, dict[str, Any]]] = [
    ("classify", {"petition": CLASSIFIED, "kind": "complaint"}),
    ("forward", {"petition": CLASSIFIED, "to": "SNNMT"}),
    ("correct", {"petition": CLASSIFIED, "set": {"title": "x"}, "why": "x"}),
    ("issue_letter", {"kind": "receipt", "petition": CLASSIFIED}),
    ("link", {"petition": FORWARDED, "to": CLASSIFIED}),
    ("promise", {"petition": CLASSIFIED, "on": "2026-12-01"}),
    ("recuse", {"petition": CLASSIFIED, "ground": "other"}),
]


@pytest.mark.parametrize(("act", "fields"), ACTS, ids=[act for act, _ in ACTS])
def test_no_act_reaches_it_and_the_refusal_is_journalled(
    hoa: Desk,
    do: Act,
    acts_of: Callable[[Desk], Act],
    dump_file: Callable[[Path], Dump],
    office_path: Path,
    act: str,
    fields: dict[str, Any],
) -> None:
    do("recuse", officer="hoa", petition=CLASSIFIED, ground="related")
    before = dump_file(office_path)
    with pytest.raises(Recused):
        acts_of(hoa)(act, **fields)
    after = dump_file(office_path)
    *entries, refusal = after.pop("entry")
    assert entries == before.pop("entry")
    assert after == before
    assert (refusal[2], refusal[3]) == ("hoa", "refuse")
    assert json.loads(refusal[6])[0]["a"]["why"] == "recused"


def test_an_act_that_reaches_it_by_another_way_is_rolled_back(
    hoa: Desk, do: Act, acts_of: Callable[[Desk], Act]
) -> None:
    done = acts_of(hoa)("classify", petition=CLASSIFIED, kind="recommendation")
    do("recuse", officer="hoa", petition=CLASSIFIED, ground="related")
    with pytest.raises(Recused):
        acts_of(hoa)("undo", entry=done.entry)


def test_its_page_does_not_open_and_it_is_in_no_export(hoa: Desk, do: Act, day: Callable[[int], date]) -> None:
    do("recuse", officer="hoa", petition=CLASSIFIED, ground="related")
    permit_view(hoa, View.RECORDS, FORWARDED)
    with pytest.raises(Recused):
        permit_view(hoa, View.RECORDS, "d-2026-2")
    with hoa.register.reading() as work:
        wanted = Wanted(Book.PETITIONS, day(1), day(30), without=kept_from(work, "hoa").numbers)
        numbers = {row.get("number") for row in exported(work, hoa.reference, wanted).rows}
    assert CLASSIFIED not in numbers
    assert FORWARDED in numbers


def test_everybody_recuses_themselves_but_only_who_may_lift_recuses_others(
    hoa: Desk, do: Act, acts_of: Callable[[Desk], Act]
) -> None:
    with pytest.raises(NoRight):
        acts_of(hoa)("recuse", officer="lan", petition=CLASSIFIED, ground="related")
    acts_of(hoa)("recuse", petition=CLASSIFIED, ground="related")
    with pytest.raises(AlreadyRecused):
        do("recuse", officer="hoa", petition=CLASSIFIED, ground="related")
    with pytest.raises(NoRight):
        acts_of(hoa)("lift_recusal", officer="hoa", petition=CLASSIFIED)


def test_the_head_lets_the_officer_back_but_nobody_themselves_and_nobody_by_undoing(
    office: Desk, hoa: Desk, do: Act, acts_of: Callable[[Desk], Act]
) -> None:
    entry = do("recuse", officer="hoa", petition=CLASSIFIED, ground="related").entry
    with pytest.raises(NotUndoable):
        execute(office, Undo(entry=entry))
    do("lift_recusal", officer="hoa", petition=CLASSIFIED)
    assert kept(hoa) == frozenset()
    acts_of(hoa)("classify", petition=CLASSIFIED, kind="complaint")
    with pytest.raises(NotRecusable):
        do("lift_recusal", officer="hoa", petition=CLASSIFIED)
    execute(office, Recuse(visit=VISIT, ground=RecusalGround.RELATED))
    with pytest.raises(Recused):
        do("lift_recusal", officer="lan", visit=VISIT)


VIEWS = {
    "receiver": {View.RECORDS, View.FIGURES},
    "handler": {View.RECORDS, View.FIGURES, View.EXPORT},
    "head": set(View),
    "auditor": {View.FIGURES, View.JOURNAL, View.OFFICERS},
    "keeper": {View.FIGURES, View.OFFICERS},
}


@pytest.mark.parametrize("view", list(View))
@pytest.mark.parametrize("role", list(VIEWS))
def test_a_role_sees_exactly_what_it_needs_and_a_refusal_is_journalled(
    office: Desk, dump_file: Callable[[Path], Dump], office_path: Path, role: str, view: View
) -> None:
    desk = replace(office, officer=Officer("ai", "Ai", frozenset({role})))
    before = len(dump_file(office_path)["entry"])
    if view in VIEWS[role]:
        permit_view(desk, view)
        assert len(dump_file(office_path)["entry"]) == before
        return
    with pytest.raises(NoView):
        permit_view(desk, view)
    refusal = dump_file(office_path)["entry"][before]
    assert json.loads(refusal[6])[0]["a"] == {"act": f"see_{view}", "missing": view.value, "why": "no_view"}
