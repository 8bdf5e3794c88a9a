"""Travel times, paths and traces, held against networkx and against the speed of the traveller."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.force import Mode
from planner.domain.street import BIKE, CAR, FOOT, Streets
from planner.errors import NotFound
from planner.geo import great_circle_m
from planner.streets.network import graph
from planner.streets.travel import Travel

if TYPE_CHECKING:
    from conftest import EdgeRow, MakeStreets

ALL = CAR | BIKE | FOOT

NODES = 9


def networkx_times(streets: Streets, mode: Mode, speed_kmh: float) -> np.ndarray:
    """Give all times by networkx's Dijkstra, (n, n) [s]."""
    seconds = Travel(streets, mode, speed_kmh).edge_s
    network = graph(streets, mode)
    nx.set_edge_attributes(network, {(u, v, k): seconds[k] for u, v, k in network.edges(keys=True)}, "seconds")
    table = np.full((streets.nodes, streets.nodes), np.inf)
    for source, reached in nx.all_pairs_dijkstra_path_length(network, weight="seconds"):
        table[source, list(reached)] = list(reached.values())
    return table


edge_rows = st.lists(
    st.tuples(
        st.integers(0, NODES - 1),
        st.integers(0, NODES - 1),
        st.sampled_from([0, CAR, FOOT, ALL]),
        st.lists(st.tuples(st.floats(-300, 300), st.floats(-300, 300)), max_size=2),
    ),
    min_size=1,
    max_size=25,
)


@settings(max_examples=40, derandomize=True, deadline=None)
@given(rows=edge_rows, mode=st.sampled_from(["car", "foot"]))
def test_times_are_those_of_networkx(make_streets: MakeStreets, rows: list[EdgeRow], mode: Mode) -> None:
    """Parallel edges, loops, dead ends and places out of reach included."""
    streets = make_streets([(100.0 * (i % 3), 100.0 * (i // 3)) for i in range(NODES)], rows)
    travel = Travel(streets, mode, 20.0)
    everywhere = np.arange(NODES)
    wanted = networkx_times(streets, mode, 20.0)
    np.testing.assert_allclose(travel.times(everywhere, everywhere), wanted, atol=1e-5)
    np.testing.assert_allclose(travel.times(everywhere, [4]), wanted[:, [4]], atol=1e-5)
    np.testing.assert_allclose(travel.times([4, 4, 1], everywhere), wanted[[4, 4, 1]], atol=1e-5)


@settings(max_examples=40, derandomize=True, deadline=None)
@given(rows=edge_rows, mode=st.sampled_from(["car", "foot"]))
def test_a_path_takes_the_time_that_is_stated(make_streets: MakeStreets, rows: list[EdgeRow], mode: Mode) -> None:
    """A path joins end to end, its edges add up to the table's time, and its trace ends exactly then."""
    streets = make_streets([(100.0 * (i % 3), 100.0 * (i // 3)) for i in range(NODES)], rows)
    travel = Travel(streets, mode, 20.0)
    table = travel.times(range(NODES), range(NODES))
    for source, target in [(0, 1), (0, 8), (3, 5), (8, 0)]:
        if np.isinf(table[source, target]):
            with pytest.raises(NotFound, match="unreachable"):
                travel.path(source, target)
            continue
        edges = travel.path(source, target)
        assert streets.edge_source[edges].tolist() == [source, *streets.edge_target[edges][:-1]]
        assert streets.edge_target[edges[-1]] == target
        assert travel.edge_s[edges].sum() == pytest.approx(table[source, target], abs=1e-6)
        assert travel.trace(edges, 7.5)[-1, 2] == pytest.approx(7.5 + table[source, target], abs=1e-6)


@settings(max_examples=40, derandomize=True, deadline=None)
@given(rows=edge_rows, speed_kmh=st.floats(1, 120), depart_s=st.floats(0, 1e5))
def test_a_trace_is_never_quicker_than_the_mode(
    make_streets: MakeStreets, rows: list[EdgeRow], speed_kmh: float, depart_s: float
) -> None:
    """Times increase strictly in whole microseconds, and no stretch beats the traveller's or the street's speed."""
    streets = make_streets([(100.0 * (i % 3), 100.0 * (i // 3)) for i in range(NODES)], rows)
    trace = Travel(streets, "car", speed_kmh).trace([0], depart_s)
    assert depart_s <= trace[0, 2] + 1e-9
    steps_s = np.diff(trace[:, 2])
    steps_m = great_circle_m(trace[:-1, :2], trace[1:, :2])
    assert (steps_s > 0).all()
    assert (steps_m <= min(speed_kmh, 36.0) / 3.6 * steps_s * (1 + 1e-9) + 1e-6).all()
    np.testing.assert_allclose(trace[:, 2] * 1e6, np.round(trace[:, 2] * 1e6), atol=1e-3)


def test_a_car_keeps_to_the_limit_and_a_walker_to_its_own_speed(crossing: Streets) -> None:
    """At 36 km/h a branch of 200 m takes a car 20 s at any higher speed; a walker at 3.6 km/h needs 200 s."""
    assert Travel(crossing, "car", 80.0).edge_s[0] == pytest.approx(20.0, rel=5e-3)
    assert Travel(crossing, "car", 18.0).edge_s[0] == pytest.approx(40.0, rel=5e-3)
    assert Travel(crossing, "foot", 3.6).edge_s[0] == pytest.approx(200.0, rel=5e-3)
    assert Travel(crossing, "car", 80.0).edge_s[0] >= crossing.edge_length_m[0] / 10.0


def test_nobody_passes_where_they_may_not(crossing: Streets) -> None:
    """A car goes back from the east over the bend; somebody on foot walks straight back."""
    assert np.isinf(Travel(crossing, "car", 30.0).edge_s[7])
    assert Travel(crossing, "car", 30.0).path(4, 0) == [8, 5]
    assert Travel(crossing, "foot", 5.0).path(4, 0) == [7]


def test_the_quickest_of_parallel_edges_is_taken(make_streets: MakeStreets) -> None:
    """The straight street wins over the bend between the same two junctions."""
    streets = make_streets([(0.0, 0.0), (100.0, 0.0)], [(0, 1, ALL, ((50.0, 80.0),)), (0, 1, ALL, ())])
    travel = Travel(streets, "car", 36.0)
    assert travel.path(0, 1) == [1]
    assert travel.times([0], [1])[0, 0] == travel.edge_s[1]


def test_an_edge_without_length_takes_no_time(make_streets: MakeStreets) -> None:
    """Two junctions at one place are joined at no cost, and the trace drops the standstill."""
    streets = make_streets([(0.0, 0.0), (0.0, 0.0), (50.0, 0.0)], [(0, 1, ALL, ()), (1, 2, ALL, ())])
    travel = Travel(streets, "car", 36.0)
    assert travel.times([0], [1, 2])[0].tolist() == [0.0, travel.edge_s[1]]
    assert travel.path(0, 2) == [0, 1]
    assert len(travel.trace([0, 1], 0.0)) == 2


def test_a_path_to_where_one_is_has_no_edges(crossing: Streets) -> None:
    """No edges, no trace, no time."""
    travel = Travel(crossing, "car", 30.0)
    assert travel.path(2, 2) == []
    assert travel.trace([], 5.0).shape == (0, 3)
    assert travel.times([2], [2])[0, 0] == 0.0


def test_tables_may_be_empty(crossing: Streets) -> None:
    """No sources or no targets make an empty table."""
    travel = Travel(crossing, "car", 30.0)
    assert travel.times([], [1, 2]).shape == (0, 2)
    assert travel.times([1, 2, 3], []).shape == (3, 0)
