"""Registers copied, copies tried and put back."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from reception_tui.cli.answer import DONE, NO, error_facts, print_json, print_text
from reception_tui.cli.options import desk_of, secret_line, settings_of
from reception_tui.domain.errors import MissingField, NotARegister
from reception_tui.i18n import tr
from reception_tui.i18n.upkeep import of_trial, of_upkeep, trial_facts
from reception_tui.store.engine import file_of, shown_place, url_of

_NICENESS = 15


def backup(args: argparse.Namespace) -> int:
    """Copy the register while desks work, to a place or as the office says; sealed unless a plain copy is wanted."""
    from reception_tui.desk import upkeep
    from reception_tui.store import backup, server_backup

    if args.due:
        return _keep_up(args)
    if args.dest is None and not args.now:
        raise MissingField("DEST")
    desk = desk_of(args)
    register = desk.register
    try:
        if args.dest is None:
            made = upkeep.copy_now(desk).path
        elif not args.plain:
            made = upkeep.copy_to(desk, args.dest).path
        elif register.path is None:
            made = server_backup.back_up(register.engine, args.dest)
        else:
            made = backup.back_up(register.engine, args.dest)
    finally:
        register.close()
    return _tell(args, tr("The copy {path} is whole."), made)


def _keep_up(args: argparse.Namespace) -> int:
    """Make a copy and try one, each if it is due. It reads nothing out and asks for no PIN: it runs by itself."""
    from reception_tui.desk.opening import open_desk
    from reception_tui.desk.upkeep import keep_up

    if hasattr(os, "nice"):
        # Whoever types at the desk that began it must not feel it.
        os.nice(_NICENESS)
    settings = settings_of(args)
    desk = open_desk(settings.db, settings.now, settings.officer)
    try:
        done = keep_up(desk)
    finally:
        desk.register.close()
    if args.json:
        print_json(
            {
                "copy": None if done.copied is None else str(done.copied.path),
                "taken_away": [] if done.copied is None else [str(path) for path in done.copied.gone],
                "failed": None if done.failed is None else error_facts(done.failed),
                "drill": None if done.tried is None else trial_facts(done.tried),
            }
        )
    else:
        for sentence in of_upkeep(done):
            print_text(sentence)
    return NO if done.failed is not None or (done.tried is not None and not done.tried.holds) else DONE


def restore(args: argparse.Namespace) -> int:
    """Put a copy in the place of the register; the old one is kept aside."""
    from reception_tui.store import backup, sealed_stream, server_backup

    if args.dry_run:
        return _try(args)
    if args.src is None:
        raise MissingField("SRC")
    settings = settings_of(args)
    url = url_of(settings.db)
    source, key = args.src, None
    if sealed_stream.is_sealed(source):
        key = sealed_stream.key_of(source, _recovery_key())
        kind = sealed_stream.OF_SERVER if file_of(url) is None else sealed_stream.OF_FILE
        if sealed_stream.about(source).get("kind", sealed_stream.OF_FILE) != kind:
            raise NotARegister(path=str(source))
    if file_of(url) is None:
        held = None if key is None else lambda: sealed_stream.pieces(source, key)
        aside: Path | str | None = server_backup.restore(source, url, held)
    else:
        aside = backup.restore(source, url, None if key is None else sealed_stream.pieces(source, key))
    if aside is not None and not args.json:
        print_text(tr("The register that was there is kept as {path}.").format(path=aside))
    return _tell(args, tr("The register {path} is back."), shown_place(url), aside)


def _try(args: argparse.Namespace) -> int:
    """Try a copy, or the last one, without putting it anywhere; exit 1 when something is wrong with it."""
    from reception_tui.desk.upkeep import try_copy, try_last

    private = _recovery_key() if args.halves else None
    desk = desk_of(args)
    try:
        tried = try_last(desk, private) if args.src is None else try_copy(desk, args.src, private)
    finally:
        desk.register.close()
    if args.json:
        print_json(trial_facts(tried))
    else:
        print_text(of_trial(tried))
    return DONE if tried.holds else NO


def _recovery_key() -> bytes:
    """Return the recovery key of which two keepers type the halves, or which come as two lines. Raises `SealBroken`."""
    from reception_tui.store import seals

    return seals.joined(secret_line(tr("First half: ")), secret_line(tr("Second half: ")))


def _tell(args: argparse.Namespace, sentence: str, path: Path | str, aside: Path | str | None = None) -> int:
    if args.json:
        print_json({"path": str(path), "kept_aside": None if aside is None else str(aside)})
    else:
        print_text(sentence.format(path=path))
    return DONE
