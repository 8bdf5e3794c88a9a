"""Homes, shops, warehouses and schools with their crowds, and the seven markets."""

from __future__ import annotations

from generator.clock import span
from generator.gaoqiao import spots
from generator.places import HOURS, Building, Mix
from generator.spots import where
from generator.streets import City

PEOPLE = 170_000
"""Of the whole station, as its notes have it."""
MARKETS = sum(crowd for _, _, crowd in spots.MARKETS.values())
RESIDENTS = 68_000

MIX = Mix(
    by_use={
        "commerce": {"shop": 8, "restaurant": 3, "hotel": 1, "residence": 2},
        "business": {"office": 5, "restaurant": 3, "hotel": 1, "shop": 2},
        "estate": {"residence": 8, "shop": 2},
        "village": {"residence": 9, "shop": 3, "restaurant": 2, "entertainment": 1},
        "works": {"factory": 6, "other": 1},
    },
    also={"C2": {"entertainment": 3}, "B2": {"mall": 1}, "D3": {"residence": 2}, "C1": {"hospital": 1}},
    weights={
        "office": 1.0, "factory": 0.8, "mall": 2.4, "restaurant": 0.6, "entertainment": 0.8, "hotel": 0.5,
        "shop": 0.7, "other": 0.5, "residence": 1.0, "hospital": 1.6,
    },
    residents=RESIDENTS,
    others=PEOPLE - RESIDENTS - MARKETS - 4_800,
    nouns={
        ("commerce", "residence"): "商住楼",
        ("commerce", "shop"): "商铺楼",
        ("village", "residence"): "村民房",
        ("works", "factory"): "仓库",
    },
)  # fmt: skip
"""The notes give 170,000 people in all; how they part is made up."""

MARKET_HOURS = [span("05:30", "18:30")]
"""Wholesale begins early."""
PUPILS = {"S1": 1_500, "S2": 2_100, "S3": 1_200}
BESIDE_M = 25.0
"""From a gate to the building behind it, on each axis [m]."""


def known(city: City) -> list[Building]:
    """Make the seven markets and the schools behind their gates."""
    found = [
        Building(name, "market", spot[0], where(city, spot), crowd, MARKET_HOURS)
        for name, spot, crowd in spots.MARKETS.values()
    ]
    for key, (name, spot) in spots.SCHOOLS.items():
        x, y = where(city, spot)
        title = name.removesuffix("校门")
        found.append(Building(title, "school", spot[0], (x + BESIDE_M, y + BESIDE_M), PUPILS[key], HOURS["school"]))
    return found
