"""Flights held against airspace, batteries, docks and the timetable, with geometry of its own."""

from __future__ import annotations

import datetime as dt
import math
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from zoneinfo import ZoneInfo

from shapely import LineString, MultiPolygon

from planner.domain.clock import later, seconds_between
from planner.domain.drone import Dock, DroneModel
from planner.domain.place import Zone
from planner.domain.plan import Flight, Plan
from planner.domain.scenario import Scenario
from planner.domain.violation import Violation
from planner.evaluation.moments import instant, openings
from planner.evaluation.stages import solved
from planner.geo import Frame, great_circle_m

PERCENT_SLACK = 0.25
"""Charge is planned in tenths of a percent and written rounded [%]."""
METRE = 1.0


def _by_dock(plan: Plan) -> dict[str, list[Flight]]:
    flights: dict[str, list[Flight]] = defaultdict(list)
    for flight in plan.flights:
        flights[flight.dock].append(flight)
    return {dock: sorted(own, key=lambda flight: flight.takeoff.timestamp()) for dock, own in flights.items()}


def _fleet(scenario: Scenario) -> dict[str, tuple[Dock, DroneModel]]:
    models = {model.id: model for model in scenario.drone_models}
    return {dock.id: (dock, models[dock.model]) for dock in scenario.docks}


def _flown(plan: Plan) -> Iterator[Flight]:
    """Give the flights that have a path; `times_increase` tells of the others."""
    return (flight for flight in plan.flights if len(flight.path) > 1)


def times_increase(plan: Plan) -> Iterator[Violation]:
    """A flight's path runs forward in time from take-off to landing, and begins and ends at one place."""
    for flight in plan.flights:
        moments = [moment for *_, moment in flight.path]
        forward = all(seconds_between(a, b) >= 0 for a, b in pairwise(moments))
        if len(moments) < 2 or not forward or moments[0] < flight.takeoff or moments[-1] > flight.landing:
            yield Violation(code="flight_time_wrong", params={"day": flight.day, "round": flight.round})
        elif float(great_circle_m(flight.path[0][:2], flight.path[-1][:2])) > METRE:
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
    for dock, flights in _by_dock(plan).items():
        for earlier, following in pairwise(flights):
            if following.takeoff < earlier.landing:
                yield Violation(code="dock_used_twice", params={"dock": dock, "takeoff": following.takeoff})


def legal_airspace(plan: Plan, scenario: Scenario) -> Iterator[Violation]:
    """No flight crosses a closed zone while the zone is active."""
    frame = Frame(scenario.station.base)
    zone = ZoneInfo(scenario.station.timezone)
    shapes = [(closed, frame.polygon(closed.region)) for closed in scenario.zones]
    for flight in _flown(plan):
        path = LineString(frame.metres([point[:2] for point in flight.path]))
        for closed, shape in shapes:
            if _active(closed, flight, zone) and _crosses(flight, closed, shape, path):
                params = {"day": flight.day, "round": flight.round, "zone": closed.id}
                yield Violation(code="in_closed_zone", params=params)


def _active(closed: Zone, flight: Flight, zone: ZoneInfo) -> bool:
    if not closed.windows:
        return True
    first, last = (moment.astimezone(zone).date() for moment in (flight.takeoff, flight.landing))
    days = [first + dt.timedelta(days=n) for n in range(-2, (last - first).days + 1)]
    spans = openings(closed.windows, days, zone)
    return any(opens < flight.landing and closes > flight.takeoff for opens, closes in spans)


def _crosses(flight: Flight, closed: Zone, shape: MultiPolygon, path: LineString) -> bool:
    inside = shape.buffer(-0.5)
    if not path.intersects(inside):
        return False
    allowed_below = closed.kind == "restricted" and closed.ceiling_m is not None
    return not (allowed_below and max(point[2] for point in flight.path) <= (closed.ceiling_m or 0) + 0.5)


def under_the_ceiling(plan: Plan, scenario: Scenario) -> Iterator[Violation]:
    """No flight is higher above ground than the rules allow."""
    for flight in _flown(plan):
        highest = max(point[2] for point in flight.path)
        if highest > scenario.rounds.ceiling_m + 0.5:
            params = {"day": flight.day, "round": flight.round, "height_m": highest}
            yield Violation(code="over_the_ceiling", params={**params, "ceiling_m": scenario.rounds.ceiling_m})


def speed_and_reach(plan: Plan, scenario: Scenario) -> Iterator[Violation]:
    """No drone flies faster than it cruises, climbs or sinks, nor farther from its dock than it may."""
    fleet = _fleet(scenario)
    for flight in _flown(plan):
        if flight.dock not in fleet or flight.drone != fleet[flight.dock][0].drone:
            yield Violation(code="dock_unknown", params={"round": flight.round, "dock": flight.dock})
            continue
        dock, model = fleet[flight.dock]
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


def battery(plan: Plan, scenario: Scenario) -> Iterator[Violation]:
    """Charge falls with flight time, never below the lowest, and rises no faster than the dock charges."""
    fleet = _fleet(scenario)
    for dock_id, flights in _by_dock(plan).items():
        if dock_id not in fleet:
            continue
        model = fleet[dock_id][1]
        for flight in flights:
            minutes = seconds_between(flight.takeoff, flight.landing) / 60
            needed = minutes / (model.endurance_min * model.usable_share) * 100
            used = flight.battery_before_pct - flight.battery_after_pct
            low = flight.battery_after_pct < model.lowest_pct - PERCENT_SLACK
            if used < needed - PERCENT_SLACK or low or flight.battery_before_pct > model.start_pct + PERCENT_SLACK:
                yield Violation(
                    code="battery_wrong", params={"day": flight.day, "round": flight.round, "dock": dock_id}
                )
        for earlier, following in pairwise(flights):
            pause_min = seconds_between(earlier.landing, following.takeoff) / 60
            gained = following.battery_before_pct - earlier.battery_after_pct
            room = (pause_min - model.overhead_min) * model.charge_pct_per_min
            if pause_min < model.overhead_min - 0.02 or gained > room + PERCENT_SLACK:
                yield Violation(code="charged_too_fast", params={"dock": dock_id, "takeoff": following.takeoff})


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
    for day, number in flown:
        yield Violation(code="round_unknown", params={"day": day, "round": number})
