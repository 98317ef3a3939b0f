"""`reception plain`: commands one a line, each an act or a question of the desk."""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from reception_tui.cli.answer import DONE, NOT_ALLOWED, print_text
from reception_tui.cli.options import desk_of
from reception_tui.cli.plain import forms, later, pages
from reception_tui.cli.plain.any_act import do_any_act, tell
from reception_tui.cli.plain.asking import NOTHING, Answers, Left, Unkept, fill, read_line
from reception_tui.cli.plain.drafts import KeptAnswers, answers_of, kept_draft
from reception_tui.cli.plain.forms import PlainForm
from reception_tui.cli.plain.seen import Shown, follow, look_again, note_seen, with_version
from reception_tui.desk.door import Desk, Outcome, execute
from reception_tui.desk.opening import choose_officer
from reception_tui.desk.queries.record import PetitionPage
from reception_tui.desk.reading import read_command
from reception_tui.desk.sign_in import has_pin
from reception_tui.desk.sign_in import sign_in as seat
from reception_tui.domain.commands import Undo
from reception_tui.domain.errors import (
    ChangedSince,
    MissingField,
    RegisterError,
    SignInLocked,
    WaitAfterFailures,
    WrongPin,
)
from reception_tui.domain.kinds import VisitResult
from reception_tui.domain.text import fold
from reception_tui.i18n import formats, mark, tr
from reception_tui.i18n.sentences import of_error
from reception_tui.store import register
from reception_tui.store.numbers import tidy_number


@dataclass(slots=True)
class Sitting:
    """One officer at the plain desk, the acts of this sitting that may be undone, and as what records were read out."""

    desk: Desk
    done: list[int] = field(default_factory=list)
    shown: Shown = field(default_factory=dict)

    def did(self, outcome: Outcome) -> None:
        """Remember an act that is done."""
        self.done.append(outcome.entry)
        follow(self.desk, outcome.entry, self.shown)


def plain(args: argparse.Namespace) -> int:
    """Work line by line until the officer leaves."""
    desk = desk_of(args)
    try:
        sitting = Sitting(sign_in(desk, named=bool(args.officer)))
        print_text(
            tr("{officer}, {weekday} {day}. “help” lists the commands.").format(
                officer=sitting.desk.officer.name,
                weekday=formats.weekday(desk.today),
                day=formats.day(desk.today),
            )
        )
        while _obey(sitting, read_line("> ")):
            pass
    except (WrongPin, WaitAfterFailures, SignInLocked) as error:
        print_text(f"✗ {of_error(error)}")
        return NOT_ALLOWED
    except Left:
        pass
    finally:
        desk.register.close()
    return DONE


def sign_in(desk: Desk, *, named: bool) -> Desk:
    """Return the desk with the officer who sits there. Raises `Left` and what signing in raises."""
    with desk.reading() as work:
        active = [one for one in register.officers(work) if one.active]
        officer = desk.officer
        if not named and len(active) > 1:
            officer = choose_officer(active, read_line(tr("Officer (code or name)") + ": "))
        asks = has_pin(work, officer.code)
    typed = ""
    if asks:
        asked = tr("PIN") + ": "
        typed = getpass.getpass(asked) if sys.stdin.isatty() else read_line(asked)
    return seat(desk, officer.code, typed) if asks or len(active) > 1 else replace(desk, officer=officer)


def _obey(sitting: Sitting, line: str) -> bool:
    """Carry out one line; False to leave."""
    word, _, rest = line.strip().partition(" ")
    if not word:
        return True
    found = next((one for one in COMMANDS if fold(word) in one.words), None)
    if found is None:
        print_text(tr("“{word}” is no command here; “help” lists them.").format(word=word))
        return True
    if found.run is None:
        return False
    try:
        found.run(sitting, rest.strip())
    except Unkept:
        print_text(tr("Left; nothing was recorded, and nothing that was typed is kept."))
    except Left:
        print_text(tr("Left; nothing was recorded, and what was typed is kept."))
    except RegisterError as error:
        print_text(f"✗ {of_error(error)}")
    return True


def _run_form(sitting: Sitting, name: str, make: Callable[[], PlainForm], answers: Answers, about: str = "") -> Outcome:
    """Ask for the fields until the act is done; an error goes back to its field with what was typed.

    What was left unfinished before stands in the fields again; `name` is what that is kept under. A record that
    somebody changed since it was read is read out, the form made anew, and every field gone through once more.
    """
    left = kept_draft(sitting.desk, name, about)
    kept = KeptAnswers(sitting.desk, name, about, left)
    if left is not None:
        asked = tr("What was typed at {time} is kept: Enter goes on with it, - throws it away: ")
        if read_line(asked.format(time=left.updated[11:16])).strip() == NOTHING:
            kept.forget()
        else:
            answers |= answers_of(left)
    kept |= answers
    form, start = make(), ""
    while True:
        if form.about:
            note_seen(sitting.desk, form.about["act"], form.about, kept, sitting.shown)
        fill(form.asks, kept, start)
        try:
            command, _ = read_command(with_version(form.about | form.act(kept), kept))
            outcome = execute(sitting.desk, command)
        except ChangedSince as error:
            look_again(sitting.desk, error, kept, sitting.shown)
            form, start = make(), ""
            continue
        except RegisterError as error:
            start = (error.field or "").rpartition(".")[2].partition("[")[0]
            if start not in [ask.name for ask in form.asks]:
                raise
            print_text(f"✗ {of_error(error)}")
            continue
        kept.forget()
        answers |= kept
        sitting.did(outcome)
        tell(outcome)
        return outcome


def _visit(sitting: Sitting, _: str) -> None:
    answers: Answers = {}
    outcome = _run_form(sitting, "visit", lambda: forms.visit_form(sitting.desk), answers)
    if answers.get("result") == VisitResult.PETITION_RECEIVED:
        person = {name: answers[name] for name in answers if name not in ("kind", "result", "at", "roster")}
        _run_form(sitting, "petition", lambda: forms.petition_form(sitting.desk, outcome.no), person, outcome.no)


def _petition(sitting: Sitting, _: str) -> None:
    _run_form(sitting, "petition", lambda: forms.petition_form(sitting.desk), {})


def _any_act(sitting: Sitting, typed: str) -> None:
    sitting.did(do_any_act(sitting.desk, typed, sitting.shown))


def _promise(sitting: Sitting, no: str) -> None:
    _run_form(sitting, "promise", lambda: later.promise_form(sitting.desk, _needed(no)), {}, no)


def _page(sitting: Sitting, _: str) -> None:
    print_text(pages.night_text(sitting.desk))


def _on_petition(make: Callable[[Desk, PetitionPage], PlainForm]) -> Callable[[Sitting, str], None]:
    def run(sitting: Sitting, no: str) -> None:
        known = pages.read_petition(sitting.desk, _needed(no)).petition["no"]
        _run_form(
            sitting, make.__name__, lambda: make(sitting.desk, pages.read_petition(sitting.desk, known)), {}, known
        )

    return run


def _find(sitting: Sitting, typed: str) -> None:
    print_text(pages.find_text(sitting.desk, _needed(typed)))


def _board(sitting: Sitting, _: str) -> None:
    print_text(pages.board_text(sitting.desk))


def _show(sitting: Sitting, no: str) -> None:
    version = pages.shown_version(sitting.desk, _needed(no))
    print_text(pages.record_text(sitting.desk, no))
    if version is not None:
        sitting.shown[tidy_number(no)] = version


def _undo(sitting: Sitting, _: str) -> None:
    if not sitting.done:
        print_text(tr("There is nothing to undo in this sitting."))
        return
    outcome = execute(sitting.desk, Undo(entry=sitting.done[-1]))
    follow(sitting.desk, outcome.entry, sitting.shown)
    print_text(tr("Undone: entry {entry} on {no}.").format(entry=sitting.done.pop(), no=outcome.no))


def _help(_sitting: Sitting, _: str) -> None:
    for one in COMMANDS:
        words = " / ".join(one.words)
        print_text(f"{words} {one.takes}".rstrip() + ": " + tr(one.help))
    print_text(tr("In a form: Enter keeps what stands in brackets, - empties it, ? lists choices, < goes back."))


def _needed(text: str) -> str:
    if not text:
        raise MissingField("no")
    return text


@dataclass(frozen=True, slots=True)
class PlainCommand:
    """A command: its words, English and Vietnamese without marks, what it takes, what it does."""

    words: tuple[str, ...]
    takes: str
    help: str
    run: Callable[[Sitting, str], None] | None


COMMANDS = (
    PlainCommand(("visit", "luot"), "", mark("Log a visit or a delegation"), _visit),
    PlainCommand(("petition", "don"), "", mark("Register a petition"), _petition),
    PlainCommand(("find", "tim"), "…", mark("Search people, petitions, visits, bodies, numbers"), _find),
    PlainCommand(("board", "bang"), "", mark("Everything that is late or near, by whose it is"), _board),
    PlainCommand(("show", "xem"), "NO", mark("Read a visit or a petition"), _show),
    PlainCommand(
        ("classify", "loai"),
        "NO",
        mark("Complaint, denunciation or recommendation; eligible or not"),
        _on_petition(forms.classify_form),
    ),
    PlainCommand(("forward", "chuyen"), "NO", mark("Send the petition to a body"), _on_petition(forms.forward_form)),
    PlainCommand(("reply", "phuc"), "NO", mark("Enter what the body answered"), _on_petition(forms.reply_form)),
    PlainCommand(
        ("decide", "xuly"), "NO", mark("Decide what becomes of the petition"), _on_petition(later.dispose_form)
    ),
    PlainCommand(("remind", "dondoc"), "NO", mark("Enter a reminder to the body"), _on_petition(later.remind_form)),
    PlainCommand(("outcome", "ketqua"), "NO", mark("Enter what was decided"), _on_petition(later.outcome_form)),
    PlainCommand(("promise", "hen"), "NO", mark("Say what the citizen was told for a day"), _promise),
    PlainCommand(
        ("act", "viec"), "…", mark("Do any act of the register, by its name or a part of its words"), _any_act
    ),
    PlainCommand(("page", "trang"), "", mark("The nightly page as it stands now"), _page),
    PlainCommand(("undo", "hoan"), "", mark("Take back the last act of this sitting"), _undo),
    PlainCommand(("help", "giup"), "", mark("This field and this screen explained, with the rule"), _help),
    PlainCommand(("quit", "thoat"), "", mark("Leave the desk"), None),
)
