"""A muster in a rainstorm by night: rescue points at the river, what each needs, and the cover that stays."""

from __future__ import annotations

import json

from generator.baishi import spots
from generator.baishi.ground import GROUND
from generator.spots import InBlock, OnAvenue, where
from generator.streets import City

Needs = dict[str, int | str]

POINTS: tuple[tuple[str, str, InBlock | OnAvenue, Needs], ...] = (
    (
        "R1",
        *spots.ARCHES["A5"],
        {"by": "2026-11-23T20:45:00+08:00", "people": 6, "units": 2, "police": 1, "priority": 2},
    ),
    ("R2", *spots.BRIDGES["B1"], {"units": 1, "police": 1}),
    ("R3", *spots.OUTLYING["R4"], {"people": 2, "units": 1}),
)
"""Id, name, place and needs: a village on the bank, a bridge to be closed, a pumping station."""

KEEP = {"station": 3}
"""Units that stay in the station."""


def muster_text(city: City) -> str:
    """Write the file of rescue points as ``planner muster --order`` reads it."""
    rows = []
    for key, name, spot, needs in POINTS:
        lon, lat = GROUND.lonlat(where(city, spot))
        rows.append(json.dumps({"id": key, "name": name, "lon": lon, "lat": lat, **needs}, ensure_ascii=False))
    points = ",\n".join(rows)
    return f'{{"format": "patrol-muster/1", "keep": {json.dumps(KEEP)}, "points": [\n{points}\n]}}\n'
