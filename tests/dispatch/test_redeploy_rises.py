"""Hot evenings: how days differ is found again, chance alone raises nothing, and many calls move the posts."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from planner.dispatch.redeploy.day_to_day import SHAPES, fitted, shapes
from planner.dispatch.redeploy.report import Redeployment, redeploy_hours
from planner.dispatch.redeploy.rises import times
from planner.dispatch.standing import reported
from planner.domain.incidents import NONE
from planner.domain.plan import Plan
from planner.domain.solving import Limits
from planner.pipeline import estimate_demand
from planner.sources.dispatch_files import read_calls
from planner.sources.positions import read_positions
from planner.sources.scenario import read_scenario

STATION = Path(__file__).resolve().parents[2] / "sample_maps" / "gaoqiao"
AT = dt.datetime(2026, 12, 7, 16, 10, tzinfo=ZoneInfo("Asia/Shanghai"))


def counts(shape: float | None, seed: int, mean: float = 1.5) -> tuple[np.ndarray, np.ndarray]:
    """Draw a year of blocks of twelve grids whose rates differ from day to day as a Gamma of a shape; None: never."""
    rng = np.random.default_rng(seed)
    usual = mean * rng.uniform(0.3, 1.7, (12, 364, 6))
    rate = usual if shape is None else usual * rng.gamma(shape, 1 / shape, usual.shape)
    return rng.poisson(rate).astype(float), usual


@pytest.mark.parametrize("shape", [0.7, 2.0, 6.0])
def test_how_days_differ_is_found_again(shape: float) -> None:
    """The shape of every grid is within a third of the one that was drawn."""
    found = fitted(*counts(shape, seed=3))
    assert found == pytest.approx(np.full(12, shape), rel=0.34)


def test_days_that_differ_by_chance_alone_give_a_large_shape() -> None:
    """Poisson counts are not taken for hot days."""
    assert fitted(*counts(None, seed=4)).min() > 15


def test_a_grid_with_few_calls_is_like_the_others() -> None:
    """A grid with a handful of calls takes the shape of all; one with many keeps its own."""
    calls, usual = counts(1.0, seed=5)
    rng = np.random.default_rng(6)
    usual[0] *= 0.01
    calls[0] = rng.poisson(usual[0])
    calls[1] = rng.poisson(usual[1])
    found = fitted(calls, usual)
    assert found[0] == pytest.approx(float(np.median(found)), rel=0.34)
    assert found[1] > 3 * found[2]


def test_without_calls_nothing_is_known() -> None:
    """A station without incidents has the largest shape, so that the demand's own doubt counts."""
    bare = read_scenario(STATION).model_copy(update={"incidents": NONE})
    assert (shapes(bare, estimate_demand(bare)) == SHAPES[-1]).all()


@pytest.mark.parametrize("usual", [0.05, 0.3, 1.0, 3.0])
def test_false_alarms_are_rare(usual: float) -> None:
    """Where calls come by chance alone, the demand is doubled in less than one of a hundred looks at a grid."""
    drawn = np.random.default_rng(7).poisson(usual, 20_000)
    raised = np.array([times(calls, usual, 15.8) for calls in range(int(drawn.max()) + 1)])
    assert (raised[drawn] >= 2).mean() < 0.01
    assert np.diff(raised).min() > 0
    assert raised[drawn].mean() == pytest.approx(1.0, abs=0.06)


def test_the_mean_over_all_that_may_come_is_the_usual_rate() -> None:
    """Weighed by how likely each count is, the rate that is taken is the usual one: nothing is made of nothing."""
    usual, shape, most = 0.5, 4.0, 400
    rng = np.random.default_rng(8)
    hot = rng.random(200_000) < 0.01
    rate = np.where(hot, 5 * rng.gamma(2, 1 / 2, hot.size), 0.95 / 0.99 * rng.gamma(shape, 1 / shape, hot.size))
    raised = np.array([times(calls, usual, shape) for calls in range(most)])
    drawn = rng.poisson(usual * rate)
    assert raised[drawn].mean() == pytest.approx(1.0, abs=0.02)
    for calls in (0, 1, 2, 5):
        assert rate[drawn == calls].mean() == pytest.approx(raised[calls], rel=0.15)


def test_five_calls_at_one_market_move_the_posts_and_it_is_said() -> None:
    """Gaoqiao, a Monday afternoon: the grid of the market rises, posts change, and more is within a minute."""
    scenario = read_scenario(STATION)
    demand = estimate_demand(scenario)
    plan = Plan(
        station="gaoqiao", created=AT, seed=1, timezone="Asia/Shanghai", start=AT, end=AT + dt.timedelta(days=1)
    )
    units = reported(read_positions(STATION / "positions.json"), plan, scenario, AT)

    def posted(hours: float) -> Redeployment:
        calls = read_calls(STATION / "calls.json") if hours else ()
        return redeploy_hours(plan, scenario, demand, AT, Limits(time_s=20), units=units, recent=calls, recent_h=hours)[
            0
        ]

    usual, hot = posted(0.0), posted(3.0)
    assert usual.told_rises == ()
    assert [(rise.grid, rise.calls) for rise in hot.told_rises] == [("G10", 5), ("G05", 1)]
    assert hot.told_rises[0].times > 4
    assert hot.told_rises[1].times < 1.2
    assert [one.lonlat for one in hot.posted] != [one.lonlat for one in usual.posted]
    assert hot.after[0] > hot.before[0] + 0.2
    assert hot.worth > hot.stood
