"""Which way of every figure is better; docs/metrics.md says what each one means."""

from __future__ import annotations

MORE = frozenset({
    "roster_cover_pct", "roster_requests_granted_pct", "roster_shift_changes_relieved_pct", "roster_hours_least_h",
    "required_visits_met_pct", "required_visits_met_less_one_unit_pct", "optional_visits", "optional_value_points",
    "visit_time_entropy_bits", "alternatives", "presence_windows_kept", "presence_min_share", "three_sights_share",
    "presence_h", "presence_tide_correlation", "rostered_tide_correlation", "grid_seen_pct", "grid_seen_least_pct",
    "patrol_per_call_least_ratio", "patrol_per_resident_least_ratio",
    "demand_within_1_min_pct", "demand_within_3_min_pct", "demand_within_5_min_pct",
    "demand_within_5_min_least_pct", "demand_within_5_min_less_one_unit_pct", "junctions_within_1_min_pct",
    "junctions_within_3_min_pct", "junctions_within_5_min_pct", "free_units_least", "free_units_mean",
    "response_within_1_min_pct", "response_within_3_min_pct", "response_within_5_min_pct", "rounds_flown",
    "battery_lowest_pct", "battery_days_to_quota", "sorties_to_service", "area_seen_pct", "area_seen_least_pct",
    "area_seen_by_day_pct", "area_seen_by_night_pct", "area_looks", "area_calls_seen_lately_pct",
})  # fmt: skip
"""More is better."""

LESS = frozenset({
    "roster_short_h", "roster_under_h", "roster_over_h", "roster_hours_most_h", "roster_hours_spread_h",
    "roster_nights_spread", "roster_weekends_spread", "roster_holidays_spread", "roster_changed_cells",
    "roster_changed_people", "roster_called_in", "deadhead_km", "deadhead_pct", "optional_visits_dropped",
    "most_visits_to_one_place", "places_at_ceiling", "street_overlap_share", "presence_gini", "grid_longest_unseen_h",
    "place_idleness_mean_min", "place_idleness_p95_min", "place_idleness_max_min", "street_idleness_mean_min",
    "street_idleness_p95_min", "street_idleness_max_min", "streets_unseen_pct", "patrol_per_call_most_ratio",
    "patrol_per_resident_most_ratio", "response_mean_min", "response_median_min", "response_p90_min",
    "calls_waiting_pct", "wait_mean_min", "calls_unanswered_pct", "required_visits_missed_per_run",
    "optional_visits_missed_per_run", "breaks_missed_per_run", "overtime_h_per_run", "rounds_missed",
    "nobody_in_the_air_min", "dock_busy_most_pct", "battery_cycles_per_drone_day", "battery_cycles_most_per_drone_day",
    "battery_energy_kwh_per_day", "area_longest_unseen_min",
})  # fmt: skip
"""Less is better."""

NEITHER = frozenset({
    "roster_shifts", "roster_shift_kinds", "roster_hours_h", "roster_counted_h", "roster_needed_h", "roster_wanted_h",
    "roster_hours_mean_h", "roster_nights", "roster_holidays", "patrol_units", "patrol_length_km", "patrol_dwell_h",
    "patrol_dwell_pct", "required_visits", "presence_windows", "flight_hours_h", "flight_length_km", "docks_used",
    "docks_needed", "calls_per_run", "utilisation_pct",
})  # fmt: skip
"""Says how much there is, not how good it is."""

SAME = 1e-3
"""Figures that differ by no more, as a share of the larger one, are judged the same."""


def sign(name: str, one: float, other: float) -> int:
    """Tell whether the second of two values of a figure is better (1), worse (-1), or neither (0)."""
    if abs(other - one) <= SAME * max(abs(one), abs(other)):
        return 0
    way = 1 if name in MORE else -1 if name in LESS else 0
    return way if other > one else -way
