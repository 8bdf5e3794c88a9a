"""The demand: nothing lost, nothing made up, drawn towards the tide where little was counted."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.domain.noun import Window
from planner.grids.check import check
from planner.grids.demand import estimate
from planner.grids.demand.counting import count
from planner.grids.demand.estimating import CALLS_PER_1000_PEOPLE_WEEK, CALLS_PER_WEEK_UNKNOWN
from planner.grids.demand.prior import area_share
from planner.grids.demand.shrinkage import KERNEL, over_hours
from planner.grids.demand.structure import fit
from planner.grids.locate import NOWHERE, grid_of

EAST = 0.015


def total(demand):
    return sum(sum(row) for row in demand.by_grid.values())


def test_point_lies_in_its_grid(station_of):
    """A point must be found in its own grid, one on a common edge in the first, one outside in none."""
    base = (114.02, 22.53)
    points = [(base[0] + x, base[1] + 0.005) for x in (0.005, 0.015, 0.01, 0.05, -0.001)]
    assert grid_of(station_of(), points).tolist() == [0, 1, 0, NOWHERE, NOWHERE]
    assert grid_of(station_of(), []).tolist() == []
    assert grid_of(station_of(grids=()), points).tolist() == [NOWHERE] * 5


def test_incidents_are_counted_on_the_stations_clock(station_of, incident_of):
    """An incident must be counted in the hour of the week that the station's own clock shows."""
    scenario = station_of(
        incidents=(incident_of(23, 2), incident_of(24, 20, EAST, zone="UTC"), incident_of(25, 1, 0.09))
    )
    calls = count(scenario)
    assert np.argwhere(calls.table(np.ones(calls.days))).tolist() == [[0, 2], [1, 2 * 24 + 4]]
    assert calls.days == 3


def test_days_of_each_weekday(station_of, incident_of):
    """Ten days from a Wednesday must hold two Wednesdays to Fridays and one of each other day."""
    calls = count(station_of(incidents=(incident_of(4, 9), incident_of(13, 9))))
    assert calls.exposure(np.ones(calls.days))[::24].tolist() == [1, 1, 2, 2, 2, 1, 1]


def test_no_call_is_lost(station_of, incident_of, place_of):
    """The week's demand must be the calls of an average week, those outside every grid left out."""
    incidents = [
        incident_of(day, hour, east) for day in range(1, 29) for hour in (9, 23) for east in (0.005, EAST, 0.09)
    ]
    scenario = station_of(incidents=tuple(incidents), places=(place_of("a", "office"), place_of("b", "mall", EAST)))
    demand = estimate(scenario)
    assert total(demand) == pytest.approx(28 * 2 * 2 / 4)
    assert check(scenario, demand) == []


def test_many_calls_outweigh_the_tide(station_of, incident_of, place_of):
    """Where many calls were counted the demand must follow them, not the places."""
    incidents = [incident_of(day, 3, EAST, minute=k) for day in range(2, 30) for k in range(20)]
    scenario = station_of(incidents=tuple(incidents), places=(place_of("a", "office"),))
    demand = estimate(scenario)
    assert demand.at("G2", 3) > 20 * demand.at("G1", 10)
    assert sum(demand.by_grid["G2"]) > 0.9 * total(demand)


def test_one_call_leaves_the_tide_as_it_is(station_of, incident_of, place_of):
    """A single call must hardly move the hours of the tide."""
    places = (place_of("a", "office"), place_of("b", "entertainment", EAST))
    scenario = station_of(incidents=(incident_of(23, 4),), places=places)
    demand = estimate(scenario)
    assert demand.at("G1", 10) > demand.at("G1", 4)
    assert demand.at("G2", 22) > demand.at("G2", 10)


def test_the_edge_of_the_tide_stays_sharp(station_of, incident_of, place_of):
    """Smoothing over hours must not carry demand past a place's closing time as if it were open."""
    hours = (Window(start="08:00", end="18:00"),)
    incidents = tuple(incident_of(day, hour) for day in range(2, 30) for hour in range(8, 18) for _ in range(3))
    demand = estimate(station_of(incidents=incidents, places=(place_of("a", "shop", hours=hours),)))
    assert demand.at("G1", 17) > 3 * demand.at("G1", 18)


def test_without_incidents_the_places_speak(station_of, place_of):
    """Without incidents the tide must be scaled to the stated rate for every 1,000 people."""
    scenario = station_of(places=(place_of("a", "office", crowd=3000), place_of("b", "entertainment", EAST)))
    demand = estimate(scenario)
    assert total(demand) == pytest.approx(4 * CALLS_PER_1000_PEOPLE_WEEK)
    assert demand.at("G1", 10) > demand.at("G1", 22)
    assert demand.at("G2", 22) > demand.at("G2", 10)
    assert min(min(row) for row in demand.by_grid.values()) > 0


def test_without_anything_the_ground_speaks(station_of, grids_of):
    """With neither incidents nor places the demand must be even, by area, and positive."""
    one, two = grids_of()
    twice = one.model_copy(update={"region": two.region + one.region})
    three = two.model_copy(update={"region": grids_of(3)[2].region, "id": "G3"})
    scenario = station_of(grids=(twice, three))
    demand = estimate(scenario)
    assert total(demand) == pytest.approx(CALLS_PER_WEEK_UNKNOWN)
    assert demand.at("G1", 5) == pytest.approx(2 * demand.at("G3", 100), rel=1e-3)
    assert area_share(scenario).sum() == pytest.approx(1)


def test_no_grids_no_demand(station_of):
    """Without grids there is nothing to estimate."""
    assert estimate(station_of(grids=())).by_grid == {}


def test_smoothing_runs_round_the_week():
    """The kernel must be symmetric, keep the sum, and carry Sunday night into Monday morning."""
    row = np.zeros(168)
    row[0] = 1
    smooth = over_hours(row)
    assert smooth.sum() == pytest.approx(sum(KERNEL))
    assert smooth[[166, 167, 0, 1, 2]] == pytest.approx(KERNEL)


def test_shrinking_predicts_better_than_counting():
    """On calls drawn from a known tide the estimate must lie nearer the truth than the raw count and the mean."""
    dice = np.random.default_rng(5)
    hours = np.arange(168)
    tide = np.stack([1.2 + np.sin(hours * np.pi / 12), 1.2 + np.cos(hours * np.pi / 12)])
    tide /= tide.sum()
    truth = 60 * tide * dice.gamma(5, 1 / 5, (2, 1))
    calls = dice.poisson(truth * 4).astype(float)
    estimated = fit(calls, np.full(168, 4.0), tide).rate
    errors = [np.abs(guess - truth).sum() for guess in (estimated, calls / 4, np.full((2, 168), calls.mean() / 4))]
    assert errors[0] < errors[1]
    assert errors[0] < errors[2]


spots = st.tuples(st.integers(1, 28), st.integers(0, 23), st.floats(-0.01, 0.03), st.floats(0.001, 0.009))
kinds = st.sampled_from(["office", "entertainment", "residence", "school"])
crowds = st.tuples(kinds, st.floats(-0.01, 0.03), st.floats(0, 1e5))


@given(st.lists(spots, max_size=40), st.lists(crowds, max_size=5))
@settings(max_examples=40, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_demand_passes_the_check(station_of, incident_of, place_of, spots, crowds):
    """Whatever the incidents and places, the demand must pass the independent check."""
    incidents = tuple(incident_of(*spot) for spot in spots)
    places = tuple(place_of(f"p{k}", kind, x, crowd=crowd) for k, (kind, x, crowd) in enumerate(crowds))
    scenario = station_of(incidents=incidents, places=places)
    demand = estimate(scenario)
    assert check(scenario, demand) == []
    assert estimate(scenario) == demand
