"""What the web application can be told from outside."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from planner.errors import PlannerError
from planner.storage.database import sqlite_url

LOOPBACK = ("127.0.0.1", "localhost", "::1")
"""Names of this computer itself."""


class SettingsRefused(PlannerError):
    """The application may not run with these settings."""

    code = "settings_refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Where the application listens and keeps its plans.

    Attributes
    ----------
    database_url
        SQLAlchemy address of the SQLite file.
    host
        Address to listen on: until there are accounts, one of this computer itself.
    port
        Port to listen on; 0 takes any free one.

    Raises
    ------
    SettingsRefused
        With code ``accounts_missing`` if other computers could reach the host.
    """

    database_url: str
    host: str = "127.0.0.1"
    port: int = 8000

    def __post_init__(self) -> None:
        if self.host not in LOOPBACK:
            raise SettingsRefused("accounts_missing", host=self.host)

    @classmethod
    def from_environment(
        cls,
        *,
        host: str = "127.0.0.1",
        port: int = 8000,
        database_url: str | None = None,
        environment: Mapping[str, str] = os.environ,
    ) -> Settings:
        """Give settings with the database that was named, or that PATROL_PLANNER_DATABASE names, or the default."""
        named = database_url or environment.get("PATROL_PLANNER_DATABASE")
        return cls(database_url=named or sqlite_url(default_file(environment)), host=host, port=port)


def default_file(environment: Mapping[str, str]) -> Path:
    """Give the database file by the XDG base directory specification: it ignores folders that are not absolute."""
    named = Path(environment.get("XDG_DATA_HOME", ""))
    folder = named if named.is_absolute() else Path.home() / ".local" / "share"
    return folder / "patrol-planner" / "plans.sqlite"
