"""One replication by hand: who goes, when, where from, and what waits."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from simulated_line import MINUTE, calls, problem

from planner.errors import NotFound
from planner.evaluation.simulation.calls import Calls
from planner.evaluation.simulation.outcome import gather
from planner.evaluation.simulation.policies import POLICIES, KeepCover, Nearest, OwnGrid, Policy, named
from planner.evaluation.simulation.problem import BREAK, OPTIONAL, REQUIRED, SimulationProblem, SlowHours
from planner.evaluation.simulation.replication import NOBODY, Record, replicate


def ran(case: SimulationProblem, given: Calls, policy: Policy | None = None) -> tuple[list[int], list[float]]:
    """Give who took each call and the minutes until they were there."""
    record = replicate(case, given, policy or Nearest())
    return record.unit.tolist(), (record.response_s / MINUTE).round(6).tolist()


def test_the_nearest_free_unit_goes() -> None:
    """The second call finds the nearest one busy, the third finds it free again."""
    case = problem([0], [9])
    given = calls((10, 1, 1, 20), (12, 2, 1, 5), (60, 1, 1, 5))
    assert ran(case, given) == ([0, 1, 0], [1.0, 7.0, 1.0])


def test_a_unit_is_where_its_route_is() -> None:
    """It moves on every minute."""
    case = problem([0, 1, 2, 3, 4, 5, 6])
    assert ran(case, calls((4, 6, 1, 5)))[1] == [2.0]


def test_a_call_waits_until_a_unit_is_free() -> None:
    """It is there after the service before it, and its way."""
    case = problem([0])
    record = replicate(case, calls((0, 3, 1, 10), (5, 4, 1, 10)), Nearest())
    assert (record.wait_s / MINUTE).tolist() == [0.0, 8.0]
    assert (record.response_s / MINUTE).tolist() == [3.0, 9.0]


def test_the_urgent_call_is_answered_first() -> None:
    """Of two that wait the more urgent one, though it came later; of equals the first."""
    case = problem([0])
    given = calls((0, 0, 1, 30), (1, 1, 2, 5), (2, 2, 2, 5), (3, 3, 1, 5))
    record = replicate(case, given, Nearest())
    left = np.argsort(given.time_s + record.wait_s).tolist()
    assert left == [0, 3, 1, 2]


def test_nobody_is_sent_from_a_meal_or_outside_a_shift() -> None:
    """The call waits for the end of the meal; after the shift nobody comes."""
    case = problem([0], shifts=[(0, 100)], pauses=((0, 10, 40),))
    assert ran(case, calls((15, 1, 1, 5), (101, 1, 1, 5))) == ([0, NOBODY], [26.0, np.inf])


def test_a_shift_that_begins_takes_what_waits() -> None:
    """The call before the shift waits for it."""
    assert ran(problem([4], shifts=[(30, 90)]), calls((10, 1, 1, 5))) == ([0], [23.0])


def test_a_unit_turns_back_and_can_be_sent_on() -> None:
    """Half-way back its time to a call lies half-way between those from both ends; later it is on its route again."""
    case = problem([0])
    given = calls((0, 8, 1, 2), (14, 8, 1, 0))  # done at 10, back at 18; at 14 it is half-way
    assert ran(case, given)[1] == [8.0, 4.0]
    assert ran(case, calls((0, 8, 1, 2), (30, 8, 1, 0)))[1] == [8.0, 8.0]


def test_a_limited_unit_does_not_leave_its_ground() -> None:
    """The near unit may not, the far one goes."""
    case = problem([5], [10])
    allowed = case.fleet.allowed.copy()
    allowed[0, 6:] = False
    case = dataclasses.replace(case, fleet=dataclasses.replace(case.fleet, allowed=allowed))
    assert ran(case, calls((1, 6, 1, 5)))[0] == [1]


def test_no_way_is_no_way() -> None:
    """A unit that cannot get there is not sent; the way from the street is walked."""
    case = problem([0], [9])
    travel_s = case.travel_s.copy()
    travel_s[0, 0, 1] = np.inf
    case = dataclasses.replace(case, travel_s=travel_s, walk_s=np.full((1, 11), 30.0))
    assert ran(case, calls((1, 1, 1, 5))) == ([1], [8.5])


def test_slow_hours_slow_the_part_in_them() -> None:
    """Of a way of ten minutes five are driven before the rush hour, five in it at half speed."""
    slow = SlowHours(from_s=np.array([-np.inf, 5 * MINUTE, 60 * MINUTE]), share=np.array([[1.0, 0.5, 1.0]]))
    assert ran(problem([0], slow=slow), calls((0, 10, 1, 5)))[1] == [15.0]
    assert slow.arrives_s(0, 59 * MINUTE, 10 * MINUTE) == pytest.approx((60 + 9.5) * MINUTE)


def test_calls_that_find_the_line_full_are_lost() -> None:
    """One may wait, the next is gone."""
    case = problem([0], most_waiting=1)
    assert ran(case, calls((0, 0, 1, 30), (1, 0, 1, 5), (2, 0, 1, 5)))[0] == [0, 0, NOBODY]


def test_own_grid_goes_before_nearer_neighbours() -> None:
    """The unit in the call's half goes although the neighbour is nearer; without one, the neighbour."""
    given = calls((1, 6, 1, 5))
    assert ran(problem([5], [10]), given, OwnGrid())[0] == [1]
    assert ran(problem([5], [4]), given, OwnGrid())[0] == [0]


def test_cover_is_kept_for_calls_that_are_not_urgent() -> None:
    """The last unit of the far half stays there when one of two in the near half is only a little later."""
    case = problem([4], [4], [8])
    busy = dataclasses.replace(case.calls, per_hour=np.array([[0.0, 5.0]] * 10))
    case = dataclasses.replace(case, calls=busy)
    assert ran(case, calls((1, 6, 2, 5)), Nearest())[0] == [0]
    near = calls((1, 7, 2, 5))
    assert ran(case, near, Nearest())[0] == [2]
    assert ran(case, near, KeepCover())[0] == [0]
    assert ran(case, calls((1, 7, 1, 5)), KeepCover())[0] == [2]


def test_policies_are_named() -> None:
    """Each is found by its id, and nothing else is."""
    assert [named(policy.id) for policy in POLICIES] == list(POLICIES)
    with pytest.raises(NotFound, match="policy_unknown"):
        named("farthest")


def test_stops_are_missed_when_the_unit_is_away_for_most_of_them() -> None:
    """Away from 10 to 32: of three stops one is missed, one just not, and the meal lies outside."""
    stops = ((0, 0, 10, REQUIRED), (0, 12, 20, REQUIRED), (0, 26, 39, OPTIONAL), (0, 50, 80, BREAK))
    case = problem([0], shifts=[(0, 100)], stops=stops)
    record = replicate(case, calls((10, 1, 1, 20)), Nearest())
    assert (record.away_from_s / MINUTE, record.away_to_s / MINUTE) == ([10.0], [32.0])
    outcome = gather(case, [(0, record)])
    assert outcome.missed.tolist() == [[0, 1, 0]]
    assert outcome.planned.tolist() == [1, 2, 1]


def test_work_and_overtime_are_counted() -> None:
    """Way and service until the shift ends are work, what is beyond is overtime."""
    case = problem([0], shifts=[(0, 100)])
    record: Record = replicate(case, calls((90, 5, 1, 20)), Nearest())
    outcome = gather(case, [(0, record)])
    assert (outcome.busy_s / MINUTE).tolist() == [[10.0]]
    assert (outcome.overtime_s / MINUTE).tolist() == [15.0]
    assert (outcome.duty_s / MINUTE).tolist() == [100.0]
