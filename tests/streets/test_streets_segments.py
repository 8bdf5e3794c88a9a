"""The compiled search for the nearest street, held against shapely's."""

from __future__ import annotations

import numpy as np
import pytest
import small_station

from planner.dispatch.reach import Reach
from planner.domain.force import Mode
from planner.errors import NotFound
from planner.geo import great_circle_m
from planner.streets.segments import main_segments, nearest_segments
from planner.streets.snapping import nearest, streets_frame

GROUND = small_station.Ground()
STREETS = small_station.lattice(GROUND)
FRAME = streets_frame(STREETS)


@pytest.mark.parametrize("mode", ["car", "bike", "foot"])
@pytest.mark.parametrize("spread_m", [600.0, 5000.0])
def test_distances_are_those_of_shapely(mode: Mode, spread_m: float) -> None:
    """Within the streets and far outside, the nearest street is as far, and the point on it is that far away."""
    rng = np.random.default_rng(7)
    places = np.array([GROUND.lonlat(*rng.uniform(-spread_m, spread_m, 2)) for _ in range(400)])
    edge, part, away_m = nearest_segments(main_segments(STREETS, mode, FRAME), FRAME.metres(places))
    expected = nearest(STREETS, places, mode)
    assert away_m == pytest.approx(expected.distance_m, abs=1e-6)
    reach = Reach(STREETS, mode, 10.0)
    for number in range(0, 400, 20):
        mine = reach.spot(int(edge[number]), float(part[number]))
        other = reach.spot(int(expected.edge[number]), float(expected.fraction[number]))
        assert mine.node == other.node
        parts = dict(other.along)
        assert {one: pytest.approx(parts[one], abs=1e-9) for one, _ in mine.along} == dict(mine.along)


def test_points_on_bent_streets_are_where_the_share_says() -> None:
    """Half way along an edge of several pieces is found again as half way, on it or on its opposite."""
    frame, pieces = FRAME, main_segments(STREETS, "foot", FRAME)
    for edge in range(0, STREETS.edges, 17):
        shape_m = frame.metres(STREETS.shape(edge))
        steps = np.hypot(*np.diff(shape_m, axis=0).T)
        passed = np.concatenate([[0.0], np.cumsum(steps)])
        half = np.array([[np.interp(passed[-1] / 2, passed, shape_m[:, axis]) for axis in (0, 1)]])
        found, part, away_m = nearest_segments(pieces, half)
        assert away_m[0] == pytest.approx(0.0, abs=1e-6)
        assert part[0] == pytest.approx(0.5, abs=1e-6)
        ends = {int(STREETS.edge_source[found[0]]), int(STREETS.edge_target[found[0]])}
        assert ends == {int(STREETS.edge_source[edge]), int(STREETS.edge_target[edge])}


def test_a_place_on_no_map_is_infinitely_far() -> None:
    """Coordinates that are no numbers end the search at once."""
    _, _, away_m = nearest_segments(main_segments(STREETS, "car", FRAME), np.array([[np.nan, 0.0], [np.inf, np.inf]]))
    assert not np.isfinite(away_m).any()


def test_a_place_on_the_other_side_of_the_world_is_far() -> None:
    """The rings begin where the streets are, so that it takes no time."""
    place = np.array([[-60.0, -20.0]])
    _, _, away_m = nearest_segments(main_segments(STREETS, "car", FRAME), FRAME.metres(place))
    assert away_m[0] > 0.1 * great_circle_m(STREETS.node_lonlat, place[0]).min() or not np.isfinite(away_m[0])


def test_a_mode_without_streets_is_refused() -> None:
    """As the search by shapely refuses it."""
    from dataclasses import replace

    nothing = replace(STREETS, edge_modes=np.zeros_like(STREETS.edge_modes))
    with pytest.raises(NotFound):
        main_segments(nothing, "car", FRAME)


def test_gates_are_those_of_single_spots() -> None:
    """Many places at once come to the same states in the same time as one by one."""
    rng = np.random.default_rng(3)
    places = np.array([GROUND.lonlat(*rng.uniform(-600, 600, 2)) for _ in range(30)])
    places = np.concatenate([places, STREETS.node_lonlat[:3]])
    for mode in ("car", "foot"):
        reach, snaps = Reach(STREETS, mode, 20.0), nearest(STREETS, places, mode)
        gates = reach.gates(snaps.edge, snaps.fraction)
        for number in range(len(places)):
            mine = gates.owner == number
            columns = (gates.state, gates.cost_us, gates.edge, gates.part)
            spot = reach.spot(int(snaps.edge[number]), float(snaps.fraction[number]))
            assert sorted(zip(*(column[mine].tolist() for column in columns), strict=True)) == sorted(
                reach.gates_out(spot)
            )
