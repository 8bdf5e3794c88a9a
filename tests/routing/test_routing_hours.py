"""Travel by the hour: the solver's rule against small steps, the checker's, and its own inverse."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.routing.check_figures import reached_s
from planner.routing.problem import RoutingProblem
from planner.routing.reckoning.hours import arrival_s, arrivals_s, departure_s
from planner.routing.warm import smallest

LEGS = st.floats(0, 5000)
TIMES = st.floats(-2000, 8000)
SHARES = st.lists(st.floats(0.1, 1.0), min_size=4, max_size=4)


def banded(shares: list[float], leg_s: float = 0.0) -> RoutingProblem:
    """Make a problem whose speed changes three times, and whose legs all take so long at full speed."""
    problem = smallest()
    return replace(
        problem,
        travel_s=leg_s * (1.0 - np.eye(3))[None],
        band_from_s=np.array([0.0, 600.0, 1500.0, 4000.0]),
        band_share=np.array([shares]),
    )


def stepped_s(problem: RoutingProblem, leg_s: float, depart_s: float) -> float:
    """Drive in steps of a second."""
    clock, left = depart_s, leg_s
    while left > 0:
        band = max(0, int(np.searchsorted(problem.band_from_s, clock, side="right")) - 1)
        left -= problem.band_share[0, band]
        clock += 1.0
    return clock


@settings(max_examples=20, derandomize=True, deadline=None)
@given(shares=SHARES, leg_s=LEGS, depart_s=TIMES)
def test_arrival_is_that_of_small_steps(shares: list[float], leg_s: float, depart_s: float) -> None:
    """Driving second by second at the speed of the second arrives within a few steps of it."""
    problem = banded(shares)
    step_s = 1.0 / min(shares)
    assert arrival_s(problem, 0, leg_s, depart_s) == pytest.approx(stepped_s(problem, leg_s, depart_s), abs=4 * step_s)


@settings(max_examples=100, derandomize=True, deadline=None)
@given(shares=SHARES, leg_s=LEGS, depart_s=TIMES)
def test_all_ways_to_reckon_agree(shares: list[float], leg_s: float, depart_s: float) -> None:
    """The checker's rule and the one for many legs give the same arrival, and the latest departure leads back."""
    problem = banded(shares, leg_s)
    done_s = arrival_s(problem, 0, leg_s, depart_s)
    assert reached_s(problem, 0, 0, 1, depart_s) == pytest.approx(done_s, abs=1e-6)
    assert arrivals_s(problem, 0, np.array([leg_s, np.inf]), np.full(2, depart_s)) == pytest.approx([done_s, np.inf])
    assert departure_s(problem, 0, leg_s, done_s) == pytest.approx(depart_s, abs=1e-6)


@settings(max_examples=100, derandomize=True, deadline=None)
@given(shares=SHARES, leg_s=LEGS, depart_s=TIMES, later_s=st.floats(0, 3000))
def test_who_leaves_later_never_arrives_earlier(
    shares: list[float], leg_s: float, depart_s: float, later_s: float
) -> None:
    """Nobody overtakes by waiting."""
    problem = banded(shares)
    first, second = (arrival_s(problem, 0, leg_s, at_s) for at_s in (depart_s, depart_s + later_s))
    assert second >= first - 1e-6


def test_no_way_is_never_done() -> None:
    """An infinite leg is done at no time and must be begun before all times."""
    problem = banded([1.0, 0.5, 0.8, 1.0])
    assert arrival_s(problem, 0, np.inf, 0.0) == np.inf
    assert departure_s(problem, 0, np.inf, 0.0) == -np.inf
