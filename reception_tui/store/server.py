"""A register on a PostgreSQL server: how it is reached, how writers take turns, and what its errors mean.

Acts write one after another, as they do on a file: each write transaction begins with one advisory lock that falls
with it. So numbers have no gaps, the journal is one chain, and no act meets another half-way.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, ExceptionContext, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError
from sqlalchemy.pool import QueuePool

from reception_tui.domain.errors import (
    RegisterBusy,
    RegisterDamaged,
    RegisterOlder,
    RegisterUnreachable,
    ServerForbids,
    ServerFull,
    ServerHasNoRegister,
    ServerReadOnly,
    ServerRefuses,
    ServerUnusable,
    StorageTrouble,
)
from reception_tui.store.patience import a_wait

WAIT_SECONDS = 10
LOOK_UP_SECONDS = 2
"""So often a wait in line that may be left is begun anew; too often would cost the place in it."""
_CONNECT_SECONDS = 5
_WRITERS = 0x7265_6365_7074
"""The key of the advisory lock that one writer at a time holds ("recept")."""

_DRIVER = "postgresql+psycopg"
_NAMES = frozenset({"postgres", "postgresql", _DRIVER})

_SETTINGS = (
    f"SET lock_timeout = '{WAIT_SECONDS}s'",
    # A desk whose machine vanished in the middle of an act must not keep the others waiting.
    "SET tcp_keepalives_idle = 10",
    "SET tcp_keepalives_interval = 5",
    "SET tcp_keepalives_count = 3",
    "SET idle_in_transaction_session_timeout = '10min'",
    # What is told as saved is on disk, whatever the server's own default is.
    "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'",
)

_MEANING: dict[str, type[StorageTrouble]] = {
    "25006": ServerReadOnly,
    "28": ServerRefuses,
    "3D000": ServerHasNoRegister,
    "40001": RegisterBusy,
    "40P01": RegisterBusy,
    "42501": ServerForbids,
    "42P01": ServerHasNoRegister,
    "42703": RegisterOlder,
    "42704": ServerHasNoRegister,
    "53100": ServerFull,
    "53300": RegisterBusy,
    "55P03": RegisterBusy,
    "57014": RegisterBusy,
    "08": RegisterUnreachable,
    "57P": RegisterUnreachable,
    "25P03": RegisterUnreachable,
    "58": RegisterUnreachable,
    "XX001": RegisterDamaged,
    "XX002": RegisterDamaged,
}
"""What a SQLSTATE, or its first signs, means for the desk."""

_REFUSALS: tuple[tuple[str, type[StorageTrouble]], ...] = (
    ("password", ServerRefuses),
    ("authentication", ServerRefuses),
    ("pg_hba", ServerRefuses),
    ("role ", ServerRefuses),
    ("permission denied for database", ServerRefuses),
    ("too many clients", RegisterBusy),
    ("connection slots are reserved", RegisterBusy),
)
"""A refusal to connect comes without a SQLSTATE: only its text tells why."""


def is_server(url: str) -> bool:
    """Tell whether this is the address of a PostgreSQL server."""
    return url.partition("://")[0] in _NAMES


def open_server(url: str, *, pooled: int = 1) -> Engine:
    """Return an engine on the server at `url`. Raises `ServerUnusable` when its driver is not installed."""
    try:
        address = make_url(url).set(drivername=_DRIVER) if is_server(url) else make_url(url)
        engine = create_engine(
            address,
            hide_parameters=True,
            poolclass=QueuePool,
            pool_size=pooled,
            max_overflow=4,
            # A connection that the server closed meanwhile is noticed before an act leans on it.
            pool_pre_ping=True,
            connect_args={"connect_timeout": _CONNECT_SECONDS, "application_name": "reception"},
        )
    except (ArgumentError, ImportError, TypeError, ValueError) as error:
        raise ServerUnusable from error
    event.listen(engine, "connect", _connected)
    event.listen(engine, "handle_error", _without_values)
    return engine


def _connected(connection: Any, _record: object) -> None:
    with connection.cursor() as cursor:
        for setting in _SETTINGS:
            cursor.execute(setting)
    connection.commit()


def _without_values(context: ExceptionContext) -> None:
    """Take the details out of an error: they hold values of rows, which no log may show."""
    told: Any = getattr(context.original_exception, "diag", None)
    if told is not None and told.message_detail and context.sqlalchemy_exception is not None:
        found = context.sqlalchemy_exception
        found.args = (f"({type(context.original_exception).__name__}) {told.message_primary}", *found.args[1:])
        context.original_exception.args = (told.message_primary,)


_LOOK_UP = f"SET LOCAL lock_timeout = '{LOOK_UP_SECONDS}s'"
_TURN = text("SELECT pg_advisory_xact_lock(:key)").bindparams(key=_WRITERS)


@contextmanager
def writing_turn(engine: Engine) -> Iterator[Connection]:
    """Give a connection inside a write transaction, once every writer before is done; the caller ends it.

    What they committed is seen from here on.
    """
    with engine.connect() as connection:
        connection.begin()
        if a_wait(WAIT_SECONDS).looks_up:
            connection.exec_driver_sql(_LOOK_UP)
        connection.execute(_TURN)
        yield connection


CHANNEL = "reception_entry"
"""Where desks hear of each entry of the journal."""

_TELL = text("SELECT pg_notify(:channel, :no)").bindparams(channel=CHANNEL)


def tell(connection: Connection, entry: int) -> None:
    """Let every desk know of an entry as soon as its transaction is committed."""
    connection.execute(_TELL, {"no": str(entry)})


def begin_reading(connection: Connection) -> None:
    """Begin a transaction that sees one state and writes nothing."""
    connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    connection.begin()


def shown_url(url: str) -> str:
    """Return the address of a server without its password. Raises `ServerUnusable`."""
    try:
        return make_url(url).render_as_string(hide_password=True)
    except ArgumentError as error:
        raise ServerUnusable from error


def shown(engine: Engine) -> str:
    """Return the address of a server as people may see it: without its password."""
    return engine.url.render_as_string(hide_password=True)


def explain(error: BaseException, where: str) -> StorageTrouble | None:
    """Return the storage trouble behind an error of the server at `where`; None when it is a defect of the program."""
    wrapped = isinstance(error, DBAPIError)
    cause: Any = error.orig if isinstance(error, DBAPIError) else error
    state = _state(cause)
    meaning = next((_MEANING[sign] for sign in (state, state[:3], state[:2]) if sign and sign in _MEANING), None)
    if meaning is None and isinstance(error, DBAPIError) and error.connection_invalidated:
        meaning = RegisterUnreachable
    if meaning is None and not state and (isinstance(error, OperationalError) or not wrapped):
        meaning = _refusal(str(cause))
    return None if meaning is None else meaning(path=where)


def met_another(trouble: StorageTrouble) -> bool:
    """Tell whether the server gave a transaction up because it met another one: it may simply be done again."""
    return _state(getattr(trouble.__cause__, "orig", None)).startswith("40")


def _state(cause: Any) -> str:
    return str(getattr(cause, "sqlstate", None) or "")


def _refusal(text_: str) -> type[StorageTrouble]:
    if 'database "' in text_ and "does not exist" in text_:
        return ServerHasNoRegister
    return next((meaning for sign, meaning in _REFUSALS if sign in text_), RegisterUnreachable)


def is_durable(connection: Connection) -> bool:
    """Tell whether the server brings to disk what it says is committed."""
    asked = text("SELECT name FROM pg_settings WHERE name IN ('fsync', 'full_page_writes') AND setting = 'off'")
    return connection.execute(asked).first() is None


def move_sequences(connection: Connection, *tables: str) -> None:
    """Let the ids that the server gives next come after those that were written by hand."""
    for table in tables:
        connection.execute(
            text(
                f"SELECT setval(pg_get_serial_sequence('\"{table}\"', 'id'), "  # noqa: S608 - a name of our own
                f'coalesce((SELECT max(id) FROM "{table}"), 1), EXISTS (SELECT 1 FROM "{table}"))'
            )
        )
