"""Whether two drones in the air keep apart: in place, height and time, exactly between the points of their paths."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from planner.domain.violation import Violation
from planner.drones.problem import DroneProblem, DroneResult, Floats

SLACK_M = 1.0
"""Distances over ground and heights are held to this [m]."""
SHORTEST_S = 1e-3
"""Meetings shorter than this are not counted [s]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """Where two drones are nearest to each other while they are too near.

    Attributes
    ----------
    at_s
        When [s].
    distance_m
        Distance over ground [m].
    """

    at_s: float
    distance_m: float


def too_close(problem: DroneProblem, result: DroneResult) -> Iterator[Violation]:
    """Two drones in the air are apart over ground or in height, unless one of them is at its dock."""
    rules = problem.rules
    flown = sorted(result.rounds, key=lambda item: item.takeoff_s)
    for index, first in enumerate(flown):
        for second in flown[index + 1 :]:
            if second.takeoff_s >= first.landing_s:
                break
            met = meeting(first.path, second.path, rules.separation_m, rules.separation_height_m)
            if met is not None:
                params = {"first": first.number, "second": second.number, "distance_m": met.distance_m}
                yield Violation(code="flights_too_close", params={**params, "at_min": met.at_s / 60.0})


def meeting(first: Floats, second: Floats, apart_m: float, apart_height_m: float) -> Meeting | None:
    """Find where two drones come nearer to each other than they may.

    They are too near while both the distance over ground is less than `apart_m` and the difference of height is less
    than `apart_height_m`, each by more than the slack. What happens while one of them is within `apart_m` of the place
    where its own path begins, its dock, does not count.

    Parameters
    ----------
    first, second
        (n, 4) and (k, 4) x, y, height above ground [m] and time [s]; straight and even between the points.
    apart_m
        Least distance over ground [m].
    apart_height_m
        Difference of height from which on they may pass each other at any distance [m].

    Returns
    -------
    The nearest such moment, or None if they keep apart.

    Notes
    -----
    Between two points of either path both drones move evenly, so the square of their distance is a parabola in time
    and the difference of their heights a line: the moments at which a bound is passed are roots, not samples.
    """
    begin, end = max(first[0, 3], second[0, 3]), min(first[-1, 3], second[-1, 3])
    if begin >= end or apart_m <= SLACK_M or apart_height_m <= SLACK_M:
        return None
    clock = np.unique(np.concatenate([first[:, 3], second[:, 3], [begin, end]]))
    clock = clock[(clock >= begin) & (clock <= end)]
    one, other = (
        np.column_stack([np.interp(clock, path[:, 3], path[:, axis]) for axis in range(3)]) for path in (first, second)
    )
    spans_s = np.diff(clock)
    near = _nearer(one[:, :2] - other[:, :2], apart_m - SLACK_M)
    level = _level((one - other)[:, 2], apart_height_m - SLACK_M)
    start, stop = np.maximum(near[0], level[0]), np.minimum(near[1], level[1])
    docked = [_nearer(path - home[0, :2], apart_m) for path, home in ((one[:, :2], first), (other[:, :2], second))]
    found = [
        (np.maximum(np.maximum(start, low[0]), low[1]), np.minimum(np.minimum(stop, high[0]), high[1]))
        for low, high in _outside(docked)
    ]
    return _nearest(one[:, :2] - other[:, :2], clock, spans_s, found)


def _nearer(apart: Floats, bound_m: float) -> tuple[Floats, Floats]:
    """Give the part of every leg in which a moving place is within a bound of the origin.

    Parameters
    ----------
    apart
        (n, 2) the place at the legs' ends [m].
    bound_m
        The bound [m].

    Returns
    -------
    Two arrays, (n - 1,), of shares of the legs, within 0 and 1; from 1 to 0 where it never is.
    """
    at, way = apart[:-1], np.diff(apart, axis=0)
    a, b = np.einsum("ij,ij->i", way, way), np.einsum("ij,ij->i", at, way)
    c = np.einsum("ij,ij->i", at, at) - bound_m**2
    moves = a > 1e-12
    root = np.sqrt(np.maximum(b * b - a * c, 0.0))
    safe = np.where(moves, a, 1.0)
    low = np.where(moves, (-b - root) / safe, 0.0)
    high = np.where(moves, (-b + root) / safe, 1.0)
    never = np.where(moves, b * b < a * c, c >= 0)
    return np.where(never, 1.0, np.clip(low, 0, 1)), np.where(never, 0.0, np.clip(high, 0, 1))


def _level(apart_m: Floats, bound_m: float) -> tuple[Floats, Floats]:
    """Give the part of every leg in which a difference of height is within a bound, as `_nearer` does."""
    return _nearer(np.column_stack([apart_m, np.zeros(len(apart_m))]), bound_m)


def _outside(docked: list[tuple[Floats, Floats]]) -> Iterator[tuple[tuple[Floats, Floats], tuple[Floats, Floats]]]:
    """Give the parts of every leg in which neither drone is at its dock, as lower bounds and upper bounds."""
    for one in (True, False):
        for other in (True, False):
            sides = [_side(span, before=side) for span, side in zip(docked, (one, other), strict=True)]
            yield (sides[0][0], sides[1][0]), (sides[0][1], sides[1][1])


def _side(span: tuple[Floats, Floats], *, before: bool) -> tuple[Floats, Floats]:
    """Give what is left of every leg before or after a span of it; all of it after an empty span, none before it."""
    low, high = span
    empty = low > high
    if before:
        return np.zeros_like(low), np.where(empty, -1.0, low)
    return np.where(empty, 0.0, high), np.ones_like(high)


def _nearest(apart: Floats, clock: Floats, spans_s: Floats, found: list[tuple[Floats, Floats]]) -> Meeting | None:
    """Give the least distance within the parts of the legs that were found."""
    at, way = apart[:-1], np.diff(apart, axis=0)
    a = np.maximum(np.einsum("ij,ij->i", way, way), 1e-12)
    lowest = -np.einsum("ij,ij->i", at, way) / a
    best: Meeting | None = None
    for start, stop in found:
        legs = np.flatnonzero((stop - start) * spans_s > SHORTEST_S)
        share = np.clip(lowest[legs], start[legs], stop[legs])
        for leg, part in zip(legs, share, strict=True):
            distance_m = float(np.hypot(*(at[leg] + part * way[leg])))
            if best is None or distance_m < best.distance_m:
                best = Meeting(at_s=float(clock[leg] + part * spans_s[leg]), distance_m=distance_m)
    return best
