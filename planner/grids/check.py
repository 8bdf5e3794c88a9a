"""Judge grids and demand again, with a count of its own: no projection and no prior."""

from __future__ import annotations

import datetime as dt
import math
from itertools import pairwise
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from planner.domain.demand import HOURS_PER_WEEK, Demand
from planner.domain.noun import Region
from planner.domain.scenario import Scenario
from planner.domain.violation import Violation

if TYPE_CHECKING:
    from shapely import MultiPolygon

Box = tuple[float, float, float, float]
"""West, south, east, north [deg]."""

TOLERANCE = 0.005
"""Share by which the week's calls may differ from the count: points on a border may fall on either side."""
OVERHANG_M, SLIVER_M = 6.0, 1.2
"""How far a grid may reach over the boundary, and how wide two may overlap [m]: borders are drawn twice by hand, and
a scenario is read with a little less of either."""
EDGE_M = 0.3
"""An incident so near to a border may be counted on either side of it [m]."""
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
    """Compare the calls of the week with the incidents counted one by one."""
    zone = ZoneInfo(scenario.station.timezone)
    dates = _dates_inside(scenario, zone)
    if not dates or _some_on_a_border(scenario):
        return []
    weeks = max((max(dates) - min(dates)).days + 1, 7) / 7
    counted = len(dates) / weeks
    expected = math.fsum(figure for row in demand.by_grid.values() for figure in row)
    if abs(expected - counted) <= max(TOLERANCE * counted, 1 / weeks):
        return []
    return [Violation(code="demand_total_wrong", params={"expected": expected, "counted": counted})]


def _dates_inside(scenario: Scenario, zone: ZoneInfo) -> list[dt.date]:
    boxes = [_box(grid.region) for grid in scenario.grids]
    grids = [(box, grid.region) for box, grid in zip(boxes, scenario.grids, strict=True)]
    return [
        incident.time.astimezone(zone).date()
        for incident in scenario.incidents
        if any(_holds(box, region, incident.location) for box, region in grids)
    ]


def _box(region: Region) -> Box:
    lons, lats = zip(*(point for rings in region for point in rings[0]), strict=True)
    return min(lons), min(lats), max(lons), max(lats)


def _holds(box: Box, region: Region, point: tuple[float, float]) -> bool:
    """Cast a ray eastward: inside when it crosses the rings of a polygon an odd number of times."""
    west, south, east, north = box
    if not (west <= point[0] <= east and south <= point[1] <= north):
        return False
    return any(sum(_crossings(ring, point) for ring in rings) % 2 == 1 for rings in region)


def _crossings(ring: tuple[tuple[float, float], ...], point: tuple[float, float]) -> int:
    x, y = point
    crossed = 0
    for (x1, y1), (x2, y2) in pairwise(ring):
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
            crossed += 1
    return crossed


def _some_on_a_border(scenario: Scenario) -> bool:
    """Tell whether incidents lie so near to a border that two counts may differ rightly."""
    import shapely

    borders = shapely.union_all([_shape(grid.region).boundary for grid in scenario.grids])
    shapely.prepare(borders)
    places = shapely.points([incident.location for incident in scenario.incidents])
    return bool(shapely.dwithin(borders, places, EDGE_M * _degrees_per_metre(scenario)).any())


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
