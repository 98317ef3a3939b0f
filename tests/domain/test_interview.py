"""The interview settles a kind in at most six answers, by the words of the law."""

from __future__ import annotations

from functools import cache
from itertools import product

import pytest

from reception_tui.domain.content import ContentKind
from reception_tui.domain.content_questions import Interview, Question, Settled, next_step, way_to, ways
from reception_tui.store.reference.content import read_interview
from reception_tui.store.reference.files import seed_folder
from tests.store.test_content_files import words_files

LONGEST = 6


@cache
def interview() -> Interview:
    return read_interview(words_files(seed_folder() / "words"))


def test_every_row_of_answers_ends_within_six_questions() -> None:
    for answers in product((True, False), repeat=LONGEST):
        assert isinstance(next_step(interview(), answers), Settled)


def test_every_way_is_found_once_and_no_way_is_longer_than_six() -> None:
    found = list(ways(interview()))
    assert len({tuple((question.code, answer) for question, answer in steps) for steps, _ in found}) == len(found)
    assert max(len(steps) for steps, _ in found) <= LONGEST


@pytest.mark.parametrize("kind", [*ContentKind, None])
def test_every_kind_can_be_reached_and_the_shown_way_leads_to_it(kind: ContentKind | None) -> None:
    steps = way_to(interview(), kind)
    assert steps
    assert next_step(interview(), [answer for _, answer in steps]) == Settled(kind)


def test_only_a_mixed_petition_is_split() -> None:
    assert [kind for kind in ContentKind if Settled(kind).split] == [ContentKind.MIXED]
    assert not Settled(None).split


def test_every_question_has_its_article_in_both_languages() -> None:
    for question in interview().questions.values():
        assert all((question.ask_vi, question.ask_en, question.article_vi, question.article_en))
        assert question.ask_vi.endswith("?")


def test_answers_after_the_end_change_nothing() -> None:
    steps = [answer for _, answer in way_to(interview(), ContentKind.RECOMMENDATION)]
    assert next_step(interview(), [*steps, True, False]) == Settled(ContentKind.RECOMMENDATION)


@pytest.mark.parametrize(
    ("answers", "kind"),
    [
        ({"decision": True, "own_right": True, "besides_complaint": False}, ContentKind.COMPLAINT),
        ({"decision": True, "own_right": True, "besides_complaint": True}, ContentKind.MIXED),
        ({"decision": False, "violation": True, "besides_denunciation": False}, ContentKind.DENUNCIATION),
        ({"decision": True, "own_right": False, "violation": False, "wish": True}, ContentKind.RECOMMENDATION),
        ({"decision": False, "violation": False, "wish": False}, None),
    ],
)
def test_answers_settle_the_kind_of_the_law(answers: dict[str, bool], kind: ContentKind | None) -> None:
    given: list[bool] = []
    while isinstance(step := next_step(interview(), given), Question):
        given.append(answers[step.code])
    assert step == Settled(kind)
