"""Why rounds do not fly, and the one thing that would mend it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

import shapely

from planner.domain.plan import Parameter
from planner.drones.closing import Cause, because_closed, closing_round, hold_min, hours_of, more_operators
from planner.drones.fleet_need import docks_needed, drains, longest_sustained_min
from planner.drones.problem import DAY_S, DockSite, DroneProblem, Round, Shortfall
from planner.drones.schedule.operators import Watch
from planner.drones.schedule.options import Hangar
from planner.drones.schedule.timetable import Option


def missed_rounds(
    made: Hangar, ways: list[Option], flown: tuple[Round, ...], lost: Mapping[int, int]
) -> Iterator[Shortfall]:
    """Explain every round of the timetable that does not fly.

    Parameters
    ----------
    made, ways
        Sorties and options of the day.
    flown
        The rounds that fly.
    lost
        Rounds given up since their drones came too near to others, each with the other round (indices).
    """
    problem = made.problem
    numbers = {item.number for item in flown}
    able = {way.round for way in ways}
    for index in range(problem.rules.rounds_per_day):
        if index + 1 in numbers:
            continue
        cause = _too_near(problem, lost[index]) if index in lost else _why_missed(made, index, able, flown)
        reason, params, fix, fix_params = cause
        yield Shortfall(
            kind="round",
            id=str(index + 1),
            when_s=float(problem.departures_s[index]),
            reason=reason,
            fix=fix,
            params=params,
            fix_params=fix_params,
        )


def _too_near(problem: DroneProblem, other: int) -> Cause:
    """Explain a round given up for another one.

    Drones in different layers of height never meet, nor do rounds that end before the next one leaves.
    """
    rules = problem.rules
    room = 1 + int((rules.ceiling_m - rules.height_m) // rules.separation_height_m)
    layers = min(len(problem.docks), room)
    if layers > len(rules.heights_m):
        return "too_near", {"other": other + 1}, "add_layers", {"count": layers}
    minutes = math.floor((problem.headway_s / 60.0 - 2 * problem.rules.tolerance_min) * 10) / 10
    if problem.rules.uninterrupted or minutes <= 0 or minutes * 60.0 < problem.shortest_air_s:
        return "too_near", {"other": other + 1}, "add_tasks_apart", {}
    return "too_near", {"other": other + 1}, "shorten_round", {"round_min": minutes}


def _why_missed(made: Hangar, index: int, able: set[int], flown: tuple[Round, ...]) -> Cause:
    problem = made.problem
    if problem.departures_s[index] >= DAY_S:
        fit = DAY_S / problem.rules.rounds_per_day / 60.0
        return "day_over", {}, "shorter_headway", {"headway_min": round(fit, 2)}
    if index not in able:
        return _why_unable(made, index)
    when = float(problem.departures_s[index])
    idle = [number for number, dock in enumerate(problem.docks) if _idle(number, dock, when, flown)]
    drain = drains(problem, made.sorties)
    need = docks_needed(problem, drain) - len(problem.docks)
    fix_dock: dict[str, Parameter] = {"count": max(1, need)}
    down = [dock for dock in problem.docks if any(opens <= when < closes for opens, closes in dock.outages)]
    if down:
        return "dock_out", {"dock": down[0].id}, "add_dock", fix_dock
    airborne = sum(item.takeoff_s <= when < item.landing_s for item in flown)
    if idle and airborne >= Watch(problem).most(when):
        return _too_few_watch(problem, when)
    reason = "battery_low" if idle else "dock_busy"
    minutes = math.floor(longest_sustained_min(problem, drain) * 10) / 10
    if idle and need <= 0 and minutes * 60.0 >= problem.shortest_air_s:
        return reason, {}, "shorten_round", {"round_min": minutes}
    return reason, {}, "add_dock", fix_dock


def _too_few_watch(problem: DroneProblem, when_s: float) -> Cause:
    """Explain a round that nobody is left to watch, by those who are on duty then."""
    item = next(item for item in problem.operators if item.span[0] <= when_s < item.span[1])
    hours = hours_of(problem, item.span)
    most = item.operators * problem.rules.drones_per_operator
    return "operators_busy", {**hours, "operators": item.operators, "most": most}, *more_operators(problem, hours)


def _why_unable(made: Hangar, index: int) -> Cause:
    """Explain a round that no dock could fly if it were alone."""
    problem = made.problem
    shut = closing_round(made, index)
    if shut:
        return because_closed(problem, shut, hold_min(made, index))
    if problem.docks and not any(_in_reach(dock, problem) for dock in problem.docks):
        return "nothing_in_reach", {}, "dock_nearer", {}
    shortest_s = problem.shortest_air_s
    if any(made.by_state.values()) and made.states[index].zones:
        zone = problem.zones[made.states[index].zones[0]]
        return "no_legal_sortie", {}, "change_zone", {"zone": zone.id}
    longest_s = max(problem.longest_air_s(dock) for dock in problem.docks)
    if not any(made.by_state.values()) and shortest_s > longest_s:
        fix: dict[str, Parameter] = {"round_min": math.floor(longest_s / 6.0) / 10}
        return "round_too_long", {"needed_min": math.ceil(shortest_s / 6.0) / 10}, "shorten_round", fix
    return "no_legal_sortie", {}, "dock_nearer", {}


def _in_reach(dock: DockSite, problem: DroneProblem) -> bool:
    """Tell whether any ground of a task lies within a dock's radius."""
    here = shapely.Point(dock.xy)
    return any(float(shapely.distance(here, task.shape)) <= dock.radius_m for task in problem.tasks)


def _idle(number: int, dock: DockSite, when_s: float, flown: tuple[Round, ...]) -> bool:
    """Tell whether a dock's drone stands ready, charge apart."""
    over_s = dock.model.overhead_min * 60.0
    return when_s >= dock.ready_s and not any(
        item.dock == number and item.takeoff_s <= when_s < item.landing_s + over_s for item in flown
    )
