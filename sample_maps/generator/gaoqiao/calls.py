"""Calls of the last hours before the moment of the positions: what the command room re-aims patrols by."""

from __future__ import annotations

import json

from generator.gaoqiao import spots
from generator.gaoqiao.ground import GROUND
from generator.spots import where
from generator.streets import City

CALLS: tuple[tuple[str, str], ...] = (
    ("13:42", "M6"),
    ("14:20", "M6"),
    ("14:55", "M4"),
    ("15:10", "M6"),
    ("15:37", "M6"),
    ("16:02", "M6"),
)
"""Time of the first day and market; one market away from the core has most of them."""


def calls_text(city: City) -> str:
    """Write the file of the last hours' calls: time and place alone."""
    rows = []
    for clock, market in CALLS:
        lon, lat = GROUND.lonlat(where(city, spots.MARKETS[market][1]))
        rows.append(json.dumps({"time": f"2026-12-07T{clock}:00+08:00", "lon": lon, "lat": lat}))
    return '{"format": "patrol-calls/1", "calls": [\n' + ",\n".join(rows) + "\n]}\n"
