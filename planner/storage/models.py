"""The tables."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import JSON, DateTime, Dialect, ForeignKey, LargeBinary, MetaData, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship
from sqlalchemy.types import TypeDecorator


class UtcDateTime(TypeDecorator[dt.datetime]):
    """A moment, kept in UTC: SQLite has no type for an offset."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Bring a moment with an offset to UTC."""
        return None if value is None else value.astimezone(dt.UTC).replace(tzinfo=None)

    def process_result_value(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:  # noqa: ARG002 - as above
        """Give the moment in UTC, with its offset."""
        return None if value is None else value.replace(tzinfo=dt.UTC)


class Base(DeclarativeBase):
    """What all tables share: names of constraints that migrations can refer to."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_name)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class StationRow(Base):
    """A station that has plans."""

    __tablename__ = "stations"

    id: Mapped[str] = mapped_column(String(80), primary_key=True)
    name: Mapped[str] = mapped_column(String(300))
    created: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    """When its first plan came in."""


class PlanRow(Base):
    """A stored plan; never changed once it is in."""

    __tablename__ = "plans"

    id: Mapped[str] = mapped_column(String(20), primary_key=True)
    """First characters of the hash, so that the same plan is the same row."""
    station_id: Mapped[str] = mapped_column(ForeignKey("stations.id"), index=True)
    created: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    """When it was made."""
    start: Mapped[dt.datetime] = mapped_column(UtcDateTime, index=True)
    end: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    timezone: Mapped[str] = mapped_column(String(80))
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    """Hash of the JSON form before compression."""
    figures: Mapped[dict[str, Any]] = mapped_column(JSON)
    """Summary for lists: counts and lengths, as `planner.storage.plans.figures_of` makes them."""
    names: Mapped[dict[str, Any]] = mapped_column(JSON)
    """What people call the codes in it, as `planner.storage.names.names_of` makes them."""
    plan_gzip: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    """The plan's JSON form, compressed as it goes over the wire."""
    scenario_zip: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    """The scenario folder that it was made from."""

    station: Mapped[StationRow] = relationship(lazy="joined")
