"""Repair the flights of a plan: a drone is sent to an alert, or a dock is out of service for some time."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Literal
from zoneinfo import ZoneInfo

from planner.domain.clock import later, seconds_between
from planner.domain.demand import Demand
from planner.domain.plan import Flight, Notice, Plan, SolverReport, Unmet
from planner.domain.repair import DroneAlert, FlightChange, FlightEvent
from planner.domain.scenario import Scenario
from planner.drones.operators_on_duty import roster_of
from planner.drones.prepare import prepare
from planner.drones.repairing.begun import Begun
from planner.drones.repairing.day import Mended, least_missed, mend_day, ways_of
from planner.drones.repairing.detour import Alert, Answer, without_resuming
from planner.drones.repairing.gaps import gaps_made
from planner.drones.repairing.situation import Situation, answers_to, day_of, situation
from planner.drones.repairing.standing import standings
from planner.drones.repairing.telling import changes_of, flight_of, flights_of, missed, trip_of, unmet_of
from planner.drones.repairing.trips import Trip, trips
from planner.drones.repairing.ways import Ways
from planner.drones.repairing.windows import served
from planner.errors import NotFound
from planner.evaluation.kept import Kept
from planner.pipeline import PlanRefused, estimate_demand
from planner.repairs.diversions import diverted
from planner.repairs.drone_happenings import alert_id, broken_before, down_notice, with_outage
from planner.repairs.nearby import name_near


@dataclass(frozen=True, slots=True, kw_only=True)
class FlightsRepaired:
    """A plan whose flights have been changed.

    Attributes
    ----------
    plan, scenario
        The whole plan, and its scenario with the outage.
    changes
        Flights that are not as they were, in the order of time.
    least_missed
        So many of the rounds to come must be missed at least; None: nobody has counted.
    """

    plan: Plan
    scenario: Scenario
    changes: tuple[FlightChange, ...]
    least_missed: int | None = None


@dataclass(slots=True, kw_only=True)
class _Made:
    """Flights, what is unmet and what was changed, gathered day by day."""

    flights: list[Flight]
    unmet: list[Unmet] = field(default_factory=list)
    changes: list[FlightChange] = field(default_factory=list)
    seconds: float = 0.0


_demands: Kept[Demand] = Kept()


def repair_flights(plan: Plan, scenario: Scenario, now: dt.datetime, event: FlightEvent) -> FlightsRepaired:
    """Change the flights of a plan from a moment on, and as little of them as possible.

    Raises
    ------
    NotFound
        If the plan has no flights, no such dock or moment, or no drone can answer the alert.
    PlanRefused
        If the answer fails its independent check.
    """
    from planner.evaluation.check import check
    from planner.evaluation.measure import measure

    began, day, least = time.process_time(), day_of(plan, scenario, now), None
    demand = _demands.of(scenario, (), partial(estimate_demand, scenario))  # docks do not matter to it
    if isinstance(event, DroneAlert):
        made, notice = _alerted(plan, scenario, now, day, event)
        told: tuple[Notice, ...] = (notice,)
    else:
        landed = diverted(plan, scenario, now, day, event)
        scenario, event = with_outage(landed.plan, scenario, now, event)
        made, least = _down(landed.plan, scenario, now, day, plan)
        made.unmet[:0], made.changes[:0] = landed.unmet, landed.changes
        told = (down_notice(event, now), *landed.notices)
    made.seconds = time.process_time() - began
    gaps = gaps_made(plan.flights, made.flights) if scenario.rounds.uninterrupted else ()
    mended = _with_parts(plan, made, (*gaps, *told))
    mended = mended.model_copy(update={"metrics": measure(mended, scenario, demand, changed_from=plan)})
    violations = check(mended, scenario).violations
    if violations:
        raise PlanRefused(mended, violations)
    return FlightsRepaired(plan=mended, scenario=scenario, changes=_in_order(made.changes, now), least_missed=least)


def rewatched(plan: Plan, scenario: Scenario, now: dt.datetime) -> tuple[Plan, tuple[FlightChange, ...]]:
    """Change the flights from a moment on so far that the officers on duty can watch them; give the changes too.

    The plan has the roster that counts; it is not measured and not checked here.
    """
    if not plan.flights or scenario.rounds.operator_duty is None or now >= plan.end:
        return plan, ()
    began = time.process_time()
    day = plan.flights[0].day if now < plan.start else day_of(plan, scenario, now)
    made = _Made(flights=[flight for flight in plan.flights if flight.day < day])
    for date in _dates(plan, day):
        at = _situation(plan, made, scenario, date, now if date == day else None)
        _mend(plan, scenario, made, at, at.begun, "operator_away")
    made.seconds = time.process_time() - began
    if not made.changes:
        return plan, ()
    gaps = gaps_made(plan.flights, made.flights) if scenario.rounds.uninterrupted else ()
    return _with_parts(plan, made, gaps), _in_order(made.changes, now)


def _in_order(changes: Sequence[FlightChange], now: dt.datetime) -> tuple[FlightChange, ...]:
    return tuple(sorted(changes, key=lambda change: change.after or change.before or now))


def _down(plan: Plan, scenario: Scenario, now: dt.datetime, day: dt.date, was: Plan) -> tuple[_Made, int]:
    """Mend the rest of the plan after a dock has gone down; give the fewest rounds that must be missed as well.

    Parameters
    ----------
    plan, was
        The plan with a flight that lands at an alternate, if there is one, and as it was before.
    """
    made, least = _Made(flights=[flight for flight in plan.flights if flight.day < day]), 0
    for date in _dates(plan, day):
        at = _situation(plan, made, scenario, date, now if date == day else None)
        ways = ways_of(at.problem)
        least += least_missed(at.problem, at.begun, ways)
        before = situation(was.flights, scenario, date, now if date == day else None, roster_of(was))
        begun = replace(at.begun, planned=before.begun.planned)
        _mend(plan, scenario, made, at, begun, "dock_is_down", ways=ways, was=was)
    return made, least


def _alerted(plan: Plan, scenario: Scenario, now: dt.datetime, day: dt.date, event: DroneAlert) -> tuple[_Made, Notice]:
    """Send a drone to an alert and mend the rest of the plan."""
    at = situation(plan.flights, scenario, day, now, roster_of(plan))
    alert, found = answers_to(at, scenario, event)
    if not found:
        raise NotFound("no_drone_for_alert", at=now.isoformat(timespec="minutes"))
    name = alert_id(plan, now)
    ways = ways_of(at.problem)
    answer, begun = _best(at, alert, found[0], _number(plan, at, found[0]), name, ways)
    flight = flight_of(at.problem, answer, _number(plan, at, answer), name)
    own = answer.trip
    made = _Made(flights=[kept for kept in plan.flights if kept.day < day and not _is(kept, own)])
    if own is not None and own.day < day:
        made.flights.append(flight)
    made.changes += _sent(at, answer, flight, now)
    today = [kept for kept in _of_day(plan, day) if kept.takeoff <= now and not _is(kept, own)]
    today += [flight] if flight.day == day else []
    if own is not None and not answer.resumes:
        made.unmet += _broken_off(plan, scenario, at, answer, own)
    _mend(plan, scenario, made, at, begun, "drone_on_alert", today, ways=ways)
    for date in _dates(plan, day)[1:]:
        later_on = _situation(plan, made, scenario, date, None)
        _mend(plan, scenario, made, later_on, later_on.begun, "drone_on_alert")
    return made, _alert_notice(at, answer, event, name, now, name_near(scenario, event.location))


def _best(at: Situation, alert: Alert, answer: Answer, number: int, name: str, known: Ways) -> tuple[Answer, Begun]:
    """Choose whether a round that is broken off is taken up again: unless more rounds are missed by it."""
    ways = [answer] + ([without_resuming(at.problem, answer, alert)] if answer.resumes else [])
    ranked = []
    for rank, way in enumerate(ways):
        trip = trip_of(at.problem, way, number, name)
        kept = [flown for flown in at.flown if flown is not way.trip]
        over = tuple(sorted([*kept, trip], key=lambda flown: flown.takeoff_s))
        broken = {(way.trip.day, way.trip.number)} if way.trip is not None and not way.resumes else set()
        stand = tuple(standings(at.problem, over, at.now_s))
        begun = replace(at.begun, over=over, stand=stand, gone=at.begun.gone | broken)
        day = mend_day(at.problem, begun, frozenset(), known)
        gone = day.missed + (way.trip is not None and not way.resumes)
        ranked.append(((gone, rank), way, begun))
    _, way, begun = min(ranked, key=lambda item: item[0])
    return way, begun


def _mend(
    plan: Plan,
    scenario: Scenario,
    made: _Made,
    at: Situation,
    begun: Begun,
    reason: str,
    today: Sequence[Flight] | None = None,
    *,
    ways: Ways | None = None,
    was: Plan | None = None,
) -> None:
    """Mend one day and gather what it has come to; on a day to come `was` says how the docks were to stand."""
    date = at.problem.day
    begun = replace(begun, gone=begun.gone | broken_before(plan))
    told = {(item.id, item.when) for item in plan.required_unmet if item.kind == "drone_task"}
    looks = [look for trip in (*at.begun.over, *at.begun.rounds) for look in trip.looks]
    before = frozenset(
        window
        for window in served(at.problem, looks)
        if (at.problem.tasks[window[0]].id, later(at.problem.start, window[1][0])) not in told
    )
    if at.now_s < 0:
        begun = replace(
            begun, planned=situation((was or plan).flights, scenario, date, None, roster_of(plan)).begun.planned
        )
    day: Mended = mend_day(at.problem, begun, before, ways)
    flown = today
    if flown is None:
        flown = [
            flight for flight in _of_day(plan, date) if seconds_between(at.problem.start, flight.takeoff) <= at.now_s
        ]
    made.flights += [*flown, *flights_of(at.problem, day, _of_day(plan, date))]
    made.unmet += unmet_of(at.problem, day, reason)
    made.changes += changes_of(at.problem, day, reason)


def _situation(plan: Plan, made: _Made, scenario: Scenario, date: dt.date, now: dt.datetime | None) -> Situation:
    """Give how the drones stand on a date after the flights that are mended, as planned from then on."""
    return situation((*made.flights, *_of_day(plan, date)), scenario, date, now, roster_of(plan))


def _dates(plan: Plan, day: dt.date) -> list[dt.date]:
    """List the planning days of flights from one on; the first is there in any case."""
    return sorted({day, *(flight.day for flight in plan.flights if flight.day >= day)})


def _of_day(plan: Plan, day: dt.date) -> list[Flight]:
    return [flight for flight in plan.flights if flight.day == day]


def _is(flight: Flight, trip: Trip | None) -> bool:
    return trip is not None and (flight.day, flight.round) == (trip.day, trip.number)


def _number(plan: Plan, at: Situation, answer: Answer) -> int:
    """Give the number of the flight to an alert: that of the round, or the next one beyond the timetable."""
    if answer.trip is not None:
        return answer.trip.number
    numbers = [flight.round for flight in _of_day(plan, at.problem.day)]
    return max([at.problem.rules.rounds_per_day, *numbers]) + 1


def _broken_off(plan: Plan, scenario: Scenario, at: Situation, answer: Answer, trip: Trip) -> Iterator[Unmet]:
    """Tell a round that is not flown to its end, with the windows that it was to serve on the day before."""
    if trip.day == at.problem.day:
        yield missed(at.problem, trip.number, "round_broken_off")
        return
    problem = prepare(scenario, trip.day)
    yield missed(problem, trip.number, "round_broken_off")
    shift_s = seconds_between(problem.start, at.problem.start)
    kept = [replace(look, start_s=look.start_s + shift_s, end_s=look.end_s + shift_s) for look in answer.looks]
    flown = trips(problem, _of_day(plan, trip.day))
    others = [look for one in flown if one.number != trip.number for look in one.looks]
    was = served(problem, [look for one in flown for look in one.looks])
    yield from unmet_of(problem, Mended(picks=(), lost=was - served(problem, [*others, *kept])), "drone_on_alert")


def _sent(at: Situation, answer: Answer, flight: Flight, now: dt.datetime) -> list[FlightChange]:
    """Tell that a drone goes to an alert, and what becomes of its round."""

    def change(kind: Literal["alert", "broken_off", "resumed"], after_s: float) -> FlightChange:
        return FlightChange(
            kind=kind,
            day=flight.day,
            round=flight.round,
            dock=flight.dock,
            before=now if answer.trip is not None else None,
            after=later(at.problem.start, round(after_s, 1)).astimezone(now.tzinfo),
            reason="drone_on_alert",
        )

    told = [change("alert", answer.arrive_s)]
    if answer.trip is not None:
        told.append(change("resumed" if answer.resumes else "broken_off", answer.leave_s))
    return told


def _alert_notice(at: Situation, answer: Answer, event: DroneAlert, name: str, now: dt.datetime, near: str) -> Notice:
    params = {
        "id": name,
        "near": near,
        "dock": at.problem.docks[answer.dock].id,
        "at": now.isoformat(),
        "arrive": later(at.problem.start, round(answer.arrive_s, 1)).astimezone(now.tzinfo).isoformat(),
        "minutes": event.minutes,
        "lon": event.location[0],
        "lat": event.location[1],
    }
    return Notice(code="drone_alert", params=params)


def _with_parts(plan: Plan, made: _Made, notices: tuple[Notice, ...]) -> Plan:
    """Give the plan with the repaired flights in it."""
    before = plan.solver.get("flights")
    status = before.status if before is not None and before.status == "cancelled" else "feasible"
    return plan.model_copy(
        update={
            "created": dt.datetime.now(ZoneInfo(plan.timezone)).replace(microsecond=0),
            "scenario": None,
            "flights": tuple(sorted(made.flights, key=lambda flight: flight.takeoff.timestamp())),
            "required_unmet": (*plan.required_unmet, *made.unmet),
            "notices": (*plan.notices, *notices),
            "solver": {**plan.solver, "flights": SolverReport(status=status, seconds=round(made.seconds, 3))},
        }
    )
