"""A cordon is given even where nobody can be shut in, or the time is too short to tell."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import numpy as np
import pytest

from planner.dispatch.intercept.check import broken
from planner.dispatch.intercept.flight import Fled
from planner.dispatch.intercept.prepare import prepare
from planner.dispatch.intercept.problem import CordonProblem
from planner.dispatch.intercept.solve import close
from planner.dispatch.standing import Standing
from planner.domain.plan import Unit
from planner.domain.solving import Limits
from planner.sources.scenario import read_scenario

TIANAN = Path(__file__).resolve().parents[2] / "sample_maps" / "tianan"
AT = dt.datetime(2026, 11, 23, 14, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def problem() -> CordonProblem:
    """Somebody runs from the base of tianan, a minute ago; sixteen cars are all over the station."""
    scenario = read_scenario(TIANAN)
    car = next(tier for tier in scenario.tiers if tier.mode == "car")
    force = next(force for force in scenario.forces if force.tier == car.id)
    nodes = scenario.streets.node_lonlat
    places = nodes[np.random.default_rng(1).integers(len(nodes), size=16)].tolist()
    end = AT + dt.timedelta(hours=8)
    units = [
        Standing(
            unit=Unit(
                id=f"live-{number}",
                force=force.id,
                tier=car.id,
                mode="car",
                shift_start=AT,
                shift_end=end,
                base=force.base,
            ),
            place=(lon, lat),
        )
        for number, (lon, lat) in enumerate(places)
    ]
    fled = Fled(place=scenario.station.base, ago_s=60.0, mode="foot", speed_kmh=10.0, within_s=900.0)
    return prepare(scenario, units, AT, fled, leave_ground=True).cordon()


def test_a_runner_in_a_dense_town_gets_a_cordon(problem: CordonProblem) -> None:
    """Whoever cannot be shut in is stopped on many ways out, and the exits that stay open are named."""
    found = close(problem, Limits(time_s=1))
    assert found.status in {"optimal", "feasible"}
    assert found.shut or (found.closed and found.open and found.stopped > 0)
    assert broken(problem, found) == []


def test_without_any_time_there_is_a_cordon_all_the_same(problem: CordonProblem) -> None:
    """The search for units that stop them on most ways out has half a second in any case."""
    found = close(problem, Limits(time_s=0))
    assert (found.status, found.shut) == ("feasible", False)
    assert found.closed
    assert found.open
    assert broken(problem, found) == []
