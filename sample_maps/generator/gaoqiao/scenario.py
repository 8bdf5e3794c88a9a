"""The scenario file: positions filled into its template."""

from __future__ import annotations

from pathlib import Path

from generator.gaoqiao import spots
from generator.gaoqiao.ground import GROUND
from generator.ground import XY
from generator.scenario import filled, pair, table
from generator.spots import InBlock, where
from generator.streets import City

TEMPLATE = Path(__file__).parents[1] / "gaoqiao.toml.in"


def scenario_text(city: City) -> str:
    """Fill the template."""

    def at(spot: InBlock) -> XY:
        return GROUND.lonlat(where(city, spot))

    offices = [table("offices", key, name, at(spot)) for key, (name, spot) in spots.OFFICES.items()]
    marks = {
        "@BASE@": pair(at(spots.BASE)),
        "@BASE_M2@": pair(at(spots.MARKETS["M2"][1])),
        "@BASE_M4@": pair(at(spots.MARKETS["M4"][1])),
        "@OFFICES@": "\n\n".join(offices),
    }
    return filled(TEMPLATE, marks)
