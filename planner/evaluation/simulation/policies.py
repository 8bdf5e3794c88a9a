"""Dispatch policies: which free unit takes a call, or none yet.

A policy is one small frozen record with a `choose`; those in `POLICIES` can be named by their ids. docs/evaluation.md
says how to add one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, Protocol

import numpy as np

from planner.errors import NotFound
from planner.evaluation.simulation.calls import HOUR_S, Floats, Ints
from planner.evaluation.simulation.problem import SimulationProblem
from planner.i18n import N_

URGENT = 1
"""Priority of calls for which the nearest unit always goes."""


class Situation(NamedTuple):
    """A call that wants a unit, and the n units that are free, may take it and can get there; n is at least 1."""

    problem: SimulationProblem
    now_s: float
    """The moment [s]."""
    grid: int
    """Grid of the call."""
    place: int
    """Place of the call."""
    priority: int
    """1 is answered first."""
    units: Ints
    """(n,) the units."""
    at: Ints
    """(n,) place where each is, or of two between which it is the nearer one."""
    eta_s: Floats
    """(n,) time until each is at the call [s]."""


class Policy(Protocol):
    """What a policy offers."""

    @property
    def id(self) -> str:
        """Short name."""

    @property
    def summary(self) -> str:
        """Marked sentence that says what it does."""

    def choose(self, situation: Situation) -> int:
        """Give the place of the chosen unit in `Situation.units`; -1: the call waits for now."""


@dataclass(frozen=True, slots=True)
class Nearest:
    """The unit that is there first."""

    id: str = "nearest"
    summary: str = N_("the unit that is there first")

    def choose(self, situation: Situation) -> int:
        """Take the unit with the shortest way."""
        return int(situation.eta_s.argmin())


@dataclass(frozen=True, slots=True)
class OwnGrid:
    """The nearest unit that is in the call's grid; without one the nearest of all."""

    id: str = "own-grid"
    summary: str = N_("a unit that is in the call's grid before any other, of these the one that is there first")

    def choose(self, situation: Situation) -> int:
        """Look in the grid first."""
        grid = situation.problem.grid_of_place[situation.at]
        inside = grid == situation.grid
        return int(np.where(inside | ~inside.any(), situation.eta_s, np.inf).argmin())


@dataclass(frozen=True, slots=True)
class KeepCover:
    """For an urgent call the nearest unit; else a little later is well when it leaves the next call better off.

    The chosen unit has the least sum of its own time and of what its absence adds to the times of the calls that are
    expected while it is away, by the demand of the grids in the hour. This looks one step ahead, as the policies in
    Jagtenberg, van den Berg and van der Mei, "Benchmarking online dispatch algorithms for emergency medical services",
    European Journal of Operational Research 258, 2017.
    """

    id: str = "keep-cover"
    summary: str = N_("urgent calls: the unit that is there first; others: the unit whose absence costs least as well")

    def choose(self, situation: Situation) -> int:
        """Weigh the unit's own way against the cover that it leaves."""
        if situation.priority <= URGENT or len(situation.units) == 1:
            return int(situation.eta_s.argmin())
        problem = situation.problem
        hours = problem.calls.per_hour
        weight = hours[min(int(situation.now_s / HOUR_S), len(hours) - 1)]
        traveller = problem.fleet.traveller[situation.units]
        times = problem.travel_s[traveller[:, None], situation.at[:, None], problem.centre[None, :]]
        nearest = times.argmin(axis=0)
        two = np.partition(times, 1, axis=0)[:2]
        gap = np.where(np.isfinite(two[1]), two[1] - two[0], 0.0)
        added = np.bincount(nearest, weights=gap * weight, minlength=len(times))
        service_h = problem.calls.mean_service_s / HOUR_S  # calls an hour times hours away: calls while it is away
        return int((situation.eta_s + added * service_h).argmin())


@dataclass(frozen=True, slots=True)
class FixedLists:
    """The first free unit of a list, whatever its way: the rule of Larson's hypercube.

    Attributes
    ----------
    rank
        (grids, units) how late each unit stands in each grid's list, as a tuple of tuples; 0 is the first choice.
    """

    rank: tuple[tuple[int, ...], ...]
    id: str = "fixed-lists"
    summary: str = N_("the first free unit of the grid's list")

    def choose(self, situation: Situation) -> int:
        """Take the first of the list."""
        own = self.rank[situation.grid]
        return min(range(len(situation.units)), key=lambda index: own[situation.units[index]])


POLICIES: tuple[Policy, ...] = (Nearest(), OwnGrid(), KeepCover())
"""Policies that can be named."""


def named(policy_id: str) -> Policy:
    """Give a policy by its id.

    Raises
    ------
    NotFound
        With code ``"policy_unknown"``.
    """
    for policy in POLICIES:
        if policy.id == policy_id:
            return policy
    raise NotFound("policy_unknown", policy=policy_id, known=", ".join(policy.id for policy in POLICIES))
