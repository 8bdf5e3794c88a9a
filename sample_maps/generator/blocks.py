"""The inner streets of a superblock: an uneven lattice bent to its avenues, thinned by what the block is used for."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from typing import Literal, NamedTuple

from generator.ground import Oval
from generator.network import WALKED

Role = Literal["spine", "stroll", "lane"]
"""What a line of the lattice is: a main street, for walking, or a lane that may be left out."""
Side = Literal["n", "s", "w", "e"]
Spot = tuple[int, int]
"""A lattice crossing: column from the west, row from the north; 0 and the last are on the avenues."""


class Pattern(NamedTuple):
    """How a kind of superblock looks."""

    spacing_m: float
    spine: str
    """Class of its main streets."""
    lane: str
    """Class of the others."""
    suffix: str
    """What the names of its main streets end in."""
    removed: float = 0.2
    """Share of lanes left out, which makes big plots and dead ends."""
    walked: float = 0.1
    """Share of lanes that only people on foot may use."""
    oneway: float = 0.2
    """Chance that a main street is one-way."""
    strolls: int = 0
    """Whole lines laid out for walking."""
    spurs: float = 0.1
    """Dead-end lanes into plots, as a share of the plots."""
    bend: float = 0.16
    """How far crossings stray, as a share of the spacing."""


PATTERNS: dict[str, Pattern] = {
    "estate": Pattern(96, "residential", "service", "街", removed=0.3, walked=0.16, spurs=0.16),
    "campus": Pattern(108, "service", "service", "路", removed=0.4, walked=0.2, oneway=0.1, spurs=0.14),
    "office": Pattern(95, "tertiary", "service", "路", removed=0.22, walked=0.12, oneway=0.4),
    "business": Pattern(84, "tertiary", "service", "路", removed=0.2, walked=0.14, oneway=0.4, strolls=1),
    "commerce": Pattern(66, "tertiary", "living_street", "街", removed=0.14, walked=0.12, oneway=0.3, strolls=2),
    "village": Pattern(
        60, "residential", "living_street", "巷", removed=0.29, walked=0.28, oneway=0.3, spurs=0.07, bend=0.24
    ),
    "park": Pattern(
        118, "service", "footway", "园路", removed=0.3, walked=0.0, oneway=0.0, strolls=1, spurs=0.0, bend=0.3
    ),
    "town": Pattern(100, "tertiary", "residential", "街", removed=0.2, walked=0.1, oneway=0.45, strolls=1, spurs=0.05),
    "works": Pattern(150, "tertiary", "service", "路", removed=0.28, walked=0.0, oneway=0.0, spurs=0.2, bend=0.06),
    "hamlet": Pattern(
        84, "residential", "living_street", "巷", removed=0.26, walked=0.1, oneway=0.0, spurs=0.05, bend=0.26
    ),
    "farm": Pattern(330, "unclassified", "track", "田路", removed=0.4, walked=0.0, oneway=0.0, spurs=0.08, bend=0.22),
    "hill": Pattern(400, "track", "path", "山路", removed=0.25, walked=0.0, oneway=0.0, spurs=0.0, bend=0.3),
}


class Limits(NamedTuple):
    """Where a superblock has streets."""

    core: Oval | None = None
    """Oval that holds all but the main streets; none: everywhere."""
    closed: frozenset[Side] = frozenset()
    """Sides along which no avenue runs, so that no street reaches them."""


NUMERALS = "一二三四五六七八九十"


@dataclass(slots=True)
class Lane:
    """One lattice edge of a superblock."""

    road_class: str
    name: str = ""
    oneway: int = 0
    """1 along the lattice, -1 against it, 0 both ways."""
    spine: bool = False


@dataclass(slots=True)
class Lattice:
    """The lattice of a superblock: where its lines lie in u and v (0..1), and the lanes that are left."""

    us: list[float]
    vs: list[float]
    lanes: dict[tuple[Spot, Spot], Lane] = field(default_factory=dict)
    spurs: list[tuple[Spot, Spot]] = field(default_factory=list)
    """Dead ends: where each starts, and the north-western crossing of the plot that it leads into."""

    def on_avenue(self, spot: Spot) -> bool:
        """Tell whether a crossing lies on an avenue around the block."""
        return spot[0] in {0, len(self.us) - 1} or spot[1] in {0, len(self.vs) - 1}

    def all_reachable(self, without: tuple[Spot, Spot]) -> bool:
        """Tell whether cars still reach every lane from the avenues when one lane is gone."""
        near: dict[Spot, list[Spot]] = {}
        for (a, b), lane in self.lanes.items():
            if (a, b) != without and lane.road_class not in WALKED:
                near.setdefault(a, []).append(b)
                near.setdefault(b, []).append(a)
        seen = {spot for spot in near if self.on_avenue(spot)}
        queue = list(seen)
        while queue:
            for spot in near[queue.pop()]:
                if spot not in seen:
                    seen.add(spot)
                    queue.append(spot)
        return len(seen) == len(near)


def _shares(count: int, rng: Random) -> list[float]:
    """Cut 0..1 into `count` uneven parts."""
    return [0.0, *((k + rng.uniform(-0.17, 0.17)) / count for k in range(1, count)), 1.0]


def lattice(use: str, name: str, size_m: tuple[float, float], rng: Random, limits: Limits) -> Lattice:
    """Lay out the inner streets of a superblock of some width and height [m], inside its limits."""
    pattern = PATTERNS[use]
    across, down = (max(3, round(size / pattern.spacing_m)) for size in size_m)
    plan = Lattice(_shares(across, rng), _shares(down, rng))
    lines = [("v", i) for i in range(1, across)] + [("h", j) for j in range(1, down)]
    spines = {("v", across // 2), ("h", down // 2)}
    spines |= {line for line in lines if line[1] % 3 == 1 and rng.random() < 0.3}
    strolls = set(rng.sample([line for line in lines if line not in spines], pattern.strolls))
    for number, line in enumerate(lines):
        role: Role = "spine" if line in spines else "stroll" if line in strolls else "lane"
        _lay(plan, line, _line_lane(pattern, name, number, role, rng))
    _keep_within(plan, limits)
    _thin(plan, pattern, rng)
    _lay_spurs(plan, pattern, rng)
    return plan


def _line_lane(pattern: Pattern, name: str, number: int, role: Role, rng: Random) -> Lane:
    """Say what a whole line of the lattice is."""
    numeral = NUMERALS[number % 10] if number < 10 else "十" + NUMERALS[number % 10]
    title = f"{name}{numeral}{pattern.suffix}"
    if role == "stroll" and pattern.lane == "footway":
        return Lane("cycleway", f"{name}绿道")
    if role == "stroll":
        return Lane("pedestrian", f"{name}步行街", spine=True)
    if role == "lane":
        return Lane(pattern.lane, title if pattern.lane == "living_street" else "")
    oneway = rng.choice((-1, 1)) if rng.random() < pattern.oneway else 0
    return Lane(pattern.spine, title, oneway, spine=True)


def _lay(plan: Lattice, line: tuple[str, int], lane: Lane) -> None:
    """Put a lane on every edge of one lattice line."""
    way, at = line
    if way == "v":
        edges = [((at, j), (at, j + 1)) for j in range(len(plan.vs) - 1)]
    else:
        edges = [((i, at), (i + 1, at)) for i in range(len(plan.us) - 1)]
    for edge in edges:
        plan.lanes[edge] = Lane(lane.road_class, lane.name, lane.oneway, lane.spine)


def _keep_within(plan: Lattice, limits: Limits) -> None:
    """Leave out what ends on a side without an avenue, and the lanes outside the oval."""
    last_i, last_j = len(plan.us) - 1, len(plan.vs) - 1
    for edge, lane in list(plan.lanes.items()):
        outside = any(not in_oval(limits.core, plan.us[i], plan.vs[j]) for i, j in edge) and not lane.spine
        touched = {
            side
            for i, j in edge
            for side, met in (("n", j == 0), ("s", j == last_j), ("w", i == 0), ("e", i == last_i))
            if met
        }
        if outside or touched & limits.closed:
            del plan.lanes[edge]


def in_oval(core: Oval | None, u: float, v: float) -> bool:
    """Tell whether a point u, v of a superblock lies in its oval, if it has one."""
    if core is None:
        return True
    middle_u, middle_v, half_u, half_v = core
    return ((u - middle_u) / half_u) ** 2 + ((v - middle_v) / half_v) ** 2 < 1


def _thin(plan: Lattice, pattern: Pattern, rng: Random) -> None:
    """Leave lanes out and give some to walkers, as long as cars reach the rest."""
    minor = [edge for edge, lane in plan.lanes.items() if not lane.spine]
    rng.shuffle(minor)
    gone, walked = round(pattern.removed * len(minor)), round(pattern.walked * len(minor))
    for edge in minor:
        if gone and plan.all_reachable(edge):
            del plan.lanes[edge]
            gone -= 1
        elif walked and plan.lanes[edge].road_class not in WALKED and plan.all_reachable(edge):
            plan.lanes[edge] = Lane("footway")
            walked -= 1


def _lay_spurs(plan: Lattice, pattern: Pattern, rng: Random) -> None:
    """Lead dead ends from inner crossings that cars reach into some plots."""
    driven = {spot for edge, lane in plan.lanes.items() if lane.road_class not in WALKED for spot in edge}
    plots = [(i, j) for i in range(len(plan.us) - 1) for j in range(len(plan.vs) - 1)]
    for i, j in rng.sample(plots, round(pattern.spurs * len(plots))):
        starts = [(i + di, j + dj) for di in (0, 1) for dj in (0, 1)]
        starts = [spot for spot in starts if spot in driven and not plan.on_avenue(spot)]
        if starts:
            plan.spurs.append((rng.choice(starts), (i, j)))
