"""The repaired rest of a day in the nouns of the plan: past and future joined, and every stop that has changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from planner.domain.clock import later
from planner.domain.plan import Dropped, Fix, Route, Stop, Unmet
from planner.domain.repair import PlanChange
from planner.domain.scenario import Scenario
from planner.domain.violation import Violation
from planner.routing.check import check
from planner.routing.problem import RoutingProblem, RoutingResult, UnitRoute
from planner.routing.reasons.unserved import unserved
from planner.routing.reckoning.figures import begin_s, score, spread
from planner.routing.repairing.happened import Moved
from planner.routing.repairing.matching_stops import Made
from planner.routing.repairing.mend import Mended
from planner.routing.repairing.part import part, ways_of
from planner.routing.repairing.remaining import Rest
from planner.routing.repairing.rounding import ROUNDING_S
from planner.routing.repairing.slots import visit_of
from planner.routing.repairing.standing import Standing, length_m, path_until
from planner.routing.report import report
from planner.routing.visits.visit import opening


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejoined:
    """What a repair puts into the plan.

    Attributes
    ----------
    routes
        Routes that are not as they were, by unit; None: the unit never goes out.
    unmet, dropped
        Visits of the rest of the day that are not made.
    answered
        Place and opening, in UTC, of every visit of the rest of the day; what the plan said of them before counts no
        more.
    changes
        Stops that are not where or when they were, in the order of time.
    violations
        Rules of the problem that the answer breaks: a defect.
    seconds
        Time that the mending took [s].
    """

    routes: Mapping[str, Route | None]
    unmet: tuple[Unmet, ...]
    dropped: tuple[Dropped, ...]
    answered: frozenset[tuple[str, dt.datetime]]
    changes: tuple[PlanChange, ...]
    violations: tuple[Violation, ...]
    seconds: float


def rejoin(scenario: Scenario, rest: Rest, mended: Mended, moved: Moved) -> Rejoined:
    """Bring a repair to the plan's nouns; routes that need not change stay as they are."""
    problem, ground = rest.prepared
    result = _as_planned(rest, _result(problem, mended))
    unmet, dropped = unserved(problem, ground, result)
    called = [n for n, stands in enumerate(rest.standings) if stands.unit.id == moved.called]
    changed = [n for n in range(problem.units) if n in called or mended.routes[n] != rest.planned[n]]
    routes: dict[str, Route | None] = _joined(rest, result, changed)
    if rest.lost is not None:
        routes[rest.lost.unit.id] = _cut_off(rest.lost, moved.now)
    is_break = problem.is_break()
    return Rejoined(
        routes=routes,
        unmet=(*unmet, *_breaks_lost(rest, moved), *_pins_lost(scenario, moved)),
        dropped=dropped,
        answered=frozenset(
            (visit.id, opening(visit, ground.start).astimezone(dt.UTC))
            for v, visit in enumerate(ground.visits)
            if not is_break[v]
        ),
        changes=_changes(rest, result, changed, moved),
        violations=tuple(check(problem, result)),
        seconds=mended.seconds,
    )


def _result(problem: RoutingProblem, mended: Mended) -> RoutingResult:
    """Give the routes with their times and figures; the bound is the value of all optional visits."""
    required, value, travel = score(problem, mended.routes)
    return RoutingResult(
        status="cancelled" if mended.stopped else "feasible",
        required_served=required,
        required_total=int(problem.visit_required.sum()),
        objective=value,
        bound=float(problem.visit_value.sum()),
        travel_s=-travel,
        spread=spread(problem, list(mended.routes)),
        seconds=mended.seconds,
        routes=tuple(
            UnitRoute(ways=tuple(ways), begin_s=begin_s(problem, unit, ways)) for unit, ways in enumerate(mended.routes)
        ),
    )


def _as_planned(rest: Rest, result: RoutingResult) -> RoutingResult:
    """Let the stays that only rounding sets apart from the plan begin when the plan says."""
    problem, routes = rest.prepared.problem, []
    for unit, route in enumerate(result.routes):
        begins = [
            _planned_s(rest, unit, visit_of(problem, way), at_s)
            for way, at_s in zip(route.ways, route.begin_s, strict=True)
        ]
        routes.append(replace(route, begin_s=tuple(begins)))
    return replace(result, routes=tuple(routes))


def _planned_s(rest: Rest, unit: int, v: int, at_s: float) -> float:
    planned = rest.planned_stop.get(v)
    if planned is None or planned[0] != rest.standings[unit].unit.id:
        return at_s
    return planned[1].begin_s if abs(planned[1].begin_s - at_s) <= ROUNDING_S else at_s


def _joined(rest: Rest, result: RoutingResult, changed: Sequence[int]) -> dict[str, Route | None]:
    """Drive the changed routes, each from where its unit stands, and put them behind what is past."""
    if not changed:
        return {}
    problem = rest.prepared.problem
    ours = [result.routes[unit] for unit in changed]
    visits = sorted({visit_of(problem, way) for route in ours for way in route.ways})
    number = {int(way): row for row, way in enumerate(ways_of(problem, visits).tolist())}
    small = part(rest.prepared, changed, visits)
    routes = tuple(replace(route, ways=tuple(number[way] for way in route.ways)) for route in ours)
    own = _result(small.problem, Mended(routes=tuple(route.ways for route in routes), seconds=0.0, stopped=False))
    driven = report(small, replace(own, routes=routes)).routes
    return {route.unit: _behind(rest.standings[unit], route) for unit, route in zip(changed, driven, strict=True)}


def _behind(stands: Standing, ahead: Route) -> Route:
    """Put a route behind what its unit has done."""
    if not stands.begun:
        return ahead
    zone = ahead.end.tzinfo
    past = path_until(stands.route, stands.free.astimezone(zone))
    done = list(stands.done)
    if done and done[-1].depart >= stands.free and done[-1].kind not in {"line", "area"}:
        leaves = max(ahead.stops[0].depart, stands.free).astimezone(zone)
        done[-1] = done[-1].model_copy(update={"depart": leaves})
    return Route(
        unit=ahead.unit,
        start=stands.route.start,
        end=ahead.end,
        length_m=round(length_m(past) + ahead.length_m, 1),
        stops=(*done, *ahead.stops[1:]),
        path=(*past, *(point for point in ahead.path if point[2] > stands.free)),
    )


def _cut_off(stands: Standing, now: dt.datetime) -> Route | None:
    """Give what a lost unit has done; None if it never went out."""
    if not stands.begun or now <= stands.unit.shift_start:
        return None
    end = now.astimezone(stands.route.start.tzinfo)
    path = path_until(stands.route, end)
    stops = tuple(stop if stop.depart <= now else stop.model_copy(update={"depart": end}) for stop in stands.done)
    return Route(
        unit=stands.unit.id,
        start=stands.route.start,
        end=end,
        length_m=round(length_m(path), 1),
        stops=stops,
        path=path,
    )


def _breaks_lost(rest: Rest, moved: Moved) -> list[Unmet]:
    """Tell whose meal has no time any more."""
    reason = "call_leaves_no_break" if moved.called else "loss_leaves_no_break"
    return [
        Unmet(
            kind="break",
            id=rest.standings[unit].unit.id,
            reason=reason,
            fix=Fix(code="relieve_unit", params={"unit": rest.standings[unit].unit.id}),
        )
        for unit in rest.restless
    ]


def _pins_lost(scenario: Scenario, moved: Moved) -> list[Unmet]:
    """Tell which pins are given up."""
    reason = "pin_unit_lost" if moved.lost else "pin_unit_called"
    return [
        Unmet(
            kind="pin",
            id=pin.place,
            when=pin.at,
            reason=reason,
            fix=Fix(code="pin_another_unit", params={"id": pin.place}),
            params={"unit": pin.unit, "pin": number + 1},
        )
        for number, pin in enumerate(scenario.pins)
        if number in moved.pins_given_up
    ]


def _changes(rest: Rest, result: RoutingResult, changed: Sequence[int], moved: Moved) -> tuple[PlanChange, ...]:
    """List what has changed, stop by stop: routes that are not changed keep every stop as it was."""
    problem, ground = rest.prepared
    now: dict[int, tuple[str, float]] = {}
    kept: set[int] = set()
    for unit, route in enumerate(result.routes):
        for way, at_s in zip(route.ways, route.begin_s, strict=True):
            now[visit_of(problem, way)] = rest.standings[unit].unit.id, at_s
        if unit not in changed:
            kept |= {visit_of(problem, way) for way in route.ways}
    changes = [_gone(unit, stay, moved) for unit, stay in rest.gone]
    for v in sorted({*now, *rest.planned_stop} - kept):
        before, after = rest.planned_stop.get(v), now.get(v)
        if before and after and before[0] == after[0] and before[1].begin_s == after[1]:
            continue
        visit = ground.visits[v]
        at = None if after is None else later(ground.start, round(after[1], 6))
        changes.append(
            PlanChange(
                kind="added" if before is None else "removed" if after is None else "moved",
                stop=visit.kind,
                place=visit.id,
                required=visit.required or visit.kind == "break",
                unit=after[0] if after else before[0] if before else "",
                unit_before=before[0] if before else None,
                unit_after=after[0] if after else None,
                before=before[1].stop.arrive if before else None,
                after=at,
                reason=_reason(visit.id, before[0] if before else None, moved),
            )
        )
    return tuple(sorted(changes, key=_when))


def _when(change: PlanChange) -> tuple[float, str]:
    moment = change.after or change.before
    return (moment.timestamp() if moment else 0.0), change.place


def _gone(unit: str, stay: Made, moved: Moved) -> PlanChange:
    stop: Stop = stay.stop
    return PlanChange(
        kind="removed",
        stop=stop.kind,
        place=stop.id,
        required=stop.required,
        unit=unit,
        unit_before=unit,
        before=stop.arrive,
        reason=_reason(stop.id, unit, moved),
    )


def _reason(place: str, unit_before: str | None, moved: Moved) -> str:
    """Say why a stop has changed."""
    extra = next((extra for extra in moved.extras if extra.id == place), None)
    if extra is not None and unit_before is None:
        return "call_taken" if extra.unit else "hot_spot_added"
    if unit_before is None:
        return "room_found"
    if unit_before == moved.lost:
        return "unit_lost"
    return "unit_called" if unit_before == moved.called else "made_room"
