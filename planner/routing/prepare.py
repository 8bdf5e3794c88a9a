"""Make the routing problem of one planning day from a scenario, the units that are out and the day's hot spots."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

import numpy as np

from planner.domain.plan import Unit
from planner.domain.scenario import Scenario
from planner.geo import Frame
from planner.routing.columns import UnitColumns, problem_of
from planner.routing.places.bands import bands
from planner.routing.places.classes import classes_of, kinds_of, roads_of
from planner.routing.places.ground import Ground
from planner.routing.places.limits import grounds, limit_shapes
from planner.routing.places.locate import locate
from planner.routing.places.sites import Sites
from planner.routing.places.ways import ways_of
from planner.routing.problem import RoutingProblem
from planner.routing.units.relief import on_patrol_s, relief
from planner.routing.units.rights import force_of, rights
from planner.routing.visits.asked import day_visits
from planner.routing.visits.gaps import keep_gaps
from planner.routing.visits.pins import keep_gaps_to_pins

if TYPE_CHECKING:
    from planner.grids.hot_spots import HotSpot


class Prepared(NamedTuple):
    """The pure problem for `solve` and `check`, and what its numbers stand for, for `report`."""

    problem: RoutingProblem
    ground: Ground


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
        Draws the stays at hot spots, the phases of windows, and the streets that idle patrols take.

    Raises
    ------
    NotFound
        With code ``"no_streets_for_mode"``, if a unit's mode may use no street.
    """
    frame = Frame(scenario.station.base)
    regions = tuple(frame.polygon(area.region) for area in scenario.areas)
    visits, sites = day_visits(scenario, tuple(hot_spots), day_start, seed), Sites()
    unit_kind, crews = kinds_of(scenario, units), _crews(scenario, units, sites, day_start)
    ends = [sites.ends(scenario, visit) for visit in visits]
    kinds, shapes = list(dict.fromkeys(unit_kind)), limit_shapes(scenario, frame)
    located = locate(scenario, sites, regions, list(dict.fromkeys(kind.mover for kind in kinds)), shapes, frame)
    roads = roads_of(kinds, located, shapes, frame)
    zone = ZoneInfo(scenario.station.timezone)
    slow = bands([kind.slower for kind in kinds], day_start, crews.span_s(), zone)
    line_nodes = [located.of[kind.mover].line_nodes for kind in kinds]
    ways = ways_of(scenario, visits, ends, [own.drive.own for own in roads], line_nodes, slow)
    allowed, unit_class = rights(scenario, units, visits, frame), [kinds.index(kind) for kind in unit_kind]
    visits = keep_gaps_to_pins(keep_gaps(visits, ways.start, ways.service_s, allowed, unit_class))
    rest, limits = relief(scenario, units, day_start), grounds(scenario, frame)
    anywhere = frame.polygon(scenario.boundary)
    ground = Ground(
        start=day_start,
        streets=located.streets,
        units=tuple(units),
        visits=(*visits, *(visit for _, visit in rest.breaks)),
        classes=classes_of(kinds, roads, located, ways),
        regions=regions,
        roam=tuple(limits.get(unit.force, anywhere) for unit in units),
        frame=frame,
        resting_together=rest.together,
        seed=seed,
    )
    return Prepared(problem_of(scenario.patrol, ground, crews, unit_class, ways, allowed, rest, slow), ground)


def _crews(scenario: Scenario, units: Sequence[Unit], sites: Sites, day_start: dt.datetime) -> UnitColumns:
    """Give where and when every unit patrols, and the team that it shares its work with: its tier."""
    spans = [on_patrol_s(force_of(scenario, unit), unit, day_start) for unit in units]
    tiers = list(dict.fromkeys(unit.tier for unit in units))
    return UnitColumns(
        base=np.array([sites.base(unit.base) for unit in units], np.int32),
        start_s=np.array([begin_s for begin_s, _ in spans], float),
        end_s=np.array([end_s for _, end_s in spans], float),
        team=np.array([tiers.index(unit.tier) for unit in units], np.int32),
    )
