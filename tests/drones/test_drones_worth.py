"""What looks are worth, counted by hand."""

import datetime as dt
import math
from dataclasses import replace

import numpy as np
import pytest
import shapely

from planner.domain.demand import Demand
from planner.drones.expected_calls import ExpectedCalls
from planner.drones.looks.places import places
from planner.drones.looks.sights import sights
from planner.drones.looks.worth import MEMORY_S, OUTSIDE_SHARE, Worth
from planner.drones.prepare import prepare
from planner.geo import Frame
from tests.small_station import station

HOUR_S = 3600.0


def _worth(make, *, calls=None, **changes):
    task = replace(make.task(shapely.Point(0, 0), **changes), calls=None if calls is None else np.array([calls]))
    problem = make.problem(tasks=(task,))
    return Worth(problem, sights(problem))


def _of(worth, when, until=np.inf):
    return worth.of(np.array([0]), np.array([when]), np.array([until])).item()


def test_even_calls_give_the_usual_return(make):
    """V x (1 - exp(-gap / memory)), and the whole value if no look follows."""
    worth = _worth(make, value=3.0)
    assert _of(worth, 5 * HOUR_S) == pytest.approx(3.0)
    assert _of(worth, 5 * HOUR_S, 7.5 * HOUR_S) == pytest.approx(3.0 * (1 - math.exp(-2.5 * HOUR_S / MEMORY_S)))


def test_a_look_is_worth_the_calls_after_it(make):
    """All calls of the day come from 3 to 4 h: 24 times the mean, each counted by its distance from the look."""
    worth = _worth(make, calls=[24.0 if hour == 3 else 0.0 for hour in range(24)])

    def by_hand(look_h, until_h):
        begin, end = max(look_h, 3.0), min(until_h, 4.0)
        return 24 * (math.exp(-(begin - look_h) * HOUR_S / MEMORY_S) - math.exp(-(end - look_h) * HOUR_S / MEMORY_S))

    assert _of(worth, 1 * HOUR_S, 3.5 * HOUR_S) == pytest.approx(by_hand(1, 3.5))
    assert _of(worth, 3.25 * HOUR_S, 20 * HOUR_S) == pytest.approx(by_hand(3.25, 20))
    assert _of(worth, 4 * HOUR_S, 20 * HOUR_S) == pytest.approx(0.0, abs=1e-9)
    tomorrow = math.exp(-24 * HOUR_S / MEMORY_S)
    assert _of(worth, 1 * HOUR_S) == pytest.approx(by_hand(1, 24) / (1 - tomorrow))
    assert _of(worth, 2.9 * HOUR_S, 4 * HOUR_S) > _of(worth, 0.0, 4 * HOUR_S) > 0


def test_a_look_outside_its_windows_is_worth_a_quarter(make):
    """The moment of the look decides."""
    worth = _worth(make, windows=((2 * HOUR_S, 3 * HOUR_S),))
    assert _of(worth, 2.5 * HOUR_S) == pytest.approx(1.0)
    assert _of(worth, 3.5 * HOUR_S) == pytest.approx(OUTSIDE_SHARE)


def _expected(calls_by_grid, start, length_s=24 * HOUR_S):
    scenario = station()
    grids = [grid.id for grid in scenario.grids]
    demand = Demand(by_grid={grid: tuple(row) for grid, row in zip(grids, calls_by_grid, strict=False)})
    return scenario, ExpectedCalls(scenario, demand, start, length_s)


def _inside(scenario):
    frame = Frame(scenario.station.base)
    return np.array([frame.polygon(scenario.grids[0].region).representative_point().coords[0]])


def test_calls_follow_the_hours_of_the_station(make):
    """A day from 06:00 on a Monday: hour 2 of the day is 08:00; the mean of the day is 1."""
    row = np.ones(168)
    row[8] = 25.0
    zone = dt.timezone(dt.timedelta(hours=8))
    scenario, expected = _expected([row], dt.datetime(2026, 6, 1, 6, tzinfo=zone))
    calls = expected.over(_inside(scenario))
    assert calls.shape == (1, 24)
    assert calls.mean() == pytest.approx(1.0)
    assert calls[0, 2] == pytest.approx(25 / 2)
    assert np.delete(calls[0], 2) == pytest.approx(0.5)


def test_a_day_that_begins_within_an_hour_takes_the_mean(make):
    """From 06:30 the second hour lies half in the busy one, 08:00, and half in the one before."""
    row = np.ones(168)
    row[8] = 25.0
    zone = dt.timezone(dt.timedelta(hours=8))
    scenario, expected = _expected([row], dt.datetime(2026, 6, 1, 6, 30, tzinfo=zone))
    calls = expected.over(_inside(scenario))[0]
    assert calls[1] == pytest.approx(calls[2])
    assert calls[1] / calls[0] == pytest.approx(13.0)


@pytest.mark.parametrize("row", [np.zeros(168), None])
def test_ground_without_calls_is_worth_the_same_all_day(make, row):
    """No demand known for its grid, or none at all."""
    start = dt.datetime(2026, 6, 1, 6, tzinfo=dt.UTC)
    scenario, expected = _expected([] if row is None else [row], start)
    assert expected.over(_inside(scenario)) is None
    assert expected.over(np.array([[1e6, 1e6]])) is None


def test_tasks_carry_the_calls_of_the_plan():
    """`prepare` gives tasks their calls, one row a place, only if it is told the demand."""
    scenario = station()
    demand = Demand(by_grid={grid.id: (1.0,) * 100 + (2.0,) * 68 for grid in scenario.grids})
    tasks = prepare(scenario, scenario.roster.start, demand=demand).tasks
    assert any(task.calls is not None and task.calls.shape == (len(places(task.shape)), 24) for task in tasks)
    assert all(task.calls is None for task in prepare(scenario, scenario.roster.start).tasks)


def test_a_round_goes_where_calls_are_expected(make):
    """Two points alike but for their hours of calls, one round early and one late: each is seen before its hour."""
    early, late = (np.array([[float(hour // 12 == half) * 2 for hour in range(24)]]) for half in (0, 1))
    spots = [(400.0, 600.0, late), (400.0, -600.0, early)]
    tasks = tuple(
        replace(make.task(shapely.Point(x, y), name=name, hover_s=300.0), calls=calls)
        for name, (x, y, calls) in zip("le", spots, strict=True)
    )
    problem = make.problem(tasks=tasks, rounds_per_day=2, round_min=9.0)
    rounds = make.solved(problem).rounds
    assert [[tasks[look.task].id for look in item.looks] for item in rounds] == [["e"], ["l"]]
