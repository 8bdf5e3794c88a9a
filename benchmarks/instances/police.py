"""Published calls of two cities as stations: Vancouver's thefts of 2020 and Chicago's aggravated assaults of 2010-19.

Vancouver: VPD open data, 22 neighbourhoods. Chicago: City of Chicago open data, 277 beats (275 numbers). Both are read
with time and place only.
"""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from benchmarks.instances.files import DATA
from planner.domain.incidents import Incidents
from planner.domain.noun import LonLat
from planner.domain.rostering import RosterRules
from planner.domain.scenario import Scenario
from planner.domain.station import Grid, Station
from planner.domain.street import Streets

POLICE = DATA / "police"
UTM_10_NORTH = "EPSG:32610"
"""What Vancouver's X and Y are in."""


def vancouver() -> Scenario:
    """Read Vancouver: thefts by neighbourhood."""
    from pyproj import Transformer

    rows = list(_rows(POLICE / "vancouver_thefts.csv.gz"))
    parts = "{YEAR}-{MONTH:0>2}-{DAY:0>2}T{HOUR:0>2}:{MINUTE:0>2}"
    times = [dt.datetime.fromisoformat(parts.format(**row)) for row in rows]
    to_lonlat = Transformer.from_crs(UTM_10_NORTH, "EPSG:4326", always_xy=True)
    lon, lat = to_lonlat.transform([float(row["X"]) for row in rows], [float(row["Y"]) for row in rows])
    grids = _grids(POLICE / "vancouver_neighbourhoods.geojson", "name")
    return _station("America/Vancouver", grids, times, np.column_stack([lon, lat]))


def chicago() -> Scenario:
    """Read Chicago: aggravated assaults by beat."""
    rows = list(_rows(POLICE / "chicago_aggravated_assaults.csv.gz"))
    times = [dt.datetime.fromisoformat(row["date"]) for row in rows]
    lonlat = np.array([(float(row["longitude"]), float(row["latitude"])) for row in rows])
    return _station("America/Chicago", _grids(POLICE / "chicago_beats.geojson", "BEAT_NUM"), times, lonlat)


def before(scenario: Scenario, date: dt.date) -> Scenario:
    """Give a station that knows only what came before a date."""
    return scenario.model_copy(update={"incidents": scenario.incidents.rows(_days(scenario) < _day(date))})


def came(scenario: Scenario, first: dt.date, end: dt.date) -> Scenario:
    """Give a station that knows only what came from `first` to before `end`."""
    day = _days(scenario)
    kept = (day >= _day(first)) & (day < _day(end))
    return scenario.model_copy(update={"incidents": scenario.incidents.rows(kept)})


def _days(scenario: Scenario) -> NDArray[np.int64]:
    return scenario.incidents.clock_s(ZoneInfo(scenario.station.timezone)) // 86_400


def _day(date: dt.date) -> int:
    return (date - dt.date(1970, 1, 1)).days


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def _grids(path: Path, key: str) -> tuple[Grid, ...]:
    """Read polygons as grids; those of one name are one grid."""
    regions: dict[str, list[tuple[tuple[LonLat, ...], ...]]] = {}
    for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
        polygon = tuple(tuple((lon, lat) for lon, lat, *_ in ring) for ring in feature["geometry"]["coordinates"])
        regions.setdefault(str(feature["properties"][key]), []).append(polygon)
    return tuple(Grid(id=name, name=name, region=tuple(polygons)) for name, polygons in regions.items())


def _station(zone: str, grids: tuple[Grid, ...], times: list[dt.datetime], lonlat: NDArray[np.float64]) -> Scenario:
    count = len(times)
    moments = [time.replace(tzinfo=ZoneInfo(zone)) for time in times]
    incidents = Incidents(
        time_us=np.array([int(moment.timestamp()) * 1_000_000 for moment in moments], np.int64),
        offset_s=np.zeros(count, np.int32),
        lonlat=lonlat,
        kind=np.zeros(count, np.int32),
        source=np.zeros(count, np.int8),
        grid=np.full(count, -1, np.int32),
        kinds=("",),
    )
    base = (float(np.median(lonlat[:, 0])), float(np.median(lonlat[:, 1])))
    return Scenario(
        station=Station(id="city", name=zone, timezone=zone, base=base),
        boundary=tuple(polygon for grid in grids for polygon in grid.region),
        grids=grids,
        incidents=incidents,
        roster=RosterRules(start=dt.date(2021, 1, 1), calendar="none"),
        streets=Streets.none(),
    )
