"""The commands and their options."""

from __future__ import annotations

import argparse
import gettext
import os
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

from reception_tui import __version__, i18n
from reception_tui.cli.options import add_opening, read_count, read_day
from reception_tui.i18n import tr

HELP_COLUMNS = 79
EVERYWHERE = ("--db", "--lang", "--today")
MOST_HITS = 10_000
MOST_VISITORS = 200
MOST_ENTRIES = 999_999_999
MOST_LETTERS = 999_999


class NotUnderstood(Exception):
    """A command line that is no command of ours; holds the sentence that says so."""


class _Parser(argparse.ArgumentParser):
    """A parser that complains in one sentence of the language in use."""

    def __init__(self, **settings: Any) -> None:
        # A name is written whole: what a script shortens today may mean two things tomorrow.
        super().__init__(**settings, allow_abbrev=False)

    def error(self, message: str) -> NoReturn:
        sentence = tr("The command is not understood ({why}): see “{program} --help”.")
        raise NotUnderstood(sentence.format(why=message, program=self.prog))


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """Return the parsed command line; `run` is the function that carries it out.

    Raises `NotUnderstood`, and the errors of single values.
    """
    return _parser(arguments).parse_args(arguments)


def help_page() -> str:
    """Return what `reception --help` prints in the language in use."""
    return _parser(("--help",)).format_help()


def _parser(arguments: Sequence[str]) -> _Parser:
    """Return the parser of a command line; without any command where the desk is opened, which should not wait."""
    # argparse asks the standard library's own gettext for its words.
    os.environ["LANGUAGE"] = i18n.lang()
    gettext.bindtextdomain("argparse", i18n.LOCALES)
    gettext.textdomain("argparse")
    parser = _Parser(
        prog="reception",
        description=tr("The register of a Citizen Reception Board."),
        # As wide as the page that stands ready in `help/`, whatever the terminal is.
        formatter_class=partial(argparse.HelpFormatter, width=HELP_COLUMNS),
    )
    parser.add_argument("--version", action="version", version=__version__)
    _everywhere(parser, None)
    parser.set_defaults(run=_later("opening", "open_desk_screen"))
    if _opens_the_desk(arguments):
        return parser
    commands = parser.add_subparsers(metavar=tr("COMMAND"), parser_class=_Parser)

    def command(name: str, help_: str, module: str, function: str, *, json: bool = True) -> argparse.ArgumentParser:
        one = commands.add_parser(name, help=help_, description=help_)
        _everywhere(one, argparse.SUPPRESS)
        if json:
            one.add_argument("--json", action="store_true", help=tr("answer in JSON"))
        one.set_defaults(run=_later(module, function))
        return one

    _register_commands(command)
    _server_commands(command)
    _act_command(command("act", tr("apply acts, one JSON object a line"), "acting", "act"))
    _deadline_command(
        command("deadline", tr("when something is due, and how that was counted"), "advising", "deadline")
    )
    one = command("classify", tr("what a petition is by its content"), "deciding", "classify")
    one.add_argument("file", nargs="?", default="", help=tr("a file, or - for standard input"))
    one.add_argument("--batch", metavar="FILE")
    one.add_argument("--on", type=_day("--on"))
    _route_command(command("route", tr("who is competent for a petition, and by which article"), "deciding", "route"))
    _asking_commands(command)
    _paper_commands(command)
    _changing_commands(command)
    _counter_commands(command)
    _sheet_commands(command)
    _journal_command(command("journal", tr("who did what: the journal, the newest first"), "journal", "journal"))
    one = command("pin", tr("change your own PIN"), "officers", "own_pin")
    _as(one)
    _officer_commands(command("officer", tr("officers and their roles"), "officers", "list_officers"))
    return parser


def _opens_the_desk(arguments: Sequence[str]) -> bool:
    """Tell whether nothing stands there but options that every command takes, each with its value."""
    names = [one.partition("=")[0] for one in arguments if one.startswith("--")]
    values = sum("=" not in one for one in arguments if one.startswith("--"))
    return all(name in EVERYWHERE for name in names) and len(arguments) == len(names) + values


Add = Callable[..., argparse.ArgumentParser]


def _register_commands(command: Add) -> None:
    one = command("demo", tr("build the demonstration register and open it"), "registers", "demo")
    one.add_argument("--year", type=int, default=2023)
    one.add_argument("--dir", type=Path)
    one.add_argument("--no-open", action="store_true")
    one = command("init", tr("create an empty register"), "registers", "init")
    one.add_argument("--officer", default="", help=tr("name of the first officer"))
    one.add_argument("--code", default="", help=tr("short code of the first officer"))
    one.add_argument("--pin-stdin", action="store_true", help=tr("read the PIN from standard input"))
    one.add_argument("--seed", type=Path, help=tr("folder with the office's own reference files"))
    command("check", tr("check the register from every side"), "registers", "check")
    one = command("backup", tr("copy the register while desks work"), "backups", "backup")
    one.add_argument("dest", type=Path, nargs="?", help=tr("a file that is not there yet"))
    one.add_argument("--now", action="store_true", help=tr("into the office's folder, where old copies make room"))
    one.add_argument("--due", action="store_true", help=tr("as --now, if one is due; also try one if that is due"))
    one.add_argument(
        "--plain", action="store_true", help=tr("not sealed: whoever has the file reads what is no secret")
    )
    one = command("restore", tr("put a copy in the place of the register"), "backups", "restore")
    one.add_argument("src", type=Path, nargs="?")
    one.add_argument(
        "--dry-run", action="store_true", help=tr("only try the copy, or the last one; nothing is replaced")
    )
    one.add_argument("--halves", action="store_true", help=tr("try it with the two halves of the recovery key"))


def _server_commands(command: Add) -> None:
    one = command("move", tr("move a register from a file to a server, or back"), "server", "move")
    one.add_argument("src", metavar=tr("FROM"))
    one.add_argument("dest", metavar=tr("TO"))
    one = command("server", tr("give a role on the server the rights of a desk"), "server", "prepare")
    one.add_argument("what", choices=("prepare",))
    one.add_argument("--role", default="reception_desk", help=tr("name of the role"))
    one.add_argument("--row-rights", action="store_true", help=tr("each login sees only its own officer’s sealed key"))
    one.add_argument("--show", action="store_true", help=tr("only show the statements"))


def _counter_commands(command: Add) -> None:
    one = command(
        "plain", tr("the desk line by line, for a screen reader or a bad line"), "plain.desk", "plain", json=False
    )
    _as(one)
    one = command("drill", tr("log invented visitors against the watch"), "drill", "drill")
    one.add_argument(
        "--visits", type=partial(read_count, "--visits", most=MOST_VISITORS), default=10, help=tr("how many visitors")
    )
    one.add_argument("--auto", action="store_true", help=tr("let the program type, to measure itself"))
    one.add_argument("--seed", type=int, default=1, help=tr("another number invents other visitors"))


def _as(one: argparse.ArgumentParser) -> None:
    """Add the option by which an officer says who asks or acts."""
    one.add_argument("--as", dest="officer", default=None, help=tr("code of the officer who acts"))


def _act_command(one: argparse.ArgumentParser) -> None:
    one.add_argument("file", help=tr("a file, or - for standard input"))
    _as(one)
    one.add_argument("--stop", action="store_true", help=tr("stop at the first line that fails"))


def _deadline_command(one: argparse.ArgumentParser) -> None:
    one.add_argument("stage", nargs="?", default="")
    one.add_argument("--on", type=_day("--on"))
    one.add_argument("--instance", choices=("first", "second", "again"))
    one.add_argument("--with", dest="flags", default="")
    one.add_argument("--extend", action="append", default=[], metavar="N@DAY")
    one.add_argument("--pause", action="append", default=[], metavar="DAY..DAY")
    one.add_argument("--done", type=_day("--done"))
    one.add_argument("--as-of", type=_day("--as-of"))
    one.add_argument("--batch", metavar="FILE")


def _route_command(one: argparse.ArgumentParser) -> None:
    one.add_argument("--kind", required=True)
    one.add_argument("--instance", default="first")
    for name in ("--against-body", "--against-office", "--field", "--commune"):
        one.add_argument(name, default="")
    one.add_argument("--matter", default="administrative")
    one.add_argument("--on", type=_day("--on"))


def _asking_commands(command: Add) -> None:
    one = command("find", tr("search the register"), "asking", "find")
    one.add_argument("text", nargs="+")
    _as(one)
    one.add_argument("--limit", type=partial(read_count, "--limit", most=MOST_HITS), default=20)
    one = command("overdue", tr("what is overdue, due today and due soon"), "asking", "overdue")
    one.add_argument("--as-of", type=_day("--as-of"))
    one.add_argument("--body", default="")
    _as(one)
    one = command("rules", tr("the rules in force on a day"), "advising", "rules")
    one.add_argument("--on", type=_day("--on"))


def _changing_commands(command: Add) -> None:
    one = command("calendar", tr("enter a newly decreed day off or worked Saturday"), "changing", "calendar")
    kind = one.add_mutually_exclusive_group()
    kind.add_argument("--off", type=_day("--off"), help=tr("a day off"))
    kind.add_argument("--worked", type=_day("--worked"), help=tr("a worked Saturday"))
    one.add_argument("--instead-of", type=_day("--instead-of"), help=tr("the day off that it makes up for"))
    one.add_argument("--what", default="", help=tr("what the day is"))
    one.add_argument("--decision", default="", help=tr("number of the decision"))
    _change_options(one)
    one = command("law", tr("lay a reference file over the register's own"), "changing", "law")
    one.add_argument("file", type=Path)
    one.add_argument("--name", default="", help=tr("its name in the register, like law/luat-to-cao-2018.toml"))
    _change_options(one)


def _change_options(one: argparse.ArgumentParser) -> None:
    one.add_argument("--apply", action="store_true", help=tr("do it; otherwise only show what would move"))
    _as(one)


def _paper_commands(command: Add) -> None:
    one = command("summary", tr("the nightly page"), "summary", "summary", json=False)
    one.add_argument("--date", type=_day("--date"))
    _paper_options(one, "text", "json", "pdf", "docx")
    one.add_argument("--print", dest="queue", nargs="?", const="", metavar="QUEUE", help=tr("print it (on QUEUE)"))
    one.add_argument("--catch-up", action="store_true", help=tr("print every working day since the last printed page"))
    one = command("report", tr("a report over a period"), "reporting", "report", json=False)
    one.add_argument(
        "form",
        metavar="FORM",
        help=tr("annual, narrative, book, petition-book, destruction, person, or the number of a form, like 02/XLD"),
    )
    one.add_argument("--from", dest="first", type=_day("--from"))
    one.add_argument("--to", dest="last", type=_day("--to"))
    one.add_argument("--signed", action="store_true", help=tr("as it was signed, with the corrections since"))
    one.add_argument("--period", default="")
    one.add_argument(
        "--person", default="", help=tr("of the form person: number of the identity paper, or of the card")
    )
    _paper_options(one, "text", "json", "xlsx", "docx", "pdf")
    about_days = tr("reception days: schedule, queue, minutes, tasks, calendar")
    _days_command(command("days", about_days, "days", "show", json=False))
    _letter_command(command("letter", tr("issue a letter and print it"), "letters", "letter", json=False))
    told = tr("Word files by which the office lays out its letters")
    _template_command(command("letter-template", told, "letter_templates", "letter_template"))


def _template_command(one: argparse.ArgumentParser) -> None:
    one.add_argument("what", choices=("list", "export", "set", "reset"))
    one.add_argument("form", nargs="?", default="", help=tr("code of the form of letter"))
    one.add_argument("file", nargs="?", type=Path, help=tr("the Word file"))
    _as(one)


def _days_command(one: argparse.ArgumentParser) -> None:
    lists = ("schedule", "tasks", "minimum", "coordination", "ics")
    what = (*lists, "notice", "queue", "invite", "minutes", "conclusions", "meeting")
    one.add_argument("what", nargs="?", choices=what, default="schedule")
    one.add_argument("no", nargs="?", default="", help=tr("number of the reception day or meeting"))
    one.add_argument("--from", dest="first", type=_day("--from"))
    one.add_argument("--to", dest="last", type=_day("--to"))
    one.add_argument("--format", choices=("text", "json", "xlsx", "pdf", "docx"), default="text")
    one.add_argument("--json", dest="format", action="store_const", const="json", help=tr("answer in JSON"))
    one.add_argument("--output", type=Path)
    _as(one)


def _letter_command(one: argparse.ArgumentParser) -> None:
    from reception_tui.domain.letters import LetterKind

    one.add_argument("kind", choices=tuple(kind.value for kind in LetterKind))
    one.add_argument("--petition", default="", help=tr("number of the petition"))
    one.add_argument("--visit", default="", help=tr("number of the visit"))
    one.add_argument("--body", default="", help=tr("code of the body that gets it"))
    one.add_argument("--on", type=_day("--on"), help=tr("date of the letter"))
    one.add_argument(
        "--number", type=partial(read_count, "--number", most=MOST_LETTERS), help=tr("number from the clerk")
    )
    one.add_argument("--signer", default="", help=tr("name of the one who signs"))
    one.add_argument("--say", action="append", default=[], metavar="NAME=VALUE", help=tr("what only you can say"))
    _as(one)
    one.add_argument("--preview", action="store_true", help=tr("only tell what the letter lacks"))
    add_opening(one)
    one.add_argument("--reprint", default="", metavar="NO", help=tr("print the letter of that number once more"))
    one.add_argument("--format", choices=("text", "pdf", "docx"), default="text")
    one.add_argument("--output", type=Path)


def _paper_options(one: argparse.ArgumentParser, *formats: str) -> None:
    one.add_argument("--format", choices=formats or ("text", "json"), default="text")
    one.add_argument("--json", dest="format", action="store_const", const="json", help=tr("answer in JSON"))
    one.add_argument("--count", choices=("per_party", "per_person"), default="per_party")
    one.add_argument("--output", type=Path)
    _as(one)


def _sheet_commands(command: Add) -> None:
    one = command(
        "import", tr("take a spreadsheet into the register; a dry run unless --commit"), "importing", "import_file"
    )
    one.add_argument("file", type=Path)
    one.add_argument("--book", choices=("visits", "petitions", "feedback", "sessions"), required=True)
    one.add_argument("--map", help=tr("a saved map of its columns: a file, or the name of one kept at this desk"))
    one.add_argument("--save-map", help=tr("save how the columns were understood: a file, or a name to keep it under"))
    one.add_argument("--commit", action="store_true", help=tr("take the good rows in"))
    one.add_argument("--doubles", action="store_true", help=tr("also rows that the register seems to have"))
    _as(one)
    one = command("export", tr("write a book as a spreadsheet or JSON"), "exporting", "export_file")
    books = ("visits", "petitions", "feedback", "sessions", "national")
    one.add_argument("--book", choices=books, required=True)
    one.add_argument("--from", dest="first", type=_day("--from"))
    one.add_argument("--to", dest="last", type=_day("--to"))
    one.add_argument("--kind", default="", help=tr("only petitions of that kind"))
    one.add_argument("--state", default="", help=tr("only petitions in that state"))
    one.add_argument("--format", choices=("csv", "xlsx", "json"), default="csv")
    one.add_argument("--output", type=Path, required=True)
    one.add_argument("--send", action="store_true", help=tr("write down that the national export was sent"))
    _as(one)


def _journal_command(one: argparse.ArgumentParser) -> None:
    one.add_argument("entry", nargs="?", type=partial(read_count, "entry", most=MOST_ENTRIES), help=tr("show it whole"))
    one.add_argument("--by", default="", metavar="OFFICER", help=tr("only what this officer did"))
    one.add_argument("--act", default="", help=tr("only this act"))
    one.add_argument("--record", default="", metavar="NO", help=tr("only what is about this record"))
    one.add_argument("--from", dest="first", type=_day("--from"))
    one.add_argument("--to", dest="last", type=_day("--to"))
    one.add_argument("--refusals", action="store_true", help=tr("only what was refused"))
    one.add_argument("--openings", action="store_true", help=tr("only what was opened or written to a file"))
    one.add_argument(
        "--before", type=partial(read_count, "--before", most=MOST_ENTRIES), help=tr("older than this entry")
    )
    one.add_argument("--limit", type=partial(read_count, "--limit", most=MOST_HITS), default=50)
    _as(one)


def _officer_commands(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--as", dest="officer", default=None, help=tr("code of the officer who acts"))
    actions = parser.add_subparsers(metavar=tr("ACTION"), parser_class=_Parser)
    for name, help_, function in (
        ("add", tr("take on an officer"), "add_officer"),
        ("list", tr("list the officers"), "list_officers"),
        ("role", tr("give an officer roles"), "give_roles"),
        ("pin", tr("give an officer a new PIN"), "give_pin"),
        ("disable", tr("take an officer out of service, with every key"), "disable_officer"),
        ("enable", tr("take an officer back into service"), "enable_officer"),
        (
            "recover",
            tr("give an officer the keys of all sealed cases, with the two halves of the recovery key"),
            "recover_cases",
        ),
    ):
        one = actions.add_parser(name, help=help_, description=help_)
        _everywhere(one, argparse.SUPPRESS)
        one.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help=tr("answer in JSON"))
        one.add_argument("--as", dest="officer", default=argparse.SUPPRESS)
        one.set_defaults(run=_later("officers", function))
        if name != "list":
            one.add_argument("code")
        if name == "add":
            one.add_argument("--name", required=True)
        if name in ("add", "pin"):
            one.add_argument("--pin-stdin", action="store_true", help=tr("read the PIN from standard input"))
        if name in ("add", "role"):
            one.add_argument("--roles", required=True, help=tr("roles, parted by commas"))


def _everywhere(parser: argparse.ArgumentParser, default: str | None) -> None:
    """Add the options that every command takes, before or after its name."""
    parser.add_argument("--db", default=default, metavar="URL|FILE", help=tr("the register (RECEPTION_DB)"))
    parser.add_argument("--lang", default=default, choices=("vi", "en"), help=tr("language (RECEPTION_LANG)"))
    parser.add_argument(
        "--today", default=default, type=_day("--today"), help=tr("the day taken for today (RECEPTION_TODAY)")
    )


def _later(module: str, function: str) -> Callable[[argparse.Namespace], int]:
    """Return a function that imports its module when it is called: `--help` needs none of them."""

    def run(args: argparse.Namespace) -> int:
        found: int = getattr(import_module(f"reception_tui.cli.{module}"), function)(args)
        return found

    return run


def _day(name: str) -> Callable[[str], date]:
    """Return what reads the day of the option `name`."""
    return partial(read_day, name)
