"""Days of drone work that no station has planned for: tasks above the dock, no dock at all, ground without end."""

import numpy as np
import pytest
import shapely

from planner.drones.check import check
from planner.drones.coverage.lane_order import best_order
from planner.drones.coverage.plan import MANY_PIECES, _hasty_order
from planner.drones.energy import flown
from planner.drones.problem import DAY_S
from planner.drones.report import unmet


def test_a_task_above_the_dock_is_looked_at(make):
    """A path of one point goes up, hovers and comes down."""
    task = make.task(shapely.Point(0, 0), windows=((0.0, DAY_S),), required=True, hover_s=60.0)
    problem = make.problem(tasks=(task,), rounds_per_day=4)
    result = make.solved(problem)
    assert result.status == "optimal"
    assert check(problem, result) == []
    assert len(result.rounds) == 4
    timing = flown(np.zeros((1, 2)), np.array([60.0]), problem.docks[0].model, 80.0)
    assert timing.leave_s[0] - timing.arrive_s[0] == pytest.approx(60.0)


@pytest.mark.parametrize("required", [True, False])
def test_without_docks_required_tasks_are_told(make, required):
    """A station without docks says of every window of a required task that nobody looks."""
    task = make.task(shapely.Point(50, 0), windows=((0.0, 600.0), (7200.0, 9000.0)), required=required)
    problem = make.problem(docks=(), tasks=(task,))
    result = make.solved(problem)
    assert result.status == "skipped"
    assert [(item.id, item.reason) for item in unmet(problem, result)] == [("t", "no_dock")] * (2 if required else 0)


def test_ground_far_beyond_a_day_is_cut_into_rounds(make):
    """A stroke of thousands of legs is cut in stretches, and every round is legal."""
    line = shapely.LineString([(x, 40.0 * (x // 10 % 2)) for x in range(100, 16000, 10)])
    problem = make.problem(tasks=(make.task(line),), rounds_per_day=6)
    result = make.solved(problem, time_s=1.0)
    assert result.status in {"optimal", "feasible"}
    assert check(problem, result) == []
    assert len(result.rounds) == 6


def test_very_many_lanes_are_flown_as_they_lie():
    """Above the limit no order is searched for; every piece is flown once."""
    assert _hasty_order(MANY_PIECES + 1, None) == [2 * i + i % 2 for i in range(MANY_PIECES + 1)]


def test_orders_of_many_pieces_are_kicked_less(monkeypatch):
    """The work on an order is bounded, whatever the number of pieces."""
    from planner.drones.coverage import lane_order

    calls = []
    improved = lane_order._improved
    monkeypatch.setattr(lane_order, "_improved", lambda cost, tour: calls.append(1) or improved(cost, tour))
    ends = np.array([[x, y] for x in range(120) for y in (0.0, 50.0)])
    between = np.hypot(*(ends[:, None] - ends[None, :]).transpose(2, 0, 1))
    assert sorted(entry // 2 for entry in best_order(between)) == list(range(120))
    assert len(calls) <= 3 + lane_order.MOST_WORK // 120**2
