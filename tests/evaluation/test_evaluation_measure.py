"""Figures of a plan: held against counting by hand and against bounds."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.clock import seconds_between
from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.evaluation.achievement.presence import gini, longest_unseen_h, minutes_by_grid
from planner.evaluation.achievement.response import response_seconds
from planner.evaluation.measure import measure
from planner.pipeline import estimate_demand


def test_the_figures_of_a_whole_plan(plan: Plan, scenario: Scenario) -> None:
    """What the plan carries is what measuring it again gives, and counting agrees."""
    figures = measure(plan, scenario, estimate_demand(scenario))
    assert figures == plan.metrics
    assert figures["rounds_flown"] == len(plan.flights)
    assert figures["roster_hours_h"] == 8 * len(plan.roster)
    assert figures["roster_cover_pct"] == 100.0
    assert figures["patrol_length_km"] == pytest.approx(sum(route.length_m for route in plan.routes) / 1000, abs=1e-3)


def test_presence_is_bounded_by_time_on_duty(plan: Plan, scenario: Scenario) -> None:
    """No grid sees more patrol minutes than units are out, and together they see nearly all of them."""
    minutes = minutes_by_grid(plan, scenario)
    on_duty = sum(seconds_between(unit.shift_start, unit.shift_end) for unit in plan.units) / 60
    assert minutes.shape == (4, 24)
    assert 0.9 * on_duty <= minutes.sum() <= on_duty + 5 * len(plan.units)


def test_response_is_bounded_by_the_ground(plan: Plan, scenario: Scenario) -> None:
    """On a lattice of 1.25 km no call is farther than 2.5 km of streets and a detour, at 40 km/h or on foot."""
    seconds = response_seconds(plan, scenario)
    reached = seconds[np.isfinite(seconds)]
    assert len(reached) > 20
    assert reached.max() <= 3500 / 40 * 3.6


@settings(deadline=None, derandomize=True, max_examples=50)
@given(st.lists(st.tuples(st.floats(0, 100), st.floats(0.01, 100)), min_size=1, max_size=12))
def test_gini_is_between_none_and_all(pairs: list[tuple[float, float]]) -> None:
    """It is 0 in proportion and stays between 0 and 1."""
    shares, weights = (np.array(column) for column in zip(*pairs, strict=True))
    assert -1e-9 <= gini(shares, weights) <= 1.0
    assert gini(weights, weights) == pytest.approx(0.0, abs=1e-9)


def test_gini_of_a_known_case() -> None:
    """All of it in one of two equal grids is one half."""
    assert gini(np.array([0.0, 10.0]), np.array([1.0, 1.0])) == pytest.approx(0.5)


def test_longest_unseen() -> None:
    """The longest run of empty hours of any grid counts."""
    assert longest_unseen_h(np.array([[1, 0, 0, 1], [0, 1, 0, 0]])) == 2.0
