"""How much of each area the rounds of a day really see, by day and by night, how often and how long apart."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.evaluation.flight_filming import Filmed, filmed
from planner.evaluation.flight_tracks import FlightTrack, fleet, tracks
from planner.geo import Floats, Frame

PLACES = 400
"""Places that stand for an area, about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaSeen:
    """What the flights of one planning day that serve an area see of it.

    Attributes
    ----------
    task
        Id of the area's task.
    day
        The planning day.
    seen_pct
        Share of its ground that is seen at least once [%].
    by_day_pct, by_night_pct
        The same by the camera of the day, and by the thermal camera [%].
    looks
        How often a place of it is seen by different flights, mean of all its places.
    longest_unseen_min
        Longest time without a look at any place that is seen at all, from the day's start to its end [min].
    """

    task: str
    day: dt.date
    seen_pct: float
    by_day_pct: float
    by_night_pct: float
    looks: float
    longest_unseen_min: float


def areas_seen(plan: Plan, scenario: Scenario) -> list[AreaSeen]:
    """Measure every area on every planning day of the flights.

    Notes
    -----
    The ground is read at about `PLACES` places on an even grid. A place is seen at the moment at which a flight passes
    nearest to it, if it lies within half the width that the camera sees.
    """
    frame, known = Frame(scenario.station.base), fleet(scenario)
    by_day: dict[dt.date, list[FlightTrack]] = {}
    for track in tracks(plan, frame):
        if track.flight.dock in known:
            by_day.setdefault(track.flight.day, []).append(track)
    days = {day: _day_s(plan, index) for index, day in enumerate(sorted(by_day))}
    found = []
    for task in scenario.drone_tasks:
        if task.region is None:
            continue
        places = _places(shapely.make_valid(frame.polygon(task.region)))
        for day in sorted(by_day):
            own = [track for track in by_day[day] if task.id in track.flight.serves]
            seen = [
                part for track in own for part in _looks(filmed(track, known[track.flight.dock][1], scenario), places)
            ]
            found.append(_measured(task.id, day, seen, len(places), days[day]))
    return found


def _day_s(plan: Plan, index: int) -> tuple[float, float]:
    """Give when the n-th planning day of the plan's flights begins and ends [s since 1970]."""
    begin = plan.start.timestamp() + index * 86_400.0
    return begin, min(begin + 86_400.0, max(plan.end.timestamp(), begin + 3_600.0))


def _places(region: BaseGeometry) -> Floats:
    """Spread places over an area: (p, 2) [m]."""
    step = max(1.0, float(np.sqrt(region.area / PLACES)))
    left, low, right, high = region.bounds
    x, y = np.meshgrid(np.arange(left + step / 2, right, step), np.arange(low + step / 2, high, step))
    inside = shapely.contains_xy(region, x.ravel(), y.ravel())
    places = np.column_stack([x.ravel(), y.ravel()])[inside]
    return places if len(places) else shapely.get_coordinates(region.representative_point())


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Look:
    """What one stretch sees: (p,) whether each place, and when [s since 1970]."""

    sees: NDArray[np.bool_]
    at_s: Floats
    by_night: bool


def _looks(stretches: list[Filmed], places: Floats) -> Iterator[_Look]:
    for part in stretches:
        line = shapely.linestrings(part.path[:, :2])
        points = shapely.points(places)
        sees = np.asarray(shapely.dwithin(line, points, part.width_m / 2), bool)
        at_s = np.full(len(places), np.nan)
        along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(part.path[:, :2], axis=0).T))])
        if sees.any():
            at_s[sees] = np.interp(
                shapely.line_locate_point(line, shapely.points(places[sees])), along, part.path[:, 3]
            )
            yield _Look(sees=sees, at_s=at_s, by_night=part.by_night)


def _measured(task: str, day: dt.date, looks: list[_Look], count: int, span_s: tuple[float, float]) -> AreaSeen:
    seen, by_day, by_night = (
        np.any([look.sees for look in looks if look.by_night in kinds] or [np.zeros(count, bool)], axis=0)
        for kinds in ((False, True), (False,), (True,))
    )
    gaps_s = [
        _longest_gap_s([look.at_s[place] for look in looks if look.sees[place]], span_s)
        for place in np.flatnonzero(seen)
    ]
    return AreaSeen(
        task=task,
        day=day,
        seen_pct=100.0 * float(seen.mean()),
        by_day_pct=100.0 * float(by_day.mean()),
        by_night_pct=100.0 * float(by_night.mean()),
        looks=float(sum(look.sees.sum() for look in looks)) / count,
        longest_unseen_min=max(gaps_s, default=span_s[1] - span_s[0]) / 60.0,
    )


def _longest_gap_s(moments: list[float], span_s: tuple[float, float]) -> float:
    return float(max(later - earlier for earlier, later in pairwise([span_s[0], *sorted(moments), span_s[1]])))


def sight_figures(plan: Plan, scenario: Scenario) -> dict[str, float]:
    """Give the figures of all areas and days together; none if there are no areas."""
    found = areas_seen(plan, scenario)
    if not found:
        return {}
    figures = {
        "area_seen_pct": float(np.mean([area.seen_pct for area in found])),
        "area_seen_least_pct": min(area.seen_pct for area in found),
        "area_looks": float(np.mean([area.looks for area in found])),
        "area_longest_unseen_min": max(area.longest_unseen_min for area in found),
    }
    if scenario.rounds.night is not None:
        figures["area_seen_by_day_pct"] = float(np.mean([area.by_day_pct for area in found]))
        figures["area_seen_by_night_pct"] = float(np.mean([area.by_night_pct for area in found]))
    return figures
