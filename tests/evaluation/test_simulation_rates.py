"""Calls whose rates are known only as well as past calls tell them."""

from __future__ import annotations

import dataclasses
import datetime as dt

import numpy as np
import pytest
from scipy.stats import nbinom
from simulated_line import problem
from small_station import station

from planner.domain.demand import Demand, Doubt
from planner.domain.solving import Limits
from planner.evaluation.simulation.calls import draw
from planner.evaluation.simulation.figures import estimates
from planner.evaluation.simulation.policies import Nearest
from planner.evaluation.simulation.rates import Doubtful, doubtful
from planner.evaluation.simulation.simulate import simulate
from planner.grids.demand import estimate

RUNS = 4000
MONDAY = dt.datetime(2026, 10, 5, tzinfo=dt.UTC)


def week(*hours: int) -> np.ndarray:
    """Tell of which hour of the week each hour to come has the calls, all of them."""
    like = np.zeros((len(hours), 168))
    like[np.arange(len(hours)), list(hours)] = 1
    return like


def level(shape: float, *, hours: int = 10) -> Doubtful:
    """Give two grids with a call an hour each, whose common level has a shape."""
    return Doubtful(week=np.ones((2, 168)), shapes=(np.full((1, 1, 1), shape),), like=week(*range(hours)))


def test_counts_under_a_doubtful_level_are_negative_binomial() -> None:
    """Mean, variance and the chances of few and many calls are the known ones, within four standard errors."""
    shape, mean = 4.0, 20.0
    source = dataclasses.replace(problem([0]).calls, doubtful=level(shape))
    counts = np.array([len(draw(source, 7, number).time_s) for number in range(RUNS)])
    law = nbinom(shape, shape / (shape + mean))
    assert counts.mean() == pytest.approx(mean, abs=4 * law.std() / np.sqrt(RUNS))
    assert counts.var() == pytest.approx(mean + mean**2 / shape, rel=0.12)
    for most in (5, 10, 20, 40):
        chance = float(law.cdf(most))
        error = 4 * np.sqrt(chance * (1 - chance) / RUNS)
        assert (counts <= most).mean() == pytest.approx(chance, abs=error)


def test_a_factor_of_groups_moves_calls_and_keeps_their_sum() -> None:
    """Grids change places; the sum of the week does not, and each grid keeps its mean."""
    rates = Doubtful(week=np.ones((2, 168)), shapes=(np.full((2, 1, 1), 3.0),), like=week(*range(168)))
    drawn = np.array([rates.drawn(np.random.default_rng(number)) for number in range(RUNS)])
    assert drawn.sum(axis=(1, 2)) == pytest.approx(np.full(RUNS, 336.0))
    share = drawn[:, 0, 0] / 2  # a Beta distribution of two equal shapes
    assert share.mean() == pytest.approx(0.5, abs=0.015)
    assert share.var() == pytest.approx(1 / (4 * (2 * 3.0 + 1)), rel=0.1)


def test_sure_rates_give_the_calls_of_the_mean() -> None:
    """Without doubt, and with hardly any, a seed draws the calls that it draws at the expected rates."""
    plain = problem([0]).calls
    for shapes in ((), (np.full((1, 1, 1), 1e13), np.full((2, 7, 24), 1e13))):
        rates = Doubtful(week=np.ones((2, 168)), shapes=shapes, like=week(*range(10)))
        known, drawn = draw(plain, 3, 5), draw(dataclasses.replace(plain, doubtful=rates), 3, 5)
        assert drawn.time_s == pytest.approx(known.time_s)
        assert np.array_equal(drawn.grid, known.grid)
        assert drawn.service_s == pytest.approx(known.service_s)


def test_intervals_are_wider_under_doubt() -> None:
    """What is not known of the rates shows in the interval of the calls and of the work."""
    sure = problem([0, 1], [9])
    unsure = dataclasses.replace(sure, calls=dataclasses.replace(sure.calls, doubtful=level(5.0)))
    limits = Limits(time_s=60.0, seed=1, workers=1)
    one, other = (estimates(simulate(each, Nearest(), 60, limits)) for each in (sure, unsure))
    for name in ("calls_per_run", "utilisation_pct"):
        assert other[name].high - other[name].low > 1.5 * (one[name].high - one[name].low)


def test_the_means_are_those_of_the_dates() -> None:
    """Odd days and months have their own factors also where rates are drawn."""
    rng = np.random.default_rng(4)
    demand = Demand(
        by_grid={"a": tuple(rng.random(168).tolist()), "b": tuple(rng.random(168).tolist())},
        doubts=(Doubt(shape=(((1e14,),),)),),
        odd_days={"holiday": tuple(rng.random(24).tolist()), "makeup": tuple(rng.random(24).tolist())},
        months=tuple(rng.random(12).tolist()),
        calendar="cn",
    )
    hours = [MONDAY + dt.timedelta(hours=hour) for hour in range(240)]  # holidays of October and a make-up workday
    rates = doubtful(demand, ["a", "b"], hours)
    expected = np.array([[demand.at_moment(grid, hour) for grid in ("a", "b")] for hour in hours])
    assert rates is not None
    assert rates.drawn(rng) == pytest.approx(expected, rel=1e-5)
    assert doubtful(demand.model_copy(update={"doubts": ()}), ["a", "b"], hours) is None


def test_the_estimate_tells_how_well_each_factor_is_known() -> None:
    """A cell's doubt is the sum of those of its factors; an assumed demand tells of none."""
    scenario = station()
    demand = estimate(scenario)
    total = sum(1 / np.broadcast_to(np.array(doubt.shape), (4, 7, 24)) for doubt in demand.doubts).reshape(4, 168)
    assert 1 / total == pytest.approx(np.array(list(demand.shape_by_grid.values())))
    assert len(demand.doubts) >= 7
    assert estimate(scenario.model_copy(update={"incidents": ()})).doubts == ()
