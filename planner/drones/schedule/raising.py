"""The same flight in another layer of height: its clock, its charge and the zones that it then meets."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from planner.drones.energy import (
    CALM,
    Winds,
    climb_s,
    climb_share,
    descent_s,
    home_pct,
    may_fly_in,
    pct_per_s,
    still_share,
)
from planner.drones.problem import DockSite, DroneProblem
from planner.drones.sorties.making import Sortie


def raised(problem: DroneProblem, sortie: Sortie, height_m: float, winds: Winds) -> Sortie | None:
    """Give a sortie over the same ground in another layer.

    Parameters
    ----------
    problem
        The day.
    sortie
        The sortie.
    height_m
        Height of its level flight above ground [m].
    winds
        The winds in which it may have to be flown.

    Returns
    -------
    The sortie, None if it would be too long or too short for a round, or the battery does not hold it. Whether zones
    are open in that layer is not asked.

    Notes
    -----
    Climb, descent and the descent kept in reserve change with the height, the rest of the flight does not. A lower
    flight asks for as much charge at take-off as the higher one.
    """
    dock = problem.docks[sortie.dock]
    path = sortie.path.copy()
    old_m = float(path[:, 2].max())
    later_s, down_s = (
        _tenths(span(dock.model, height_m)) - _tenths(span(dock.model, old_m)) for span in (climb_s, descent_s)
    )
    path[:, 2] = np.where(path[:, 2] > 0, height_m, 0.0)
    path[1:, 3] += later_s
    path[-1, 3] += down_s
    path[:, 3] = path[:, 3].round(1)
    if not problem.shortest_air_s <= path[-1, 3] <= problem.longest_air_s(dock):
        return None
    more_pct, reserve_pct = _charge(dock, (old_m, height_m), (later_s, down_s), winds)
    needs_pct = sortie.needs_pct + max(0.0, more_pct, reserve_pct)
    if needs_pct > dock.model.start_pct:
        return None
    looks = tuple(replace(look, start_s=look.start_s + later_s, end_s=look.end_s + later_s) for look in sortie.looks)
    off = tuple((start + later_s if start > 0 else start, end + later_s) for start, end in sortie.camera_off)
    used_pct = sortie.used_pct + more_pct
    return replace(sortie, path=path, looks=looks, used_pct=used_pct, needs_pct=needs_pct, camera_off=off)


def _charge(
    dock: DockSite, heights_m: tuple[float, float], more_s: tuple[float, float], winds: Winds
) -> tuple[float, float]:
    """Give what another height takes more of the battery, and what it takes more with the reserve to come home [%]."""
    model = dock.model
    flown_in = tuple(wind for wind in winds if may_fly_in(wind, model)) or (CALM,)
    climb_pct = climb_share(model) * more_s[0] * pct_per_s(model)
    down_pct = still_share(model, flown_in) * more_s[1] * pct_per_s(model)
    low, high = home_pct(np.zeros(2), np.array(heights_m), model, flown_in)
    return climb_pct + down_pct, climb_pct + float(high - low)


def _tenths(span_s: float) -> float:
    """Round a span up to a tenth of a second."""
    return float(np.ceil(span_s * 10.0 - 1e-6) / 10.0)
