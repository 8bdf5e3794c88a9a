"""A simulation as plain figures for JSON; what is infinite or unknown is null."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np

from planner.domain.clock import later
from planner.evaluation.simulation.figures import by_grid, by_hour, by_priority, by_unit, planned
from planner.evaluation.simulation.intervals import CONFIDENCE, Estimate
from planner.evaluation.simulation.outcome import Outcome
from planner.evaluation.simulation.plans import Compared, Simulated
from planner.evaluation.simulation.replication import NOBODY
from planner.evaluation.simulation.usual import usual

Record = dict[str, object]

BIN_MIN, LAST_MIN = 0.5, 30.0
"""Width of the steps in which responses are counted, and the end of the last one but the rest [min]."""


def simulated_record(made: Simulated) -> Record:
    """Give all figures of a simulation."""
    outcome = made.outcome
    return {
        "replications": outcome.replications,
        "asked": made.asked,
        "confidence": CONFIDENCE,
        "figures": _figures(made.figures),
        "nine_of_ten_runs": {name: [_finite(low), _finite(high)] for name, (low, high) in usual(outcome).items()},
        "planned": planned(outcome),
        "by_priority": {str(rank): _figures(own) for rank, own in by_priority(outcome).items()},
        "by_grid": {grid: _figures(own) for grid, own in by_grid(outcome).items()},
        "by_hour": {
            later(made.begin, 3600.0 * hour).isoformat(): _figures(own) for hour, own in by_hour(outcome).items()
        },
        "utilisation_by_unit_pct": _figures(by_unit(outcome)),
        "responses": responses(outcome),
    }


def compared_record(made: Compared) -> Record:
    """Give all figures of two simulations and their differences."""
    return {
        "one": simulated_record(made.one),
        "other": simulated_record(made.other),
        "differences": _figures(made.differences),
    }


def responses(outcome: Outcome) -> Record:
    """Count the responses of all replications in steps; what takes longer, and what nobody came to, by itself."""
    came = outcome.response_s[outcome.unit != NOBODY] / 60
    edges = np.arange(0.0, LAST_MIN + BIN_MIN / 2, BIN_MIN)
    counts, _ = np.histogram(came[came < LAST_MIN], edges)
    return {
        "from_min": edges[:-1].tolist(),
        "calls": counts.tolist(),
        "longer": int((came >= LAST_MIN).sum()),
        "unanswered": int((outcome.unit == NOBODY).sum()),
    }


def _figures(found: Mapping[str, Estimate]) -> Record:
    return {name: [_finite(own.value), _finite(own.low), _finite(own.high)] for name, own in found.items()}


def _finite(value: float) -> float | None:
    return round(value, 6) if math.isfinite(value) else None
