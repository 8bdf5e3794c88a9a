"""The answer in the nouns of the plan: routes with a time at every junction, and what is not made and why."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from planner.domain.clock import later
from planner.domain.noun import LonLat
from planner.domain.plan import Dropped, Route, SolverReport, Stop, Unmet
from planner.routing.driving.driver import Drive, Driver
from planner.routing.places.ground import Ground
from planner.routing.prepare import Prepared
from planner.routing.problem import RoutingProblem, RoutingResult
from planner.routing.reasons.unserved import unserved


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutingReport:
    """What routing puts into the plan."""

    routes: tuple[Route, ...]
    unmet: tuple[Unmet, ...]
    dropped: tuple[Dropped, ...]
    solver: SolverReport


def report(prepared: Prepared, result: RoutingResult, *, varied: bool = False) -> RoutingReport:
    """Bring a result to the plan's nouns.

    A unit that has some minutes to spare waits at its stop and leaves just in time; one that has more patrols on its
    way. Objective and bound are the value of optional visits [points]. `varied` tells that value was given up so that
    this plan differs from others.
    """
    problem, ground = prepared
    drives = Driver(problem, ground).drive(result) if problem.units else []
    unmet, dropped = unserved(problem, ground, result, varied=varied)
    return RoutingReport(
        routes=tuple(_route(problem, ground, result, unit, drive) for unit, drive in enumerate(drives)),
        unmet=unmet,
        dropped=dropped,
        solver=SolverReport(
            status=result.status, objective=result.objective, bound=result.bound, seconds=round(result.seconds, 3)
        ),
    )


def _route(problem: RoutingProblem, ground: Ground, result: RoutingResult, unit: int, drive: Drive) -> Route:
    record = ground.units[unit]
    return Route(
        unit=record.id,
        start=record.shift_start,
        end=record.shift_end,
        length_m=round(drive.length_m, 1),
        stops=_stops(problem, ground, result, unit, drive),
        path=tuple((lon, lat, later(ground.start, seconds)) for lon, lat, seconds in drive.track),
    )


def _stops(problem: RoutingProblem, ground: Ground, result: RoutingResult, unit: int, drive: Drive) -> tuple[Stop, ...]:
    """List where a unit stays: the base, its visits and break, the base; there it also hands over."""
    kind, visit_of, route = int(problem.unit_class[unit]), problem.way_visit(), result.routes[unit]
    record, base = ground.units[unit], ground.lonlat(kind, int(problem.unit_end_node[unit]))
    leaves = [later(ground.start, round(seconds, 6)) for seconds in drive.leave_s]
    begins = ground.lonlat(kind, int(problem.unit_start_node[unit]))
    stops = [_base_stop(begins, record.shift_start, leaves[0])]
    for way, begin_s, leave in zip(route.ways, route.begin_s, leaves[1:], strict=True):
        visit = ground.visits[int(visit_of[way])]
        lon, lat = ground.lonlat(kind, int(problem.way_entry[way]))
        done = later(ground.start, round(begin_s + float(problem.way_service_s[kind, way]), 6))
        stops.append(
            Stop(
                kind=visit.kind,
                id=visit.id,
                lon=lon,
                lat=lat,
                arrive=later(ground.start, round(begin_s, 6)),
                depart=leave if visit.kind == "point" else done,
                required=visit.required or visit.kind == "break",
            )
        )
    back = later(ground.start, round(float(problem.unit_end_s[unit]), 6))
    return (*stops, _base_stop(base, back, record.shift_end))


def _base_stop(lonlat: LonLat, arrive: dt.datetime, depart: dt.datetime) -> Stop:
    return Stop(kind="base", id="base", lon=lonlat[0], lat=lonlat[1], arrive=arrive, depart=depart)
