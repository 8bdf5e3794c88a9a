"""What the figures of a simulation are called."""

from __future__ import annotations

from planner.i18n import N_

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
