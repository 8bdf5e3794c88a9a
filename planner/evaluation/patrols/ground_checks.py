"""Units held to their rights: by tier, and by the ground that their force is limited to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import numpy as np
import shapely
from shapely import LineString, MultiPolygon, Point
from shapely.geometry.base import BaseGeometry

from planner.domain.force import Force
from planner.domain.plan import Plan, Route, Stop
from planner.domain.scenario import Scenario
from planner.domain.track import track
from planner.domain.violation import Violation
from planner.evaluation.patrols.repair_checks import lost_units
from planner.evaluation.patrols.work_checks import works
from planner.geo import Floats, Frame

HALF = 0.5
"""Part of a line or an area that must lie on a force's ground to belong to it."""
NEAR_M = 30.0
"""Allowance for places, lines and streets that run along the edge of the ground [m]."""

Span = tuple[dt.datetime, dt.datetime]


def visits_keep_rights(plan: Plan, scenario: Scenario) -> Iterator[Violation]:
    """Visits are made by tiers that may make them, on the ground that their force is limited to."""
    tiers = {work.id: set(work.tiers) for _, work in works(scenario)}
    grounds = _Grounds(scenario)
    units = {unit.id: unit for unit in plan.units}
    for route in plan.routes:
        unit = units.get(route.unit)
        if unit is None:
            continue
        for stop in route.stops:
            allowed = tiers.get(stop.id)
            if allowed and unit.tier not in allowed:
                yield Violation(code="tier_not_allowed", params={"unit": unit.id, "work": stop.id, "tier": unit.tier})
            if stop.kind not in {"base", "break"} and not grounds.hold(unit.force, stop):
                yield Violation(code="outside_ground", params={"unit": unit.id, "work": stop.id})


def limited_units_stay_on_their_ground(plan: Plan, scenario: Scenario) -> Iterator[Violation]:
    """A unit of a limited force never leaves its ground, except on the ways from and to a base that lies outside.

    A unit that is lost may have been on such a way.
    """
    grounds, lost = _Grounds(scenario), lost_units(plan)
    forces = {unit.id: unit.force for unit in plan.units}
    for route in plan.routes:
        ground = grounds.of.get(forces.get(route.unit, ""))
        if ground is None or len(route.path) < 2:
            continue
        lonlat, seconds = track(route)
        points = grounds.frame.metres(lonlat)
        wide = ground.buffer(NEAR_M)
        shapely.prepare(wide)
        out = ~_covered(wide, points)
        if not shapely.contains_xy(wide, *points[0]):
            out &= ~_on_a_way_of_the_base(route, seconds, broken_off=route.unit in lost)
        if out.any():
            lon, lat, moment = route.path[int(np.flatnonzero(out)[0])]
            yield Violation(code="off_ground", params={"unit": route.unit, "at": moment, "lon": lon, "lat": lat})


def _covered(ground: BaseGeometry, points: Floats) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Tell for each stretch between neighbours of (p, 2) points [m] whether it lies on a ground, (p - 1,)."""
    inside = shapely.contains_xy(ground, points[:, 0], points[:, 1])
    covered = inside[:-1] & inside[1:]
    moves = np.flatnonzero(covered & (np.diff(points, axis=0) != 0).any(axis=1))
    covered[moves] = shapely.covers(ground, shapely.linestrings(np.stack([points[moves], points[moves + 1]], axis=1)))
    return covered


def _on_a_way_of_the_base(
    route: Route, seconds: Floats, *, broken_off: bool
) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Tell which stretches of a path, (p - 1,), lie between a stay at the base and the stop before it or after it.

    What follows the last stop of a route that is broken off counts too: where it led is not known any more.
    """
    stops = route.stops
    spans = [
        (stops[max(0, number - 1)].depart, stops[min(len(stops) - 1, number + 1)].arrive)
        for number, stop in enumerate(stops)
        if stop.kind in {"base", "break"}
    ]
    if broken_off and stops:
        spans.append((stops[-1].depart, route.end))
    middle = (seconds[:-1] + seconds[1:]) / 2
    on_way = np.zeros(len(middle), bool)
    for begin, end in spans:
        on_way |= (middle >= begin.timestamp()) & (middle <= end.timestamp())
    for stop in stops:
        if stop.kind in {"base", "break"}:
            on_way |= (middle >= stop.arrive.timestamp()) & (middle <= stop.depart.timestamp())
    return on_way


class _Grounds:
    """The ground that each force is limited to, and where everything lies that a stop may name."""

    def __init__(self, scenario: Scenario) -> None:
        self.frame = Frame(scenario.station.base)
        self.of = {
            force.id: _outline(force, scenario, self.frame) for force in scenario.forces if force.grids or force.areas
        }
        spots = {item.id: item.location for items in (scenario.points, scenario.places) for item in items}
        self._shapes: dict[tuple[str, str], Point | LineString | MultiPolygon] = {
            **{("point", spot): Point(self.frame.metres(location)[0]) for spot, location in spots.items()},
            **{("line", line.id): self.frame.line(line.line) for line in scenario.lines},
            **{("area", area.id): self.frame.polygon(area.region) for area in scenario.areas},
        }

    def hold(self, force: str, stop: Stop) -> bool:
        """Tell whether what a stop is for lies on a force's ground, of a line or an area half of the whole.

        The stop itself may lie outside: the street nearest to a place at the edge may be the neighbour's.
        """
        ground, shape = self.of.get(force), self._shapes.get((stop.kind, stop.id))
        if ground is None:
            return True
        if shape is None or isinstance(shape, Point):
            place = shape or Point(self.frame.metres((stop.lon, stop.lat))[0])
            return bool(ground.distance(place) <= NEAR_M)
        part = shape.intersection(ground.buffer(NEAR_M))
        share = part.area / shape.area if shape.area else part.length / shape.length
        return bool(share >= HALF)


def _outline(force: Force, scenario: Scenario, frame: Frame) -> BaseGeometry:
    """Give the ground of a force [m]: its grids and its areas."""
    regions = [grid.region for grid in scenario.grids if grid.id in force.grids]
    regions += [area.region for area in scenario.areas if area.id in force.areas]
    return shapely.union_all([frame.polygon(region) for region in regions])
