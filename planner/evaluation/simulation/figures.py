"""Figures of a simulation with their confidence intervals, and the differences between two plans.

A figure is taken of all replications together; how sure it is comes from batches of replications (sectioning: Asmussen
and Glynn, "Stochastic Simulation", 2007, III.5). This way a quantile of all calls has no bias of short days, as a mean
of each day's quantile would. `intervals.py` makes intervals of the spread that stay within what a figure can be.

How much one run differs from another is told beside it: `usual` gives the range that the next run lies in in nine of
ten cases.

Two plans that answered the same calls are compared batch by batch, so that what the calls do to both drops out.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from planner.errors import PlannerError
from planner.evaluation.simulation.calls import Floats, Ints
from planner.evaluation.simulation.intervals import ALL_PCT, Estimate, about, half_width, positive, share_pct
from planner.evaluation.simulation.outcome import Outcome
from planner.evaluation.simulation.problem import BREAK, OPTIONAL, REQUIRED
from planner.evaluation.simulation.replication import NOBODY

BATCHES = 20
"""Batches at the most: with more the interval is hardly narrower (Schmeiser, Operations Research 30, 1982)."""

Figure = Callable[[Outcome], float]


def quantile_min(share: float) -> Figure:
    """Make the figure below which a share of all responses lies [min]; calls that nobody came to are the longest."""

    def figure(outcome: Outcome) -> float:
        if not len(outcome.response_s):
            return float("nan")
        return float(np.quantile(outcome.response_s, share, method="higher")) / 60

    return figure


def within_pct(minutes: float) -> Figure:
    """Make the figure of the calls reached within some minutes [%]."""

    def figure(outcome: Outcome) -> float:
        return _pct(float((outcome.response_s <= 60 * minutes).sum()), len(outcome.response_s))

    return figure


def response_mean_min(outcome: Outcome) -> float:
    """Give the mean response to the calls that somebody came to [min]."""
    return _mean(outcome.response_s[outcome.unit != NOBODY]) / 60


def wait_mean_min(outcome: Outcome) -> float:
    """Give the mean wait until a unit leaves, of the calls that one left for [min]."""
    return _mean(outcome.wait_s[outcome.unit != NOBODY]) / 60


def waiting_pct(outcome: Outcome) -> float:
    """Give the share of calls for which no unit left at once [%]."""
    return _pct(float((outcome.wait_s > 0).sum()), len(outcome.wait_s))


def unanswered_pct(outcome: Outcome) -> float:
    """Give the share of calls that nobody came to [%]."""
    return _pct(float((outcome.unit == NOBODY).sum()), len(outcome.unit))


def calls_per_run(outcome: Outcome) -> float:
    """Give the calls in one replication."""
    return len(outcome.unit) / outcome.replications


def utilisation_pct(outcome: Outcome) -> float:
    """Give the share of all shifts that is work at calls and on the way to them [%]."""
    return _pct(float(outcome.busy_s.sum()), float(outcome.duty_s.sum()) * outcome.replications)


def missed_per_run(kind: int) -> Figure:
    """Make the figure of the stops of a kind that are missed for calls in one replication."""

    def figure(outcome: Outcome) -> float:
        return float(outcome.missed[:, kind].sum()) / outcome.replications

    return figure


def overtime_h(outcome: Outcome) -> float:
    """Give the work after the ends of shifts in one replication, all units together [h]."""
    return float(outcome.overtime_s.sum()) / 3600 / outcome.replications


FIGURES: dict[str, Figure] = {
    "calls_per_run": calls_per_run,
    "response_mean_min": response_mean_min,
    "response_median_min": quantile_min(0.5),
    "response_p90_min": quantile_min(0.9),
    "response_within_1_min_pct": within_pct(1),
    "response_within_3_min_pct": within_pct(3),
    "response_within_5_min_pct": within_pct(5),
    "calls_waiting_pct": waiting_pct,
    "wait_mean_min": wait_mean_min,
    "calls_unanswered_pct": unanswered_pct,
    "utilisation_pct": utilisation_pct,
    "required_visits_missed_per_run": missed_per_run(REQUIRED),
    "optional_visits_missed_per_run": missed_per_run(OPTIONAL),
    "breaks_missed_per_run": missed_per_run(BREAK),
    "overtime_h_per_run": overtime_h,
}
"""All figures by name; docs/evaluation.md says what each one means."""

OF_CALLS = frozenset({
    "response_within_1_min_pct", "response_within_3_min_pct", "response_within_5_min_pct", "calls_waiting_pct",
    "calls_unanswered_pct",
})  # fmt: skip
"""Shares of the calls."""
STOPS = {
    "required_visits_missed_per_run": REQUIRED,
    "optional_visits_missed_per_run": OPTIONAL,
    "breaks_missed_per_run": BREAK,
}
"""Kinds of stops that figures count."""
COUNTS = frozenset({"calls_per_run", *STOPS})
"""Whole numbers of one replication."""


def planned(outcome: Outcome) -> dict[str, int]:
    """Give the stops of the plan that each figure of missed ones is of, by the name of the figure."""
    return {name: int(outcome.planned[kind]) for name, kind in STOPS.items()}


def _mean(values: Floats) -> float:
    return float(values.mean()) if len(values) else float("nan")


def _pct(part: float, whole: float) -> float:
    return 100.0 * part / whole if whole > 0 else float("nan")


def batches(outcome: Outcome) -> list[Outcome]:
    """Cut the replications into batches of one size, or nearly."""
    indices: list[Ints] = np.array_split(np.arange(outcome.replications), min(BATCHES, outcome.replications))
    return [outcome.part(chosen) for chosen in indices]


def estimate(outcome: Outcome, figure: Figure, cut: list[Outcome] | None = None, *, name: str = "") -> Estimate:
    """Give one figure with its interval.

    Parameters
    ----------
    cut
        The batches, if they are there already.
    name
        Of the figure. One that ends with ``_pct`` is a share; of others it is taken only that they are never below 0.
    """
    value = figure(outcome)
    half = half_width(np.array([figure(batch) for batch in cut or batches(outcome)]))
    if name.endswith("_pct"):
        return share_pct(value, half, len(outcome.unit) if name in OF_CALLS else None)
    return positive(value, half, outcome.replications if name in COUNTS else None)


def estimates(outcome: Outcome) -> dict[str, Estimate]:
    """Give all figures with their intervals."""
    cut = batches(outcome)
    return {name: estimate(outcome, figure, cut, name=name) for name, figure in FIGURES.items()}


def differences(one: Outcome, other: Outcome) -> dict[str, Estimate]:
    """Give by how much each figure of the other exceeds that of the one, compared replication by replication.

    Raises
    ------
    PlannerError
        With code ``"replications_differ"``, if they are not of the same replications.
    """
    if not np.array_equal(one.number, other.number):
        raise PlannerError("replications_differ")
    pairs = list(zip(batches(one), batches(other), strict=True))
    return {
        name: about(
            figure(other) - figure(one),
            half_width(np.array([figure(a) - figure(b) for a, b in pairs])),
            ALL_PCT if name.endswith("_pct") else np.inf,
        )
        for name, figure in FIGURES.items()
    }


def by_grid(outcome: Outcome) -> dict[str, dict[str, Estimate]]:
    """Give calls, mean, ninth decile and share within five minutes of every grid that had a call."""
    return {
        grid: _of_calls(outcome.where(outcome.grid == index))
        for index, grid in enumerate(outcome.grids)
        if (outcome.grid == index).any()
    }


def by_hour(outcome: Outcome) -> dict[int, dict[str, Estimate]]:
    """Give the same for every hour from the start of the plan that had a call."""
    return {int(hour): _of_calls(outcome.where(outcome.hour == hour)) for hour in np.unique(outcome.hour)}


def by_priority(outcome: Outcome) -> dict[int, dict[str, Estimate]]:
    """Give the same for every priority."""
    return {int(rank): _of_calls(outcome.where(outcome.priority == rank)) for rank in np.unique(outcome.priority)}


PARTS = ("calls_per_run", "response_p90_min", "response_mean_min", "response_within_5_min_pct", "wait_mean_min")


def _of_calls(outcome: Outcome) -> dict[str, Estimate]:
    cut = batches(outcome)
    return {name: estimate(outcome, FIGURES[name], cut, name=name) for name in PARTS}


def by_unit(outcome: Outcome) -> dict[str, Estimate]:
    """Give the share of its shift that each unit works at calls [%]."""

    def of(unit: int) -> Figure:
        return lambda part: _pct(float(part.busy_s[:, unit].sum()), float(part.duty_s[unit]) * part.replications)

    cut = batches(outcome)
    return {unit: estimate(outcome, of(index), cut, name="utilisation_pct") for index, unit in enumerate(outcome.units)}
