"""The fence that a ground station uploads with a round: the dock's reach, and the ground closed to this round."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from planner.exports.flight_hours import is_open

if TYPE_CHECKING:
    from shapely import Polygon
    from shapely.geometry.base import BaseGeometry

    from planner.domain.place import Zone
    from planner.domain.plan import Flight
    from planner.domain.scenario import Scenario

Ring = tuple[tuple[float, float], ...]
"""Longitude and latitude of corners [deg], the first not repeated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fence:
    """What a vehicle keeps inside of and out of.

    Attributes
    ----------
    centre
        Longitude and latitude of the dock [deg].
    radius_m
        How far it may fly from there [m].
    closed
        Ground that it may not enter, as polygons without holes.
    """

    centre: tuple[float, float]
    radius_m: float
    closed: tuple[Ring, ...]


def fence(flight: Flight, scenario: Scenario) -> Fence | None:
    """Give the fence of a round; None if the scenario does not know its dock.

    Fences know neither hours nor heights. So a zone stands in it if it is active at any time of the round and closed at
    the round's height, and is left out if the checked way leads through it, which it does when the zone opens or
    closes on the way, or may be flown over.
    """
    dock = next((dock for dock in scenario.docks if dock.id == flight.dock), None)
    if dock is None:
        return None
    zone = ZoneInfo(scenario.station.timezone)
    top_m = max(height_m for _, _, height_m, _ in flight.path)
    closed = [z for z in scenario.zones if _closed(z, top_m) and (not z.windows or is_open(z.windows, flight, zone))]
    rings = tuple(ring for z in closed for ring in _rings(z, flight))
    return Fence(centre=dock.location, radius_m=float(math.ceil(dock.radius_m)), closed=rings)


def _closed(zone: Zone, top_m: float) -> bool:
    """Tell whether a zone, while active, is closed to a round that flies no higher than `top_m`."""
    return not (zone.kind == "restricted" and zone.ceiling_m is not None and top_m <= zone.ceiling_m)


def _rings(zone: Zone, flight: Flight) -> Iterator[Ring]:
    import shapely

    way = shapely.LineString([point[:2] for point in flight.path] * (2 if len(flight.path) == 1 else 1))
    for exterior, *holes in zone.region:
        ground = shapely.Polygon(exterior, holes)
        if not ground.intersects(way):
            for part in _without_holes(ground):
                yield tuple((float(lon), float(lat)) for lon, lat in part.exterior.coords[:-1])


def _without_holes(ground: BaseGeometry) -> Iterator[Polygon]:
    """Cut polygons through their holes until none has any: ground stations know no holes."""
    import shapely

    for part in shapely.get_parts(ground):
        if part.geom_type != "Polygon":
            continue
        if not part.interiors:
            yield part
            continue
        west, south, east, north = part.bounds
        cut = part.interiors[0].centroid.x
        yield from _without_holes(part.intersection(shapely.box(west, south, cut, north)))
        yield from _without_holes(part.intersection(shapely.box(cut, south, east, north)))
