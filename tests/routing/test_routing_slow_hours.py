"""Speed by the hour: bands from windows, times on streets, stays along lines, patrols at their pace."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from route_by_hand import routed
from routing_town import DAY_START, ZONE, at, make_scenario, make_unit, rule

from planner.domain.force import SpeedBand, Tier
from planner.domain.plan import Route
from planner.domain.work import PatrolLine, PatrolPoint
from planner.geo import great_circle_m
from planner.routing.driving.tempo import Tempo, tempos
from planner.routing.places.bands import bands
from planner.routing.prepare import Prepared, prepare
from planner.routing.reckoning.hours import arrival_s, departure_s
from planner.routing.report import report

HOUR = 3600.0
RUSH = (
    SpeedBand(start="08:30", end="10:00", share=0.5),
    SpeedBand(start="09:30", end="10:00", share=0.25),
    SpeedBand(start="31:30", end="32:30", share=0.8),
)


def slow_scenario(*slower: SpeedBand, **changes: object):
    """Make the town with a car tier that is slower in some hours."""
    tiers = (
        Tier(id="police_car", name="Car", mode="car", speed_kmh=30, slower=slower or RUSH),
        Tier(id="guard", name="Guard", mode="foot", speed_kmh=5),
    )
    points = tuple(
        PatrolPoint(id=name, name=name, location=place, visits=(rule("08:00", "12:00", dwell_min=3),))
        for name, place in {"near": at(600, 200), "far": at(1000, 1000), "mid": at(200, 800)}.items()
    )
    return make_scenario(**{"tiers": tiers, "points": points, **changes})


def columns(route: Route) -> tuple[np.ndarray, np.ndarray]:
    """Give the path's points (p, 2) and seconds (p,)."""
    return np.array([p[:2] for p in route.path]), np.array([(p[2] - DAY_START).total_seconds() for p in route.path])


def test_windows_become_bands() -> None:
    """Windows of the day before and of the day itself count, the slowest where they overlap, on the units' day only."""
    found = bands([RUSH, ()], DAY_START, (0.0, 6 * HOUR), ZONE)
    assert (found.from_s / HOUR).tolist() == [0, 0.5, 1.5, 2.5, 3]
    assert found.share.tolist() == [[1, 0.8, 0.5, 0.25, 1], [1, 1, 1, 1, 1]]
    assert found.slowest(0, 2 * HOUR).tolist() == [0.5, 1]
    assert found.slowest(0.6 * HOUR, HOUR).tolist() == [0.8, 1]


def test_bands_keep_to_the_days_of_the_week() -> None:
    """A rush hour of Tuesdays does not slow a Monday."""
    tuesday = SpeedBand(start="08:00", end="09:00", share=0.5, days=("tue",))
    assert bands([(tuesday,)], DAY_START, (0.0, 12 * HOUR), ZONE).share.tolist() == [[1.0]]
    assert bands([(tuesday,)], DAY_START, (0.0, 30 * HOUR), ZONE).share.tolist() == [[1.0, 0.5, 1.0]]


def test_nobody_is_slower_without_windows() -> None:
    """Without slower hours there is one band at full speed."""
    problem = prepare(make_scenario(), (make_unit(),), (), DAY_START, 1).problem
    assert (problem.band_from_s.tolist(), problem.band_share.tolist()) == ([0.0], [[1.0]])


def test_the_clock_at_full_speed_agrees_with_the_solver() -> None:
    """A leg is done at the same moment by the clock and by the bands, forwards and backwards, whenever it begins."""
    problem = prepare(slow_scenario(), (make_unit(),), (), DAY_START, 1).problem
    (tempo,) = tempos(problem)
    chance = np.random.default_rng(1)
    for depart_s, leg_s in chance.uniform((-HOUR, 0), (6 * HOUR, 3 * HOUR), (200, 2)):
        arrive_s = tempo.moment_s(tempo.full_s(depart_s) + leg_s)
        assert arrive_s == pytest.approx(arrival_s(problem, 0, leg_s, depart_s), abs=1e-6)
        assert departure_s(problem, 0, leg_s, arrive_s) == pytest.approx(depart_s, abs=1e-6)
        assert tempo.moments_s(np.array([tempo.full_s(depart_s) + leg_s]))[0] == pytest.approx(arrive_s, abs=1e-9)


def test_a_clock_that_never_slows_is_the_clock() -> None:
    """With one band at full speed, seconds are seconds."""
    tempo = Tempo(np.zeros(1), np.ones(1))
    assert [tempo.full_s(12.3), tempo.moment_s(-4.5)] == [12.3, -4.5]


def driven(prepared: Prepared, *visits: str) -> Route:
    """Give the route of the only unit through some visits."""
    (route,) = report(prepared, routed(prepared, {"car-1": visits})).routes
    return route


def test_arrivals_on_the_street_are_those_of_the_solver() -> None:
    """Every stop begins when the answer says, and the unit stands at it then."""
    prepared = prepare(slow_scenario(), (make_unit(),), (), DAY_START, 1)
    answer = routed(prepared, {"car-1": ["near", "far", "mid"]})
    (route,) = report(prepared, answer).routes
    points, seconds = columns(route)
    stops = [stop for stop in route.stops if stop.kind == "point"]
    for stop, begin_s in zip(stops, answer.routes[0].begin_s, strict=True):
        assert (stop.arrive - DAY_START).total_seconds() == pytest.approx(begin_s, abs=1e-5)
        where = [float(np.interp(begin_s, seconds, points[:, axis])) for axis in (0, 1)]
        assert float(great_circle_m(where, (stop.lon, stop.lat))) < 0.01
    assert np.all(np.diff(seconds) > 0)


def shares_at(problem, moments_s: np.ndarray) -> np.ndarray:
    band = np.searchsorted(problem.band_from_s[1:], moments_s, side="right")
    return problem.band_share[0][band]


@pytest.mark.parametrize("start", ["07:30", "08:20", "09:20", "09:50"])
def test_no_stretch_is_quicker_than_its_hour_allows(start: str) -> None:
    """At every moment the speed is at most the share of full speed of that hour, on the way and on patrol."""
    scenario = slow_scenario()
    prepared = prepare(scenario, (make_unit(start=start, end="11:55"),), (), DAY_START, 1)
    points, seconds = columns(driven(prepared, "far"))
    lengths_m, times_s = great_circle_m(points[:-1], points[1:]), np.diff(seconds)
    whole = shares_at(prepared.problem, seconds[:-1]) == shares_at(prepared.problem, seconds[1:])
    allowed_m = times_s * shares_at(prepared.problem, seconds[:-1]) * 30 / 3.6 * 1.001 + 0.02
    assert np.all(lengths_m[whole] <= allowed_m[whole])


def test_patrols_slow_down_with_the_hour() -> None:
    """In half an hour at half speed a patrol covers about half of what it covers at full speed."""
    lengths = []
    for share in (1.0, 0.5):
        scenario = slow_scenario(SpeedBand(start="07:00", end="20:00", share=share), points=())
        lengths.append(driven(prepare(scenario, (make_unit(end="09:00"),), (), DAY_START, 1)).length_m)
    assert lengths[1] == pytest.approx(lengths[0] / 2, rel=0.1)


def test_a_line_has_time_enough_in_its_slowest_hour() -> None:
    """A line whose window touches a slow hour takes its drive at that speed; one beside it does not."""
    line = PatrolLine(
        id="l",
        name="l",
        line=(at(0, 200), at(600, 200)),
        visits=(rule("09:00", "11:00", dwell_min=1), rule("10:00", "12:00", dwell_min=1)),
    )
    prepared = prepare(slow_scenario(points=(), lines=(line,)), (make_unit(),), (), DAY_START, 1)
    slow, quick = prepared.problem.way_service_s[0, [0, 2]] - 60
    assert quick == pytest.approx(600 / (30 / 3.6), rel=0.01)
    assert slow == pytest.approx(4 * quick, rel=1e-6)
    route = driven(prepared, "l")
    points, seconds = columns(route)
    stop = next(stop for stop in route.stops if stop.kind == "line")
    during = (seconds >= (stop.arrive - DAY_START).total_seconds()) & (
        seconds <= (stop.depart - DAY_START).total_seconds()
    )
    pieces_m, times_s = great_circle_m(points[during][:-1], points[during][1:]), np.diff(seconds[during])
    assert np.all(pieces_m <= times_s * 0.25 * 30 / 3.6 * 1.001 + 0.02)
    assert stop.depart - stop.arrive > dt.timedelta(seconds=60)
