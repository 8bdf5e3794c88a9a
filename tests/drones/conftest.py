"""Small days of drone work, made by hand."""

import datetime as dt
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
import shapely

from planner.domain.drone_model import DroneModel
from planner.domain.round_rules import RoundRules
from planner.domain.solving import Limits
from planner.drones.problem import DAY_S, DockSite, DroneProblem, DroneZone, LookTask
from planner.drones.solve import solve

MODEL = DroneModel(id="m", name="model", endurance_min=50.0)
ALWAYS = ((-DAY_S, 3 * DAY_S),)
HOUR_S = 3600.0


@pytest.fixture(scope="session")
def make():
    """Give the builders of this file by name: tests cannot import a conftest."""
    return SimpleNamespace(dock=make_dock, zone=make_zone, task=make_task, problem=make_problem, solved=solved)


def make_dock(name="d0", xy=(0.0, 0.0), *, radius_m=3000.0, model=MODEL, ready_s=0.0, ready_pct=90.0):
    return DockSite(
        id=name, drone="u" + name, xy=xy, radius_m=radius_m, model=model, ready_s=ready_s, ready_pct=ready_pct
    )


def make_zone(shape, *, name="z", active=ALWAYS, ceiling_m=0.0):
    return DroneZone(id=name, shape=shape, active=active, ceiling_m=ceiling_m)


def make_task(shape, *, name="t", windows=(), required=False, value=1.0, hover_s=30.0):
    return LookTask(
        id=name, purpose="look", shape=shape, windows=windows, required=required, value=value, hover_s=hover_s
    )


def make_problem(*, docks=None, zones=(), tasks=None, **rules):
    if tasks is None:
        tasks = (make_task(shapely.Point(400, 100)), make_task(shapely.box(200, 200, 700, 600), name="park"))
    return DroneProblem(
        day=dt.date(2026, 11, 23),
        start=dt.datetime(2026, 11, 23, 7, tzinfo=ZoneInfo("Asia/Shanghai")),
        centre=(114.0, 22.5),
        docks=docks if docks is not None else (make_dock(),),
        zones=zones,
        tasks=tasks,
        rules=RoundRules(**rules),
    )


def solved(problem, **limits):
    return solve(problem, Limits(**{"time_s": 5.0, **limits}))


@pytest.fixture(scope="session")
def small_day():
    """Twelve rounds of two docks over a gate that must be seen in two windows, a park and a street."""
    windows = ((0.0, HOUR_S), (10 * HOUR_S, 11 * HOUR_S))
    return make_problem(
        docks=(make_dock(), make_dock("d1", (1200.0, 300.0))),
        zones=(make_zone(shapely.box(300, -200, 500, 150)),),
        tasks=(
            make_task(shapely.Point(800, 50), name="gate", windows=windows, required=True),
            make_task(shapely.box(200, 200, 900, 700), name="park", value=3.0),
            make_task(shapely.LineString([(-500, 0), (-500, 600)]), name="street", windows=((0.0, 2 * HOUR_S),)),
        ),
        rounds_per_day=12,
    )


@pytest.fixture(scope="session")
def small_result(small_day):
    result = solved(small_day)
    assert result.status == "optimal"
    return result
