"""What the database can refuse."""

from __future__ import annotations

from planner.errors import PlannerError


class DatabaseRefused(PlannerError):
    """The database cannot be used as it is.

    Its codes are ``database_not_sqlite`` (an address of another kind), ``database_unreadable`` (not a database, or not
    to be opened) and ``database_newer`` (written by a later version of this package).
    """

    code = "database_unreadable"
