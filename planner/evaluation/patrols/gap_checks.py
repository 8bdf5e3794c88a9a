"""The times between visits held against what was asked for: not too short, not too long, and hot spots left alone."""

from __future__ import annotations

import datetime as dt
import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from zoneinfo import ZoneInfo

from planner.domain.clock import later, seconds_between
from planner.domain.plan import Plan, Stop
from planner.domain.scenario import Scenario
from planner.domain.violation import Violation
from planner.domain.work import VisitRule
from planner.evaluation.moments import Span, openings
from planner.evaluation.patrols.work_checks import works

SLACK_S = 1.0
"""Allowance for rounded moments [s]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stay:
    """A stop as far as it was asked for: who waits on at a point has made the visit when the stay is over."""

    arrive: dt.datetime
    over: dt.datetime


def visits_keep_their_gaps(plan: Plan, scenario: Scenario) -> Iterator[Violation]:
    """Between two visits of one window lie the shortest gap at least and the longest gap at most.

    A part of the window of which something is told, or in which a visit is pinned, has no gap to its neighbours.
    """
    zone = ZoneInfo(plan.timezone)
    first, last = plan.start.astimezone(zone).date(), plan.end.astimezone(zone).date()
    days = [first + dt.timedelta(days=n) for n in range(-2, (last - first).days + 1)]
    stops = _loose_stops(plan, scenario)
    told = _told(plan, scenario)
    for kind, work in works(scenario):
        for rule in work.visits:
            if rule.count > 1 and (rule.shortest_gap_min or rule.longest_gap_min):
                for window in openings((rule,), days, zone):
                    own = [stop for stop in stops[kind, work.id] if stop.required == rule.required]
                    yield from _window_gaps(work.id, rule, window, own, told[work.id])


def _loose_stops(plan: Plan, scenario: Scenario) -> dict[tuple[str, str], list[Stop]]:
    """Gather the stops that nobody has pinned, by kind and id."""
    pins = {(pin.unit, pin.place, pin.at.timestamp()) for pin in scenario.pins if pin.at is not None}
    stops: dict[tuple[str, str], list[Stop]] = defaultdict(list)
    for route in plan.routes:
        for stop in route.stops:
            if (route.unit, stop.id, round(stop.arrive.timestamp(), 3)) not in pins:
                stops[stop.kind, stop.id].append(stop)
    return stops


def _told(plan: Plan, scenario: Scenario) -> dict[str, list[dt.datetime]]:
    """Gather when something about a place is told as not made, or decided by hand."""
    told: dict[str, list[dt.datetime]] = defaultdict(list)
    unmet = [(item.id, item.when) for item in plan.required_unmet]
    dropped = [(item.id, item.when) for item in plan.optional_dropped]
    for place, when in (*unmet, *dropped):
        if when is not None:
            told[place].append(when)
    for pin in scenario.pins:
        if pin.at is not None:
            told[pin.place].append(pin.at)
    return told


def _window_gaps(
    work: str, rule: VisitRule, window: Span, stops: list[Stop], told: list[dt.datetime]
) -> Iterator[Violation]:
    """Go through the parts of a window; of several stops that may have made a visit, one must keep the gap."""
    part_s = seconds_between(*window) / rule.count
    least_s, most_s = _bounds_s(rule, part_s)
    before: list[_Stay] = []
    for number in range(rule.count):
        part = later(window[0], part_s * number), later(window[0], part_s * (number + 1))
        stays = [stay for stop in stops if (stay := _stay(stop, part, rule)) is not None]
        if any(part[0] <= when < part[1] for when in told):
            stays = []
        gaps = [(seconds_between(a.over, b.arrive), b) for a in before for b in stays]
        fit = [stay for gap_s, stay in gaps if least_s - SLACK_S <= gap_s <= most_s + SLACK_S]
        if gaps and not fit:
            gap_s, stay = min(gaps, key=lambda pair: max(least_s - pair[0], pair[0] - most_s))
            code = "visits_too_close" if gap_s < least_s else "visits_too_far_apart"
            bound_s = least_s if gap_s < least_s else most_s
            params = {"work": work, "at": stay.arrive, "minutes": gap_s / 60, "bound_min": bound_s / 60}
            yield Violation(code=code, params=params)
        before = fit or stays


def _bounds_s(rule: VisitRule, part_s: float) -> tuple[float, float]:
    """Give the shortest and the longest gap [s]; when the clock changes in the window they give way with its parts."""
    longer_s = part_s - (rule.end - rule.start) * 60 / rule.count
    least_s = rule.shortest_gap_min * 60 + min(0.0, longer_s)
    most_s = math.inf if rule.longest_gap_min is None else rule.longest_gap_min * 60 + max(0.0, longer_s)
    return least_s, most_s


def _stay(stop: Stop, part: Span, rule: VisitRule) -> _Stay | None:
    """Give the stay by which a stop makes the visit of a part; None if it does not."""
    over = stop.depart
    if stop.kind == "point":
        over = min(over, later(stop.arrive, rule.dwell_min * 60))
    inside = seconds_between(part[0], stop.arrive) >= -SLACK_S and seconds_between(over, part[1]) >= -SLACK_S
    long_enough = seconds_between(stop.arrive, over) >= rule.dwell_min * 60 - SLACK_S
    return _Stay(arrive=stop.arrive, over=over) if inside and long_enough else None


def hot_spots_are_left_between(plan: Plan, scenario: Scenario) -> Iterator[Violation]:
    """A stay at a hot spot is long enough, and the next one there comes no sooner than the shortest gap after it.

    How long a stay was planned is not in the plan; it is taken as the longest that is allowed, or to the departure. A
    stay that the end of its unit's shift cuts off, as when the unit is lost in the day, may be short.
    """
    rules, places = scenario.patrol, {place.id for place in scenario.places}
    longest_s = max(rules.dwell_min, rules.longest_dwell_min) * 60
    ends = {unit.id: unit.shift_end for unit in plan.units}
    visits: dict[str, list[Stop]] = defaultdict(list)
    for route in plan.routes:
        for stop in route.stops:
            if stop.kind != "point" or stop.id not in places or stop.required:
                continue
            visits[stop.id].append(stop)
            stay_s = seconds_between(stop.arrive, stop.depart)
            cut_off = route.unit in ends and stop.depart >= ends[route.unit]
            if stay_s < rules.dwell_min * 60 - SLACK_S and not cut_off:
                params = {"unit": route.unit, "work": stop.id, "minutes": stay_s / 60, "bound_min": rules.dwell_min}
                yield Violation(code="stay_too_short", params=params)
    for place, stops in visits.items():
        for before, after in pairwise(sorted(stops, key=lambda stop: stop.arrive)):
            over = min(before.depart, later(before.arrive, longest_s))
            gap_s = seconds_between(over, after.arrive)
            if gap_s < rules.shortest_gap_min * 60 - SLACK_S:
                params = {"work": place, "at": after.arrive, "minutes": gap_s / 60, "bound_min": rules.shortest_gap_min}
                yield Violation(code="visits_too_close", params=params)
