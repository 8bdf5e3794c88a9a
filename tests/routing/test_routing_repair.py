"""Routes mended after something was lost: what must be made first, then as little moved as can be."""

from __future__ import annotations

import datetime as dt

import pytest
from routing_town import DAY_START, at, make_scenario, make_unit, rule

from planner.domain.clock import later
from planner.domain.force import Force, Tier
from planner.domain.plan import Route as PlanRoute
from planner.domain.plan import Stop
from planner.domain.solving import Limits
from planner.domain.work import PatrolPoint
from planner.routing.check import check
from planner.routing.prepare import Prepared, prepare
from planner.routing.repairing.happened import Moved
from planner.routing.repairing.matching_stops import Made
from planner.routing.repairing.mend import Mended, mend
from planner.routing.repairing.rejoin import _result, rejoin
from planner.routing.repairing.remaining import Rest
from planner.routing.repairing.slots import Route, visit_of
from planner.routing.repairing.standing import standing

QUICK = Limits(time_s=1.5, seed=1, workers=1)


def point(name: str, where: tuple[float, float], *rules, **changes) -> PatrolPoint:
    return PatrolPoint(id=name, name=name, location=where, visits=rules, **changes)


def rest_of(prepared: Prepared, planned: tuple[Route, ...]) -> Rest:
    """Give the rest of a day in which these routes are still planned."""
    return Rest(prepared=prepared, standings=(), planned=planned, planned_stop={}, lost=None, gone=(), restless=())


def town(**changes: object) -> Prepared:
    """Give two cars and a guard's car with the visits of a test."""
    tiers = (
        Tier(id="police_car", name="Car", mode="car", speed_kmh=30),
        Tier(id="other", name="Other", mode="car", speed_kmh=30),
    )
    forces = (
        Force(id="cars", name="Cars", tier="police_car", base=at(0, 0), units=2, break_min=0),
        Force(id="others", name="Others", tier="other", base=at(0, 0), units=1, break_min=0),
    )
    scenario = make_scenario(tiers=tiers, forces=forces, **changes)
    base = {"base": at(0, 0)}
    units = (make_unit("a", **base), make_unit("b", force="others", tier="other", **base))
    return prepare(scenario, units, (), DAY_START, 1)


def names(prepared: Prepared, mended: Mended) -> list[list[str]]:
    """Give what each unit visits."""
    return [[prepared.ground.visits[visit_of(prepared.problem, way)].id for way in route] for route in mended.routes]


def test_a_missing_visit_goes_where_it_fits() -> None:
    """Nothing else moves when there is room."""
    prepared = town(
        points=(point("x", at(200, 200), rule("08:00", "09:00")), point("y", at(800, 800), rule("10:00", "11:00")))
    )
    mended = mend(rest_of(prepared, ((0,), ())), QUICK)
    assert mended.routes[0][:1] == (0,) or mended.routes[0] == (0,)
    assert sorted(name for route in names(prepared, mended) for name in route) == ["x", "y"]
    assert check(prepared.problem, _result(prepared.problem, mended)) == []


def test_an_optional_stop_gives_way_to_a_required_one() -> None:
    """In a window that holds one stay the required visit is made."""
    prepared = town(
        points=(
            point(
                "optional",
                at(200, 200),
                rule("09:00", "09:20", required=False, value=9.0, dwell_min=15),
                tiers=("other",),
            ),
            point("required", at(800, 800), rule("09:00", "09:20", dwell_min=15), tiers=("other",)),
        )
    )
    mended = mend(rest_of(prepared, ((), (0,))), QUICK)
    assert names(prepared, mended) == [[], ["required"]]


def test_the_solver_frees_routes_when_required_visits_must_change_hands() -> None:
    """Only `a` may make `y`, at the time of `x`, which `b` may make as well: `x` changes hands."""
    prepared = town(
        points=(
            point("x", at(200, 200), rule("09:00", "09:20", dwell_min=15)),
            point("y", at(800, 800), rule("09:00", "09:20", dwell_min=15), tiers=("police_car",)),
        )
    )
    mended = mend(rest_of(prepared, ((0,), ())), QUICK)
    assert names(prepared, mended) == [["y"], ["x"]]
    assert check(prepared.problem, _result(prepared.problem, mended)) == []


def test_what_nobody_can_make_costs_no_time() -> None:
    """A visit without a unit that could make it alone does not start the solver."""
    prepared = town(points=(point("x", at(200, 200), rule("09:00", "09:20", dwell_min=15), tiers=("guard",)),))
    mended = mend(rest_of(prepared, ((), ())), QUICK)
    assert mended.routes == ((), ())
    assert mended.seconds < 0.5


@pytest.mark.parametrize("minutes", [0, 7, 40])
def test_a_unit_that_is_called_leaves_its_stop_at_once(minutes: int) -> None:
    """Others finish the stay that they have begun; the stop that is broken off is not done."""
    start = dt.datetime(2026, 11, 23, 8, tzinfo=DAY_START.tzinfo)
    lon, lat = at(200, 200)

    def stop(kind: str, begin: int, end: int) -> Stop:
        arrive, depart = start + dt.timedelta(minutes=begin), start + dt.timedelta(minutes=end)
        return Stop(kind=kind, id=kind, lon=lon, lat=lat, arrive=arrive, depart=depart)

    stops = (stop("base", 0, 5), stop("point", 20, 35), stop("area", 60, 80), stop("base", 240, 240))
    path = tuple((lon, lat, start + dt.timedelta(minutes=m)) for m in (0, 240))
    route = PlanRoute(unit="a", start=start, end=start + dt.timedelta(hours=4), length_m=0, stops=stops, path=path)
    unit, now = make_unit("a"), start + dt.timedelta(minutes=22 + minutes)
    ends = [item.depart for item in stops]
    calm = standing(unit, route, now, ends, start, at_once=False)
    called = standing(unit, route, now, ends, start, at_once=True)
    busy = now < stops[1].depart
    assert calm.free == (stops[1].depart if busy else stops[2].depart if now > stops[2].arrive else now)
    assert called.free == now
    assert (called.cut is not None) == (busy or now > stops[2].arrive)
    assert [item.kind for item in calm.ahead] == ([] if now > stops[2].arrive else ["area"])


@pytest.mark.parametrize("off_s", [17.0, -2e-6])
def test_a_route_that_is_kept_has_no_changes(off_s: float) -> None:
    """The stops of a unit whose route stays are where they were, however the reckoning places them."""
    prepared = town(points=(point("x", at(200, 200), rule("08:00", "12:00")),))
    problem, ground = prepared
    begins_s = _result(problem, Mended(routes=((0,), ()), seconds=0.0, stopped=False)).routes[0].begin_s[0]
    arrive = later(ground.start, round(begins_s - off_s, 6))
    lon, lat = at(200, 200)
    stop = Stop(kind="point", id="x", lon=lon, lat=lat, arrive=arrive, depart=later(arrive, 900), required=True)
    stay = Made(unit=0, visit=0, way=0, begin_s=ground.seconds(arrive), end_s=ground.seconds(stop.depart), stop=stop)
    start, end = DAY_START, DAY_START + dt.timedelta(hours=9)
    path = ((lon, lat, start), (lon, lat, end))
    route = PlanRoute(unit="a", start=start, end=end, length_m=0, stops=(stop,), path=path)
    stands = tuple(standing(unit, route, start, [stop.depart], start, at_once=False) for unit in ground.units)
    rest = Rest(
        prepared=prepared,
        standings=stands,
        planned=((0,), ()),
        planned_stop={0: ("a", stay)},
        lost=None,
        gone=(),
        restless=(),
    )
    mended = Mended(routes=((0,), ()), seconds=0.0, stopped=False)
    joined = rejoin(make_scenario(), rest, mended, Moved(now=start.astimezone(dt.UTC)))
    assert joined.changes == ()
    assert joined.routes == {}
