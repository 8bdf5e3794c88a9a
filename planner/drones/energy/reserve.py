"""What a battery must hold so that the drone can always come home."""

from __future__ import annotations

import numpy as np

from planner.domain.drone_model import DroneModel
from planner.drones.energy.flying import Flown
from planner.drones.energy.power import level_share, pct_per_s, still_share
from planner.drones.energy.timing import descent_s, stop_s
from planner.drones.energy.wind import CALM, SLOWEST_MPS, Wind, Winds, strongest_mps, top_airspeed_mps
from planner.drones.problem import Floats

RESERVE_SHARE = 1.2
"""The way home is counted with a fifth more than it takes."""


def home_pct(ways_home_m: Floats, heights_m: Floats, model: DroneModel, winds: Winds = (CALM,)) -> Floats:
    """Give the charge for coming home at once, a fifth more included, (n,) [%].

    Parameters
    ----------
    ways_home_m
        (n,) length of the legal way to the dock or to an alternate [m].
    heights_m
        (n,) height above ground [m].
    model
        The aircraft.
    winds
        The whole way is counted against the strongest of winds and gusts, wherever it comes from.

    Returns
    -------
    Charges; inf where they are too strong to fly against.
    """
    against = strongest_mps(winds)
    ground = min(model.cruise_mps, top_airspeed_mps(model) - against)
    still = still_share(model, (Wind(speed_mps=against),))
    down = still * np.asarray([descent_s(model, float(height)) for height in heights_m])
    away = np.asarray(ways_home_m, float) > 0
    if ground < SLOWEST_MPS:
        level = np.where(away, np.inf, 0.0)
    else:
        moving = ways_home_m / ground * float(level_share(ground + against, model))
        level = np.where(away, moving + still * stop_s(model), 0.0)
    return np.asarray(RESERVE_SHARE * pct_per_s(model) * (level + down), float)


def lowest_on_way(
    flight: Flown, ways_home_m: Floats, model: DroneModel, before_pct: float, winds: Winds = (CALM,)
) -> float:
    """Give what would be left at home if the drone turned back at the worst point of its way, reserve counted [%].

    Parameters
    ----------
    flight
        The flight.
    ways_home_m
        (n,) way home from every row of its path [m].
    model
        The aircraft.
    before_pct
        Charge at take-off [%].
    winds
        The winds in which it may have to be flown.

    Returns
    -------
    Charge [%]; negative if there is a point from which it could not come home.
    """
    return before_pct - float((flight.used_pct + home_pct(ways_home_m, flight.path[:, 2], model, winds)).max())


def needed_pct(flight: Flown, ways_home_m: Floats, model: DroneModel, winds: Winds = (CALM,)) -> float:
    """Give the charge without which a flight must not take off [%].

    It lands no lower than the lowest charge, has the reserve for coming home at every point, and starts at the
    threshold or above.
    """
    homeward = -lowest_on_way(flight, ways_home_m, model, 0.0, winds)
    return max(model.threshold_pct, model.lowest_pct + float(flight.used_pct[-1]), homeward)
