"""Make the routing problem of one planning day from a scenario, the units that are out and the day's hot spots."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from planner.domain.clock import seconds_between
from planner.domain.plan import Unit
from planner.domain.scenario import Scenario
from planner.geo import Frame
from planner.routing.breaks import break_windows, owed
from planner.routing.ground import Ground, TravelClass
from planner.routing.problem import RoutingProblem
from planner.routing.rights import force_of, grounds, rights
from planner.routing.sites import Located, Sites, line_edges, locate
from planner.routing.visits import Visit, day_visits
from planner.streets.travel import Travel

if TYPE_CHECKING:
    from planner.grids.hot_spots import HotSpot

Floats = NDArray[np.float64]


class Prepared(NamedTuple):
    """The pure problem for `solve` and `check`, and what its numbers stand for, for `report`."""

    problem: RoutingProblem
    ground: Ground


@dataclass(frozen=True, slots=True, eq=False)
class _Ways:
    """The ways of all visits: where they start and end, and how long they take each class."""

    start: list[int]
    entry: list[int]
    exit: list[int]
    service_s: Floats
    line_edges: list[dict[int, list[int]]]


def prepare(
    scenario: Scenario, units: Sequence[Unit], hot_spots: Sequence[HotSpot], day_start: dt.datetime, seed: int
) -> Prepared:
    """Make the problem of a planning day.

    Parameters
    ----------
    units
        Those whose shifts start in the planning day.
    hot_spots
        Optional visits besides the scenario's own.
    day_start
        Second 0 of the problem, with the station's time zone.
    seed
        Draws the streets that idle patrols take.

    Raises
    ------
    NotFound
        With code ``"no_streets_for_mode"``, if a unit's mode may use no street.
    """
    frame = Frame(scenario.station.base)
    visits = day_visits(scenario, tuple(hot_spots), day_start)
    allowed = rights(scenario, units, visits, frame)
    breaks, groups, together = _breaks(scenario, units, day_start)
    regions = tuple(frame.polygon(area.region) for area in scenario.areas)
    sites = Sites()
    bases = [sites.base(unit.base) for unit in units]
    ends = [sites.ends(scenario, visit) for visit in visits]
    speeds = {tier.id: (tier.speed_kmh, tier.pace_kmh) for tier in scenario.tiers}
    kinds = list(dict.fromkeys((unit.mode, *speeds[unit.tier]) for unit in units))
    located = locate(scenario, sites, regions, list(dict.fromkeys(mode for mode, *_ in kinds)), frame)
    travels = [Travel(located.streets, mode, kmh) for mode, kmh, _ in kinds]
    ways = _ways(scenario, visits, ends, travels, located)
    limits = grounds(scenario, frame)
    everywhere = frame.polygon(scenario.boundary)
    ground = Ground(
        start=day_start,
        units=tuple(units),
        visits=(*visits, *(visit for _, visit in breaks)),
        classes=tuple(
            TravelClass(
                mode=mode,
                speed_kmh=kmh,
                travel=travel,
                patrol=Travel(located.streets, mode, pace_kmh),
                node=located.node[mode],
                line_edges=edges,
            )
            for (mode, kmh, pace_kmh), travel, edges in zip(kinds, travels, ways.line_edges, strict=True)
        ),
        regions=regions,
        roam=tuple(limits.get(unit.force, everywhere) for unit in units),
        frame=frame,
        resting_together=together,
        seed=seed,
    )
    unit_class = [kinds.index((unit.mode, *speeds[unit.tier])) for unit in units]
    return Prepared(_problem(scenario, ground, ways, allowed, bases, unit_class, breaks, groups), ground)


def _ways(
    scenario: Scenario,
    visits: Sequence[Visit],
    ends: Sequence[tuple[int, int]],
    travels: Sequence[Travel],
    located: Located,
) -> _Ways:
    """List the ways of every visit: one for points and areas, one each direction for lines."""
    ways = _Ways([0], [], [], np.zeros((len(travels), 0)), [{} for _ in travels])
    service: list[list[float]] = []
    paths: dict[tuple[int, int], list[list[int] | None]] = {}
    for visit, (entry, leaving) in zip(visits, ends, strict=True):
        directions = [(entry, leaving), (leaving, entry)] if visit.kind == "line" else [(entry, leaving)]
        for direction, (first, last) in enumerate(directions):
            stay_s = []
            for kind, travel in enumerate(travels):
                stay_s.append(visit.dwell_s)
                if visit.kind != "line":
                    continue
                if (kind, visit.index) not in paths:
                    nodes = located.line_nodes[travel.mode][visit.index]
                    paths[kind, visit.index] = line_edges(travel, nodes, scenario, visit.index)
                edges = paths[kind, visit.index][direction]
                if edges is not None:
                    ways.line_edges[kind][len(ways.entry)] = edges
                stay_s[-1] += np.inf if edges is None else float(travel.edge_s[edges].sum())
            ways.entry.append(first)
            ways.exit.append(last)
            service.append(stay_s)
        ways.start.append(len(ways.entry))
    service_s = np.array(service, float).reshape(len(service), len(travels)).T
    return _Ways(ways.start, ways.entry, ways.exit, service_s, ways.line_edges)


def _breaks(
    scenario: Scenario, units: Sequence[Unit], day_start: dt.datetime
) -> tuple[list[tuple[int, Visit]], list[tuple[int, ...]], tuple[str, ...]]:
    """Give every unit's break, the groups that never rest all at once, and the forces where that cannot be kept."""
    breaks: list[tuple[int, Visit]] = []
    groups: list[tuple[int, ...]] = []
    together: list[str] = []
    for force in dict.fromkeys(unit.force for unit in units):
        own = [index for index, unit in enumerate(units) if unit.force == force]
        record = force_of(scenario, units[own[0]])
        shifts = [
            (seconds_between(day_start, units[u].shift_start), seconds_between(day_start, units[u].shift_end))
            for u in own
        ]
        dwell_s = record.break_min * 60.0
        windows, separate = break_windows(shifts, [owed(record, units[u]) for u in own], dwell_s)
        if separate:
            groups.append(tuple(own))
        else:
            together.append(force)
        breaks += [(unit, _break(window, dwell_s)) for unit, window in zip(own, windows, strict=True) if window]
    return breaks, groups, tuple(together)


def _break(window: tuple[float, float], dwell_s: float) -> Visit:
    return Visit(kind="break", id="break", opens_s=window[0], closes_s=window[1], dwell_s=dwell_s, required=False)


def _problem(
    scenario: Scenario,
    ground: Ground,
    ways: _Ways,
    allowed: NDArray[np.bool_],
    bases: list[int],
    unit_class: list[int],
    breaks: list[tuple[int, Visit]],
    groups: list[tuple[int, ...]],
) -> RoutingProblem:
    units, visits = ground.units, ground.visits
    first = len(visits) - len(breaks)
    unit_break = np.full(len(units), -1, np.int32)
    may = np.zeros((len(visits), len(units)), bool)
    may[:first] = allowed
    for row, (unit, _) in enumerate(breaks):
        unit_break[unit] = first + row
        may[first + row, unit] = True
    at_base = [bases[unit] for unit, _ in breaks]
    rest_s = np.tile([visit.dwell_s for _, visit in breaks], (len(ground.classes), 1))
    places: dict[tuple[str, str, bool], int] = {}
    place = [places.setdefault((visit.kind, visit.id, visit.index < 0), len(places)) for visit in visits]
    return RoutingProblem(
        travel_s=_travel_s(ground.classes, len(ground.classes[0].node) if ground.classes else 0),
        unit_class=np.array(unit_class, np.int32),
        unit_base=np.array(bases, np.int32),
        unit_start_s=_seconds(ground.start, [unit.shift_start for unit in units]),
        unit_end_s=_seconds(ground.start, [unit.shift_end for unit in units]),
        unit_break=unit_break,
        visit_opens_s=np.array([visit.opens_s for visit in visits]),
        visit_closes_s=np.array([visit.closes_s for visit in visits]),
        visit_value=np.array([visit.value for visit in visits]),
        visit_required=np.array([visit.required for visit in visits], bool),
        visit_place=np.array(place, np.int32),
        visit_allowed=may,
        way_start=np.array([*ways.start, *(ways.start[-1] + row + 1 for row in range(len(breaks)))], np.int32),
        way_entry=np.array([*ways.entry, *at_base], np.int32),
        way_exit=np.array([*ways.exit, *at_base], np.int32),
        way_service_s=np.concatenate([ways.service_s, rest_s], axis=1),
        ceiling=scenario.patrol.most_visits_per_day,
        relief=tuple(groups),
    )


def _travel_s(classes: Sequence[TravelClass], nodes: int) -> Floats:
    """Give the times between all nodes for every class, (c, n, n) [s]."""
    table = np.full((len(classes), nodes, nodes), np.inf)
    for kind, own in enumerate(classes):
        there = np.flatnonzero(own.node >= 0)
        table[kind][np.ix_(there, there)] = own.travel.times(own.node[there], own.node[there])
    return table


def _seconds(start: dt.datetime, moments: Sequence[dt.datetime]) -> Floats:
    return np.array([seconds_between(start, moment) for moment in moments], float)
