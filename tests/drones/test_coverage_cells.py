"""Areas cut into cells: the cells share the area out, their tour is the best of all, and the path is never worse."""

from itertools import pairwise, permutations, product

import numpy as np
import pytest
import shapely
from shapely import Polygon, box

from planner.drones.coverage import GOAL, cover
from planner.drones.coverage.cell_order import cell_tour
from planner.drones.coverage.cells import Cutter
from planner.drones.coverage.lanes import lanes_at
from planner.drones.coverage.leg_time import Pace
from planner.drones.coverage.sweeps import sweeps

PACE = Pace(corner_m=72.0)
SPIKES = np.linspace(0, 2 * np.pi, 10, endpoint=False)
RADII = np.where(np.arange(10) % 2, 350.0, 1000.0)
TEE = box(0, 0, 2000, 240).union(box(880, 0, 1120, 1500))
RING = box(0, 0, 1000, 1000).difference(box(240, 240, 760, 760))
AREAS = {
    "l": Polygon([(0, 0), (1800, 0), (1800, 600), (700, 600), (700, 1900), (0, 1900)]),
    "u": shapely.union_all([box(0, 0, 300, 1500), box(0, 0, 1500, 300), box(1200, 0, 1500, 1500)]),
    "comb": shapely.union_all([box(0, 0, 1300, 320), *(box(x, 300, x + 160, 1100) for x in (0, 560, 1120))]),
    "star": Polygon(np.column_stack([RADII * np.cos(SPIKES), RADII * np.sin(SPIKES)])),
    "tee": TEE,
    "ring": RING,
}
GAINS = {"l": 0.02, "u": 0.04, "comb": 0.03, "star": 0.0, "tee": 0.15, "ring": 0.25}
"""Least share of the time that cells must save."""


@pytest.mark.parametrize("name", AREAS)
def test_cells_share_the_area_out(name):
    """Cells do not overlap and leave nothing out, and what their lanes cost is no more than of the whole."""
    area, cutter = AREAS[name], Cutter(80.0, PACE)
    found = cutter.cut(area)
    assert sum(cell.area for cell in found.cells) == pytest.approx(area.area)
    assert shapely.union_all(found.cells).symmetric_difference(area).area < 1.0
    assert found.cost_m <= cutter.whole_m(area)


def test_a_convex_area_is_not_cut():
    """Nothing juts into a hexagon."""
    angles = np.linspace(0, 2 * np.pi, 6, endpoint=False)
    assert len(Cutter(80.0, PACE).cut(Polygon(np.column_stack([np.cos(angles), np.sin(angles)]) * 900)).cells) == 1


@pytest.mark.parametrize("name", AREAS)
def test_cells_save_time_or_are_not_taken(name):
    """The path is never costlier than the one at a single angle, and clearly cheaper where arms meet at an angle."""
    area = AREAS[name]
    found = cover(area, 80.0, corner_m=72.0)
    plain = cover(area, 80.0, corner_m=72.0, cells=False)
    assert found.covered >= GOAL
    assert area.buffer(0.1).covers(shapely.linestrings(found.path))
    assert found.cost_m <= (1.0 - GAINS[name]) * plain.cost_m


def test_cells_are_left_out_without_time():
    """When no time is left the plan at one angle is given."""
    assert cover(TEE, 80.0, corner_m=72.0, limit_s=0.0).cost_m > 1.1 * cover(TEE, 80.0, corner_m=72.0).cost_m


@pytest.mark.parametrize("seed", range(4))
def test_the_tour_of_cells_is_the_best_of_all(seed):
    """Against every order and every choice of nodes of four clusters with three nodes each."""
    random = np.random.default_rng(seed)
    enter, leave = random.uniform(0, 1000, (2, 12, 2))
    between = np.hypot(*(leave[:, None] - enter[None, :]).transpose(2, 0, 1))
    within, cluster = random.uniform(0, 300, 12), [node // 3 for node in range(12)]

    def total(tour):
        return sum(within[node] for node in tour) + sum(between[a, b] for a, b in pairwise(tour))

    nodes = [[node for node in range(12) if cluster[node] == number] for number in range(4)]
    least = min(total(tour) for order in permutations(nodes) for tour in product(*order))
    tour = cell_tour(between, within, cluster)
    assert sorted(cluster[node] for node in tour) == [0, 1, 2, 3]
    assert total(tour) == pytest.approx(least, abs=1.0)


def test_the_tour_of_cells_is_repeatable_and_stands_missing_ways():
    """The same input gives the same tour; clusters that no way joins are flown nevertheless."""
    between = np.full((6, 6), np.inf)
    tours = [cell_tour(between, np.ones(6), [0, 0, 1, 1, 2, 2]) for _ in range(2)]
    assert tours[0] == tours[1]
    assert sorted(node // 2 for node in tours[0]) == [0, 1, 2]


def test_one_cell_has_one_tour():
    """The cheapest node of a single cluster is the tour."""
    assert cell_tour(np.zeros((3, 3)), np.array([5.0, 2.0, 9.0]), [0, 0, 0]) == [1]


def test_a_cell_is_flown_from_its_four_corners():
    """Each way flies every piece once, neighbours to and fro, and the four begin at the four corners."""
    lanes = lanes_at(box(0, 0, 400, 300), 100.0, 0.0)
    ways = [way.order for way in sweeps(0, lanes, 5)]
    ends = lanes.ends(0.0).reshape(-1, 2)
    for order in ways:
        assert sorted(entry // 2 for entry in order) == [5, 6, 7]
        assert all((a ^ b) & 1 for a, b in pairwise(order))
    starts = {tuple(ends[order[0] - 10].round().tolist()) for order in ways}
    assert starts == {(0.0, 50.0), (400.0, 50.0), (0.0, 250.0), (400.0, 250.0)}
