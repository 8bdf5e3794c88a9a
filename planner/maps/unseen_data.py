"""How long each street is without a patrol: a class for every street, and the longest times by its name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.maps.horizon import HOUR_S

if TYPE_CHECKING:
    from numpy.typing import NDArray

LIMITS_H = (4, 8, 12, 16)
"""Limits between the classes of the longest time without a patrol [h]."""
NEVER = len(LIMITS_H) + 1
"""Class of a street on which no patrol is in the whole plan."""
NOT_ASKED = -1
"""Class of a street that no unit may use, or that lies outside the boundary."""


class Unseen(NamedTuple):
    """Classes of the streets, and what a page tells of them.

    Attributes
    ----------
    marks
        (edges,) class of every edge; None without patrols.
    data
        What stands on the page under ``unseen``.
    """

    marks: NDArray[np.int64] | None
    data: dict[str, Any] | None


def unseen(plan: Plan, scenario: Scenario) -> Unseen:
    """Class every street by its longest time without a patrol, which `planner.evaluation.achievement.passing` finds.

    ``by_name`` has for every name of `Streets.names` the longest time without a patrol of its streets that are seen at
    all [min], and the length that is never seen [m]; nothing where no unit may go.
    """
    if not plan.routes:
        return Unseen(None, None)
    from planner.evaluation.achievement.passing import legs, street_gaps
    from planner.streets.columns import sides

    streets = scenario.streets
    found = street_gaps(plan, scenario, legs(plan))
    longest_s = found.gaps.longest_s()
    never = longest_s >= found.gaps.span_s
    classes = np.where(never, NEVER, np.searchsorted(np.array(LIMITS_H) * float(HOUR_S), longest_s, side="right"))
    line, _ = sides(streets)
    by_line = np.full(int(line.max(initial=-1)) + 1, NOT_ASKED)
    by_line[line[found.edge]] = classes
    name = streets.edge_name[found.edge]
    longest_min = np.full(len(streets.names), -1.0)
    np.maximum.at(longest_min, name[~never], longest_s[~never] / 60)
    never_m = np.bincount(name, found.length_m * never, len(streets.names))
    asked = np.bincount(name, minlength=len(streets.names)) > 0
    rows = [
        [round(minutes) if minutes >= 0 else None, round(metres)] if known else None
        for minutes, metres, known in zip(longest_min.tolist(), never_m.tolist(), asked.tolist(), strict=True)
    ]
    total_m = max(float(found.length_m.sum()), 1e-9)
    shares = 100 * np.bincount(classes, found.length_m, NEVER + 1) / total_m
    data = {"limits_h": [*LIMITS_H], "share_pct": [round(share) for share in shares.tolist()], "by_name": rows}
    return Unseen(by_line[line], data)
