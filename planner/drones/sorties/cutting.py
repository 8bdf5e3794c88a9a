"""Ground too large for one round, cut between legs into the fewest rounds of near equal cost.

What a round may cost is time and charge; each place of a stroke adds to both on its own, so a round over the places
from i to j costs out(i) + home(j), and dynamic programming over the cuts is exact for the given order.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from planner.drones.airspace.space import Airspace
from planner.drones.energy import (
    Winds,
    climb_s,
    climb_share,
    corners_s,
    descent_s,
    home_pct,
    pct_per_s,
    per_metre,
    still_share,
    stop_s,
)
from planner.drones.looks.strokes import Stroke
from planner.drones.problem import DockSite, Floats

MOST_LEGS = 1000
"""Legs that are cut into rounds at once; longer strokes are cut into stretches of so many first."""
ROUNDING_S = 0.1
"""What rounding up may add to a leg [s]."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Base:
    """A dock in one state of the airspace and in the winds of its day, with what its rounds may cost.

    Attributes
    ----------
    height_m
        Flight height above ground [m].
    longest_s
        Longest round [s].
    """

    dock: DockSite
    airspace: Airspace
    height_m: float
    winds: Winds
    longest_s: float

    @property
    def home(self) -> Floats:
        """Where the dock stands, (1, 2) [m]."""
        return np.array([self.dock.xy])

    @property
    def budget_pct(self) -> float:
        """Charge between the start and the lowest that a landing may have [%]."""
        return self.dock.model.start_pct - self.dock.model.lowest_pct

    def ways_home_m(self, points: Floats) -> Floats:
        """Give the shortest legal way from every place to the dock or one of its alternates, (k,) [m]."""
        ends = np.array([self.dock.xy, *self.dock.alternates])
        return np.asarray(self.airspace.lengths(ends, points).min(axis=0), float)


def parts(base: Base, stroke: Stroke) -> Iterator[Stroke]:
    """Cut a stroke into the fewest parts that one round each can fly, of near equal cost.

    Charge and time are estimated; whoever flies the parts counts them exactly.
    """
    if len(stroke.points) == 1 or stroke.whole:
        yield stroke
        return
    begin, end, flyable = _costs(base, stroke.points)
    for first, last in _runs(flyable):
        for start in range(first, last, MOST_LEGS):
            stretch = slice(start, min(start + MOST_LEGS, last) + 1)
            cost = (begin[:, stretch, None] + end[:, None, stretch]).max(axis=0)
            for i, j in _fewest_equal(cost):
                yield Stroke(task=stroke.task, points=stroke.points[start + i : start + j + 1])


def _costs(base: Base, points: Floats) -> tuple[Floats, Floats, NDArray[np.bool_]]:
    """Give what a round over the places from i to j costs as begin(i) + end(j), and which legs can be flown.

    Returns
    -------
    (2, k) twice: time as a part of the longest round, and charge as a part of what a round may take; (k - 1,) legs.
    """
    model, winds = base.dock.model, base.winds
    ways_m = base.airspace.lengths(base.home, points)[0]
    out = np.array(_transit(base, points - base.home, ways_m))
    back = np.array(_transit(base, base.home - points, ways_m))
    fixed = np.array(_fixed(base))
    legs = np.diff(points, axis=0)
    leg_s, leg_pct = per_metre(legs, model, winds)
    blown = np.isinf(leg_s)
    metres = np.where(blown, 0.0, np.hypot(legs[:, 0], legs[:, 1]))
    turns_s = np.concatenate([[0.0], corners_s(points, model)]) + ROUNDING_S
    turns_pct = turns_s * still_share(model, winds) * pct_per_s(model)
    steps = np.where(blown, 0.0, np.array([leg_s, leg_pct])) * metres + np.array([turns_s, turns_pct])
    along = np.concatenate([np.zeros((2, 1)), np.cumsum(steps, axis=1)], axis=1)
    most = np.array([base.longest_s, base.budget_pct])[:, None]
    begin, end = (fixed[:, None] + out - along) / most, (back + along) / most
    ways_home_m = base.ways_home_m(points) if base.dock.alternates else ways_m
    return_pct = home_pct(ways_home_m, np.full(len(points), base.height_m), model, winds)
    safe = fixed[1] + out[1] + return_pct <= model.start_pct
    return begin, end, (begin[:, :-1] + end[:, 1:] <= 1.0).all(axis=0) & safe[:-1] & safe[1:] & ~blown


def halves(part: Stroke) -> tuple[Stroke, ...]:
    """Cut a part in the middle; nothing is left of one that has a single leg, or that must be flown whole."""
    middle = len(part.points) // 2
    if len(part.points) < 3 or part.whole:
        return ()
    return tuple(Stroke(task=part.task, points=piece) for piece in (part.points[: middle + 1], part.points[middle:]))


def _transit(base: Base, straight: Floats, ways_m: Floats) -> tuple[Floats, Floats]:
    """Give time and charge of ways of known lengths that lead about straight on, (k,) [s] and (k,) [%]."""
    seconds, charge = per_metre(straight, base.dock.model, base.winds)
    return ways_m * seconds, ways_m * charge


def _fixed(base: Base) -> tuple[float, float]:
    """Give time and charge of what every round has: climb, descent, a stop and the turns on and off the ground."""
    model = base.dock.model
    up_s, down_s = climb_s(model, base.height_m), descent_s(model, base.height_m)
    slow_s = down_s + 3.0 * stop_s(model)
    effort = climb_share(model) * up_s + still_share(model, base.winds) * slow_s
    return up_s + slow_s, effort * pct_per_s(model)


def _runs(flyable: NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    """Give the first and the last point of every run of flyable legs."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], flyable, [False]]).astype(int)))
    yield from zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)


def _fewest_equal(cost: Floats) -> list[tuple[int, int]]:
    """Cut points 0..k-1 into the fewest parts that cost at most 1, the costliest as cheap as can be.

    Parameters
    ----------
    cost
        (k, k) cost of a round over the points from row to column; no single leg costs more than 1.
    """
    size = len(cost)
    upper = np.where(np.triu(np.ones((size, size), bool), 1), cost, np.inf)
    worst = np.full(size, np.inf)
    worst[0] = 0.0
    choices = []
    while True:
        through = np.maximum(worst[:, None], upper)
        choices.append(np.argmin(through, axis=0))
        worst = through.min(axis=0)
        if worst[-1] <= 1.0:
            break
    cuts = [size - 1]
    for choice in reversed(choices):
        cuts.append(int(choice[cuts[-1]]))
    cuts.reverse()
    return list(pairwise(cuts))
