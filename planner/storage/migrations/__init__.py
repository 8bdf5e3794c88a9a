"""Alembic's migrations, run by `planner.storage.migrate`."""

from __future__ import annotations
