"""When units pass places and streets, read from the paths of a plan."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely

from planner.domain.force import Mode
from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.domain.track import track
from planner.errors import NotFound
from planner.evaluation.achievement.idle_times import Floats, Gaps, Ints, gaps
from planner.evaluation.patrols.kept_windows import SIGHT_M
from planner.geo import Frame
from planner.streets.columns import sides
from planner.streets.network import main_edges
from planner.streets.snapping import nearest


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Legs:
    """Stretches of all paths between two points of each, and the stays between them.

    Attributes
    ----------
    mode
        (l,) how the unit moves.
    begin, end
        (l, 2) where it is at both ends [deg].
    from_s, to_s
        (l,) when, after the start of the plan [s].
    """

    mode: tuple[Mode, ...]
    begin: Floats
    end: Floats
    from_s: Floats
    to_s: Floats


def legs(plan: Plan) -> Legs:
    """Cut the paths of all units into legs."""
    modes = {unit.id: unit.mode for unit in plan.units}
    kind: list[Mode] = []
    begin, end, from_s, to_s = [np.empty((0, 2))], [np.empty((0, 2))], [np.empty(0)], [np.empty(0)]
    for route in plan.routes:
        lonlat, seconds = track(route)
        if route.unit in modes and len(seconds) > 1:
            kind += [modes[route.unit]] * (len(seconds) - 1)
            begin.append(lonlat[:-1])
            end.append(lonlat[1:])
            from_s.append(seconds[:-1])
            to_s.append(seconds[1:])
    start = plan.start.timestamp()
    return Legs(
        mode=tuple(kind),
        begin=np.concatenate(begin),
        end=np.concatenate(end),
        from_s=np.concatenate(from_s) - start,
        to_s=np.concatenate(to_s) - start,
    )


def place_gaps(plan: Plan, scenario: Scenario, way: Legs, lonlat: Floats) -> Gaps:
    """Find when nobody is within sight of each of (n, 2) places [deg]: within `SIGHT_M`."""
    frame = Frame(scenario.station.base)
    at, a, b = frame.metres(lonlat), frame.metres(way.begin), frame.metres(way.end)
    lines = np.asarray(shapely.linestrings(np.stack([a, b], axis=1)))
    place, leg = shapely.STRtree(lines.tolist()).query(shapely.points(at), predicate="dwithin", distance=SIGHT_M)
    enter, leave = _within(a[leg] - at[place], b[leg] - at[place], SIGHT_M)
    length_s = way.to_s[leg] - way.from_s[leg]
    span_s = plan.end.timestamp() - plan.start.timestamp()
    return gaps(place, way.from_s[leg] + enter * length_s, way.from_s[leg] + leave * length_s, len(at), span_s)


def _within(a: Floats, b: Floats, radius_m: float) -> tuple[Floats, Floats]:
    """Give between which parts of each of (k,) stretches from a to b, 0 to 1, one is within a radius of the origin."""
    step = b - a
    square = (step**2).sum(axis=1)
    half = (a * step).sum(axis=1)
    root = np.sqrt(np.maximum(0.0, half**2 - square * ((a**2).sum(axis=1) - radius_m**2)))
    moving = square > 1e-9
    safe = np.where(moving, square, 1.0)
    enter = np.where(moving, (-half - root) / safe, 0.0)
    leave = np.where(moving, (-half + root) / safe, 1.0)
    return np.clip(enter, 0.0, 1.0), np.clip(leave, 0.0, 1.0)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class StreetGaps:
    """When nobody is on the streets of a station.

    Attributes
    ----------
    gaps
        Of the n streets, each a line between two junctions, both directions together.
    edge
        (n,) an edge of each.
    length_m
        (n,) its length [m].
    """

    gaps: Gaps
    edge: Ints
    length_m: Floats


def street_gaps(plan: Plan, scenario: Scenario, way: Legs) -> StreetGaps:
    """Find when nobody is on each street inside the boundary that some unit of the plan may use.

    A leg is on the street nearest to its middle, and whoever is on a street is taken to see all of it.
    """
    streets = scenario.streets
    line, _ = sides(streets)
    modes = sorted({unit.mode for unit in plan.units})
    usable = np.any([main_edges(streets, mode) for mode in modes], axis=0) if modes else np.zeros(streets.edges, bool)
    frame = Frame(scenario.station.base)
    middle = (streets.shape_start[:-1] + streets.shape_start[1:] - 1) // 2
    points = (streets.shape_lonlat[middle] + streets.shape_lonlat[middle + 1]) / 2
    ground = frame.polygon(scenario.boundary)
    shapely.prepare(ground)
    chosen = np.flatnonzero(usable & shapely.intersects_xy(ground, *frame.metres(points).T))
    lines, first = np.unique(line[chosen], return_index=True)
    edge = chosen[first]
    row = np.full(int(line.max(initial=-1)) + 1, -1)
    row[lines] = np.arange(len(lines))
    passed, chosen_legs = _streets_of(scenario, way)
    street = row[line[passed]]
    real = street >= 0
    found = gaps(
        street[real],
        way.from_s[chosen_legs[real]],
        way.to_s[chosen_legs[real]],
        len(lines),
        plan.end.timestamp() - plan.start.timestamp(),
    )
    return StreetGaps(gaps=found, edge=edge, length_m=streets.edge_length_m[edge])


def _streets_of(scenario: Scenario, way: Legs) -> tuple[Ints, Ints]:
    """Give the edge that each leg is on, and which leg it is; legs of a mode without a street are left out."""
    edges, rows = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    modes = np.array(way.mode)
    for mode in sorted(set(way.mode)):
        own = np.flatnonzero(modes == mode)
        try:
            snaps = nearest(scenario.streets, (way.begin[own] + way.end[own]) / 2, mode)
        except NotFound:
            continue
        edges.append(snaps.edge)
        rows.append(own)
    return np.concatenate(edges), np.concatenate(rows)
