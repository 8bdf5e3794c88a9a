"""Time that turns, stops, climbs and descents take.

Flown missions on an open autopilot's simulator took the sum of distance / speed plus 0.54 x speed / acceleration at
every 90 degree corner (speed 8 m/s, acceleration 2 m/s2, residual 0.4 s); a full stop costs 1.0 x. Between two stops
that are too near for full speed a drone speeds up half the way and slows down the other half: 2 x sqrt(distance /
acceleration).
"""

from __future__ import annotations

import numpy as np

from planner.domain.drone_model import DroneModel
from planner.drones.problem import Floats

CORNER_SHARE = 0.54
"""Part of speed / acceleration that a right angle costs, as measured in flown missions (see above)."""
STOP_SHARE = 1.0
"""The same for a full stop; no corner costs more."""
STRAIGHT_DEG = 10.0
"""Turns up to this angle cost nothing [deg]."""


def corner_s(model: DroneModel) -> float:
    """Give the time that one right angle costs beyond distance / speed [s]."""
    return CORNER_SHARE * model.cruise_mps / model.acceleration_mps2


def stop_s(model: DroneModel) -> float:
    """Give the time that one full stop costs beyond distance / speed [s]."""
    return STOP_SHARE * model.cruise_mps / model.acceleration_mps2


def climb_s(model: DroneModel, height_m: float) -> float:
    """Give the time from the ground to flight height [s]."""
    return height_m / model.climb_mps


def descent_s(model: DroneModel, height_m: float) -> float:
    """Give the time from flight height to the ground [s]."""
    return height_m / model.descent_mps


def corners_s(points: Floats, model: DroneModel) -> Floats:
    """Give the time that the turn at every inner point of a path costs, (k - 2,) [s].

    It grows with the change of velocity as 1 - cos(turn): nothing when straight on, the measured figure at a right
    angle, a full stop when flying back.
    """
    legs = np.diff(points, axis=0)
    heading = np.arctan2(legs[:, 1], legs[:, 0])
    turn = np.abs((np.diff(heading) + np.pi) % (2 * np.pi) - np.pi)
    share = np.minimum(CORNER_SHARE * (1.0 - np.cos(turn)), STOP_SHARE)
    return np.asarray(np.where(np.degrees(turn) > STRAIGHT_DEG, share, 0.0) * stop_s(model) / STOP_SHARE, float)


def legs_s(points: Floats, slowed_s: Floats, ground_mps: Floats, model: DroneModel) -> Floats:
    """Give the time of every leg, (k - 1,) [s].

    Parameters
    ----------
    points
        (k, 2) places [m].
    slowed_s
        (k,) what turning or stopping at each place costs; half of it falls on either leg [s].
    ground_mps
        (k - 1,) speed over ground on each leg [m/s].
    model
        The aircraft.
    """
    metres = np.hypot(*np.diff(points, axis=0).T)
    straight = metres / ground_mps
    slow = straight + (slowed_s[:-1] + slowed_s[1:]) / 2
    short = metres < model.cruise_mps**2 / model.acceleration_mps2
    between_stops = np.maximum(straight, 2.0 * np.sqrt(metres / model.acceleration_mps2))
    return np.asarray(np.where(short, np.minimum(slow, between_stops), slow), float)
