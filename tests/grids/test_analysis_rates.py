"""Two counts held against each other, and many such comparisons at once."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from scipy import stats

from planner.grids.analysis.comparing import FALSE_SHARE, Board, Thing, judged
from planner.grids.analysis.dispersion import dispersion
from planner.grids.analysis.many import adjusted, adjusted_where_tellable
from planner.grids.analysis.rates import Stratum, distribution, least_p, p_value, ratio_interval, tails


@pytest.mark.parametrize(
    ("now", "before", "days"), [(5, 1, (7, 7)), (11, 21, (800, 3011)), (3, 3, (1, 4)), (0, 9, (28, 31))]
)
def test_one_stratum_is_the_binomial_test(now: int, before: int, days: tuple[int, int]) -> None:
    """The tails are those of an outside binomial test, and the interval is that of Clopper and Pearson."""
    one = Stratum(now, before, *days)
    share = days[0] / sum(days)
    few, many = tails([one], 1.0)
    assert few == pytest.approx(stats.binomtest(now, now + before, share, "less").pvalue)
    assert many == pytest.approx(stats.binomtest(now, now + before, share, "greater").pvalue)
    low, high = ratio_interval([one])
    ends = stats.binomtest(now, now + before).proportion_ci(method="exact")
    assert low == pytest.approx(ends.low / (1 - ends.low) * days[1] / days[0], rel=1e-4)
    assert high == pytest.approx(ends.high / (1 - ends.high) * days[1] / days[0], rel=1e-4)


def test_a_known_answer() -> None:
    """Breast cancer in two groups (the example of R's poisson.test): 11 in 800, 21 in 3,011 person-years."""
    low, high = ratio_interval([Stratum(11, 21, 800, 3011)])
    assert (low, high) == (pytest.approx(0.8584264, rel=1e-4), pytest.approx(4.2772659, rel=1e-4))


def test_all_calls_in_one_period_have_no_upper_end() -> None:
    """Five to none: p is 2 / 2^5, and the ratio may be without end."""
    only = [Stratum(5, 0, 7, 7)]
    assert p_value(only) == pytest.approx(2 / 32)
    assert least_p(only) == pytest.approx(2 / 32)
    assert ratio_interval(only)[1] is None
    assert ratio_interval([Stratum(0, 5, 7, 7)])[0] == 0


@pytest.mark.parametrize("spread", [1.0, 1.7])
def test_strata_add_up_as_by_counting_every_case(spread: float) -> None:
    """The law of the sum is that of going through all outcomes of every stratum."""
    strata = [Stratum(3, 2, 5, 4), Stratum(1, 3, 2, 3), Stratum(0, 1, 1, 2)]
    ratio = 1.4
    law = np.zeros(11)
    singles = []
    for one in strata:
        total, share = one.now + one.before, one.share(ratio)
        if spread == 1.0:
            singles.append(stats.binom(total, share).pmf(np.arange(total + 1)))
        else:
            size = total / (spread - 1)
            singles.append(stats.betabinom(total, size * share, size * (1 - share)).pmf(np.arange(total + 1)))
    for case in itertools.product(*(range(len(single)) for single in singles)):
        law[sum(case)] += np.prod([single[k] for single, k in zip(singles, case, strict=True)])
    assert distribution(strata, ratio, spread) == pytest.approx(law)
    few, many = tails(strata, ratio, spread)
    assert (few, many) == (pytest.approx(law[:5].sum()), pytest.approx(law[4:].sum()))


def test_many_calls_are_told_by_the_normal_law() -> None:
    """Above the limit of exact sums the answer goes on without a step."""
    exact, close = Stratum(2060, 1940, 7, 7), Stratum(2061, 1941, 7, 7)
    assert p_value([close]) == pytest.approx(p_value([exact]), rel=0.05)


def test_equal_rates_over_unequal_days_are_no_difference() -> None:
    """A month of 28 days with as many calls a day as one of 31 differs in nothing."""
    month = [Stratum(280, 310, 28, 31)]
    assert p_value(month) > 0.9
    low, high = ratio_interval(month)
    assert high is not None
    assert low < 1 < high


def test_false_discoveries_by_the_paper() -> None:
    """Benjamini and Hochberg (1995), section 3.2: of 15 hypotheses the first four are told at 5 %."""
    p = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590]
    told = adjusted([1.0, *p])
    assert (told <= 0.05).sum() == 4
    assert told == pytest.approx(stats.false_discovery_control([1.0, *p]))


def test_what_can_never_be_told_does_not_weigh() -> None:
    """Things with too few calls stay out, and the others are judged as if they were alone."""
    told = adjusted_where_tellable([0.01, 0.04, 1.0, 1.0], [1e-6, 1e-6, 0.5, 0.25], 0.05)
    assert told[:2] == pytest.approx([0.02, 0.04])
    assert np.isnan(told[2:]).all()


def week_board(days: int = 70) -> Board:
    """Lay out the last week of ten against the one before."""
    weekday = np.arange(days) % 7
    return Board(
        days=days,
        now=np.arange(days - 7, days),
        before=np.arange(days - 14, days - 7),
        stratum=(weekday >= 5).astype(np.int64),
        history=np.arange(days - 7),
        history_stratum=weekday.astype(np.int64),
    )


def reports(calls: np.ndarray, board: Board) -> tuple[int, int]:
    """Compare (days, things) calls in one report: how many rises and falls are told, and how many of thing 0."""
    spread = dispersion(calls[board.history], board.history_stratum[board.history]) or 1.0
    things = [Thing({"id": str(n), "name": ""}, calls[:, n], spread) for n in range(calls.shape[1])]
    told = judged(board, things)[2] <= FALSE_SHARE
    return int(told.sum()), int(told[0])


@pytest.mark.parametrize("spread", [1.0, 2.5])
def test_hardly_a_report_without_a_rise_tells_one(spread: float) -> None:
    """At the same rates in both weeks a twentieth of the reports tells anything, whether days differ by chance or more.

    A hundred and fifty reports of 12 things; the bound leaves three deviations of a binomial count.
    """
    rng, board = np.random.default_rng(11), week_board()
    means = np.geomspace(0.3, 12, 12)
    alarms = 0
    for _ in range(150):
        rate = np.broadcast_to(means, (board.days, 12))
        if spread > 1:
            rate = rng.gamma(rate / (spread - 1), spread - 1)
        alarms += reports(rng.poisson(rate).astype(float), board)[0] > 0
    assert alarms <= 150 * 0.05 + 3 * (150 * 0.05 * 0.95) ** 0.5


def test_a_real_rise_is_told() -> None:
    """Three times the calls at one of 12 things are found in nearly every report."""
    rng, board = np.random.default_rng(12), week_board()
    found = 0
    for _ in range(40):
        rate = np.full((board.days, 12), 4.0)
        rate[board.now, 0] *= 3
        found += reports(rng.poisson(rate).astype(float), board)[1]
    assert found >= 38


def test_dispersion_of_chance_is_one() -> None:
    """Pure chance has about 1, days that differ more have more, and a handful of days tells nothing."""
    rng = np.random.default_rng(3)
    stratum = np.arange(140) % 7
    plain = rng.poisson(3.0, (140, 9)).astype(float)
    wide = rng.poisson(rng.gamma(3.0 / 1.5, 1.5, (140, 9))).astype(float)
    assert dispersion(plain, stratum) == pytest.approx(1.0, abs=0.12)
    assert dispersion(wide, stratum) == pytest.approx(2.5, rel=0.15)
    assert dispersion(plain[:5, :1], stratum[:5]) is None
