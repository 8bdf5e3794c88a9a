"""Units with what their routes come to."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from planner.domain.naming import call_signs
from planner.domain.plan import Plan, Unit
from planner.storage.names import Names

VISITS = {"point", "line", "area"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PatrolRow:
    """One unit: its call sign, the length of its route [km] and its visits, required and optional; None without one."""

    unit: Unit
    call_sign: str
    route_km: float | None
    required: int
    optional: int


def patrol_rows(plan: Plan, names: Names) -> list[PatrolRow]:
    """List the units in order of their shifts."""
    routes = {route.unit: route for route in plan.routes}
    signs = call_signs(plan.units, names.get("force", {}))
    rows = []
    for unit in sorted(plan.units, key=lambda unit: (unit.shift_start, unit.tier, unit.id)):
        route = routes.get(unit.id)
        visits = Counter(stop.required for stop in route.stops if stop.kind in VISITS) if route else Counter()
        length = route.length_m / 1000 if route else None
        row = PatrolRow(
            unit=unit,
            call_sign=signs[unit.id],
            route_km=length,
            required=visits[True],
            optional=visits[False],
        )
        rows.append(row)
    return rows


def signs_of(plan: Plan, names: Names) -> dict[str, str]:
    """Give the call sign of every unit."""
    return call_signs(plan.units, names.get("force", {}))
