"""Visits that are not made, in the nouns of the plan: why, with names and figures, and what would mend it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from planner.domain.clock import later
from planner.domain.plan import Dropped, Fix, Parameter, Unmet
from planner.routing.places.ground import Ground
from planner.routing.problem import RoutingProblem, RoutingResult
from planner.routing.reasons.obstacles import Obstacle, obstacles
from planner.routing.visits.visit import Visit, opening

FIXES = {
    "no_unit_with_rights": "allow_tier",
    "unreachable": "move_to_street",
    "outside_ground": "widen_ground",
    "line_not_followed": "redraw_line",
    "window_too_short": "widen_window",
    "gaps_leave_no_time": "change_gaps",
    "not_found_in_time": "search_longer",
    "exchange_not_found": "search_longer",
}
"""What mends a required visit, by its reason; anything else asks for more time on shift."""


def unserved(
    problem: RoutingProblem, ground: Ground, result: RoutingResult, *, varied: bool = False
) -> tuple[tuple[Unmet, ...], tuple[Dropped, ...]]:
    """Explain every visit that is not made: the required ones with a fix, and the optional ones.

    `varied` tells that value was given up so that this plan differs from others.
    """
    unmet, dropped = [_resting_together(force) for force in ground.resting_together], []
    for v, obstacle in obstacles(problem, result, varied=varied).items():
        visit = ground.visits[v]
        reason = _reason(problem, ground, v, obstacle)
        when, params = opening(visit, ground.start), _params(ground, visit, obstacle)
        if visit.required:
            fix = _fix(reason, visit, problem, ground, v)
            unmet.append(
                Unmet(
                    kind="presence" if visit.presence else "visit",
                    id=visit.id,
                    when=when,
                    reason=reason,
                    fix=fix,
                    params=params,
                )
            )
        else:
            dropped.append(Dropped(kind=visit.kind, id=visit.id, when=when, reason=reason, params=params))
    return tuple(unmet), tuple(dropped)


def _reason(problem: RoutingProblem, ground: Ground, v: int, obstacle: Obstacle) -> str:
    """Tell a line that streets do not follow, and a place beyond the ground of all units, from one out of reach."""
    if obstacle.reason == "window_too_short" and ground.visits[v].series is not None:
        return "gaps_leave_no_time"
    if obstacle.reason != "unreachable":
        return obstacle.reason
    if all(ground.classes[kind].limited for kind in problem.unit_class[problem.visit_allowed[v]].tolist()):
        return "outside_ground"
    lost = ground.visits[v].kind == "line" and not np.isfinite(_stays_s(problem, v)).any()
    return "line_not_followed" if lost else obstacle.reason


def _params(ground: Ground, visit: Visit, obstacle: Obstacle) -> dict[str, Parameter]:
    """Give the figures of a reason's sentence, with the ids of units and places."""
    params: dict[str, Parameter] = {"closes": later(ground.start, visit.closes_s).isoformat(timespec="minutes")}
    exchange = obstacle.exchange
    if exchange is None:
        return params
    displaced = [ground.visits[v] for v in exchange.displaced]
    params |= {"unit": ground.units[exchange.unit].id}
    if displaced:
        params |= {"displaced": ", ".join(dict.fromkeys(other.id for other in displaced))}
    if not visit.required:
        figures = {"value": exchange.gain, "displaced_value": exchange.loss, "more": exchange.net}
        params |= {name: round(points, 1) for name, points in figures.items()}
    return params


def _fix(reason: str, visit: Visit, problem: RoutingProblem, ground: Ground, v: int) -> Fix:
    """Say what would let a required visit be made."""
    stay_min = round(float(_shortest_stay_s(problem, v)) / 60.0, 1)
    window = {
        "opens": opening(visit, ground.start).strftime("%H:%M"),
        "closes": later(ground.start, visit.closes_s).strftime("%H:%M"),
    }
    code = FIXES.get(reason, "add_unit_hours")
    if code == "allow_tier":
        tiers = ", ".join(dict.fromkeys(unit.tier for unit in ground.units))
        return Fix(code=code, params={"tiers": tiers, **window})
    if code == "widen_ground":
        may = np.flatnonzero(problem.visit_allowed[v]).tolist()
        forces = ", ".join(dict.fromkeys(ground.units[unit].force for unit in may))
        return Fix(code=code, params={"forces": forces, "id": visit.id})
    if code in {"move_to_street", "redraw_line"}:
        return Fix(code=code, params={"id": visit.id})
    if code == "search_longer":
        return Fix(code=code)
    if code == "widen_window":
        return Fix(code=code, params={"needed_min": stay_min, **window})
    return Fix(code=code, params={"minutes": stay_min, **window})


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
