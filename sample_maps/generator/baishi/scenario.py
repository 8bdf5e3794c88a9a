"""The scenario file: positions filled into its template."""

from __future__ import annotations

from pathlib import Path

from generator.baishi import spots
from generator.baishi.ground import GROUND
from generator.ground import XY
from generator.scenario import filled, pair, table
from generator.spots import InBlock, where
from generator.streets import City

TEMPLATE = Path(__file__).parents[1] / "baishi.toml.in"


def scenario_text(city: City) -> str:
    """Fill the template."""

    def at(spot: InBlock) -> XY:
        return GROUND.lonlat(where(city, spot))

    offices = [table("offices", key, name, at(spot)) for key, (name, spot) in spots.OFFICES.items()]
    docks = [
        table("docks", key, name, at(spot), 'model = "dock-drone"', f'drone = "UAV-{key}"', "radius_m = 4500")
        for key, (name, spot) in spots.DOCKS.items()
    ]
    bases = {
        f"@BASE_{key}@": pair(at((block, 0.5, 0.5)))
        for key, (_, block) in (spots.VILLAGES | spots.YARDS | spots.ESTATES).items()
    }
    marks = {
        **bases,
        "@BASE_FAIR@": pair(at(spots.FAIR[1])),
        "@BASE@": pair(at(spots.BASE)),
        "@OFFICES@": "\n\n".join(offices),
        "@DOCKS@": "\n\n".join(docks),
    }
    return filled(TEMPLATE, marks)
