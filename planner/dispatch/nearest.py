"""Who can be there first: units that are out, by the time they need along the streets."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from planner.dispatch.roads import Goal, Key, Met, roads_of
from planner.dispatch.slow_hours import Pace
from planner.dispatch.standing import Standing, standings, waits
from planner.dispatch.way import Way
from planner.domain.clock import later
from planner.domain.force import Mode
from planner.domain.noun import LonLat
from planner.domain.plan import PathPoint, Plan, Unit
from planner.domain.scenario import Scenario
from planner.domain.track import position
from planner.errors import NotFound
from planner.geo import great_circle_m

Floats = NDArray[np.float64]

WALK_MPS = 1.3
"""Pace of the last metres from the street to the place [m/s]: comfortable adult walking (Bohannon 1997, 1.27-1.46)."""

FARTHEST_WALK_M = 2000.0
"""A place farther from every street than this is a slip of the pen, not a call [m]."""

LEAVING_S = 300.0
"""By how much a unit must be sooner than a free one to be called from a required visit or a meal [s]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """One unit that can come.

    Attributes
    ----------
    eta_s
        Time until it is at the place [s].
    length_m
        Way along the streets [m].
    streets
        Names of the streets passed, in order, without repeats in a row and without nameless ones.
    path
        Points and times of the way, from where the unit is now.
    leaves
        Id of the place of the required visit that it leaves, ``break`` or ``base``; empty: nothing.
    waits_s
        Time before it can set out [s].
    police
        Whether it may act alone.
    """

    unit: Unit
    eta_s: float
    arrive: dt.datetime
    length_m: float
    streets: tuple[str, ...]
    path: tuple[PathPoint, ...]
    leaves: str = ""
    waits_s: float = 0.0
    police: bool = True


@dataclass(frozen=True, slots=True)
class _Runner:
    """A unit in the race to a place: its edge and how far along, when it can set out, what counts against it [s]."""

    standing: Standing
    spot: tuple[int, float]
    pace: Pace
    waits_s: float
    cost_s: float


@dataclass(frozen=True, slots=True)
class _Arrival:
    """A unit that may be among the first."""

    runner: _Runner
    key: Key
    way: Callable[[], Way]
    eta_s: float

    @property
    def rank_s(self) -> float:
        return self.eta_s + self.runner.cost_s


class Dispatcher:
    """Answers who can be at a place first; what it needs of the streets is made ready once.

    Parameters
    ----------
    scenario
        Its streets, tiers, forces and grounds.
    """

    def __init__(self, scenario: Scenario) -> None:
        self._tiers = {tier.id: tier for tier in scenario.tiers}
        self._zone = ZoneInfo(scenario.station.timezone)
        self._roads = roads_of(scenario)

    def nearest(
        self,
        units: Sequence[Standing],
        at: dt.datetime,
        to: LonLat,
        count: int = 3,
        *,
        police: bool = False,
        leave_ground: bool = False,
        leaving_s: float = LEAVING_S,
    ) -> tuple[Response, ...]:
        """List the units that can be at a place first; empty when nobody can get there.

        Parameters
        ----------
        units
            Who is out, where, and what they do.
        at
            The moment of the call, with offset.
        to
            The place: longitude, latitude [deg].
        count
            Most units listed.
        police
            Whether only units count that may act alone.
        leave_ground
            Whether units of a force that keeps to some ground come to a place off it as well.
        leaving_s
            By how much a unit must be sooner than a free one to be called from a required visit or a meal [s].

        Returns
        -------
        tuple
            Quickest first, where `leaving_s` counts against those who leave a visit or a meal. Who is busy comes when
            it is free.

        Raises
        ------
        NotFound
            With code ``"place_far_off"`` if no street comes within `FARTHEST_WALK_M` of the place.
        """
        met, by_mode = self._met(units, to)
        near_m = min((where.goal[1] for where in met.values()), default=np.inf)
        if near_m > FARTHEST_WALK_M:
            raise NotFound("place_far_off", away_km=near_m / 1000, most_km=FARTHEST_WALK_M / 1000)
        paces = {tier: Pace(self._tiers[tier], at, self._zone) for tier in {standing.unit.tier for standing in units}}
        kinds: dict[tuple[str, str], Key | None] = {}
        groups: dict[Key, list[_Runner]] = defaultdict(list)
        for mode, where in met.items():
            spots = zip(where.edge[1:].tolist(), where.part[1:].tolist(), strict=True)
            for standing, spot in zip(by_mode.get(mode, []), spots, strict=True):
                kind = standing.unit.tier, standing.unit.force
                if kind not in kinds:
                    kinds[kind] = self._key(*kind, to, leave_ground=leave_ground)
                key = kinds[kind]
                if key is not None and (standing.police or not police):
                    groups[key].append(_runner(standing, spot, paces[kind[0]], at, leaving_s))
        found: list[_Arrival] = []
        for key, runners in sorted(groups.items(), key=lambda group: -len(group[1]) * group[0].speed_kmh):
            found += self._arrivals(key, runners, met[key.mode].goal, _latest_s(found, count))
            found.sort(key=lambda arrival: arrival.rank_s)
        return tuple(self._response(arrival, at) for arrival in found[:count])

    def _met(self, units: Sequence[Standing], to: LonLat) -> tuple[dict[Mode, Met], dict[Mode, list[Standing]]]:
        """Give where each mode meets the place, then its units; and these units."""
        roads, by_mode = self._roads, dict[Mode, list[Standing]]()
        places_m = roads.metres([to, *(standing.place for standing in units)])
        rows: dict[Mode, list[int]] = {mode: [0] for mode in roads.modes}
        for row, standing in enumerate(units, start=1):
            rows.setdefault(standing.unit.mode, [0]).append(row)
            by_mode.setdefault(standing.unit.mode, []).append(standing)
        met = {mode: place for mode, of in rows.items() if (place := roads.met(mode, places_m[of])) is not None}
        return met, by_mode

    def _key(self, tier: str, force: str, to: LonLat, *, leave_ground: bool) -> Key | None:
        """Give the kind of the units of a tier and a force; None: they do not come to the place."""
        if leave_ground:
            return self._roads.key(self._tiers[tier], None)
        return self._roads.key(self._tiers[tier], force) if self._roads.on_ground(force, to) else None

    def _arrivals(self, key: Key, runners: list[_Runner], goal: Goal, latest_s: Floats) -> list[_Arrival]:
        """Race one group to a place, on its own ground; who has no way there leaves the ground."""
        reach = self._roads.reach(key)
        edges, parts = zip(*(runner.spot for runner in runners), strict=True)
        gates = reach.gates(np.array(edges, np.int64), np.array(parts))
        late_s = np.array([runner.waits_s + runner.cost_s for runner in runners])
        slow = np.array([runner.pace.most(runner.waits_s) for runner in runners])
        walk_s, found, stuck = goal[1] / WALK_MPS, [], []
        times_s, way_of = reach.first(reach.spot(*goal[0]), gates, late_s, slow, latest_s - walk_s)
        for number, (runner, full_s) in enumerate(zip(runners, times_s.tolist(), strict=True)):
            if full_s == np.inf:
                stuck.append(runner)
                continue
            drive_s = float(runner.pace.seconds(np.array([full_s]), runner.waits_s)[0])
            found.append(_Arrival(runner, key, partial(way_of, number), runner.waits_s + drive_s + walk_s))
        if stuck and key.ground is not None and len(found) < len(latest_s):
            found += self._arrivals(key._replace(ground=None), stuck, goal, latest_s)
        return found

    def _response(self, arrival: _Arrival, at: dt.datetime) -> Response:
        """Put an arrival into words."""
        runner, reach = arrival.runner, self._roads.reach(arrival.key)
        standing, streets, way = runner.standing, reach.travel.streets, arrival.way()
        traced = reach.trace(way)
        traced[:, 2] = runner.waits_s + runner.pace.seconds(traced[:, 2], runner.waits_s)
        begin = [(*standing.place, clock_s) for clock_s in sorted({0.0, runner.waits_s})]
        points = np.vstack([begin, traced])
        named = [streets.names[name] for name in streets.edge_name[list(way.edges)].tolist()]
        return Response(
            unit=standing.unit,
            eta_s=arrival.eta_s,
            arrive=later(at, arrival.eta_s),
            length_m=float(great_circle_m(points[:-1, :2], points[1:, :2]).sum()),
            streets=tuple(name for before, name in pairwise(["", *named]) if name and name != before),
            path=tuple(zip(*points[:, :2].T.tolist(), _moments(at, points[:, 2]), strict=True)),
            leaves=standing.task if standing.status in {"visit", "break"} else "",
            waits_s=runner.waits_s,
            police=standing.police,
        )


def _runner(standing: Standing, spot: tuple[int, float], pace: Pace, at: dt.datetime, leaving_s: float) -> _Runner:
    leaves_s = leaving_s if standing.status in {"visit", "break"} else 0.0
    return _Runner(standing, spot, pace, waits(standing, at), leaves_s)


def _moments(at: dt.datetime, after_s: Floats) -> list[dt.datetime]:
    """Give the moments that lie some ascending times after another one, in its zone."""
    after = np.round(after_s * 1e6).astype("timedelta64[us]").tolist()
    last = at + after[-1]
    if at.utcoffset() == last.utcoffset() == later(at, float(after_s[-1])).utcoffset():
        return [at + span for span in after]
    return [later(at, span.total_seconds()) for span in after]  # clocks are put forward or back on the way


def _latest_s(found: list[_Arrival], count: int) -> Floats:
    """Give the ranks of the first arrivals so far, infinite where there are too few, (count,) [s]."""
    ranks = [arrival.rank_s for arrival in found[:count]]
    return np.array(ranks + [np.inf] * (count - len(ranks)))


def units_out(plan: Plan, at: dt.datetime) -> dict[str, LonLat]:
    """Give where every unit in its shift is at a moment, by unit id [deg]."""
    shifts = {unit.id: (unit.shift_start, unit.shift_end) for unit in plan.units}
    return {
        route.unit: position(route, at)
        for route in plan.routes
        if route.path and route.unit in shifts and shifts[route.unit][0] <= at < shifts[route.unit][1]
    }


def nearest(
    plan: Plan, scenario: Scenario, at: dt.datetime, to: LonLat, count: int = 3, *, leaving_s: float = LEAVING_S
) -> tuple[Response, ...]:
    """List the units of a plan that can be at a place first; `Dispatcher` tells the rest.

    Raises
    ------
    NotFound
        With code ``"place_far_off"`` if no street comes within `FARTHEST_WALK_M` of the place.
    """
    refuse_far_off(scenario, to)
    out = standings(plan, scenario, at)
    return Dispatcher(scenario).nearest(out, at, to, count, leaving_s=leaving_s) if out else ()


def refuse_far_off(scenario: Scenario, to: LonLat) -> None:
    """Refuse a place that no street comes near.

    Raises
    ------
    NotFound
        With code ``"place_far_off"`` if every street is farther than `FARTHEST_WALK_M`.
    """
    away_m = float(great_circle_m(scenario.streets.shape_lonlat, to).min())
    if away_m > FARTHEST_WALK_M:
        raise NotFound("place_far_off", away_km=away_m / 1000, most_km=FARTHEST_WALK_M / 1000)
