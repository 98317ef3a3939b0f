"""Every check of the deciding tables fires on a file that is broken in that one way; whole ones have no fault."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator

import pytest

from reception_tui.domain.competence_table import Competence
from reception_tui.domain.dispositions import Matrix
from reception_tui.domain.eligibility import EligibilityRules
from reception_tui.domain.errors import ReferenceBroken
from reception_tui.domain.reference import Reference
from reception_tui.domain.sendings import SendingRules
from reception_tui.store.reference.checks import ReferenceFault
from reception_tui.store.reference.deciding import (
    read_competence,
    read_eligibility,
    read_matrix,
    read_sending_rules,
)
from reception_tui.store.reference.deciding_checks import competence_faults, eligibility_faults, matrix_faults

DECISIONS, ELIGIBILITY, COMPETENCE = "law/decisions.toml", "law/eligibility.toml", "law/competence.toml"
NAMES = (DECISIONS, ELIGIBILITY, COMPETENCE)


def faults(files: dict[str, str], reference: Reference) -> Iterator[ReferenceFault]:
    parsed = {name: tomllib.loads(text) for name, text in files.items()}
    law = {name: table for name, table in parsed.items() if name in NAMES}
    bodies = {name: table for name, table in parsed.items() if name.startswith("bodies/")}
    matrix = read_matrix(law)
    read_sending_rules(law)
    yield from eligibility_faults(read_eligibility(law), reference.book, matrix)
    yield from matrix_faults(matrix, reference.book)
    yield from competence_faults(read_competence(law, bodies), reference.directory)


def changed(files: dict[str, str], name: str, old: str, new: str) -> dict[str, str]:
    assert old in files[name], old
    return files | {name: files[name].replace(old, new, 1)}


def table_of(text: str, key: str, code: str) -> str:
    """Return the text of one table of a list, with those inside it."""
    start = text.index(f'[[{key}]]\ncode = "{code}"\n')
    ends = [text.find(f"\n[[{other}]]", start + 1) for other in (key, "situation", "form", "competent", "office")]
    return text[start : min((end for end in ends if end > 0), default=len(text))]


def test_the_tables_that_came_with_the_program_are_whole(seed_files: dict[str, str], reference: Reference) -> None:
    assert list(faults(seed_files, reference)) == []


def test_what_no_file_holds_is_empty_and_no_fault(reference: Reference) -> None:
    assert read_eligibility({}) == EligibilityRules()
    assert read_matrix({}) == Matrix()
    assert read_competence({}, {}).rules == ()
    assert read_sending_rules({}) is None
    assert list(faults({}, reference)) == []


def test_the_office_says_from_which_forwarding_a_note_is_needed(seed_files: dict[str, str]) -> None:
    assert read_sending_rules({COMPETENCE: tomllib.loads(seed_files[COMPETENCE])}) == SendingRules(head_note_from=4)


def test_bodies_give_their_fields_to_the_table(seed_files: dict[str, str]) -> None:
    bodies = {name: tomllib.loads(text) for name, text in seed_files.items() if name.startswith("bodies/")}
    found: Competence = read_competence({}, bodies)
    assert {"STNMT", "SNNMT", "BTNMT", "BNNMT"} <= set(found.ladder.fields["land"])


READING = [
    (DECISIONS, 'situations = ["imminent_harm"]', 'situations = ["harm"]', "not_a_choice", "situations=harm"),
    (DECISIONS, 'as = "to_investigators"', 'as = "to_police"', "not_a_choice", "as=to_police"),
    (DECISIONS, 'kinds = ["complaint"]', 'kinds = ["complain"]', "not_a_choice", "kinds=complain"),
    (DECISIONS, "rank = 10\n", "", "missing", "rank"),
    (DECISIONS, 'code = "signs_of_crime"', 'code = "imminent_harm"', "twice", "imminent_harm"),
    (DECISIONS, 'code = "TT05-02"', 'code = "TT05-01"', "twice", "TT05-01"),
    (ELIGIBILITY, 'fact = "translated"', 'fact = "in_vietnamese"', "twice", "in_vietnamese"),
    (ELIGIBILITY, "{ translated = true }", "{ translate = true }", "not_a_choice", "translate"),
    (ELIGIBILITY, "{ translated = true }", "{ }", "missing", "fact"),
    (ELIGIBILITY, "wanted = true\n", "", "missing", "wanted"),
    (ELIGIBILITY, "wanted = true\n", 'wanted = "yes"\n', "wrong_type", "wanted"),
    (COMPETENCE, 'find = "up"', 'find = "down"', "not_a_choice", "find=down"),
    (COMPETENCE, 'tiers = ["commune"]', 'tiers = ["village"]', "not_a_choice", "tiers=village"),
    (COMPETENCE, 'code = "district_chairman"', 'code = "commune_chairman"', "twice", "commune_chairman"),
    (COMPETENCE, "head_note_from = 4", 'head_note_from = "4"', "wrong_type", "sending head_note_from"),
]


@pytest.mark.parametrize(
    ("name", "old", "new", "what", "where"), READING, ids=[f"{one[3]}-{one[4]}" for one in READING]
)
def test_a_table_that_cannot_be_read_is_refused_with_what_and_where(
    seed_files: dict[str, str], reference: Reference, name: str, old: str, new: str, what: str, where: str
) -> None:
    files = changed(seed_files, name, old, new)
    with pytest.raises(ReferenceBroken) as refused:
        list(faults(files, reference))
    assert refused.value.field == name
    assert refused.value.values["what"] == what
    assert refused.value.values["where"].endswith(where)


CHECKS = [
    # the matrix
    (DECISIONS, "in_force = 2026-07-01", "in_force = 2026-07-02", "gap", "2026-07-01"),
    (DECISIONS, "until = 2026-06-30", "until = 2026-07-01", "overlap", "2026-07-01"),
    (DECISIONS, 'code = "D-01-TC"', 'code = "D-01-KN"', "twice", "D-01-KN"),
    (DECISIONS, "rank = 20", "rank = 10", "twice", "situation rank"),
    (DECISIONS, 'form = "TT05-02"', 'form = "TT05-09"', "unknown_code", "TT05-09"),
    (DECISIONS, 'limit = "TC-16"', 'limit = "TC-99"', "unknown_stage", "TC-99"),
    (DECISIONS, 'limit_second = "KN-06"', 'limit_second = "KN-99"', "unknown_stage", "KN-99"),
    (DECISIONS, 'article_en = "Law on Denunciations 2018, art. 27(2)"', 'article_en = ""', "no_source", "D-01-TC"),
    (DECISIONS, 'as = "no_action"', 'as = "accept"', "not_a_choice", "accept"),
    (DECISIONS, 'as = "guide_to_supplement"', 'as = "keep_on_file"', "twice", "choice"),
    (
        DECISIONS,
        'kinds = ["denunciation"]\njurisdictions = ["other"]\nrank = 155',
        'kinds = ["complaint"]\njurisdictions = ["other"]\nrank = 155',
        "not_a_choice",
        "in_person",
    ),
    # the checklist
    (ELIGIBILITY, 'reason = "KD1"', 'reason = "KD8"', "unknown_code", "KD8"),
    (
        ELIGIBILITY,
        '[[eligibility_question]]\nfact = "dated"',
        '[[eligibility_question]]\nfact = "other_reason"',
        "twice",
        "",
    ),
    (ELIGIBILITY, "until = 2021-11-14", "until = 2021-11-15", "overlap", "2021-11-15"),
    (
        ELIGIBILITY,
        'disposition = "guide_to_supplement"\nunreachable = "keep_on_file"\nform = "TT05-02"',
        'disposition = "guide_to_supplement"\nunreachable = "keep_on_file"\nform = "TT05-99"',
        "unknown_code",
        "TT05-99",
    ),
    # the table of who is competent
    (COMPETENCE, "in_force = 2026-07-01", "in_force = 2026-07-02", "gap", "2026-07-01"),
    (COMPETENCE, "until = 2026-06-30", "until = 2026-07-01", "overlap", "2026-07-01"),
    (COMPETENCE, 'code = "C-KN-01b"', 'code = "C-KN-01a"', "twice", "C-KN-01a"),
    (COMPETENCE, 'office = "commune_chairman"', 'office = "village_head"', "unknown_code", "village_head"),
    (COMPETENCE, 'office = "commune_chairman"', 'why = "nobody"', "missing", "office or why"),
    (COMPETENCE, 'bodies = ["BNV"]', 'bodies = ["BNV2"]', "unknown_body", "BNV2"),
    (COMPETENCE, 'bodies = ["BNV"]\n', "", "missing", "home_minister bodies"),
    (
        COMPETENCE,
        'find = "up"\nname_vi = "Bộ trưởng, Thủ trưởng cơ quan ngang bộ"\nname_en = "Minister"\ntier = "ministry"',
        'find = "up"\nname_vi = "Bộ trưởng, Thủ trưởng cơ quan ngang bộ"\nname_en = "Minister"',
        "missing",
        "minister tier",
    ),
    (COMPETENCE, 'province = "UBND"', 'province = "UBND2"', "unknown_body", "UBND2"),
    (COMPETENCE, 'superior = "TTG"', 'superior = "TTG2"', "unknown_body", "TTG2"),
    (COMPETENCE, 'types = ["press"]', 'types = ["radio"]', "no_tier", "BAOQN"),
    (
        COMPETENCE,
        "in_force = 2025-07-01\nuntil = 2026-06-30",
        "in_force = 2026-07-01\nuntil = 2026-06-30",
        "ends_before_start",
        "C-KN-01b",
    ),
]


@pytest.mark.parametrize(("name", "old", "new", "what", "where"), CHECKS, ids=[f"{one[3]}-{one[4]}" for one in CHECKS])
def test_what_does_not_hold_of_a_table_is_told(
    seed_files: dict[str, str], reference: Reference, name: str, old: str, new: str, what: str, where: str
) -> None:
    files = changed(seed_files, name, old, new)
    try:
        found = list(faults(files, reference))
    except ReferenceBroken as broken:
        found = [ReferenceFault(name, broken.values["what"], broken.values["where"])]
    assert any(fault.what == what and where in fault.where for fault in found), found[:5]


def test_a_cell_that_is_left_out_is_a_gap_on_every_day(seed_files: dict[str, str], reference: Reference) -> None:
    text = seed_files[DECISIONS]
    files = seed_files | {DECISIONS: text.replace(table_of(text, "decision", "D-21"), "")}
    assert [fault.where for fault in faults(files, reference)] == ["denunciation other in_person 2021-01-01"]


def test_a_line_that_is_left_out_is_a_gap_for_every_rank(seed_files: dict[str, str], reference: Reference) -> None:
    text = seed_files[COMPETENCE]
    files = seed_files | {COMPETENCE: text.replace(table_of(text, "competent", "C-KN-04"), "")}
    found = list(faults(files, reference))
    assert {fault.what for fault in found} == {"gap"}
    assert len(found) == 5
    assert all("complaint first administrative subunit" in fault.where for fault in found)


def test_a_question_that_is_left_out_is_missed(seed_files: dict[str, str], reference: Reference) -> None:
    text = seed_files[ELIGIBILITY]
    start = text.index('[[eligibility_question]]\nfact = "provable"')
    cut = text[start : text.index("\n[[eligibility_question]]", start)]
    found = list(faults(seed_files | {ELIGIBILITY: text.replace(cut, "")}, reference))
    assert {fault.what for fault in found} == {"missing"}
    assert any("question provable" in fault.where for fault in found)


def test_a_situation_that_is_left_out_is_missed(seed_files: dict[str, str], reference: Reference) -> None:
    text = seed_files[DECISIONS]
    files = seed_files | {DECISIONS: text.replace(table_of(text, "situation", "under_secrecy").split("# ---")[0], "")}
    assert ("missing", "situation under_secrecy") in {(fault.what, fault.where) for fault in faults(files, reference)}


def test_a_decision_with_neither_choice_nor_duty_is_missed(seed_files: dict[str, str], reference: Reference) -> None:
    text = seed_files[DECISIONS]
    whole = table_of(text, "decision", "D-21")
    bare = whole.split("[[decision.choice]]")[0]
    found = list(faults(seed_files | {DECISIONS: text.replace(whole, bare)}, reference))
    assert ("missing", "D-21 choice, duty") in {(fault.what, fault.where) for fault in found}


@pytest.mark.parametrize("kind", ["complaint", "denunciation", "recommendation"])
def test_a_kind_without_a_checklist_is_a_gap(seed_files: dict[str, str], reference: Reference, kind: str) -> None:
    others = [one for one in ("complaint", "denunciation", "recommendation") if one != kind]
    text = seed_files[ELIGIBILITY].replace(f'kinds = ["{kind}"]', f'kinds = ["{others[0]}"]')
    text = text.replace('kinds = ["complaint", "denunciation", "recommendation"]', f'kinds = ["{others[0]}"]')
    text = text.replace('kinds = ["complaint", "recommendation"]', f'kinds = ["{others[0]}"]')
    found = list(faults(seed_files | {ELIGIBILITY: text}, reference))
    assert any(fault.what == "gap" and f"eligibility {kind}" in fault.where for fault in found)


def test_a_reason_without_a_notice_is_a_gap(seed_files: dict[str, str], reference: Reference) -> None:
    text = seed_files[ELIGIBILITY].replace(
        '[[eligibility_notice]]\nreason = "KD4"', '[[eligibility_notice]]\nreason = "KD7"'
    )
    found = list(faults(seed_files | {ELIGIBILITY: text}, reference))
    assert any(fault.what == "gap" and "eligibility_notice KD4" in fault.where for fault in found)
