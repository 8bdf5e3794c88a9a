"""Buildings and other places that draw people, dealt out to the plots of superblocks by what these are used for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random
from typing import NamedTuple

from generator.blocks import in_oval
from generator.clock import WORKDAYS, Hours, span
from generator.files import Feature, point
from generator.ground import XY
from generator.streets import City

HOURS: dict[str, Hours] = {
    "office": [span("08:30", "19:00", WORKDAYS)],
    "business_park": [span("08:00", "21:00", WORKDAYS), span("09:00", "18:00", ["sat"])],
    "factory": [span("08:00", "22:00", ["mon", "tue", "wed", "thu", "fri", "sat"])],
    "mall": [span("10:00", "22:00")],
    "restaurant": [span("10:30", "22:30")],
    "entertainment": [span("18:00", "28:00")],
    "school": [span("07:00", "18:00", WORKDAYS)],
    "shop": [span("07:30", "23:00")],
    "market": [span("06:00", "20:00")],
    "other": [span("09:00", "18:00", WORKDAYS)],
    "station": [span("06:30", "23:30")],
    "park": [span("06:00", "22:00")],
}
"""Opening hours; a kind that is not named never closes."""

NOUNS = {
    "office": "大厦", "business_park": "科技园", "factory": "厂", "mall": "购物中心", "restaurant": "饭店",
    "entertainment": "娱乐会所", "hotel": "酒店", "school": "学校", "hospital": "医院", "shop": "便利店",
    "market": "农贸市场", "other": "服务中心", "station": "客运站", "residence": "住宅楼",
}  # fmt: skip
"""What the names of places end in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mix:
    """Which buildings a station has, and for how many people.

    Attributes
    ----------
    by_use
        Buildings of a superblock by its use: kind and count.
    also
        Buildings that single superblocks have besides.
    weights
        How many people a kind of building holds, beside the others.
    residents, others
        People in homes, and in everything else.
    nouns
        What names end in, by use and kind, where it is not that of `NOUNS`.
    hours
        Opening hours by use and kind, where they are not those of `HOURS`.
    """

    by_use: Mapping[str, Mapping[str, int]]
    also: Mapping[str, Mapping[str, int]]
    weights: Mapping[str, float]
    residents: int
    others: int
    nouns: Mapping[tuple[str, str], str] = field(default_factory=dict)
    hours: Mapping[tuple[str, str], Hours] = field(default_factory=dict)


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
    core = city.ground.blocks[block].core
    middles = [
        patch.at((u + next_u) / 2, (v + next_v) / 2)
        for u, next_u in zip(plan.us, plan.us[1:], strict=False)
        for v, next_v in zip(plan.vs, plan.vs[1:], strict=False)
        if in_oval(core, (u + next_u) / 2, (v + next_v) / 2)
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


def buildings(city: City, mix: Mix, rng: Random) -> list[Building]:
    """Make the buildings of all superblocks; their crowds sum to the residents and to the others."""
    found: list[Building] = []
    for block, (use, _, name, _) in city.ground.blocks.items():
        counts = {**mix.by_use.get(use, {}), **mix.also.get(block, {})}
        plots = _cells(city, block, rng) if block in city.lattices else []
        for kind, count in counts.items():
            for number in range(1, count + 1):
                hours = mix.hours.get((use, kind), HOURS.get(kind, []))
                title = f"{name}{mix.nouns.get((use, kind), NOUNS[kind])}" + (f"{number}号" if count > 1 else "")
                found.append(Building(title, kind, block, plots.pop(), 0, hours))
    weights = [mix.weights[b.kind] * rng.uniform(0.6, 1.6) for b in found]
    lived = [b.kind == "residence" for b in found]
    crowds = [0] * len(found)
    for homes, total in ((True, mix.residents), (False, mix.others)):
        rows = [i for i, home in enumerate(lived) if home == homes]
        for i, crowd in zip(rows, _shared_out(total, [weights[i] for i in rows]), strict=True):
            crowds[i] = crowd
    return [b._replace(crowd=crowd) for b, crowd in zip(found, crowds, strict=True)]


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
