"""Which of two simulated plans is better: the way of the figure, and what is not more than chance."""

from __future__ import annotations

import math

import pytest

from planner.evaluation.comparing.better import LESS, MORE, NEITHER
from planner.evaluation.comparing.verdicts import MAIN, verdict
from planner.evaluation.simulation.figures import FIGURES
from planner.evaluation.simulation.intervals import Estimate


@pytest.mark.parametrize(
    ("name", "value", "low", "high", "expected"),
    [
        ("response_within_5_min_pct", 2.0, 0.5, 3.5, "other"),
        ("response_within_5_min_pct", -2.0, -3.5, -0.5, "one"),
        ("response_mean_min", 2.0, 0.5, 3.5, "one"),
        ("response_mean_min", -2.0, -3.5, -0.5, "other"),
        ("response_mean_min", 2.0, -0.5, 4.5, "chance"),
        ("response_mean_min", 2.0, 0.0, 4.0, "chance"),
        ("response_mean_min", 0.0, 0.0, 0.0, "same"),
        ("utilisation_pct", 2.0, 0.5, 3.5, "neither"),
        ("response_p90_min", math.inf, math.nan, math.nan, "unknown"),
        ("response_p90_min", math.nan, math.nan, math.nan, "unknown"),
    ],
)
def test_a_difference_is_judged(name, value, low, high, expected) -> None:
    """More or less is better as the figure has it, and only if the interval leaves out 0."""
    assert verdict(name, Estimate(value=value, low=low, high=high)) == expected


def test_every_figure_of_a_simulation_can_be_judged() -> None:
    """Each has its better way or none; the main one has one."""
    assert set(FIGURES) <= MORE | LESS | NEITHER
    assert MAIN in MORE & set(FIGURES)
