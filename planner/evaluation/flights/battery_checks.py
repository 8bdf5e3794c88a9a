"""Charges of flights held against what no battery, no dock and no wind allows."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from planner.domain.clock import seconds_between
from planner.domain.drone_model import DroneModel
from planner.domain.plan import Flight, Plan
from planner.domain.scenario import Scenario
from planner.domain.violation import Violation
from planner.drones.check_battery import least_use_pct, most_charge_pct
from planner.evaluation.flights.alternates import home_again
from planner.evaluation.flights.tracks import FlightTrack, by_dock, fleet, tracks
from planner.evaluation.flights.weather import ToldWeather
from planner.evaluation.kept import Kept, Same
from planner.geo import Floats, Frame

PERCENT_SLACK = 0.25
"""Charge is planned in tenths of a percent and written rounded [%]."""
TIME_MIN = 0.02
"""Times are written in tenths of seconds [min]."""
RESERVE_SHARE = 1.2
"""The way home is counted with a fifth more than it takes."""
TOP_SPEED_SHARE = 1.5
"""Highest speed through the air of a model that states none, as a part of its cruise."""


_known: Kept[tuple[int, float, float] | None] = Kept()


def battery(plan: Plan, scenario: Scenario) -> Iterator[Violation]:
    """A flight starts with enough charge and no more than full, uses what its time takes, and lands with enough."""
    known = fleet(scenario)
    for flight in plan.flights:
        if flight.dock not in known:
            continue
        model = known[flight.dock][1]
        where = {"day": flight.day, "round": flight.round, "dock": flight.dock}
        needed = least_use_pct(seconds_between(flight.takeoff, flight.landing) / 60, model)
        before, after = flight.battery_before_pct, flight.battery_after_pct
        low = after < model.lowest_pct - PERCENT_SLACK
        if before - after < needed - PERCENT_SLACK or low or before > model.start_pct + PERCENT_SLACK:
            yield Violation(code="battery_wrong", params=where)
        if before < model.threshold_pct - PERCENT_SLACK:
            params = {**where, "before_pct": before, "threshold_pct": model.threshold_pct}
            yield Violation(code="charge_below_threshold", params=params)


def charging(plan: Plan, scenario: Scenario) -> Iterator[Violation]:
    """Between two flights of a dock the charge rises no more than the dock can give."""
    known = fleet(scenario)
    for dock_id, flights in by_dock(plan).items():
        for earlier, following in pairwise(flights if dock_id in known else ()):
            model = known[dock_id][1]
            pause_min = seconds_between(home_again(earlier, scenario), following.takeoff) / 60 - model.overhead_min
            most = most_charge_pct(earlier.battery_after_pct, pause_min + TIME_MIN, model)
            if pause_min < -TIME_MIN or following.battery_before_pct > most + PERCENT_SLACK:
                yield Violation(code="charged_too_fast", params={"dock": dock_id, "takeoff": following.takeoff})


def return_reserve(plan: Plan, scenario: Scenario) -> Iterator[Violation]:
    """From every point of its path a drone could come home against the wind, and with a fifth of the way to spare.

    The way home is counted straight to the dock or an alternate at the least power, and the charge at a point as the
    most that can be left there: a plan that fails this fails for any battery.
    """
    known, frame, weather = fleet(scenario), Frame(scenario.station.base), ToldWeather(scenario)
    for track in tracks(plan, frame):
        if track.flight.dock not in known:
            continue
        dock, model = known[track.flight.dock]
        homes = (dock.location, *dock.alternates)
        key = (homes, model, Same(scenario.weather), scenario.station.base, scenario.station.timezone)
        found = _known.of(
            track.flight,
            key,
            lambda: _short(track, frame.metres(homes), model, weather),  # noqa: B023 - asked at once
        )
        if found is not None:
            yield Violation(code="return_reserve_missing", params=_where(track.flight, *found))


def _short(
    track: FlightTrack, homes: Floats, model: DroneModel, weather: ToldWeather
) -> tuple[int, float, float] | None:
    """Give the first point of a path with too little charge for coming home, what is needed and left [%]; else None."""
    left = track.flight.battery_before_pct - _used_pct(track, model)
    needed = _home_pct(track, homes, model, weather)
    short = np.flatnonzero(left < needed - PERCENT_SLACK)
    return (int(short[0]), float(needed[short[0]]), float(left[short[0]])) if len(short) else None


def _where(flight: Flight, row: int, needed_pct: float, left_pct: float) -> dict[str, object]:
    figures = {"needed_pct": needed_pct, "left_pct": left_pct}
    return {"day": flight.day, "round": flight.round, "at": flight.path[row][3], **figures}


def _used_pct(track: FlightTrack, model: DroneModel) -> Floats:
    """Give the least charge that is used up to each point of a path, (n,) [%]."""
    return np.array([least_use_pct(float(at - track.path[0, 3]) / 60, model) for at in track.path[:, 3]])


def _home_pct(track: FlightTrack, homes: Floats, model: DroneModel, weather: ToldWeather) -> Floats:
    """Give the least charge for coming home from each point of a path, a fifth more included, (n,) [%]."""
    seconds = []
    for x, y, height_m, at_s in track.path:
        told = weather.at(float(at_s))
        wind_mps = 0.0 if told is None else max(told.wind_mps, told.gust_mps)
        way_m = float(np.hypot(homes[:, 0] - x, homes[:, 1] - y).min())
        seconds.append(_way_s(way_m, wind_mps, model) + height_m / model.descent_mps)
    return np.array([RESERVE_SHARE * least_use_pct(each / 60, model) for each in seconds])


def _way_s(way_m: float, wind_mps: float, model: DroneModel) -> float:
    """Give the time of a straight way against the wind [s]; inf if the wind is stronger than the drone."""
    if way_m < 1.0:
        return 0.0
    top_mps = TOP_SPEED_SHARE * model.cruise_mps if model.airspeed_mps is None else model.airspeed_mps
    ground_mps = min(model.cruise_mps, top_mps - wind_mps)
    return way_m / ground_mps if ground_mps > 0 else math.inf
