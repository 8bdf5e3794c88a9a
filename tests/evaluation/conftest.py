"""The small station and its plan, made once."""

from __future__ import annotations

import pytest
import small_station

import planner
from planner.domain.plan import Plan
from planner.domain.scenario import Scenario


@pytest.fixture(scope="session")
def scenario() -> Scenario:
    """Give the small station."""
    return small_station.station()


@pytest.fixture(scope="session")
def plan(scenario: Scenario) -> Plan:
    """Give a plan of the small station for one day."""
    return planner.plan(scenario, limits=planner.Limits(time_s=20.0, seed=1))
