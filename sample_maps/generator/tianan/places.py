"""The 169 buildings with their crowds, the metro exits and the parks."""

from __future__ import annotations

from generator.clock import Hours, span
from generator.places import HOURS, Building, Mix
from generator.streets import City
from generator.tianan import spots
from generator.tianan.ground import BLOCKS, metres

BY_USE: dict[str, dict[str, int]] = {
    "business": {"office": 7, "business_park": 1, "restaurant": 2, "shop": 1},
    "office": {"office": 5, "hotel": 1, "restaurant": 1},
    "commerce": {"mall": 3, "restaurant": 7, "entertainment": 7, "hotel": 2, "shop": 3},
    "estate": {"residence": 4, "shop": 1},
    "village": {"residence": 3, "shop": 1, "restaurant": 1},
    "campus": {},
    "park": {},
}
"""Buildings of a superblock by its use."""

ALSO: dict[str, dict[str, int]] = {
    "A2": {"hospital": 1, "residence": 2, "other": 1},
    "A3": {"school": 1},
    "B1": {"school": 1},
    "B2": {"office": 3, "other": 1},
    "B3": {"mall": 1},
    "C1": {"station": 1, "hotel": 1, "office": 2},
    "E4": {"market": 1},
    "E5": {"mall": 1},
    "F3": {"market": 1},
    "F4": {"school": 1},
}
"""Buildings that single superblocks have besides."""

WEIGHTS = {
    "office": 1.0, "business_park": 2.4, "mall": 3.0, "restaurant": 0.35, "entertainment": 0.6, "hotel": 0.4,
    "school": 1.4, "hospital": 2.2, "shop": 0.25, "market": 1.0, "other": 0.5, "station": 1.6, "residence": 1.0,
}  # fmt: skip
"""How many people a kind of building holds, beside an office building."""

LATE: Hours = [span("11:00", "26:00")]
"""Restaurants of the night district."""

MIX = Mix(
    by_use=BY_USE,
    also=ALSO,
    weights=WEIGHTS,
    residents=44_000,
    others=160_000,
    hours={("commerce", "restaurant"): LATE},
)
"""Residents and floating population are the station's own figures."""


def open_air(city: City) -> list[Building]:
    """Make the metro exits and parks, whose people are counted in no building."""
    exits = [
        Building(name, "station", "", metres(at), 6_000, HOURS["station"]) for name, at in spots.METRO_EXITS.values()
    ]
    parks = [
        Building(block.name, "park", key, city.patches[key].at(0.5, 0.5), 900, HOURS["park"])
        for key, block in BLOCKS.items()
        if block.use == "park"
    ]
    return exits + parks
