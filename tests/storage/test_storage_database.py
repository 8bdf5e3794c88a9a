"""The database opens by itself, is brought to the newest tables, and says why when it cannot be used."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from plans import small_plan
from sqlalchemy.exc import IntegrityError

from planner.storage.database import open_database
from planner.storage.errors import DatabaseRefused
from planner.storage.models import Base, PlanRow
from planner.storage.plans import Plans


def pragma(database, name):
    with database.reading() as session:
        return session.connection().exec_driver_sql(f"PRAGMA {name}").scalar()


def test_file_and_folder_are_made(url, tmp_path):
    """A first start makes the folder, the file and the tables."""
    database = open_database(url)
    with database.reading() as session:
        assert Plans(session).list() == []
    database.close()
    assert (tmp_path / "folder" / "plans.sqlite").is_file()


def test_settings_of_sqlite(database):
    """Readers do not wait for a writer, foreign keys are kept, and writers wait for each other."""
    assert pragma(database, "journal_mode") == "wal"
    assert pragma(database, "foreign_keys") == 1
    assert pragma(database, "busy_timeout") == 10_000


def test_migrations_make_what_the_models_say(database):
    """The migrated tables and the models do not differ."""
    with database.reading() as session:
        context = MigrationContext.configure(session.connection(), opts={"compare_type": False})
        assert compare_metadata(context, Base.metadata) == []


def test_content_outlives_the_program(url):
    """A plan is there after closing and opening again."""
    for _ in range(2):
        database = open_database(url)
        with database.writing() as session:
            Plans(session).add(small_plan())
        database.close()
    database = open_database(url)
    with database.reading() as session:
        assert len(Plans(session).list()) == 1
    database.close()


def test_two_programs_start_at_once(url):
    """Two first starts on one file do not disturb each other."""
    with ThreadPoolExecutor(4) as pool:
        for database in pool.map(open_database, [url] * 4):
            database.close()


def test_foreign_key_is_kept(database):
    """A plan cannot stand without its station."""
    with pytest.raises(IntegrityError), database.writing() as session:
        session.connection().exec_driver_sql(
            "INSERT INTO plans VALUES ('a', 'nobody', '2026', '2026', '2026', 'UTC', 'h', '{}', '{}', x'', NULL)"
        )


def test_an_error_takes_the_whole_transaction_back(database):
    """Nothing of a failed transaction stays."""

    def fail():
        with database.writing() as session:
            Plans(session).add(small_plan())
            session.flush()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    with database.reading() as session:
        assert session.query(PlanRow).count() == 0


@pytest.mark.parametrize("url", ["postgresql://a:secret@host/db", "no address", ""])
def test_only_sqlite(url):
    """Another kind of address is refused, and its password is not repeated."""
    with pytest.raises(DatabaseRefused) as caught:
        open_database(url)
    assert caught.value.code == "database_not_sqlite"
    assert "secret" not in str(caught.value)


def test_a_file_that_is_no_database_is_refused(tmp_path):
    """A text file is left alone and named."""
    path = tmp_path / "notes.txt"
    path.write_text("not a database " * 100)
    with pytest.raises(DatabaseRefused) as caught:
        open_database(f"sqlite:///{path}")
    assert caught.value.code == "database_unreadable"
    assert path.read_text().startswith("not a database")


def test_a_database_of_a_later_version_is_refused(url, tmp_path):
    """An older program does not touch tables that it does not know."""
    open_database(url).close()
    with sqlite3.connect(tmp_path / "folder" / "plans.sqlite") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(DatabaseRefused) as caught:
        open_database(url)
    assert caught.value.code == "database_newer"
