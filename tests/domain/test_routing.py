"""Who is competent: every line of the table against the lawyers' rows, abolished bodies, and never the accused."""

from __future__ import annotations

import ast
import csv
import string
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reception_tui.domain import routing
from reception_tui.domain.bodies import Directory
from reception_tui.domain.competence_table import Competence, CompetenceRule, Matter
from reception_tui.domain.kinds import Instance, PetitionKind
from reception_tui.domain.routing import ALARMS, Asked, Route, route
from reception_tui.domain.rules import Certainty
from reception_tui.domain.sendings import (
    OverrideFault,
)
from reception_tui.domain.tiers import Ladder, Rank, Tier, rank_of
from reception_tui.i18n.labels import has_label
from reception_tui.i18n.routing import MATTERS, RANKS, WHY, of_why
from reception_tui.store.reference import _of, _parse
from reception_tui.store.reference.deciding import read_competence
from reception_tui.store.reference.files import read_files
from reception_tui.store.reference.places import read_directory

K, N = PetitionKind, Instance
TABLE = Path(__file__).parent / "cells" / "routing.csv"
ROWS = list(csv.DictReader(TABLE.open(encoding="utf-8", newline="")))
NOW = date(2026, 11, 23)
THEN = date(2023, 5, 10)
INSTANCES = {K.COMPLAINT: (N.FIRST, N.SECOND), K.DENUNCIATION: (N.FIRST, N.AGAIN), K.RECOMMENDATION: (N.FIRST,)}
OFFICES = ["", "Chủ tịch", "Giám đốc", "Phó Giám đốc", "Trưởng phòng", "công chức", "Bí thư", "Bí thư, Chủ tịch UBND"]
DAYS = st.dates(date(2021, 1, 1), date(2026, 12, 31))


@cache
def table() -> tuple[Competence, Directory]:
    parsed = {name: _parse(name, text) for name, text in read_files().items()}
    bodies = _of(parsed, "bodies/")
    return read_competence(_of(parsed, "law/"), bodies), read_directory(bodies)


def routed(kind: PetitionKind, body: str = "", office: str = "", on: date = NOW, **more: object) -> Route:
    return route(*table(), Asked(kind, on, against_body=body, against_office=office, **more))  # type: ignore[arg-type]


def codes(found: Route) -> set[str]:
    return {why.code for why in found.why}


def asked_of(row: dict[str, str]) -> Asked:
    return Asked(
        K(row["kind"]),
        date.fromisoformat(row["on"]),
        N(row["instance"]),
        row["against_body"],
        row["against_office"],
        row["field"],
        row["commune"],
        Matter(row["matter"]),
    )


def name_of(row: dict[str, str]) -> str:
    parts = (row["rule"] or "none", row["instance"], row["against_body"], row["against_office"], row["on"])
    return "-".join(filter(None, parts))


@pytest.mark.parametrize("row", ROWS, ids=name_of)
def test_every_line_is_as_the_table_of_the_lawyers_says(row: dict[str, str]) -> None:
    found = route(*table(), asked_of(row))
    assert (found.body, "|".join(found.alternatives)) == (row["body"], row["alternatives"])
    assert (found.rule, found.article_vi) == (row["rule"], row["article"])
    alarms = [why.code for why in found.why if why.code in ALARMS] if found.is_alarm else []
    assert "|".join(alarms) == row["alarm"]
    assert bool(alarms) is found.is_alarm


def test_no_cell_of_the_table_is_without_a_row() -> None:
    competence, directory = table()
    told = {cell_of(competence, directory, row) for row in ROWS if row["rule"]}
    told |= {(rule, instance, None, None) for rule, instance, _, _ in told}
    for rule in competence.rules:
        for cell in cells_of(rule):
            assert cell in told, cell
    assert all(row["article"] for row in ROWS if row["rule"])


def cell_of(
    competence: Competence, directory: Directory, row: dict[str, str]
) -> tuple[str, str, Tier | None, Rank | None]:
    tier = None
    if row["against_body"]:
        tier = competence.ladder.tier_of(directory, directory.bodies[row["against_body"]])
    return row["rule"], row["instance"], tier, rank_of(row["against_office"])


def cells_of(rule: CompetenceRule) -> list[tuple[str, str, Tier | None, Rank | None]]:
    """Return the cells of a line: for each instance each rung and rank, or only the instance where it holds for all."""
    if not rule.tiers:
        return [(rule.code, instance.value, None, None) for instance in rule.instances]
    return [
        (rule.code, instance.value, tier, rank)
        for instance in rule.instances
        for tier in rule.tiers
        for rank in rule.ranks or Rank
    ]


# What the laws say, written out beside the table.


@pytest.mark.parametrize(
    ("on", "second"), [(THEN, "UBND-TPQN"), (date(2025, 6, 30), "UBND-TPQN"), (date(2025, 7, 1), "UBND"), (NOW, "UBND")]
)
def test_a_complaint_about_a_commune_is_first_its_chairmans_then_the_districts_and_since_2025_the_provinces(
    on: date, second: str
) -> None:
    commune = "21010.2025" if on < date(2025, 7, 1) else "21025"
    assert routed(K.COMPLAINT, commune, on=on).body == commune
    found = routed(K.COMPLAINT, commune, on=on, instance=N.SECOND)
    assert found.body == second
    assert {one.body for one in found.excluded} == {commune}


def test_a_department_is_first_its_heads_then_the_provincial_chairmans_under_articles_20_and_21() -> None:
    assert (routed(K.COMPLAINT, "SYT").body, routed(K.COMPLAINT, "SYT").office) == ("SYT", "department_head")
    assert routed(K.COMPLAINT, "SYT", instance=N.SECOND).body == "UBND"


def test_the_provincial_chairmans_own_decision_goes_on_to_the_minister_of_the_field_under_article_23_3() -> None:
    assert routed(K.COMPLAINT, "UBND", instance=N.SECOND, field="land").body == "BNNMT"
    assert routed(K.COMPLAINT, "UBND", on=THEN, instance=N.SECOND, field="land").body == "BTNMT"
    assert "field_needed" in codes(routed(K.COMPLAINT, "UBND", instance=N.SECOND))


def test_two_ministries_of_one_field_are_alternatives_and_neither_is_chosen() -> None:
    found = routed(K.COMPLAINT, "UBND", on=THEN, instance=N.SECOND, field="policy")
    assert (found.body, set(found.alternatives)) == ("", {"BNV", "BLDTBXH"})
    assert "several_competent" in codes(found)


def test_there_is_no_second_complaint_about_a_minister_under_article_7_2() -> None:
    assert "court_only" in codes(routed(K.COMPLAINT, "BNV", instance=N.SECOND))


@pytest.mark.parametrize(
    ("office", "to"), [("Chủ tịch", "UBND"), ("Phó Chủ tịch", "UBND"), ("", "UBND"), ("công chức địa chính", "21025")]
)
def test_the_rank_decides_about_a_denunciation_in_a_commune_under_article_13(office: str, to: str) -> None:
    assert routed(K.DENUNCIATION, "21025", office).body == to


def test_the_head_of_a_department_is_never_judged_in_it_under_article_13_4() -> None:
    found = routed(K.DENUNCIATION, "SNNMT", "Giám đốc", field="land")
    assert found.body == "UBND"
    assert {one.body: one.why.code for one in found.excluded} == {"SNNMT": "is_accused"}


def test_the_provincial_chairman_is_the_prime_ministers_and_his_departments_are_kept_out_under_article_13_8() -> None:
    found = routed(K.DENUNCIATION, "UBND", "Chủ tịch", field="land")
    assert found.body == "TTG"
    assert {one.body: one.why.code for one in found.excluded} == {"SNNMT": "under_accused", "UBND": "is_accused"}


def test_a_dissolved_district_leads_to_whoever_managed_it_under_article_12_5() -> None:
    found = routed(K.DENUNCIATION, "UBND-TPQN", "Chủ tịch")
    assert found.body == "UBND"
    assert {"succeeded", "dissolved", "not_read"} <= codes(found)
    assert found.sure is Certainty.INFERRED
    gone = next(why for why in found.why if why.code == "succeeded")
    assert gone.values["until"] == date(2025, 6, 30)
    assert "203/2025/QH15" in gone.values["source"]
    assert "21025" in gone.values["heirs"]
    assert {one.body: one.why.code for one in found.excluded}["21025"] == "took_over"


def test_a_complaint_about_a_dissolved_district_needs_the_commune_and_is_not_guessed() -> None:
    unsure = routed(K.COMPLAINT, "UBND-TPQN")
    assert unsure.is_alarm
    assert "21025" in unsure.alternatives
    named = routed(K.COMPLAINT, "UBND-TPQN", commune="21025")
    assert (named.body, "heir_by_commune" in codes(named)) == ("21025", True)
    assert routed(K.COMPLAINT, "UBND-LYSON").body == "21548"


def test_all_that_took_over_have_one_superior_so_a_second_complaint_is_sure() -> None:
    assert routed(K.COMPLAINT, "UBND-TPQN", instance=N.SECOND).body == "UBND"


def test_a_merged_department_is_judged_where_its_people_are_now_under_article_12_4() -> None:
    assert routed(K.DENUNCIATION, "STNMT", "chuyên viên").body == "SNNMT"
    head = routed(K.DENUNCIATION, "STNMT", "Giám đốc")
    assert (head.body, "merged" in codes(head)) == ("UBND", True)
    assert routed(K.DENUNCIATION, "SLDTBXH", "chuyên viên", field="health").body == "SYT"
    assert routed(K.DENUNCIATION, "SLDTBXH", "chuyên viên").is_alarm


def test_a_unit_whose_department_came_later_stands_under_the_forerunner_of_its_field() -> None:
    assert routed(K.COMPLAINT, "VPDKDD", on=THEN, instance=N.SECOND).body == "STNMT"
    assert routed(K.COMPLAINT, "VPDKDD", on=NOW, instance=N.SECOND).body == "SNNMT"


def test_a_body_that_did_not_exist_on_the_day_is_told_and_not_replaced() -> None:
    assert "accused_not_yet" in codes(routed(K.COMPLAINT, "SNNMT", on=THEN))


def test_party_members_go_to_the_inspection_commission_under_article_12_4_b_of_the_reception_law() -> None:
    assert routed(K.DENUNCIATION, "21025", "Bí thư Đảng ủy").body == "UBKTTU"
    both = routed(K.DENUNCIATION, "21025", "Bí thư, Chủ tịch UBND phường")
    assert (both.body, both.alternatives) == ("UBND", ("UBKTTU",))
    assert "party_member" in codes(both)
    assert routed(K.DENUNCIATION, "TU", "Bí thư Tỉnh ủy").body == "UBKTTW"


@pytest.mark.parametrize(
    ("matter", "to"), [(Matter.PARTY, "VPTU"), (Matter.COUNCIL, "VPDDBQH"), (Matter.INTERNAL_AFFAIRS, "BNCTU")]
)
def test_what_lies_outside_the_administration_goes_to_those_who_sit_at_the_seat(matter: Matter, to: str) -> None:
    assert routed(K.RECOMMENDATION, matter=matter).body == to


def test_when_the_council_office_itself_is_denounced_nobody_is_guessed() -> None:
    found = routed(K.DENUNCIATION, "VPDDBQH", matter=Matter.COUNCIL)
    assert "all_barred" in codes(found)
    assert found.alternatives == ("TTHDND",)


def test_proceedings_name_the_bodies_and_choose_none_under_article_3_5() -> None:
    found = routed(K.COMPLAINT, matter=Matter.PROCEEDINGS)
    assert (found.body, found.alternatives) == ("", ("CAT", "VKST", "TAT", "THADS"))


def test_a_crime_of_the_police_goes_to_the_procuracy_under_article_27_1() -> None:
    assert routed(K.DENUNCIATION, "SYT", matter=Matter.CRIME).body == "CAT"
    assert routed(K.DENUNCIATION, "CAT", "Giám đốc", matter=Matter.CRIME).body == "VKST"


def test_discipline_goes_to_its_author_the_one_above_and_the_minister_of_home_affairs_under_article_51() -> None:
    of = {"matter": Matter.DISCIPLINE}
    assert routed(K.COMPLAINT, "SYT", **of).body == "SYT"
    assert routed(K.COMPLAINT, "SYT", instance=N.SECOND, **of).body == "UBND"
    assert routed(K.COMPLAINT, "UBND", instance=N.SECOND, **of).body == "BNV"


def test_a_denunciation_again_goes_above_the_one_who_resolved_it_under_article_37_1() -> None:
    assert routed(K.DENUNCIATION, "21025", "công chức", instance=N.AGAIN).body == "UBND"
    assert routed(K.DENUNCIATION, "SYT", "Giám đốc", instance=N.AGAIN).body == "TTG"
    assert routed(K.DENUNCIATION, "UBND-TPQN", "công chức", instance=N.AGAIN).body == "UBND"
    assert routed(K.DENUNCIATION, "UBND-TPQN", "Chủ tịch", instance=N.AGAIN).body == "TTG"


def test_without_an_accused_a_denunciation_is_an_alarm_with_those_of_the_field_beside_it_under_article_41() -> None:
    found = routed(K.DENUNCIATION, field="land")
    assert (found.body, found.alternatives) == ("", ("SNNMT",))
    assert "accused_unknown" in codes(found)
    assert routed(K.COMPLAINT, commune="21025").alternatives == ("21025",)


def test_a_recommendation_goes_to_the_body_the_field_or_the_commune_under_article_26_2() -> None:
    assert routed(K.RECOMMENDATION, "SYT").body == "SYT"
    assert routed(K.RECOMMENDATION, "STNMT").body == "SNNMT"
    assert routed(K.RECOMMENDATION, commune="21025").body == "21025"
    found = routed(K.RECOMMENDATION, field="construction", commune="21025")
    assert (found.body, found.alternatives) == ("SXD", ("21025",))
    assert "nothing_named" in codes(routed(K.RECOMMENDATION))
    assert "field_without_body" in codes(routed(K.RECOMMENDATION, field="other"))


def test_an_empty_table_answers_with_a_reason() -> None:
    empty = Competence(Ladder((), {}), {}, (), "")
    assert {why.code for why in route(empty, table()[1], Asked(K.RECOMMENDATION, NOW)).why} == {"no_rule"}
    found = route(empty, table()[1], Asked(K.COMPLAINT, NOW, against_body="SYT"))
    assert (found.body, {why.code for why in found.why}) == ("", {"accused", "no_tier"})


BODIES = sorted(table()[1].bodies)


@given(
    kind=st.sampled_from(PetitionKind),
    body=st.sampled_from(BODIES),
    office=st.sampled_from(OFFICES),
    again=st.booleans(),
    matter=st.sampled_from(Matter),
    field=st.sampled_from(["", "land", "policy", "health", "corruption", "other"]),
    on=DAYS,
)
def test_nobody_complained_of_and_nobody_under_them_is_ever_named(
    kind: PetitionKind, body: str, office: str, again: bool, matter: Matter, field: str, on: date
) -> None:
    instance = INSTANCES[kind][-1] if again else N.FIRST
    found = route(*table(), Asked(kind, on, instance, body, office, field, matter=matter))
    directory = table()[1]
    named = [code for code in (found.body, *found.alternatives) if code]
    assert {one.body for one in found.excluded}.isdisjoint(named)
    assert all(directory.bodies[code].exists_on(on) for code in named)
    assert bool(found.body) or codes(found) & ALARMS
    if kind is K.RECOMMENDATION:
        return
    heirs = {one.code for one in directory.heirs(directory.bodies[body], on)}
    first_complaint = kind is K.COMPLAINT and instance is N.FIRST
    of_staff = kind is K.DENUNCIATION and rank_of(office) in (Rank.UNIT_HEAD, Rank.STAFF)
    for code in named:
        assert not directory.is_subordinate(code, body) or (code in heirs and (first_complaint or of_staff))


@pytest.mark.parametrize("kind", PetitionKind)
def test_every_body_alive_since_2021_has_a_route_or_a_reason_at_every_turn(kind: PetitionKind) -> None:
    directory = table()[1]
    turns = {date(2021, 1, 1), NOW}
    for body in directory.bodies.values():
        turns |= {day for day in (body.from_, body.until) if day is not None}
        turns |= {body.until + timedelta(days=1)} if body.until is not None else set()
    for on in sorted(day for day in turns if day.year >= 2021):
        for body in (one for one in directory.bodies.values() if one.exists_on(on)):
            for instance in INSTANCES[kind]:
                for office in ("", "giám đốc", "công chức"):
                    found = route(*table(), Asked(kind, on, instance, body.code, office, "land"))
                    assert found.body or codes(found) & ALARMS, (body.code, on, instance, office)
                    assert "no_rule" not in codes(found), (body.code, on, instance, office)
                    assert "no_tier" not in codes(found)


# Words


def raised() -> set[str]:
    """Return every code of a reason that stands in the module or in the table."""
    tree = ast.parse(Path(routing.__file__).read_text(encoding="utf-8"))
    calls = [
        node.args[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Why"
    ]
    written = {arg.value for arg in calls if isinstance(arg, ast.Constant)}
    choices = [arg for call in calls if isinstance(call, ast.IfExp) for arg in (call.body, call.orelse)]
    return (
        written
        | {arg.value for arg in choices if isinstance(arg, ast.Constant)}
        | {rule.why for rule in table()[0].rules if rule.why}
        | ALARMS
        | {"by_field"}
    )


def test_every_reason_has_a_sentence_and_no_sentence_is_without_a_reason() -> None:
    assert {str(code) for code in raised()} == set(WHY)
    assert set(RANKS) == set(Rank)
    assert set(MATTERS) == set(Matter)
    assert all(has_label(fault) for fault in OverrideFault)


@pytest.mark.parametrize("row", ROWS, ids=name_of)
def test_no_sentence_is_left_with_a_hole(row: dict[str, str]) -> None:
    found = route(*table(), asked_of(row))
    for why in (*found.why, *(one.why for one in found.excluded)):
        holes = {name for _, name, _, _ in string.Formatter().parse(WHY[why.code]) if name}
        assert holes <= why.values.keys(), why
        assert "{" not in of_why(why, lambda code: table()[1].bodies[code].name("vi"))
