"""Some hot spots are drawn: the stated share of a day's, never the busiest, the same for a date."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import numpy as np

from planner.domain.rules import PatrolRules
from planner.grids.demand import estimate
from planner.grids.exploring import explore, slots_to_explore
from planner.grids.hot_spots import hot_spots

MONDAY = dt.date(2026, 11, 23)


def test_slots_are_the_share_of_the_day():
    """A tenth of 12 epochs of 30 is 3 each; of 12 epochs of 3 it is 3 in the day, never two at once."""
    assert slots_to_explore(30, 12, 0.1) == [3] * 12
    few = slots_to_explore(3, 12, 0.1)
    assert sum(few) == 3
    assert max(few) == 1
    assert slots_to_explore(30, 12, 0.0) == [0] * 12


def spots(station_of, place_of, share, day=MONDAY):
    places = tuple(place_of(f"p{k:02d}", "hospital", 0.0004 * k + 0.0001, crowd=10 * (k + 1)) for k in range(40))
    rules = PatrolRules(hot_spots=10, explore_share=share, most_visits_per_day=12)
    scenario = station_of(places=places, patrol=rules)
    return hot_spots(scenario, estimate(scenario), day)


def test_a_share_of_the_hot_spots_explores(station_of, place_of):
    """A fifth of the spots are drawn, with a worth among the ranked ones; the rest are the busiest as before."""
    plain, some = spots(station_of, place_of, 0.0), spots(station_of, place_of, 0.2)
    drawn = [spot for spot in some if spot.explores]
    assert len(some) == len(plain) == 120
    assert len(drawn) == 24
    assert {(s.opens, s.place) for s in some if not s.explores} < {(s.opens, s.place) for s in plain}
    assert max(Counter((spot.opens, spot.place) for spot in some).values()) == 1
    for spot in drawn:
        ranked = [other.value for other in some if other.opens == spot.opens and not other.explores]
        assert min(ranked) <= spot.value <= max(ranked)
    assert not any(spot.explores for spot in plain)


def test_draws_differ_by_date_and_repeat_for_it(station_of, place_of):
    """The same date gives the same draw; over a month every place is explored."""
    assert spots(station_of, place_of, 0.2) == spots(station_of, place_of, 0.2)
    month = [spots(station_of, place_of, 0.2, MONDAY + dt.timedelta(day)) for day in range(14)]
    seen = {spot.place for day in month for spot in day}
    assert len(seen) == 40
    assert len({tuple(spot.place for spot in day if spot.explores) for day in month}) == 14


def test_the_least_known_is_likeliest():
    """Of two places the one of whose calls less is known is drawn more often; closed ones and full ones never."""
    worth, doubt = np.array([[9.0, 1.0, 1.0, 0.0, 1.0]]), np.array([[1.0, 0.9, 0.1, 9.0, 0.5]])
    tally = Counter(
        place
        for day in range(200)
        for _, place in explore(worth, doubt, [(0, 0), *[(9, 4)] * 3], [1], 3, MONDAY + dt.timedelta(day))
    )
    assert set(tally) == {1, 2}
    assert tally[1] > 5 * tally[2]
