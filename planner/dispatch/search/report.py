"""The whole search: rings, likely places, stages with a sector for every unit, and how likely it is to succeed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from planner.dispatch.roads import Roads
from planner.dispatch.search.chances import chances, ring_m
from planner.dispatch.search.drone_areas import DroneArea, drone_areas
from planner.dispatch.search.effort import best_effort, even_effort
from planner.dispatch.search.ground import Floats, Ground, ground
from planner.dispatch.search.kinds import KINDS, Kind, Who
from planner.dispatch.search.searchers import Searcher, searchers
from planner.dispatch.search.sectors import Fleet, Step, neighbours, share_out
from planner.dispatch.standing import Standing
from planner.domain.clock import later, seconds_between
from planner.domain.noun import LonLat
from planner.domain.place import Place
from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.domain.solving import OnProgress, Progress, keep_going
from planner.errors import NotFound
from planner.geo import great_circle_m

STAGES_MIN = (30.0, 60.0, 120.0)
"""When the stages of the search end, from now [min]."""
SHARES = (0.25, 0.5, 0.75, 0.95)
"""Shares of all chances that rings hold."""
AT_PLACE_M = 120.0
"""Streets this near to a place count as at the place [m]."""
MOST_PLACES = 12
"""Likely places that are listed."""
MOST_H = 48.0
"""Longest time since somebody was seen last [h]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """What is known: where and when they were seen last, and how they move. Nothing of who they are."""

    place: LonLat
    seen: dt.datetime
    who: Who
    kind: Kind


def lost(
    place: LonLat, seen: dt.datetime, who: Who, *, pace_kmh: float | None = None, quartiles_km: Sequence[float] = ()
) -> Lost:
    """Describe a task, with other figures than those of the kind where they are given.

    Parameters
    ----------
    pace_kmh
        Mean pace [km/h].
    quartiles_km
        Distances within which 25, 50, 75 and 95 % are found [km], ascending.

    Raises
    ------
    NotFound
        With code ``"search_distances_wrong"`` unless there are four distances that ascend.
    """
    kind = KINDS[who]
    if pace_kmh is not None:
        kind = replace(kind, pace_kmh=pace_kmh, spread_kmh=kind.spread_kmh * pace_kmh / kind.pace_kmh)
    if len(quartiles_km):
        if len(quartiles_km) != len(SHARES) or any(
            one >= other for one, other in zip((0.02, *quartiles_km), quartiles_km, strict=False)
        ):
            raise NotFound("search_distances_wrong", text=",".join(f"{one:g}" for one in quartiles_km))
        kind = replace(kind, shares=SHARES, found_km=tuple(quartiles_km))
    return Lost(place=place, seen=seen, who=who, kind=kind)


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
class Stage:
    """The search from one moment to another.

    Attributes
    ----------
    chance
        (s,) chance of each stretch in the middle of the stage, without what was searched.
    off
        Chance that they are on no street of the file.
    steps
        What each unit searches, in the order of time.
    success, even, bound
        Chance that they are found by the end of the stage: by these sectors; if the same units searched all streets of
        the ring of 95 % evenly; and if their effort could be dealt out at will, stage by stage, without any way between
        streets. In the first stage no sectors of these units exceed `bound`.
    """

    begin: dt.datetime
    end: dt.datetime
    chance: Floats
    off: float
    steps: tuple[Step, ...]
    success: float
    even: float
    bound: float


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
    own, roads = ground(scenario, task.place, task.kind), Roads(scenario)
    crew = searchers(scenario, roads, units, at, own)
    first = chances(own, task.kind, ago_s + 30 * stages_min[0])
    drones = drone_areas(plan, scenario, at, own, first)
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
        stages=_stages(roads, scenario.station.base, own, task, crew, drones, at, (stages_min, on_progress)),
    )


def _stages(
    roads: Roads,
    centre: LonLat,
    own: Ground,
    task: Lost,
    crew: Sequence[Searcher],
    drones: Sequence[DroneArea],
    at: dt.datetime,
    stages: tuple[Sequence[float], OnProgress],
) -> tuple[Stage, ...]:
    stages_min, on_progress = stages
    ago_s, fleet, about = seconds_between(task.seen, at), Fleet.of(crew), neighbours(own, centre)
    searched, evenly, ideally = (_Tally(own.size) for _ in range(3))
    from_above = np.zeros(own.size)
    for area in drones:
        from_above += area.effort * area.inside
    found, begin_s = list[Stage](), 0.0
    for number, end_s in enumerate(60 * minutes for minutes in stages_min):
        if on_progress(Progress(stage="search", done=number / len(stages_min))):
            break
        chance = chances(own, task.kind, ago_s + (begin_s + end_s) / 2)
        ring = own.near_m <= ring_m(task.kind, ago_s + end_s, SHARES[-1])
        above = from_above if not number else np.zeros(own.size)
        steps = share_out(roads, own, about, fleet, chance * searched.left * np.exp(-above), end_s)
        effort = above.copy()
        for step in steps:
            effort[step.stretch] += crew[step.unit].thorough
        sweep_m = sum(one.sweep_mps * max(0.0, end_s - max(begin_s, one.waits_s)) for one in crew)
        sweep_m += float((above * own.length_m).sum())
        found.append(
            Stage(
                begin=later(at, begin_s),
                end=later(at, end_s),
                chance=chance * searched.left,
                off=max(0.0, 1.0 - float(chance.sum())),
                steps=tuple(steps),
                success=searched.add(chance, effort),
                even=evenly.add(chance, even_effort(ring, own.length_m, sweep_m)),
                bound=ideally.add(chance, best_effort(chance * ideally.left, own.length_m, sweep_m)),
            )
        )
        begin_s = end_s
    return tuple(found)


class _Tally:
    """What has been searched so far, and the chance of success by now.

    Who was not found in a stretch may be in any other in the next stage; as long as nothing is known of how they moved,
    a searched stretch stays less likely by what was searched of it.
    """

    def __init__(self, size: int) -> None:
        self.left, self._success = np.ones(size), 0.0

    def add(self, chance: Floats, effort: Floats) -> float:
        """Search with an effort on each stretch, and give the chance of success so far."""
        weight = chance * self.left
        whole = float(weight.sum()) + max(0.0, 1.0 - float(chance.sum()))
        now = float((weight * -np.expm1(-effort)).sum()) / whole if whole > 0 else 0.0
        self.left = self.left * np.exp(-effort)
        self._success = 1.0 - (1.0 - self._success) * (1.0 - now)
        return self._success


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
