"""The clock and the charge of a whole flight: climb, path with its turns and stays, descent."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from planner.domain.drone_model import DroneModel
from planner.drones.energy.power import climb_share, level_share, pct_per_s, still_share
from planner.drones.energy.timing import climb_s, corners_s, descent_s, legs_s, stop_s
from planner.drones.energy.wind import CALM, Winds, WindTooStrong, speeds
from planner.drones.problem import Floats


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Flown:
    """A flight with its clock and its charge.

    Attributes
    ----------
    path
        (n, 4) x, y, height above ground [m] and time from take-off [s].
    used_pct
        (n,) charge used from take-off to each row of the path [%].
    arrive_s, leave_s
        (k,) when each point of the level path is reached and left [s].
    """

    path: Floats
    used_pct: Floats
    arrive_s: Floats
    leave_s: Floats


def flown(points: Floats, stays_s: Floats, model: DroneModel, height_m: float, winds: Winds = (CALM,)) -> Flown:
    """Fly a path: the only place that knows time and charge of a flight.

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
    winds
        The winds in which it may have to be flown: it is as slow as in the least favourable one, and takes the charge
        of the costliest one.

    Raises
    ------
    WindTooStrong
        If a wind leaves no speed over ground on a leg.

    Notes
    -----
    A corner's time is spread over the two legs that meet in it, a stop's too, and every span is rounded up, so that
    no leg is faster than the aircraft. Time lost in turns and stops takes the power of hovering. No part of a flight
    takes less than the power at which the usable endurance is met, so a flight never takes less charge than its time
    in the air divided by that endurance.
    """
    slowed = np.full(len(points), stop_s(model))
    slowed[1:-1] = corners_s(points, model)
    slowed[stays_s > 0] = stop_s(model)
    ground, air = speeds(np.diff(points, axis=0), model, winds)
    if np.any(ground <= 0):
        raise WindTooStrong(f"{model.id}: no speed is left over ground")
    legs = _tenths(legs_s(points, slowed, ground, model))
    stays = _tenths(stays_s)
    up_s, down_s = (float(_tenths(np.array(span(model, height_m)))) for span in (climb_s, descent_s))
    arrive = up_s + np.concatenate([[0.0], np.cumsum(legs + stays[:-1])])
    leave = arrive + stays

    still = still_share(model, winds)
    straight = np.hypot(*np.diff(points, axis=0).T) / ground
    effort = level_share(air, model) * straight + still * (legs - straight + stays[:-1])
    reached = climb_share(model) * up_s + np.concatenate([[0.0], np.cumsum(effort, axis=1).max(axis=0)])
    left = reached + still * stays

    ends = np.column_stack([arrive, reached]), np.column_stack([leave, left])
    table = _rows(points, height_m, *ends, landed=(leave[-1] + down_s, left[-1] + still * down_s))
    return Flown(
        path=table[:, :4], used_pct=table[:, 4] * pct_per_s(model), arrive_s=arrive.round(1), leave_s=leave.round(1)
    )


def _rows(
    points: Floats, height_m: float, arrival: Floats, departure: Floats, *, landed: tuple[float, float]
) -> Floats:
    """Give a flight from the ground to the ground as rows of x, y, height, time and effort.

    Parameters
    ----------
    arrival, departure
        (k, 2) time [s] and effort [s of the least power] on coming to and leaving each point; a stay has two rows.
    landed
        Time and effort at the end.
    """
    rows = [(points[0, 0], points[0, 1], 0.0, 0.0, 0.0)]
    for (x, y), (at_s, effort_at), (until_s, effort_until) in zip(points, arrival, departure, strict=True):
        rows.append((x, y, height_m, at_s, effort_at))
        if until_s > at_s:
            rows.append((x, y, height_m, until_s, effort_until))
    rows.append((points[-1, 0], points[-1, 1], 0.0, *landed))
    table = np.array(rows, float)
    table[:, 3] = table[:, 3].round(1)
    return table


def per_metre(legs: Floats, model: DroneModel, winds: Winds = (CALM,)) -> tuple[Floats, Floats]:
    """Give time and charge of a metre of level flight in the direction of each leg, turns apart.

    Parameters
    ----------
    legs
        (k, 2) east and north [m].
    model
        The aircraft.
    winds
        The winds in which it may have to be flown.

    Returns
    -------
    (k,) [s per m] and (k,) [% per m]; inf where a wind is too strong.
    """
    ground, air = speeds(legs, model, winds)
    flyable = ground > 0
    seconds = np.where(flyable, 1.0 / np.where(flyable, ground, 1.0), np.inf)
    return seconds, level_share(air, model).max(axis=0) * seconds * pct_per_s(model)


def _tenths(spans_s: Floats) -> Floats:
    """Round spans up to tenths of a second."""
    return np.asarray(np.ceil(spans_s * 10.0 - 1e-6) / 10.0, float)
