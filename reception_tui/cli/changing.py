"""Changes of calendar and law: first what they would move, then, when asked, the change itself."""

from __future__ import annotations

import argparse
from typing import Any

from reception_tui import i18n
from reception_tui.cli.answer import DONE, print_json, print_text
from reception_tui.cli.options import desk_of
from reception_tui.desk.bulletins import bulletin_name, bulletin_text
from reception_tui.desk.door import Desk, execute
from reception_tui.desk.impact import Moved, impact
from reception_tui.domain.calendar import DecreedKind
from reception_tui.domain.commands import AnnounceDay, ApplyReference, Command
from reception_tui.domain.errors import FileUnreadable, MissingField
from reception_tui.i18n import formats, tr
from reception_tui.store.reference import build
from reception_tui.store.register import reference_files


def calendar(args: argparse.Namespace) -> int:
    """Enter a newly decreed day off or worked Saturday."""
    day = args.off or args.worked
    if day is None:
        raise MissingField("--off")
    for name in ("what", "decision"):
        if not getattr(args, name):
            raise MissingField(f"--{name}")
    command = AnnounceDay(
        kind=DecreedKind.DAY_OFF if args.off else DecreedKind.WORKED_SATURDAY,
        on=day,
        instead_of=args.instead_of,
        what=args.what,
        decision=args.decision,
    )
    desk = desk_of(args)
    with desk.reading() as work:
        files = reference_files(work)
    return _change(args, desk, command, bulletin_name(files, day.year), bulletin_text(command))


def law(args: argparse.Namespace) -> int:
    """Lay a reference file over the register's own of the same name."""
    try:
        text = args.file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise FileUnreadable("file", path=str(args.file)) from error
    name = args.name or f"law/{args.file.name}"
    return _change(args, desk_of(args), ApplyReference(name=name, text=text), name, text)


def _change(args: argparse.Namespace, desk: Desk, command: Command, name: str, text: str) -> int:
    """Tell what would move; with --apply do it. Raises `ReferenceBroken`, and `NoRight` when it is to be done."""
    try:
        with desk.reading() as work:
            moved = impact(work, build(reference_files(work) | {name: text}), desk.today)
        entry = execute(desk, command).entry if args.apply else None
    finally:
        desk.register.close()
    if args.json:
        print_json(
            {"applied": args.apply, "entry": entry, "moved": [_facts(one) for one in moved], "counts": _counts(moved)}
        )
    else:
        print_text("\n".join(_lines(moved, desk, applied=args.apply)))
    return DONE


def _facts(one: Moved) -> dict[str, Any]:
    return {name: getattr(one, name) for name in one.__slots__}


def _counts(moved: list[Moved]) -> dict[str, int]:
    return {
        "moved": len(moved),
        "newly_overdue": sum(one.is_overdue and not one.was_overdue for one in moved),
        "no_longer_overdue": sum(one.was_overdue and not one.is_overdue for one in moved),
    }


def _lines(moved: list[Moved], desk: Desk, *, applied: bool) -> list[str]:
    counts = _counts(moved)
    told = tr("{moved} open limits move; {newly} become overdue, {no_longer} stop being overdue.").format(
        moved=formats.number(counts["moved"]),
        newly=formats.number(counts["newly_overdue"]),
        no_longer=formats.number(counts["no_longer_overdue"]),
    )
    bodies = desk.reference.directory.bodies
    lines = [told]
    for one in moved:
        body = bodies[one.body].name(i18n.lang()) if one.body in bodies else ""
        lines.append(
            f"{one.no:<14} {one.stage:<7} {formats.day(one.old_due):<10} → {formats.day(one.new_due):<10}  {body}"
        )
    lines.append(tr("Done and in the journal.") if applied else tr("Nothing is changed yet: add --apply to do it."))
    return lines
