"""The whole search: rings, likely places, stages with a sector for every unit, and how likely it is to succeed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from planner.dispatch.roads import roads_of
from planner.dispatch.search.chances import chances, ring_m
from planner.dispatch.search.drone_areas import DroneArea, drone_areas
from planner.dispatch.search.ground import Floats, Ground, ground
from planner.dispatch.search.searchers import Searcher, searchers
from planner.dispatch.search.sectors import Sharing
from planner.dispatch.search.stages import Setting, Stage, share_out_stages
from planner.dispatch.search.task import SHARES, Lost
from planner.dispatch.standing import Standing
from planner.domain.clock import later, seconds_between
from planner.domain.place import Place
from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.domain.solving import OnProgress, keep_going
from planner.errors import NotFound
from planner.geo import great_circle_m

STAGES_MIN = (30.0, 60.0, 120.0)
"""When the stages of the search end, from now [min]."""
AT_PLACE_M = 120.0
"""Streets this near to a place count as at the place [m]."""
MOST_PLACES = 12
"""Likely places that are listed."""
MOST_H = 48.0
"""Longest time since somebody was seen last [h]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RingAt:
    """Within what distance along the street they are at a moment, with each chance of `SHARES` [m]."""

    at: dt.datetime
    metres: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LikelyPlace:
    """A place that draws them, with the chance that they are at it, and how far it is along the street [m]."""

    place: Place
    chance: float
    away_m: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Search:
    """A joint search."""

    at: dt.datetime
    lost: Lost
    ground: Ground
    units: tuple[Searcher, ...]
    rings: tuple[RingAt, ...]
    places: tuple[LikelyPlace, ...]
    drones: tuple[DroneArea, ...]
    stages: tuple[Stage, ...]


def search(
    plan: Plan,
    scenario: Scenario,
    units: Sequence[Standing],
    at: dt.datetime,
    task: Lost,
    *,
    stages_min: Sequence[float] = STAGES_MIN,
    on_progress: OnProgress = keep_going,
) -> Search:
    """Make the rings, the likely places and the sectors of every stage; stopped, it keeps the stages so far.

    Raises
    ------
    NotFound
        With code ``"search_off_street"`` if the place lies far from every street, or ``"search_seen_wrong"`` if they
        were seen after now or days ago.
    """
    ago_s = seconds_between(task.seen, at)
    if not 0 <= ago_s <= 3600 * MOST_H:
        raise NotFound("search_seen_wrong", seen=task.seen.isoformat(), at=at.isoformat(), hours=MOST_H)
    own, roads = ground(scenario, task.place, task.kind), roads_of(scenario)
    crew = searchers(scenario, roads, units, at, own)
    first = chances(own, task.kind, ago_s + 30 * stages_min[0])
    drones = drone_areas(plan, scenario, at, own, first)
    setting = Setting(
        sharing=Sharing(roads, own, scenario.station.base),
        own=own,
        task=task,
        crew=crew,
        drones=drones,
        at=at,
        stages_min=stages_min,
    )
    return Search(
        at=at,
        lost=task,
        ground=own,
        units=tuple(crew),
        rings=tuple(
            RingAt(
                at=later(at, 60 * after), metres=tuple(ring_m(task.kind, ago_s + 60 * after, share) for share in SHARES)
            )
            for after in (0.0, *stages_min)
        ),
        places=_places(scenario, own, task, chances(own, task.kind, ago_s)),
        drones=drones,
        stages=share_out_stages(setting, on_progress),
    )


def _places(scenario: Scenario, own: Ground, task: Lost, chance: Floats) -> tuple[LikelyPlace, ...]:
    """List the places that draw the kind, the likeliest first."""
    listed = []
    for place in scenario.places:
        if place.kind not in task.kind.drawn_by or not own.size:
            continue
        away_m = great_circle_m(own.middle, place.location)
        near = away_m <= AT_PLACE_M
        if chance[near].sum() > 0:
            nearest_m = float(own.near_m[int(away_m.argmin())])
            listed.append(LikelyPlace(place=place, chance=float(chance[near].sum()), away_m=nearest_m))
    return tuple(sorted(listed, key=lambda one: -one.chance)[:MOST_PLACES])
