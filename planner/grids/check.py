"""Judge grids and demand again, with a count of its own: no projection and no prior."""

from __future__ import annotations

import datetime as dt
import math
from itertools import pairwise
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from planner.domain.day_kinds import day_kind
from planner.domain.demand import HOURS_PER_WEEK, Demand
from planner.domain.incidents import Incidents
from planner.domain.noun import Region
from planner.domain.scenario import Scenario
from planner.domain.violation import Violation

if TYPE_CHECKING:
    from shapely import MultiPolygon

Floats = NDArray[np.float64]
Box = tuple[float, float, float, float]
"""West, south, east, north [deg]."""

TOLERANCE = 0.005
"""Share by which the week's calls may differ from the count: points on a border may fall on either side."""
OVERHANG_M, SLIVER_M = 6.0, 1.2
"""How far a grid may reach over the boundary, and how wide two may overlap [m]: borders are drawn twice by hand, and
a scenario is read with a little less of either."""
EDGE_M = 0.3
"""An incident so near to a border may be counted on either side of it [m]."""
DAY_S = 86_400
EPOCH = dt.date(1970, 1, 1)
LEAST_USUAL_DAYS = 28
"""Holidays and days that were moved are counted with the others where there were fewer others than this [days], or no
call came on them."""
METRES_PER_DEGREE = 111_195.0
"""Length of one degree of a great circle on the mean sphere [m]."""


def check(scenario: Scenario, demand: Demand) -> list[Violation]:
    """List what is wrong with the grids or their demand."""
    return [*_figures(scenario, demand), *_total(scenario, demand), *_ground(scenario)]


def _figures(scenario: Scenario, demand: Demand) -> list[Violation]:
    found = []
    names = {grid.id for grid in scenario.grids}
    for grid in sorted(names ^ demand.by_grid.keys()):
        code = "demand_grid_missing" if grid in names else "demand_grid_unknown"
        found.append(Violation(code=code, params={"grid": grid}))
    for grid, row in demand.by_grid.items():
        if len(row) != HOURS_PER_WEEK:
            params = {"grid": grid, "count": len(row), "needed": HOURS_PER_WEEK}
            found.append(Violation(code="demand_hours_wrong", params=params))
        for hour, figure in enumerate(row):
            if not math.isfinite(figure) or figure < 0:
                found.append(
                    Violation(code="demand_figure_wrong", params={"grid": grid, "hour": hour, "value": figure})
                )
    return found


def _total(scenario: Scenario, demand: Demand) -> list[Violation]:
    """Compare the calls of the week with the incidents counted again, each by its age (`Demand.half_life_days`)."""
    incidents = Incidents.of(scenario.incidents)
    incidents = incidents.rows(incidents.of_sources(scenario.demand.sources))
    dates = incidents.clock_s(ZoneInfo(scenario.station.timezone))[_inside(scenario, incidents.lonlat)] // DAY_S
    if not len(dates) or _some_on_a_border(scenario, incidents.lonlat):
        return []
    first, last = int(dates.min()), int(dates.max())
    usual = [day for day in range(first, last + 1) if not _is_odd(scenario, EPOCH + dt.timedelta(day))]
    if len(usual) < LEAST_USUAL_DAYS or set(usual).isdisjoint(dates.tolist()):
        usual = list(range(first, last + 1))
    weight = {day: 0.5 ** ((last - day) / demand.half_life_days) if demand.half_life_days else 1.0 for day in usual}
    days, calls = np.unique(dates, return_counts=True)
    counted = math.fsum(weight.get(day, 0.0) * many for day, many in zip(days.tolist(), calls.tolist(), strict=True))
    weeks = max(math.fsum(weight.values()), 7 * max(weight.values())) / 7
    expected = math.fsum(figure for row in demand.by_grid.values() for figure in row)
    if abs(expected - counted / weeks) <= max(TOLERANCE * counted, 1.0) / weeks:
        return []
    return [Violation(code="demand_total_wrong", params={"expected": expected, "counted": counted / weeks})]


def _is_odd(scenario: Scenario, date: dt.date) -> bool:
    """Tell whether a date is a holiday, or worked where its day of the week is not, or the other way round."""
    kind = day_kind(date, scenario.roster.calendar, scenario.day_kinds)
    return kind != ("rest" if date.isoweekday() > 5 else "workday")


def _inside(scenario: Scenario, lonlat: Floats) -> NDArray[np.bool_]:
    """Tell which of (n, 2) points lie in a grid, (n,)."""
    found = np.zeros(len(lonlat), bool)
    for grid in scenario.grids:
        west, south, east, north = _box(grid.region)
        lon, lat = lonlat.T
        near = np.flatnonzero(~found & (lon >= west) & (lon <= east) & (lat >= south) & (lat <= north))
        for rings in grid.region:
            crossed = np.zeros(len(near), np.int64)
            for ring in rings:
                crossed += _crossings(ring, lonlat[near])
            found[near[crossed % 2 == 1]] = True
    return found


def _box(region: Region) -> Box:
    lons, lats = zip(*(point for rings in region for point in rings[0]), strict=True)
    return min(lons), min(lats), max(lons), max(lats)


def _crossings(ring: tuple[tuple[float, float], ...], points: Floats) -> NDArray[np.int64]:
    """Cast a ray eastward from each of (n, 2) points and count how often it crosses a ring, (n,)."""
    x, y = points.T
    crossed = np.zeros(len(points), np.int64)
    for (x1, y1), (x2, y2) in pairwise(ring):
        if y1 != y2:
            crossed += ((y1 > y) != (y2 > y)) & (x < x1 + (y - y1) * (x2 - x1) / (y2 - y1))
    return crossed


def _some_on_a_border(scenario: Scenario, lonlat: Floats) -> bool:
    """Tell whether incidents lie so near to a border that two counts may differ rightly."""
    import shapely

    borders = shapely.union_all([_shape(grid.region).boundary for grid in scenario.grids])
    shapely.prepare(borders)
    return bool(shapely.dwithin(borders, shapely.points(lonlat), EDGE_M * _degrees_per_metre(scenario)).any())


def _degrees_per_metre(scenario: Scenario) -> float:
    """Give the degrees of longitude in a metre at the station; a metre northward is fewer."""
    return 1 / (METRES_PER_DEGREE * math.cos(math.radians(scenario.station.base[1])))


def _ground(scenario: Scenario) -> list[Violation]:
    """See that grids lie inside the boundary and beside each other, in degrees."""
    import shapely

    degrees = _degrees_per_metre(scenario)
    boundary = _shape(scenario.boundary).buffer(OVERHANG_M * degrees)
    shapes = {grid.id: _shape(grid.region) for grid in scenario.grids}
    found = []
    for grid, shape in shapes.items():
        outside = shape.difference(boundary)
        if not outside.buffer(-SLIVER_M / 2 * degrees).is_empty:
            share_pct = 100 * outside.area / shape.area
            found.append(Violation(code="grid_outside_boundary", params={"grid": grid, "share_pct": share_pct}))
    named, outlines = list(shapes), list(shapes.values())
    pairs = shapely.STRtree(outlines).query(outlines, predicate="intersects").T.tolist()
    for a, b in sorted((a, b) for a, b in pairs if a < b):
        shared = outlines[a].intersection(outlines[b])
        if not shared.buffer(-SLIVER_M / 2 * degrees).is_empty:
            share_pct = 100 * shared.area / min(outlines[a].area, outlines[b].area)
            params = {"first": named[a], "second": named[b], "share_pct": share_pct}
            found.append(Violation(code="grids_overlap", params=params))
    return found


def _shape(region: Region) -> MultiPolygon:
    from shapely import MultiPolygon

    return MultiPolygon([(rings[0], rings[1:]) for rings in region])
