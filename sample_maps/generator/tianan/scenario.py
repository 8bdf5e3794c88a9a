"""The two scenario files: the same station on made-up streets and on the real ones."""

from __future__ import annotations

from pathlib import Path

from generator.scenario import filled, pair, table
from generator.tianan.spots import BASE, BUSY_BY_DAY, DOCKS, OFFICES

TEMPLATE = Path(__file__).parents[1] / "tianan.toml.in"
REAL_STREETS = "${PATROL_PLANNER_DATA:-../../../shared/data}/streets/chegongmiao.graphml"
VARIANTS = {
    "scenario.toml": ("The sample station Tian'an on made-up streets.", "streets.geojson"),
    "scenario_real_streets.toml": ("The sample station Tian'an on real streets, read from outside.", REAL_STREETS),
}
"""File name -> first line and the streets that it names."""


def scenario_texts() -> dict[str, str]:
    """Fill the template for each variant."""
    offices = [table("offices", key, name, at) for key, (name, at) in OFFICES.items()]
    docks = [
        table("docks", key, name, at, 'model = "dock-drone"', f'drone = "UAV-{key}"', "radius_m = 3000")
        for key, (name, at) in DOCKS.items()
    ]
    common = {
        "@BASE_O1@": pair(OFFICES["O1"][1]),
        "@BASE_O2@": pair(OFFICES["O2"][1]),
        "@BASE_O3@": pair(OFFICES["O3"][1]),
        "@BASE_K3@": pair(DOCKS["K3"][1]),
        "@BASE_B3@": pair(BUSY_BY_DAY["B3"][1]),
        "@BASE@": pair(BASE),
        "@OFFICES@": "\n\n".join(offices),
        "@DOCKS@": "\n\n".join(docks),
    }
    return {
        file: filled(TEMPLATE, {**common, "@TITLE@": title, "@STREETS@": streets})
        for file, (title, streets) in VARIANTS.items()
    }
