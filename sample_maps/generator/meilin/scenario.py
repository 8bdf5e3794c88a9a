"""The scenario file: offices, volunteers and joint-defence teams filled into its template."""

from __future__ import annotations

from pathlib import Path

from generator.ground import XY
from generator.meilin import spots
from generator.meilin.ground import GRIDS, GROUND
from generator.scenario import filled, pair, table
from generator.spots import InBlock, where
from generator.streets import City

TEMPLATE = Path(__file__).parents[1] / "meilin.toml.in"

VOLUNTEERS = {"O1": 5, "O2": 5, "O3": 5, "O4": 5, "O5": 4}
"""Pairs of volunteers of each office, who hold or visit the school gates of its grids."""


def _force(key: str, name: str, base: XY, *more: str) -> str:
    """Write a force that keeps shifts of its own."""
    return "\n".join(["[[forces]]", f'id = "{key}"', f'name = "{name}"', f"base = {pair(base)}", *more])


def _listed(keys: list[str]) -> str:
    return "[" + ", ".join(f'"{key}"' for key in keys) + "]"


def scenario_text(city: City) -> str:
    """Fill the template."""

    def at(spot: InBlock) -> XY:
        return GROUND.lonlat(where(city, spot))

    offices = [table("offices", key, name, at(spot)) for key, (name, spot) in spots.OFFICES.items()]
    volunteers = [
        _force(
            f"volunteers-{key.lower()}",
            name.replace("社区警务室", "护学义警队"),
            at(spot),
            'tier = "volunteer"',
            f"units = {VOLUNTEERS[key]}",
            "shifts = [@MORNING@, @AFTERNOON@]",
            f"grids = {_listed([grid for grid, row in GRIDS.items() if row.office == key])}",
        )
        for key, (name, spot) in spots.OFFICES.items()
    ]
    teams = [
        _force(
            f"team-{key.lower()}",
            f"{name}联防队",
            at((block, 0.5, 0.5)),
            'tier = "defence"',
            "units = 1",
            'shifts = [{ start = "18:00", end = "24:00" }]',
            f"grids = {_listed([GROUND.blocks[block].grid])}",
            "handover_min = 5",
        )
        for key, (name, block) in spots.VILLAGES.items()
    ]
    workdays = 'days = ["mon", "tue", "wed", "thu", "fri"]'
    marks = {
        "@VOLUNTEERS@": "\n\n".join(volunteers),
        "@TEAMS@": "\n\n".join(teams),
        "@MORNING@": f'{{ start = "07:00", end = "08:40", {workdays} }}',
        "@AFTERNOON@": f'{{ start = "16:10", end = "18:00", {workdays} }}',
        "@BASE_HOSPITAL@": pair(at(spots.HOSPITAL[1])),
        "@BASE_MARKET@": pair(at(spots.NIGHT_MARKETS["M1"][1])),
        "@BASE@": pair(at(spots.BASE)),
        "@OFFICES@": "\n\n".join(offices),
    }
    return filled(TEMPLATE, marks)
