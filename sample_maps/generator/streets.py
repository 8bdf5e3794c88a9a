"""The street network: avenues, the inner streets of every superblock, footbridges and a waterside cycleway."""

from __future__ import annotations

import itertools
from math import hypot
from random import Random

from generator.blocks import PATTERNS, Lattice, Limits, Side, Spot, in_oval, lattice
from generator.curves import Patch, at_share, avenue_edges, beside, between, length_m
from generator.ground import XY, Avenue, Edge, Ground, corners
from generator.network import SPEEDS_KMH, Network, Segment

CARRIAGEWAY_M = 13.0
"""From the middle of a dual avenue to the middle of each carriageway [m]."""
NEAR_M = 30.0
"""Side streets closer than this on an avenue share one junction [m]."""
STUB_M = (90.0, 150.0)
"""How far avenues run on beyond the ground, shortest and longest [m]."""
WATER = "river"
"""Use of superblocks without any street inside."""
OPEN_COUNTRY = frozenset({"farm", "hill", WATER})
"""Uses of superblocks in which nobody needs a footbridge."""


class City:
    """The whole station's streets while they are laid."""

    def __init__(self, ground: Ground, rng: Random) -> None:
        self.ground = ground
        self.rng = rng
        self.network = Network()
        self.edges = avenue_edges(ground)
        self.avenue_of = {e: a for a in ground.streets for e in zip(a.crossings, a.crossings[1:], strict=False)}
        self.dual = {name for a in ground.streets if a.dual for name in a.crossings}
        self.entries: dict[tuple[Edge, str], dict[float, str]] = {}
        self.patches = {name: self._patch(name) for name in ground.blocks}
        self.lattices: dict[str, Lattice] = {}
        self._place_crossings()
        for name, block in ground.blocks.items():
            if block.use != WATER:
                self._lay_block(name)
        self._lay_avenues()
        self._lay_stubs()
        self._lay_footbridges()
        self._lay_cycleway()

    def _patch(self, block: str) -> Patch:
        nw, ne, sw, se = corners(block)
        return Patch(self.edges[nw, ne], self.edges[sw, se], self.edges[nw, sw], self.edges[ne, se])

    def _place_crossings(self) -> None:
        """Put one junction at a crossing, two where a dual avenue runs through it."""
        for name, (x, y) in self.ground.crossings.items():
            if name in self.dual:
                self.network.junctions[f"{name}n"] = (x, y + CARRIAGEWAY_M)
                self.network.junctions[f"{name}s"] = (x, y - CARRIAGEWAY_M)
            else:
                self.network.junctions[name] = (x, y)

    def side_line(self, edge: Edge, side: str) -> list[XY]:
        """Give the middle of a stretch of avenue, or of its northern (n) or southern (s) carriageway [m]."""
        offset = {"n": CARRIAGEWAY_M, "s": -CARRIAGEWAY_M, "": 0.0}[side]
        return beside(self.edges[edge], offset) if side else self.edges[edge]

    def on(self, edge: Edge, share: float) -> XY:
        """Give the point at a share 0..1 of a stretch of avenue, on its southern carriageway if it has two [m]."""
        return at_share(self.side_line(edge, "s" if self.avenue_of[edge].dual else ""), share)

    def near(self, block: str, u: float, v: float) -> XY:
        """Give the junction nearest to a point of a superblock that cars may drive to and on from [m]."""
        x, y = self.patches[block].at(u, v)
        driven = {end for s in self.network.segments if s.drivable for end in (s.start, s.end)}
        at = (self.network.junctions[name] for name in sorted(driven))
        return min(at, key=lambda xy: hypot(xy[0] - x, xy[1] - y))

    def main_street(self, block: str) -> list[XY]:
        """Give the middle main street of a superblock from west to east, where it is built up [m]."""
        plan, core = self.lattices[block], self.ground.blocks[block].core
        j = (len(plan.vs) - 1) // 2
        inner = [i for i in range(1, len(plan.us) - 1) if in_oval(core, plan.us[i], plan.vs[j])]
        lines = {(s.start, s.end): s.line for s in self.network.segments}
        names = [f"{block}:{i},{j}" for i in inner]
        points = [self.network.junctions[names[0]]]
        for pair in itertools.pairwise(names):
            points += (lines[pair] if pair in lines else lines[pair[::-1]][::-1])[1:]
        return points

    def _entry(self, edge: Edge, side: str, share: float) -> str:
        """Give the junction where a side street meets an avenue, a new one unless one is near."""
        line = self.side_line(edge, side)
        total = length_m(line)
        share = min(max(share, 40 / total), 1 - 40 / total)
        known = self.entries.setdefault((edge, side), {})
        near = min(known, key=lambda s: abs(s - share), default=None)
        if near is not None and abs(near - share) * total < NEAR_M:
            return known[near]
        junction = f"{edge[0]}-{edge[1]}{side}:{len(known)}"
        known[share] = junction
        self.network.junctions[junction] = at_share(line, share)
        return junction

    def _lay_block(self, name: str) -> None:
        """Lay the inner streets of one superblock."""
        patch, block = self.patches[name], self.ground.blocks[name]
        width = (length_m(patch.north) + length_m(patch.south)) / 2
        height = (length_m(patch.west) + length_m(patch.east)) / 2
        plan = lattice(block.use, block.name, (width, height), self.rng, Limits(block.core, self._closed(name)))
        self.lattices[name] = plan
        stray = PATTERNS[block.use].bend * PATTERNS[block.use].spacing_m
        at: dict[Spot, str] = {}
        for (a, b), lane in plan.lanes.items():
            for spot in (a, b):
                if spot not in at:
                    at[spot] = self._spot(name, plan, spot, stray)
            start, end = (b, a) if lane.oneway < 0 else (a, b)
            street = (lane.road_class, SPEEDS_KMH[lane.road_class], lane.name)
            bends = self._bends(at[start], at[end], stray)
            self.network.connect(at[start], at[end], bends, street, oneway=lane.oneway != 0)

        for start, plot in plan.spurs:
            self._lay_spur(name, at[start], plot)

    def _lay_spur(self, block: str, start: str, plot: Spot) -> None:
        """Lay a dead end from a junction towards the middle of a plot."""
        plan, (i, j) = self.lattices[block], plot
        u, v = (plan.us[i] + plan.us[i + 1]) / 2, (plan.vs[j] + plan.vs[j + 1]) / 2
        (ax, ay), (bx, by) = self.network.junctions[start], self.patches[block].at(u, v)
        end = f"{block}+{i},{j}"
        self.network.junctions[end] = (ax + 0.75 * (bx - ax), ay + 0.75 * (by - ay))
        self.network.connect(start, end, [], ("service", SPEEDS_KMH["service"], ""), oneway=False)

    def _spot(self, block: str, plan: Lattice, spot: Spot, stray: float) -> str:
        """Give the junction of a lattice crossing: on an avenue, or inside and a little astray."""
        nw, ne, sw, se = corners(block)
        (i, j), u, v = spot, plan.us[spot[0]], plan.vs[spot[1]]
        if j == 0:
            return self._entry((nw, ne), self._side(nw, ne, "s"), u)
        if j == len(plan.vs) - 1:
            return self._entry((sw, se), self._side(sw, se, "n"), u)
        if i == 0:
            return self._entry((nw, sw), "", v)
        if i == len(plan.us) - 1:
            return self._entry((ne, se), "", v)
        x, y = self.patches[block].at(u, v)
        junction = f"{block}:{i},{j}"
        self.network.junctions[junction] = (
            x + self.rng.uniform(-stray, stray),
            y + self.rng.uniform(-stray, stray),
        )
        return junction

    def _closed(self, block: str) -> frozenset[Side]:
        """Tell which sides of a superblock have no street."""
        nw, ne, sw, se = corners(block)
        edges: dict[Side, Edge] = {"n": (nw, ne), "s": (sw, se), "w": (nw, sw), "e": (ne, se)}
        return frozenset(side for side, edge in edges.items() if edge in self.ground.borders)

    def _lived_beside(self, edge: Edge) -> bool:
        """Tell whether a stretch has built-up ground on a side of it."""
        blocks = [b for name, b in self.ground.blocks.items() if edge in (corners(name)[:2], corners(name)[2:])]
        return any(block.use not in OPEN_COUNTRY for block in blocks)

    def _side(self, start: str, end: str, side: str) -> str:
        """Name the carriageway that faces a block, or none on an undivided avenue."""
        return side if self.avenue_of[start, end].dual else ""

    def _bends(self, start: str, end: str, stray: float) -> list[XY]:
        """Bend a long lane a little in its middle."""
        (ax, ay), (bx, by) = self.network.junctions[start], self.network.junctions[end]
        length = hypot(bx - ax, by - ay)
        if length < 70:
            return []
        shift = self.rng.uniform(-0.4, 0.4) * stray / length
        return [((ax + bx) / 2 - (by - ay) * shift, (ay + by) / 2 + (bx - ax) * shift)]

    def _lay_avenues(self) -> None:
        """Lay every avenue between its crossings and the entries of side streets."""
        for avenue in self.ground.streets:
            street = (avenue.road_class, avenue.speed_kmh, avenue.name)
            for edge in zip(avenue.crossings, avenue.crossings[1:], strict=False):
                for side in ("n", "s") if avenue.dual else ("",):
                    self._lay_stretch(edge, side, avenue, street)
        for name in sorted(self.dual):
            column = next(a for a in self.ground.streets if name in a.crossings and not a.dual)
            street = (column.road_class, column.speed_kmh, column.name)
            self.network.connect(f"{name}n", f"{name}s", [], street, oneway=False)

    def _lay_stretch(self, edge: Edge, side: str, avenue: Avenue, street: tuple[str, int, str]) -> None:
        """Lay one stretch of avenue; traffic keeps to the right, so the northern carriageway runs west."""
        line = self.side_line(edge, side)
        ends = [self._crossing(edge[0], side, last=False), self._crossing(edge[1], side, last=True)]
        stops = [(0.0, ends[0]), *sorted(self.entries.get((edge, side), {}).items()), (1.0, ends[1])]
        for (share, start), (next_share, end) in itertools.pairwise(stops):
            bends = between(line, share, next_share)[1:-1]
            if side == "n":
                self.network.connect(end, start, bends[::-1], street, oneway=True)
            else:
                self.network.connect(start, end, bends, street, oneway=avenue.dual)

    def _crossing(self, name: str, side: str, *, last: bool) -> str:
        """Name the junction at which a stretch ends: an avenue from the north ends at the northern carriageway."""
        if name not in self.dual:
            return name
        return name + (side or ("n" if last else "s"))

    def _lay_stubs(self) -> None:
        """Let avenues run on beyond the station's ground, to dead ends where the map stops."""
        stopped = {name for edge in self.ground.borders for name in edge}
        for avenue in self.ground.streets:
            street = (avenue.road_class, avenue.speed_kmh, avenue.name)
            for end, inner in (avenue.crossings[:2], avenue.crossings[:-3:-1]):
                if end in stopped:
                    continue
                (ax, ay), (bx, by) = self.ground.crossings[inner], self.ground.crossings[end]
                along = self.rng.uniform(*STUB_M) / hypot(bx - ax, by - ay)
                tips = []
                for side in ("n", "s") if avenue.dual else ("",):
                    start = self._crossing(end, side, last=end == avenue.crossings[0])
                    x, y = self.network.junctions[start]
                    tip = f"{start}>{avenue.name}"
                    self.network.junctions[tip] = (x + (bx - ax) * along, y + (by - ay) * along)
                    leaving = (side == "n") == (end == avenue.crossings[0])
                    pair = (start, tip) if leaving else (tip, start)
                    self.network.connect(*pair, [], street, oneway=avenue.dual)
                    tips.append(tip)
                if avenue.dual:
                    self.network.connect(tips[0], tips[1], [], street, oneway=False)

    def _lay_footbridges(self) -> None:
        """Put a footbridge over each stretch of dual avenue, near its middle."""
        for edge, avenue in self.avenue_of.items():
            sides = [self.entries.get((edge, side), {}) for side in ("n", "s")]
            if not avenue.dual or not all(sides) or not self._lived_beside(edge):
                continue
            start, end = (known[min(known, key=lambda s: abs(s - 0.45))] for known in sides)
            self.network.connect(start, end, [], ("footway", 5, "人行天桥"), oneway=False)

    def _lay_cycleway(self) -> None:
        """Lay a cycleway along the waterside, joined to every crossing of the avenue beside it."""
        avenue = next(a for a in self.ground.streets if a.name == self.ground.waterside)
        street = ("cycleway", SPEEDS_KMH["cycleway"], self.ground.cycleway)
        for name in avenue.crossings:
            x, y = self.network.junctions[name]
            self.network.junctions[f"{name}c"] = (x - 9.0, y - 17.0)
            self.network.connect(name, f"{name}c", [], street, oneway=False)
        for start, end in zip(avenue.crossings, avenue.crossings[1:], strict=False):
            bends = beside(self.edges[start, end], -19.0)[1:-1]
            self.network.connect(f"{start}c", f"{end}c", bends, street, oneway=False)


def lay_streets(ground: Ground, rng: Random) -> tuple[City, list[Segment]]:
    """Lay all streets and join them into segments between real junctions."""
    city = City(ground, rng)
    return city, city.network.joined()
