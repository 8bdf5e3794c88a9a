"""An area shared among drones as the product cuts it into rounds: the longest time is less than by dealing lanes."""

from itertools import combinations

import numpy as np
import pytest
import shapely

from benchmarks.coverage_eth import border_to_border, seconds
from benchmarks.coverage_shared import PACE, SPEED_MPS, by_number, from_dock, longest_s, shared
from planner.drones.coverage import cover

AREA = shapely.Polygon([(0, 0), (900, 0), (900, 300), (300, 300), (300, 600), (0, 600)])
HOME = np.array([300.0, -200.0])


def test_three_drones_see_all_and_beat_the_split_by_number():
    """The paths start and end at the dock, see 99.5 % together, and the longest is shorter than of the plain split."""
    whole = cover(AREA, 150.0, corner_m=72.0).path
    paths = shared(whole, 3, HOME)
    assert len(paths) == 3
    assert all((path[0] == HOME).all() and (path[-1] == HOME).all() for path in paths)
    seen = shapely.union_all([shapely.linestrings(path[1:-1]).buffer(75.0) for path in paths])
    assert AREA.intersection(seen).area >= 0.995 * AREA.area
    assert longest_s(paths) <= longest_s(by_number(whole, 3, HOME))


def test_cutting_a_path_is_as_good_as_the_best_of_all_cuts():
    """No pair of cuts at corners gives a shorter longest part than the cutting does, but for stops at its ends."""
    path = np.array([(x, y) for y in range(0, 500, 100) for x in ((0, 800), (800, 0))[y // 100 % 2]], float)
    best_s = min(
        longest_s([from_dock(part, HOME) for part in (path[: a + 1], path[a : b + 1], path[b:])])
        for a, b in combinations(range(1, len(path) - 1), 2)
    )
    parts = shared(path, 3, HOME)
    assert longest_s(parts) <= best_s + 2 * PACE.stop_m / SPEED_MPS
    ways = shapely.union_all([shapely.linestrings(part[1:-1]) for part in parts])
    assert ways.length == pytest.approx(shapely.linestrings(path).length)


def test_one_drone_flies_the_whole_path():
    """With one drone nothing is cut."""
    path = np.array([(0.0, 0.0), (200.0, 0.0), (200.0, 100.0)])
    (alone,) = shared(path, 1, HOME)
    assert np.allclose(alone, from_dock(path, HOME))


def test_lanes_from_border_to_border_take_the_published_time():
    """The square of 100 m with lanes 3 m apart takes 1438.1 s at 3 m/s and 1 m/s2."""
    assert seconds(border_to_border(100.0, 3.0)) == pytest.approx(1438.1, abs=0.1)
