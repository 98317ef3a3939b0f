"""Every check of the reference files fires on a file that is broken in that one way."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reception_tui.domain.errors import ReferenceBroken
from reception_tui.domain.kinds import PetitionKind
from reception_tui.domain.reference import Reference
from reception_tui.domain.rules import Flag, Unit
from reception_tui.store.reference import build, version_of

INSTRUMENT = """
[instrument]
code = "L1"
title_vi = "Luật"
title_en = "Law"
in_force = 2020-01-01
source = "văn bản"
sure = "primary"
"""
PROVISION = """
[[provision]]
rule = "R-01"
stage = "R"
kinds = ["complaint"]
instances = []
duty = "accept"
measure = "limit"
from_event = "received"
limit = 10
unit = "WD"
article = "Điều 1"
article_en = "art. 1"
in_force = 2020-01-01
what_vi = "Thụ lý"
what_en = "Accept"
source = "văn bản"
sure = "primary"
"""
LAW = INSTRUMENT + PROVISION
SIGN_IN = """
least_digits = 6
least_letters = 8
most = 128
least_different = 3
runs_allowed = false
common = ["112233"]
free_failures = 3
waits = [30, 60]
locked_after = 12
command_line = false
"""
CALENDAR = """
year = 2026
complete = true
[[day_off]]
on = 2026-01-01
what_vi = "Tết Dương lịch"
what_en = "New Year"
decision = "Luật"
[[worked_saturday]]
on = 2026-01-10
what_vi = "Làm bù"
what_en = "Worked"
decision = "Công văn"
"""
BODIES = """
[[body]]
code = "UBND"
name_vi = "UBND tỉnh"
type = "people_committee"
level = "province"
[[body]]
code = "BTCD"
name_vi = "Ban Tiếp công dân"
type = "office"
level = "province"
parent = "UBND"
[[commune]]
code = "21025"
name = "Phường Cẩm Thành"
from = 2025-07-01
[[old_commune]]
code = "21025"
name = "Phường Nguyễn Nghiêm"
until = 2025-06-30
successor = "21025"
"""
FIELDS = """
[[field]]
code = "land"
name_vi = "Đất đai"
name_en = "Land"
[field.group]
complaint = "1"
denunciation = "2"
recommendation = "3"
old_complaint = "4"
old_denunciation = "5"
old_recommendation = "6"
"""
ROLES = """
[[role]]
code = "handler"
name_vi = "Người xử lý"
name_en = "Handler"
acts = ["classify"]
"""
FOLLOW_UP = """
assumed_delivery_days = 3
recommendation_answer_days = 15
recommendation_answer_unit = "WD"
supplement_review_days = 10
ladder = [5, 2, 1]
reminder_every = 10
rounds_before_escalation = 2
"""
BOARD = """
body = "BTCD"
place = "Quảng Ngãi"
"""
WHOLE = {
    "law/one.toml": LAW,
    "calendar/2026.toml": CALENDAR,
    "bodies/all.toml": BODIES,
    "words/fields.toml": FIELDS,
    "office/roles.toml": ROLES,
    "office/follow-up.toml": FOLLOW_UP,
    "office/board.toml": BOARD,
    "office/sign-in.toml": SIGN_IN,
    "office/privacy.toml": "hide_after_minutes = 3\nhide_key_asks_pin = true\n",
}
SECOND_VERSION = PROVISION.replace("R-01", "R-02").replace("in_force = 2020-01-01", "in_force = 2024-01-01")


def broken(files: dict[str, str]) -> ReferenceBroken:
    with pytest.raises(ReferenceBroken) as refused:
        build(files)
    return refused.value


def with_file(name: str, text: str) -> dict[str, str]:
    return WHOLE | {name: text}


def changed(name: str, old: str, new: str) -> dict[str, str]:
    assert WHOLE[name].count(old) >= 1, old
    return with_file(name, WHOLE[name].replace(old, new, 1))


def test_the_files_here_are_whole() -> None:
    found = build(WHOLE)
    assert found.book.stages() == ("R",)
    assert found.directory.communes["21025.2025"].successors == ("21025",)
    assert found.office.due_soon_within() == 5


def test_the_files_that_came_with_the_program_are_whole(reference: Reference) -> None:
    assert len(reference.book.provisions) > 50
    assert len(reference.directory.bodies) > 400
    assert set(range(2020, 2027)) <= reference.calendar.complete_years
    assert {"receiver", "handler", "head", "auditor", "keeper"} <= set(reference.roles)


FAULTS = [
    # law, as a whole
    (with_file("law/one.toml", LAW + SECOND_VERSION), "overlap", "R first"),
    (
        with_file("law/one.toml", LAW + "until = 2023-06-30\n" + SECOND_VERSION),
        "gap",
        "R 2023-07-01 – 2023-12-31",
    ),
    (with_file("law/one.toml", LAW + PROVISION), "twice", "R-01"),
    (
        changed("law/one.toml", 'measure = "limit"', 'measure = "limit"\nuntil = 2019-12-31'),
        "ends_before_start",
        "R-01",
    ),
    (with_file("law/one.toml", INSTRUMENT + PROVISION.replace('"văn bản"', '""')), "no_source", "R-01"),
    (changed("law/one.toml", 'article = "Điều 1"', 'article = ""'), "no_source", "R-01"),
    (
        with_file(
            "law/one.toml",
            LAW + '[[gap]]\nstage = "X"\nfrom = 2020-01-01\nuntil = 2020-02-01\nwhy_vi = "?"\nwhy_en = "?"\n',
        ),
        "unknown_stage",
        "X",
    ),
    (
        with_file(
            "law/codes.toml",
            '[[refusal]]\ncode = "TC1"\nwhat_vi = "a"\nwhat_en = "a"\n'
            '[[refusal]]\ncode = "TC1"\nwhat_vi = "b"\nwhat_en = "b"\nin_force = 2026-07-01\n',
        ),
        "overlap",
        "TC1",
    ),
    # law, file by file
    (with_file("law/two.toml", INSTRUMENT), "twice", "L1"),
    (with_file("law/one.toml", PROVISION), "missing", "instrument"),
    (changed("law/one.toml", "limit = 10\n", ""), "missing", "R-01 limit"),
    (changed("law/one.toml", 'unit = "WD"\n', ""), "missing", "R-01 unit"),
    (changed("law/one.toml", 'unit = "WD"', 'unit = "weeks"'), "not_a_choice", "R-01 unit=weeks"),
    (changed("law/one.toml", "limit = 10", 'limit = "10"'), "wrong_type", "R-01 limit"),
    (changed("law/one.toml", "limit = 10", "limit = true"), "wrong_type", "R-01 limit"),
    (changed("law/one.toml", 'kinds = ["complaint"]', 'kinds = ["complain"]'), "not_a_choice", "R-01 kinds=complain"),
    (changed("law/one.toml", 'kinds = ["complaint"]', 'kinds = "complaint"'), "not_a_list", "R-01 kinds"),
    (with_file("law/one.toml", LAW + 'extension = "twice"\n'), "not_a_table", "R-01 extension"),
    (
        with_file("law/one.toml", LAW + "[provision.extension]\neach_at_most = 30\n"),
        "missing",
        "R-01 extension count, decision",
    ),
    (with_file("law/one.toml", "provision = 5\n" + INSTRUMENT), "not_a_table", "provision"),
    (changed("law/one.toml", "in_force = 2020-01-01", 'in_force = "2020"'), "not_a_date", "instrument in_force"),
    (
        changed("law/one.toml", "in_force = 2020-01-01", "in_force = 2020-01-01T00:00:00"),
        "not_a_date",
        "instrument in_force",
    ),
    (changed("law/one.toml", "in_force = 2020-01-01", "since = 2020-01-01"), "missing", "instrument in_force"),
    (changed("law/one.toml", 'sure = "primary"', 'sure = "quite"'), "not_a_choice", "instrument sure=quite"),
    # calendar
    (changed("calendar/2026.toml", "on = 2026-01-01", "on = 2025-01-01"), "wrong_year", "2025-01-01 2025-01-01"),
    (changed("calendar/2026.toml", "on = 2026-01-10", "on = 2026-01-12"), "not_a_weekend", "2026-01-12"),
    (changed("calendar/2026.toml", "on = 2026-01-01", "on = 2026-01-10"), "off_and_worked", "2026-01-10"),
    (with_file("calendar/2026b.toml", CALENDAR), "twice", "2026-01-01 2026-01-01"),
    (changed("calendar/2026.toml", "year = 2026\n", ""), "missing", "year"),
    (changed("calendar/2026.toml", 'decision = "Luật"\n', ""), "missing", "2026-01-01 decision"),
    (changed("calendar/2026.toml", "complete = true", 'complete = "yes"'), "wrong_type", "complete"),
    # bodies
    (changed("bodies/all.toml", 'parent = "UBND"', 'parent = "HĐND"'), "unknown_body", "BTCD → HĐND"),
    (
        changed("bodies/all.toml", 'parent = "UBND"', 'until = 2025-01-01\nsuccessors = ["X"]'),
        "unknown_body",
        "BTCD → X",
    ),
    (
        changed("bodies/all.toml", 'parent = "UBND"', 'until = 2025-01-01\nsuccessors = ["BTCD"]'),
        "succeeds_itself",
        "BTCD",
    ),
    (changed("bodies/all.toml", 'successor = "21025"', 'successor = "9"'), "unknown_body", "21025.2025 → 9"),
    (changed("bodies/all.toml", 'code = "BTCD"', 'code = "UBND"'), "twice", "UBND UBND"),
    (changed("bodies/all.toml", "until = 2025-06-30\n", ""), "twice", "21025 21025"),
    (changed("bodies/all.toml", 'name_vi = "UBND tỉnh"\n', ""), "missing", "UBND name_vi"),
    (changed("bodies/all.toml", 'parent = "UBND"', 'successors = ["UBND", 5]'), "not_a_list", "BTCD successors"),
    # words and office
    (with_file("words/fields.toml", ""), "missing", "field"),
    (changed("words/fields.toml", 'denunciation = "2"\n', ""), "missing", "land group denunciation"),
    (changed("words/fields.toml", "[field.group]", "[field.groups]"), "missing", "land group"),
    (changed("office/roles.toml", '"classify"', '"clasify"'), "unknown_act", "handler → clasify"),
    (changed("office/follow-up.toml", "ladder = [5, 2, 1]", "ladder = []"), "missing", "ladder"),
    (changed("office/follow-up.toml", "ladder = [5, 2, 1]\n", ""), "missing", "ladder"),
    (changed("office/follow-up.toml", "ladder = [5, 2, 1]", 'ladder = ["5"]'), "not_a_list", "ladder"),
    (changed("office/follow-up.toml", "reminder_every = 10\n", ""), "missing", "reminder_every"),
    (
        changed("office/follow-up.toml", '_unit = "WD"', '_unit = "hours"'),
        "not_a_choice",
        "recommendation_answer_unit=hours",
    ),
    (changed("office/board.toml", '"BTCD"', '"XYZ"'), "unknown_body", "XYZ"),
    (changed("office/privacy.toml", "3", "0"), "not_a_choice", "hide_after_minutes=0"),
]


@pytest.mark.parametrize(("files", "what", "where"), FAULTS, ids=[f"{what} {where}" for _, what, where in FAULTS])
def test_a_broken_file_is_refused_with_what_is_wrong_and_where(files: dict[str, str], what: str, where: str) -> None:
    found = broken(files)
    assert (found.values["what"], found.values["where"]) == (what, where)
    assert found.field


def test_a_file_that_is_not_toml_is_refused_by_its_name() -> None:
    found = broken(with_file("law/one.toml", "[instrument\n"))
    assert (found.field, found.values["what"]) == ("law/one.toml", "not_toml")


@pytest.mark.parametrize(
    "name", ["office/follow-up.toml", "office/board.toml", "office/sign-in.toml", "office/privacy.toml"]
)
def test_a_setting_file_that_is_not_there_is_missed(name: str) -> None:
    found = broken({one: text for one, text in WHOLE.items() if one != name})
    assert (found.field, found.values["what"]) == (name, "missing")


def test_every_fault_is_told_and_not_only_the_first() -> None:
    files = changed("bodies/all.toml", 'parent = "UBND"', 'parent = "HĐND"')
    files["office/roles.toml"] = ROLES.replace('"classify"', '"clasify"')
    assert {fault.what for fault in broken(files).values["faults"]} == {"unknown_body", "unknown_act"}


def test_a_declared_gap_is_no_fault() -> None:
    gap = '[[gap]]\nstage = "R"\nfrom = 2023-07-01\nuntil = 2023-12-31\nwhy_vi = "?"\nwhy_en = "?"\n'
    files = with_file("law/one.toml", LAW + "until = 2023-06-30\n" + SECOND_VERSION + gap)
    assert len(build(files).book.provisions) == 2
    short = files | {"law/one.toml": files["law/one.toml"].replace("until = 2023-12-31", "until = 2023-12-30")}
    assert broken(short).values["what"] == "gap"


def test_versions_that_tell_instances_apart_do_not_overlap() -> None:
    first = LAW.replace("instances = []", 'instances = ["first"]')
    second = PROVISION.replace("R-01", "R-02").replace("instances = []", 'instances = ["second"]')
    assert len(build(with_file("law/one.toml", first + second)).book.provisions) == 2


def test_a_provision_is_read_whole() -> None:
    text = (
        LAW
        + """
note_vi = "ghi chú"
warn_limit = 7
warn_unit = "CD"
[[provision.variant]]
rule = "R-01r"
when = ["remote", "complex"]
limit = 60
[provision.extension]
each_at_most = 30
[provision.extension.count]
complex = 1
especially_complex = 2
[provision.extension.decision]
by_vi = "người giải quyết"
before_expiry = false
[provision.pause]
[[provision.pause.grounds]]
code = "awaiting_result"
what_vi = "chờ kết quả"
what_en = "awaiting a result"
from = 2021-01-01
"""
    )
    provision = build(with_file("law/one.toml", text)).book.provisions[0]
    assert provision.kinds == {PetitionKind.COMPLAINT}
    assert (provision.warn_limit, provision.warn_unit) == (7, Unit.CALENDAR_DAYS)
    variant = provision.variants[0]
    assert variant.when == {Flag.REMOTE, Flag.COMPLEX}
    assert (variant.limit, variant.unit) == (60, Unit.WORKING_DAYS)
    assert provision.extension is not None
    assert (provision.extension.count_none, provision.extension.count_complex) == (0, 1)
    assert not provision.extension.before_expiry
    assert [ground.holds_on(date(2020, 12, 31)) for ground in provision.pause_grounds] == [False]


@given(st.sampled_from(sorted(WHOLE)), st.integers(0, 2000), st.integers(0, 40), st.text(max_size=6))
def test_no_damage_to_a_file_is_ever_a_crash(name: str, start: int, length: int, put: str) -> None:
    text = WHOLE[name]
    start %= len(text)
    try:
        found = build(with_file(name, text[:start] + put + text[start + length :]))
    except ReferenceBroken:
        return
    assert found.office.ladder


def test_any_change_of_a_file_changes_its_version() -> None:
    first = version_of(WHOLE, "calendar/")
    assert version_of(changed("calendar/2026.toml", "Luật", "luật"), "calendar/") != first
    assert version_of(changed("law/one.toml", "Luật", "luật"), "calendar/") == first
    assert build(WHOLE).calendar.version == first


@pytest.mark.parametrize(
    ("name", "right", "wrong", "where"),
    [
        ("calendar/2026.toml", "[[day_off]]", "[[dayoff]]\non = 2026-01-05\n\n[[day_off]]", "dayoff"),
        ("law/luat-khieu-nai-2011.toml", "limit = 90", "limmit = 90\nlimit = 90", "provision[1].limmit"),
        ("office/follow-up.toml", "reminder_every = 10", "reminder_every = 10\nreminder_evry = 5", "reminder_evry"),
    ],
    ids=["a table", "a name in a table", "a setting"],
)
def test_a_misspelt_name_is_refused_and_never_passed_over(
    seed_files: dict[str, str], name: str, right: str, wrong: str, where: str
) -> None:
    assert right in seed_files[name]
    with pytest.raises(ReferenceBroken) as refused:
        build(seed_files | {name: seed_files[name].replace(right, wrong, 1)})
    assert (refused.value.field, refused.value.values["what"]) == (name, "unknown_name")
    assert refused.value.values["where"] == where
