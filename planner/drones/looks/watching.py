"""Circles flown around a point that is watched from the side."""

from __future__ import annotations

import math

import numpy as np

from planner.domain.drone_model import DroneModel
from planner.drones.energy import corners_s
from planner.drones.problem import Floats

CHORDS = 12
"""Chords to a whole turn; a turn takes about as long as one at the speed that the acceleration allows on the circle."""


def turns(middle: Floats, radius_m: float, least_s: float, model: DroneModel, seen_from: Floats) -> Floats:
    """Give whole turns of a circle, one at least, that last as long as is asked.

    Parameters
    ----------
    middle
        (2,) the point that is watched [m].
    radius_m
        Radius of the circle [m].
    least_s
        Least time on it [s].
    model
        The aircraft.
    seen_from
        (2,) the circle begins and ends where it is nearest to this [m].

    Returns
    -------
    (turns x CHORDS + 1, 2) clockwise, the first point repeated at the end [m].
    """
    away = seen_from - middle
    begin = math.atan2(away[1], away[0]) if np.hypot(*away) > 1e-6 else 0.0
    count = max(1, math.ceil(least_s / turn_s(radius_m, model) - 1e-9))
    angle = begin - np.arange(count * CHORDS + 1) * (2 * np.pi / CHORDS)
    return np.asarray(middle + radius_m * np.column_stack([np.cos(angle), np.sin(angle)]), float)


def turn_s(radius_m: float, model: DroneModel) -> float:
    """Give the time of a whole turn in calm air [s]; wind makes it longer."""
    angle = np.arange(3) * (2 * np.pi / CHORDS)
    corner = float(corners_s(radius_m * np.column_stack([np.cos(angle), np.sin(angle)]), model)[0])
    chord_m = 2 * radius_m * math.sin(math.pi / CHORDS)
    return CHORDS * (chord_m / model.cruise_mps + corner)
