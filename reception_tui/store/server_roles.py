"""Who may do what on a server: the owner makes and lifts the schema, desks read, add and change, and nobody unwrites.

The program itself never deletes a record or changes the journal; on a server the desk's role could not, whoever holds
its password.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sqlalchemy import Connection, text

from reception_tui.domain.errors import BadRoleName
from reception_tui.store.tables import TABLES

DESK_ROLE = "reception_desk"

FOR_EVER = frozenset({"entry", "entry_text"})
"""What is only ever added to, but for words that are sealed in place: a trigger lets nothing else through."""

_SEALED_IN_PLACE = "UPDATE (about, salt, body)"

MADE_ANEW = frozenset({"clock", "search_row", "draft", "saved_view", "key_wrap"})
"""What may be taken away: it follows from the rest, was never saved, or is an officer's own to replace."""

_OWN = "public_key IN (SELECT public_key FROM officer_key WHERE officer = session_user)"
"""A wrapped private key belongs to the officer whose code is the name of the login."""

_NAME = re.compile(r"[a-z_][a-z0-9_]{0,62}")


def statements(role: str = DESK_ROLE, *, row_rights: bool = False) -> Iterator[str]:
    """Yield what gives `role` the rights of a desk, and takes every other one. Raises `BadRoleName`.

    With `row_rights` a login reads and replaces the wrapped key of its own officer only: each officer needs one then.
    """
    if not _NAME.fullmatch(role):
        raise BadRoleName("role", value=role)
    known = f"SELECT 1 FROM pg_roles WHERE rolname = '{role}'"  # noqa: S608 - a name of letters, digits and _
    yield f"DO $$ BEGIN IF NOT EXISTS ({known}) THEN CREATE ROLE {role} NOLOGIN; END IF; END $$"
    yield "REVOKE ALL ON SCHEMA public FROM PUBLIC"
    yield f"GRANT USAGE ON SCHEMA public TO {role}"
    yield f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role}, PUBLIC"
    for table in sorted(TABLES):
        yield f'GRANT {", ".join(_rights(table))} ON public."{table}" TO {role}'
    yield f"GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA public TO {role}"
    if "key_wrap" in TABLES:
        yield from _row_rights(role, row_rights)


def _row_rights(role: str, wanted: bool) -> Iterator[str]:
    for what in ("SELECT", "UPDATE", "DELETE", "INSERT"):
        yield f"DROP POLICY IF EXISTS own_{what.lower()} ON public.key_wrap"
        if wanted:
            # Whoever may take on officers makes their first key.
            limit = "WITH CHECK (true)" if what == "INSERT" else f"USING ({_OWN})"
            yield f"CREATE POLICY own_{what.lower()} ON public.key_wrap FOR {what} TO {role} {limit}"
    yield f"ALTER TABLE public.key_wrap {'ENABLE' if wanted else 'DISABLE'} ROW LEVEL SECURITY"


def _rights(table: str) -> Iterator[str]:
    yield from ("SELECT", "INSERT")
    if table not in FOR_EVER:
        yield "UPDATE"
    if table == "entry_text":
        yield _SEALED_IN_PLACE
    if table in MADE_ANEW:
        yield "DELETE"


def prepare(connection: Connection, role: str = DESK_ROLE, *, row_rights: bool = False) -> None:
    """Give `role` the rights of a desk on the register, in the caller's transaction. Only its owner can."""
    for statement in statements(role, row_rights=row_rights):
        connection.execute(text(statement))
