"""Why somebody or some paper may have been here before, and what is lawful next, in words."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from reception_tui.domain.likeness import Reason, Sign
from reception_tui.domain.names import NameSign
from reception_tui.domain.repeat_visitor import Article, Basis, Condition, NextStep, Step
from reception_tui.domain.same_paper import PaperSign
from reception_tui.i18n import formats, mark, tr
from reception_tui.i18n.sentences import show

SIGNS: dict[StrEnum, str] = {
    Sign.ID_NUMBER: mark("same identity number"),
    Sign.ID_BEGINS: mark("identity number begins so"),
    Sign.ID_NEAR: mark("identity number nearly the same"),
    Sign.ID_OLD_AND_NEW: mark("old and new identity number"),
    Sign.OTHER_ID: mark("another identity number"),
    Sign.PHONE: mark("same telephone"),
    Sign.PHONE_BEGINS: mark("telephone begins so"),
    Sign.OTHER_PHONE: mark("another telephone"),
    Sign.BIRTH_YEAR: mark("same year of birth"),
    Sign.BIRTH_YEAR_NEAR: mark("year of birth near"),
    Sign.OTHER_BIRTH_YEAR: mark("another year of birth"),
    Sign.OTHER_GENDER: mark("another gender"),
    Sign.COMMUNE: mark("same commune"),
    Sign.COMMUNE_SUCCESSOR: mark("commune merged or renamed"),
    Sign.COMMUNE_NEAR: mark("neighbouring commune"),
    Sign.OTHER_COMMUNE: mark("another commune"),
    NameSign.SAME: mark("same name"),
    NameSign.SPELLING: mark("same name, spelt otherwise"),
    NameSign.TYPED: mark("same name, as typed by an input method"),
    NameSign.TONES: mark("name with hỏi and ngã confused"),
    NameSign.STROKE: mark("name with d and đ confused"),
    NameSign.WITHOUT_MARKS: mark("same name without marks"),
    NameSign.SPACING: mark("same name, parted otherwise"),
    NameSign.ORDER: mark("name in another order"),
    NameSign.MIDDLE: mark("middle name missing"),
    NameSign.SHORT: mark("short name"),
    NameSign.REGIONAL: mark("name as it is spoken here"),
    NameSign.MARKS: mark("name with other marks"),
    NameSign.TYPO: mark("name with a slip"),
    NameSign.BEGINS: mark("name begins so"),
    NameSign.INITIALS: mark("initials"),
    NameSign.OTHER: mark("another name"),
    PaperSign.SAME_PAPER: mark("the same paper again"),
    PaperSign.SEVERAL_ADDRESSEES: mark("the same paper, sent to several"),
    PaperSign.AFTER_VISIT: mark("what was said at the visit"),
    PaperSign.GROUP_OVERLAP: mark("another paper of the same group"),
    PaperSign.SAME_SUBJECT: mark("same people, same subject"),
    PaperSign.SAME_TEXT_OTHER_AUTHORS: mark("same text, other people"),
    PaperSign.SAME_DECISION: mark("same decision"),
    PaperSign.SAME_PARCEL: mark("same parcel of land"),
    PaperSign.OTHER_DECISION: mark("another decision"),
    PaperSign.OTHER_PLACE: mark("another place"),
}
"""By sign."""

STEPS = {
    NextStep.CONTINUE: mark("receive as usual"),
    NextStep.EXPLAIN: mark("explain, and do not accept anew"),
    NextStep.REFUSE: mark("reception may be refused, with a written notice"),
}

BASES = {
    Basis.NOTHING_BEFORE: mark("nothing was decided before"),
    Basis.NOT_DECIDED: mark("an earlier petition is not decided yet"),
    Basis.ANSWERED: mark("an earlier petition was answered"),
    Basis.MAY_STILL_COMPLAIN: mark("may still complain a second time"),
    Basis.COMPLAINED_AGAIN: mark("has complained a second time"),
    Basis.NOT_YET_IN_FORCE: mark("the decision is not in force yet"),
    Basis.DECIDED_FOR_THEM: mark("it was decided in their favour"),
    Basis.IN_FORCE: mark("the decision is in force"),
    Basis.IN_FORCE_AND_EXPLAINED: mark("the decision is in force and was explained"),
}

CONDITIONS = {
    Condition.NOTIFIED: mark("the answer was given in writing"),
    Condition.EXPLAINED: mark("it was explained at a later visit"),
    Condition.REVIEWED: mark("it was reviewed"),
}


def of_sign(sign: StrEnum) -> str:
    """Return what a sign says."""
    return tr(SIGNS[sign])


def of_reasons(reasons: Iterable[Reason]) -> str:
    """Return the reasons in one line, with the people of a group that overlaps."""
    return "; ".join(_reason(one) for one in reasons)


def _reason(one: Reason) -> str:
    both, all_ = one.values.get("both"), one.values.get("all")
    if both is not None and all_ is not None:
        return f"{of_sign(one.sign)} ({show(both)}/{show(all_)})"
    return of_sign(one.sign)


def of_step(step: Step, instrument: str) -> str:
    """Return the lawful next step with its reason and article; `instrument` is what the law is called."""
    text = tr("{step}: {basis} ({article}).").format(
        step=formats.sentence_case(tr(STEPS[step.step])),
        basis=tr(BASES[step.basis]),
        article=_article(step.article, instrument),
    )
    asked = [tr(CONDITIONS[one]) for one in (*step.missing, *step.confirm)]
    if asked:
        text = " ".join((text, tr("To be made sure of: {what}.").format(what="; ".join(asked))))
    if step.until is not None:
        text = " ".join((text, tr("Until {day}.").format(day=formats.day(step.until))))
    return text


def _article(article: Article, instrument: str) -> str:
    parts = [tr("art. {number}").format(number=article.article), tr("clause {number}").format(number=article.clause)]
    if article.point:
        parts.append(tr("point {letter}").format(letter=article.point))
    return f"{', '.join(parts)}, {instrument}"
