"""What a path sees, measured along lines, agrees with shapes; what it costs agrees with hand reckoning."""

import numpy as np
import pytest
import shapely

from planner.drones.coverage import GOAL, cover
from planner.drones.coverage.leg_time import Pace
from planner.drones.coverage.seen import Sight

L_SHAPE = shapely.Polygon(
    [(0, 0), (1000, 0), (1000, 400), (500, 400), (500, 900), (0, 900)], [[(100, 100), (200, 100), (150, 200)]]
)


def missed_by_shapes(path, swath_m):
    seen = shapely.linestrings(path).buffer(swath_m / 2, quad_segs=64)
    return L_SHAPE.difference(seen).area / L_SHAPE.area


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_unseen_ground_agrees_with_shapes(seed):
    """On random paths the share measured along lines is that of the shapes within 2 per mille."""
    path = np.random.default_rng(seed).uniform(0, 900, (14, 2))
    assert Sight(L_SHAPE, 100.0).unseen(path).sum() == pytest.approx(missed_by_shapes(path, 100.0), abs=2e-3)


@pytest.mark.parametrize("change", ["moved", "put in", "left out", "at the end"])
def test_a_change_is_measured_like_the_whole(change):
    """Measuring the lines that a change touches gives what measuring all of them gives."""
    path = np.random.default_rng(5).uniform(0, 900, (9, 2))
    after = {
        "moved": np.vstack([path[:4], [[30.0, 40.0]], path[5:]]),
        "put in": np.insert(path, 3, [700.0, 200.0], axis=0),
        "left out": np.delete(path, 6, axis=0),
        "at the end": np.vstack([path, [[5.0, 5.0]]]),
    }[change]
    sight = Sight(L_SHAPE, 100.0)
    assert sight.changed(path, sight.unseen(path), after) == pytest.approx(sight.unseen(after))


def test_short_legs_never_reach_cruise_speed():
    """At 12 m/s and 2 m/s2 a stop costs 72 m; 720 m take 66 s, and 50 m take 2 sqrt(50 / 2) = 10 s."""
    pace = Pace(corner_m=72.0)
    assert pace.cost_m(np.array([(0.0, 0.0), (720.0, 0.0)])) / 12.0 == pytest.approx(66.0)
    assert pace.cost_m(np.array([(0.0, 0.0), (720.0, 0.0), (720.0, 50.0)])) / 12.0 == pytest.approx(76.0)


def test_smooth_corners_cost_by_their_angle():
    """Flown through, a right angle costs what it is said to, half of one less, and turning back a full stop at most."""
    pace = Pace(corner_m=27.0, corners="smooth")
    ahead = np.array([1.0, 0.0])
    assert pace.turning_m(ahead, np.array([0.0, 1.0])) == pytest.approx(27.0)
    assert pace.turning_m(ahead, np.array([1.0, 1.0])) == pytest.approx(27.0 * (1 - np.sqrt(0.5)))
    assert pace.turning_m(ahead, np.array([-1.0, 0.0])) == pytest.approx(pace.stop_m)
    assert Pace(corner_m=27.0).turning_m(ahead, np.array([1.0, 1.0])) == pytest.approx(27.0)


def test_the_cost_is_that_of_the_path_in_both_manners():
    """A plan's cost is its path's, and stopping costs more than flying through."""
    for corners in ("stop", "smooth"):
        plan = cover(L_SHAPE, 100.0, corner_m=27.0, corners=corners)
        assert plan.cost_m == pytest.approx(Pace(corner_m=27.0, corners=corners).cost_m(plan.path))
        assert plan.covered >= GOAL


def test_the_limit_is_obeyed(monkeypatch):
    """Without any time one direction of lanes is planned, to its end; with time more are."""
    from planner.drones.coverage import plan as room

    begun = []
    drawn_in = room.drawn_in
    monkeypatch.setattr(room, "drawn_in", lambda *given: begun.append(1) or drawn_in(*given))
    assert cover(L_SHAPE, 100.0, corner_m=27.0, limit_s=0.0).covered >= GOAL
    assert len(begun) == 1
    begun.clear()
    cover(L_SHAPE, 100.0, corner_m=27.0)
    assert len(begun) > 1


def test_spiky_ground_takes_seconds():
    """A star of 90 random spikes is seen from inside, and pieces of lanes that others see are not flown."""
    random = np.random.default_rng(3)
    angles, radii = np.linspace(0, 2 * np.pi, 90, endpoint=False), random.uniform(500, 900, 90)
    star = shapely.Polygon(np.column_stack([radii * np.cos(angles), radii * np.sin(angles)]))
    plan = cover(star, 60.0, corner_m=27.0, limit_s=0.5)
    assert plan.covered >= GOAL
    assert star.buffer(0.7).covers(shapely.linestrings(plan.path))


def test_an_unreachable_share_is_told():
    """Ground of two yards joined by nothing wide enough still gives a path, and tells how much it sees."""
    ring = shapely.Polygon(shapely.box(0, 0, 600, 600).exterior, [shapely.box(1, 1, 599, 599).exterior.coords])
    plan = cover(ring, 100.0, corner_m=27.0)
    seen = shapely.linestrings(plan.path).buffer(50.0, quad_segs=16)
    assert plan.covered == pytest.approx(1 - ring.difference(seen).area / ring.area, abs=1e-6)
