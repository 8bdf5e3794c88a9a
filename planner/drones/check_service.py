"""Rounds held against the timetable and the rules of the day: lengths, quiet hours, weather, operators, hand-overs."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from planner.domain.drone_model import DroneModel
from planner.domain.violation import Violation
from planner.domain.weather import WeatherHour
from planner.drones.problem import DAY_S, DroneProblem, DroneResult, Span

TIME_S = 0.2
"""Times are written in tenths of seconds [s]."""
SPEED_SHARE = 0.01
"""Speeds are held to this part of the limit."""
SPEED_M = 0.1
"""And legs to this length beyond it [m]."""


def no_faster_than_the_drone(problem: DroneProblem, result: DroneResult) -> Iterator[Violation]:
    """Between two points of a path a drone is no faster than it cruises, climbs or descends, and time goes on."""
    for item in result.rounds:
        model = problem.docks[item.dock].model
        for a, b in pairwise(item.path):
            span_s = b[3] - a[3]
            level_m, up_m = math.hypot(b[0] - a[0], b[1] - a[1]), b[2] - a[2]
            vertical_mps = model.climb_mps if up_m > 0 else model.descent_mps
            too_fast = level_m > model.cruise_mps * span_s * (1 + SPEED_SHARE) + SPEED_M
            too_steep = abs(up_m) > vertical_mps * span_s * (1 + SPEED_SHARE) + SPEED_M
            if span_s <= 0 or too_fast or too_steep:
                speed = math.hypot(level_m, up_m) / span_s if span_s > 0 else math.inf
                yield Violation(code="flight_too_fast", params={"round": item.number, "speed_mps": speed})
                break


def no_longer_than_a_round(problem: DroneProblem, result: DroneResult) -> Iterator[Violation]:
    """No flight takes longer than the longest round, nor less than the shortest."""
    rules = problem.rules
    for item in result.rounds:
        minutes = (item.landing_s - item.takeoff_s) / 60.0
        if minutes > rules.round_min + TIME_S / 60.0:
            params = {"round": item.number, "minutes": minutes, "longest_min": rules.round_min}
            yield Violation(code="flight_too_long", params=params)
        if minutes < rules.shortest_round_min - TIME_S / 60.0:
            params = {"round": item.number, "minutes": minutes, "shortest_min": rules.shortest_round_min}
            yield Violation(code="flight_too_short", params=params)


def rounds_of_the_timetable(problem: DroneProblem, result: DroneResult) -> Iterator[Violation]:
    """Every round of the timetable flies once, near its departure, or is reported as missed."""
    rules = problem.rules
    missed = [int(item.id) for item in result.short if item.kind == "round"]
    count = Counter([item.number for item in result.rounds] + missed)
    for number in sorted({*range(1, rules.rounds_per_day + 1), *count}):
        if count[number] != 1 or not 1 <= number <= rules.rounds_per_day:
            yield Violation(code="round_not_once", params={"round": number, "count": count[number]})
    headway_s = rules.headway_min * 60.0 if rules.headway_min is not None else DAY_S / rules.rounds_per_day
    for item in result.rounds:
        shift_s = item.takeoff_s - (item.number - 1) * headway_s
        if abs(shift_s) > rules.tolerance_min * 60.0 + TIME_S or not -TIME_S <= item.takeoff_s <= DAY_S:
            yield Violation(code="round_off_timetable", params={"round": item.number, "shift_min": shift_s / 60.0})


def no_departure_in_quiet_hours(problem: DroneProblem, result: DroneResult) -> Iterator[Violation]:
    """No round departs in the quiet hours."""
    for item in result.rounds:
        if any(start + TIME_S < item.takeoff_s < end - TIME_S for start, end in problem.quiet):
            yield Violation(code="round_in_quiet_hours", params={"round": item.number})


def is_closed(model: DroneModel, told: WeatherHour) -> bool:
    """Tell whether a drone does not fly in some weather."""
    too_windy = told.wind_mps > model.wind_mps or told.gust_mps > model.gust_mps
    too_cold = told.temperature_c < (model.coldest_rain_c if told.rain else model.coldest_c)
    return too_windy or too_cold or told.rain > model.rain or told.temperature_c < model.coldest_c


def figures(told: WeatherHour) -> dict[str, float]:
    """Give what a sentence about some weather needs."""
    return {"wind_mps": told.wind_mps, "gust_mps": told.gust_mps, "rain": told.rain, "c": told.temperature_c}


def only_in_the_weather_it_flies_in(problem: DroneProblem, result: DroneResult) -> Iterator[Violation]:
    """No drone is in the air in weather in which it does not fly."""
    for item in result.rounds:
        model = problem.docks[item.dock].model
        for hour in problem.weather:
            met = item.takeoff_s < hour.span[1] - TIME_S and item.landing_s > hour.span[0] + TIME_S
            if met and is_closed(model, hour.told):
                yield Violation(code="flight_in_weather", params={"round": item.number, **figures(hour.told)})
                break


def crowded(flown: Iterable[Span], span: Span, most: int) -> float | None:
    """Give the first moment in a span at which more drones are in the air than may be; None: there is none.

    Parameters
    ----------
    flown
        Take-offs and landings [s].
    span
        From and to [s].
    most
        How many may be in the air.
    """
    changes = sorted(
        change
        for start, end in ((max(begin, span[0]), min(stop, span[1])) for begin, stop in flown)
        if end - start > TIME_S
        for change in ((start, 1), (end - TIME_S, -1))
    )
    aloft = 0
    for at, change in changes:
        aloft += change
        if aloft > most:
            return at
    return None


def enough_operators(problem: DroneProblem, result: DroneResult) -> Iterator[Violation]:
    """Never are more drones in the air than the operators on duty can watch, and none while nobody is on duty."""
    flown = [(item.takeoff_s, item.landing_s) for item in result.rounds]
    watched = [(item.span, item.operators * problem.rules.drones_per_operator) for item in problem.operators]
    for span, most in [*watched, *((span, 0) for span in between([span for span, _ in watched]))]:
        at_s = crowded(flown, span, most)
        if at_s is not None:
            yield Violation(code="too_few_operators", params={"at_min": at_s / 60.0, "most": most})


def between(spans: Iterable[Span]) -> Iterator[Span]:
    """Give what lies before, between and after some spans of time; nothing if there are none."""
    ordered = sorted(spans)
    since = -math.inf
    for start, end in ordered:
        if start > since:
            yield since, start
        since = max(since, end)
    if ordered:
        yield since, math.inf


def hand_overs_overlap(problem: DroneProblem, result: DroneResult) -> Iterator[Violation]:
    """Where one drone is always to be in the air, each round takes off before the one before it lands."""
    rules = problem.rules
    if not rules.uninterrupted:
        return
    flown = {item.number: item for item in result.rounds}
    for number, item in sorted(flown.items()):
        following = flown.get(number + 1)
        if following is None:
            continue
        together_min = (item.landing_s - following.takeoff_s) / 60.0
        if together_min < rules.handover_min - 2 * TIME_S / 60.0:
            params = {"round": number, "together_min": together_min, "needed_min": rules.handover_min}
            yield Violation(code="hand_over_missing", params=params)
