"""The rest of a planning day as a problem of its own: units from where they stand, visits that are still open."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from planner.domain.clock import later, weekday
from planner.domain.noun import LonLat
from planner.domain.plan import Plan, Route, Unit
from planner.domain.scenario import Scenario
from planner.domain.work import VisitRule
from planner.routing.prepare import Prepared, prepare
from planner.routing.reasons.pin_conflicts import hold_pins
from planner.routing.reckoning.hours import arrival_s
from planner.routing.repairing.happened import Moved
from planner.routing.repairing.matching_stops import Made, matched
from planner.routing.repairing.meal_breaks import keep_rests_apart
from planner.routing.repairing.part import part
from planner.routing.repairing.rounding import in_time
from planner.routing.repairing.standing import Standing, standing
from planner.routing.repairing.starts import from_places, with_places

if TYPE_CHECKING:
    from planner.domain.street import Streets
    from planner.grids.hot_spots import HotSpot
    from planner.routing.problem import RoutingProblem

DAY_MIN, LAST_MIN = 1440, 2880


@dataclass(frozen=True, slots=True, kw_only=True)
class Rest:
    """The rest of a day.

    Attributes
    ----------
    prepared
        The units that can still do something, from where they stand, and the visits that are open and unmade, breaks
        last.
    standings
        One a unit of the problem.
    planned
        Ways that the plan still holds for each unit, in order.
    planned_stop
        The plan's stop for each visit that is in a route, with the id of its unit.
    lost
        Where the lost unit stands; None if no unit is lost.
    gone
        The plan's stops that cannot be made any more by anybody, each with the id of its unit.
    restless
        Units of the problem whose break cannot be taken any more.
    """

    prepared: Prepared
    standings: tuple[Standing, ...]
    planned: tuple[tuple[int, ...], ...]
    planned_stop: Mapping[int, tuple[str, Made]]
    lost: Standing | None
    gone: tuple[tuple[str, Made], ...]
    restless: tuple[int, ...]


def rest_of_day(
    plan: Plan, scenario: Scenario, day_start: dt.datetime, moved: Moved, spots: Sequence[HotSpot], seed: int
) -> Rest:
    """Make the problem of what is left of a planning day.

    The day is prepared as for its plan, on streets in which the place of every unit is a node.

    Parameters
    ----------
    spots, seed
        As the day was planned with.
    """
    routes = {route.unit: route for route in plan.routes}
    units = [unit for unit in plan.units if unit.id in routes and _of_day(unit, day_start, scenario)]
    own = {number: routes[unit.id] for number, unit in enumerate(units)}
    places = {
        n: _place(unit, own[n], moved) for n, unit in enumerate(units) if unit.shift_start <= moved.now < unit.shift_end
    }
    streets, nodes = with_places(scenario.streets, {n: (units[n].mode, place) for n, place in places.items()})
    scenario = _as_planned(scenario, streets, day_start, moved)
    prepared = prepare(_without(scenario, moved.pins_given_up), units, spots, day_start, seed)
    prepared = _with_extras(_with_pins(prepared, scenario, moved), moved)
    made = matched(prepared, own)
    standings = {n: _standing(prepared, unit, own[n], made[n], moved, n) for n, unit in enumerate(units)}
    prepared = from_places(prepared, standings, nodes)
    return _selected(prepared, standings, made, moved)


def _of_day(unit: Unit, day_start: dt.datetime, scenario: Scenario) -> bool:
    from planner.domain.clock import next_day

    return day_start <= unit.shift_start < next_day(day_start, scenario.day_start_min)


def _place(unit: Unit, route: Route, moved: Moved) -> LonLat:
    """Give where a unit sets out from; while it stands at a point or its base it does not matter when."""
    ends = [stop.depart if stop.kind in {"line", "area"} else stop.arrive for stop in route.stops]
    at_once = unit.id in {moved.lost, moved.called}
    return standing(unit, route, moved.now, ends, unit.shift_start, at_once=at_once).place


def _as_planned(scenario: Scenario, streets: Streets, day_start: dt.datetime, moved: Moved) -> Scenario:
    """Give the scenario with its extra visits as rules, on streets in which the units' places are nodes."""
    stays = {extra.id: extra.stay_s / 60 for extra in moved.extras}
    begin = day_start.hour * 60 + day_start.minute
    points = tuple(
        point.model_copy(update={"visits": (_whole_day(begin, stays[point.id], day_start),)})
        if point.id in stays
        else point
        for point in scenario.points
    )
    return scenario.model_copy(update={"streets": streets, "points": points})


def _without(scenario: Scenario, pins: frozenset[int]) -> Scenario:
    left = tuple(pin for number, pin in enumerate(scenario.pins) if number not in pins)
    return scenario.model_copy(update={"pins": left})


def _with_pins(prepared: Prepared, scenario: Scenario, moved: Moved) -> Prepared:
    """Fit the windows of the pins that are left, and give them back the numbers that they have in the scenario."""
    problem, ground = prepared
    problem = hold_pins(_without(scenario, moved.pins_given_up), problem, ground)
    numbers = [number for number in range(len(scenario.pins)) if number not in moved.pins_given_up]
    visits = tuple(replace(v, pin=numbers[v.pin]) if v.pin >= 0 else v for v in ground.visits)
    return Prepared(problem, replace(ground, visits=visits))


def _whole_day(begin_min: int, stay_min: float, day_start: dt.datetime) -> VisitRule:
    end = min(begin_min + DAY_MIN, LAST_MIN)
    return VisitRule(start=begin_min, end=end, days=(weekday(day_start.date()),), dwell_min=stay_min)


def _with_extras(prepared: Prepared, moved: Moved) -> Prepared:
    """Give extra visits their own windows, and calls to their unit."""
    problem, ground = prepared
    opens_s, closes_s = problem.visit_opens_s.copy(), problem.visit_closes_s.copy()
    pinned, allowed = problem.visit_pinned.copy(), problem.visit_allowed.copy()
    names = [unit.id for unit in ground.units]
    visits = list(ground.visits)
    for extra in moved.extras:
        for v in (v for v, visit in enumerate(visits) if visit.id == extra.id):
            opens_s[v], closes_s[v] = ground.seconds(extra.opens), ground.seconds(extra.closes)
            visits[v] = replace(visits[v], opens_s=float(opens_s[v]), closes_s=float(closes_s[v]))
            if extra.unit in names:
                pinned[v] = names.index(extra.unit)
                allowed[v] &= np.arange(len(names)) == pinned[v]
    changed = replace(
        problem, visit_opens_s=opens_s, visit_closes_s=closes_s, visit_pinned=pinned, visit_allowed=allowed
    )
    return Prepared(changed, replace(ground, visits=tuple(visits)))


def _standing(
    prepared: Prepared, unit: Unit, route: Route, made: Sequence[Made], moved: Moved, number: int
) -> Standing:
    problem, ground = prepared
    over = {id(stay.stop): later(ground.start, stay.end_s) for stay in made}
    ends = [over.get(id(stop), stop.depart) for stop in route.stops]
    ready = later(ground.start, float(problem.unit_start_s[number]))
    at_once = unit.id in {moved.lost, moved.called}
    return standing(unit, route, moved.now, ends, ready, at_once=at_once)


def _selected(
    prepared: Prepared,
    standings: Mapping[int, Standing],
    made: Mapping[int, list[Made]],
    moved: Moved,
) -> Rest:
    """Keep the units that can still do something, and the visits that are open and unmade."""
    problem, ground = prepared
    now_s = ground.seconds(moved.now)
    ahead = {unit: _ahead(standings[unit], stays) for unit, stays in made.items()}
    lost = next((stands for stands in standings.values() if stands.unit.id == moved.lost), None)
    active = [unit for unit in standings if _is_free(problem, ground.start, standings[unit], ahead[unit], moved, unit)]
    kept = {stay.visit for unit, stays in made.items() for stay in stays if _is_made(standings[unit], stay)}
    kept |= {stay.visit for unit, stays in ahead.items() if unit not in active for stay in stays}
    kept -= {stay.visit for unit in ahead for stay in ahead[unit] if standings[unit].unit.id == moved.lost}
    planned_stop = {
        stay.visit: (standings[unit].unit.id, stay)
        for unit, stays in made.items()
        for stay in stays
        if stay.visit >= 0 and stay.visit not in kept
    }
    prepared = _call_first(prepared, moved, active)
    prepared = _no_earlier(prepared, planned_stop, moved)
    prepared, restless = keep_rests_apart(prepared, active, made, kept, moved)
    visits = _open_visits(prepared, active, kept, planned_stop, now_s, restless)
    rest = part(_with_repeats(prepared, kept), active, visits)
    row = {v: number for number, v in enumerate(visits)}
    way = _new_ways(problem, visits)
    stays = [[stay for stay in ahead[unit] if stay.visit in row] for unit in active]
    routes = tuple(tuple(way[stay.way] for stay in own) for own in stays)
    planned_s = [[stay.begin_s for stay in own] for own in stays]
    out = [standings[unit].begun for unit in active]
    return Rest(
        prepared=rest._replace(problem=in_time(rest.problem, routes, planned_s, out)),
        standings=tuple(standings[unit] for unit in active),
        planned=routes,
        planned_stop={row[v]: planned for v, planned in planned_stop.items() if v in row},
        lost=lost,
        gone=tuple(
            (standings[unit].unit.id, stay)
            for unit, stays in made.items()
            for stay in stays
            if stay.visit not in row and stay.visit not in kept - {-1} and _is_to_come(standings[unit], stay, moved)
        ),
        restless=tuple(active.index(unit) for unit in restless),
    )


def _ahead(stands: Standing, stays: Sequence[Made]) -> list[Made]:
    own = {id(stop) for stop in stands.ahead}
    return [stay for stay in stays if id(stay.stop) in own]


def _is_to_come(stands: Standing, stay: Made, moved: Moved) -> bool:
    """Tell whether a stop is still to come, or broken off, for a unit that does not keep its route."""
    open_still = stay.stop is stands.cut or any(stop is stay.stop for stop in stands.ahead)
    return open_still and (stay.visit >= 0 or stands.unit.id in {moved.lost, moved.called})


def _is_made(stands: Standing, stay: Made) -> bool:
    return stay.visit >= 0 and any(stop is stay.stop for stop in stands.done)


def _is_free(
    problem: RoutingProblem,
    start: dt.datetime,
    stands: Standing,
    ahead: Sequence[Made],
    moved: Moved,
    unit: int,
) -> bool:
    """Tell whether a unit can still do something; one with stops that the problem does not know keeps its route."""
    if stands.unit.id == moved.lost or moved.now >= later(start, float(problem.unit_end_s[unit])):
        return False
    known = all(stay.visit >= 0 for stay in ahead) or stands.unit.id == moved.called
    return known and float(problem.unit_start_s[unit]) < float(problem.unit_end_s[unit])


def _call_first(prepared: Prepared, moved: Moved, active: Sequence[int]) -> Prepared:
    """Open the window of a call that is taken at once when its unit is there."""
    problem, ground = prepared
    unit = next((unit for unit in active if ground.units[unit].id == moved.called), -1)
    calls = [extra for extra in moved.extras if extra.unit and extra.unit == moved.called]
    if unit < 0 or not calls:
        return prepared
    v = next(v for v, visit in enumerate(ground.visits) if visit.id == calls[-1].id)
    kind, way = int(problem.unit_class[unit]), int(problem.way_start[v])
    leg_s = float(problem.travel_s[kind, problem.unit_start_node[unit], problem.way_entry[way]])
    there_s = arrival_s(problem, kind, leg_s, float(problem.unit_start_s[unit]))
    opens_s, closes_s = problem.visit_opens_s.copy(), problem.visit_closes_s.copy()
    if np.isfinite(there_s):
        opens_s[v], closes_s[v] = there_s, there_s + float(problem.way_service_s[kind, way])
    return Prepared(replace(problem, visit_opens_s=opens_s, visit_closes_s=closes_s), ground)


def _no_earlier(prepared: Prepared, planned: Mapping[int, tuple[str, Made]], moved: Moved) -> Prepared:
    """Keep the stops of units that nothing has happened to from being made earlier than planned."""
    opens_s = prepared.problem.visit_opens_s.copy()
    for v, (unit, stay) in planned.items():
        if unit not in {moved.lost, moved.called}:
            opens_s[v] = max(float(opens_s[v]), stay.begin_s)
    return prepared._replace(problem=replace(prepared.problem, visit_opens_s=opens_s))


def _open_visits(
    prepared: Prepared,
    active: Sequence[int],
    kept: set[int],
    planned: Mapping[int, object],
    now_s: float,
    restless: Sequence[int],
) -> list[int]:
    """List the visits that may still be made, and the breaks of active units behind them."""
    problem = prepared.problem
    breaks = {int(problem.unit_break[unit]) for unit in active if unit not in restless} - {-1}
    is_break, room = problem.is_break(), Counter[int]()
    still = {v for v in range(problem.visits) if problem.visit_closes_s[v] > now_s and not is_break[v]} - kept
    for v in kept - {-1}:
        room[int(problem.visit_place[v])] += not problem.visit_required[v] and not is_break[v]
    optional = [v for v in still if not problem.visit_required[v]]
    crowded: set[int] = set()
    for v in sorted(optional, key=lambda v: (v not in planned, -float(problem.visit_value[v]), v)):
        place = int(problem.visit_place[v])
        room[place] += 1
        if room[place] > problem.ceiling:
            crowded.add(v)
    return sorted((still - crowded) | (breaks - kept))


def _with_repeats(prepared: Prepared, kept: set[int]) -> Prepared:
    """Make further visits to a place worth less for those that have been made there."""
    problem = prepared.problem
    is_break, value = problem.is_break(), problem.visit_value.copy()
    been = Counter(
        int(problem.visit_place[v]) for v in kept - {-1} if not problem.visit_required[v] and not is_break[v]
    )
    for v in range(problem.visits):
        times = min(been[int(problem.visit_place[v])], problem.ceiling - 1)
        value[v] *= float(problem.repeat_share[times]) if times > 0 else 1.0
    return prepared._replace(problem=replace(problem, visit_value=value))


def _new_ways(problem: RoutingProblem, visits: Sequence[int]) -> dict[int, int]:
    """Give the number of every way in the part that holds only some visits."""
    kept = [way for v in visits for way in range(int(problem.way_start[v]), int(problem.way_start[v + 1]))]
    return {way: number for number, way in enumerate(kept)}
