"""Time and charge of a flight.

Flown missions on an open autopilot's simulator took the sum of distance / speed plus 0.54 x speed / acceleration at
every 90 degree corner (speed 8 m/s, acceleration 2 m/s2, residual 0.4 s); a full stop costs 1.0 x.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from planner.domain.drone import DroneModel
from planner.drones.problem import DockSite, Floats

CORNER_SHARE = 0.54
"""Part of speed / acceleration that a corner costs, as measured in flown missions (see above)."""
STOP_SHARE = 1.0
"""The same for a full stop."""
STRAIGHT_DEG = 10.0
"""Turns up to this angle cost nothing [deg]."""


def corner_s(model: DroneModel) -> float:
    """Give the time that one corner costs beyond distance / speed [s]."""
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


def used_pct(dock: DockSite, air_s: float) -> float:
    """Give the charge that a time in the air takes [%]."""
    return air_s / dock.usable_s * 100.0


def is_corner(points: Floats) -> Floats:
    """Give 1.0 for every inner point of a path at which it turns, (k - 2,)."""
    legs = np.diff(points, axis=0)
    heading = np.arctan2(legs[:, 1], legs[:, 0])
    turn = np.abs((np.diff(heading) + np.pi) % (2 * np.pi) - np.pi)
    return (np.degrees(turn) > STRAIGHT_DEG).astype(float)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Timing:
    """A flight with its clock.

    Attributes
    ----------
    path
        (n, 4) x, y, height above ground [m] and time from take-off [s].
    arrive_s, leave_s
        (k,) when each point of the level path is reached and left [s].
    """

    path: Floats
    arrive_s: Floats
    leave_s: Floats


def timed(points: Floats, stays_s: Floats, model: DroneModel, height_m: float) -> Timing:
    """Time a whole flight: climb, path with its corners and stays, descent.

    Parameters
    ----------
    points
        (k, 2) the level path from the dock to the dock [m].
    stays_s
        (k,) hover at each point [s].
    model
        The aircraft.
    height_m
        Flight height above ground [m].

    Notes
    -----
    A corner's time is spread over the two legs that meet in it, a stop's too, and every span is rounded up, so that
    no leg is faster than the aircraft.
    """
    legs_m = np.hypot(*np.diff(points, axis=0).T)
    slowed = np.full(len(points), stop_s(model))
    slowed[1:-1] = is_corner(points) * corner_s(model)
    slowed[stays_s > 0] = stop_s(model)
    legs_s = _tenths(legs_m / model.cruise_mps + (slowed[:-1] + slowed[1:]) / 2)
    stays = _tenths(stays_s)
    up_s, down_s = (float(_tenths(np.array(span(model, height_m)))) for span in (climb_s, descent_s))
    arrive = up_s + np.concatenate([[0.0], np.cumsum(legs_s + stays[:-1])])
    leave = arrive + stays
    rows = [(points[0, 0], points[0, 1], 0.0, 0.0)]
    for (x, y), reached, left in zip(points, arrive, leave, strict=True):
        rows.append((x, y, height_m, reached))
        if left > reached:
            rows.append((x, y, height_m, left))
    rows.append((points[-1, 0], points[-1, 1], 0.0, leave[-1] + down_s))
    path = np.array(rows, float)
    path[:, 3] = path[:, 3].round(1)
    return Timing(path=path, arrive_s=arrive.round(1), leave_s=leave.round(1))


def _tenths(spans_s: Floats) -> Floats:
    """Round spans up to tenths of a second."""
    return np.asarray(np.ceil(spans_s * 10.0 - 1e-6) / 10.0, float)
