"""The range in which one run of a plan lies in nine of ten cases: how much weeks differ, not how sure a mean is.

With r runs, the next one lies between the k-th smallest and the k-th largest with the chance 1 - 2k / (r + 1), whatever
the law is: Wilks, Annals of Mathematical Statistics 12, 1941; Meeker, Hahn and Escobar, "Statistical Intervals", 2017,
section 5.4.
"""

from __future__ import annotations

import math

import numpy as np

from planner.evaluation.simulation.figures import FIGURES
from planner.evaluation.simulation.outcome import Outcome

USUAL_SHARE = 0.9
"""Share of runs that lie in the range, at the least."""
Range = tuple[float, float]


def usual(outcome: Outcome) -> dict[str, Range]:
    """Give the range of every figure; not a number where there are too few runs, infinite where it is never reached."""
    runs = [outcome.part(np.array([run])) for run in range(outcome.replications)]
    return {name: nine_of_ten([figure(run) for run in runs]) for name, figure in FIGURES.items()}


def nine_of_ten(values: list[float]) -> Range:
    """Give the range that the next value lies in in nine of ten cases; of fewer than 19 values none can be told."""
    known = sorted(value for value in values if not math.isnan(value))
    rank = math.floor((1 - USUAL_SHARE) / 2 * (len(known) + 1) + 1e-9)
    return (known[rank - 1], known[-rank]) if rank else (math.nan, math.nan)
