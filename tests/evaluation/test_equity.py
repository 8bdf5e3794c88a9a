"""Presence by grid and hour, and whether it is shared out fairly: counted by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hand_plan import GROUND, plan, stay, unit
from small_station import station

from planner.domain.demand import Demand
from planner.domain.place import Place
from planner.domain.plan import Plan
from planner.domain.rules import PatrolRules
from planner.domain.scenario import Scenario
from planner.evaluation.achievement.equity import equity, equity_figures, equity_notices, times_the_mean
from planner.evaluation.achievement.unit_minutes import unit_minutes
from planner.evaluation.achievement.visible import visible

ONE_CALL = Demand(by_grid={f"G{number}": (1.0,) * 168 for number in range(1, 5)})
HOMES = tuple(
    Place(id=f"R{n}", name="R", kind="residence", location=GROUND.lonlat(x, y), crowd=crowd)
    for n, (x, y, crowd) in enumerate([(300, 300, 900), (-300, 300, 100)])
)


def in_the_north_east(until: str = "31:00") -> Plan:
    """Give a plan whose car stands in the grid G4."""
    return plan((unit("car", end=until), [stay("K1", "07:00", until, (300, 300))]))


def test_a_car_in_one_grid() -> None:
    """It is seen in every minute of every hour there, 20 unit-minutes an hour on each of its 3 km, and nowhere else."""
    seen = visible(unit_minutes(in_the_north_east()), station())
    assert seen.unit_min.shape == (4, 24)
    assert seen.unit_min[3].tolist() == [60.0] * 24
    assert seen.seen_share[3].tolist() == [1.0] * 24
    assert seen.unit_min[:3].sum() == 0
    assert seen.street_km[3] == pytest.approx(3.0, abs=0.01)
    assert seen.street_km.sum() == pytest.approx(15.0, abs=0.02)
    assert seen.per_km()[3, 0] == pytest.approx(20.0, abs=0.1)


def test_two_cars_at_once_are_seen_once() -> None:
    """Unit-minutes add up, minutes with a unit do not; a meal is not seen."""
    one = (unit("a"), [stay("K1", "07:00", "31:00", (300, 300))])
    meal = stay("base", "12:00", "12:30", (300, 300), kind="break", required=False)
    two = (unit("b", end="13:00"), [stay("K1", "07:00", "12:00", (300, 300)), meal])
    seen = visible(unit_minutes(plan(one, two)), station())
    assert seen.unit_min[3, :3].tolist() == [120.0] * 3
    assert seen.unit_min[3, 5] <= 60 + 30
    assert seen.seen_share[3].max() == 1.0


def test_minutes_per_call_and_per_resident() -> None:
    """All 1,440 minutes for 24 of 96 calls are four times the mean; for 900 of 1,000 residents 10 / 9 of it."""
    scenario, made = station(places=HOMES), in_the_north_east()
    found = equity(visible(unit_minutes(made), scenario), made, scenario, ONE_CALL)
    assert found.calls.tolist() == [24.0] * 4
    assert found.residents.tolist() == [0, 0, 100, 900]
    assert found.per_call_min()[3] == pytest.approx(60.0)
    assert found.per_resident_min()[3] == pytest.approx(1.6)
    assert np.isnan(found.per_resident_min()[0])
    assert times_the_mean(found.minutes, found.calls).tolist() == [0, 0, 0, 4]
    assert equity_figures(found) == pytest.approx(
        {
            "patrol_per_call_most_ratio": 4.0,
            "patrol_per_call_least_ratio": 0.0,
            "patrol_per_resident_most_ratio": 10 / 9,
            "patrol_per_resident_least_ratio": 0.0,
        }
    )


def told(scenario: Scenario, made: Plan, demand: Demand = ONE_CALL) -> dict[str, dict[str, object]]:
    """Give the notices by code."""
    return {notice.code: notice.params for notice in equity_notices(made, scenario, demand)}


def test_grids_beyond_the_ratio_are_told() -> None:
    """Four times the mean is over-patrolled at a ratio of 3, not at 5; grids without any are told in both."""
    notices = told(station(places=()), in_the_north_east())
    assert set(notices) == {"patrol_over_per_call", "patrol_under_per_call"}
    assert notices["patrol_over_per_call"] == {"grid": "G4", "minutes": 60.0, "mean": 15.0, "ratio": 3.0, "count": 1}
    assert notices["patrol_under_per_call"]["count"] == 3
    assert notices["patrol_under_per_call"]["minutes"] == 0
    lenient = station(places=(), patrol=PatrolRules(equity_ratio=5))
    assert set(told(lenient, in_the_north_east())) == {"patrol_under_per_call"}


def test_a_fair_plan_is_not_told() -> None:
    """A car in every grid gives each its share; so do grids without calls or residents."""
    corners = [(-300, -300), (300, -300), (-300, 300), (300, 300)]
    cars = [(unit(f"c{n}"), [stay("K1", "07:00", "31:00", at)]) for n, at in enumerate(corners)]
    assert told(station(places=()), plan(*cars)) == {}
    nothing = Demand(by_grid={f"G{number}": (0.0,) * 168 for number in range(1, 5)})
    assert told(station(places=()), in_the_north_east(), nothing) == {}
    assert told(station(places=()), plan()) == {}
