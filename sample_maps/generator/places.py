"""Buildings and other places that draw people, with their crowds and opening hours."""

from __future__ import annotations

from random import Random
from typing import NamedTuple

from generator import spots
from generator.files import Feature, point
from generator.ground import BLOCKS, XY, metres
from generator.streets import City

RESIDENTS = 44_000
"""People who live here, from the station's figures."""
FLOATING = 160_000
"""Floating population by day, from the station's figures."""

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

NOUNS = {
    "office": "大厦", "business_park": "科技园", "mall": "购物中心", "restaurant": "饭店", "entertainment": "娱乐会所",
    "hotel": "酒店", "school": "学校", "hospital": "医院", "shop": "便利店", "market": "农贸市场", "other": "服务中心",
    "station": "客运站", "residence": "住宅楼",
}  # fmt: skip

Hours = list[dict[str, object]]
WORKDAYS = ["mon", "tue", "wed", "thu", "fri"]


def _open(start: str, end: str, days: list[str] | None = None) -> dict[str, object]:
    return {"start": start, "end": end} | ({"days": days} if days else {})


HOURS: dict[str, Hours] = {
    "office": [_open("08:30", "19:00", WORKDAYS)],
    "business_park": [_open("08:00", "21:00", WORKDAYS), _open("09:00", "18:00", ["sat"])],
    "mall": [_open("10:00", "22:00")],
    "restaurant": [_open("10:30", "22:30")],
    "entertainment": [_open("18:00", "28:00")],
    "school": [_open("07:00", "18:00", WORKDAYS)],
    "shop": [_open("07:30", "23:00")],
    "market": [_open("06:00", "20:00")],
    "other": [_open("09:00", "18:00", WORKDAYS)],
    "station": [_open("06:30", "23:30")],
    "park": [_open("06:00", "22:00")],
}
"""Opening hours; a kind that is not named never closes."""
LATE: Hours = [_open("11:00", "26:00")]
"""Restaurants of the night district."""


class Building(NamedTuple):
    """A place before it is written."""

    name: str
    kind: str
    block: str
    at: XY
    crowd: int
    hours: Hours


def _cells(city: City, block: str, rng: Random) -> list[XY]:
    """List the plots between a superblock's lanes, shuffled [m]."""
    plan, patch = city.lattices[block], city.patches[block]
    middles = [
        patch.at((u + next_u) / 2, (v + next_v) / 2)
        for u, next_u in zip(plan.us, plan.us[1:], strict=False)
        for v, next_v in zip(plan.vs, plan.vs[1:], strict=False)
    ]
    rng.shuffle(middles)
    return middles


def _shared_out(total: int, weights: list[float]) -> list[int]:
    """Share whole people out by weight; the shares sum to the total."""
    sums, shares = 0.0, []
    for weight in weights:
        before = round(total * sums / sum(weights))
        sums += weight
        shares.append(round(total * sums / sum(weights)) - before)
    return shares


def buildings(city: City, rng: Random) -> list[Building]:
    """Make the 169 buildings: residents sum to 44,000, everybody else to 160,000."""
    found: list[Building] = []
    for block, (use, _, name) in BLOCKS.items():
        counts = BY_USE[use] | ALSO.get(block, {})
        plots = _cells(city, block, rng)
        for kind, count in counts.items():
            for number in range(1, count + 1):
                hours = LATE if (use, kind) == ("commerce", "restaurant") else HOURS.get(kind, [])
                title = f"{name}{NOUNS[kind]}" + (f"{number}号" if count > 1 else "")
                found.append(Building(title, kind, block, plots.pop(), 0, hours))
    weights = [WEIGHTS[b.kind] * rng.uniform(0.6, 1.6) for b in found]
    lived = [b.kind == "residence" for b in found]
    crowds = [0] * len(found)
    for homes, total in ((True, RESIDENTS), (False, FLOATING)):
        rows = [i for i, home in enumerate(lived) if home == homes]
        for i, crowd in zip(rows, _shared_out(total, [weights[i] for i in rows]), strict=True):
            crowds[i] = crowd
    return [b._replace(crowd=crowd) for b, crowd in zip(found, crowds, strict=True)]


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


def place_features(places: list[Building]) -> list[Feature]:
    """Make the features of all places."""
    return [
        point(
            place.at,
            {
                "id": f"P{number:03d}",
                "name": place.name,
                "kind": place.kind,
                "crowd": place.crowd,
                "hours": place.hours,
            },
        )
        for number, place in enumerate(places, 1)
    ]
