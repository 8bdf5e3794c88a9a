"""Lane ends pulled in from the border, and pieces of lanes left out, as far as the covered share allows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from planner.drones.coverage.ground import Coverage, Ground
from planner.drones.coverage.lane_order import Order
from planner.drones.coverage.lanes import Lanes
from planner.drones.coverage.mending import mended
from planner.drones.problem import Floats

GOAL = 0.9955
"""Share of the area that must be seen; half a per mille above the 99.5 % asked for, against rounding."""
HALVINGS = 8
"""Steps of the search for the farthest inset."""
SHORT_SWATHS = 4.0
"""Pieces of lanes up to this long may be left out [swaths]."""
MOST_PIECES = 80
"""Of more pieces none is left out: that takes long, and those that others see are gone by then. Nor is a second path
searched for that sees less."""
LEFT_OUT = 12
"""Pieces left out at the most."""
ROOM = 2e-5
"""Share seen beyond the goal that absorbs what is left between both ways of measuring."""


FARTHEST_SWATHS = 0.8
"""Farthest inset that is tried [swaths]."""
MENDING_TIMES = 12.0
"""What mending costs as a rule: so many times what the same ground costs within lanes."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Drawn:
    """A path over lanes with one inset, and what it misses, line by line."""

    inset_m: float
    path: Floats
    unseen: Floats

    @property
    def missed(self) -> float:
        return float(self.unseen.sum())


def drawn_in(ground: Ground, lanes: Lanes, order: Order) -> Coverage:
    """Plan a path over lanes in a given order: pull in their ends, leave out pieces, mend what stays unseen.

    The search measures along lines; in the end the path is measured exactly, and what the two differ by is added to
    the goal of a second search.
    """
    goal = GOAL
    whole = full = _drawn(ground, lanes, order, 0.0)
    best: Coverage | None = None
    for attempt in range(3):
        if full.missed > 1.0 - goal:
            begun = full.path if best is None or best.covered >= GOAL else best.path
            path = mended(ground, begun, goal)
        else:
            drawn = _pulled(ground, lanes, order, full, goal)
            if not attempt and len(order) <= MOST_PIECES:
                order, drawn = _thinned(ground, lanes, order, drawn, goal)
                full = _drawn(ground, lanes, order, 0.0)
            path = drawn.path
        found = ground.measured(path)
        if best is None or _better(found, best):
            best = found
        apart = found.covered - (1.0 - float(ground.sight.unseen(path).sum()))
        most = GOAL + 2 * ROOM if len(order) <= MOST_PIECES else 1.0
        if GOAL <= found.covered <= most:
            break
        goal = GOAL - apart + ROOM
    if best is None or best.covered < GOAL:
        plain = ground.measured(whole.path)
        best = plain if best is None or _better(plain, best) else best
    return best


def foreseen_m(ground: Ground, lanes: Lanes, order: Order) -> float:
    """Tell about what a path over lanes will cost once it is pulled in or mended [m of flight]."""
    drawn = _drawn(ground, lanes, order, 0.0)
    short = drawn.missed - (1.0 - GOAL)
    if short > 0:
        return ground.pace.cost_m(drawn.path) + MENDING_TIMES * short * ground.area.area / ground.swath_m
    return ground.pace.cost_m(_pulled(ground, lanes, order, drawn, GOAL, halvings=4).path)


def _better(found: Coverage, best: Coverage) -> bool:
    if (found.covered >= GOAL) != (best.covered >= GOAL):
        return found.covered >= GOAL
    return found.cost_m < best.cost_m if best.covered >= GOAL else found.covered > best.covered


def _drawn(ground: Ground, lanes: Lanes, order: Order, inset_m: float) -> _Drawn:
    path = ground.joined(lanes, inset_m, order)
    return _Drawn(inset_m=inset_m, path=path, unseen=ground.sight.unseen(path))


def _pulled(ground: Ground, lanes: Lanes, order: Order, full: _Drawn, goal: float, halvings: int = HALVINGS) -> _Drawn:
    """Give the path with the farthest inset that sees enough, by halving; `full` is the one without any."""
    best, low, high = full, 0.0, FARTHEST_SWATHS * ground.swath_m
    for _ in range(halvings):
        tried = _drawn(ground, lanes, order, (low + high) / 2)
        if tried.missed <= 1.0 - goal:
            best, low = tried, tried.inset_m
        else:
            high = tried.inset_m
    return best


def _thinned(ground: Ground, lanes: Lanes, order: Order, drawn: _Drawn, goal: float) -> tuple[Order, _Drawn]:
    """Leave out pieces whose flight costs more than pulling the lanes in less far, for the same share seen."""
    for _ in range(LEFT_OUT):
        fewer = _without_the_dearest(ground, lanes, order, drawn)
        if fewer is None:
            break
        full = _drawn(ground, lanes, fewer, 0.0)
        if full.missed > 1.0 - goal:
            break
        tried = _pulled(ground, lanes, fewer, full, goal)
        if ground.pace.cost_m(tried.path) >= ground.pace.cost_m(drawn.path):
            break
        order, drawn = fewer, tried
    return order, drawn


def _without_the_dearest(ground: Ground, lanes: Lanes, order: Order, drawn: _Drawn) -> Order | None:
    """Give the order without the piece that costs most beyond what it sees; None if every piece is worth its cost."""
    ends = lanes.ends(drawn.inset_m)
    lengths = np.hypot(*(ends[:, 1] - ends[:, 0]).T)
    if len(order) < 3 or not (lengths[np.array(order) // 2] < SHORT_SWATHS * ground.swath_m).any():
        return None
    less = _drawn(ground, lanes, order, max(0.0, drawn.inset_m - ground.swath_m / 20))
    cost_m = ground.pace.cost_m(drawn.path)
    price = (ground.pace.cost_m(less.path) - cost_m) / max(drawn.missed - less.missed, 1e-9)
    best, most = None, 1.0
    for place, entry in enumerate(order):
        if lengths[entry // 2] >= SHORT_SWATHS * ground.swath_m:
            continue
        fewer = order[:place] + order[place + 1 :]
        path = ground.joined(lanes, drawn.inset_m, fewer)
        saved_m = cost_m - ground.pace.cost_m(path)
        if saved_m <= most:
            continue
        lost = float(ground.sight.changed(drawn.path, drawn.unseen, path).sum()) - drawn.missed
        if saved_m - price * lost > most:
            best, most = fewer, saved_m - price * lost
    return best
