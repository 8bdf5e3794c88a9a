"""Questions about a stored plan that the dispatch room answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from planner.domain.force import Mode
from planner.domain.noun import LonLat
from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.domain.solving import Limits
from planner.errors import NotFound
from web.kept.shelf import Shelf

if TYPE_CHECKING:
    from planner.dispatch.drones import DroneResponse
    from planner.dispatch.intercept.flight import Fled
    from planner.dispatch.intercept.report import Interception
    from planner.dispatch.nearest import Response
    from planner.dispatch.standing import Positions, Standing

CORDON_S = 8.0
"""Time for the search of a cordon that a page waits for [s]."""

LONGEST_AGO_MIN, LONGEST_WITHIN_MIN = 120.0, 60.0
SLOWEST_KMH, FASTEST_KMH = 1.0, 200.0
STAY_MIN = 10.0
"""Time of a drone over the place unless another one is asked for [min]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearest:
    """Who can be at a place first: units on the street, and drones that can stay there."""

    at: dt.datetime
    place: LonLat
    units: tuple[Response, ...]
    drones: tuple[DroneResponse, ...]


def nearest_of(
    shelf: Shelf,
    plan_id: str,
    at: dt.datetime,
    place: LonLat,
    count: int,
    *,
    police: bool,
    leave_ground: bool,
    stay_min: float = STAY_MIN,
    positions: Positions | None = None,
    rest: bool = False,
) -> Nearest:
    """Find who can be at a place first, with units as `units_at` has them.

    Raises
    ------
    NotFound
        With code ``plan_without_scenario``, ``place_far_off`` if no street is near, or one of
        `planner.dispatch.standing.reported`.
    """
    from planner.dispatch.drones import nearest_drones
    from planner.dispatch.nearest import refuse_far_off

    plan, scenario = shelf.whole(plan_id)
    refuse_far_off(scenario, place)
    out = units_at(plan, scenario, at, positions, rest=rest)
    units = shelf.dispatcher(plan_id).nearest(out, at, place, count, police=police, leave_ground=leave_ground)
    drones = nearest_drones(plan, scenario, at, place, count, stay_min=stay_min)
    return Nearest(at=at, place=place, units=units, drones=drones)


def cordon_of(
    shelf: Shelf,
    plan_id: str,
    at: dt.datetime,
    fled: Fled,
    *,
    exits: Sequence[LonLat] | Literal["border"] | None,
    leave_ground: bool,
    police: bool = False,
    ready_min: float = 0.0,
    positions: Positions | None = None,
    rest: bool = False,
) -> Interception:
    """Find who shuts in somebody who fled, with units as `units_at` has them.

    Raises
    ------
    NotFound
        With code ``plan_without_scenario``, ``flight_off_street`` if it began where no street is, or one of
        `planner.dispatch.standing.reported`.
    """
    from planner.dispatch.intercept.report import intercept

    plan, scenario = shelf.whole(plan_id)
    return intercept(
        scenario,
        units_at(plan, scenario, at, positions, rest=rest),
        at,
        fled,
        Limits(time_s=CORDON_S, seed=plan.seed),
        exits=exits,
        ready_s=60 * ready_min,
        leave_ground=leave_ground,
        police=police,
    )


def fled_of(place: LonLat, ago_min: float, mode: Mode, speed_kmh: float | None, within_min: float) -> Fled:
    """Say what is known of a flight; without a speed it is the usual one of the mode."""
    from planner.dispatch.intercept.flight import FLEES_KMH, Fled

    return Fled(
        place=place,
        ago_s=60 * ago_min,
        mode=mode,
        speed_kmh=FLEES_KMH[mode] if speed_kmh is None else speed_kmh,
        within_s=60 * within_min,
    )


def refuse_outside(plan: Plan, at: dt.datetime) -> None:
    """Refuse a moment at which the plan has no units.

    Raises
    ------
    NotFound
        With code ``moment_outside_plan``.
    """
    if not plan.start <= at < plan.end:
        start, end = plan.start.isoformat(), plan.end.isoformat()
        raise NotFound("moment_outside_plan", at=at.isoformat(), start=start, end=end)


def units_at(
    plan: Plan, scenario: Scenario, at: dt.datetime, positions: Positions | None, *, rest: bool = False
) -> tuple[Standing, ...]:
    """Give the units where they report to be; without reports, where the plan has them.

    With `rest`, units of the plan that do not report stand where it has them; else they are not out.

    Raises
    ------
    NotFound
        As `planner.dispatch.standing.reported`.
    """
    from planner.dispatch.standing import reported, standings

    if positions is None:
        return standings(plan, scenario, at)
    live = reported(positions.units, plan, scenario, at)
    if not rest:
        return live
    known = {one.unit.id for one in live}
    return (*live, *(one for one in standings(plan, scenario, at) if one.unit.id not in known))
