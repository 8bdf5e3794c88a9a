"""Where the units say they are at one moment of the first day: what the command room sends from."""

from __future__ import annotations

import json

from generator.gaoqiao import spots
from generator.gaoqiao.ground import GROUND
from generator.spots import InBlock, OnAvenue, where
from generator.streets import City

AT = "2026-12-07T16:10:00+08:00"
"""The moment of the positions."""

UNITS: tuple[tuple[str, str, InBlock | OnAvenue, dict[str, str]], ...] = (
    ("squad-1207-0800-1", "squad", spots.MARKETS["M5"][1], {"status": "free"}),
    (
        "cars-1207-1500-1",
        "cars",
        spots.SCHOOLS["S2"][1],
        {"status": "visit", "place": "CP-S2", "until": "2026-12-07T16:20:00+08:00"},
    ),
    ("cars-1207-1500-2", "cars", spots.STAND_BY["T4"][1], {"status": "free"}),
    ("walkers-1207-0900-1", "walkers", spots.MARKETS["M4"][1], {"status": "free"}),
    ("reserve-1", "cars", spots.BASE, {"status": "busy", "until": "2026-12-07T16:40:00+08:00"}),
)
"""Id, force, place, and what it is doing; the last unit is not in any plan."""


def positions_text(city: City) -> str:
    """Write the file of live positions: units and nothing of their crews."""
    rows = []
    for unit, force, spot, doing in UNITS:
        lon, lat = GROUND.lonlat(where(city, spot))
        rows.append(json.dumps({"unit": unit, "force": force, "lon": lon, "lat": lat, **doing}))
    return '{"format": "patrol-positions/1", "units": [\n' + ",\n".join(rows) + "\n]}\n"
