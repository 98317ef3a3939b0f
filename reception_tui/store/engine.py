"""Opening a register: SQLite by default, PostgreSQL where desks sit on several machines."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from reception_tui.domain.errors import RegisterMissing
from reception_tui.store import file, server


def url_of(place: str | Path) -> str:
    """Return the database address of a file path; an address stays as it is."""
    text = str(place)
    return text if "://" in text else f"sqlite:///{Path(text).absolute()}"


def file_of(url: str) -> Path | None:
    """Return the file behind a SQLite address; None for a server."""
    prefix = "sqlite:///"
    return Path(url.removeprefix(prefix)) if url.startswith(prefix) else None


def shown_place(url: str) -> str:
    """Return an address as people may see it: a file by its path, a server without its password."""
    path = file_of(url)
    return str(path) if path is not None else server.shown_url(url)


def file_behind(engine: Engine) -> Path | None:
    """Return the file of an open register; None on a server."""
    return Path(engine.url.database) if engine.dialect.name == "sqlite" and engine.url.database else None


def open_engine(url: str, *, create: bool = False, durable: bool = True) -> Engine:
    """Return an engine on the register at `url`.

    `durable=False` is for building a new file that is copied into place when it is whole. Raises
    `RegisterMissing`, `NetworkShare`, `ServerUnusable`.
    """
    path = file_of(url)
    if path is None:
        return server.open_server(url)
    if not create and not path.exists():
        raise RegisterMissing(path=str(path))
    file.refuse_network_share(path)
    if create:
        file.make_file(path)
    return file.open_file(path, durable=durable)


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Give a connection inside one write transaction: committed at the end, rolled back on any error."""
    path = file_behind(engine)
    turn = server.writing_turn(engine) if path is None else file.writing_turn(engine, path)
    with explained(engine), turn as connection:
        try:
            yield connection
        except BaseException:
            connection.rollback()
            raise
        connection.commit()


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Give a connection that sees one state of the register and writes nothing."""
    with explained(engine), engine.connect() as connection:
        if is_on_server(connection):
            server.begin_reading(connection)
        else:
            file.begin_reading(connection)
        try:
            yield connection
        finally:
            connection.rollback()


def is_on_server(bind: Connection | Engine) -> bool:
    """Tell whether the register lies on a server and not in a file."""
    return bind.dialect.name != "sqlite"


@contextmanager
def explained(engine: Engine) -> Iterator[None]:
    """Turn a driver's error into the storage trouble that it means."""
    path = file_behind(engine)
    try:
        yield
    except (DBAPIError, OSError, engine.dialect.loaded_dbapi.Error) as error:
        trouble = server.explain(error, server.shown(engine)) if path is None else file.met(engine, error, path)
        if trouble is None:
            raise
        raise trouble from error
    else:
        if path is not None:
            file.was_read(engine)
