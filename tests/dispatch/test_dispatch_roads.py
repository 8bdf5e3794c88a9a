"""Roads that stay ready, and the compiled parts of a question, held against plain Python."""

from __future__ import annotations

import numpy as np
import pytest
import small_station

from planner.dispatch.reach import Reach
from planner.dispatch.roads import SCENARIOS_KEPT, roads_of
from planner.domain.force import Mode
from planner.streets.network import main_edges
from planner.streets.travel import Travel

GROUND = small_station.Ground()
STREETS = small_station.lattice(GROUND)


def test_the_roads_of_a_scenario_are_made_once() -> None:
    """Asked again, the same roads answer; those of the oldest scenario are given up."""
    scenarios = [small_station.station() for _ in range(SCENARIOS_KEPT + 1)]
    first = roads_of(scenarios[0])
    assert roads_of(scenarios[0]) is first
    for scenario in scenarios[1:]:
        assert roads_of(scenario) is not first
    assert roads_of(scenarios[0]) is not first


@pytest.mark.parametrize("mode", ["car", "foot"])
def test_gates_of_many_are_those_of_each(mode: Mode) -> None:
    """On nodes, near them and between them; what is compiled gives what a single spot gives."""
    reach, rng = Reach(STREETS, mode, 30.0), np.random.default_rng(4)
    edges = rng.choice(np.flatnonzero(main_edges(STREETS, mode)), 60)
    parts = np.where(rng.random(60) < 0.3, rng.integers(0, 2, 60), rng.random(60))
    gates = reach.gates(edges, parts)
    rows = zip(gates.state.tolist(), gates.cost_us.tolist(), gates.edge.tolist(), gates.part.tolist(), strict=True)
    found = list(zip(gates.owner.tolist(), rows, strict=True))
    for one, (edge, part) in enumerate(zip(edges.tolist(), parts.tolist(), strict=True)):
        assert [row for owner, row in found if owner == one] == reach.gates_out(reach.spot(edge, part))


def test_the_points_of_a_way_are_passed_as_their_edges_take() -> None:
    """Each edge's last point is passed when the edges so far and the turns between them are over."""
    travel = Travel(STREETS, "car", 40.0)
    edges = travel.path(0, STREETS.nodes - 1)
    points = travel.trace(edges, 7.5)
    clock_s, passed = 7.5, [7.5]
    for number, edge in enumerate(edges):
        clock_s += travel.turn_s(edges[number - 1], edge) if number else 0.0
        clock_s += float(travel.edge_s[edge])
        passed.append(clock_s)
    assert np.isin(np.round(passed, 6), points[:, 2].round(6)).all()
    assert (np.diff(points[:, 2]) > 0).all()
    ends = STREETS.node_lonlat[[0, STREETS.nodes - 1]]
    assert points[[0, -1], :2] == pytest.approx(ends)
