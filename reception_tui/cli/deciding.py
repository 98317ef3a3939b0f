"""The advisers on one petition: what it is by its content, and who is competent."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from enum import StrEnum
from typing import TypeVar

from reception_tui.cli.advising import files_of, reference_of
from reception_tui.cli.answer import DONE, NO, error_facts, print_json, print_json_line, print_text
from reception_tui.cli.lines import lines_of, text_of
from reception_tui.cli.options import settings_of
from reception_tui.domain.competence_table import Matter
from reception_tui.domain.content import ContentKind, read_content
from reception_tui.domain.content_facts import facts_in
from reception_tui.domain.eligibility import check_eligibility
from reception_tui.domain.errors import BadChoice, MissingField, NotJson, RegisterError
from reception_tui.domain.kinds import Instance, PetitionKind
from reception_tui.domain.reference import Reference
from reception_tui.domain.routing import Asked
from reception_tui.domain.routing import route as find_route
from reception_tui.reports import contents, routes
from reception_tui.reports.contents import Advised

Member = TypeVar("Member", bound=StrEnum)


def route(args: argparse.Namespace) -> int:
    """Say who is competent to resolve a petition, by which article and why."""
    settings = settings_of(args)
    reference = reference_of(args)
    day = args.on or settings.now().date()
    directory = reference.directory
    asked = Asked(
        kind=_member(PetitionKind, args.kind, "--kind"),
        on=day,
        instance=_member(Instance, args.instance, "--instance"),
        against_body=directory.body(args.against_body, "--against-body", day).code if args.against_body else "",
        against_office=args.against_office,
        field=reference.field(args.field).code if args.field else "",
        commune=directory.commune(args.commune, day, "--commune").code if args.commune else "",
        matter=_member(Matter, args.matter, "--matter"),
    )
    found = find_route(reference.competence, directory, asked)
    if args.json:
        print_json(routes.as_json(found, reference))
    else:
        print_text(routes.as_text(found, reference))
    return NO if found.is_alarm else DONE


def classify(args: argparse.Namespace) -> int:
    """Say what a petition is by its content, and what has to be asked."""
    settings = settings_of(args)
    from reception_tui.store.reference import build, build_content

    files = files_of(args)
    reference, (phrases, interview) = build(files), build_content(files)
    day = args.on or settings.now().date()

    def advised(text: str) -> Advised:
        reading = read_content(text, phrases)
        kind = PetitionKind(reading.kind) if reading.kind not in (None, ContentKind.MIXED) else None
        checklist = None if kind is None else check_eligibility(reference.eligibility, kind, facts_in(text), day)
        return Advised(reading, checklist, interview)

    if args.batch:
        return _batch(args.batch, advised, reference)
    if not args.file:
        raise MissingField("file")
    told = advised(text_of(args.file))
    if args.json:
        print_json(contents.as_json(told, reference))
    else:
        print_text(contents.as_text(told, reference))
    return NO if told.reading.kind is None else DONE


def _batch(name: str, advised: Callable[[str], Advised], reference: Reference) -> int:
    failed = False
    for line in lines_of(name):
        try:
            given = json.loads(line)
            if not isinstance(given, dict) or not isinstance(given.get("text"), str):
                raise NotJson
            answer = {"id": given.get("id"), **contents.as_json(advised(given["text"]), reference)}
        except (json.JSONDecodeError, RecursionError):
            failed, answer = True, {"error": error_facts(NotJson())}
        except RegisterError as error:
            failed, answer = True, {"error": error_facts(error)}
        print_json_line(answer, at_once=False)
    return NO if failed else DONE


def _member(kind: type[Member], typed: str, option: str) -> Member:
    try:
        return kind(typed)
    except ValueError:
        raise BadChoice(option, value=typed, choices=tuple(kind)) from None
