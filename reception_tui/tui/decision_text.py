"""What the law says about a decision, in lines beside the form."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from reception_tui import i18n
from reception_tui.desk.deciding import case_of, open_dispositions
from reception_tui.domain.dispositions import Choice, duties_beside
from reception_tui.domain.errors import RegisterError
from reception_tui.domain.reference import Reference
from reception_tui.i18n import tr
from reception_tui.store.work import Row


def decision_lines(reference: Reference, petition: Row, today: date, chosen: str) -> tuple[str, ...]:
    """Return the article, form and limit of a disposition, and what is owed beside it."""
    choice = next((one for one in open_dispositions(reference, petition, today) if one.kind == chosen), None)
    if choice is None:
        return ()
    en = i18n.lang() == "en"
    beside = duties_beside(reference.matrix, case_of(reference, petition, today), today)
    owed = [
        tr("Also owed: {what} ({article}).").format(
            what=one.what_en if en else one.what_vi, article=one.article_en if en else one.article_vi
        )
        for one in beside
    ]
    return (*_of_choice(reference, choice, today, en=en), *owed)


def _of_choice(reference: Reference, choice: Choice, today: date, *, en: bool) -> Iterator[str]:
    article = choice.article_en if en else choice.article_vi
    if not article:
        yield tr("The law does not name this for such a petition: say why in the note.")
        return
    yield article
    form = reference.matrix.forms.get(choice.form)
    if form is not None:
        yield tr("Form: {name}.").format(name=f"{form.code} {form.name_en if en else form.name_vi}")
    limit = _limit(reference, choice.limit, today, en=en)
    if limit:
        yield limit


def _limit(reference: Reference, stage: str, today: date, *, en: bool) -> str:
    try:
        rule = reference.book.rule_on(stage, today) if stage else None
    except RegisterError:
        return ""
    if rule is None:
        return ""
    return tr("Limit: {stage} {what}.").format(stage=rule.rule, what=rule.what_en if en else rule.what_vi)
