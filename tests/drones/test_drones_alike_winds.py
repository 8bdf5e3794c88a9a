"""Hourly winds that are alike stand together, and no round stands less than it may meet."""

from hypothesis import given, settings
from hypothesis import strategies as st

from planner.drones.energy import Wind
from planner.drones.schedule.alike_winds import MOST, alike_winds

WIND = st.builds(Wind, speed_mps=st.floats(0, 12), from_deg=st.floats(0, 360), gust_mps=st.floats(0, 15))


def _wind(speed_mps, from_deg, gust_mps):
    return Wind(speed_mps=speed_mps, from_deg=from_deg, gust_mps=gust_mps)


@settings(max_examples=60, derandomize=True, deadline=None)
@given(hours=st.lists(WIND, min_size=1, max_size=25), most=st.integers(1, 8))
def test_every_round_stands_its_own_winds_and_few_sets_are_left(hours, most):
    """Nothing is averaged: each set holds the told winds of its rounds, and only winds that are told."""
    told = {index: (hours[index // 2], hours[min(len(hours) - 1, (index + 1) // 2)]) for index in range(2 * len(hours))}
    told = {index: tuple(dict.fromkeys(winds)) for index, winds in told.items()}
    merged = alike_winds(told, most)
    assert set(merged) == set(told)
    assert len(set(merged.values())) <= max(most, 1) or len(set(told.values())) <= most
    for index, winds in merged.items():
        assert set(told[index]) <= set(winds) <= set(hours)


def test_a_few_winds_stay_as_they_are():
    """Below the limit every round keeps exactly its own."""
    told = {index: (Wind(speed_mps=float(index % MOST)),) for index in range(20)}
    assert alike_winds(told) == told


def test_the_nearest_winds_are_joined_first():
    """Of a breeze from the north, one from the north north-east and a storm from the south the first two are joined."""
    breeze, other, storm = _wind(3.0, 0.0, 4.0), _wind(3.2, 20.0, 4.5), _wind(11.0, 180.0, 14.0)
    merged = alike_winds({0: (breeze,), 1: (storm,), 2: (other,)}, 2)
    assert merged == {0: (breeze, other), 1: (storm,), 2: (breeze, other)}


def test_gusts_count_as_much_as_the_mean():
    """Two winds of one mean and far different gusts are kept apart before two that differ by 1 m/s."""
    calm, light, gusty = _wind(3.0, 90.0, 3.0), _wind(4.0, 90.0, 4.0), _wind(3.0, 90.0, 12.0)
    merged = alike_winds({0: (calm,), 1: (light,), 2: (gusty,)}, 2)
    assert merged[0] == merged[1] == (calm, light)
