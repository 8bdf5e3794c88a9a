"""Pieces of lanes that the others see anyway are dropped before an order is searched for: spiky borders cut many."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from planner.drones.coverage.ground import Ground
from planner.drones.coverage.lanes import Lanes
from planner.drones.coverage.pulling import MENDING_TIMES
from planner.drones.problem import Floats

DEAR = 3.0
"""Ground among many short pieces is so many times dearer to mend than elsewhere."""


def thinned(ground: Ground, lanes: Lanes) -> Lanes:
    """Drop pieces of lanes, the shortest first, where flying them costs more than mending what they alone see."""
    legs = lanes.ends(0.0)
    length_m = np.hypot(*(legs[:, 1] - legs[:, 0]).T)
    price_m = DEAR * MENDING_TIMES * ground.area.area / ground.swath_m
    hop_m = 2 * ground.pace.corner_m + lanes.spacing_m
    kept = np.ones(len(legs), bool)
    for piece in np.argsort(length_m):
        first, last = ground.sight.lines(legs[piece])
        lost = ground.sight.missed(_others(legs, kept, piece), first, last).sum()
        lost -= ground.sight.missed(legs[kept], first, last).sum()
        kept[piece] = lost * price_m > length_m[piece] + hop_m
    return replace(lanes, y=lanes.y[kept], inner=lanes.inner[kept], outer=lanes.outer[kept], turns={})


def _others(legs: Floats, kept: NDArray[np.bool_], piece: int) -> Floats:
    others = kept.copy()
    others[piece] = False
    return np.asarray(legs[others], float)
