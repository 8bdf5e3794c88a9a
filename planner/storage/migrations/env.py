"""Alembic's entry: run the migrations on the connection that `planner.storage.migrate` hands over."""

from __future__ import annotations

from alembic import context

from planner.storage.models import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,  # SQLite cannot alter a column: Alembic then copies the table
    transactional_ddl=False,  # the caller's transaction holds all steps
)
context.run_migrations()
