"""Units that begin where they stand: their places as nodes of the streets and of the problem."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from planner.domain.force import Mode
from planner.domain.noun import LonLat
from planner.geo import great_circle_m
from planner.routing.prepare import Prepared
from planner.routing.repairing.standing import Standing
from planner.streets.snapping import insert

if TYPE_CHECKING:
    from planner.domain.street import Streets
    from planner.routing.places.ground import Roads, TravelClass


def with_places(streets: Streets, places: Mapping[int, tuple[Mode, LonLat]]) -> tuple[Streets, dict[int, int]]:
    """Make the place of every unit a node; give the street node of each."""
    by_mode: dict[Mode, list[int]] = defaultdict(list)
    for unit, (mode, _) in places.items():
        by_mode[mode].append(unit)
    nodes: dict[int, int] = {}
    for mode, units in by_mode.items():
        inserted = insert(streets, np.array([places[unit][1] for unit in units]), mode)
        streets = inserted.streets
        nodes |= dict(zip(units, inserted.node.tolist(), strict=True))
    return streets, nodes


def from_places(prepared: Prepared, standings: Mapping[int, Standing], nodes: Mapping[int, int]) -> Prepared:
    """Let every unit that is out begin where it stands, when it is free."""
    problem, ground = prepared
    known, size = len(ground.classes[0].node) if ground.classes else 0, problem.travel_s.shape[1] + len(nodes)
    travel_s = np.full((len(problem.travel_s), size, size), np.inf)
    travel_s[:, :known, :known] = problem.travel_s
    start_node, start_s = problem.unit_start_node.copy(), problem.unit_start_s.copy()
    classes = [replace(own, node=np.concatenate([own.node, np.full(len(nodes), -1)])) for own in ground.classes]
    for row, (unit, street) in enumerate(nodes.items(), known):
        kind = int(problem.unit_class[unit])
        own = _reaching(ground.classes[kind], street)
        classes[kind] = replace(classes[kind], drive=own.drive, stroll=own.stroll)
        classes[kind].node[row] = street
        there = np.flatnonzero(own.node >= 0)
        travel_s[kind, row, there] = _times_s(own.drive, street, own.node[there])
        travel_s[kind, row, row] = 0.0
        start_node[unit] = row
        start_s[unit] = _begin_s(prepared, standings[unit], unit, street)
    changed = replace(problem, travel_s=travel_s, unit_start_node=start_node, unit_start_s=start_s)
    return Prepared(changed, replace(ground, classes=tuple(classes)))


def _times_s(roads: Roads, street: int, to: NDArray[np.integer]) -> NDArray[np.float64]:
    """Give the times from a street node to others, (n,), by the streets that the class may use for each, (n,) [s]."""
    times_s = np.array(roads.own.times([street], to)[0])
    open_to = np.isin(to, list(roads.beyond)) | (street in roads.beyond)
    if open_to.any():
        times_s[open_to] = roads.open.times([street], to[open_to])[0]
    return times_s


def _reaching(own: TravelClass, street: int) -> TravelClass:
    """Let a class start at a street node, off its ground if it has to."""
    there = own.node[own.node >= 0]
    if not own.limited or not len(there) or np.isfinite(own.drive.own.times([street], there)).any():
        return own
    drive, stroll = (replace(roads, beyond=roads.beyond | {street}) for roads in (own.drive, own.stroll))
    return replace(own, drive=drive, stroll=stroll)


def _begin_s(prepared: Prepared, stands: Standing, unit: int, street: int) -> float:
    """Give when a unit can set out from the node nearest to it, which may lie a step ahead [s]."""
    problem, ground = prepared
    kind = int(problem.unit_class[unit])
    gap_m = float(great_circle_m(ground.streets.node_lonlat[street], stands.place))
    slowest_mps = ground.classes[kind].speed_kmh / 3.6 * float(problem.band_share[kind].min())
    return round(ground.seconds(stands.free) + float(np.ceil(gap_m / slowest_mps * 1e6)) / 1e6, 6)
