"""The places of a routing problem, each of which is one of its nodes."""

from __future__ import annotations

from dataclasses import dataclass, field

from planner.domain.noun import LonLat
from planner.domain.scenario import Scenario
from planner.routing.visits.visit import Visit

Place = tuple[str, str, str]
"""Kind, id, and which end of a line: ``"start"`` or ``"end"``; otherwise empty."""


@dataclass(slots=True)
class Sites:
    """Places that become nodes: those of the problem, and the points along lines.

    Attributes
    ----------
    index
        Node of the problem for each place.
    lonlat
        (n,) where they lie [deg]; None for the anchor of an area, which each mode has its own of.
    area
        (n,) index of the area that a node is the anchor of; -1: none.
    """

    index: dict[Place, int] = field(default_factory=dict)
    lonlat: list[LonLat | None] = field(default_factory=list)
    area: list[int] = field(default_factory=list)
    is_base: list[bool] = field(default_factory=list)

    def node(self, place: Place, lonlat: LonLat | None, *, area: int = -1, is_base: bool = False) -> int:
        """Give the node of a place, a new one if it is new."""
        if place not in self.index:
            self.index[place] = len(self.lonlat)
            self.lonlat.append(lonlat)
            self.area.append(area)
            self.is_base.append(is_base)
        return self.index[place]

    def base(self, lonlat: LonLat) -> int:
        """Give the node of a base."""
        return self.node(("base", f"{lonlat[0]!r} {lonlat[1]!r}", ""), lonlat, is_base=True)

    def ends(self, scenario: Scenario, visit: Visit) -> tuple[int, int]:
        """Give the nodes where a visit begins and ends; for a line its first and last point."""
        if visit.kind == "line":
            line = scenario.lines[visit.index].line
            return self.node(("line", visit.id, "start"), line[0]), self.node(("line", visit.id, "end"), line[-1])
        kind = "spot" if visit.kind == "point" and visit.index < 0 else visit.kind
        area = visit.index if visit.kind == "area" else -1
        node = self.node((kind, visit.id, ""), visit.lonlat, area=area)
        return node, node
