"""What the figures of a simulation are called, and how their values, ranges and differences are written."""

from __future__ import annotations

import math
from collections.abc import Mapping

from planner.i18n import N_, Language, sentence
from planner.i18n.figure_text import points_text, signed_text

FIGURES: dict[str, str] = {
    "calls_per_run": N_("calls"),
    "response_mean_min": N_("response, mean [min]"),
    "response_median_min": N_("response, median [min]"),
    "response_p90_min": N_("response, 9 of 10 calls within [min]"),
    "response_within_1_min_pct": N_("reached within 1 min [%]"),
    "response_within_3_min_pct": N_("reached within 3 min [%]"),
    "response_within_5_min_pct": N_("reached within 5 min [%]"),
    "calls_waiting_pct": N_("no unit left at once [%]"),
    "wait_mean_min": N_("wait until a unit leaves, mean [min]"),
    "calls_unanswered_pct": N_("nobody came [%]"),
    "utilisation_pct": N_("time at calls [%]"),
    "required_visits_missed_per_run": N_("required visits missed"),
    "optional_visits_missed_per_run": N_("optional visits missed"),
    "breaks_missed_per_run": N_("breaks missed"),
    "overtime_h_per_run": N_("work after shifts [h]"),
}
"""What each figure is called; all are of one run of the plan."""

WORDS: dict[str, str] = {
    "usual": N_("in 9 of 10 runs"),
    "of_planned": N_("{value} of {planned}"),
    "ranges_note": N_(
        "The interval tells how sure the mean of all runs is; nine of ten runs themselves lie in the range beside it."
    ),
    "slowest_first": N_("The hour with the longest time within which 9 of 10 calls are reached stands first."),
}


def simulation_text(key: str, language: Language, **params: object) -> str:
    """Give one word or sentence."""
    return sentence(WORDS[key], language, params)


def number_text(value: float) -> str:
    """Write a figure; a dash where it cannot be told."""
    if math.isnan(value):
        return "\u2013"
    return "\u221e" if math.isinf(value) else f"{value:.2f}"


def of_planned_text(name: str, value: float, planned: Mapping[str, int], language: Language) -> str:
    """Write a figure, and of how many planned stops it is."""
    if name not in planned:
        return number_text(value)
    return simulation_text("of_planned", language, value=number_text(value), planned=planned[name])


def range_text(low: float, high: float) -> str:
    """Write a range of a figure that is never below 0; a dash where it cannot be told."""
    return "\u2013" if math.isnan(low) else f"{number_text(low)} \u2013 {number_text(high)}"


def gap_text(name: str, value: float, language: Language) -> str:
    """Write by how much a figure differs; shares differ by percentage points."""
    return points_text(signed_text(value), language) if name.endswith("_pct") else signed_text(value)


def gap_range_text(low: float, high: float) -> str:
    """Write the interval of a difference, with signs."""
    return "\u2013" if math.isnan(low) else f"{signed_text(low)} \u2013 {signed_text(high)}"
