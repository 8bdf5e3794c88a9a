"""Visits held against what the station asked for: made or told, and not too many."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from planner.domain.clock import later, seconds_between
from planner.domain.plan import Plan, Stop
from planner.domain.scenario import Scenario
from planner.domain.violation import Violation
from planner.domain.work import Work
from planner.evaluation.moments import instant, openings
from planner.evaluation.stages import solved

SECOND = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One required visit: a work item between two moments."""

    kind: str
    work: str
    opens: dt.datetime
    closes: dt.datetime
    dwell_s: float


def works(scenario: Scenario) -> Iterator[tuple[str, Work]]:
    """Give points, lines and areas in one row, each with its kind."""
    yield from (("point", point) for point in scenario.points)
    yield from (("line", line) for line in scenario.lines)
    yield from (("area", area) for area in scenario.areas)


def required_calls(plan: Plan, scenario: Scenario) -> Iterator[Call]:
    """List the required visits whose part of a window opens in the plan's days."""
    zone = ZoneInfo(plan.timezone)
    first, last = plan.start.astimezone(zone).date(), plan.end.astimezone(zone).date()
    days = [first + dt.timedelta(days=n) for n in range(-2, (last - first).days + 1)]
    for kind, work in works(scenario):
        for rule in work.visits:
            for opens, closes in openings((rule,), days, zone) if rule.required else ():
                length_s = seconds_between(opens, closes)
                for number in range(rule.count):
                    start = later(opens, length_s * number / rule.count)
                    end = later(opens, length_s * (number + 1) / rule.count)
                    if plan.start <= start < plan.end:
                        yield Call(kind=kind, work=work.id, opens=start, closes=end, dwell_s=rule.dwell_min * 60)


def _answers(stop: Stop, call: Call) -> bool:
    """Tell whether a stop makes a visit; at a point a unit may have come early, and may wait on afterwards."""
    leaves = min(stop.depart, call.closes) if stop.kind == "point" else stop.depart
    stay_s = seconds_between(max(stop.arrive, call.opens), leaves)
    return stay_s >= call.dwell_s - SECOND and seconds_between(call.closes, leaves) <= SECOND


def required_visits_are_accounted(plan: Plan, scenario: Scenario) -> Iterator[Violation]:
    """Every required visit is made inside its window for its dwell, each by a stop of its own, or told as unmet."""
    if not solved(plan, "routes"):
        return
    stops: dict[tuple[str, str], list[Stop]] = defaultdict(list)
    for route in plan.routes:
        for stop in route.stops:
            stops[stop.kind, stop.id].append(stop)
    calls: dict[tuple[str, str], list[Call]] = defaultdict(list)
    for call in required_calls(plan, scenario):
        calls[call.kind, call.work].append(call)
    told = Counter(unmet.id for unmet in plan.required_unmet if unmet.kind == "visit")
    for place, own in calls.items():
        for call in _unanswered(own, stops[place]):
            told[call.work] -= 1
            if told[call.work] < 0:
                params = {"work": call.work, "opens": call.opens, "closes": call.closes}
                yield Violation(code="visit_not_told", params=params)


def _unanswered(calls: list[Call], stops: list[Stop]) -> list[Call]:
    """Give the calls that are left when as many as can be have a stop of their own."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import maximum_bipartite_matching

    if not stops:
        return calls
    answers = csr_array([[_answers(stop, call) for stop in stops] for call in calls])
    matched = maximum_bipartite_matching(answers, perm_type="column")
    return [call for call, stop in zip(calls, matched.tolist(), strict=True) if stop < 0]


def no_over_patrol(plan: Plan, scenario: Scenario) -> Iterator[Violation]:
    """No place gets more optional visits in a planning day than the ceiling; a unit is of the day it goes out in."""
    most = scenario.patrol.most_visits_per_day
    for (place, _), count in optional_visits(plan, scenario).items():
        if count > most:
            yield Violation(code="over_patrol", params={"place": place, "visits": count, "most": most})


def optional_visits(plan: Plan, scenario: Scenario) -> Counter[tuple[str, dt.date]]:
    """Count the optional visits to each place in each planning day; a unit is of the day it goes out in."""
    zone = ZoneInfo(plan.timezone)
    out = {unit.id: _planning_day(unit.shift_start, scenario.day_start_min, zone) for unit in plan.units}
    return Counter(
        (stop.id, out[route.unit])
        for route in plan.routes
        for stop in route.stops
        if route.unit in out and stop.kind in {"point", "line", "area"} and not stop.required
    )


def _planning_day(moment: dt.datetime, day_start_min: int, zone: ZoneInfo) -> dt.date:
    day = moment.astimezone(zone).date()
    while instant(day, day_start_min, zone) > moment:
        day -= dt.timedelta(days=1)
    return day
