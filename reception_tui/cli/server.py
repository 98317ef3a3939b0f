"""Registers on a server: moved there and back, and the rights of its desks."""

from __future__ import annotations

import argparse

from reception_tui.cli.answer import DONE, print_json, print_text
from reception_tui.cli.options import settings_of
from reception_tui.i18n import formats, tr
from reception_tui.store.engine import url_of


def move(args: argparse.Namespace) -> int:
    """Move a register from a file to a server or back, verified, all or nothing."""
    from reception_tui.store.engine import shown_place
    from reception_tui.store.moving import move as move_register

    moved = move_register(url_of(args.src), url_of(args.dest))
    place = shown_place(url_of(args.dest))
    if args.json:
        print_json(
            {"to": place, "tables": moved.tables, "rows": moved.rows, "entry": moved.entry, "journal_head": moved.head}
        )
    else:
        told = tr(
            "{rows} rows of {tables} tables are at {place}, all read back; the journal ends with {entry} · {head}."
        )
        print_text(
            told.format(
                rows=formats.number(moved.rows),
                tables=moved.tables,
                place=place,
                entry=formats.number(moved.entry),
                head=moved.head[:16],
            )
        )
    return DONE


def prepare(args: argparse.Namespace) -> int:
    """Give a role on the server the rights of a desk; run by the register's owner."""
    from reception_tui.store import server_roles
    from reception_tui.store.register import open_register

    statements = list(server_roles.statements(args.role, row_rights=args.row_rights))
    if args.show:
        print_text("\n".join(f"{statement};" for statement in statements))
        return DONE
    register = open_register(url_of(settings_of(args).db))
    try:
        with register.writing() as work:
            server_roles.prepare(work.connection, args.role, row_rights=args.row_rights)
    finally:
        register.close()
    if args.json:
        print_json({"role": args.role, "statements": statements})
    else:
        told = tr("The role {role} has the rights of a desk: give it to each login with “GRANT {role} TO …”.")
        print_text(told.format(role=args.role))
    return DONE
