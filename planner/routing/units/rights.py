"""Which units may make which visits: by their tier, and by the ground of their force."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import shapely
from numpy.typing import NDArray

from planner.domain.force import Force
from planner.domain.plan import Unit
from planner.domain.scenario import Scenario
from planner.geo import Frame
from planner.routing.places.limits import grounds
from planner.routing.visits.visit import Visit

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

INSIDE_SHARE = 0.5
"""A line or an area belongs to a force's ground from this share of its length or surface on."""


def rights(scenario: Scenario, units: Sequence[Unit], visits: Sequence[Visit], frame: Frame) -> NDArray[np.bool_]:
    """Tell which unit may make which visit, (v, u)."""
    limits = grounds(scenario, frame)
    on_ground = {force: _on(scenario, visits, ground, frame) for force, ground in limits.items()}
    allowed = np.zeros((len(visits), len(units)), bool)
    for column, unit in enumerate(units):
        tier_may = np.array([not visit.tiers or unit.tier in visit.tiers for visit in visits], bool)
        allowed[:, column] = tier_may & on_ground.get(unit.force, True)
    return allowed


def _on(scenario: Scenario, visits: Sequence[Visit], ground: BaseGeometry, frame: Frame) -> NDArray[np.bool_]:
    """Tell which visits lie on a ground, (v,)."""
    known: dict[tuple[str, int, str], bool] = {}
    for visit in visits:
        if (visit.kind, visit.index, visit.id) not in known:
            known[visit.kind, visit.index, visit.id] = _share_on(scenario, visit, ground, frame) >= INSIDE_SHARE
    return np.array([known[visit.kind, visit.index, visit.id] for visit in visits], bool)


def _share_on(scenario: Scenario, visit: Visit, ground: BaseGeometry, frame: Frame) -> float:
    """Give the share of a visit's place that lies on a ground."""
    if visit.lonlat is not None:
        return float(ground.covers(shapely.Point(frame.metres(visit.lonlat)[0])))
    if visit.kind == "line":
        line = frame.line(scenario.lines[visit.index].line)
        return line.intersection(ground).length / line.length if line.length else float(ground.covers(line))
    region = frame.polygon(scenario.areas[visit.index].region)
    return region.intersection(ground).area / region.area


def force_of(scenario: Scenario, unit: Unit) -> Force:
    """Give the force that a unit belongs to."""
    return next(force for force in scenario.forces if force.id == unit.force)
