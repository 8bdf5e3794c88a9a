"""A mended day as nouns of the plan: flights, what is unmet, and what was changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from planner.domain.clock import later
from planner.domain.plan import Fix, Flight, Unmet
from planner.domain.repair import FlightChange
from planner.drones import report
from planner.drones.problem import DroneProblem, DroneResult, Look, Round
from planner.drones.repairing.day import Mended, looks_of
from planner.drones.repairing.detour import Answer
from planner.drones.repairing.mend import SAME_PCT, Pick
from planner.drones.repairing.trips import Trip

ALERT = "alert"
"""Purpose of a flight to an alert."""
OPERATOR_AWAY = "operator_away"
"""Reason of rounds that nobody is left to watch."""


def flights_of(problem: DroneProblem, mended: Mended, before: Sequence[Flight]) -> tuple[Flight, ...]:
    """Give the rounds of a mended day; one whose way, time and charge are the same is the same to the last point."""
    known = {flight.round: flight for flight in before}
    made = {flight.round: flight for flight in report.flights(problem, _result(map(_round, _flown(mended))))}
    told = []
    for pick in _flown(mended):
        old, new = known[pick.trip.number], made[pick.trip.number]
        if not pick.changed:
            same = abs(pick.before_pct - old.battery_before_pct) <= SAME_PCT
            charge = {"battery_before_pct": new.battery_before_pct, "battery_after_pct": new.battery_after_pct}
            new = old if same else old.model_copy(update=charge)
        told.append(new)
    return tuple(told)


def flight_of(problem: DroneProblem, answer: Answer, number: int, alert: str) -> Flight:
    """Give the flight that answers an alert: the round that was broken off, or one beyond the timetable."""
    flight = _flight(problem, answer, number)
    day = problem.day if answer.trip is None else answer.trip.day
    purpose = ", ".join(filter(None, (ALERT, flight.purpose)))[:300]
    return flight.model_copy(update={"day": day, "alert": alert, "purpose": purpose})


def flight_landed(problem: DroneProblem, old: Flight, new: Trip, alternate: tuple[float, float]) -> Flight:
    """Give a flight that lands at an alternate [deg] instead of its dock."""
    flight = _flight(problem, new, new.number)
    update = {"day": old.day, "alert": old.alert, "purpose": old.purpose, "alternate": alternate}
    return flight.model_copy(update=update)


def _flight(problem: DroneProblem, flown: Answer | Trip, number: int) -> Flight:
    item = Round(
        number=number,
        dock=flown.dock,
        path=flown.path,
        before_pct=flown.before_pct,
        after_pct=flown.after_pct,
        looks=flown.looks,
    )
    (flight,) = report.flights(problem, _result([item]))
    return flight


def trip_of(problem: DroneProblem, answer: Answer, number: int, alert: str) -> Trip:
    """Give the same flight in the solver's units."""
    return Trip(
        day=problem.day if answer.trip is None else answer.trip.day,
        number=number,
        dock=answer.dock,
        path=answer.path,
        before_pct=answer.before_pct,
        after_pct=answer.after_pct,
        looks=answer.looks,
        alert=alert,
    )


def unmet_of(problem: DroneProblem, mended: Mended, reason: str) -> tuple[Unmet, ...]:
    """Give the rounds that are missed and the windows that are not served because of what has happened."""
    rounds = [missed(problem, pick.trip.number, reason) for pick in mended.picks if pick.way is None]
    tasks = [
        Unmet(
            kind="drone_task",
            id=problem.tasks[task].id,
            when=later(problem.start, span[0]),
            reason=reason,
            fix=_fix(problem, reason),
        )
        for task, span in sorted(mended.lost)
    ]
    return (*rounds, *tasks)


def missed(problem: DroneProblem, number: int, reason: str) -> Unmet:
    """Give a round of the timetable that is not flown, or not to its end."""
    when = later(problem.start, float(problem.departures_s[number - 1]))
    return Unmet(kind="round", id=str(number), when=when, reason=reason, fix=_fix(problem, reason))


def _fix(problem: DroneProblem, reason: str) -> Fix:
    """Ask for another dock, or for another operator where one is away."""
    if reason == OPERATOR_AWAY:
        return Fix(code="add_officers", params={"count": 1, "duty": problem.rules.operator_duty})
    return Fix(code="add_dock", params={"count": 1})


def changes_of(problem: DroneProblem, mended: Mended, reason: str) -> tuple[FlightChange, ...]:
    """List the rounds that are not as they were."""
    return tuple(_change(problem, pick, reason) for pick in mended.picks if pick.changed)


def _change(problem: DroneProblem, pick: Pick, reason: str) -> FlightChange:
    old = problem.docks[pick.trip.dock].id
    before = later(problem.start, round(pick.trip.takeoff_s, 1))
    common = {"day": pick.trip.day, "round": pick.trip.number, "before": before, "dock_before": old, "reason": reason}
    if pick.way is None:
        return FlightChange(kind="missed", dock=old, **common)
    after = later(problem.start, round(pick.depart_s, 1))
    kind = "moved" if pick.way.dock == pick.trip.dock else "other_dock"
    return FlightChange(kind=kind, dock=problem.docks[pick.way.dock].id, after=after, **common)


def _flown(mended: Mended) -> list[Pick]:
    return [pick for pick in mended.picks if pick.way is not None]


def _round(pick: Pick) -> Round:
    looks: tuple[Look, ...] = looks_of(pick)
    used_pct = pick.way.used_pct if pick.way is not None else 0.0
    return Round(
        number=pick.trip.number,
        dock=pick.way.dock if pick.way is not None else pick.trip.dock,
        path=pick.path,
        before_pct=pick.before_pct,
        after_pct=pick.before_pct - used_pct,
        looks=looks,
    )


def _result(rounds: Iterable[Round]) -> DroneResult:
    return DroneResult(
        status="feasible",
        objective=None,
        bound=None,
        rounds_bound=0,
        worth=0.0,
        seconds=0.0,
        rounds=tuple(rounds),
        short=(),
    )
