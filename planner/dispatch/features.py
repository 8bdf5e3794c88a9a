"""Who can come, as GeoJSON: the place, and the ways of units and drones to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from planner.domain.noun import LonLat

if TYPE_CHECKING:
    from planner.dispatch.drones import DroneResponse
    from planner.dispatch.nearest import Response


def features(to: LonLat, units: Sequence[Response], drones: Sequence[DroneResponse]) -> dict[str, Any]:
    """Give a FeatureCollection (RFC 7946); coordinates are WGS84 [deg], times ISO 8601 with offset.

    Features have a `kind`: ``place``, ``unit`` or ``drone``. Whoever is there already is a point, not a line.
    """
    listed = [_feature([to], {"kind": "place"})]
    for one in units:
        about = {
            "unit": one.unit.id,
            "leaves": one.leaves,
            "waits_s": round(one.waits_s, 1),
            "police": one.police,
            "streets": list(one.streets),
        }
        listed.append(_feature([point[:2] for point in one.path], {"kind": "unit", **_when(one), **about}))
    for drone in drones:
        about = {
            "dock": drone.dock,
            "drone": drone.drone,
            "round": drone.round,
            "landing_pct": round(drone.landing_pct, 1),
        }
        listed.append(_feature([point[:2] for point in drone.path], {"kind": "drone", **_when(drone), **about}))
    return {"type": "FeatureCollection", "features": listed}


def _when(one: Response | DroneResponse) -> dict[str, Any]:
    return {
        "eta_s": round(one.eta_s, 1),
        "arrive": one.arrive.isoformat(timespec="seconds"),
        "length_m": round(one.length_m, 1),
    }


def _feature(points: Sequence[LonLat], properties: dict[str, Any]) -> dict[str, Any]:
    alone = len(points) == 1
    geometry = {"type": "Point" if alone else "LineString", "coordinates": points[0] if alone else points}
    return {"type": "Feature", "geometry": geometry, "properties": properties}
