"""Visits held against what the station asked for: made or told, by those who may, and not too many."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from shapely import LineString, MultiPolygon, Point, union_all

from planner.domain.clock import later, seconds_between
from planner.domain.plan import Plan, Stop, Unit
from planner.domain.scenario import Scenario
from planner.domain.violation import Violation
from planner.domain.work import Work
from planner.evaluation.moments import instant, openings
from planner.evaluation.roster_checks import solved
from planner.geo import Frame

SECOND = 1.0
LONG_SHIFT_H = 6.0
"""Shifts of this length or more hold a meal break (`Force.break_min`)."""
HALF = 0.5
"""Part of a line or an area that must lie on a force's ground to belong to it."""
NEAR_M = 30.0
"""Allowance for places and lines that run along the edge of the ground [m]."""


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


def visits_keep_rights(plan: Plan, scenario: Scenario) -> Iterator[Violation]:
    """Visits are made by tiers that may make them, on the ground that their force is limited to."""
    tiers = {work.id: set(work.tiers) for _, work in works(scenario)}
    grounds = _Grounds(scenario)
    units = {unit.id: unit for unit in plan.units}
    for route in plan.routes:
        unit = units.get(route.unit)
        if unit is None:
            continue
        for stop in route.stops:
            allowed = tiers.get(stop.id)
            if allowed and unit.tier not in allowed:
                yield Violation(code="tier_not_allowed", params={"unit": unit.id, "work": stop.id, "tier": unit.tier})
            if stop.kind not in {"base", "break"} and not grounds.hold(unit.force, stop):
                yield Violation(code="outside_ground", params={"unit": unit.id, "work": stop.id})


class _Grounds:
    """The ground that each force is limited to."""

    def __init__(self, scenario: Scenario) -> None:
        self._frame = Frame(scenario.station.base)
        grids = {grid.id: self._frame.polygon(grid.region) for grid in scenario.grids}
        self._of = {
            force.id: union_all([grids[grid] for grid in force.grids]) for force in scenario.forces if force.grids
        }
        spots = {item.id: item.location for items in (scenario.points, scenario.places) for item in items}
        self._shapes: dict[tuple[str, str], Point | LineString | MultiPolygon] = {
            **{("point", spot): Point(self._frame.metres(location)[0]) for spot, location in spots.items()},
            **{("line", line.id): self._frame.line(line.line) for line in scenario.lines},
            **{("area", area.id): self._frame.polygon(area.region) for area in scenario.areas},
        }

    def hold(self, force: str, stop: Stop) -> bool:
        """Tell whether what a stop is for lies on a force's ground, of a line or an area half of the whole.

        The stop itself may lie outside: the street nearest to a place at the edge may be the neighbour's.
        """
        ground, shape = self._of.get(force), self._shapes.get((stop.kind, stop.id))
        if ground is None:
            return True
        if shape is None or isinstance(shape, Point):
            place = shape or Point(self._frame.metres((stop.lon, stop.lat))[0])
            return bool(ground.distance(place) <= NEAR_M)
        part = shape.intersection(ground.buffer(NEAR_M))
        share = part.area / shape.area if shape.area else part.length / shape.length
        return bool(share >= HALF)


def breaks_are_taken(plan: Plan, scenario: Scenario) -> Iterator[Violation]:
    """Every long shift holds its break, and the units of a force are never all at their meal at once."""
    forces = {force.id: force for force in scenario.forces}
    units = {unit.id: unit for unit in plan.units}
    breaks: dict[str, list[tuple[Unit, Stop]]] = defaultdict(list)
    for route in plan.routes:
        unit = units.get(route.unit)
        force = forces.get(unit.force) if unit else None
        if unit is None or force is None:
            continue
        own = [stop for stop in route.stops if stop.kind == "break"]
        breaks[force.id] += [(unit, stop) for stop in own]
        long_shift = seconds_between(unit.shift_start, unit.shift_end) >= LONG_SHIFT_H * 3600
        taken_s = sum(seconds_between(stop.arrive, stop.depart) for stop in own)
        told = any(unmet.kind == "break" and unmet.id == unit.id for unmet in plan.required_unmet)
        if long_shift and taken_s < force.break_min * 60 - SECOND and not told:
            yield Violation(code="break_missing", params={"unit": unit.id, "needed_min": force.break_min})
    together = {unmet.id for unmet in plan.required_unmet if unmet.kind == "break"}
    for force_id, taken in breaks.items():
        if force_id in together:
            continue
        yield from _all_at_table(force_id, taken, [unit for unit in plan.units if unit.force == force_id])


def _all_at_table(force: str, taken: list[tuple[Unit, Stop]], units: list[Unit]) -> Iterator[Violation]:
    for _, stop in taken:
        out = {unit.id for unit in units if unit.shift_start <= stop.arrive < unit.shift_end}
        eating = {unit.id for unit, other in taken if other.arrive <= stop.arrive < other.depart}
        if len(out) > 1 and out <= eating:
            yield Violation(code="all_on_break", params={"force": force, "at": stop.arrive})


def no_over_patrol(plan: Plan, scenario: Scenario) -> Iterator[Violation]:
    """No place gets more optional visits in a planning day than the ceiling; a unit is of the day it goes out in."""
    zone, most = ZoneInfo(plan.timezone), scenario.patrol.most_visits_per_day
    out = {unit.id: _planning_day(unit.shift_start, scenario.day_start_min, zone) for unit in plan.units}
    visits = Counter(
        (stop.id, out[route.unit])
        for route in plan.routes
        for stop in route.stops
        if route.unit in out and stop.kind in {"point", "line", "area"} and not stop.required
    )
    for (place, _), count in visits.items():
        if count > most:
            yield Violation(code="over_patrol", params={"place": place, "visits": count, "most": most})


def _planning_day(moment: dt.datetime, day_start_min: int, zone: ZoneInfo) -> dt.date:
    day = moment.astimezone(zone).date()
    while instant(day, day_start_min, zone) > moment:
        day -= dt.timedelta(days=1)
    return day
