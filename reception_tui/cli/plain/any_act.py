"""Any act of the register line by line: chosen by its words, asked field by field, shown whole, then done."""

from __future__ import annotations

from collections.abc import Sequence

from reception_tui.cli.answer import print_text
from reception_tui.cli.plain.asking import (
    BACK,
    NOTHING,
    Answers,
    Ask,
    Back,
    Left,
    Unkept,
    among,
    fill,
    numbered,
    read_line,
    read_out,
    shown,
)
from reception_tui.cli.plain.drafts import KeptAnswers, answers_of, kept_draft
from reception_tui.cli.plain.questions import act_from, act_option, acts_of, questions
from reception_tui.cli.plain.seen import Shown, look_again, note_seen, noting
from reception_tui.desk.door import Desk, Outcome, execute, note_refusal
from reception_tui.desk.queries.choosing import Option
from reception_tui.desk.reading import read_command
from reception_tui.desk.shapes import may_hold_secrets
from reception_tui.domain.commands import COMMANDS
from reception_tui.domain.errors import ChangedSince, NoRight, NothingPicked, RegisterError
from reception_tui.domain.kinds import Book
from reception_tui.domain.picking import fitting
from reception_tui.domain.text import fold
from reception_tui.i18n import options, tr
from reception_tui.i18n.sentences import of_error, of_notice
from reception_tui.store.numbers import book_of, is_number, tidy_number

YES = "yes"
_FIELD_OF = {Book.VISITS: "visit", Book.SESSIONS: "session"}


def do_any_act(desk: Desk, typed: str, shown_as: Shown) -> Outcome:
    """Choose an act by `typed`, which may end with a register number, ask for its fields, and do it.

    Nothing typed lists what the officer may do and asks. A record counts as seen in the version in which it was read
    out, `shown_as`, or else in that of now. Raises `Left` when the officer does not confirm,
    `NothingPicked` and `NoRight`.
    """
    words, _, last = typed.rpartition(" ")
    no = tidy_number(last) if is_number(last) else ""
    act = _chosen(desk, words if no else typed)
    asks = noting(questions(desk, COMMANDS[act], act), desk, act, shown_as)
    secret = may_hold_secrets(COMMANDS[act])
    answers: Answers = {} if secret else _kept(desk, act, no)
    if no and (field := _number_field(asks, no)):
        answers[field] = no
    print_text(act_option(act).name)
    try:
        fill(asks, answers)
        return _finish(desk, act, asks, answers, shown_as)
    except Left as left:
        raise (Unkept if secret else Left) from left


def tell(outcome: Outcome) -> None:
    """Say that an act was done, on which record, and what there is to know."""
    told = " ".join(of_notice(one.code, one.values) for one in outcome.notices)
    print_text(f"✓ {outcome.no}. {told}".strip())


def _chosen(desk: Desk, typed: str) -> str:
    """Return the act that was meant. Raises `NoRight` for one that the roles do not allow; that is journalled."""
    name = fold(typed).replace(" ", "_")
    allowed = acts_of(desk)
    if name in COMMANDS:
        if name not in {one.code for one in allowed}:
            refused = NoRight("act", act=name, officer=desk.officer.code)
            note_refusal(desk, refused, name)
            raise refused
        return name
    found: Sequence[Option] = fitting(typed, allowed, lambda one: (one.code, one.name, one.words)) if typed else allowed
    if not found:
        raise NothingPicked("act", value=typed)
    if len(found) == 1:
        return found[0].code
    read_out(found)
    chosen: str = fill([Ask("act", tr("Act"), needed=True, search=numbered(found))], {})["act"]
    return chosen


def _kept(desk: Desk, act: str, no: str) -> Answers:
    """Return answers that outlive a broken line, with those of the last time where the officer wants them."""
    name = f"act {act}"
    left = kept_draft(desk, name, no)
    kept = KeptAnswers(desk, name, no, left)
    if left is not None:
        asked = tr("What was typed at {time} is kept: Enter goes on with it, - throws it away: ")
        if read_line(asked.format(time=left.updated[11:16])).strip() == NOTHING:
            kept.forget()
        else:
            kept |= answers_of(left)
    return kept


def _number_field(asks: Sequence[Ask], no: str) -> str:
    """Return the field that takes a record's number; nothing where the act has none for that book."""
    book = book_of(no)
    field = "petition" if book is None else _FIELD_OF.get(book, "petition")
    wanted = (field, "day", "task", "session")
    return next((name for name in wanted if name in {ask.name for ask in asks}), "")


def _finish(desk: Desk, act: str, asks: Sequence[Ask], answers: Answers, shown_as: Shown) -> Outcome:
    """Show the whole, mend what the officer or the register wants mended, and do it once it is confirmed."""
    while True:
        given = [ask for ask in asks if shown(ask, answers)]
        print_text(act_option(act).name)
        for place, ask in enumerate(given, start=1):
            print_text(f"  {place}. {ask.label}: {shown(ask, answers)}")
        typed = read_line(tr("Record it? yes or no; a number mends that line; < goes back: ")).strip()
        if typed == BACK:
            _mend(asks[-1], answers)
        elif typed.isdecimal() and 1 <= int(typed) <= len(given):
            _mend(given[int(typed) - 1], answers)
        elif typed and not typed.isdecimal() and (found := among(options.yes_no())(typed)):
            if found[0].code != YES:
                raise Left
            if (outcome := _done(desk, act, asks, answers, shown_as)) is not None:
                return outcome


def _done(desk: Desk, act: str, asks: Sequence[Ask], answers: Answers, shown_as: Shown) -> Outcome | None:
    """Do the act; what is refused goes back to its field, the others stay as they are."""
    try:
        command, _ = read_command(act_from(act, answers))
        outcome = execute(desk, command)
    except ChangedSince as error:
        look_again(desk, error, answers, shown_as)
        note_seen(desk, act, answers, answers, shown_as)
        return None
    except RegisterError as error:
        wrong = _field_of(error, act, asks)
        print_text(f"✗ {of_error(error, wrong.label if wrong else '')}")
        if wrong is not None:
            _mend(wrong, answers)
        return None
    if isinstance(answers, KeptAnswers):
        answers.forget()
    tell(outcome)
    return outcome


def _field_of(error: RegisterError, act: str, asks: Sequence[Ask]) -> Ask | None:
    """Return the question whose answer was refused; None where the register refuses the act as a whole."""
    at = error.field or ""
    names = [at, at.partition("[")[0], at.partition(".")[0]]
    if act == "correct":
        names.append("set")
    known = {ask.name: ask for ask in reversed(asks)}
    found = next((known[name] for name in names if name in known), None)
    return found or next((ask for ask in asks if at and ask.name.startswith(f"{at}.")), None)


def _mend(ask: Ask, answers: Answers) -> None:
    try:
        fill([ask], answers)
    except Back:
        return
