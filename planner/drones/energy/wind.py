"""The wind triangle: what a drone that holds its speed over ground does through the air."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from planner.domain.drone_model import DroneModel
from planner.drones.problem import Floats

SLOWEST_MPS = 1.0
"""A leg on which the wind leaves less speed over ground than this is not flown [m/s]."""
AIRSPEED_SHARE = 1.5
"""Highest airspeed of a model that states none, as a part of its cruise."""


class WindTooStrong(ValueError):
    """A leg of a path cannot be flown in this wind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wind:
    """The wind at flight height.

    Attributes
    ----------
    speed_mps
        Mean wind [m/s].
    from_deg
        Where it comes from, clockwise from north [deg].
    gust_mps
        Gusts; they count for the reserve alone [m/s].
    """

    speed_mps: float = 0.0
    from_deg: float = 0.0
    gust_mps: float = 0.0

    @property
    def east_north_mps(self) -> tuple[float, float]:
        """Motion of the air [m/s]."""
        angle = math.radians(self.from_deg)
        return -self.speed_mps * math.sin(angle), -self.speed_mps * math.cos(angle)


CALM = Wind()
Winds = tuple[Wind, ...]
"""Winds that a flight must stand, one at a time."""


def top_airspeed_mps(model: DroneModel) -> float:
    """Give the highest speed through the air [m/s]."""
    return AIRSPEED_SHARE * model.cruise_mps if model.airspeed_mps is None else model.airspeed_mps


def speeds(legs: Floats, model: DroneModel, winds: Winds) -> tuple[Floats, Floats]:
    """Give the speed over ground on every leg in the least favourable wind, and that through the air in each wind.

    The autopilot holds the cruise over ground, as far as the highest airspeed allows: with the wind's part w along the
    leg and c across it, and airspeed V, the speed over ground is w + sqrt(V^2 - c^2).

    Parameters
    ----------
    legs
        (k, 2) east and north from its start to its end [m].
    model
        The aircraft.
    winds
        The winds in which it may have to be flown.

    Returns
    -------
    (k,) and (w, k) [m/s]; over ground 0 where a wind leaves less than `SLOWEST_MPS`, except on legs without length.
    """
    metres = np.hypot(legs[:, 0], legs[:, 1])
    ahead = legs / np.maximum(metres, 1e-9)[:, None]
    air = np.array([wind.east_north_mps for wind in winds])
    along = air @ ahead.T
    across = air[:, 1:] * ahead[:, 0] - air[:, :1] * ahead[:, 1]
    top = top_airspeed_mps(model)
    most = np.where(np.abs(across) <= top, along + np.sqrt(np.maximum(top**2 - across**2, 0.0)), 0.0).min(axis=0)
    ground = np.where(most >= SLOWEST_MPS, np.minimum(model.cruise_mps, most), 0.0)
    ground = np.where(metres > 0, ground, model.cruise_mps)
    return ground, np.hypot(ground - along, across)


def may_fly_in(wind: Wind, model: DroneModel) -> bool:
    """Tell whether a drone flies in a wind: its gusts may be no stronger than `gust_limit_mps`, nor the wind."""
    within = wind.speed_mps <= min(model.wind_mps, gust_limit_mps(model))
    return within and wind.gust_mps <= gust_limit_mps(model)


def gust_limit_mps(model: DroneModel) -> float:
    """Give the strongest gusts in which a drone flies: the model's limit, and those against which it comes home."""
    return min(model.gust_mps, top_airspeed_mps(model) - SLOWEST_MPS)


def strongest_mps(winds: Winds) -> float:
    """Give the strongest of winds and gusts [m/s]."""
    return max(max(wind.speed_mps, wind.gust_mps) for wind in winds)
