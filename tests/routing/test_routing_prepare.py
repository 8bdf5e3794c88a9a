"""The problem made from a scenario: windows, rights, lines, areas, breaks, and places out of reach."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import numpy as np
import pytest
from routing_town import BASE, DAY, DAY_START, ZONE, at, box, make_scenario, make_streets, make_unit, rule

from planner.domain.clock import instant
from planner.domain.force import Force
from planner.domain.rules import PatrolRules
from planner.domain.station import Station
from planner.domain.work import PatrolArea, PatrolLine, PatrolPoint, Presence
from planner.grids.hot_spots import HotSpot
from planner.routing.prepare import prepare
from planner.routing.units.breaks import break_windows
from planner.routing.visits.asked import day_visits

HOUR = 3600.0


def point(name: str, where: tuple[float, float], *rules, **changes) -> PatrolPoint:
    return PatrolPoint(id=name, name=name, location=where, visits=rules, **changes)


def spans(scenario, start: dt.datetime = DAY_START) -> list[tuple[float, float]]:
    return [(visit.opens_s / HOUR, visit.closes_s / HOUR) for visit in day_visits(scenario, (), start)]


def test_a_window_is_cut_into_one_part_a_visit() -> None:
    """Three visits from 08:00 to 14:00 have two hours each."""
    scenario = make_scenario(points=(point("p", at(400, 400), rule("08:00", "14:00", count=3)),))
    assert spans(scenario) == [(1, 3), (3, 5), (5, 7)]


def test_night_windows_belong_to_the_day_that_they_begin_in() -> None:
    """With days from 07:00, 02:00 belongs to the day before, and what the night before left does not return."""
    scenario = make_scenario(
        points=(
            point("small_hours", at(400, 400), rule("02:00", "04:00")),
            point("over_midnight", at(400, 400), rule("22:00", "26:00")),
            point("long", at(400, 400), rule("23:00", "33:00", count=5)),
        )
    )
    assert spans(scenario) == [(19, 21), (15, 19), (0, 2), (16, 18), (18, 20), (20, 22), (22, 24)]


def test_windows_keep_to_the_days_of_the_week() -> None:
    """A window of Tuesdays is not there on a Monday, except for its hours before the day's start."""
    tuesdays = rule("01:00", "03:00", days=("tue",))
    mondays = rule("01:00", "03:00", days=("mon",))
    assert spans(make_scenario(points=(point("t", at(0, 0), tuesdays),))) == [(18, 20)]
    assert spans(make_scenario(points=(point("m", at(0, 0), mondays),))) == []


def test_windows_are_right_when_clocks_change() -> None:
    """In Helsinki's night of 25 October 2026, 02:00 to 05:00 is four hours long."""
    zone = dt.datetime(2026, 10, 24, tzinfo=ZONE).date()
    station = Station(id="h", name="h", timezone="Europe/Helsinki", base=BASE, day_start=7 * 60)
    scenario = make_scenario(station=station, points=(point("p", at(0, 0), rule("02:00", "05:00")),))
    from zoneinfo import ZoneInfo

    start = instant(zone, 7 * 60, ZoneInfo("Europe/Helsinki"))
    assert spans(scenario, start) == [(19, 23)]


def test_tiers_and_grids_give_rights() -> None:
    """A tier that is not named may not, and a force with grids stays on their ground."""
    scenario = make_scenario(
        forces=(
            Force(id="cars", name="c", tier="police_car", base=BASE, units=1, break_min=0),
            Force(id="west", name="w", tier="guard", base=BASE, units=1, break_min=0, grids=("W",)),
        ),
        points=(
            point("for_cars", at(200, 200), rule("08:00", "12:00"), tiers=("police_car",)),
            point("west_side", at(200, 400), rule("08:00", "12:00")),
            point("east_side", at(800, 400), rule("08:00", "12:00")),
        ),
        lines=(
            PatrolLine(id="w", name="w", line=(at(0, 200), at(600, 200)), visits=(rule("08:00", "12:00"),)),
            PatrolLine(id="e", name="e", line=(at(400, 200), at(1000, 200)), visits=(rule("08:00", "12:00"),)),
        ),
        areas=(PatrolArea(id="a", name="a", region=box(600, 0, 1000, 400), visits=(rule("08:00", "12:00"),)),),
    )
    units = (make_unit(), make_unit("west-1", force="west", tier="guard", mode="foot"))
    allowed = prepare(scenario, units, (), DAY_START, 1).problem.visit_allowed
    assert allowed.tolist() == [
        [True, False],
        [True, True],
        [True, False],
        [True, True],
        [True, False],
        [True, False],
    ]


def test_travel_follows_streets_and_speeds() -> None:
    """A walker at 5 km/h needs six times as long as a car at 30 km/h, and both go round the block."""
    scenario = make_scenario(points=(point("p", at(400, 400), rule("08:00", "12:00")),))
    units = (make_unit(), make_unit("foot-1", tier="guard", mode="foot"))
    problem = prepare(scenario, units, (), DAY_START, 1).problem
    car, foot = problem.travel_s[:, problem.unit_start_node[0], problem.way_entry[0]]
    assert car == pytest.approx(800 / (30 / 3.6), rel=0.01)
    assert foot == pytest.approx(car * 6, rel=1e-6)


def test_a_line_has_both_directions_and_counts_as_one_visit() -> None:
    """Each direction is a way of the same visit; its stay is the drive and the dwell."""
    line = PatrolLine(id="l", name="l", line=(at(0, 200), at(600, 200)), visits=(rule("08:00", "12:00", dwell_min=2),))
    problem, ground = prepare(make_scenario(lines=(line,)), (make_unit(),), (), DAY_START, 1)
    assert problem.way_start.tolist() == [0, 2]
    assert (problem.way_entry[0], problem.way_exit[0]) == (problem.way_exit[1], problem.way_entry[1])
    assert problem.way_service_s[0] == pytest.approx(600 / (30 / 3.6) + 120, rel=0.01)
    edges = ground.classes[0].line_edges[0]
    assert ground.streets.edge_length_m[edges].sum() == pytest.approx(600, rel=0.01)


def test_a_line_that_is_kept_seen_takes_its_whole_stay() -> None:
    """The drive is part of the stay; only a drive that is longer than the stay makes it longer."""
    seen = Presence(start="09:00", end="10:00", share=0.5, stay_min=30)
    short = PatrolLine(id="s", name="s", line=(at(0, 200), at(600, 200)), presence=(seen,))
    units = (make_unit(), make_unit("foot-1", tier="guard", mode="foot"))
    service = prepare(make_scenario(lines=(short,)), units, (), DAY_START, 1).problem.way_service_s
    assert service[0].tolist() == [1800.0, 1800.0]
    long = PatrolLine(id="l", name="l", line=(at(0, 200), at(1000, 200), at(1000, 1000), at(0, 1000)), presence=(seen,))
    service = prepare(make_scenario(lines=(long,)), units, (), DAY_START, 1).problem.way_service_s
    assert service[0, 0] == 1800.0
    assert service[1, 0] == pytest.approx(2800 / (5 / 3.6), rel=0.01)


def test_a_one_way_line_is_offered_one_way() -> None:
    """Against a long one-way street there is no way that follows the line."""
    row = [6 * 2 + column for column in range(6)]
    streets = make_streets(frozenset(pairwise(row)))
    line = PatrolLine(id="l", name="l", line=(at(0, 400), at(1000, 400)), visits=(rule("08:00", "12:00"),))
    scenario = make_scenario(lines=(line,), streets=streets)
    units = (make_unit(), make_unit("foot-1", tier="guard", mode="foot"))
    service = prepare(scenario, units, (), DAY_START, 1).problem.way_service_s
    assert np.isfinite(service).tolist() == [[True, False], [True, True]]


def test_an_area_is_entered_at_a_junction_inside() -> None:
    """The stay in an area begins and ends at a junction near its middle, on the area's ground."""
    area = PatrolArea(id="a", name="a", region=box(350, 350, 850, 850), visits=(rule("08:00", "12:00"),))
    problem, ground = prepare(make_scenario(areas=(area,)), (make_unit(),), (), DAY_START, 1)
    assert ground.lonlat(0, int(problem.way_entry[0])) == at(600, 600)


def test_a_place_far_from_streets_is_out_of_reach() -> None:
    """Beyond the snapping distance no travel time is given; nearer it is."""
    scenario = make_scenario(
        boundary=box(-50, -50, 1500, 1500),
        points=(
            point("far", at(1300, 500), rule("08:00", "12:00")),
            point("near", at(1090, 500), rule("08:00", "12:00")),
        ),
    )
    problem = prepare(scenario, (make_unit(),), (), DAY_START, 1).problem
    there = problem.travel_s[0, problem.unit_start_node[0], problem.way_entry]
    assert np.isfinite(there).tolist() == [False, True]


def test_hot_spots_are_optional_visits_under_the_ceiling() -> None:
    """A hot spot's epochs share one node and one place, and the scenario's ceiling is the problem's."""
    spots = [
        HotSpot(
            place="mall", lonlat=at(600, 600), opens=opens, closes=opens + dt.timedelta(hours=2), dwell_s=720, value=9
        )
        for opens in (DAY_START, DAY_START + dt.timedelta(hours=2))
    ]
    scenario = make_scenario(patrol=PatrolRules(most_visits_per_day=1))
    problem = prepare(scenario, (make_unit(),), spots, DAY_START, 1).problem
    assert problem.visit_value.tolist() == [9, 9]
    assert not problem.visit_required.any()
    assert len(set(problem.visit_place.tolist())) == len(set(problem.way_entry.tolist())) == 1
    assert problem.ceiling == 1


@pytest.mark.parametrize(("end", "owed"), [("13:30", False), ("14:00", True)])
def test_shifts_of_six_hours_have_a_break(end: str, owed: bool) -> None:  # noqa: FBT001 - a parameter of the table
    """Half an hour at the base in the middle of a shift of six hours or more; none in a shorter one."""
    force = Force(id="cars", name="c", tier="police_car", base=BASE, units=1, break_min=30)
    problem = prepare(make_scenario(forces=(force,)), (make_unit(end=end),), (), DAY_START, 1).problem
    assert (problem.unit_break[0] >= 0) == owed
    if owed:
        assert problem.visit_allowed[problem.unit_break[0]].tolist() == [True]
        assert problem.way_entry[-1] == problem.unit_start_node[0]
        assert problem.way_service_s[0, -1] == 1800


@pytest.mark.parametrize("units", [1, 2, 3, 7])
@pytest.mark.parametrize("lag_s", [0.0, 1800.0, 3 * HOUR])
def test_break_windows_never_cover_everybody(units: int, lag_s: float) -> None:
    """At no moment may all units on shift rest, when they are two or more."""
    shifts = [(lag_s * k, lag_s * k + 8 * HOUR) for k in range(units)]
    windows, separate = break_windows(shifts, [True] * units, [1800.0] * units)
    assert separate
    for moment in np.arange(0, 40 * HOUR, 300) + 1:
        out = [rest for shift, rest in zip(shifts, windows, strict=True) if shift[0] < moment < shift[1]]
        assert len(out) < 2 or not all(rest[0] < moment < rest[1] for rest in out)
    for shift, rest in zip(shifts, windows, strict=True):
        assert shift[0] <= rest[0] <= rest[1] - 1800
        assert rest[1] <= shift[1]


def test_breaks_that_cannot_be_kept_apart_are_told() -> None:
    """Two breaks that fill two equal shifts coincide whatever one does; a third unit without a break relieves them."""
    shifts = [(0.0, 6 * HOUR)] * 2
    assert not break_windows(shifts, [True, True], [6 * HOUR] * 2)[1]
    assert break_windows([*shifts, (0.0, 6 * HOUR)], [True, True, False], [6 * HOUR] * 3)[1]


def test_a_day_without_units_or_visits_is_a_problem_too() -> None:
    """Nothing to do and nobody to do it are no errors."""
    scenario = make_scenario(points=(point("p", at(400, 400), rule("08:00", "12:00")),))
    assert prepare(scenario, (), (), DAY_START, 1).problem.units == 0
    assert prepare(make_scenario(), (make_unit(),), (), DAY_START, 1).problem.visits == 0
    assert DAY_START.date() == DAY
