"""Judge grids and demand again, with a count of its own: no tree, no projection, no prior."""

from __future__ import annotations

import datetime as dt
import math
from itertools import combinations, pairwise
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from planner.domain.demand import HOURS_PER_WEEK, Demand
from planner.domain.noun import Region
from planner.domain.scenario import Scenario
from planner.domain.violation import Violation

if TYPE_CHECKING:
    from shapely import MultiPolygon

TOLERANCE = 0.005
"""Share by which the week's calls may differ from the count: points on a border may fall on either side."""
SLIVER_SHARE = 0.002
"""Share of a grid's area that may overlap its neighbour or leave the boundary: borders drawn twice by hand."""


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
    """Compare the calls of the week with the incidents counted one by one."""
    zone = ZoneInfo(scenario.station.timezone)
    dates = _dates_inside(scenario, zone)
    if not dates:
        return []
    weeks = max((max(dates) - min(dates)).days + 1, 7) / 7
    counted = len(dates) / weeks
    expected = math.fsum(figure for row in demand.by_grid.values() for figure in row)
    if abs(expected - counted) <= max(TOLERANCE * counted, 1 / weeks):
        return []
    return [Violation(code="demand_total_wrong", params={"expected": expected, "counted": counted})]


def _dates_inside(scenario: Scenario, zone: ZoneInfo) -> list[dt.date]:
    return [
        incident.time.astimezone(zone).date()
        for incident in scenario.incidents
        if any(_holds(grid.region, incident.location) for grid in scenario.grids)
    ]


def _holds(region: Region, point: tuple[float, float]) -> bool:
    """Cast a ray eastward: inside when it crosses the rings of a polygon an odd number of times."""
    return any(sum(_crossings(ring, point) for ring in rings) % 2 == 1 for rings in region)


def _crossings(ring: tuple[tuple[float, float], ...], point: tuple[float, float]) -> int:
    x, y = point
    crossed = 0
    for (x1, y1), (x2, y2) in pairwise(ring):
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
            crossed += 1
    return crossed


def _ground(scenario: Scenario) -> list[Violation]:
    """See that grids lie inside the boundary and beside each other; areas are compared in degrees, as shares."""
    boundary = _shape(scenario.boundary)
    shapes = {grid.id: _shape(grid.region) for grid in scenario.grids}
    found = []
    for grid, shape in shapes.items():
        outside = shape.difference(boundary).area / shape.area
        if outside > SLIVER_SHARE:
            found.append(Violation(code="grid_outside_boundary", params={"grid": grid, "share_pct": 100 * outside}))
    for (first, one), (second, other) in combinations(shapes.items(), 2):
        shared = one.intersection(other).area / min(one.area, other.area)
        if shared > SLIVER_SHARE:
            params = {"first": first, "second": second, "share_pct": 100 * shared}
            found.append(Violation(code="grids_overlap", params=params))
    return found


def _shape(region: Region) -> MultiPolygon:
    from shapely import MultiPolygon

    return MultiPolygon([(rings[0], rings[1:]) for rings in region])
