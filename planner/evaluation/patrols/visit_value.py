"""What the optional visits of a plan are worth together, with what repeats at one place count for."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple
from zoneinfo import ZoneInfo

import numpy as np

from planner.domain.clock import later, seconds_between
from planner.domain.demand import Demand
from planner.domain.plan import Plan, Stop
from planner.domain.scenario import Scenario
from planner.evaluation.moments import instant, openings
from planner.evaluation.patrols.work_checks import works
from planner.grids.hot_spots import hot_spots

SLACK_S = 1.0
"""Allowance for rounded moments [s]."""


class Offer(NamedTuple):
    """A visit that could be made: the planning day it belongs to, when, for how long at least, and its worth."""

    day: int
    opens: dt.datetime
    closes: dt.datetime
    stay_s: float
    value: float


def optional_value(plan: Plan, scenario: Scenario, demand: Demand) -> float:
    """Give the value of the optional visits made [points].

    Of the visits to one place in a planning day the n-th best counts with ``repeat_share ** (n - 1)``. A stop makes the
    visit in whose window it lies; where windows overlap, stops are matched to visits for the most value.
    """
    starts = _day_starts(plan, scenario)
    offers = _offers(scenario, demand, starts)
    stops: dict[tuple[str, str], list[Stop]] = defaultdict(list)
    for route in plan.routes:
        for stop in route.stops:
            if not stop.required and (stop.kind, stop.id) in offers:
                stops[stop.kind, stop.id].append(stop)
    share = scenario.patrol.repeat_share
    total = 0.0
    for place, own in stops.items():
        values: dict[int, list[float]] = defaultdict(list)
        for offer in _made(own, offers[place]):
            values[offer.day].append(offer.value)
        for day in values.values():
            total += sum(value * share**rank for rank, value in enumerate(sorted(day, reverse=True)))
    return total


def _day_starts(plan: Plan, scenario: Scenario) -> list[dt.datetime]:
    """Give when each of the plan's planning days begins, and when the last one ends, in UTC."""
    zone, minutes = ZoneInfo(scenario.station.timezone), scenario.day_start_min
    first = (later(plan.start, -60.0 * minutes)).astimezone(zone).date()
    starts = [instant(first, minutes, zone)]
    while starts[-1] < plan.end:
        starts.append(instant(first + dt.timedelta(days=len(starts)), minutes, zone))
    return starts


def _offers(scenario: Scenario, demand: Demand, starts: list[dt.datetime]) -> dict[tuple[str, str], list[Offer]]:
    """List the optional visits of the plan's days by kind and id."""
    zone = ZoneInfo(scenario.station.timezone)
    offers: dict[tuple[str, str], list[Offer]] = defaultdict(list)
    for day, start in enumerate(starts[:-1]):
        for spot in hot_spots(scenario, demand, start.astimezone(zone).date()):
            offers["point", spot.place].append(Offer(day, spot.opens, spot.closes, spot.dwell_s, spot.value))
    dates = [starts[0].astimezone(zone).date() + dt.timedelta(days=n) for n in range(-2, len(starts) + 1)]
    for kind, work in works(scenario):
        for rule in work.visits:
            for opens, closes in openings((rule,), dates, zone) if not rule.required else ():
                part_s = seconds_between(opens, closes) / rule.count
                for number in range(rule.count):
                    begin, end = later(opens, part_s * number), later(opens, part_s * (number + 1))
                    day = next((n for n, start in enumerate(starts[1:]) if starts[0] <= begin < start), -1)
                    if day >= 0:
                        offers[kind, work.id].append(Offer(day, begin, end, rule.dwell_min * 60, rule.value))
    return offers


def _made(stops: list[Stop], offers: list[Offer]) -> Iterator[Offer]:
    """Match stops to the visits that they can have made, for the most value; give those visits."""
    from scipy.optimize import linear_sum_assignment

    spans = [(offer.opens.timestamp(), offer.closes.timestamp(), offer.stay_s) for offer in offers]
    fits = [[_makes(stay, span) for span in spans] for stay in map(_stay, stops)]
    worth = np.where(fits, [offer.value for offer in offers], -1.0)
    for row, column in zip(*linear_sum_assignment(worth, maximize=True), strict=True):
        if worth[row, column] >= 0:
            yield offers[column]


def _stay(stop: Stop) -> tuple[float, float, bool]:
    """Give when a stay begins and ends [s since 1970], and whether the unit may wait on there."""
    return stop.arrive.timestamp(), stop.depart.timestamp(), stop.kind == "point"


def _makes(stay: tuple[float, float, bool], span: tuple[float, float, float]) -> bool:
    """Tell whether a stay lies in a visit's window; who waits on at a point may leave it later.

    Parameters
    ----------
    span
        When the window opens and closes [s since 1970], and the stay that it asks for [s].
    """
    (arrive_s, depart_s, waits), (opens_s, closes_s, wanted_s) = stay, span
    over_s = min(depart_s, arrive_s + wanted_s) if waits else depart_s
    inside = arrive_s >= opens_s - SLACK_S and over_s <= closes_s + SLACK_S
    return inside and over_s - arrive_s >= wanted_s - SLACK_S
