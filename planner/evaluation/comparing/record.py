"""A comparison as plain figures for JSON; what cannot be told is null."""

from __future__ import annotations

import math

from planner.evaluation.comparing.compare import Comparison, Side, hours_of
from planner.evaluation.simulation.plans import Compared
from planner.evaluation.simulation.record import compared_record

FORMAT = "patrol-comparison/1"
Record = dict[str, object]


def comparison_record(found: Comparison, simulated: Compared | None = None) -> Record:
    """Give all figures of a comparison, and of the simulation when there is one.

    `difference` is the other plan's figure less that of the one; in ``simulation`` it is the other way round, as
    `planner simulate --against` writes it.
    """
    rows = {
        row.name: {
            "one": row.one,
            "other": row.other,
            "difference": None if row.one is None or row.other is None else round(row.other - row.one, 6),
            "other_is": {1: "better", -1: "worse", 0: ""}[row.sign],
        }
        for row in found.rows
    }
    told: Record = {"format": FORMAT, "figures": rows, "one": _side(found.one), "other": _side(found.other)}
    return told if simulated is None else {**told, "simulation": compared_record(simulated)}


def _side(side: Side) -> Record:
    hours = [
        {
            "hour": hour.isoformat(),
            "calls": _finite(calls),
            "units_out": _finite(out),
            "demand_within_5_min_pct": _finite(near),
        }
        for hour, calls, out, near in zip(hours_of(side), side.calls, side.units_out, side.near_pct, strict=True)
    ]
    grids = {
        grid: {
            "patrol_min": _finite(minutes),
            "seen_pct": _finite(side.grid_seen_pct[grid]),
            "demand_within_5_min_pct": _finite(side.grid_near_pct[grid]),
            "calls": _finite(side.grid_calls[grid]),
        }
        for grid, minutes in side.grid_min.items()
    }
    lost = [
        {
            "unit": loss.unit,
            "demand_within_5_min_pct": _finite(loss.demand_within_5_min_pct),
            "required_visits_lost": loss.required_visits_lost,
            "required_visits_met_pct": _finite(loss.required_visits_met_pct),
        }
        for loss in side.losses
    ]
    return {"hours": hours, "grids": grids, "without_unit": lost}


def _finite(value: float) -> float | None:
    return round(float(value), 6) if math.isfinite(value) else None
