"""Why a visit is not made, computed from what stands in its way, and what would mend it."""

from __future__ import annotations

from collections import Counter

import numpy as np
from numpy.typing import NDArray

from planner.domain.clock import later
from planner.domain.plan import Dropped, Fix, Unmet
from planner.routing.ground import Ground
from planner.routing.problem import RoutingProblem, RoutingResult
from planner.routing.reach import Reach, reach
from planner.routing.visits import Visit, opening


def unserved(
    problem: RoutingProblem, ground: Ground, result: RoutingResult
) -> tuple[tuple[Unmet, ...], tuple[Dropped, ...]]:
    """Explain every visit that is not made: the required ones with a fix, and the optional ones."""
    visit_of, is_break, table = problem.way_visit(), problem.is_break(), reach(problem)
    made = {int(visit_of[way]) for route in result.routes for way in route.ways}
    at_place = Counter(int(problem.visit_place[v]) for v in made if not problem.visit_required[v] and not is_break[v])
    unmet = [_resting_together(force) for force in ground.resting_together]
    dropped = []
    for v in (v for v in range(problem.visits) if v not in made and not is_break[v]):
        visit = ground.visits[v]
        reason = _obstacle(problem, table, visit, v)
        when = opening(visit, ground.start)
        if visit.required:
            fix = _fix(reason or "no_time_left", visit, problem, ground, v)
            params = {"closes": later(ground.start, visit.closes_s).isoformat(timespec="minutes")}
            unmet.append(
                Unmet(kind="visit", id=visit.id, when=when, reason=reason or "no_time_left", fix=fix, params=params)
            )
        else:
            full = at_place[int(problem.visit_place[v])] >= problem.ceiling
            reason = reason or ("ceiling" if full else "worth_less")
            dropped.append(Dropped(kind=visit.kind, id=visit.id, when=when, reason=reason))
    return tuple(unmet), tuple(dropped)


def _obstacle(problem: RoutingProblem, table: Reach, visit: Visit, v: int) -> str | None:
    """Name what keeps every unit from a visit even if it did nothing else; None when one could make it."""
    may = problem.visit_allowed[v]
    if not problem.units:
        return "no_units"
    if not may.any():
        return "no_unit_with_rights"
    if not (table.joined[v] & may).any():
        followed = np.isfinite(_stays_s(problem, v)).any()
        return "unreachable" if followed or visit.kind != "line" else "line_not_followed"
    if not (table.fits[v] & may).any():
        return "window_too_short"
    return None if (table.in_time[v] & may).any() else "no_unit_in_window"


def _fix(reason: str, visit: Visit, problem: RoutingProblem, ground: Ground, v: int) -> Fix:
    """Say what would let a required visit be made."""
    stay_min = round(float(_shortest_stay_s(problem, v)) / 60.0, 1)
    window = {
        "opens": opening(visit, ground.start).strftime("%H:%M"),
        "closes": later(ground.start, visit.closes_s).strftime("%H:%M"),
    }
    if reason == "no_unit_with_rights":
        tiers = ", ".join(dict.fromkeys(unit.tier for unit in ground.units))
        return Fix(code="allow_tier", params={"tiers": tiers, **window})
    if reason == "unreachable":
        return Fix(code="move_to_street", params={"id": visit.id})
    if reason == "line_not_followed":
        return Fix(code="redraw_line", params={"id": visit.id})
    if reason == "window_too_short":
        return Fix(code="widen_window", params={"needed_min": stay_min, **window})
    return Fix(code="add_unit_hours", params={"minutes": stay_min, **window})


def _stays_s(problem: RoutingProblem, v: int) -> NDArray[np.float64]:
    """Give how long each way of a visit takes each class, (c, ways) [s]; infinite where it cannot be made."""
    return problem.way_service_s[:, problem.way_start[v] : problem.way_start[v + 1]]


def _shortest_stay_s(problem: RoutingProblem, v: int) -> float:
    stays = _stays_s(problem, v)
    finite = stays[np.isfinite(stays)]
    return float(finite.min()) if len(finite) else 0.0


def _resting_together(force: str) -> Unmet:
    """Tell that the breaks of a force could not be kept apart."""
    return Unmet(kind="break", id=force, reason="breaks_coincide", fix=Fix(code="stagger_shifts"))
