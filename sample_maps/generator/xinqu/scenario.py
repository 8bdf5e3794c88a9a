"""The two scenario files: rounds that may leave gaps, and always one drone in the air."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from generator.ground import XY
from generator.scenario import filled, pair, table
from generator.streets import City
from generator.xinqu import spots
from generator.xinqu.ground import GROUND

TEMPLATE = Path(__file__).parents[1] / "xinqu.toml.in"

GAPS = """round_min = 18
shortest_round_min = 10"""
UNINTERRUPTED = """round_min = 22
shortest_round_min = 21
uninterrupted = true
handover_min = 1"""
VARIANTS = {
    "scenario.toml": ("The sample station Xinqu: 72 rounds a day from three docks, with gaps between them.", 3, GAPS),
    "uninterrupted.toml": (
        "The sample station Xinqu: 72 rounds a day from four docks, always one drone in the air.",
        4,
        UNINTERRUPTED,
    ),
}
"""File name -> first line, docks, and what the rounds are asked to be."""


def scenario_texts(city: City) -> dict[str, str]:
    """Fill the template for each variant."""

    def at(spot: spots.InBlock) -> XY:
        return GROUND.lonlat(spots.where(city, spot))

    offices = [table("offices", key, name, at(spot)) for key, (name, spot) in spots.OFFICES.items()]
    marks = {
        "@BASE@": pair(at(spots.BASE)),
        "@BASE_POST@": pair(GROUND.lonlat(spots.where(city, spots.POST[1]))),
        "@BASE_FAIR@": pair(at(spots.FAIR[1])),
        "@BASE_PLAZA@": pair(at(spots.PLAZA[1])),
        "@BASE_O3@": pair(at(spots.OFFICES["O3"][1])),
        "@OFFICES@": "\n\n".join(offices),
    }
    docks = list(_docks(city))
    return {
        file: filled(TEMPLATE, {**marks, "@TITLE@": title, "@DOCKS@": "\n\n".join(docks[:count]), "@ROUNDS@": rounds})
        for file, (title, count, rounds) in VARIANTS.items()
    }


def _docks(city: City) -> Iterable[str]:
    x, y = spots.where(city, spots.POST[1])
    for key, (name, (east, north)) in spots.DOCK_OFFSETS_M.items():
        more = ('model = "dock-drone"', f'drone = "UAV-{key}"', "radius_m = 4000")
        yield table("docks", key, name, GROUND.lonlat((x + east, y + north)), *more)
