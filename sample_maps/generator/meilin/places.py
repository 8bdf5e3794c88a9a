"""Homes, shops and offices with their crowds, the schools, night markets, the wholesale market and the hospital."""

from __future__ import annotations

from generator.clock import Hours, span
from generator.meilin import spots
from generator.meilin.schools import SCHOOLS
from generator.places import HOURS, Building, Mix
from generator.spots import InBlock, where
from generator.streets import City

RESIDENTS = 158_000
OTHERS = 52_000

LATE: Hours = [span("17:00", "27:00")]
"""Restaurants of the food streets, and the night markets."""

MIX = Mix(
    by_use={
        "commerce": {"shop": 6, "restaurant": 8, "hotel": 1, "residence": 2},
        "business": {"office": 6, "restaurant": 2, "hotel": 1, "shop": 2},
        "office": {"office": 5, "restaurant": 2, "hotel": 1, "shop": 1},
        "estate": {"residence": 8, "shop": 2},
        "village": {"residence": 9, "shop": 3, "restaurant": 2},
        "works": {"factory": 4, "other": 1},
    },
    also={"D2": {"entertainment": 3}, "D4": {"entertainment": 2}, "E5": {"mall": 1}, "D3": {"station": 1, "other": 1}},
    weights={
        "office": 1.0, "factory": 0.8, "mall": 2.6, "restaurant": 0.5, "entertainment": 0.7, "hotel": 0.5, "shop": 0.4,
        "other": 0.6, "residence": 1.0, "station": 2.0,
    },
    residents=RESIDENTS,
    others=OTHERS,
    nouns={("village", "residence"): "村民楼", ("works", "factory"): "工业厂房"},
    hours={("commerce", "restaurant"): LATE},
)  # fmt: skip
"""The notes give no numbers of people; these are made up."""

WHOLESALE_HOURS = [span("02:00", "13:00")]
"""Farm produce is sold before the city wakes."""
BESIDE_M = 25.0
"""From a gate to the building behind it, on each axis [m]."""


def _behind(city: City, name: str, kind: str, gate: InBlock, crowd: int) -> Building:
    x, y = where(city, gate)
    return Building(name, kind, gate[0], (x + BESIDE_M, y + BESIDE_M), crowd, HOURS.get(kind, []))


def known(city: City) -> list[Building]:
    """Make the schools, the night markets, the wholesale market, the hospital and the park at the reservoir."""
    found = [_behind(city, school.name, "school", school.gate, school.pupils) for school in SCHOOLS.values()]
    found += [
        Building(name, "market", spot[0], where(city, spot), crowd, LATE)
        for name, spot, crowd in spots.NIGHT_MARKETS.values()
    ]
    name, gate, crowd = spots.WHOLESALE
    found.append(_behind(city, name, "market", gate, crowd)._replace(hours=WHOLESALE_HOURS))
    name, gate, crowd = spots.HOSPITAL
    found.append(_behind(city, name, "hospital", gate, crowd))
    return [*found, Building("水库公园", "park", "B2", city.patches["B2"].at(0.5, 0.5), 1_500, HOURS["park"])]
