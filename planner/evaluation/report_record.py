"""What a plan will achieve as plain figures for JSON; what cannot be told is null."""

from __future__ import annotations

import math

from planner.evaluation.achievement.call_cover import WITHIN_MIN
from planner.evaluation.achievement.unit_minutes import Floats
from planner.evaluation.report import GridHours, Hours, Report

FORMAT = "patrol-evaluation/1"
Record = dict[str, object]


def report_record(found: Report) -> Record:
    """Give the whole report."""
    lost = [
        {
            "unit": loss.unit,
            "demand_within_5_min_pct": _finite(loss.demand_within_5_min_pct),
            "required_visits_lost": loss.required_visits_lost,
            "required_visits_met_pct": _finite(loss.required_visits_met_pct),
        }
        for loss in found.losses
    ]
    return {
        "format": FORMAT,
        "station": found.plan.station,
        "start": found.plan.start.isoformat(),
        "end": found.plan.end.isoformat(),
        "figures": {name: _finite(value) for name, value in found.figures.items()},
        "hours": [] if found.hours is None else _hours(found.hours),
        "grids": {grid: _grid(row) for grid, row in (found.grids or {}).items()},
        "without_unit": lost,
        "notices": [{"code": notice.code, "params": notice.params} for notice in found.notices],
    }


def _hours(hours: Hours) -> list[Record]:
    return [
        {
            "hour": begin.isoformat(),
            "calls": _finite(hours.calls[row]),
            "units_out": _finite(hours.units_out[row]),
            "units_free": _finite(hours.units_free[row]),
            **_within("demand", hours.demand_pct[row]),
            **_within("junctions", hours.junction_pct[row]),
        }
        for row, begin in enumerate(hours.begins)
    ]


def _within(kind: str, shares: Floats) -> Record:
    return {
        f"{kind}_within_{minutes}_min_pct": _finite(share) for minutes, share in zip(WITHIN_MIN, shares, strict=True)
    }


def _grid(row: GridHours) -> Record:
    return {
        "seen_pct": [_finite(share) for share in row.seen_pct],
        "patrol_min": [_finite(minutes) for minutes in row.unit_min],
        "street_km": _finite(row.street_km),
        "patrol_per_call_min": _finite(row.per_call_min),
        "patrol_per_resident_min": _finite(row.per_resident_min),
    }


def _finite(value: float) -> float | None:
    return round(float(value), 6) if math.isfinite(value) else None
