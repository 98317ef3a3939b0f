"""The acts of the plain desk that come later in a petition's life: decide, remind, enter the outcome, promise."""

from __future__ import annotations

from reception_tui.cli.plain.asking import Answers, Ask, among
from reception_tui.cli.plain.forms import Act, PlainForm, document, given, kept, paper
from reception_tui.cli.plain.person import day_ask, whole
from reception_tui.desk.deciding import open_dispositions
from reception_tui.desk.door import Desk
from reception_tui.desk.queries import choosing
from reception_tui.desk.queries.choosing import Option
from reception_tui.desk.queries.record import PetitionPage
from reception_tui.domain.kinds import Book, DispositionKind, Figure, PetitionKind
from reception_tui.domain.outcomes import results_of
from reception_tui.i18n import lang, options, tr
from reception_tui.i18n.labels import label
from reception_tui.store.numbers import book_of, tidy_number


def dispose_form(desk: Desk, page: PetitionPage) -> PlainForm:
    """Return the form that decides what becomes of a petition; only what is lawful is offered, the usual first."""
    row, reference, today = page.petition, desk.reference, desk.today
    lawful = options.of_kind(one.kind for one in open_dispositions(reference, row, today))
    grounds = reference.book.grounds_of_refusal(PetitionKind(row["kind"])) if row["kind"] else ()
    asks = (
        kept("as", tr("Decision"), lawful, lawful[0].code if lawful else ""),
        Ask(
            "why",
            tr("Reason"),
            needed=True,
            search=among(choosing.legal_codes(grounds, today, lang())),
            when=lambda one: one.get("as") == DispositionKind.REFUSE_ACCEPTANCE,
        ),
        *paper(desk),
        Ask("note", tr("Note")),
        day_ask("on", tr("Day"), today, needed=True),
    )

    def act(answers: Answers) -> Act:
        why = {"why": [answers["why"]]} if answers.get("why") else {}
        return document(answers) | given(answers, "as", "note", "on") | why

    return PlainForm(asks, act, {"act": "dispose", "petition": row["no"]})


def remind_form(desk: Desk, page: PetitionPage) -> PlainForm:
    """Return the form of a letter that chases a body."""
    open_ = _bodies(desk, page, answered=False)
    asks = (
        kept("body", tr("To"), open_, open_[0].code if open_ else ""),
        *paper(desk),
        day_ask("on", tr("Sent on"), desk.today, needed=True),
        Ask("note", tr("Note")),
    )

    def act(answers: Answers) -> Act:
        return document(answers) | given(answers, "body", "on", "note")

    return PlainForm(asks, act, {"act": "remind", "petition": page.petition["no"]})


def outcome_form(desk: Desk, page: PetitionPage) -> PlainForm:
    """Return the form of what was decided on a petition; amounts may stay empty."""
    row = page.petition
    bodies = _bodies(desk, page, answered=True)
    asks = (
        kept("result", tr("Result"), options.of_kind(results_of(row["kind"], row["instance"])), ""),
        Ask(
            "body",
            tr("Decided by"),
            search=among(bodies)
            if bodies
            else lambda typed: choosing.bodies(desk.reference, typed, desk.today, lang()),
        ),
        *paper(desk),
        day_ask("on", tr("Decided on"), desk.today, needed=True),
        Ask("content", tr("Content")),
        *(_amount(figure) for figure in Figure),
    )

    def act(answers: Answers) -> Act:
        return document(answers) | given(answers, "result", "body", "on", "content", *Figure)

    return PlainForm(asks, act, {"act": "record_outcome", "petition": row["no"]})


def promise_form(desk: Desk, no: str) -> PlainForm:
    """Return the form of what a citizen was told for a day, about the visit or petition of that number."""
    number = tidy_number(no)
    about = "visit" if book_of(number) is Book.VISITS else "petition"
    asks = (day_ask("on", tr("Promised for"), desk.today, needed=True), Ask("what", tr("What")))
    return PlainForm(asks, lambda answers: given(answers, "on", "what"), {"act": "promise", about: number})


def _amount(figure: Figure) -> Ask:
    return Ask(figure, label(figure), read=lambda typed: whole(figure, typed))


def _bodies(desk: Desk, page: PetitionPage, *, answered: bool) -> list[Option]:
    """Return the bodies that the petition was sent to, those that have not answered or all."""
    bodies = desk.reference.directory.bodies
    sent = (one for one in page.referrals if answered or one["answered_on"] is None)
    codes = dict.fromkeys(one["body"] for one in sent if one["body"] in bodies)
    return [Option(code, bodies[code].name(lang()), bodies[code].short) for code in codes]
