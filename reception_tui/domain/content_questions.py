"""The interview: a few yes/no questions, each with its article, that settle the kind of a petition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reception_tui.domain.content import ContentKind

NO_PETITION = "none"


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `yes` and `no` are the code of the next question or of an end."""

    code: str
    ask_vi: str
    ask_en: str
    article_vi: str
    article_en: str
    yes: str
    no: str

    def after(self, answer: bool) -> str:
        """Return the code that `answer` leads to."""
        return self.yes if answer else self.no


@dataclass(frozen=True, slots=True)
class Settled:
    """Where an interview ends. `kind` is None for what is no petition; a mixed one is to be split."""

    kind: ContentKind | None

    @property
    def split(self) -> bool:
        """Tell whether the petition is to be split into one of each kind."""
        return self.kind is ContentKind.MIXED


@dataclass(frozen=True, slots=True)
class Interview:
    """A tree of questions."""

    first: str
    questions: Mapping[str, Question]


Step = tuple[Question, bool]


def next_step(interview: Interview, answers: Sequence[bool]) -> Question | Settled:
    """Return the question after those answers, or what they settle. Answers after the end change nothing."""
    code = interview.first
    for answer in answers:
        if is_end(code):
            break
        code = interview.questions[code].after(answer)
    return settled(code) if is_end(code) else interview.questions[code]


def ways(interview: Interview) -> Iterator[tuple[tuple[Step, ...], Settled]]:
    """Yield every way through the interview and its end, yes before no."""
    waiting: list[tuple[str, tuple[Step, ...]]] = [(interview.first, ())]
    while waiting:
        code, steps = waiting.pop()
        if is_end(code):
            yield steps, settled(code)
            continue
        question = interview.questions[code]
        waiting += [(question.no, (*steps, (question, False))), (question.yes, (*steps, (question, True)))]


def way_to(interview: Interview, kind: ContentKind | None) -> tuple[Step, ...]:
    """Return the shortest row of questions and answers that ends at `kind`: what the officer is to confirm."""
    found = [steps for steps, end in ways(interview) if end.kind is kind]
    return min(found, key=len, default=())


def is_end(code: str) -> bool:
    """Tell whether a code names an end and not a question."""
    return code == NO_PETITION or code in set(ContentKind)


def settled(code: str) -> Settled:
    """Return the end of that code."""
    return Settled(None if code == NO_PETITION else ContentKind(code))
