"""The two tables of people's work: officers, and incidents without the persons in them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from planner.domain.demand import Incident
from planner.domain.force import Officer
from planner.sources.draft import Draft
from planner.sources.faults import Faults, shown
from planner.sources.layers import read_pair
from planner.sources.records import Sourced, label, record
from planner.sources.services import service_of
from planner.sources.tables import Row, read_rows
from planner.sources.values import known_values, station_moment

if TYPE_CHECKING:
    from planner.domain.noun import LonLat
    from planner.sources.files import SourceFile


def read_officers(source: SourceFile, draft: Draft, faults: Faults) -> None:
    """Read officers into the draft; columns that an officer does not have are not kept.

    Raises
    ------
    InputRefused
        If the file as a whole cannot be read, or names nobody.
    """
    rows = read_rows(source, ("id",))
    if not rows:
        raise source.refused("officers_table_empty")
    for row in rows:
        place = label(row.place, row.cells)
        values = known_values(Officer, row.cells, frozenset(), source.name, faults)
        values["service"] = service_of(values.get("service"), values.get("rank"))
        draft.met("officers", values, source.name, place)
        officer = record(Officer, values, source.name, place, faults)
        if officer is not None:
            draft.officers.append(Sourced(officer, source.name, place))


def read_incidents(source: SourceFile, draft: Draft, faults: Faults) -> None:
    """Read incidents into the draft: time, place and kind; any other column is not kept.

    Times without an offset are on the station's clock, and all are kept on it.

    Raises
    ------
    InputRefused
        If the file as a whole cannot be read.
    """
    zone = ZoneInfo(draft.station.timezone if draft.station else "UTC")
    rows = read_rows(source, ("time", "lon", "lat"))
    kinds: dict[str, Incident | None] = {}
    for row, location in zip(rows, _positions(rows, source.name, draft, faults), strict=True):
        time = _time(row, zone, source.name, faults)
        kind = row.cells.get("kind", "")
        if kinds.get(kind) is None:
            values = {"time": "2000-01-01T00:00:00Z", "location": (0.0, 0.0), "kind": kind}
            kinds[kind] = record(Incident, values, source.name, row.place, faults)
        incident = kinds[kind]
        if time and location and incident:
            draft.incidents.append(incident.model_copy(update={"time": time, "location": location}))


def _positions(rows: tuple[Row, ...], file: str, draft: Draft, faults: Faults) -> list[LonLat | None]:
    """Give the position of every row, or None where it is refused: all at once, and one by one if that fails."""
    pairs = [read_pair(row.cells, file, row.place, faults) for row in rows]
    known = [pair for pair in pairs if pair is not None]
    together = draft.ground.placed(known, file, "", Faults())
    if together is not None:
        placed = iter(together.tolist())
        return [None if pair is None else _pair(next(placed)) for pair in pairs]
    found: list[LonLat | None] = []
    for row, pair in zip(rows, pairs, strict=True):
        points = None if pair is None else draft.ground.placed(pair, file, row.place, faults)
        found.append(None if points is None else _pair(points[0].tolist()))
    return found


def _pair(point: list[float]) -> LonLat:
    return point[0], point[1]


def _time(row: Row, zone: ZoneInfo, file: str, faults: Faults) -> dt.datetime | None:
    text = row.cells.get("time", "")
    found = station_moment(text, zone)
    if found is None:
        code = "time_unreadable" if text else "cell_empty"
        faults.add(code, file, f"{row.place}: time", value=shown(text), key="time")
    return found
