"""One embedded SQLite file: opened, brought to the newest tables, and used in short transactions."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.orm import Session

from planner.storage.errors import DatabaseRefused
from planner.storage.migrate import migrate

BUSY_TIMEOUT_S = 10.0
"""How long a writer waits for another one [s]."""


class Database:
    """An open database.

    Reading and writing are apart, because SQLite lets many read beside one writer, and a writer that says so at its
    start waits for its turn where one that finds out later fails.

    Attributes
    ----------
    url
        Where it is, as `open_database` takes it.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.url = engine.url.render_as_string()
        self._writer = engine.execution_options(sqlite_begin="BEGIN IMMEDIATE")

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Give a session on one consistent state of the data."""
        with Session(self._engine) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Give a session that is the only writer; it commits at the end, or takes everything back on an error."""
        with Session(self._writer) as session, session.begin():
            yield session

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()


def open_database(url: str) -> Database:
    """Open the database at an SQLAlchemy address such as ``sqlite:////home/me/plans.sqlite``, made if it is not there.

    Raises
    ------
    DatabaseRefused
        If the address is not SQLite's, or what is there is no database of this package or of a later version of it.
    """
    address = _sqlite_address(url)
    if address.database and address.database != ":memory:":
        Path(address.database).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    engine = create_engine(address, connect_args={"timeout": BUSY_TIMEOUT_S, "check_same_thread": False})
    event.listen(engine, "connect", _configure)
    event.listen(engine, "begin", _begin)
    try:
        with engine.execution_options(sqlite_begin="BEGIN IMMEDIATE").begin() as connection:
            migrate(connection)
    except DBAPIError as cause:
        engine.dispose()
        raise DatabaseRefused("database_unreadable", database=address.database, reason=str(cause.orig)) from cause
    except DatabaseRefused:
        engine.dispose()
        raise
    return Database(engine)


def sqlite_url(path: Path) -> str:
    """Give the address of a SQLite file."""
    return URL.create("sqlite", database=str(path)).render_as_string()


def _sqlite_address(url: str) -> URL:
    try:
        address = make_url(url)
    except ArgumentError as cause:
        raise DatabaseRefused("database_not_sqlite", database=url) from cause
    if address.get_backend_name() != "sqlite":
        raise DatabaseRefused("database_not_sqlite", database=address.render_as_string(hide_password=True))
    return address


def _configure(connection: sqlite3.Connection, _: object) -> None:
    """Set what SQLite keeps per connection; transactions are begun by `_begin`, not by the driver."""
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", "synchronous=NORMAL"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get("sqlite_begin", "BEGIN"))
