"""Homes, shops, offices and schools with their crowds, the fair and the plaza."""

from __future__ import annotations

from generator.clock import Hours, span
from generator.places import HOURS, Building, Mix
from generator.spots import where
from generator.streets import City
from generator.xinqu import spots

RESIDENTS = 52_000
OTHERS = 31_000

LATE: Hours = [span("16:00", "26:00")]
"""Barbecue stalls and restaurants around them."""

MIX = Mix(
    by_use={
        "commerce": {"shop": 6, "restaurant": 6, "hotel": 1, "residence": 1},
        "office": {"office": 5, "restaurant": 2, "hotel": 1, "shop": 1},
        "estate": {"residence": 7, "shop": 1},
        "village": {"residence": 8, "shop": 2, "restaurant": 1},
        "works": {"factory": 4, "other": 1},
    },
    also={
        "C2": {"mall": 2, "entertainment": 1},
        "C3": {"entertainment": 3},
        "A4": {"hospital": 1},
        "B2": {"station": 1},
        "C1": {"other": 1},
    },
    weights={
        "office": 1.0, "factory": 0.9, "mall": 3.0, "restaurant": 0.6, "entertainment": 0.7, "hotel": 0.5, "shop": 0.5,
        "other": 0.8, "residence": 1.0, "hospital": 1.8, "station": 1.6,
    },
    residents=RESIDENTS,
    others=OTHERS,
    nouns={("village", "residence"): "民居", ("works", "factory"): "机械厂"},
    hours={("commerce", "restaurant"): LATE},
)  # fmt: skip

FAIR_HOURS = [span("05:30", "11:00")]
FAIR_CROWD = 4_500
PLAZA_CROWD = 3_500
PUPILS = {"S1": 1_600, "S2": 2_300, "S3": 1_100, "S4": 1_300}
BESIDE_M = 25.0
"""From a gate to the building behind it, on each axis [m]."""


def known(city: City) -> list[Building]:
    """Make the fair, the plaza, the parks and the schools behind their gates."""
    fair, plaza = spots.FAIR, spots.PLAZA
    found = [
        Building(fair[0], "market", fair[1][0], where(city, fair[1]), FAIR_CROWD, FAIR_HOURS),
        Building(plaza[0], "mall", plaza[1][0], where(city, plaza[1]), PLAZA_CROWD, HOURS["mall"]),
        Building("河岸公园", "park", "D2", city.patches["D2"].at(0.5, 0.5), 900, HOURS["park"]),
    ]
    for key, (name, spot) in spots.SCHOOLS.items():
        x, y = where(city, spot)
        title = name.removesuffix("校门")
        found.append(Building(title, "school", spot[0], (x + BESIDE_M, y + BESIDE_M), PUPILS[key], HOURS["school"]))
    return found
