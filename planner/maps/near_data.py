"""How much of the expected calls is near a free unit, minute by minute."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from planner.domain.demand import Demand
from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.maps import encode
from planner.maps.horizon import Horizon

WITHIN_MIN = (3, 5)
"""Times that the page tells [min]; `planner.evaluation.achievement.call_cover` reckons them."""


def near_data(plan: Plan, scenario: Scenario, demand: Demand, span: Horizon) -> dict[str, Any]:
    """Give the share of the expected calls within 3 and 5 minutes of a free unit, and the free units, by reading.

    All series are whole differences. Nothing without patrols, grids or calls.
    """
    if not plan.routes or not scenario.grids:
        return {"near": None}
    from planner.evaluation.achievement import call_cover
    from planner.evaluation.achievement.cover_kept import kept_cover

    cover = kept_cover(plan, scenario, demand)
    if cover.demand.sum() <= 0:
        return {"near": None}
    count = math.ceil(span.seconds / cover.readings.step_s)
    columns = [call_cover.WITHIN_MIN.index(minutes) for minutes in WITHIN_MIN]
    pct = 100 * cover.demand_share[:count, columns]
    weight = cover.demand[:count]
    mean = weight @ pct / max(float(weight.sum()), 1e-12)
    return {
        "near": {
            "step_s": cover.readings.step_s,
            "within_min": [*WITHIN_MIN],
            "pct": [encode.differences(np.rint(column)) for column in pct.T],
            "mean_pct": [round(share) for share in mean.tolist()],
            "free": encode.differences(cover.free[:count]),
        }
    }
