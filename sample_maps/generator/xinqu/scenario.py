"""The three scenario files: rounds that may leave gaps, the same on a rainy day, and always one drone in the air."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from generator.ground import XY
from generator.scenario import filled, pair, table
from generator.spots import InBlock, where
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
RAINY = 'weather = "weather.csv"\n'
VARIANTS = {
    "scenario.toml": (
        "The sample station Xinqu: 72 rounds a day from three docks, with gaps between them.",
        3,
        GAPS,
        "",
    ),
    "rain.toml": (
        "The sample station Xinqu: 72 rounds from three docks on a day of storm and rain.",
        3,
        GAPS,
        RAINY,
    ),
    "uninterrupted.toml": (
        "The sample station Xinqu: 72 rounds a day from four docks, always one drone in the air.",
        4,
        UNINTERRUPTED,
        "",
    ),
}
"""File name -> first line, docks, what the rounds are asked to be, and the weather's file."""


def scenario_texts(city: City) -> dict[str, str]:
    """Fill the template for each variant."""

    def at(spot: InBlock) -> XY:
        return GROUND.lonlat(where(city, spot))

    offices = [table("offices", key, name, at(spot)) for key, (name, spot) in spots.OFFICES.items()]
    marks = {
        "@BASE@": pair(at(spots.BASE)),
        "@BASE_POST@": pair(GROUND.lonlat(where(city, spots.POST[1]))),
        "@BASE_FAIR@": pair(at(spots.FAIR[1])),
        "@BASE_PLAZA@": pair(at(spots.PLAZA[1])),
        "@BASE_O3@": pair(at(spots.OFFICES["O3"][1])),
        "@OFFICES@": "\n\n".join(offices),
    }
    docks = list(_docks(city))
    own = {
        file: {"@TITLE@": title, "@DOCKS@": "\n\n".join(docks[:count]), "@ROUNDS@": rounds, "@WEATHER@": sky}
        for file, (title, count, rounds, sky) in VARIANTS.items()
    }
    return {file: filled(TEMPLATE, {**marks, **filling}) for file, filling in own.items()}


def _docks(city: City) -> Iterable[str]:
    x, y = where(city, spots.POST[1])
    for key, (name, (east, north)) in spots.DOCK_OFFSETS_M.items():
        more = ('model = "dock-drone"', f'drone = "UAV-{key}"', "radius_m = 4000")
        yield table("docks", key, name, GROUND.lonlat((x + east, y + north)), *more)
