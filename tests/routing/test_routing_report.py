"""Routes in the plan's nouns: paths on streets with times, stops on the paths, idle time patrolled, reasons given."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest
import shapely
from routing_town import BASE, DAY_START, FRAME, at, box, make_scenario, make_streets, make_unit, rule

from planner.domain.force import Force
from planner.domain.plan import Route
from planner.domain.rules import PatrolRules
from planner.domain.solving import Limits
from planner.domain.work import PatrolArea, PatrolLine, PatrolPoint
from planner.geo import great_circle_m
from planner.grids.hot_spots import HotSpot
from planner.i18n.reasons import fix_text, reason_text
from planner.routing.check import check
from planner.routing.prepare import prepare
from planner.routing.report import RoutingReport, report
from planner.routing.solve import solve

QUICK = Limits(iterations=100, workers=1)
CARS = Force(id="cars", name="c", tier="police_car", base=BASE, units=2, break_min=30)


def planned(scenario, *units, spots=()) -> RoutingReport:
    """Plan a day, and hold the result against the checker on the way."""
    prepared = prepare(scenario, units, spots, DAY_START, 1)
    result = solve(prepared.problem, QUICK)
    assert result.status in {"optimal", "feasible"}
    assert check(prepared.problem, result) == []
    return report(prepared, result)


def columns(route: Route) -> tuple[np.ndarray, np.ndarray]:
    """Give the path's points (p, 2) and seconds (p,)."""
    return np.array([p[:2] for p in route.path]), np.array([(p[2] - DAY_START).total_seconds() for p in route.path])


def where(route: Route, moment: dt.datetime) -> tuple[float, float]:
    points, seconds = columns(route)
    at_s = (moment - DAY_START).total_seconds()
    return float(np.interp(at_s, seconds, points[:, 0])), float(np.interp(at_s, seconds, points[:, 1]))


def full_town():
    """Make a station with every kind of work."""
    return make_scenario(
        forces=(CARS,),
        points=(
            PatrolPoint(id="gate", name="g", location=at(430, 600), visits=(rule("09:00", "11:00", count=2),)),
            PatrolPoint(id="post", name="p", location=at(1000, 1000), visits=(rule("13:00", "13:30", dwell_min=20),)),
        ),
        lines=(
            PatrolLine(
                id="street",
                name="s",
                line=(at(200, 1000), at(800, 1000)),
                visits=(rule("10:00", "12:00", dwell_min=5),),
            ),
        ),
        areas=(
            PatrolArea(
                id="market", name="m", region=box(550, 150, 1050, 450), visits=(rule("11:00", "15:00", dwell_min=30),)
            ),
        ),
    )


def test_routes_are_whole_and_lawful() -> None:
    """Paths start and end at the base within the shift, times increase, no stretch is too quick, stops lie on them."""
    scenario = full_town()
    made = planned(scenario, make_unit(end="16:00"), make_unit("car-2", end="16:00"))
    assert made.unmet == ()
    assert {stop.id for route in made.routes for stop in route.stops} == {
        "base",
        "break",
        "gate",
        "post",
        "street",
        "market",
    }
    for route in made.routes:
        points, seconds = columns(route)
        assert (route.path[0][2], route.path[-1][2]) == (route.start, route.end)
        assert great_circle_m(points[0], BASE) < 1
        assert great_circle_m(points[-1], BASE) < 1
        assert np.all(np.diff(seconds) > 0)
        steps_m = great_circle_m(points[:-1], points[1:])
        assert np.all(steps_m / np.diff(seconds) <= 30 / 3.6 * 1.001)
        assert route.length_m == pytest.approx(steps_m.sum(), rel=1e-3)
        for stop in route.stops:
            assert great_circle_m(where(route, stop.arrive), (stop.lon, stop.lat)) < 1
            if stop.kind not in {"line", "area"}:
                assert great_circle_m(where(route, stop.depart), (stop.lon, stop.lat)) < 1


def test_paths_follow_streets_in_their_direction() -> None:
    """Every stretch of a car's path is a street of the lattice, never against a one-way street."""
    one_way = frozenset((6 * 2 + column, 6 * 2 + column + 1) for column in range(5))
    made = planned(full_town().model_copy(update={"streets": make_streets(one_way)}), make_unit(end="16:00"))
    for route in made.routes:
        metres = FRAME.metres(columns(route)[0])
        moves = np.diff(metres, axis=0)
        assert np.all(np.abs(moves).min(axis=1) < 0.5)
        on_one_way = (np.abs(metres[:-1, 1] - 400) < 1) & (np.abs(metres[1:, 1] - 400) < 1)
        assert np.all(moves[on_one_way, 0] > -0.5)


def test_a_line_is_driven_from_end_to_end() -> None:
    """Its stop begins at one end, ends at the other, and the path between runs along it."""
    (route,) = planned(full_town(), make_unit(end="16:00")).routes
    (stop,) = (stop for stop in route.stops if stop.kind == "line")
    ends = {at(200, 1000), at(800, 1000)}
    start, end = (stop.lon, stop.lat), where(route, stop.depart)
    assert min(float(great_circle_m(start, place)) for place in ends) < 1
    assert min(float(great_circle_m(end, place)) for place in ends) < 1
    assert great_circle_m(start, end) == pytest.approx(600, rel=0.01)
    during = [point for point in route.path if stop.arrive <= point[2] <= stop.depart]
    assert np.all(np.abs(FRAME.metres([point[:2] for point in during])[:, 1] - 1000) < 1)


def test_an_area_is_patrolled_inside() -> None:
    """During the stay the unit drives through the area's streets and does not leave it."""
    (route,) = planned(full_town(), make_unit(end="16:00")).routes
    (stop,) = (stop for stop in route.stops if stop.kind == "area")
    during = [point[:2] for point in route.path if stop.arrive <= point[2] <= stop.depart]
    metres = FRAME.metres(during)
    assert len({tuple(np.round(point)) for point in metres}) >= 4
    assert shapely.box(549, 149, 1051, 451).covers(shapely.MultiPoint(metres))


def test_idle_time_is_patrolled() -> None:
    """A unit with nothing to do covers most of the town before it comes back, and is back in time."""
    (route,) = planned(make_scenario(), make_unit(end="10:00")).routes
    seen = {tuple(np.round(point / 200)) for point in FRAME.metres(columns(route)[0])}
    assert len(seen) >= 30
    assert route.path[-1][2] == route.end
    assert [stop.kind for stop in route.stops] == ["base", "base"]


def test_idle_units_stay_on_their_ground() -> None:
    """A force limited to the western grid patrols there only."""
    force = Force(id="cars", name="c", tier="police_car", base=BASE, units=1, grids=("W",), break_min=0)
    (route,) = planned(make_scenario(forces=(force,)), make_unit(end="10:00")).routes
    metres = FRAME.metres(columns(route)[0])
    assert metres[:, 0].max() < 510
    assert metres[:, 1].max() > 900


def test_short_waits_are_spent_at_the_stop() -> None:
    """With a few minutes to spare a unit waits where it is and leaves just in time."""
    scenario = make_scenario(
        points=(
            PatrolPoint(id="a", name="a", location=at(400, 0), visits=(rule("08:01", "08:12"),)),
            PatrolPoint(id="b", name="b", location=at(600, 0), visits=(rule("08:20", "08:31"),)),
        )
    )
    (route,) = planned(scenario, make_unit(end="09:00")).routes
    first, second = route.stops[1:3]
    assert (first.id, second.id) == ("a", "b")
    assert second.arrive == DAY_START + dt.timedelta(minutes=80)
    assert second.arrive - first.depart == pytest.approx(dt.timedelta(seconds=24), abs=dt.timedelta(seconds=1))
    assert great_circle_m(where(route, first.depart), (first.lon, first.lat)) < 1


def test_unmet_visits_have_a_reason_and_a_fix() -> None:
    """Each obstacle is told apart, and has its sentences."""
    required = {
        "early": PatrolPoint(id="early", name="", location=at(200, 200), visits=(rule("19:00", "20:00"),)),
        "barred": PatrolPoint(
            id="barred", name="", location=at(200, 200), visits=(rule("09:00", "10:00"),), tiers=("x",)
        ),
        "far": PatrolPoint(id="far", name="", location=at(2000, 2000), visits=(rule("09:00", "10:00"),)),
        "brief": PatrolPoint(id="brief", name="", location=at(200, 200), visits=(rule("09:00", "09:05"),)),
        "one": PatrolPoint(id="one", name="", location=at(0, 1000), visits=(rule("11:00", "11:10"),)),
        "two": PatrolPoint(id="two", name="", location=at(1000, 0), visits=(rule("11:00", "11:10"),)),
    }
    lost = PatrolLine(id="lost", name="", line=(at(2000, 2000), at(2400, 2000)), visits=(rule("09:00", "12:00"),))
    made = planned(make_scenario(points=tuple(required.values()), lines=(lost,)), make_unit())
    reasons = {unmet.id: (unmet.reason, unmet.fix.code) for unmet in made.unmet}
    busy = reasons.pop("one", None) or reasons.pop("two", None)
    assert busy == ("no_time_left", "add_unit_hours")
    assert reasons == {
        "early": ("no_unit_in_window", "add_unit_hours"),
        "barred": ("no_unit_with_rights", "allow_tier"),
        "far": ("unreachable", "move_to_street"),
        "brief": ("window_too_short", "widen_window"),
        "lost": ("line_not_followed", "redraw_line"),
    }
    for unmet in made.unmet:
        assert "{" not in reason_text(unmet.reason, "en", unmet.params)
        assert "{" not in fix_text(unmet.fix.code, "en", unmet.fix.params)


def test_dropped_visits_have_a_reason() -> None:
    """The ceiling, a lesser worth and a night without units are told apart."""

    def spot(place: str, north_m: float, hour: float, value: float) -> HotSpot:
        opens = DAY_START + dt.timedelta(hours=hour)
        closes = opens + dt.timedelta(minutes=40)
        return HotSpot(place=place, lonlat=at(0, north_m), opens=opens, closes=closes, dwell_s=1500, value=value)

    spots = (
        spot("busy", 200, 1.5, 9),
        spot("busy", 200, 3, 8),
        spot("rich", 1000, 2.2, 90),
        spot("poor", 1000, 2.2, 1),
        spot("night", 200, 15, 50),
    )
    scenario = make_scenario(patrol=PatrolRules(most_visits_per_day=1))
    made = planned(scenario, make_unit(), spots=spots)
    assert {(dropped.id, dropped.reason) for dropped in made.dropped} == {
        ("busy", "ceiling"),
        ("poor", "worth_less"),
        ("night", "no_unit_in_window"),
    }
    for dropped in made.dropped:
        assert "{" not in reason_text(dropped.reason, "en", dropped.params)
    (poor,) = (dropped for dropped in made.dropped if dropped.id == "poor")
    assert (poor.params["displaced"], poor.params["value"], poor.params["displaced_value"]) == ("rich", 1.0, 90.0)


def test_breaks_that_coincide_are_told() -> None:
    """A force whose breaks cannot be kept apart is reported with what would mend it."""
    prepared = prepare(make_scenario(forces=(CARS,)), (make_unit(end="16:00"),), (), DAY_START, 1)
    told = prepared._replace(ground=replace(prepared.ground, resting_together=("cars",)))
    made = report(told, solve(told.problem, QUICK))
    assert [(unmet.kind, unmet.id, unmet.reason) for unmet in made.unmet] == [("break", "cars", "breaks_coincide")]
    assert fix_text(made.unmet[0].fix.code, "en", made.unmet[0].fix.params)
