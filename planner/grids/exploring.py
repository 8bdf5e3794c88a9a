"""Some patrol time always explores: places are drawn that the ranking would leave out.

Who only ever goes where most calls are expected learns nothing of the rest, and what is learnt feeds back (Ensign et
al., "Runaway feedback loops in predictive policing", Proceedings of Machine Learning Research 81, 2018).
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Cell = tuple[int, int]
"""Number of an epoch and of a place."""


def slots_to_explore(hot_spots: int, epochs: int, share: float) -> list[int]:
    """Give how many hot spots of each epoch are drawn: `share` of those of the day, spread evenly, rounded down."""
    so_far = [int(share * hot_spots * number + 1e-9) for number in range(epochs + 1)]
    return [after - before for before, after in pairwise(so_far)]


def explore(
    worth: Floats, doubt: Floats, chosen: Sequence[Cell], slots: Sequence[int], per_place: int, day: dt.date
) -> dict[Cell, float]:
    """Draw places that were not chosen, each with a worth that makes its visit count.

    The chance of a place is in proportion to how little is known of it, over one more than the visits that it has that
    day already. A date always gives the same draw. A place that is drawn is worth what the middle one of the epoch's
    chosen is, or its own worth where that is more.

    Parameters
    ----------
    worth, doubt
        (epochs, places) expected calls, and their coefficients of variation; places without worth are closed then.
    chosen
        Cells that are hot spots already.
    slots
        How many to draw in each epoch.
    per_place
        Most visits to one place in the day.

    Returns
    -------
    The worth of each cell drawn.
    """
    dice = np.random.default_rng(day.toordinal())
    visits = Counter(place for _, place in chosen)
    taken = set(chosen)
    found: dict[Cell, float] = {}
    for epoch, count in enumerate(slots):
        ranked = [float(worth[cell]) for cell in chosen if cell[0] == epoch]
        middle = float(np.median(ranked)) if ranked else 0.0
        for _ in range(count):
            left = [
                place
                for place in np.flatnonzero(worth[epoch] > 0).tolist()
                if (epoch, place) not in taken and visits[place] < per_place
            ]
            if not left:
                break
            chance = np.array([doubt[epoch, place] / (1 + visits[place]) for place in left])
            place = left[int(dice.choice(len(left), p=chance / chance.sum()))]
            found[epoch, place] = max(middle, float(worth[epoch, place]))
            taken.add((epoch, place))
            visits[place] += 1
    return found
