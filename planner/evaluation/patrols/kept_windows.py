"""How long allowed units are at the places that must be kept seen, read from the plan's stops and paths."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from zoneinfo import ZoneInfo

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from planner.domain.clock import later, seconds_between
from planner.domain.plan import Plan, Route
from planner.domain.scenario import Scenario
from planner.domain.track import track
from planner.domain.work import PatrolArea, PatrolLine, PatrolPoint, Presence, Work
from planner.evaluation.moments import openings
from planner.evaluation.patrols.work_checks import works
from planner.geo import Frame

SIGHT_M = 50.0
"""Distance within which a passing patrol is seen [m]: from 50 to 70 m on one recognises who somebody is by clothes and
bearing (Gehl, "Cities for People", 2010, on the social field of vision)."""
STEP_S = 10.0
"""Step in which paths are looked at [s]."""

Span = tuple[float, float]
"""Start and end [s since 1970]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptWindow:
    """A window in which a place must be kept seen, as far as its parts open in the plan's days.

    Attributes
    ----------
    work, presence
        What is asked for, and where.
    opens, closes
        First and last moment.
    parts
        When the parts open and close, each of which asks for one stay.
    seen
        When allowed units are there: spans without overlap, in order.
    """

    work: str
    presence: Presence
    opens: dt.datetime
    closes: dt.datetime
    parts: tuple[tuple[dt.datetime, dt.datetime], ...]
    seen: tuple[Span, ...]

    @property
    def length_s(self) -> float:
        """Length of the window [s]."""
        return seconds_between(self.opens, self.closes)

    @property
    def wanted_s(self) -> float:
        """How long somebody must be there [s]."""
        return self.presence.share * self.length_s

    @property
    def reached_s(self) -> float:
        """How long somebody is there [s]."""
        return sum(end - start for start, end in self.seen)


def kept_windows(plan: Plan, scenario: Scenario) -> Iterator[KeptWindow]:
    """Give every window of presence that has a part in the plan's days, with when an allowed unit is there."""
    zone, frame = ZoneInfo(plan.timezone), Frame(scenario.station.base)
    first, last = plan.start.astimezone(zone).date(), plan.end.astimezone(zone).date()
    days = [first + dt.timedelta(days=n) for n in range(-2, (last - first).days + 1)]
    for kind, work in works(scenario):
        for presence in work.presence:
            routes = _allowed(plan, scenario, work, presence)
            for opens, closes in openings((presence,), days, zone):
                parts = [part for part in parts_of(presence, opens, closes) if plan.start <= part[0] < plan.end]
                if parts:
                    span = parts[0][0], parts[-1][1]
                    seen = [*_stays(routes, kind, work.id), *_in_sight(routes, _shape(work, frame), frame, span)]
                    yield KeptWindow(
                        work=work.id,
                        presence=presence,
                        opens=span[0],
                        closes=span[1],
                        parts=tuple(parts),
                        seen=tuple(_joined(seen, span[0].timestamp(), span[1].timestamp())),
                    )


def parts_of(presence: Presence, opens: dt.datetime, closes: dt.datetime) -> list[tuple[dt.datetime, dt.datetime]]:
    """Cut a window into the parts that ask for one stay each, as few as the longest stay allows."""
    length_s = seconds_between(opens, closes)
    count = max(1, math.ceil(presence.share * length_s / (presence.stay_min * 60) - 1e-9))
    edges = [later(opens, length_s * part / count) for part in range(count + 1)]
    return list(pairwise(edges))


def _allowed(plan: Plan, scenario: Scenario, work: Work, presence: Presence) -> list[Route]:
    """Give the routes of units whose tier counts."""
    lit = {tier.id for tier in scenario.tiers if tier.shows_lights}
    tier = {unit.id: unit.tier for unit in plan.units}
    return [
        route
        for route in plan.routes
        if route.unit in tier
        and (not work.tiers or tier[route.unit] in work.tiers)
        and (not presence.lights or tier[route.unit] in lit)
    ]


def _stays(routes: list[Route], kind: str, work: str) -> Iterator[Span]:
    for route in routes:
        for stop in route.stops:
            if stop.kind == kind and stop.id == work:
                yield stop.arrive.timestamp(), stop.depart.timestamp()


def _shape(work: Work, frame: Frame) -> BaseGeometry:
    """Give where one must be to be seen from a place [m]: within sight of a point or a line, inside an area."""
    if isinstance(work, PatrolPoint):
        return shapely.Point(frame.metres(work.location)[0]).buffer(SIGHT_M)
    if isinstance(work, PatrolLine):
        return frame.line(work.line).buffer(SIGHT_M)
    if isinstance(work, PatrolArea):
        return frame.polygon(work.region)
    raise TypeError(work)


def _in_sight(
    routes: list[Route], shape: BaseGeometry, frame: Frame, span: tuple[dt.datetime, dt.datetime]
) -> Iterator[Span]:
    """Give the steps in the middle of which a unit on its way is within a shape."""
    shapely.prepare(shape)
    for route in routes:
        lonlat, seconds = track(route)
        if len(seconds) < 2:
            continue
        begin, end = max(seconds[0], span[0].timestamp()), min(seconds[-1], span[1].timestamp())
        moments = np.arange(begin + STEP_S / 2, end, STEP_S)
        at = np.column_stack([np.interp(moments, seconds, lonlat[:, axis]) for axis in (0, 1)])
        if len(moments):
            inside = shapely.contains_xy(shape, *frame.metres(at).T)
            yield from ((moment - STEP_S / 2, min(end, moment + STEP_S / 2)) for moment in moments[inside].tolist())


def _joined(spans: list[Span], begin: float, end: float) -> Iterator[Span]:
    """Join spans that overlap or touch, as far as they lie between two moments."""
    inside = sorted((max(start, begin), min(stop, end)) for start, stop in spans if start < end and stop > begin)
    current: Span | None = None
    for start, stop in inside:
        if current is not None and start <= current[1]:
            current = (current[0], max(current[1], stop))
            continue
        if current is not None:
            yield current
        current = (start, stop)
    if current is not None:
        yield current


def kept_figures(plan: Plan, scenario: Scenario) -> dict[str, float]:
    """Give the figures of places that must be kept seen; none if there are no such places."""
    windows = list(kept_windows(plan, scenario))
    if not windows:
        return {}
    shares = [min(1.0, window.reached_s / window.wanted_s) for window in windows]
    lit = [window for window in windows if window.presence.lights]
    figures = {
        "presence_windows": float(len(windows)),
        "presence_windows_kept": float(sum(share > 1 - 1e-3 for share in shares)),
        "presence_min_share": min(shares),
    }
    if lit:
        figures["three_sights_share"] = sum(w.reached_s for w in lit) / sum(w.length_s for w in lit)
    return figures
