"""Which of two simulated plans is better in a figure, and whether that is more than chance."""

from __future__ import annotations

import math
from typing import Literal

from planner.evaluation.comparing.better import LESS, MORE
from planner.evaluation.simulation.intervals import Estimate

MAIN = "response_within_5_min_pct"
"""The figure by which a plan is called better. It is named beforehand: whoever picks the best of many figures
afterwards finds a difference by chance alone. Calls that nobody came to count as not reached."""

Verdict = Literal["one", "other", "same", "chance", "neither", "unknown"]
"""The one is better; the other is; there is no difference in any run; the difference is not beyond chance; there is a
difference, but no way of the figure is the better one; nothing can be said."""


def verdict(name: str, difference: Estimate) -> Verdict:
    """Judge by how much a figure of the other plan exceeds that of the one.

    A difference is beyond chance if its interval leaves out 0. Of twenty figures that do not differ, one does so all
    the same, as the intervals hold the truth in 95 % of all cases.

    Parameters
    ----------
    name
        The figure, of `planner.evaluation.simulation.figures.FIGURES`.
    difference
        Its difference, compared replication by replication.
    """
    if not (math.isfinite(difference.low) and math.isfinite(difference.high)):
        return "unknown"
    if difference.low == difference.high == 0:
        return "same"
    if difference.low <= 0 <= difference.high:
        return "chance"
    if name not in MORE | LESS:
        return "neither"
    return "other" if (difference.value > 0) == (name in MORE) else "one"
