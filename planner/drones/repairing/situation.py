"""The drones' day at a moment of a plan, and who can fly to an alert then."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from planner.domain.clock import next_day, seconds_between
from planner.domain.plan import Flight, Plan
from planner.domain.repair import DroneAlert
from planner.domain.scenario import Scenario
from planner.drones.operators_on_duty import Roster
from planner.drones.prepare import prepare
from planner.drones.problem import DroneProblem
from planner.drones.repairing.apart import keep_apart
from planner.drones.repairing.begun import Begun
from planner.drones.repairing.detour import Alert, Answer, answers
from planner.drones.repairing.standing import standings
from planner.drones.repairing.trips import Trip, trips
from planner.drones.schedule.operators import Watch
from planner.errors import NotFound
from planner.geo import Frame

LOWEST_M = 40.0
"""An alert is not flown lower than this above ground [m]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """The drones' day at a moment.

    Attributes
    ----------
    problem
        The planning day.
    now_s
        The moment [s since the day's start].
    flown
        Flights that have taken off, this day's and those of the day before.
    begun
        The day as planned.
    """

    problem: DroneProblem
    now_s: float
    flown: tuple[Trip, ...]
    begun: Begun


def day_of(plan: Plan, scenario: Scenario, now: dt.datetime) -> dt.date:
    """Give the planning day in which a moment lies.

    Raises
    ------
    NotFound
        If the plan has no flights, or the moment lies outside it.
    """
    if not plan.flights:
        raise NotFound("plan_without_flights")
    if not plan.start <= now < plan.end:
        at, start, end = (moment.isoformat(timespec="minutes") for moment in (now, plan.start, plan.end))
        raise NotFound("moment_outside_plan", at=at, start=start, end=end)
    day = plan.start.astimezone(ZoneInfo(plan.timezone))
    while (after := next_day(day, scenario.day_start_min)) <= now:
        day = after
    return day.date()


def situation(
    flights: Sequence[Flight],
    scenario: Scenario,
    day: dt.date,
    now: dt.datetime | None,
    roster: Roster | None = None,
) -> Situation:
    """Give how the drones stand at a moment, or at a day's start; the roster says who watches them."""
    before = tuple(flight for flight in flights if flight.day < day)
    problem = prepare(scenario, day, before=before, roster=roster)
    now_s = -1.0 if now is None else seconds_between(problem.start, now)
    near = trips(problem, [flight for flight in flights if day - dt.timedelta(days=1) <= flight.day <= day])
    over = tuple(trip for trip in near if trip.takeoff_s <= now_s or trip.day < day)
    stand = tuple(standings(problem, over, now_s))
    rounds = tuple(trip for trip in near if trip.day == day and trip.takeoff_s > now_s)
    begun = Begun(now_s=now_s, over=over, rounds=rounds, planned=stand, stand=stand)
    return Situation(problem=problem, now_s=now_s, flown=over, begun=begun)


def answers_to(
    at: Situation, scenario: Scenario, event: DroneAlert, *, apart: bool = True
) -> tuple[Alert, tuple[Answer, ...]]:
    """List the ways to answer an alert, the drone that is there first first.

    Parameters
    ----------
    apart
        Leave out those that come too near to another drone in the air.
    """
    xy = Frame(scenario.station.base).metres([event.location])[0]
    alert = Alert(xy=(float(xy[0]), float(xy[1])), at_s=at.now_s, stay_s=event.minutes * 60.0)
    found = answers(at.problem, at.begun.stand, alert)
    if event.dock is not None:
        if event.dock not in {dock.id for dock in at.problem.docks}:
            raise NotFound("unknown_dock", dock=event.dock)
        found = [answer for answer in found if at.problem.docks[answer.dock].id == event.dock]
    if apart:
        found = [other for answer in found if (other := _apart_from_others(at, alert, answer)) is not None]
    found = [answer for answer in found if _is_watched(at, answer)]
    return alert, tuple(sorted(found, key=lambda answer: (answer.arrive_s, answer.dock)))


def _apart_from_others(at: Situation, alert: Alert, answer: Answer) -> Answer | None:
    """Give an answer that keeps apart from the drones in the air; from its dock a drone may fly at another height."""
    if _keeps_apart(at, answer):
        return answer
    rules = at.problem.rules
    step_m = rules.separation_height_m
    for height_m in rules.layers_m or (rules.height_m + step_m, rules.height_m - step_m):
        if answer.trip is None and LOWEST_M <= height_m <= rules.ceiling_m:
            for other in answers(at.problem, [at.begun.stand[answer.dock]], alert, height_m):
                if _keeps_apart(at, other):
                    return other
    return None


def _is_watched(at: Situation, answer: Answer) -> bool:
    """Tell whether the operators on duty can watch the drone besides those that are in the air now."""
    landings = [
        math.floor(trip.landing_s) for trip in at.flown if trip.landing_s > at.now_s and trip is not answer.trip
    ]
    air_s = math.ceil(float(answer.path[-1, 3]) - at.now_s)
    return Watch(at.problem).depart_s(math.floor(at.now_s), air_s, landings) <= at.now_s


def _keeps_apart(at: Situation, answer: Answer) -> bool:
    others = [trip for trip in at.flown if trip.landing_s > at.now_s and trip.dock != answer.dock]
    return all(keep_apart(answer.path, trip.path, at.problem.rules) for trip in others)
