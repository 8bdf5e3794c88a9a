"""From a plan and its scenario to a simulation ready to run."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from planner.domain.clock import later, seconds_between
from planner.domain.demand import Demand
from planner.domain.force import Tier
from planner.domain.plan import Plan, Route, Unit
from planner.domain.scenario import Scenario
from planner.domain.track import track
from planner.errors import NotFound
from planner.evaluation.patrols.grounds import inside_by_force
from planner.evaluation.simulation.calls import Floats, Ints
from planner.evaluation.simulation.options import Options
from planner.evaluation.simulation.places import CallPlaces, call_places, call_source
from planner.evaluation.simulation.problem import BREAK, OPTIONAL, REQUIRED, STEP_S, Fleet, SimulationProblem
from planner.evaluation.simulation.ways import slow_hours, times
from planner.geo import Frame
from planner.grids.locate import grid_of

CELL_M = 30.0
"""Units that pass within one square of this side are taken to pass one place [m]."""
MOST_PASSED = 1200
"""Places that units pass at the most; with more of them the squares are made larger."""


def prepare(
    plan: Plan, scenario: Scenario, demand: Demand, options: Options, *, calls_of: Scenario | None = None
) -> SimulationProblem:
    """Make the simulation of a plan's days.

    Parameters
    ----------
    plan, scenario
        Units and ways.
    demand
        Expected calls.
    options
        How calls are answered.
    calls_of
        Scenario whose grids, streets and past calls say where calls come from, when they are those of another plan.

    Raises
    ------
    NotFound
        With code ``"no_grids"``, ``"no_units_to_simulate"`` or ``"tier_unknown"``: nothing can come, nobody can answer.
    """
    if not (calls_of or scenario).grids:
        raise NotFound("no_grids")
    units = _answering(plan, scenario, options)
    zone, begin = ZoneInfo(plan.timezone), plan.start
    hours = max(1, round(seconds_between(begin, plan.end) / 3600))
    ground = calls_of or scenario
    places = call_places(ground)
    moments = [later(begin, 3600.0 * hour).astimezone(zone) for hour in range(hours)]
    routes = {route.unit: route for route in plan.routes}
    passed, track_start = _tracks(units, routes)
    chosen, track_place = _thinned(passed, Frame(scenario.station.base))
    lonlat = np.concatenate([places.lonlat, passed[chosen]])
    tiers = [tier for tier in scenario.tiers if tier.id in {unit.tier for unit in units}]
    travel_s, walk_s = times(scenario.streets, tiers, lonlat, len(places.grid))
    return SimulationProblem(
        calls=call_source(ground, demand, places, moments, options),
        fleet=_fleet(units, routes, begin, tiers, _allowed(units, scenario, places), track_start, track_place),
        travel_s=travel_s,
        walk_s=walk_s,
        slow=slow_hours(tiers, begin.astimezone(zone), plan.end.astimezone(zone), zone),
        most_waiting=options.most_waiting,
        centre=places.centre,
        grid_of_place=np.concatenate([places.grid, grid_of(ground, passed[chosen])]),
    )


def _fleet(
    units: list[Unit],
    routes: dict[str, Route],
    begin: dt.datetime,
    tiers: list[Tier],
    allowed: NDArray[np.bool_],
    track_start: Ints,
    track_place: Ints,
) -> Fleet:
    """Put the units into columns; places that they pass follow those of calls."""
    rows = {tier.id: row for row, tier in enumerate(tiers)}
    stops = _stops(units, routes, begin)
    rests = stops[3] == BREAK
    return Fleet(
        ids=tuple(unit.id for unit in units),
        traveller=np.array([rows[unit.tier] for unit in units]),
        start_s=np.array([seconds_between(begin, unit.shift_start) for unit in units]),
        end_s=np.array([seconds_between(begin, unit.shift_end) for unit in units]),
        pause_unit=stops[0][rests],
        pause_from_s=stops[1][rests],
        pause_to_s=stops[2][rests],
        track_start=track_start,
        track_place=track_place + allowed.shape[1],
        allowed=allowed,
        stop_unit=stops[0],
        stop_from_s=stops[1],
        stop_to_s=stops[2],
        stop_kind=stops[3],
    )


def _answering(plan: Plan, scenario: Scenario, options: Options) -> list[Unit]:
    """Give the units that answer calls."""
    known = {tier.id for tier in scenario.tiers}
    for tier in options.tiers:
        if tier not in known:
            raise NotFound("tier_unknown", tier=tier, known=", ".join(sorted(known)))
    wanted = set(options.tiers) or known
    units = [unit for unit in plan.units if unit.tier in wanted & known]
    if not units:
        raise NotFound("no_units_to_simulate")
    return units


def _tracks(units: list[Unit], routes: dict[str, Route]) -> tuple[Floats, Ints]:
    """Give where every unit is at each step of its shift, (t, 2) [deg], and where each unit's rows start, (u + 1,).

    A unit without a route waits at its base.
    """
    rows = []
    for unit in units:
        steps = np.arange(0.0, seconds_between(unit.shift_start, unit.shift_end) + STEP_S, STEP_S)
        route = routes.get(unit.id)
        if route is None or not route.path:
            rows.append(np.tile(np.array(unit.base, float), (len(steps), 1)))
            continue
        lonlat, seconds = track(route)
        moments = unit.shift_start.timestamp() + steps
        rows.append(np.column_stack([np.interp(moments, seconds, lonlat[:, axis]) for axis in (0, 1)]))
    return np.concatenate(rows), np.concatenate([[0], np.cumsum([len(row) for row in rows])])


def _thinned(lonlat: Floats, frame: Frame) -> tuple[Ints, Ints]:
    """Let places in one square be one: the (c,) rows that stand for all, and for each row which of these, (t,)."""
    metres, side = frame.metres(lonlat), CELL_M
    while True:
        _, chosen, which = np.unique(np.floor(metres / side), axis=0, return_index=True, return_inverse=True)
        if len(chosen) <= MOST_PASSED:
            return np.asarray(chosen), np.asarray(which).reshape(-1)
        side *= 1.3


def _allowed(units: list[Unit], scenario: Scenario, places: CallPlaces) -> NDArray[np.bool_]:
    """Tell which unit may answer a call at which place, (u, p): a force limited to a ground never leaves it."""
    by_force = inside_by_force(scenario, places.lonlat)
    everywhere = np.ones(len(places.grid), bool)
    return np.array([by_force.get(unit.force, everywhere) for unit in units])


def _stops(units: list[Unit], routes: dict[str, Route], begin: dt.datetime) -> tuple[Ints, Floats, Floats, Ints]:
    """List the stops of all units: whose, from when, to when [s] and their kinds; stays at the base are none."""
    rows: list[tuple[int, float, float, int]] = []
    for index, unit in enumerate(units):
        for stop in routes[unit.id].stops if unit.id in routes else ():
            if stop.kind == "base":
                continue
            kind = BREAK if stop.kind == "break" else REQUIRED if stop.required else OPTIONAL
            rows.append((index, seconds_between(begin, stop.arrive), seconds_between(begin, stop.depart), kind))
    columns = np.array(rows, float).reshape(-1, 4).T
    return columns[0].astype(np.int64), columns[1], columns[2], columns[3].astype(np.int64)
