"""From a scenario to one planning day of drone work."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import replace
from zoneinfo import ZoneInfo

import shapely
from shapely.geometry.base import BaseGeometry

from planner.domain.clock import instant, next_day, openings, seconds_between
from planner.domain.demand import Demand
from planner.domain.dock import Dock
from planner.domain.drone_model import DroneModel
from planner.domain.drone_task import DroneTask
from planner.domain.noun import Window
from planner.domain.place import Zone
from planner.domain.plan import Flight
from planner.domain.scenario import Scenario
from planner.drones.expected_calls import ExpectedCalls
from planner.drones.fetched import home_again_s
from planner.drones.looks.places import places
from planner.drones.operators_on_duty import Roster, operators_on_duty
from planner.drones.problem import DAY_S, DockSite, DroneProblem, DroneZone, LookTask, OperatorSpan, Span, WeatherSpan
from planner.geo import Frame

DATES_AROUND = (-2, -1, 0, 1, 2)
"""Dates on which a window that touches a planning day can open, counted from the day's: clocks run to 48:00."""
ALWAYS: tuple[Span, ...] = ((-DAY_S, 3 * DAY_S),)
"""Active longer than any flight of the day."""


def prepare(
    scenario: Scenario,
    day: dt.date,
    *,
    before: tuple[Flight, ...] = (),
    roster: Roster | None = None,
    demand: Demand | None = None,
) -> DroneProblem:
    """Make the problem of one planning day.

    Parameters
    ----------
    scenario
        The station.
    day
        Date on which the planning day starts; it runs 24 h from the scenario's start of day.
    before
        Flights of the planning days before: their docks are carried on with the charge and the time of their last
        landing. Docks without a flight start full.
    roster
        Every shift of every officer, where a duty watches the drones; None: no roster was made, and nobody counts
        operators by it.
    demand
        Expected calls, which the worth of ground follows over the day; None: every hour is worth the same.
    """
    zone = ZoneInfo(scenario.station.timezone)
    start = instant(day, scenario.day_start_min, zone)
    length_s = seconds_between(start, next_day(start, scenario.day_start_min))
    frame = Frame(scenario.station.base)
    models = {model.id: model for model in scenario.drone_models}
    tasks = tuple(_task(task, start, length_s, frame) for task in scenario.drone_tasks)
    return DroneProblem(
        day=day,
        start=start,
        centre=scenario.station.base,
        docks=tuple(_dock(dock, models[dock.model], before, start, frame) for dock in scenario.docks),
        zones=tuple(_zone(item, start, frame) for item in scenario.zones),
        tasks=_with_calls(tasks, None if demand is None else ExpectedCalls(scenario, demand, start, length_s)),
        rules=scenario.rounds,
        weather=_weather(scenario, start),
        quiet=tuple(spans(scenario.rounds.quiet, start)),
        operators=_operators(scenario, roster, start),
        night=() if scenario.rounds.night is None else tuple(spans((scenario.rounds.night,), start)),
    )


def _with_calls(tasks: tuple[LookTask, ...], expected: ExpectedCalls | None) -> tuple[LookTask, ...]:
    """Tell of every task how the calls expected on its ground lie over the day, where that is known."""
    if expected is None:
        return tasks
    return tuple(replace(task, calls=expected.over(places(task.shape))) for task in tasks)


def _operators(scenario: Scenario, roster: Roster | None, start: dt.datetime) -> tuple[OperatorSpan, ...]:
    """Give the operators on duty: those that the rules of the rounds name, all day, or those of the roster."""
    rules = scenario.rounds
    if rules.operators is not None:
        return (OperatorSpan(span=ALWAYS[0], operators=rules.operators),)
    if rules.operator_duty is None or roster is None:
        return ()
    return operators_on_duty(rules, roster, start) or (OperatorSpan(span=ALWAYS[0], operators=0),)


def _weather(scenario: Scenario, start: dt.datetime) -> tuple[WeatherSpan, ...]:
    """Give the weather that touches a planning day; each hour lasts until the next one."""
    told = sorted(scenario.weather, key=lambda hour: _since(start, hour.start))
    begins = [_since(start, hour.start) for hour in told]
    found = [
        WeatherSpan(span=(begin, end), told=hour)
        for hour, begin, end in zip(told, begins, [*begins, ALWAYS[0][1]][1:], strict=True)
        if begin < end and end > 0 and begin < ALWAYS[0][1]
    ]
    return tuple(found)


def _since(start: dt.datetime, moment: dt.datetime) -> float:
    """Give the seconds from the day's start to a moment, on the station's clock where it has no offset."""
    return seconds_between(start, moment if moment.tzinfo else moment.replace(tzinfo=start.tzinfo))


def spans(windows: tuple[Window, ...], start: dt.datetime) -> list[Span]:
    """Give the openings of windows on the dates about a planning day, in seconds since its start."""
    zone = start.tzinfo
    if not isinstance(zone, ZoneInfo):
        raise TypeError("the start of a planning day stands in a named zone")
    dates = [start.date() + dt.timedelta(days=offset) for offset in DATES_AROUND]
    return sorted(
        (seconds_between(start, opens), seconds_between(start, closes))
        for date in dates
        for opens, closes in openings(windows, date, zone)
    )


def _landing(flight: Flight) -> float:
    return flight.landing.timestamp()


def _dock(dock: Dock, model: DroneModel, before: tuple[Flight, ...], start: dt.datetime, frame: Frame) -> DockSite:
    outages = tuple((_since(start, item.start), _since(start, item.end)) for item in dock.outages)
    last = max((flight for flight in before if flight.dock == dock.id), key=_landing, default=None)
    ready_s, ready_pct = 0.0, model.start_pct
    if last is not None:
        landing_s, ready_pct = seconds_between(start, last.landing), last.battery_after_pct
        home_s = landing_s if last.alternate is None else home_again_s(outages, landing_s)
        ready_s = home_s + model.overhead_min * 60.0
    x, y = frame.metres([dock.location])[0]
    return DockSite(
        id=dock.id,
        drone=dock.drone,
        xy=(float(x), float(y)),
        radius_m=dock.radius_m,
        model=model,
        ready_s=ready_s,
        ready_pct=ready_pct,
        outages=outages,
        alternates=tuple((float(east), float(north)) for east, north in frame.metres(list(dock.alternates))),
    )


def _zone(zone: Zone, start: dt.datetime, frame: Frame) -> DroneZone:
    below_m = zone.ceiling_m if zone.kind == "restricted" and zone.ceiling_m is not None else 0.0
    return DroneZone(
        id=zone.id,
        shape=shapely.make_valid(frame.polygon(zone.region)),
        active=tuple(spans(zone.windows, start)) if zone.windows else ALWAYS,
        ceiling_m=below_m,
        top_m=math.inf if zone.top_m is None else zone.top_m,
        stand_off_m=zone.stand_off_m,
        camera_off=zone.camera_off,
    )


def _task(task: DroneTask, start: dt.datetime, length_s: float, frame: Frame) -> LookTask:
    windows = spans(task.windows, start)
    if task.required:
        # A window belongs to the planning day in which it opens.
        windows = [span for span in windows if 0 <= span[0] < length_s] if task.windows else [(0.0, DAY_S)]
    return LookTask(
        id=task.id,
        purpose=task.purpose,
        shape=_shape(task, frame),
        windows=tuple(windows),
        required=task.required,
        value=task.value,
        hover_s=task.hover_s,
        orbit_m=task.orbit_m if task.point is not None and task.watch == "orbit" else 0.0,
        heading_deg=task.heading_deg,
        lines=task.lines,
    )


def _shape(task: DroneTask, frame: Frame) -> BaseGeometry:
    if task.point is not None:
        return shapely.Point(frame.metres([task.point])[0])
    if task.line is not None:
        return frame.line(task.line)
    if task.region is not None:
        parts = shapely.get_parts(shapely.make_valid(frame.polygon(task.region)))
        return shapely.MultiPolygon([piece for part in parts for piece in shapely.get_parts(part) if piece.area > 0])
    raise ValueError("a drone task is a point, a line or a region; the reader of scenarios has checked it")
