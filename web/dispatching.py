"""Questions about a stored plan that the dispatch room answers."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from planner.domain.noun import LonLat
from planner.domain.solving import Limits
from web.shelf import Shelf

if TYPE_CHECKING:
    from planner.dispatch.drones import DroneResponse
    from planner.dispatch.intercept.flight import Fled
    from planner.dispatch.intercept.report import Interception
    from planner.dispatch.nearest import Response

CORDON_S = 8.0
"""Time for the search of a cordon that a page waits for [s]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearest:
    """Who can be at a place first: units on the street, and drones that can stay there."""

    at: dt.datetime
    place: LonLat
    units: tuple[Response, ...]
    drones: tuple[DroneResponse, ...]


def nearest_of(
    shelf: Shelf, plan_id: str, at: dt.datetime, place: LonLat, count: int, *, police: bool, leave_ground: bool
) -> Nearest:
    """Find who can be at a place first, with units where the plan has them.

    Raises
    ------
    NotFound
        With code ``plan_without_scenario``, or ``place_far_off`` if no street is near.
    """
    from planner.dispatch.drones import nearest_drones
    from planner.dispatch.nearest import refuse_far_off
    from planner.dispatch.standing import standings

    plan, scenario = shelf.whole(plan_id)
    refuse_far_off(scenario, place)
    units = shelf.dispatcher(plan_id).nearest(
        standings(plan, scenario, at), at, place, count, police=police, leave_ground=leave_ground
    )
    return Nearest(at=at, place=place, units=units, drones=nearest_drones(plan, scenario, at, place, count))


def cordon_of(
    shelf: Shelf, plan_id: str, at: dt.datetime, fled: Fled, *, border: bool, leave_ground: bool
) -> Interception:
    """Find who shuts in somebody who fled, with units where the plan has them.

    Raises
    ------
    NotFound
        With code ``plan_without_scenario``, or ``flight_off_street`` if it began where no street is.
    """
    from planner.dispatch.intercept.report import intercept
    from planner.dispatch.standing import standings

    plan, scenario = shelf.whole(plan_id)
    return intercept(
        scenario,
        standings(plan, scenario, at),
        at,
        fled,
        Limits(time_s=CORDON_S, seed=plan.seed),
        exits="border" if border else None,
        leave_ground=leave_ground,
    )
