"""Posts as GeoJSON: a point for each unit and hour, and a line for each way to one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from planner.dispatch.redeploy.report import Redeployment


def features(found: Sequence[Redeployment]) -> dict[str, Any]:
    """Give a FeatureCollection (RFC 7946); coordinates are WGS84 [deg], times ISO 8601 with offset."""
    points = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": posted.lonlat},
            "properties": {
                "kind": "post",
                "hour": hour.at.isoformat(timespec="seconds"),
                "unit": posted.unit.id,
                "name": posted.name,
                "arrive": posted.arrive.isoformat(timespec="seconds"),
                "eta_s": posted.eta_s,
            },
        }
        for hour in found
        for posted in hour.posted
    ]
    ways = [
        {
            "type": "Feature",
            "geometry": {"type": "LineString", "coordinates": posted.path},
            "properties": {"kind": "way", "hour": hour.at.isoformat(timespec="seconds"), "unit": posted.unit.id},
        }
        for hour in found
        for posted in hour.posted
        if len(posted.path) > 1
    ]
    return {
        "type": "FeatureCollection",
        "hours": [
            {
                "at": hour.at.isoformat(timespec="seconds"),
                "status": hour.status,
                "rings_s": hour.rings_s,
                "before": hour.before,
                "after": hour.after,
                "stood": hour.stood,
                "worth": hour.worth,
                "bound": hour.bound,
                "moves": hour.moves,
                "risen": [asdict(rise) for rise in hour.told_rises],
            }
            for hour in found
        ],
        "features": points + ways,
    }
