"""Rounds that are shorter than a round must be: they go on watching from their last place before they fly home."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from planner.drones.energy import Winds, pct_per_s, still_share
from planner.drones.problem import DockSite
from planner.drones.sorties.making import Sortie

TENTH_S = 0.1
"""Times of paths are held to this [s]."""


def lengthened(sortie: Sortie, shortest_s: float, dock: DockSite, winds: Winds) -> Sortie | None:
    """Give a sortie that is in the air for as long as a round must be.

    Parameters
    ----------
    sortie
        The sortie.
    shortest_s
        Shortest round [s].
    dock
        Its dock.
    winds
        The winds on the way.

    Returns
    -------
    The sortie itself if it is long enough; one that stays over the end of its last look for the rest; None if the
    battery does not hold that. The stay takes the power of hovering and does not count as a look.
    """
    more_s = np.ceil((shortest_s - sortie.air_s) / TENTH_S - 1e-6) * TENTH_S
    if more_s <= 0:
        return sortie
    model = dock.model
    more_pct = float(more_s * still_share(model, winds) * pct_per_s(model))
    if sortie.needs_pct + more_pct > model.start_pct:
        return None
    end_s = max((look.end_s for look in sortie.looks), default=sortie.air_s / 2)
    row = int(np.searchsorted(sortie.path[:-2, 3], end_s + TENTH_S / 2)) - 1
    row = max(1, row)
    stay = sortie.path[row].copy()
    stay[3] += more_s
    after = sortie.path[row + 1 :].copy()
    after[:, 3] += more_s
    path = np.vstack([sortie.path[: row + 1], stay, after])
    path[:, 3] = path[:, 3].round(1)
    stays_from_s = float(sortie.path[row, 3])
    off = tuple(
        (_later(start, stays_from_s, more_s), _later(end, stays_from_s, more_s)) for start, end in sortie.camera_off
    )
    used_pct, needs_pct = sortie.used_pct + more_pct, sortie.needs_pct + more_pct
    return replace(sortie, path=path, used_pct=used_pct, needs_pct=needs_pct, camera_off=off)


def _later(at_s: float, stays_from_s: float, more_s: float) -> float:
    """Give a moment of a path after a stay of some length was put into it [s]."""
    return at_s + more_s if at_s > stays_from_s else at_s
