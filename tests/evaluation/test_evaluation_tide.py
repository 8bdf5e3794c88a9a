"""How patrols follow the tide of calls: all of them, and those that the roster crews."""

from __future__ import annotations

import numpy as np
import pytest

from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.evaluation.achievement.presence import (
    demand_by_grid,
    minutes_by_grid,
    presence_figures,
    tide_correlation,
)
from planner.pipeline import estimate_demand


def test_the_correlation_of_known_hours() -> None:
    """1 in proportion, -1 against it, and 0 where nothing changes."""
    calls = np.array([1.0, 2.0, 4.0])
    assert tide_correlation(10 * calls, calls) == pytest.approx(1.0)
    assert tide_correlation(-calls, calls) == pytest.approx(-1.0)
    assert tide_correlation(np.ones(3), calls) == 0.0


def test_units_add_up(plan: Plan, scenario: Scenario) -> None:
    """The minutes of every unit alone are together those of all."""
    each = sum(minutes_by_grid(plan, scenario, {unit.id}) for unit in plan.units)
    assert np.array_equal(each, minutes_by_grid(plan, scenario))


def test_volunteers_are_left_out_of_the_rostered(plan: Plan, scenario: Scenario) -> None:
    """A unit of a force that no duty crews counts in the first figure only; where all are alike there is no second."""
    demand = estimate_demand(scenario)
    crewed = {force.id for force in scenario.forces if force.duty is not None}
    ours = [unit for unit in plan.units if unit.force in crewed]
    alike = plan.model_copy(update={"units": tuple(ours)})
    assert len(ours) > 1
    assert "rostered_tide_correlation" not in presence_figures(alike, scenario, demand)
    mixed = plan.model_copy(update={"units": (ours[0].model_copy(update={"force": "volunteers"}), *ours[1:])})
    found = presence_figures(mixed, scenario, demand)
    seen = minutes_by_grid(plan, scenario, {unit.id for unit in ours[1:]}).sum(axis=0)
    calls = demand_by_grid(plan, scenario, demand).sum(axis=0)
    assert found["rostered_tide_correlation"] == tide_correlation(seen, calls)
    assert found["rostered_tide_correlation"] != found["presence_tide_correlation"]
