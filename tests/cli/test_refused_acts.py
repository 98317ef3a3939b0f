"""Refused acts, one for each kind of trouble: code, field and one sentence, and no trace; tests/desk has them all."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.cli.conftest import VISIT, Json, Reception, Scene, as_lines

UNCLASSIFIED, DENUNCIATION, CLOSED, VOIDED, ACCEPTED = (f"D-2026-000{n}" for n in range(1, 6))
TOMORROW = "2026-11-03"


def group(size: int, representatives: int) -> list[Json]:
    """Return a delegation of so many people, the first of whom represent it."""
    return [{"name": f"Người {n}"} | ({"representative": True} if n < representatives else {}) for n in range(size)]


def petition(content: str, **fields: Any) -> Json:
    base = {"act": "register_petition", "content": content, "channel": "post", "petitioners": [{"name": "Lê Văn Tám"}]}
    return base | {"received_on": "2026-11-02"} | fields


def classified(no: str, kind: str, **fields: Any) -> Json:
    base = {"act": "classify", "petition": no, "kind": kind, "field": "land", "eligible": True, "jurisdiction": "other"}
    return base | fields


SETTING = [
    VISIT,
    petition("Chưa phân loại"),
    petition("Tố cáo nhận tiền", against={"body": "SNNMT"}),
    classified(DENUNCIATION, "denunciation"),
    petition("Khiếu nại đã hướng dẫn"),
    classified(CLOSED, "complaint"),
    {"act": "dispose", "petition": CLOSED, "as": "guide"},
    petition("Nhập nhầm"),
    {"act": "void", "petition": VOIDED, "why": "nhập hai lần"},
    petition("Khiếu nại đã thụ lý"),
    classified(ACCEPTED, "complaint", jurisdiction="ours"),
    {"act": "dispose", "petition": ACCEPTED, "as": "accept"},
    {"act": "undo", "entry": 2},
]
CLASSIFY = classified(UNCLASSIFIED, "complaint")
FORWARD = {"act": "forward", "petition": DENUNCIATION, "to": "TTr"}
OUTCOME = {"act": "record_outcome", "petition": ACCEPTED, "result": "wrong"}
CORRECT = {"act": "correct", "petition": UNCLASSIFIED, "set": {"title": "Tên mới"}, "why": "gõ nhầm"}
NO_JSON = ("not json", '{"act": "log_visit", "content": ', "[]", "null", "[" * 100_000)

# What, the act, and the code and field that the answer has to name.
REFUSED: list[tuple[str, Json | str, str, str | None]] = [
    *((f"a line that is no object, {line[:8]}", line, "not_json", None) for line in NO_JSON),
    ("no act", {}, "unknown_act", "act"),
    ("an act that is a list", {"act": ["log_visit"]}, "unknown_act", "act"),
    ("a visit with blank content", VISIT | {"content": " \t "}, "missing_field", "content"),
    ("a visit whose content is an object", VISIT | {"content": {"a": 1}}, "bad_shape", "content"),
    ("a visit tomorrow", VISIT | {"at": TOMORROW}, "date_in_future", "at"),
    ("a visit on no day of any calendar", VISIT | {"at": "2026-02-30"}, "bad_date", "at"),
    ("a visit with an unknown result", VISIT | {"result": "frob"}, "bad_choice", "result"),
    ("a refusal with an unknown code", VISIT | {"result": "refused", "refusal": "TC5"}, "unknown_code", "refusal"),
    ("three representatives of five", VISIT | {"people": group(5, 3)}, "too_many_representatives", "people"),
    ("six representatives of eleven", VISIT | {"people": group(11, 6)}, "too_many_representatives", "people"),
    ("heads beyond measure", VISIT | {"head_count": 10**30}, "bad_number", "head_count"),
    ("a petition against an unknown body", petition("x", against={"body": "NO"}), "unknown_body", "against.body"),
    ("a petition from an unknown visit", petition("x", visit="LT-2026-0099"), "unknown_record", "visit"),
    ("classifying an unknown petition", CLASSIFY | {"petition": "D-2026-0999"}, "unknown_record", "petition"),
    ("classifying what is void", CLASSIFY | {"petition": VOIDED}, "record_void", "petition"),
    ("classifying what is closed", CLASSIFY | {"petition": CLOSED}, "move_not_allowed", "petition"),
    ("classifying what was seen before", CLASSIFY | {"version": 99}, "changed_since", "petition"),
    ("accepting what is not classified", {"act": "dispose", "petition": UNCLASSIFIED, "as": "accept"},
     "not_classified", "petition"),
    ("returning a denunciation", {"act": "dispose", "petition": DENUNCIATION, "as": "return"},
     "disposition_not_lawful", "as"),
    ("a paper dated with a word", OUTCOME | {"document": {"number": "1", "date": "nay"}}, "bad_date", "document.date"),
    ("a denunciation to the denounced body", FORWARD | {"to": "SNNMT"}, "sent_to_accused", "to"),
    ("a denunciation to a body under it", FORWARD | {"to": "VPDKDD"}, "sent_to_accused", "to"),
    ("the denounced body as a co-handler", FORWARD | {"co_handlers": ["SNNMT"]}, "sent_to_accused", "co_handlers"),
    ("reminding about what nobody has", {"act": "remind", "petition": ACCEPTED}, "no_open_referral", "petition"),
    ("an outcome of another instance", OUTCOME | {"result": "upheld"}, "bad_choice", "result"),
    ("resuming what is not paused", {"act": "resume", "petition": ACCEPTED, "stage": "KN-02"}, "not_paused", "stage"),
    ("extending a complaint", {"act": "extend", "petition": ACCEPTED, "days": 15}, "extension_refused", "days"),
    ("doing what is not owed", {"act": "fulfil", "petition": ACCEPTED, "stage": "KN-03"}, "no_clock_running", "stage"),
    ("splitting into one", {"act": "split", "petition": UNCLASSIFIED, "parts": [{"content": "một"}]},
     "too_few_parts", "parts"),
    ("correcting without a reason", CORRECT | {"why": " "}, "missing_field", "why"),
    ("correcting the number", CORRECT | {"set": {"no": "D-2026-0777"}}, "field_not_correctable", "no"),
    ("undoing the founding of the register", {"act": "undo", "entry": 1}, "not_undoable", "entry"),
    ("undoing what was built upon", {"act": "undo", "entry": 6}, "changed_after", "entry"),
    ("undoing twice", {"act": "undo", "entry": 2}, "already_undone", "entry"),
]  # fmt: skip
IDS = [case[0] for case in REFUSED]


def everything(reception: Reception) -> list[tuple[Any, ...]]:
    """Return every row of every table."""
    names = [name for (name,) in reception.rows("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    return [(name, *row) for name in names for row in reception.rows(f'SELECT * FROM "{name}"')]


def play(reception: Reception) -> None:
    """Set the scene, try everything that is forbidden in both languages, and keep what was said."""
    reception.do(*SETTING)
    before = everything(reception)
    text = as_lines(act for _, act, _, _ in REFUSED)
    said: Json = {
        lang: reception.run("act", "-", "--json", "--lang", lang, stdin=text).lines() for lang in ("vi", "en")
    }
    said["unchanged"] = before == everything(reception)
    (reception.folder / "said.json").write_text(json.dumps(said, ensure_ascii=False), "utf-8")


@pytest.fixture
def tried(scene: Scene) -> Json:
    """What the program said to every forbidden act."""
    found: Json = json.loads((scene("refused", play).folder / "said.json").read_text("utf-8"))
    return found


def test_refused_acts_leave_no_trace_in_the_register(tried: Json, scene: Scene) -> None:
    assert tried["unchanged"] is True
    scene("refused", play).clean()


@pytest.mark.parametrize("n", range(len(REFUSED)), ids=IDS)
def test_refused_with_code_and_field_and_a_sentence_in_the_chosen_language(tried: Json, n: int) -> None:
    _, act, code, field = REFUSED[n]
    vietnamese, english = tried["vi"][n], tried["en"][n]
    for answer in (vietnamese, english):
        assert answer["ok"] is False, (act, answer)
        assert set(answer) == {"ok", "error"}
        assert (answer["error"]["code"], answer["error"]["field"]) == (code, field), answer
        assert answer["error"]["message"].endswith((".", "!"))
        assert "\n" not in answer["error"]["message"]
    assert vietnamese["error"]["message"] != english["error"]["message"]


def test_vietnamese_message_holds_no_english_of_the_interpreter(tried: Json) -> None:
    for (name, *_), answer in zip(REFUSED, tried["vi"], strict=True):
        for word in ("Expecting", "not an object", "recursion", "char 0"):
            assert word not in answer["error"]["message"], name


def test_what_stands_just_on_the_lawful_side_is_done(reception: Reception) -> None:
    groups = [VISIT | {"people": group(*sizes)} for sizes in ((1, 0), (5, 1), (5, 2), (10, 2), (11, 1), (11, 5))]
    refusals = [VISIT | {"result": "refused", "refusal": code} for code in ("TC1", "TC2", "TC3", "TC4")]
    reasons = [CLASSIFY | {"eligible": False, "why_not": [f"KD{n}"]} for n in (1, 2, 3, 4, 5, 6, 9)]
    others = [VISIT | {"at": "2026-11-02"}, VISIT | {"people": [], "head_count": 3}, petition("x", signatories=3)]
    reception.do(*SETTING, *groups, *refusals, *reasons, *others)
