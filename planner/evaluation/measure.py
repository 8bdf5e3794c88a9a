"""How good a plan is: every figure with its unit in its name."""

from __future__ import annotations

from planner.domain.clock import seconds_between
from planner.domain.demand import Demand
from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.evaluation.flights.figures import flight_figures
from planner.evaluation.patrols.deadhead import deadhead_figures
from planner.evaluation.patrols.kept_windows import kept_figures
from planner.evaluation.patrols.visit_value import optional_value
from planner.evaluation.patrols.work_checks import optional_visits, required_calls
from planner.evaluation.rosters.figures import roster_figures


def measure(
    plan: Plan, scenario: Scenario, demand: Demand, *, changed_from: Plan | None = None, achievement: bool = True
) -> dict[str, float]:
    """Give all figures of a plan, rounded to four decimals; docs/metrics.md says what each one means.

    Parameters
    ----------
    changed_from
        The plan before a repair; where its patrols are the same, its figures of the street are taken over.
    achievement
        Whether to reckon what the patrols will achieve (`achievement_figures`), which takes a second or two.
    """
    figures = roster_figures(plan, scenario, demand) | route_figures(plan, scenario)
    figures |= flight_figures(plan, scenario, demand)
    rounded = {name: round(value, 4) for name, value in figures.items()}
    if not plan.routes:
        return rounded
    if changed_from is not None and _same_patrols(plan, changed_from):
        return changed_from.metrics | rounded
    figures = street_figures(plan, scenario, demand)
    if achievement:
        from planner.evaluation.achievement.figures import achievement_figures

        figures |= achievement_figures(plan, scenario, demand)
    return rounded | {name: round(value, 4) for name, value in figures.items()}


def street_figures(plan: Plan, scenario: Scenario, demand: Demand) -> dict[str, float]:
    """Give what the patrols do on the street: empty ways, presence, places kept, response, what visits are worth."""
    from planner.evaluation.achievement.presence import presence_figures
    from planner.evaluation.achievement.response import response_figures

    figures = deadhead_figures(plan, scenario)
    figures |= presence_figures(plan, scenario, demand)
    figures |= kept_figures(plan, scenario)
    figures |= response_figures(plan, scenario)
    figures["optional_value_points"] = optional_value(plan, scenario, demand)
    return figures


def _same_patrols(plan: Plan, other: Plan) -> bool:
    """Tell whether the same units are out at the same times on the same routes."""
    shifts, others = ([(u.id, u.shift_start, u.shift_end) for u in one.units] for one in (plan, other))
    return plan.routes == other.routes and shifts == others


def route_figures(plan: Plan, scenario: Scenario) -> dict[str, float]:
    """Give the figures of the routes: length, visits made and missed, time at stops, places at their ceiling."""
    if not plan.routes:
        return {}
    stops = [stop for route in plan.routes for stop in route.stops if stop.kind in {"point", "line", "area"}]
    optional, most = optional_visits(plan, scenario), scenario.patrol.most_visits_per_day
    required = sum(1 for _ in required_calls(plan, scenario))
    unmet = sum(item.kind == "visit" for item in plan.required_unmet)
    on_duty_s = sum(seconds_between(unit.shift_start, unit.shift_end) for unit in plan.units)
    stay_s = sum(seconds_between(stop.arrive, stop.depart) for stop in stops)
    return {
        "patrol_units": float(len(plan.routes)),
        "patrol_length_km": sum(route.length_m for route in plan.routes) / 1000,
        "patrol_dwell_h": stay_s / 3600,
        "patrol_dwell_pct": 100 * stay_s / on_duty_s if on_duty_s else 0.0,
        "required_visits": float(required),
        "required_visits_met_pct": 100 * (1 - unmet / required) if required else 100.0,
        "optional_visits": float(sum(optional.values())),
        "optional_visits_dropped": float(sum(item.kind != "drone_task" for item in plan.optional_dropped)),
        "most_visits_to_one_place": float(max(optional.values(), default=0)),
        "places_at_ceiling": float(len({place for (place, _), count in optional.items() if count >= most})),
    }
