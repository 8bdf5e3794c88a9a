"""Pieces of lanes that the others see anyway are dropped before an order is searched for: spiky borders cut many."""

from __future__ import annotations

import numpy as np

from planner.drones.coverage.ground import Ground
from planner.drones.coverage.lanes import Lanes
from planner.drones.coverage.pulling import MENDING_TIMES, SHORT_SWATHS

DEAR = 3.0
"""Ground among many short pieces is so many times dearer to mend than elsewhere."""


def thinned(ground: Ground, lanes: Lanes) -> Lanes:
    """Drop pieces of lanes, the shortest first, where flying them costs more than mending what they alone see."""
    legs = lanes.ends(0.0)
    length_m = np.hypot(*(legs[:, 1] - legs[:, 0]).T)
    price_m = DEAR * MENDING_TIMES * ground.area.area / ground.swath_m
    hop_m = 2 * ground.pace.corner_m + lanes.spacing_m
    kept = np.ones(len(legs), bool)
    unseen = ground.sight.missed(legs, 0, len(ground.sight.rows))
    for piece in np.argsort(length_m)[: int((length_m < SHORT_SWATHS * ground.swath_m).sum())]:
        kept[piece] = False
        first, last = ground.sight.lines(legs[piece])
        without = ground.sight.missed(legs[kept], first, last)
        lost = float(without.sum() - unseen[first:last].sum())
        if lost * price_m > length_m[piece] + hop_m[piece]:
            kept[piece] = True
        else:
            unseen[first:last] = without
    return lanes.only(kept)
