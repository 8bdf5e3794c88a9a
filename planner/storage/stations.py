"""Stations in the database."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.errors import NotFound
from planner.storage.models import StationRow


class Stations:
    """The stations, within one session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, station_id: str, name: str) -> StationRow:
        """Give the station, stored now if it was not yet; a name that is not empty replaces the one it had."""
        station = self._session.get(StationRow, station_id)
        if station is None:
            station = StationRow(id=station_id, name=name or station_id, created=dt.datetime.now(dt.UTC))
            self._session.add(station)
        elif name:
            station.name = name
        return station

    def get(self, station_id: str) -> StationRow:
        """Give one station.

        Raises
        ------
        NotFound
            With code ``unknown_station`` if it is not there.
        """
        station = self._session.get(StationRow, station_id)
        if station is None:
            raise NotFound("unknown_station", station=station_id)
        return station

    def list(self) -> list[StationRow]:
        """List all stations by name."""
        return [*self._session.scalars(select(StationRow).order_by(StationRow.name, StationRow.id))]
