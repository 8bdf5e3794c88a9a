"""A path is brought back to the edges that it was made of."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import small_station
from numpy.typing import NDArray

from planner.domain.street import Streets
from planner.sources.streets import read_streets
from planner.streets.instructions import passed_m
from planner.streets.matching import match, passages
from planner.streets.snapping import insert
from planner.streets.travel import Travel

GROUND = small_station.Ground()


def line(*points: tuple[float, float]) -> NDArray[np.float64]:
    """Give points in metres about the station as degrees."""
    return np.array([GROUND.lonlat(*point) for point in points])


@pytest.fixture(scope="module")
def lattice() -> Streets:
    return small_station.lattice(GROUND)


@pytest.fixture(scope="module")
def chegongmiao(streets_data: Path) -> Streets:
    return read_streets(streets_data / "chegongmiao.graphml", clip=None)


@pytest.mark.data
@pytest.mark.parametrize("mode", ["car", "foot"])
def test_a_path_gives_its_own_edges_back(chegongmiao: Streets, mode: Any) -> None:
    """What was traced along edges is matched to these edges, all of them and in order."""
    travel = Travel(chegongmiao, mode, 20.0)
    rng = np.random.default_rng(5)
    tried = 0
    for source, target in rng.integers(0, chegongmiao.nodes, (30, 2)).tolist():
        if source == target or not np.isfinite(travel.times([source], [target])[0, 0]):
            continue
        edges = travel.path(source, target)
        lonlat = travel.trace(edges, 0.0)[:, :2]
        found, whole = passages(lonlat, *match(chegongmiao, lonlat, mode))
        assert whole
        assert [passage.edge for passage in found] == edges
        tried += 1
    assert tried > 10


@pytest.mark.data
def test_places_inside_edges_are_no_junctions(chegongmiao: Streets) -> None:
    """A path through a network that was split at places is matched to the network as it was, metre for metre."""
    rng = np.random.default_rng(6)
    low, high = chegongmiao.node_lonlat.min(axis=0), chegongmiao.node_lonlat.max(axis=0)
    made = insert(chegongmiao, rng.uniform(low, high, (60, 2)), "car")
    travel = Travel(made.streets, "car", 40.0)
    for start, end in zip(made.node[::2].tolist(), made.node[1::2].tolist(), strict=True):
        edges = travel.path(start, end)
        lonlat = travel.trace(edges, 0.0)[:, :2]
        found, whole = passages(lonlat, *match(chegongmiao, lonlat, "car"))
        assert whole or not edges
        matched_m = sum(passed_m(chegongmiao, passage) for passage in found)
        assert matched_m == pytest.approx(made.streets.edge_length_m[edges].sum(), abs=0.05)
        for before, after in pairwise(found):
            assert chegongmiao.edge_target[before.edge] == chegongmiao.edge_source[after.edge]


def test_standing_still_is_no_edge(lattice: Streets) -> None:
    """Points that repeat the one before lie on no stretch, and do not break the way."""
    path = line((125, 125), (125, 125), (125, 375), (125, 375))
    edge, _ = match(lattice, path, "car")
    assert (edge[0], edge[2]) == (-1, -1)
    found, whole = passages(path, edge, _)
    assert (len(found), whole) == (1, True)


def test_turning_inside_an_edge(lattice: Streets) -> None:
    """A unit that turns at a place in the middle of a street is on the one edge and then on its opposite."""
    path = line((125, 125), (125, 250), (125, 125))
    found, whole = passages(path, *match(lattice, path, "car"))
    assert whole
    there, back = (passage.edge for passage in found)
    assert lattice.edge_source[there] == lattice.edge_target[back]
    assert lattice.edge_target[there] == lattice.edge_source[back]
    assert [round(passed_m(lattice, passage)) for passage in found] == [125, 125]


def test_off_the_streets_and_against_them(lattice: Streets) -> None:
    """A stretch across a block is on no edge, nor is a car against a one-way street; somebody on foot is."""
    across = line((125, 125), (200, 200), (375, 125))
    assert passages(across, *match(lattice, across, "car")) == ((), False)
    against = line((125, -625), (-125, -625))
    assert match(lattice, against, "car")[0].tolist() == [-1]
    assert match(lattice, against, "foot")[0].tolist() != [-1]


def test_an_empty_path(lattice: Streets) -> None:
    """No points, or one, are no way."""
    assert len(match(lattice, np.empty((0, 2)), "car")[0]) == 0
    assert passages(np.empty((0, 2)), *match(lattice, np.empty((0, 2)), "car")) == ((), True)
    assert len(match(lattice, line((125, 125)), "car")[0]) == 0
