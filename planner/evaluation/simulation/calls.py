"""Where calls come from, and the calls of one replication: the same for every plan.

Calls are a Poisson process whose rate stands still for an hour (a non-homogeneous one over the week): the number of an
hour is drawn first, then each call's moment evenly in the hour, its grid by the rates, its place in the grid and its
kind by their weights. Lewis and Shedler, Naval Research Logistics Quarterly 26 (1979), show that both are one process.

**Common random numbers.** Moments, grids, places, kinds, services and rates have a stream of random numbers each,
seeded by seed, replication and stream and by nothing of a plan. Two plans that are simulated with one seed answer the
same calls (Law, "Simulation Modeling and Analysis", 5th edition, 2015, chapter 11).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from planner.evaluation.simulation.rates import Doubtful

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

HOUR_S = 3600.0
TIMES, GRIDS, PLACES, KINDS, SERVICES, RATES = range(6)
"""The streams."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """How long a unit is at a call.

    Attributes
    ----------
    law
        ``lognormal`` with `mean_min` and `variation`, ``exponential`` with `mean_min`, ``given``: one of `given_min`.
    mean_min
        Mean [min].
    variation
        Standard deviation over mean.
    given_min
        Times that were measured, each as likely [min].
    """

    law: Literal["lognormal", "exponential", "given"] = "lognormal"
    mean_min: float = 30.0
    variation: float = 0.8
    given_min: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        if self.law == "given" and not self.given_min:
            raise ValueError("given services need at least one time")
        if self.mean_min <= 0 or self.variation <= 0 or any(time < 0 for time in self.given_min):
            raise ValueError("times of services are not negative, their mean and variation above 0")

    @property
    def mean_s(self) -> float:
        """Mean [s]."""
        if self.law == "given":
            return 60.0 * sum(self.given_min) / len(self.given_min)
        return 60.0 * self.mean_min

    def seconds(self, share: Floats) -> Floats:
        """Give the services below which shares of all lie, (n,) from shares of 0 up to below 1 [s]."""
        if self.law == "exponential":
            return np.asarray(-60.0 * self.mean_min * np.log1p(-share))
        if self.law == "given":
            times = np.sort(np.array(self.given_min, float))
            return np.asarray(60.0 * times[(share * len(times)).astype(np.int64)])
        from scipy.special import ndtri

        spread2 = np.log1p(self.variation**2)
        normal = ndtri(np.clip(share, 1e-12, 1 - 1e-12))
        return np.asarray(60.0 * self.mean_min * np.exp(np.sqrt(spread2) * normal - spread2 / 2))


@dataclass(frozen=True, slots=True, kw_only=True)
class CallKind:
    """A part of all calls.

    Attributes
    ----------
    priority
        1 is answered first.
    share
        Weight among all kinds.
    service
        How long they take.
    """

    priority: int
    share: float
    service: Service


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CallSource:
    """Calls to come.

    Attributes
    ----------
    grids
        Ids of the g grids.
    per_hour
        (h, g) expected calls in every hour and grid.
    place_grid
        (p,) index of the grid of every place, ascending; a grid with calls has at least one place.
    place_weight
        (p,) chance of a place among those of its grid, in any unit.
    kinds
        Kinds of call.
    doubtful
        What is not known for sure of `per_hour`, its mean; None: it is known.
    """

    grids: tuple[str, ...]
    per_hour: Floats
    place_grid: Ints
    place_weight: Floats
    kinds: tuple[CallKind, ...]
    doubtful: Doubtful | None = None

    @property
    def end_s(self) -> float:
        """When the last hour ends [s]."""
        return HOUR_S * len(self.per_hour)

    @property
    def mean_service_s(self) -> float:
        """Mean service of all kinds [s]."""
        return sum(kind.share * kind.service.mean_s for kind in self.kinds) / sum(kind.share for kind in self.kinds)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Calls:
    """The n calls of one replication in the order of time.

    Attributes
    ----------
    time_s
        (n,) when they come, from the start of the source [s].
    grid, place
        (n,) indices of their grids and places.
    priority
        (n,) 1 is answered first.
    service_s
        (n,) how long a unit is there [s].
    """

    time_s: Floats
    grid: Ints
    place: Ints
    priority: Ints
    service_s: Floats


def draw(source: CallSource, seed: int, replication: int) -> Calls:
    """Draw the calls of one replication."""
    streams = [np.random.default_rng([seed, replication, stream]) for stream in range(6)]
    per_hour = source.per_hour if source.doubtful is None else source.doubtful.drawn(streams[RATES])
    counts = streams[TIMES].poisson(per_hour.sum(axis=1))
    hour = np.repeat(np.arange(len(counts)), counts)
    total = len(hour)
    time_s = np.sort(HOUR_S * (hour + streams[TIMES].random(total)))
    grid = _drawn_in_rows(per_hour, hour, streams[GRIDS].random(total))
    place = _places(source, grid, streams[PLACES].random(total))
    shares = np.array([kind.share for kind in source.kinds])
    kind = _drawn(shares, streams[KINDS].random(total))
    quantile, service_s = streams[SERVICES].random(total), np.zeros(total)
    for index, which in enumerate(source.kinds):
        own = kind == index
        service_s[own] = which.service.seconds(quantile[own])
    priority = np.array([which.priority for which in source.kinds])[kind]
    return Calls(time_s=time_s, grid=grid, place=place, priority=priority, service_s=service_s)


def _drawn(weights: Floats, quantile: Floats) -> Ints:
    """Draw by weights, (n,) indices; a weight of 0 is never drawn."""
    upto = np.cumsum(weights)
    return np.asarray(np.minimum(np.searchsorted(upto, quantile * upto[-1], side="right"), len(weights) - 1))


def _drawn_in_rows(weights: Floats, row: Ints, quantile: Floats) -> Ints:
    """Draw by the weights of a row each, (n,) indices of columns."""
    upto = np.cumsum(weights, axis=1)[row]
    return np.asarray(np.minimum((upto <= quantile[:, None] * upto[:, -1:]).sum(axis=1), weights.shape[1] - 1))


def _places(source: CallSource, grid: Ints, quantile: Floats) -> Ints:
    """Draw the place of each call within its grid, (n,)."""
    first = np.searchsorted(source.place_grid, np.arange(len(source.grids) + 1))
    upto = np.concatenate([[0.0], np.cumsum(source.place_weight)])
    low, high = upto[first[grid]], upto[first[grid + 1]]
    found = np.searchsorted(upto, low + quantile * (high - low), side="right") - 1
    return np.asarray(np.clip(found, first[grid], first[grid + 1] - 1))
