"""Posts as people read them: who goes where by when, and what that brings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from planner.dispatch.nearest import Dispatcher
from planner.dispatch.redeploy.aim import RecentCall, aim
from planner.dispatch.redeploy.greedy import earned_by
from planner.dispatch.redeploy.prepare import LATEST_S, RINGS_S, WORTH, Prepared, prepare
from planner.dispatch.redeploy.problem import Deployment
from planner.dispatch.redeploy.rises import Rise
from planner.dispatch.redeploy.solve import redeploy as solve
from planner.dispatch.roads import roads_of
from planner.dispatch.standing import Standing, standings
from planner.dispatch.ways_told import way_told
from planner.domain.clock import later
from planner.domain.demand import Demand
from planner.domain.noun import LonLat
from planner.domain.plan import Plan, Unit
from planner.domain.scenario import Scenario
from planner.domain.solving import Limits, OnProgress, keep_going
from planner.errors import NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """One unit at its post.

    Attributes
    ----------
    lonlat, name
        The post [deg], and what it is called or the streets that meet there.
    eta_s, arrive
        Time until it is there [s]; 0: it is there already.
    path
        Its way along the streets, from where it stands; empty: it is there already [deg].
    """

    unit: Unit
    lonlat: LonLat
    name: str
    eta_s: float
    arrive: dt.datetime
    path: tuple[LonLat, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Redeployment:
    """The posts of one hour.

    Attributes
    ----------
    rings_s
        Response times that count [s].
    before, after
        Share of the demand within each of them, as units stand and as they are posted, 0 to 1.
    worth, bound
        What the posts earn of what can be earned at all, and what no posts earn more than, 0 to 1.
    stood
        What the units earn where they stand of what can be earned at all, 0 to 1.
    risen
        What the calls of the last hours say of each grid; none: they were not asked for.
    points, posts_offered
        Points of demand, and posts among which was chosen.
    """

    at: dt.datetime
    status: Literal["optimal", "feasible"]
    rings_s: tuple[float, ...]
    before: tuple[float, ...]
    after: tuple[float, ...]
    stood: float
    worth: float
    bound: float
    risen: tuple[Rise, ...]
    points: int
    posts_offered: int
    moves: int
    posted: tuple[Posted, ...]

    @property
    def told_rises(self) -> tuple[Rise, ...]:
        """The grids in which calls came, those that rise most first."""
        return tuple(sorted((rise for rise in self.risen if rise.calls), key=lambda rise: (-rise.times, rise.grid)))


def redeploy_hours(
    plan: Plan,
    scenario: Scenario,
    demand: Demand,
    at: dt.datetime,
    limits: Limits,
    *,
    hours: int = 1,
    units: Sequence[Standing] | None = None,
    recent: Sequence[RecentCall] = (),
    recent_h: float = 0.0,
    give: float = 0.0,
    latest_s: float = LATEST_S,
    rings_s: tuple[float, ...] = RINGS_S,
    worth: tuple[int, ...] = WORTH,
    on_progress: OnProgress = keep_going,
) -> tuple[Redeployment, ...]:
    """Choose posts for an hour, and for the hours after it from the posts of the hour before.

    Parameters
    ----------
    units
        Who is out and where, in the first hour; as the plan has it by default.
    recent, recent_h
        Calls of the last hours, and how many hours that is; they count in the first hour.
    give
        Share of what can be earned that may be given up for fewer moves, 0 to 1.
    latest_s
        A unit must be at its post within this time [s].

    Raises
    ------
    NotFound
        With code ``"no_grids"`` if the scenario has no grids, or ``"nobody_to_post"`` if nobody patrols.
    """
    ways = Dispatcher(scenario)
    roads, found, kept = roads_of(scenario), list[Redeployment](), dict[str, LonLat]()
    for hour in range(hours):
        moment = later(at, 3600 * hour)
        out = standings(plan, scenario, moment) if units is None or hour else tuple(units)
        out = tuple(
            replace(one, place=kept.get(one.unit.id, one.place)) if one.status == "free" else one for one in out
        )
        if not hour and not any(one.status == "free" for one in out):
            raise NotFound("nobody_to_post", at=moment.isoformat())
        aimed = aim(scenario, demand, moment, recent if not hour else (), recent_h if not hour else 0.0)
        ready = prepare(scenario, roads, out, moment, aimed, latest_s=latest_s, rings_s=rings_s, worth=worth)
        share = replace(limits, time_s=limits.time_s / hours)
        answer = solve(ready.problem, share, give=give, on_progress=on_progress)
        found.append(_told(ready, answer, moment, rings_s, ways))
        kept = {posted.unit.id: posted.lonlat for posted in found[-1].posted}
    return tuple(found)


def _told(
    ready: Prepared, answer: Deployment, at: dt.datetime, rings_s: tuple[float, ...], ways: Dispatcher
) -> Redeployment:
    problem = ready.problem
    posted = []
    for unit, post in enumerate(answer.post):
        eta_s = float(problem.move_s[unit, post])
        place = ready.posts[post]
        posted.append(
            Posted(
                unit=ready.units[unit].unit,
                lonlat=place.lonlat,
                name=place.name,
                eta_s=eta_s,
                arrive=later(at, eta_s),
                path=way_told(ways, ready.units[unit], at, place.lonlat) if eta_s else (),
            )
        )
    most = max(1, problem.most)
    return Redeployment(
        at=at,
        status=answer.status,
        rings_s=rings_s,
        before=_shares(ready, problem.home.tolist()),
        after=_shares(ready, list(answer.post)),
        stood=earned_by(problem, problem.home.tolist()) / most,
        worth=answer.earned / most,
        bound=answer.bound / most,
        risen=ready.aimed.risen,
        points=len(problem.weight),
        posts_offered=len(ready.posts),
        moves=answer.moves,
        posted=tuple(posted),
    )


def _shares(ready: Prepared, posts: list[int]) -> tuple[float, ...]:
    problem = ready.problem
    rings = len(problem.worth)
    near = np.minimum(problem.fixed_ring, problem.ring[problem.kind, posts].min(axis=0, initial=rings))
    total = max(1, int(problem.weight.sum()))
    return tuple(float(problem.weight[near <= ring].sum()) / total for ring in range(rings))
