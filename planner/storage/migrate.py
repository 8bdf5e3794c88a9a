"""Bring a database to the tables of this version."""

from __future__ import annotations

import threading
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from planner.storage.errors import DatabaseRefused

_ONE_AT_A_TIME = threading.Lock()
"""Alembic keeps the migration that runs in a global of its own."""


def configuration(connection: Connection) -> Config:
    """Give Alembic's configuration for an open connection; there is no alembic.ini."""
    config = Config(attributes={"connection": connection})
    # Alembic reads the option as a template of configparser, so a percent sign in the folder's name is doubled.
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    return config


def migrate(connection: Connection) -> None:
    """Run every migration that the database has not seen, inside the connection's transaction.

    Raises
    ------
    DatabaseRefused
        With code ``database_newer`` if a later version of this package has written the database.
    """
    config = configuration(connection)
    scripts = ScriptDirectory.from_config(config)
    current = MigrationContext.configure(connection).get_current_revision()
    if current is not None and current not in {script.revision for script in scripts.walk_revisions()}:
        raise DatabaseRefused("database_newer", database=connection.engine.url.database, revision=current)
    if current != scripts.get_current_head():
        with _ONE_AT_A_TIME:
            command.upgrade(config, "head")
