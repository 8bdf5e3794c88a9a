"""The sectors of a search held against its streets again, in plain Python.

It takes numbers only, so that it shares nothing with the rule that made the sectors.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

CLOSE = 1e-9
"""What sums of shares may be off by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchedStage:
    """One stage as numbers.

    Attributes
    ----------
    begin_s, end_s
        Its hours, from now [s].
    steps
        For each stretch searched: unit, stretch, when the unit sets out, begins and ends [s].
    chance
        Chance of each stretch, what was searched before not taken off.
    above
        Effort of drones on each stretch.
    success
        Chance that they are found by its end, as it was told.
    """

    begin_s: float
    end_s: float
    steps: Sequence[tuple[int, int, float, float, float]]
    chance: Sequence[float]
    above: Sequence[float]
    success: float


def broken(
    stages: Sequence[SearchedStage],
    may: Sequence[Sequence[bool]],
    pass_s: Sequence[Sequence[float]],
    thorough: Sequence[float],
) -> list[str]:
    """List what is wrong, as codes; empty: the sectors part the streets and the figures are right.

    Parameters
    ----------
    may, pass_s
        For each unit and stretch whether it may search it, and how long one pass takes [s].
    thorough
        Effort of one pass of each unit.
    """
    found, left, success = [], [1.0] * len(stages[0].chance) if stages else [], 0.0
    free = [0.0] * len(may)
    for number, stage in enumerate(stages):
        taken = Counter(stretch for _, stretch in {(unit, stretch) for unit, stretch, *_ in stage.steps})
        found += [f"taken_twice {number} {stretch}" for stretch, count in taken.items() if count > 1]
        for unit, stretch, out_s, begin_s, end_s in stage.steps:
            if not may[unit][stretch]:
                found.append(f"not_allowed {unit} {stretch}")
            if out_s < free[unit] - CLOSE or begin_s < out_s or end_s > stage.end_s + CLOSE:
                found.append(f"out_of_time {unit} {stretch}")
            if abs(end_s - begin_s - pass_s[unit][stretch]) > 1e-6:
                found.append(f"pass_s {unit} {stretch}")
            free[unit] = end_s
        if sum(stage.chance) > 1 + CLOSE:
            found.append(f"chance {number}")
        success = _success(stage, thorough, left, success)
        if abs(success - stage.success) > 1e-6:
            found.append(f"success {number} {success:.6f}")
    return found


def _success(stage: SearchedStage, thorough: Sequence[float], left: list[float], before: float) -> float:
    """Give the chance of success by the end of a stage, and take off what was searched."""
    effort = list(stage.above)
    for unit, stretch, *_ in stage.steps:
        effort[stretch] += thorough[unit]
    off = max(0.0, 1.0 - sum(stage.chance))
    weights = [chance * kept for chance, kept in zip(stage.chance, left, strict=True)]
    whole = off + sum(weights)
    now = sum(weight * (1 - math.exp(-z)) for weight, z in zip(weights, effort, strict=True)) / whole if whole else 0.0
    for row, z in enumerate(effort):
        left[row] *= math.exp(-z)
    return 1.0 - (1.0 - before) * (1.0 - now)
