"""Where the units of a plan stand at a moment, and what they have done by then: the past that a repair keeps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from planner.domain.noun import LonLat
from planner.domain.plan import PathPoint, Route, Stop, Unit
from planner.domain.track import position
from planner.geo import great_circle_m

Moment = dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One unit at a moment.

    Attributes
    ----------
    begun
        Whether its shift has begun; if not, the whole route is ahead.
    done
        Stops made or begun, in order; the base where it set out is the first of them.
    ahead
        Stops that are still to come, without the base at the end.
    cut
        The stop that it is called away from before its stay is over.
    free
        When it can set out for something else.
    place
        Where it is then [deg].
    """

    unit: Unit
    route: Route
    begun: bool
    done: tuple[Stop, ...]
    ahead: tuple[Stop, ...]
    cut: Stop | None
    free: Moment
    place: LonLat


def standing(
    unit: Unit, route: Route, now: Moment, stay_ends: Sequence[Moment], ready: Moment, *, at_once: bool
) -> Standing:
    """Tell where a unit stands.

    Moments are held against each other in UTC: those of one zone compare by their clocks, which lie when daylight
    saving ends.

    Parameters
    ----------
    stay_ends
        When the stay at each stop of the route is over; it may wait there longer.
    ready
        When it is ready to set out after its shift has begun.
    at_once
        Whether it leaves whatever it is doing.
    """
    now, ready, *stay_ends = (moment.astimezone(dt.UTC) for moment in (now, ready, *stay_ends))
    stops = route.stops[:-1] if route.stops[-1:] and route.stops[-1].kind == "base" else route.stops
    if now < unit.shift_start:
        return Standing(
            unit=unit,
            route=route,
            begun=False,
            done=(),
            ahead=tuple(stop for stop in stops if stop.kind != "base"),
            cut=None,
            free=ready,
            place=unit.base,
        )
    begun = [stop for stop in stops if stop.arrive <= now]
    free, cut = max(now, ready), None
    if begun and begun[-1].kind != "base":
        over = stay_ends[len(begun) - 1]
        if at_once and over > now:
            cut = begun.pop()
        elif not at_once:
            free = max(free, over)
    return Standing(
        unit=unit,
        route=route,
        begun=True,
        done=tuple(begun),
        ahead=tuple(stop for stop in stops if stop.arrive > now and stop.kind != "base"),
        cut=cut,
        free=free,
        place=position(route, free),
    )


def path_until(route: Route, moment: Moment) -> tuple[PathPoint, ...]:
    """Give the path up to a moment, with where the unit is then as its last point."""
    at = moment.astimezone(dt.UTC)
    past = [point for point in route.path if point[2] < at]
    lon, lat = position(route, moment)
    return (*past, (lon, lat, moment))


def length_m(path: Sequence[PathPoint]) -> float:
    """Give the length of a path [m]."""
    if len(path) < 2:
        return 0.0
    lonlat = [point[:2] for point in path]
    return float(great_circle_m(lonlat[:-1], lonlat[1:]).sum())
