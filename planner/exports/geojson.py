"""Routes, stops and flights as GeoJSON (RFC 7946)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from planner.domain.plan import Flight, Plan, Route, Stop, Unit
from planner.exports.format import DEGREE_DECIMALS, Format
from planner.i18n import N_

Feature = dict[str, Any]


def encode(plan: Plan) -> bytes:
    """Give one feature collection: lines for routes and flights, points for stops, times in the properties.

    `times` lists one time a point of the line. Positions are two-dimensional, because RFC 7946 measures a third
    figure from the ellipsoid: a flight's heights above ground stand in `heights_above_ground_m`.
    """
    collection = {"type": "FeatureCollection", "features": list(_features(plan))}
    return json.dumps(collection, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def _features(plan: Plan) -> Iterator[Feature]:
    units = {unit.id: unit for unit in plan.units}
    for route in plan.routes:
        yield _route(route, units.get(route.unit))
        for number, stop in enumerate(route.stops, start=1):
            yield _stop(route.unit, number, stop)
    for flight in plan.flights:
        yield _flight(flight)


def _route(route: Route, unit: Unit | None) -> Feature:
    properties = {
        "feature": "route",
        "unit": route.unit,
        "tier": unit.tier if unit else None,
        "mode": unit.mode if unit else None,
        "start": route.start.isoformat(),
        "end": route.end.isoformat(),
        "length_m": round(route.length_m, 1),
        "times": [time.isoformat() for _, _, time in route.path],
    }
    return _feature([(lon, lat) for lon, lat, _ in route.path], properties)


def _stop(unit: str, number: int, stop: Stop) -> Feature:
    properties = {
        "feature": "stop",
        "unit": unit,
        "stop": number,
        "kind": stop.kind,
        "id": stop.id,
        "required": stop.required,
        "arrive": stop.arrive.isoformat(),
        "depart": stop.depart.isoformat(),
    }
    return _feature([(stop.lon, stop.lat)], properties)


def _flight(flight: Flight) -> Feature:
    properties = {
        "feature": "flight",
        "round": flight.round,
        "day": flight.day.isoformat(),
        "dock": flight.dock,
        "drone": flight.drone,
        "purpose": flight.purpose,
        "serves": list(flight.serves),
        "takeoff": flight.takeoff.isoformat(),
        "landing": flight.landing.isoformat(),
        "length_m": round(flight.length_m, 1),
        "battery_before_pct": flight.battery_before_pct,
        "battery_after_pct": flight.battery_after_pct,
        **({"alternate": list(flight.alternate)} if flight.alternate else {}),
        "heights_above_ground_m": [round(height, 1) for _, _, height, _ in flight.path],
        "times": [time.isoformat() for *_, time in flight.path],
    }
    return _feature([(lon, lat) for lon, lat, _, _ in flight.path], properties)


def _feature(points: Sequence[tuple[float, float]], properties: dict[str, Any]) -> Feature:
    """Wrap positions: a line, a point if there is only one, no geometry if there is none (RFC 7946, 3.1.4, 3.2)."""
    rounded = [[round(lon, DEGREE_DECIMALS), round(lat, DEGREE_DECIMALS)] for lon, lat in points]
    geometry: dict[str, Any] | None = None
    if len(rounded) == 1:
        geometry = {"type": "Point", "coordinates": rounded[0]}
    elif rounded:
        geometry = {"type": "LineString", "coordinates": rounded}
    return {"type": "Feature", "geometry": geometry, "properties": properties}


FORMAT = Format(
    id="geojson",
    suffix=".geojson",
    media_type="application/geo+json",
    summary=N_("Routes, stops and flights with their times, for maps and GIS"),
    encode=encode,
    per_round=True,
)
