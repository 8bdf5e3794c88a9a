"""The departures that were not made, beside the flights that were: what the time line of the rounds shows as missed."""

from __future__ import annotations

from typing import Any

from planner.domain.plan import Plan
from planner.i18n import Language
from planner.i18n.reasons import reason_text
from planner.maps.horizon import Horizon


def round_line_data(plan: Plan, span: Horizon, language: Language) -> dict[str, Any]:
    """List the rounds that are missed: when they were due, which they are, and why, by time."""
    missed = [item for item in plan.required_unmet if item.kind == "round"]
    rows = [
        {
            "at": 0 if item.when is None else min(max(0, span.at(item.when)), span.seconds),
            "name": item.id,
            "reason": reason_text(item.reason, language, item.params),
        }
        for item in missed
    ]
    return {"missed_rounds": sorted(rows, key=lambda row: (row["at"], row["name"]))}
