"""How long places and streets are unseen in a plan."""

from __future__ import annotations

import numpy as np

from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.evaluation.achievement.idle_times import idle_figures
from planner.evaluation.achievement.passing import legs, place_gaps, street_gaps


def idleness_figures(plan: Plan, scenario: Scenario) -> dict[str, float]:
    """Give idleness of places and streets [min], and the share of street length on which nobody is ever seen [%].

    Places are the checkpoints and the places that draw people, all alike; streets count by their length.
    """
    way = legs(plan)
    places = [point.location for point in scenario.points] + [place.location for place in scenario.places]
    figures: dict[str, float] = {}
    if places:
        found = place_gaps(plan, scenario, way, np.array(places, float))
        figures |= idle_figures(found, np.ones(len(places)), "place")
    streets = street_gaps(plan, scenario, way)
    figures |= idle_figures(streets.gaps, streets.length_m, "street")
    if streets.length_m.sum() > 0:
        never = streets.gaps.longest_s() >= streets.gaps.span_s
        figures["streets_unseen_pct"] = 100 * float(streets.length_m[never].sum() / streets.length_m.sum())
    return figures
