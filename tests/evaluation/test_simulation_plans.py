"""From a plan to a simulation: places, ways, units; and two plans that answer the same calls."""

from __future__ import annotations

import dataclasses
import json

import numpy as np
import pytest
from hand_plan import GROUND, plan, stay, unit
from small_station import station

from planner.domain.demand import Demand
from planner.domain.force import SpeedBand
from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.domain.solving import Limits
from planner.errors import NotFound, PlannerError
from planner.evaluation.simulation.calls import draw
from planner.evaluation.simulation.options import Options
from planner.evaluation.simulation.places import STREETS, call_places
from planner.evaluation.simulation.plans import Compared, simulate_plan, simulate_two
from planner.evaluation.simulation.policies import Nearest
from planner.evaluation.simulation.prepare import prepare
from planner.evaluation.simulation.problem import BREAK, OPTIONAL, REQUIRED
from planner.evaluation.simulation.record import compared_record, responses, simulated_record
from planner.grids.locate import grid_of

LIMITS = Limits(time_s=300.0, seed=2, workers=1)
DEMAND = Demand(by_grid={f"G{number}": (0.05,) * 168 for number in range(1, 5)})


def posted(x_m: float, y_m: float, **changes: object) -> Plan:
    """Give a plan whose car stands at one place all day."""
    return plan((unit("car"), [stay("K1", "07:00", "31:00", (x_m, y_m))]), **changes)


def at_the_middle(scenario: Scenario) -> tuple[Plan, Scenario]:
    """Give a plan whose car is in the middle of the station."""
    return posted(0, 0), scenario


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    """Give the small station."""
    return station()


def test_places_lie_in_their_grids_and_share_its_calls(scenario: Scenario) -> None:
    """Every grid has places, their chances sum to 1, and a centre among them."""
    places = call_places(scenario)
    assert np.array_equal(grid_of(scenario, places.lonlat), places.grid)
    assert np.bincount(places.grid, weights=places.weight) == pytest.approx(np.ones(4))
    assert (np.diff(places.grid) >= 0).all()
    assert places.grid[places.centre].tolist() == [0, 1, 2, 3]
    past = {incident.location for incident in scenario.incidents}
    busiest = places.lonlat[places.grid == 3]
    assert sum(tuple(place) in past for place in busiest.tolist()) >= 0.4 * len(busiest)


def test_a_grid_without_calls_and_streets_has_a_place(scenario: Scenario) -> None:
    """Calls of a grid that no street passes come from its middle."""
    empty = scenario.grids[0].model_copy(update={"region": GROUND.region(900, 900, 1000, 1000)})
    places = call_places(scenario.model_copy(update={"grids": (empty, *scenario.grids[1:]), "incidents": ()}))
    assert (places.grid == 0).sum() == 1
    assert np.bincount(places.grid)[1:].max() <= STREETS


def test_a_plan_becomes_numbers(scenario: Scenario) -> None:
    """Shifts, meals, stops and rights stand in the fleet as in the plan."""
    stops = [
        stay("K1", "09:00", "09:30", (-130, -380)),
        stay("base", "12:00", "12:30", (110, 40), kind="break", required=False),
        stay("M1", "20:00", "20:20", (380, 380), required=False),
    ]
    guard = unit("guard", "guard", "09:00", "13:00").model_copy(update={"force": "guards"})
    problem = prepare(plan((unit("car"), stops), (guard, [])), scenario, DEMAND, Options())
    fleet = problem.fleet
    assert fleet.ids == ("car", "guard")
    assert (fleet.start_s.tolist(), fleet.end_s.tolist()) == ([0.0, 7200.0], [86400.0, 21600.0])
    assert fleet.stop_kind.tolist() == [REQUIRED, BREAK, OPTIONAL]
    assert (fleet.pause_from_s.tolist(), fleet.pause_to_s.tolist()) == ([5 * 3600.0], [5.5 * 3600.0])
    grid = problem.calls.place_grid
    assert fleet.allowed[0].all()
    assert np.array_equal(fleet.allowed[1], np.isin(grid, [0, 2])), "guards keep to their grids"
    assert problem.calls.per_hour.shape == (24, 4)
    assert problem.calls.per_hour == pytest.approx(0.05)
    assert np.isfinite(problem.travel_s).all()
    assert (np.diff(fleet.track_start) == [24 * 60 + 1, 4 * 60 + 1]).all()


def test_ways_are_those_along_the_streets(scenario: Scenario) -> None:
    """A car at 40 km/h needs the length of the lattice between two places, where it may go that way."""
    quiet = scenario.model_copy(update={"incidents": ()})
    problem = prepare(posted(125, 125), quiet, DEMAND, Options())
    start = int(problem.fleet.track_place[100])
    places = call_places(quiet)
    metres = GROUND.frame.metres(places.lonlat) - GROUND.frame.metres([GROUND.lonlat(125, 125)])
    lattice_s = np.abs(metres).sum(axis=1) / (40 / 3.6)
    found = problem.travel_s[0, start, : len(places.grid)]
    assert (found >= lattice_s - 1.0).all(), "nothing is quicker than along the lattice"
    assert np.median(found - lattice_s) < 5.0, "and most places are as quick"


def test_slower_hours_of_a_tier_are_kept(scenario: Scenario) -> None:
    """Responses in the rush hour are longer by the share that is left."""
    tiers = tuple(
        tier.model_copy(update={"slower": (SpeedBand(start="07:00", end="31:00", share=0.5),)})
        for tier in scenario.tiers
    )
    quick = simulate_plan(*at_the_middle(scenario), DEMAND, Nearest(), LIMITS, replications=40)
    slow = simulate_plan(
        *at_the_middle(scenario.model_copy(update={"tiers": tiers})), DEMAND, Nearest(), LIMITS, replications=40
    )
    assert slow.figures["response_mean_min"].value > 1.3 * quick.figures["response_mean_min"].value


def test_calls_do_not_depend_on_the_plan(scenario: Scenario) -> None:
    """Two plans of a station draw the same calls at the same places."""
    one = prepare(posted(0, 0), scenario, DEMAND, Options())
    two = prepare(plan((unit("a"), []), (unit("b", "guard"), [])), scenario, DEMAND, Options())
    first, second = draw(one.calls, 9, 3), draw(two.calls, 9, 3)
    for name in ("time_s", "grid", "place", "priority", "service_s"):
        assert np.array_equal(getattr(first, name), getattr(second, name)), name
    count = len(one.calls.place_grid)
    assert np.allclose(one.travel_s[0, :count, :count], two.travel_s[0, :count, :count], atol=0.01)


def test_two_plans_are_compared(scenario: Scenario) -> None:
    """A car in the middle is quicker than one in the corner, on the same calls."""
    made = simulate_two(
        at_the_middle(scenario), (posted(-620, -620), scenario), DEMAND, Nearest(), LIMITS, replications=30
    )
    assert isinstance(made, Compared)
    assert made.differences["response_median_min"].low > 0
    assert made.differences["calls_per_run"].value == 0
    record = compared_record(made)
    assert set(record) == {"one", "other", "differences"}
    json.dumps(record, allow_nan=False)


def test_plans_of_other_hours_are_not_compared(scenario: Scenario) -> None:
    """Their calls would differ."""
    longer = plan((unit("car"), []), days=2)
    with pytest.raises(PlannerError, match="plans_of_other_hours"):
        simulate_two(at_the_middle(scenario), (longer, scenario), DEMAND, Nearest(), LIMITS)


@pytest.mark.parametrize(
    ("code", "changes", "options"),
    [
        ("no_grids", {"grids": ()}, Options()),
        ("tier_unknown", {}, Options(tiers=("cavalry",))),
        ("no_units_to_simulate", {}, Options(tiers=("guard",))),
    ],
)
def test_what_cannot_be_simulated_is_refused(code: str, changes: dict[str, object], options: Options) -> None:
    """Without grids no call comes, without units nobody answers."""
    with pytest.raises(NotFound, match=code):
        prepare(posted(0, 0), station(**changes), DEMAND, options)


def test_only_the_tiers_asked_for_answer(scenario: Scenario) -> None:
    """The guard is left out."""
    both = plan((unit("car"), []), (unit("guard", "guard"), []))
    assert prepare(both, scenario, DEMAND, Options(tiers=("police_car",))).fleet.ids == ("car",)


def test_the_record_counts_every_response(scenario: Scenario) -> None:
    """Steps, the rest and the unanswered make up all calls; hours are moments of the plan."""
    made = simulate_plan(*at_the_middle(scenario), DEMAND, Nearest(), LIMITS, replications=5)
    counted = responses(made.outcome)
    assert sum(counted["calls"]) + counted["longer"] + counted["unanswered"] == len(made.outcome.unit)
    record = simulated_record(made)
    assert next(iter(record["by_hour"])).startswith("2026-11-23T07:00:00+08:00")
    assert not made.stopped
    assert dataclasses.replace(made, asked=6).stopped
