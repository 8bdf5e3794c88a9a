"""Held-out tests of the demand: ``python -m benchmarks.demand``, one JSON line each.

Each test fits on the calls before a date and predicts the calls of the time after it, by grid and hour of the week.
Every half-life is chosen inside the part that is fitted (`planner.grids.demand.recency`).

Measures: the predictive accuracy index at 10 % of the area-hours, the share of calls in the area-hours that were
expected to be the densest over their share of all area-hours (Chainey, Tompson & Uhlig, "The utility of hotspot mapping
for predicting spatial patterns of crime", Security Journal 21, 2008); and the log of the Poisson probability of all
cells, per call. Baselines: the same period before, an even spread, and the raw mean of each hour of the
week. For the log score each baseline is mixed with the even spread in the share that suits it best in hindsight, on
the held-out part itself, since one empty cell would make it worthless.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.instances.police import before, came, chicago, vancouver
from planner.domain.demand import HOURS_PER_WEEK
from planner.domain.scenario import Scenario
from planner.grids.demand.counting import count
from planner.grids.demand.dates import over_dates
from planner.grids.demand.estimating import estimate
from planner.grids.demand.prior import area_share

Floats = NDArray[np.float64]

AREA_SHARE = 0.1
"""Share of all area-hours that the index looks at."""
MIXED = (0.0, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.9)
"""Shares of the even spread that are tried for a baseline."""
BASELINES = ("same period before", "even", "raw hour of week")
OURS = "estimate"


@dataclass(frozen=True)
class Period:
    """A time to predict, and the time before it that the first baseline repeats."""

    first: dt.date
    end: dt.date
    same_before: tuple[dt.date, dt.date]

    def dates(self) -> list[dt.date]:
        """List the dates to predict."""
        return [self.first + dt.timedelta(day) for day in range((self.end - self.first).days)]


def months(first: int, last: int) -> Iterator[Period]:
    """Give months of 2020; each one's baseline is the month before."""
    for month in range(first, last + 1):
        end = dt.date(2021, 1, 1) if month == 12 else dt.date(2020, month + 1, 1)
        start = dt.date(2020, month, 1)
        yield Period(start, end, (dt.date(2020, month - 1, 1), start))


def years(first: int, last: int) -> Iterator[Period]:
    """Give years; each one's baseline is the year before."""
    for year in range(first, last + 1):
        start, end = dt.date(year, 1, 1), dt.date(year + 1, 1, 1)
        yield Period(start, end, (dt.date(year - 1, 1, 1), start))


def counted(scenario: Scenario, first: dt.date, end: dt.date) -> Floats:
    """Count the calls from `first` to before `end` by grid and hour of the week, (grids, 168)."""
    calls = count(came(scenario, first, end))
    return np.zeros((len(scenario.grids), HOURS_PER_WEEK)) if calls is None else calls.table(np.ones(calls.days))


def exposure(first: dt.date, end: dt.date) -> Floats:
    """Count how often each hour of the week comes, (168,)."""
    dates = [first + dt.timedelta(day) for day in range((end - first).days)]
    return np.repeat(np.bincount([date.weekday() for date in dates], minlength=7), 24).astype(float)


def predictions(scenario: Scenario, period: Period) -> tuple[dict[str, Floats], Floats]:
    """Give what each method expects of a period, (grids, 168) calls each, and the shape of the estimate."""
    past = before(scenario, period.first)
    demand = estimate(past, ahead_days=(period.end - period.first).days)
    first = dt.date(1970, 1, 1) + dt.timedelta(int(past.incidents.time_us.min() // 86_400_000_000))
    hours = exposure(period.first, period.end)
    raw = counted(scenario, first, period.first) / np.maximum(exposure(first, period.first), 1) * hours
    same = counted(scenario, *period.same_before) / np.maximum(exposure(*period.same_before), 1) * hours
    even = same.sum() * area_share(scenario)[:, None] * hours / hours.sum()
    found = {
        OURS: over_dates(demand, period.dates()),
        "same period before": same,
        "even": even,
        "raw hour of week": raw,
    }
    return found, np.array(list(demand.shape_by_grid.values()))


def accuracy_index(expected: Floats, calls: Floats, room: Floats) -> float:
    """Give the share of calls in the densest `AREA_SHARE` of all room, over that share; ties share what is left."""
    dense = (expected / room).ravel()
    density, group = np.unique(-np.round(dense / dense.max(), 9), return_inverse=True)
    rooms = np.bincount(group.ravel(), room.ravel(), len(density))
    hits = np.bincount(group.ravel(), calls.ravel(), len(density))
    left = AREA_SHARE * room.sum() - np.concatenate([[0.0], np.cumsum(rooms)[:-1]])
    return float((hits * np.clip(left / rooms, 0, 1)).sum() / calls.sum() / AREA_SHARE)


def log_score(expected: Floats, calls: Floats) -> float:
    """Give the log of the Poisson probability of all cells, per call."""
    from scipy.special import gammaln

    if (calls[expected <= 0] > 0).any():
        return -np.inf
    mean = np.maximum(expected, 1e-300)
    return float((calls * np.log(mean) - expected - gammaln(calls + 1)).sum() / calls.sum())


def covered(expected: Floats, shape: Floats, calls: Floats, share: float = 0.8) -> float:
    """Give the share of cells whose calls lie in the middle interval of their negative binomial forecast [%].

    A count that lies on an end of the interval counts by the part of its probability that lies inside (randomised
    probability integral transform: Czado, Gneiting & Held, Biometrics 65, 2009).
    """
    from scipy.stats import nbinom

    chance = shape / (shape + expected)
    low, high = nbinom.cdf(calls - 1, shape, chance), nbinom.cdf(calls, shape, chance)
    inside = np.clip(high, (1 - share) / 2, (1 + share) / 2) - np.clip(low, (1 - share) / 2, (1 + share) / 2)
    return 100 * float((inside / np.maximum(high - low, 1e-300)).mean())


def figure(name: str, value: float, unit: str, bar: float | str) -> None:
    """Print one figure."""
    print(json.dumps({"figure": name, "value": round(value, 4), "unit": unit, "bar": bar}), flush=True)


def city(name: str, scenario: Scenario, periods: Iterator[Period]) -> None:
    """Predict the periods of one city and print the mean of each measure."""
    began = time.process_time()
    index: dict[str, list[float]] = {}
    score: dict[str, list[float]] = {}
    inside = []
    share = area_share(scenario)[:, None]
    for period in periods:
        calls = counted(scenario, period.first, period.end)
        room = share * exposure(period.first, period.end)
        found, shape = predictions(scenario, period)
        inside.append(covered(found[OURS], shape, calls))
        for method, expected in found.items():
            even = found["even"] * expected.sum() / found["even"].sum()
            tried = (0.0,) if method == OURS else MIXED
            index.setdefault(method, []).append(accuracy_index(expected, calls, room))
            mixed = [log_score((1 - part) * expected + part * even, calls) for part in tried]
            score.setdefault(method, []).append(max(mixed))
    for measure, unit, values in (("accuracy index", "", index), ("log score", "per call", score)):
        means = {method: float(np.mean(values[method])) for method in (OURS, *BASELINES)}
        best = max(means[method] for method in BASELINES)
        for method, mean in means.items():
            figure(f"{name}: {measure}, {method}", mean, unit, round(best, 4) if method == OURS else "")
    wins = sum(
        all(v[OURS][k] > max(v[key][k] for key in BASELINES) for v in (index, score)) for k in range(len(inside))
    )
    figure(f"{name}: periods in which the estimate is best by both", wins, "periods", len(inside))
    figure(f"{name}: cells inside the 80 % forecast interval", float(np.mean(inside)), "%", 80)
    figure(f"{name}: processor time", time.process_time() - began, "s", "")


CITIES: dict[str, tuple[Callable[[], Scenario], Callable[[], Iterator[Period]]]] = {
    "Vancouver": (vancouver, lambda: months(7, 12)),
    "Chicago": (chicago, lambda: years(2016, 2019)),
}


def main(arguments: list[str] | None = None) -> None:
    """Print the figures that are asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.demand", description=__doc__.partition("\n")[0])
    parser.add_argument("--only", choices=[*CITIES], help="one city; both by default")
    chosen = parser.parse_args(arguments).only
    for name, (read, periods) in CITIES.items():
        if chosen in {None, name}:
            city(name, read(), periods())


if __name__ == "__main__":
    main()
