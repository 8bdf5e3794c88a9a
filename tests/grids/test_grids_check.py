"""The check of grids and demand: it must find each thing that is broken by hand."""

from __future__ import annotations

from planner.domain.demand import Demand
from planner.grids.check import check
from planner.grids.demand import estimate
from planner.i18n.violations import violation_text


def codes(scenario, demand):
    found = check(scenario, demand)
    for violation in found:
        assert "{" not in violation_text(violation, "en")
    return [violation.code for violation in found]


def changed(demand, grid, row):
    return Demand.model_construct(by_grid=demand.by_grid | {grid: tuple(row)})


def test_finds_wrong_figures(station_of):
    """Negative, infinite and missing figures must be found."""
    scenario = station_of()
    demand = estimate(scenario)
    row = list(demand.by_grid["G1"])
    assert codes(scenario, demand) == []
    assert codes(scenario, changed(demand, "G1", [-1.0, *row[1:]])) == ["demand_figure_wrong"]
    assert codes(scenario, changed(demand, "G1", [float("nan"), *row[1:]])) == ["demand_figure_wrong"]
    assert codes(scenario, changed(demand, "G1", row[1:])) == ["demand_hours_wrong"]


def test_finds_grids_without_demand_and_demand_without_grids(station_of):
    """A grid without demand, and demand for a grid that is not there, must be found."""
    scenario = station_of()
    demand = estimate(scenario)
    assert codes(scenario, Demand(by_grid={"G1": demand.by_grid["G1"]})) == ["demand_grid_missing"]
    assert codes(scenario, changed(demand, "G9", demand.by_grid["G1"])) == ["demand_grid_unknown"]


def test_finds_calls_that_were_lost(station_of, incident_of):
    """Demand that is not what was counted must be found."""
    scenario = station_of(incidents=tuple(incident_of(day, 10) for day in range(1, 29)))
    demand = estimate(scenario)
    assert codes(scenario, demand) == []
    half = {grid: tuple(figure / 2 for figure in row) for grid, row in demand.by_grid.items()}
    assert codes(scenario, Demand(by_grid=half)) == ["demand_total_wrong"]


def test_finds_grids_that_overlap_or_leave_the_boundary(station_of, grids_of):
    """Grids on the same ground and grids beyond the boundary must be found; common edges are no overlap."""
    one, two = grids_of()
    twin = two.model_copy(update={"region": one.region})
    overlapping = station_of(grids=(one, twin))
    assert codes(overlapping, estimate(overlapping)) == ["grids_overlap"]
    outside = station_of(boundary=one.region)
    assert codes(outside, estimate(outside)) == ["grid_outside_boundary"]
    assert codes(station_of(), estimate(station_of())) == []


def shifted_east(region, metres):
    degrees = metres / 111_195
    return tuple(tuple(tuple((lon + degrees, lat) for lon, lat in ring) for ring in rings) for rings in region)


def test_what_is_read_is_not_refused_later(station_of, grids_of):
    """Borders that a scenario may be drawn with, a few metres over the boundary or a metre over each other, pass."""
    one, two = grids_of()
    for metres, found in ((4.0, []), (9.0, ["grid_outside_boundary"])):
        station = station_of(boundary=shifted_east(one.region, -metres), grids=(one,))
        assert codes(station, estimate(station)) == found
    for metres, found in ((0.9, []), (3.0, ["grids_overlap"])):
        station = station_of(grids=(one.model_copy(update={"region": shifted_east(one.region, metres)}), two))
        assert codes(station, estimate(station)) == found


def test_calls_on_a_border_may_be_counted_on_either_side(station_of, grids_of, incident_of):
    """Many calls at one address that stands on the outer border are no defect."""
    one, two = grids_of()
    west = one.region[0][0][0]
    inside = [incident_of(day, 10) for day in range(1, 29)]
    edge = [call.model_copy(update={"location": (west[0] - 1e-8, call.location[1])}) for call in inside]
    station = station_of(grids=(one, two), incidents=(*inside, *edge))
    assert codes(station, estimate(station)) == []


def test_a_hole_is_not_inside(station_of, grids_of, incident_of):
    """An incident in a grid's hole must not be counted in it, by the check or by the estimate."""
    one, _ = grids_of()
    (west, south) = one.region[0][0][0]
    ring = tuple(
        (west + x, south + y)
        for x, y in ((0.002, 0.002), (0.002, 0.008), (0.008, 0.008), (0.008, 0.002), (0.002, 0.002))
    )
    hollow = one.model_copy(update={"region": ((one.region[0][0], ring),)})
    incidents = tuple(incident_of(day, 9, east) for day in range(1, 29) for east in (0.001, 0.005, 0.005))
    scenario = station_of(grids=(hollow,), incidents=incidents)
    demand = estimate(scenario)
    assert sum(demand.by_grid["G1"]) * 4 == 28 or abs(sum(demand.by_grid["G1"]) * 4 - 28) < 1e-6
    assert codes(scenario, demand) == []
