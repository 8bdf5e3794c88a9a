"""Flights held against their docks, their drones' speed and the timetable."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator
from itertools import pairwise
from zoneinfo import ZoneInfo

from planner.domain.clock import later, seconds_between
from planner.domain.plan import Flight, Plan
from planner.domain.scenario import Scenario
from planner.domain.violation import Violation
from planner.evaluation.flights.tracks import by_dock, fleet
from planner.evaluation.moments import instant
from planner.evaluation.stages import solved
from planner.geo import great_circle_m

METRE = 1.0
LENGTH_SHARE = 0.01
"""Lengths on the ellipsoid and on the sphere differ by less than this part."""


def _flown(plan: Plan) -> Iterator[Flight]:
    """Give the flights that have a path; `times_increase` tells of the others."""
    return (flight for flight in plan.flights if len(flight.path) > 1)


def times_increase(plan: Plan) -> Iterator[Violation]:
    """A flight's path runs forward in time from take-off to landing, and ends where it begins or at an alternate."""
    for flight in plan.flights:
        moments = [moment for *_, moment in flight.path]
        forward = all(seconds_between(a, b) >= 0 for a, b in pairwise(moments))
        if len(moments) < 2 or not forward or moments[0] < flight.takeoff or moments[-1] > flight.landing:
            yield Violation(code="flight_time_wrong", params={"day": flight.day, "round": flight.round})
        elif float(great_circle_m(flight.alternate or flight.path[0][:2], flight.path[-1][:2])) > METRE:
            yield Violation(code="flight_not_home", params={"day": flight.day, "round": flight.round})


def rounds_are_numbered_once(plan: Plan) -> Iterator[Violation]:
    """No round of a day flies twice."""
    seen: set[tuple[dt.date, int]] = set()
    for flight in plan.flights:
        if (flight.day, flight.round) in seen:
            yield Violation(code="round_twice", params={"day": flight.day, "round": flight.round})
        seen.add((flight.day, flight.round))


def one_flight_at_a_time(plan: Plan) -> Iterator[Violation]:
    """A dock's drone lands before it takes off again."""
    for dock, flights in by_dock(plan).items():
        for earlier, following in pairwise(flights):
            if following.takeoff < earlier.landing:
                yield Violation(code="dock_used_twice", params={"dock": dock, "takeoff": following.takeoff})


def speed_and_reach(plan: Plan, scenario: Scenario) -> Iterator[Violation]:
    """No drone flies faster than it cruises, climbs or sinks, nor farther from its dock than it may."""
    known = fleet(scenario)
    for flight in _flown(plan):
        if flight.dock not in known or flight.drone != known[flight.dock][0].drone:
            yield Violation(code="dock_unknown", params={"round": flight.round, "dock": flight.dock})
            continue
        dock, model = known[flight.dock]
        places = [point[:2] for point in flight.path]
        lengths_m = great_circle_m(places[:-1], places[1:]).tolist() if len(places) > 1 else []
        for metres, ((*_, low_m, start), (*_, high_m, end)) in zip(lengths_m, pairwise(flight.path), strict=True):
            seconds = seconds_between(start, end) + 0.2
            rise_m = high_m - low_m
            too_fast = metres > model.cruise_mps * seconds * 1.01 + METRE
            if too_fast or rise_m > model.climb_mps * seconds + METRE or -rise_m > model.descent_mps * seconds + METRE:
                yield Violation(code="drone_too_fast", params={"day": flight.day, "round": flight.round, "at": start})
                break
        reach_m = float(great_circle_m(dock.location, places).max())
        if reach_m > dock.radius_m + 5:
            params = {"round": flight.round, "dock": dock.id, "reach_m": reach_m, "radius_m": dock.radius_m}
            yield Violation(code="out_of_reach", params=params)


def lengths_are_right(plan: Plan) -> Iterator[Violation]:
    """A flight states the length of its path over ground."""
    for flight in _flown(plan):
        places = [point[:2] for point in flight.path]
        length_m = float(great_circle_m(places[:-1], places[1:]).sum())
        if abs(length_m - flight.length_m) > LENGTH_SHARE * length_m + METRE:
            params = {"day": flight.day, "round": flight.round, "stated_m": flight.length_m, "path_m": length_m}
            yield Violation(code="flight_length_wrong", params=params)


def rounds_are_accounted(plan: Plan, scenario: Scenario) -> Iterator[Violation]:
    """Every round of every day flies inside its tolerance or is told as missed, and no other flies."""
    if not solved(plan, "flights"):
        return
    zone = ZoneInfo(scenario.station.timezone)
    rules = scenario.rounds
    headway_s = 60 * (rules.headway_min or 24 * 60 / rules.rounds_per_day)
    told = [(unmet.id, unmet.when) for unmet in plan.required_unmet if unmet.kind == "round" and unmet.when]
    flown = {(flight.day, flight.round): flight for flight in plan.flights}
    first = (plan.start.astimezone(zone) - dt.timedelta(minutes=scenario.day_start_min)).date()
    for offset in range(max(1, math.ceil(seconds_between(plan.start, plan.end) / 86400 - 0.1))):
        day = first + dt.timedelta(days=offset)
        begin = instant(day, scenario.day_start_min, zone)
        for number in range(1, rules.rounds_per_day + 1):
            flight = flown.pop((day, number), None)
            due = later(begin, (number - 1) * headway_s)
            if flight is None:
                if not any(name == str(number) and abs(seconds_between(when, due)) < 1 for name, when in told):
                    yield Violation(code="round_not_told", params={"day": day, "round": number})
                continue
            shift_s = seconds_between(due, flight.takeoff)
            if abs(shift_s) > rules.tolerance_min * 60 + 1:
                params = {"day": day, "round": number, "minutes": shift_s / 60, "most": rules.tolerance_min}
                yield Violation(code="round_off_time", params=params)
    for (day, number), flight in flown.items():
        if flight.alert and number > rules.rounds_per_day:
            continue
        yield Violation(code="round_unknown", params={"day": day, "round": number})
