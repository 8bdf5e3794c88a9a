"""Repair a plan that is being worked: something happens to its units, its officers or its drones."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from planner.domain.demand import Demand
from planner.domain.plan import Dropped, Plan, SolverReport, Unmet
from planner.domain.repair import (
    Event,
    FlightChange,
    FlightEvent,
    Offer,
    PlanChange,
    RosterChange,
    RosterEvent,
    StreetEvent,
    UnitLost,
)
from planner.domain.scenario import Scenario
from planner.domain.solving import Limits, OnProgress, Progress, keep_going
from planner.errors import NotFound, PlannerError
from planner.pipeline import PlanRefused, estimate_demand
from planner.repairs.street_happenings import Happening, happenings

if TYPE_CHECKING:
    from planner.routing.repairing.happened import Moved
    from planner.routing.repairing.mend import Mended
    from planner.routing.repairing.rejoin import Rejoined
    from planner.routing.repairing.remaining import Rest

TIME_S = 2.0
"""Time limit of the solver in a repair unless another one is given [s]."""


class CallNotTaken(NotFound):
    """A unit cannot be at a call and back in its shift."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Repaired:
    """A plan after something has happened.

    Attributes
    ----------
    plan
        The whole plan; until the moment of the repair it is what it was.
    scenario
        The scenario of the plan, with a point for a call or a new hot spot.
    changes
        Stops that are not where or when they were.
    cells
        Dates of officers that are not as they were on the roster.
    flights
        Flights that are not as they were.
    rounds_missed_at_least
        So many of the rounds to come must be missed at least while a dock is down; None for other events.
    """

    plan: Plan
    scenario: Scenario
    changes: tuple[PlanChange, ...]
    cells: tuple[RosterChange, ...] = ()
    flights: tuple[FlightChange, ...] = ()
    rounds_missed_at_least: int | None = None


def repair(
    plan: Plan,
    scenario: Scenario,
    now: dt.datetime,
    event: Event,
    *,
    offer: Offer = "people",
    limits: Limits | None = None,
    on_progress: OnProgress = keep_going,
    complete: bool = True,
) -> Repaired:
    """Change a plan from a moment on for what has happened, and as little of it as possible.

    Stops begun by then stay as they are; a unit that is lost or called away breaks off the one that it is at.

    Parameters
    ----------
    plan, scenario
        A plan with routes, a roster or flights as the event asks, and the scenario that it was made from.
    now
        The moment, with offset.
    offer
        What a change of the roster gives first.
    limits
        The time is an upper limit for the solver.
    complete
        Whether figures and notices of what changed patrols will achieve are reckoned, which takes a second or two;
        without them `completed` does it once somebody has been told what changes.

    Raises
    ------
    NotFound
        If the plan has no such unit, officer, duty, dock or moment, or nobody can take the call or the alert.
    PlanRefused
        If the answer fails its independent check.
    """
    now = now.astimezone(ZoneInfo(plan.timezone))
    if isinstance(event, RosterEvent):
        made = _rostered(plan, scenario, now, event, offer, limits, on_progress)
    elif isinstance(event, FlightEvent):
        made = _in_the_air(plan, scenario, now, event, on_progress)
    else:
        made = _on_the_street(plan, scenario, now, event, limits, on_progress)
    return completed(made) if complete else made


def completed(made: Repaired) -> Repaired:
    """Give a repair with all figures and notices of what its patrols will achieve; one that has them as it is."""
    from planner.evaluation.complete import completed as with_achievement
    from planner.evaluation.complete import is_complete

    if is_complete(made.plan, made.scenario):
        return made
    return replace(made, plan=with_achievement(made.plan, made.scenario, estimate_demand(made.scenario)))


def _in_the_air(
    plan: Plan, scenario: Scenario, now: dt.datetime, event: FlightEvent, on_progress: OnProgress
) -> Repaired:
    """Change the flights of the drones."""
    from planner.repairs.flights import repair_flights

    on_progress(Progress(stage="repair", done=0.0))
    made = repair_flights(plan, scenario, now, event)
    return Repaired(
        plan=made.plan,
        scenario=made.scenario,
        changes=(),
        flights=made.changes,
        rounds_missed_at_least=made.least_missed,
    )


def _rostered(
    plan: Plan,
    scenario: Scenario,
    now: dt.datetime,
    event: RosterEvent,
    offer: Offer,
    limits: Limits | None,
    on_progress: OnProgress,
) -> Repaired:
    """Change the roster, and the routes of units that lose their crew."""
    from planner.repairs.flights import rewatched
    from planner.repairs.roster import repair_roster

    def lose(before: Plan, ground: Scenario, unit: str) -> tuple[Plan, tuple[PlanChange, ...]]:
        after = _on_the_street(before, ground, now, UnitLost(unit=unit), None, on_progress)
        return after.plan, after.changes

    on_progress(Progress(stage="repair", done=0.0))

    def fly(before: Plan, ground: Scenario) -> tuple[Plan, tuple[FlightChange, ...]]:
        return rewatched(before, ground, now)

    made = repair_roster(
        plan, scenario, now, event, offer=offer, limits=limits, on_progress=on_progress, lose=lose, fly=fly
    )
    return Repaired(plan=made.plan, scenario=made.scenario, changes=made.stops, cells=made.cells, flights=made.flights)


def _on_the_street(
    plan: Plan,
    scenario: Scenario,
    now: dt.datetime,
    event: StreetEvent,
    limits: Limits | None,
    on_progress: OnProgress,
) -> Repaired:
    """Change the routes of the units."""
    limits = limits or Limits(time_s=TIME_S, seed=plan.seed, workers=1)
    on_progress(Progress(stage="repair", done=0.0))
    demand = estimate_demand(scenario)
    refused: PlannerError | None = None
    for happening in happenings(plan, scenario, now, event):
        try:
            made = _rejoined(plan, happening, limits, on_progress, demand)
        except CallNotTaken as error:
            refused = refused or error
            continue
        return _checked(plan, happening, made, demand)
    raise refused or NotFound("nobody_for_call", at=now.isoformat(timespec="minutes"))


def _checked(plan: Plan, happening: Happening, made: Rejoined, demand: Demand) -> Repaired:
    """Put the parts together, measure the plan and hold it against the rules."""
    from planner.evaluation.check import check
    from planner.evaluation.measure import measure

    mended = _with_parts(plan, made, happening)
    mended = mended.model_copy(update={"metrics": measure(mended, happening.scenario, demand, achievement=False)})
    violations = [*made.violations, *check(mended, happening.scenario).violations]
    if violations:
        raise PlanRefused(mended, violations)
    return Repaired(plan=mended, scenario=happening.scenario, changes=made.changes)


def _with_parts(plan: Plan, made: Rejoined, happening: Happening) -> Plan:
    """Give the plan with the repaired parts in it."""
    moved = happening.moved
    routes = [made.routes.get(route.unit, route) for route in plan.routes]
    out = {route.unit for route in routes if route is not None}
    units = [
        unit.model_copy(update={"shift_end": moved.now.astimezone(ZoneInfo(plan.timezone))})
        if unit.id == moved.lost
        else unit
        for unit in plan.units
        if unit.id != moved.lost or unit.id in out
    ]
    unmet = [
        item for item in plan.required_unmet if item.kind not in {"visit", "presence"} or not _answered(item, made)
    ]
    dropped = [item for item in plan.optional_dropped if not _answered(item, made)]
    before = plan.solver.get("routes")
    status = before.status if before is not None and before.status == "cancelled" else "feasible"
    return plan.model_copy(
        update={
            "created": dt.datetime.now(ZoneInfo(plan.timezone)).replace(microsecond=0),
            "scenario": None,
            "units": tuple(units),
            "routes": tuple(route for route in routes if route is not None),
            "required_unmet": (*unmet, *made.unmet),
            "optional_dropped": (*dropped, *made.dropped),
            "notices": (*plan.notices, happening.notice),
            "solver": {**plan.solver, "routes": SolverReport(status=status, seconds=round(made.seconds, 3))},
        }
    )


def _answered(item: Unmet | Dropped, made: Rejoined) -> bool:
    """Tell whether a repair says anew what becomes of a visit."""
    return item.when is not None and (item.id, item.when.astimezone(dt.UTC)) in made.answered


def _rejoined(plan: Plan, happening: Happening, limits: Limits, on_progress: OnProgress, demand: Demand) -> Rejoined:
    """Mend the day, giving up pins and breaks that cannot be kept.

    Raises
    ------
    CallNotTaken
        If the unit cannot be at the call and back in its shift.
    """
    from planner.grids.hot_spots import hot_spots
    from planner.routing.repairing.mend import lacking_pins, lacking_rests, mend
    from planner.routing.repairing.rejoin import rejoin
    from planner.routing.repairing.remaining import rest_of_day

    scenario, moved, day = happening.scenario, happening.moved, happening.day_start
    spots = hot_spots(scenario, demand, day.date())
    seed = plan.seed + (day.date() - scenario.roster.start).days
    while True:
        rest = rest_of_day(plan, scenario, day, moved, spots, seed)
        mended = mend(rest, limits, on_progress=on_progress)
        if moved.called and not _takes_call(rest, mended, moved):
            raise CallNotTaken("unit_cannot_take_call", unit=moved.called)
        pins, rests = lacking_pins(rest, mended), lacking_rests(rest, mended)
        if not pins and not rests:
            return rejoin(scenario, rest, mended, moved)
        moved = replace(moved, pins_given_up=moved.pins_given_up | pins, rests_given_up=moved.rests_given_up | rests)


def _takes_call(rest: Rest, mended: Mended, moved: Moved) -> bool:
    """Tell whether the unit that is called goes to its call."""
    from planner.routing.repairing.slots import visit_of

    problem, ground = rest.prepared
    call = moved.extras[-1].id
    return any(
        ground.visits[visit_of(problem, way)].id == call
        for stands, route in zip(rest.standings, mended.routes, strict=True)
        if stands.unit.id == moved.called
        for way in route
    )
