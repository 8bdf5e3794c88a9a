"""Stays at hot spots: lengths drawn between ten and sixteen minutes, and neighbours in time kept apart."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import numpy as np
import pytest
from routing_town import DAY_START, at, make_scenario

from planner.domain.rules import PatrolRules
from planner.grids.hot_spots import HotSpot
from planner.routing.visits.asked import day_visits
from planner.routing.visits.hot_stays import Epoch, hot_stays

EPOCH_S, DAY_S = 7200.0, 86_400.0
RULES = PatrolRules(dwell_min=10, longest_dwell_min=16, shortest_gap_min=20)


def epochs(place: str, numbers=range(12)) -> list[Epoch]:
    return [Epoch(place=place, opens_s=EPOCH_S * k, closes_s=EPOCH_S * (k + 1), shortest_s=600.0) for k in numbers]


def test_stays_last_ten_to_sixteen_minutes() -> None:
    """Lengths fill the whole span, differ from epoch to epoch, and are whole seconds."""
    dwells = np.array([stay.dwell_s for k in range(40) for stay in hot_stays(epochs(f"p{k}"), RULES, DAY_S, 1, "d")])
    assert dwells.min() >= 600
    assert dwells.max() <= 960
    assert np.ptp(dwells) > 340
    assert dwells.mean() == pytest.approx(780, abs=20)
    assert np.array_equal(dwells, dwells.round())


def test_the_same_seed_and_day_draw_the_same() -> None:
    """Draws depend on seed, day and place, not on the order of the hot spots."""
    both = [*epochs("a"), *epochs("b")]
    first = hot_stays(both, RULES, DAY_S, 1, "monday")
    assert first == hot_stays(both, RULES, DAY_S, 1, "monday")
    assert first == hot_stays(both[::-1], RULES, DAY_S, 1, "monday")[::-1]
    assert first != hot_stays(both, RULES, DAY_S, 2, "monday")
    assert first != hot_stays(both, RULES, DAY_S, 1, "tuesday")
    assert [stay.opens_s for stay in first[:12]] != [stay.opens_s for stay in first[12:]]


@pytest.mark.parametrize("seed", range(20))
def test_any_choice_inside_the_windows_keeps_the_gap(seed: int) -> None:
    """Even a stay that began as late as it can and lasted sixteen minutes is over 20 minutes before the next window."""
    numbers = sorted(np.random.default_rng(seed).choice(12, 8, replace=False).tolist())
    stays = hot_stays(epochs("p", numbers), RULES, DAY_S, seed, "d")
    for number, stay in zip(numbers, stays, strict=True):
        assert EPOCH_S * number <= stay.opens_s
        assert stay.closes_s <= EPOCH_S * (number + 1)
        assert stay.closes_s - stay.opens_s >= stay.dwell_s
    for before, after in pairwise(stays):
        latest_end_s = before.closes_s - before.dwell_s + 960
        assert after.opens_s - latest_end_s >= 1200 - 1e-6


def test_epochs_that_do_not_meet_give_nothing_up() -> None:
    """An empty epoch between two is gap enough: only the longest stay is kept free at the end."""
    (stay, _, _) = hot_stays(epochs("p", (3, 5, 7)), RULES, DAY_S, 1, "d")
    assert (stay.opens_s, stay.closes_s - stay.dwell_s) == (EPOCH_S * 3, EPOCH_S * 4 - 960)


def test_the_gap_holds_from_one_day_to_the_next() -> None:
    """The last window of a day and the first of the next leave the gap between them, whatever their seeds."""
    last = hot_stays(epochs("p"), RULES, DAY_S, 1, "monday")[-1]
    first = hot_stays(epochs("p"), RULES, DAY_S, 2, "tuesday")[0]
    assert DAY_S + first.opens_s - (last.closes_s - last.dwell_s + 960) >= 1200 - 1e-6


def test_without_a_gap_the_whole_epoch_is_open() -> None:
    """With no gap asked for nothing is cut off."""
    rules = RULES.model_copy(update={"shortest_gap_min": 0.0})
    stays = hot_stays(epochs("p"), rules, DAY_S, 1, "d")
    assert [(stay.opens_s, stay.closes_s) for stay in stays] == [(EPOCH_S * k, EPOCH_S * (k + 1)) for k in range(12)]


def test_a_short_last_epoch_is_never_turned_round() -> None:
    """Of an epoch shorter than gap and stay nothing is left, but its window does not end before it begins."""
    short = Epoch(place="p", opens_s=DAY_S - 900, closes_s=DAY_S, shortest_s=600.0)
    stays = hot_stays([*epochs("p", range(11)), short], RULES, DAY_S, 1, "d")
    assert stays[-1].closes_s >= stays[-1].opens_s
    assert stays[-1].closes_s - stays[-1].opens_s < stays[-1].dwell_s


def test_the_day_lists_one_stay_for_every_epoch() -> None:
    """Hot spots become optional visits inside their own epoch, with the drawn length."""
    spots = tuple(
        HotSpot(
            place="mall",
            lonlat=at(600, 600),
            opens=DAY_START + dt.timedelta(hours=2 * k),
            closes=DAY_START + dt.timedelta(hours=2 * k + 2),
            dwell_s=600.0,
            value=9,
        )
        for k in range(3)
    )
    visits = day_visits(make_scenario(patrol=RULES), spots, DAY_START, 7)
    assert [int(visit.opens_s // EPOCH_S) for visit in visits] == [0, 1, 2]
    assert all(600 <= visit.dwell_s <= 960 and not visit.required for visit in visits)
    assert len({visit.dwell_s for visit in visits}) > 1
    assert visits == day_visits(make_scenario(patrol=RULES), spots, DAY_START, 7)
    assert visits != day_visits(make_scenario(patrol=RULES), spots, DAY_START, 8)
