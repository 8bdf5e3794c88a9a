"""Paths held against speed: no unit is quicker than its tier at that hour."""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo

import numpy as np

from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.domain.track import track
from planner.domain.violation import Violation
from planner.evaluation.patrols.slow_hours import at_full_speed_s
from planner.geo import great_circle_m

SPEED_SLACK = 1.01
"""Allowance for the great circle against the plane the lengths were taken in."""
ROUNDING_M = 0.3
"""Allowance a path segment for coordinates and times that were rounded [m]."""


def mode_speed(plan: Plan, scenario: Scenario) -> Iterator[Violation]:
    """Between two points of a path no unit is quicker than its tier at that hour, and its length is its path's."""
    zone = ZoneInfo(scenario.station.timezone)
    tiers = {tier.id: tier for tier in scenario.tiers}
    units = {unit.id: unit for unit in plan.units}
    for route in plan.routes:
        lonlat, seconds = track(route)
        tier = tiers.get(units[route.unit].tier) if route.unit in units else None
        if len(lonlat) < 2 or tier is None:  # told by begins_and_ends_at_base and units_belong_to_forces
            continue
        lengths_m = great_circle_m(lonlat[:-1], lonlat[1:])
        full_s = np.diff(at_full_speed_s(tier, seconds, zone))
        allowed_m = full_s * tier.speed_kmh / 3.6 * SPEED_SLACK + ROUNDING_M
        worst = int(np.argmax(lengths_m - allowed_m))
        if lengths_m[worst] > allowed_m[worst]:
            span_s = float(seconds[worst + 1] - seconds[worst])
            share = float(full_s[worst]) / span_s if span_s > 0 else 1.0
            params = {"unit": route.unit, "at": route.path[worst][2], "kmh": tier.speed_kmh * share}
            yield Violation(code="too_fast", params=params)
        if abs(float(lengths_m.sum()) - route.length_m) > 0.01 * route.length_m + 20:
            params = {"unit": route.unit, "stated_m": route.length_m, "path_m": float(lengths_m.sum())}
            yield Violation(code="length_wrong", params=params)
