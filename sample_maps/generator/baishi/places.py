"""Homes, factories, shops and schools with their crowds, the fairground and the river park."""

from __future__ import annotations

from generator.baishi import spots
from generator.clock import span
from generator.places import HOURS, Building, Mix
from generator.spots import InBlock, where
from generator.streets import City

MIX = Mix(
    by_use={
        "town": {"residence": 6, "shop": 5, "restaurant": 4, "office": 2, "hotel": 1},
        "estate": {"residence": 7, "shop": 2},
        "hamlet": {"residence": 7, "shop": 2, "restaurant": 1},
        "works": {"factory": 8, "residence": 1, "shop": 1},
    },
    also={
        "C3": {"market": 1, "mall": 1, "entertainment": 3},
        "D3": {"other": 2},
        "D6": {"market": 1},
    },
    weights={
        "office": 0.8, "factory": 2.6, "mall": 2.4, "restaurant": 0.4, "entertainment": 0.6, "hotel": 0.4,
        "shop": 0.25, "market": 1.6, "other": 0.5, "residence": 1.0,
    },
    residents=42_000,
    others=24_000,
    nouns={
        ("hamlet", "residence"): "村民房",
        ("works", "residence"): "员工宿舍",
        ("estate", "residence"): "花园",
    },
)  # fmt: skip
"""The notes give no numbers of people; these are made up."""

FAIR_HOURS = [span("06:00", "12:00", spots.FAIR_DAYS)]
BESIDE_M = 25.0
"""From a gate to the building behind it, on each axis [m]."""

BEHIND_GATES: tuple[tuple[str, str, InBlock, int], ...] = (
    ("白石中心小学", "school", spots.TOWN_SCHOOLS["S1"][1], 1_500),
    ("文华中学", "school", spots.TOWN_SCHOOLS["S2"][1], 1_800),
    ("岭头小学", "school", spots.VILLAGE_SCHOOLS["S3"][1], 500),
    ("石塘小学", "school", spots.VILLAGE_SCHOOLS["S4"][1], 400),
    ("沙埔小学", "school", spots.VILLAGE_SCHOOLS["S5"][1], 450),
    ("白石客运站", "station", spots.BUSY_BY_DAY["D1"][1], 1_200),
    ("白石医院", "hospital", spots.BUSY_BY_DAY["D3"][1], 1_400),
)
"""Name, kind, the control point at its gate, and people there."""


def known(city: City) -> list[Building]:
    """Make the buildings behind control points, the fairground, open on fair days, and two parks."""
    name, spot = spots.FAIR
    found = []
    for title, kind, gate, crowd in BEHIND_GATES:
        x, y = where(city, gate)
        found.append(Building(title, kind, gate[0], (x + BESIDE_M, y + BESIDE_M), crowd, HOURS.get(kind, [])))
    return [
        *found,
        Building(name, "market", "C3", where(city, spot), 4_000, FAIR_HOURS),
        Building("滨江公园", "park", "", city.on(("E2", "E3"), 0.5), 600, HOURS["park"]),
        Building("东湖公园", "park", "B6", city.patches["B6"].at(0.4, 0.6), 500, HOURS["park"]),
    ]
