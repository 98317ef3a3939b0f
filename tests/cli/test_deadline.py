"""`reception deadline`: what it answers to options and to a batch; the counts themselves are proved in tests/domain."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.cli.conftest import Json, Ran, Reception, as_lines, days

ANSWER = {"stage", "rule", "instrument", "article", "from", "limit", "unit", "due", "state", "days_left", "steps"}
STATES = {"not_started", "running", "due_soon", "due_today", "overdue", "paused", "met", "met_late", "void"}
MARKS = {"counted", "weekend", "holiday", "worked_saturday", "paused", "rolled"}
STAGES = (
    *("TCD-01", "TCD-02", "TCD-04"),
    *("KN-00", "KN-01", "KN-02", "KN-03", "KN-04", "KN-05", "KN-06", "KN-07", "KN-08", "KN-09", "KN-13", "KN-14"),
    *("TC-01", "TC-03", "TC-04", "TC-05", "TC-06", "TC-08", "TC-09", "TC-11"),
)
# A question, its rule, limit, unit and due day, and how many days are counted: by the law and a wall calendar.
COUNTED_BY_HAND: list[tuple[Json, str, int, str, str, int]] = [
    # The last day of Decree 124 and the first of Law 136.
    ({"stage": "KN-01", "on": "2026-06-30"}, "KN-01b", 10, "WD", "2026-07-14", 10),
    ({"stage": "KN-01", "on": "2026-07-01"}, "KN-01c", 7, "WD", "2026-07-10", 7),
    # 24/11/2026 is a day off: passed over, and rolled over.
    ({"stage": "KN-01", "on": "2026-11-20"}, "KN-01c", 7, "WD", "2026-12-02", 7),
    ({"stage": "KN-02", "on": "2026-10-25"}, "KN-02", 30, "CD", "2026-11-25", 30),
    # 22/8/2026 is a worked Saturday, 31/8 to 2/9 are off.
    ({"stage": "TCD-01", "on": "2026-08-19"}, "TCD-01", 10, "WD", "2026-09-04", 10),
    # Eleven days paused: 16/8 is a Sunday.
    (
        {"stage": "KN-02", "on": "2026-07-06", "pause": [["2026-07-16", "2026-07-27"]]},
        *("KN-02", 30, "CD", "2026-08-17", 30),
    ),
    # Extended by 30 days and paused for 11: 13/9 would be a Sunday, 15/9 is the 60th day counted.
    (
        {
            "stage": "TC-06", "on": "2026-07-06", "with": ["complex"],
            "extend": [{"days": 30, "on": "2026-07-28"}], "pause": [["2026-07-16", "2026-07-27"]],
        },
        *("TC-06", 30, "CD", "2026-09-15", 60),
    ),
]  # fmt: skip


@pytest.fixture(scope="module")
def outside(tmp_path_factory: pytest.TempPathFactory) -> Reception:
    """The program where there is no register at all."""
    folder = tmp_path_factory.mktemp("outside")
    return Reception(folder, folder / "none.db")


def ask(outside: Reception, *args: str) -> Ran:
    return outside.bare("deadline", *args, "--today", "2026-11-23")


def batch(outside: Reception, text: str | bytes) -> Ran:
    file = outside.folder / "batch.jsonl"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return ask(outside, "--batch", str(file), "--json")


@pytest.fixture(scope="module")
def answers(outside: Reception) -> list[Json]:
    """The answers to what was counted by hand, then to every stage of the contract, from one batch."""
    lines = [question for question, *_ in COUNTED_BY_HAND]
    ran = batch(outside, as_lines([*lines, *({"stage": stage, "on": "2026-07-15"} for stage in STAGES)]))
    assert (ran.code, ran.err) == (0, "")
    return ran.lines()


@pytest.mark.parametrize("n", range(len(COUNTED_BY_HAND)))
def test_due_day_is_the_one_counted_by_hand_and_the_steps_lead_to_it(answers: list[Json], n: int) -> None:
    question, rule, limit, unit, due, counted = COUNTED_BY_HAND[n]
    answer = answers[n]
    assert {name: answer[name] for name in ("stage", "rule", "from", "limit", "unit", "due")} == {
        "stage": question["stage"], "rule": rule, "from": question["on"], "limit": limit, "unit": unit, "due": due,
    }  # fmt: skip
    steps = answer["steps"]
    assert [step["day"] for step in steps] == days(question["on"], due)[1:], "every day but that of the event"
    assert [step["n"] for step in steps if step["n"] is not None] == list(range(1, counted + 1))
    paused = {day for first, last in question.get("pause", []) for day in days(first, last)[:-1]}
    for step in steps:
        assert step["mark"] in MARKS
        assert step["why"]
        assert (step["n"] is not None) is (step["mark"] in {"counted", "worked_saturday"}), step
        assert (step["mark"] == "paused") is (step["day"] in paused), step


def test_every_stage_of_the_contract_is_known_and_answered_with_its_keys(answers: list[Json]) -> None:
    assert [answer["stage"] for answer in answers[len(COUNTED_BY_HAND) :]] == list(STAGES)
    for answer in answers:
        assert set(answer) >= ANSWER
        assert answer["state"] in STATES
        assert answer["instrument"]
        assert answer["article"]


def test_one_answer_is_the_same_by_options_and_by_batch(outside: Reception) -> None:
    first = ask(
        outside, "TC-06", "--on", "2026-07-06", "--with", "especially_complex,several_places",
        "--extend", "30@2026-07-28", "--extend", "20@2026-09-01", "--pause", "2026-07-16..2026-07-27",
        "--pause", "2026-07-20..2026-07-30", "--done", "2026-10-12", "--as-of", "2026-10-20", "--json",
    )  # fmt: skip
    line = {
        "stage": "TC-06", "on": "2026-07-06", "with": ["several_places", "especially_complex"],
        "extend": [{"days": 20, "on": "2026-09-01"}, {"days": 30, "on": "2026-07-28"}],
        "pause": [["2026-07-20", "2026-07-30"], ["2026-07-16", "2026-07-27"]],
        "done": "2026-10-12", "as_of": "2026-10-20",
    }  # fmt: skip
    assert (first.code, first.err) == (0, "")
    assert [first.document()] == batch(outside, as_lines([line])).lines()
    # 80 days and 14 paused ones from 6/7 on: 8/10.
    assert (first.document()["due"], first.document()["state"]) == ("2026-10-08", "met_late")


def test_open_pause_leaves_the_due_day_unknown_and_tells_it_if_resumed_today(outside: Reception) -> None:
    paused = ("KN-02", "--on", "2026-07-30", "--pause", "2026-08-10..", "--json")
    answer = ask(outside, *paused).document()
    assert (answer["due"], answer["state"]) == (None, "paused")
    # Ten days were counted before it; 23/11 would be the eleventh, 12/12, a Saturday, the thirtieth.
    assert answer["if_resumed_today"] == "2026-12-14"
    # 12/8 would be the eleventh day; the thirtieth is 31/8, and 3/9 is the next working day.
    assert ask(outside, *paused, "--as-of", "2026-08-12").document()["if_resumed_today"] == "2026-09-03"


def test_stage_that_the_law_gives_no_limit_has_no_due_day(outside: Reception) -> None:
    for answer in batch(
        outside, as_lines({"stage": stage, "on": "2026-07-01"} for stage in ("PA-02", "PA-03"))
    ).lines():
        assert (answer["due"], answer["limit"]) == (None, None)


@pytest.mark.parametrize(
    ("args", "field_"),
    [
        (("XX-01", "--on", "2026-07-01"), "stage"),
        (("KN-01",), None),
        (("KN-01", "--on", "2026-07-01", "--with", "frob"), "with"),
        (("KN-01", "--on", "2026-07-01", "--extend", "5"), "extend"),
        (("KN-01", "--on", "2026-07-01", "--pause", "2026-07-02"), "pause"),
        (("--batch", "no-such-file.jsonl"), None),
    ],
)
def test_bad_question_is_bad_usage(outside: Reception, args: tuple[str, ...], field_: str | None) -> None:
    ran = ask(outside, *args, "--json")
    assert ran.code == 2
    error = ran.error()
    assert field_ is None or error["field"] == field_


def test_bad_line_of_a_batch_stops_no_other(outside: Reception) -> None:
    good = {"stage": "KN-01", "on": "2026-07-01"}
    bad: list[Any] = [
        "not json", [], 5, None, {}, {"stage": "XX", "on": "2026-07-01"}, {"stage": "KN-01", "on": "1 July"},
        {"stage": "KN-01", "on": 5}, {"stage": 5, "on": "2026-07-01"}, {"stage": ["KN-01"], "on": "2026-07-01"},
        good | {"with": 5}, good | {"with": [[]]}, good | {"with": ["frob"]}, good | {"pause": "x"},
        good | {"pause": [["2026-07-09", "2026-07-02"]]}, good | {"extend": [5]}, good | {"as_of": "x"},
        good | {"done": []}, good | {"extend": [{"days": "x", "on": "2026-07-02"}]}, good | {"pause": [[1, 2]]},
        good | {"on": "9999-12-31"}, good | {"on": "1950-01-01"}, "[" * 100_000,
    ]  # fmt: skip
    lines = [line for broken in bad for line in (broken if isinstance(broken, str) else json.dumps(broken), good)]
    ran = batch(outside, b"\xef\xbb\xbf" + as_lines(lines).replace("\n", "\r\n\r\n").encode())
    found = ran.lines()
    assert ran.code == 1, "some rows were rejected"
    assert len(found) == len(lines)
    for n, answer in enumerate(found):
        if n % 2:
            assert answer["due"] == "2026-07-10"
        else:
            assert {"code", "field", "message"} <= set(answer["error"]), str(lines[n])[:80]


def test_text_says_days_as_people_write_them_and_reasons_in_the_chosen_language(outside: Reception) -> None:
    shown = [ask(outside, "KN-01", "--on", "2026-11-20", "--lang", lang).out for lang in ("vi", "en")]
    for text in shown:
        assert "02/12/2026" in text
        assert "24/11/2026" in text
        assert "2026-12-02" not in text
    assert not set(shown[0].splitlines()) & set(shown[1].splitlines()) - {""}
