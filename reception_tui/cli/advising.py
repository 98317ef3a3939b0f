"""The advisers: they answer from the law and the calendar, with or without a register."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from reception_tui.cli.answer import DONE, NO, error_facts, print_json, print_json_line, print_text
from reception_tui.cli.lines import lines_of
from reception_tui.cli.options import settings_of
from reception_tui.config import environment
from reception_tui.domain.deadline import Clock, Deadline, Extension, Pause, compute
from reception_tui.domain.errors import BadChoice, BadDate, BadNumber, BadShape, MissingField, NotJson, RegisterError
from reception_tui.domain.kinds import Instance
from reception_tui.domain.reference import Reference
from reception_tui.domain.rules import read_flags
from reception_tui.reports import deadlines
from reception_tui.reports import rules as law_page
from reception_tui.reports.text import render


def deadline(args: argparse.Namespace) -> int:
    """Say when something is due, with every day of the count."""
    settings = settings_of(args)
    reference = reference_of(args)
    today = args.as_of or settings.now().date()
    if args.batch:
        return _batch(reference, args.batch, today)
    if not args.stage:
        raise MissingField("stage")
    if args.on is None:
        raise MissingField("--on")
    clock = Clock(
        rule=reference.book.rule_on(args.stage, args.on, Instance(args.instance) if args.instance else None),
        anchor=args.on,
        flags=read_flags(filter(None, args.flags.replace(" ", "").split(","))),
        extensions=tuple(_extension(text) for text in args.extend),
        pauses=tuple(_pause(text) for text in args.pause),
        done=args.done,
    )
    found = _computed(reference, clock, today)
    if args.json:
        print_json(deadlines.as_json(found, reference))
    else:
        print_text(deadlines.as_text(found, reference))
    return DONE


def rules(args: argparse.Namespace) -> int:
    """Say every rule that is in force on a day."""
    settings = settings_of(args)
    reference, day = reference_of(args), args.on or settings.now().date()
    if args.json:
        print_json({"on": day, "rules": law_page.rules_json(reference, day)})
    else:
        print_text(render(law_page.document(reference, day)))
    return DONE


def _batch(reference: Reference, name: str, today: date) -> int:
    failed = False
    for line in lines_of(name):
        try:
            answer = deadlines.as_json(_of_line(reference, line, today), reference)
        except RegisterError as error:
            failed, answer = True, {"error": error_facts(error)}
        print_json_line(answer, at_once=False)
    return NO if failed else DONE


def _of_line(reference: Reference, line: str, today: date) -> Deadline:
    """Return the answer to one line: {"stage", "on", "with", "extend", "pause", "as_of", "done"}."""
    try:
        asked = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise NotJson from error
    if not isinstance(asked, dict):
        raise NotJson
    stage = asked.get("stage")
    if not isinstance(stage, str):
        raise MissingField("stage")
    anchor = _must_day(asked.get("on"), "on")
    clock = Clock(
        rule=reference.book.rule_on(stage, anchor, _instance(asked.get("instance"))),
        anchor=anchor,
        flags=read_flags(str(flag) for flag in _list(asked, "with")),
        extensions=tuple(_extension_of(one) for one in _list(asked, "extend")),
        pauses=tuple(_pause_of(one) for one in _list(asked, "pause")),
        done=_maybe_day(asked.get("done"), "done"),
    )
    return _computed(reference, clock, _maybe_day(asked.get("as_of"), "as_of") or today)


def _computed(reference: Reference, clock: Clock, as_of: date) -> Deadline:
    return compute(clock, reference.calendar, as_of, reference.office.due_soon_within(clock.rule.stage))


def reference_of(args: argparse.Namespace) -> Reference:
    """Return the reference data of the register, or what came with the program when there is none."""
    from reception_tui.store.reference import build

    return build(files_of(args))


def files_of(args: argparse.Namespace) -> Mapping[str, str]:
    """Return the reference files of the register, or those that came with the program when there is none."""
    from reception_tui.store.reference.files import read_files

    db = settings_of(args).db
    if "://" in db:
        from reception_tui.desk.opening import open_desk
        from reception_tui.store.register import reference_files

        with open_desk(db, settings_of(args).now).register.reading() as work:
            return reference_files(work)
    if not (args.db or environment("DB")) and not Path(db).exists():
        return read_files()
    from reception_tui.store.light import reference_texts

    return reference_texts(Path(db))


def _extension(text: str) -> Extension:
    days, at, day = text.partition("@")
    if not at:
        raise BadShape("extend", value=text)
    return _extension_of({"days": days, "on": day})


def _extension_of(value: Any) -> Extension:
    if not isinstance(value, Mapping):
        raise BadShape("extend", value=value)
    try:
        days = int(value.get("days", ""))
    except (TypeError, ValueError):
        raise BadNumber("extend.days", value=value.get("days")) from None
    return Extension(days, _must_day(value.get("on"), "extend.on"))


def _pause(text: str) -> Pause:
    first, dots, last = text.partition("..")
    if not dots:
        raise BadShape("pause", value=text)
    return _pause_of([first, last or None])


def _pause_of(value: Any) -> Pause:
    if not isinstance(value, list) or not 1 <= len(value) <= 2:
        raise BadShape("pause", value=value)
    last = value[1] if len(value) > 1 else None
    return Pause(_must_day(value[0], "pause"), _maybe_day(last, "pause"))


def _instance(value: Any) -> Instance | None:
    if value is None:
        return None
    try:
        return Instance(value)
    except ValueError:
        raise BadChoice("instance", value=value, choices=tuple(Instance)) from None


def _list(asked: Mapping[str, Any], name: str) -> list[Any]:
    value = asked.get(name) or []
    if not isinstance(value, list):
        raise BadShape(name, value=value)
    return value


def _must_day(value: Any, field: str) -> date:
    if value is None:
        raise MissingField(field)
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise BadDate(field, value=value) from None


def _maybe_day(value: Any, field: str) -> date | None:
    return None if value in (None, "") else _must_day(value, field)
