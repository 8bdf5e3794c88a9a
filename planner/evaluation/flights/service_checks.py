"""Flights held against the rules of the day: lengths, outages, quiet hours, weather, operators and hand-overs."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator
from itertools import pairwise
from zoneinfo import ZoneInfo

from planner.domain.clock import seconds_between
from planner.domain.plan import Flight, Plan
from planner.domain.scenario import Scenario
from planner.domain.violation import Violation
from planner.drones.check_service import crowded, figures, is_closed
from planner.evaluation.flights.tracks import Seconds, fleet, open_spans, seconds_of
from planner.evaluation.flights.weather import ToldWeather

TIME_S = 1.0
"""Times are held to this [s]."""
NEAR_S = 43_200.0
"""A flight departs no farther than this from the time of its round [s]."""
NO_ROSTER = ("skipped", "cancelled")
"""How the stage of the roster ends where no roster was made."""


def _where(flight: Flight) -> dict[str, object]:
    return {"day": flight.day, "round": flight.round}


def _span(flight: Flight) -> Seconds:
    return flight.takeoff.timestamp(), flight.landing.timestamp()


def rounds_have_their_length(plan: Plan, scenario: Scenario) -> Iterator[Violation]:
    """A round is neither longer nor shorter than the rules say; one that answers an alert or breaks off may be."""
    rules = scenario.rounds
    for flight in plan.flights:
        minutes = seconds_between(flight.takeoff, flight.landing) / 60
        params = {**_where(flight), "minutes": minutes}
        if not flight.alert and minutes > rules.round_min + TIME_S / 60:
            yield Violation(code="round_too_long", params={**params, "bound_min": rules.round_min})
        if not flight.alert and flight.alternate is None and minutes < rules.shortest_round_min - TIME_S / 60:
            yield Violation(code="round_too_short", params={**params, "bound_min": rules.shortest_round_min})


def docks_out_of_service_rest(plan: Plan, scenario: Scenario) -> Iterator[Violation]:
    """No drone is in the air while its dock is out of service, but one that was and lands at an alternate."""
    zone, known = ZoneInfo(scenario.station.timezone), fleet(scenario)
    for flight in plan.flights:
        outages = known[flight.dock][0].outages if flight.dock in known else ()
        takeoff, landing = _span(flight)
        if any(
            takeoff < seconds_of(outage.end, zone) - TIME_S and landing > seconds_of(outage.start, zone) + TIME_S
            for outage in outages
            if flight.alternate is None or takeoff > seconds_of(outage.start, zone)
        ):
            yield Violation(code="dock_is_out", params={**_where(flight), "dock": flight.dock})


def quiet_hours_are_kept(plan: Plan, scenario: Scenario) -> Iterator[Violation]:
    """No round departs in the quiet hours; a flight that answers an alert may."""
    zone = ZoneInfo(scenario.station.timezone)
    for flight in plan.flights if scenario.rounds.quiet else ():
        at = flight.takeoff.timestamp()
        if not flight.alert and open_spans(scenario.rounds.quiet, at + TIME_S, at - TIME_S, zone):
            yield Violation(code="quiet_not_kept", params={**_where(flight), "at": flight.takeoff})


def weather_lets_them_fly(plan: Plan, scenario: Scenario) -> Iterator[Violation]:
    """No drone is in the air in weather in which it does not fly."""
    weather, known = ToldWeather(scenario), fleet(scenario)
    for flight in plan.flights:
        begin, end = _span(flight)
        for told in weather.during(begin + TIME_S, end - TIME_S) if flight.dock in known else ():
            if is_closed(known[flight.dock][1], told):
                yield Violation(code="weather_too_bad", params={**_where(flight), **figures(told)})
                break


def operators_watch_them(plan: Plan, scenario: Scenario) -> Iterator[Violation]:
    """Never are more drones in the air than the operators on duty can watch."""
    flown = [_span(flight) for flight in plan.flights]
    for span, operators in _watches(plan, scenario):
        most = operators * scenario.rounds.drones_per_operator
        at_s = crowded(flown, span, most)
        if at_s is not None:
            at = dt.datetime.fromtimestamp(at_s, dt.UTC)
            yield Violation(code="operators_missing", params={"at": at, "most": most})


def _watches(plan: Plan, scenario: Scenario) -> Iterator[tuple[Seconds, int]]:
    """Give how many operators are on duty from when to when; nothing where nobody counts them.

    They are those that the rules name, at any time, or the officers of a duty in their shifts. A plan made without a
    roster does not say who is on duty.
    """
    rules, report = scenario.rounds, plan.solver.get("roster")
    if rules.operators is not None:
        yield (-math.inf, math.inf), rules.operators
    elif rules.operator_duty is not None and report is not None and report.status not in NO_ROSTER:
        shifts = [
            (row.start.timestamp(), row.end.timestamp()) for row in plan.roster if row.duty == rules.operator_duty
        ]
        borders = sorted({-math.inf, math.inf, *(moment for shift in shifts for moment in shift)})
        for begin, end in pairwise(borders):
            yield (begin, end), sum(start <= begin and end <= stop for start, stop in shifts)


def _is_told(flight: Flight, plan: Plan) -> bool:
    """Tell whether a flight has not flown its round to the end, for an alert or an alternate, and the plan says so."""
    return bool(flight.alert or flight.alternate) and any(
        item.kind == "round"
        and item.id == str(flight.round)
        and item.when is not None
        and abs(seconds_between(item.when, flight.takeoff)) < NEAR_S
        for item in plan.required_unmet
    )


def one_is_always_in_the_air(plan: Plan, scenario: Scenario) -> Iterator[Violation]:
    """Where the rounds are uninterrupted, each takes off before the one before it lands, if neither is missed."""
    rules = scenario.rounds
    rounds = {
        (flight.day, flight.round): flight
        for flight in plan.flights
        if rules.uninterrupted and flight.round <= rules.rounds_per_day and not _is_told(flight, plan)
    }
    for (day, number), flight in rounds.items():
        tomorrow = day + dt.timedelta(days=1)
        following = rounds.get((day, number + 1) if number < rules.rounds_per_day else (tomorrow, 1))
        if following is None:
            continue
        together_min = seconds_between(following.takeoff, flight.landing) / 60
        if together_min < rules.handover_min - TIME_S / 60:
            params = {**_where(flight), "together_min": together_min, "needed_min": rules.handover_min}
            yield Violation(code="drones_do_not_hand_over", params=params)
