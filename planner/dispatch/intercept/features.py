"""A cordon as GeoJSON: junctions, ways of units and rings."""

from __future__ import annotations

from typing import Any

from planner.dispatch.intercept.report import Interception


def features(found: Interception) -> dict[str, Any]:
    """Give a FeatureCollection (RFC 7946); coordinates are WGS84 [deg], times ISO 8601 with offset."""
    listed = [_feature("Point", found.fled.place, {"kind": "flight", "mode": found.fled.mode})]
    for closing in found.closings:
        about: dict[str, Any] = {
            "unit": closing.unit.id,
            "arrive": closing.arrive.isoformat(timespec="seconds"),
            "latest": None if closing.latest is None else closing.latest.isoformat(timespec="seconds"),
            "margin_s": round(closing.margin_s, 1) if closing.latest is not None else None,
            "length_m": round(closing.length_m, 1),
            "leaves": closing.leaves,
            "police": closing.police,
        }
        listed.append(_feature("Point", closing.lonlat, {"kind": "closed", "streets": list(closing.streets), **about}))
        if len(closing.path) > 1:
            line = [(lon, lat) for lon, lat, _ in closing.path]
            listed.append(_feature("LineString", line, {"kind": "way", **about}))
    for junction in found.open:
        latest = None if junction.latest is None else junction.latest.isoformat(timespec="seconds")
        about = {"kind": "open", "streets": list(junction.streets), "latest": latest, "stopped": junction.stopped}
        listed.append(_feature("Point", junction.lonlat, about))
    for ring in found.rings:
        about = {"kind": "ring", "until": ring.until.isoformat(timespec="seconds")}
        listed.append(_feature("MultiLineString", ring.lines, about))
    return {
        "type": "FeatureCollection",
        "at": found.at.isoformat(timespec="seconds"),
        "status": found.status,
        "shut": found.shut,
        "closed_s": found.closed_s,
        "bound_s": found.bound_s,
        "junctions": found.junctions,
        "exits": found.exits,
        "ways": found.ways,
        "stopped": found.stopped,
        "most_stopped": found.most_stopped,
        "visits_left": found.visits_left,
        "meals_left": found.meals_left,
        "features": listed,
    }


def _feature(kind: str, coordinates: object, properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "Feature", "geometry": {"type": kind, "coordinates": coordinates}, "properties": properties}
