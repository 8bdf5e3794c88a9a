"""Where units of a repair set out: from a ground that is not their base's, and just in time for what is next."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from routing_town import DAY_START, at, box, make_scenario, make_unit, rule

from planner.domain.force import Force
from planner.domain.plan import Plan, Route, SolverReport, Stop
from planner.domain.repair import HotSpotAdded
from planner.domain.work import PatrolArea, PatrolPoint
from planner.repairs.repair import repair
from planner.routing.day import Limits, route_day
from planner.routing.prepare import prepare
from planner.routing.repairing.rounding import in_time
from planner.routing.repairing.slots import times
from planner.routing.repairing.standing import path_until, standing

VILLAGE = PatrolArea(id="village", name="Village", region=box(390, 390, 1010, 1010))
FORCE = Force(
    id="guards", name="g", tier="police_car", base=at(0, 0), units=1, shifts=({"start": "08:00", "end": "12:00"},)
)


def point(name: str, where: tuple[float, float]) -> PatrolPoint:
    """Make a point with one visit of ten minutes."""
    return PatrolPoint(id=name, name=name, location=where, visits=(rule("08:00", "09:00"),))


def test_a_unit_on_its_ground_finds_the_way_to_a_base_beyond_it() -> None:
    """A repair knows that units leave their ground to go home; without that none would be back in its shift."""
    forces = (FORCE.model_copy(update={"areas": ("village",), "break_min": 0.0}),)
    scenario = make_scenario(forces=forces, areas=(VILLAGE,), points=(point("a", at(600, 600)),))
    unit = make_unit("guards-1123-0800-1", force="guards", base=at(0, 0))
    made = route_day(scenario, (unit,), (), DAY_START, Limits(iterations=20, workers=1), draw_seed=1)
    plan = Plan(
        station=scenario.station.id,
        created=DAY_START,
        seed=1,
        timezone="Asia/Shanghai",
        start=DAY_START,
        end=DAY_START + dt.timedelta(days=1),
        units=(unit,),
        routes=made.plans[0].routes,
        solver={"routes": SolverReport(status="feasible")},
    )
    now = DAY_START + dt.timedelta(hours=3)
    event = HotSpotAdded(location=at(800, 800), opens=now, closes=now + dt.timedelta(minutes=60), minutes=5)
    repaired = repair(plan, scenario, now, event)
    assert [change.kind for change in repaired.changes] == ["added"]


@pytest.mark.parametrize(("late_s", "kept"), [(0.0, True), (0.004, True), (0.5, False)])
def test_only_rounding_lets_a_unit_set_out_earlier(late_s: float, kept: bool) -> None:  # noqa: FBT001
    """Some milliseconds late are none; half a second is, and the start stays what it was."""
    problem, _ = prepare(make_scenario(points=(point("a", at(600, 600)),)), (make_unit(),), (), DAY_START, 1)
    leg_s = float(problem.travel_s[0, problem.unit_start_node[0], problem.way_entry[0]])
    last_s = float(problem.visit_closes_s[0]) - 600.0 - leg_s
    problem = replace(problem, unit_start_s=np.array([last_s + late_s]))
    planned_s = [[last_s + leg_s]]
    changed = in_time(problem, [(0,)], planned_s, [True])
    assert (times(changed, 0, (0,)) is not None) == kept
    if not kept or not late_s:
        assert changed.unit_start_s[0] == problem.unit_start_s[0]
    assert in_time(problem, [(0,)], planned_s, [False]).unit_start_s[0] == problem.unit_start_s[0]


@pytest.mark.parametrize(("late_s", "by_s"), [(0.0, 0.0), (0.0015, 0.002), (0.15, 0.2), (0.5, 0.0)])
def test_rounding_does_not_make_a_stay_begin_later_than_planned(late_s: float, by_s: float) -> None:
    """A unit on its way sets out so much earlier that its next stay begins when the plan says, if that is rounding."""
    problem, _ = prepare(make_scenario(points=(point("a", at(600, 600)),)), (make_unit(),), (), DAY_START, 1)
    leg_s = float(problem.travel_s[0, problem.unit_start_node[0], problem.way_entry[0]])
    start_s = float(problem.unit_start_s[0])
    changed = in_time(problem, [(0,)], [[start_s + leg_s - late_s]], [True])
    assert changed.unit_start_s[0] == pytest.approx(start_s - by_s, abs=1e-9)


def test_moments_in_the_hour_that_the_clock_shows_twice_are_told_apart() -> None:
    """After the clock goes back, a stop of the first 02:30 lies behind and one of the second ahead."""
    berlin = ZoneInfo("Europe/Berlin")
    first = dt.datetime(2026, 10, 25, 2, 40, tzinfo=berlin)
    second = dt.datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=berlin)
    begin, end = first - dt.timedelta(hours=2), second + dt.timedelta(hours=3)
    lon, lat = at(0, 0)
    stops = tuple(
        Stop(kind="point", id=moment.isoformat(), lon=lon, lat=lat, arrive=moment, depart=moment, required=True)
        for moment in (first, second)
    )
    path = tuple((lon, lat, moment) for moment in (begin, first, second, end))
    route = Route(unit="u", start=begin, end=end, length_m=0.0, stops=stops, path=path)
    now = first.astimezone(dt.UTC) + dt.timedelta(minutes=30)
    unit = make_unit("u").model_copy(update={"shift_start": begin, "shift_end": end})
    stands = standing(unit, route, now.astimezone(berlin), [first, second], begin, at_once=False)
    assert [len(stands.done), len(stands.ahead)] == [1, 1]
    past = [point[2].timestamp() for point in path_until(route, now.astimezone(berlin))]
    assert past == [begin.timestamp(), first.timestamp(), now.timestamp()]
