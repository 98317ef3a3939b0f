"""The files of phrases and questions are checked when they are read; the office may add its own."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from reception_tui.domain.content import ContentKind, read_content
from reception_tui.domain.errors import ReferenceBroken
from reception_tui.store.reference.content import read_interview, read_phrases
from reception_tui.store.reference.files import seed_folder

FIELDS = (
    "land",
    "policy",
    "administrative",
    "corruption",
    "judicial",
    "environment",
    "construction",
    "education",
    "health",
    "other",
)

WEIGHING = """
[weighing]
gap = 3
negation_reach = 3
again_percent = 40
outside_request_percent = 65
title = 8
answer_from = 12
margin = 4
mixed_from = 27
plain_wish = 12
wording = 20
field_front_percent = 100
spread = 20
sure_from_percent = 40
[lists]
ask = ["xin", "đề nghị"]
"""
REASON = """
[[reason]]
code = "cancel"
role = "request"
for = "complaint"
weight = 30
why_vi = "Yêu cầu hủy"
why_en = "Asks to cancel"
source = "Luật Khiếu nại 2011 Điều 2"
phrases = ["{ask} hủy", "hủy … quyết định"]
"""
QUESTIONS = """
first = "one"
at_most = 2
[[question]]
code = "one"
ask_vi = "Có phải khiếu nại không?"
ask_en = "Is it a complaint?"
article_vi = "Điều 2"
article_en = "art. 2"
yes = "complaint"
no = "two"
[[question]]
code = "two"
ask_vi = "Có phải tố cáo không?"
ask_en = "Is it a denunciation?"
article_vi = "Điều 2"
article_en = "art. 2"
yes = "denunciation"
no = "none"
"""


def words_files(folder: Path) -> dict[str, dict[str, Any]]:
    """Return the words files of a folder, as they are handed to the readers."""
    return {f"words/{path.name}": tomllib.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.toml"))}


def phrases_of(*texts: str) -> Any:
    return read_phrases({f"words/{n}.toml": tomllib.loads(text) for n, text in enumerate(texts)}, FIELDS)


def interview_of(text: str) -> Any:
    return read_interview({"words/interview.toml": tomllib.loads(text)})


def test_the_files_that_come_with_the_program_hold() -> None:
    files = words_files(seed_folder() / "words")
    assert read_phrases(files, FIELDS).patterns
    assert read_interview(files).questions


def test_every_reason_names_its_legal_criterion() -> None:
    for reason in read_phrases(words_files(seed_folder() / "words"), FIELDS).reasons.values():
        assert reason.source
        assert reason.why_vi
        assert reason.why_en


def test_a_short_file_is_enough() -> None:
    assert read_content("Tôi xin hủy giúp", phrases_of(WEIGHING + REASON)).kind is ContentKind.COMPLAINT


@pytest.mark.parametrize(
    ("was", "now", "what"),
    [
        ('for = "complaint"', 'for = "petition"', "not_a_choice"),
        ('for = "complaint"', 'for = "mixed"', "not_a_choice"),
        ('role = "request"', 'role = "shout"', "not_a_choice"),
        ('role = "request"\nfor = "complaint"', 'role = "field"\nfor = "weather"', "unknown_field"),
        ("weight = 30", "weight = 101", "out_of_range"),
        ("weight = 30", "weight = -1", "out_of_range"),
        ("weight = 30", "", "missing"),
        ('source = "Luật Khiếu nại 2011 Điều 2"', "", "missing"),
        ('"{ask} hủy"', '"{beg} hủy"', "unknown_list"),
        ('"{ask} hủy", "hủy … quyết định"', "", "missing"),
        ('"{ask} hủy"', '"hủy … quyết định"', "twice"),
        ('"{ask} hủy"', '"hủy …"', "not_a_phrase"),
        ('"{ask} hủy"', '"…"', "not_a_phrase"),
        ('"{ask} hủy"', '" "', "not_a_phrase"),
    ],
)
def test_a_broken_phrase_file_is_refused_for_that_cause(was: str, now: str, what: str) -> None:
    assert was in REASON
    with pytest.raises(ReferenceBroken) as error:
        phrases_of(WEIGHING + REASON.replace(was, now))
    assert error.value.values["what"] == what


def test_a_reason_written_twice_is_refused() -> None:
    with pytest.raises(ReferenceBroken) as error:
        phrases_of(WEIGHING + REASON, REASON)
    assert (error.value.values["what"], error.value.values["where"]) == ("twice", "cancel")


def test_phrases_without_a_way_to_weigh_them_are_refused() -> None:
    with pytest.raises(ReferenceBroken):
        phrases_of(REASON.replace("{ask} ", ""))


def test_the_office_adds_phrases_and_words_in_a_file_of_its_own() -> None:
    phrase = '[[more]]\nof = "cancel"\nphrases = ["dẹp giùm cái quyết định"]\n'
    more = phrase + '[[more]]\nlist = "ask"\nwords = ["lạy các ông"]\n'
    phrases = phrases_of(WEIGHING + REASON, more)
    assert read_content("dẹp giùm cái quyết định nớ", phrases).kind is ContentKind.COMPLAINT
    assert read_content("lạy các ông hủy", phrases).kind is ContentKind.COMPLAINT


@pytest.mark.parametrize(
    ("more", "what"),
    [
        ('[[more]]\nof = "nothing"\nphrases = ["hủy"]', "unknown_reason"),
        ('[[more]]\nlist = "nothing"\nwords = ["hủy"]', "unknown_list"),
    ],
)
def test_an_addition_to_nothing_is_refused(more: str, what: str) -> None:
    with pytest.raises(ReferenceBroken) as error:
        phrases_of(WEIGHING + REASON, more)
    assert error.value.values["what"] == what


@pytest.mark.parametrize(
    ("was", "now", "what"),
    [
        ('no = "two"', 'no = "three"', "unknown_question"),
        ('no = "none"', 'no = "one"', "too_long"),
        ("at_most = 2", "at_most = 1", "too_long"),
        ('no = "two"', 'no = "recommendation"', "unreachable"),
        ('code = "two"', 'code = "one"', "twice"),
        ('code = "two"', 'code = "mixed"', "twice"),
        ('article_en = "art. 2"', "", "missing"),
        ('first = "one"', "", "missing"),
    ],
)
def test_a_broken_interview_is_refused_for_that_cause(was: str, now: str, what: str) -> None:
    assert was in QUESTIONS
    with pytest.raises(ReferenceBroken) as error:
        interview_of(QUESTIONS.replace(was, now))
    assert error.value.values["what"] == what


def test_files_without_an_interview_are_refused() -> None:
    with pytest.raises(ReferenceBroken):
        interview_of("")
