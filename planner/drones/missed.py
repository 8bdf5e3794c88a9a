"""Why rounds do not fly, and the one thing that would mend it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping

from planner.domain.plan import Parameter
from planner.drones.problem import DAY_S, DockSite, DroneProblem, Round, Shortfall
from planner.drones.schedule.openings import Closure, closures, departures
from planner.drones.schedule.operators import Watch
from planner.drones.schedule.options import Hangar
from planner.drones.schedule.timetable import Option
from planner.drones.shortfalls import Cause, docks_needed, longest_sustained_min


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
    """Explain a round given up for another one: rounds that end before the next one leaves never meet."""
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
    need = docks_needed(problem) - len(problem.docks)
    fix_dock: dict[str, Parameter] = {"count": max(1, need)}
    down = [dock for dock in problem.docks if any(opens <= when < closes for opens, closes in dock.outages)]
    if down:
        return "dock_out", {"dock": down[0].id}, "add_dock", fix_dock
    airborne = sum(item.takeoff_s <= when < item.landing_s for item in flown)
    if idle and airborne >= Watch(problem).most(when):
        return "operators_busy", {}, "add_operators", {"count": 1}
    reason = "battery_low" if idle else "dock_busy"
    minutes = math.floor(longest_sustained_min(problem) * 10) / 10
    if idle and need <= 0 and minutes * 60.0 >= problem.shortest_air_s:
        return reason, {}, "shorten_round", {"round_min": minutes}
    return reason, {}, "add_dock", fix_dock


def _why_unable(made: Hangar, index: int) -> Cause:
    """Explain a round that no dock could fly if it were alone."""
    problem = made.problem
    sorties = [(dock, made.by_state.get((dock, made.states[index]), [])) for dock in range(len(problem.docks))]
    shut = [closure for dock, numbers in sorties if numbers for closure in _closing(made, index, dock, numbers)]
    if shut:
        return _why_closed(problem, index, shut)
    shortest_s = problem.shortest_air_s
    if any(made.by_state.values()) and made.states[index].zones:
        zone = problem.zones[made.states[index].zones[0]]
        return "no_legal_sortie", {}, "change_zone", {"zone": zone.id}
    longest_s = max(problem.longest_air_s(dock) for dock in problem.docks)
    if not any(made.by_state.values()) and shortest_s > longest_s:
        fix: dict[str, Parameter] = {"round_min": math.floor(longest_s / 6.0) / 10}
        return "round_too_long", {"needed_min": math.ceil(shortest_s / 6.0) / 10}, "shorten_round", fix
    return "no_legal_sortie", {}, "dock_nearer", {}


def _closing(made: Hangar, index: int, dock: int, numbers: list[int]) -> list[Closure]:
    """List what closes one dock at the departure of a round, of what forbids all its flights then."""
    span = made.problem.departure_span(index)
    air_s = min(made.sorties[number].air_s for number in numbers)
    closed = closures(made.problem, made.problem.docks[dock])
    if departures(closed, air_s, *span):
        return []
    return [item for item in closed if item.shut(air_s)[0] <= span[1] and item.shut(air_s)[1] >= span[0]]


def _why_closed(problem: DroneProblem, index: int, shut: list[Closure]) -> Cause:
    """Name what closes most docks, and what would open them."""
    (reason, kind), _ = Counter((closure.reason, closure.kind) for closure in shut).most_common(1)[0]
    first = next(closure for closure in shut if closure.reason == reason)
    if kind == "quiet":
        return reason, {}, "move_quiet", {}
    if kind == "operators":
        return reason, {}, "add_operators", {"count": 1}
    if kind == "outage":
        return reason, first.params, "add_dock", {"count": 1}
    return reason, first.params, *_after_the_weather(problem, index, shut)


def _after_the_weather(problem: DroneProblem, index: int, shut: list[Closure]) -> tuple[str, dict[str, Parameter]]:
    """Say how long a departure would have to be held, if that is shorter than the headway; else another aircraft."""
    nominal_s = float(problem.departures_s[index])
    weather = [closure for closure in shut if closure.kind == "weather"]
    wait_s = max(closure.span[1] for closure in weather) - nominal_s
    later = [hour.span[1] for hour in problem.weather if hour.span[0] <= nominal_s + wait_s < hour.span[1]]
    again = any(closure.span[0] <= nominal_s + wait_s < closure.span[1] for closure in weather)
    if later and not again and wait_s <= problem.headway_s:
        return "hold_longer", {"tolerance_min": math.ceil(wait_s / 60.0)}
    return "hardier_drone", {}


def _idle(number: int, dock: DockSite, when_s: float, flown: tuple[Round, ...]) -> bool:
    """Tell whether a dock's drone stands ready, charge apart."""
    over_s = dock.model.overhead_min * 60.0
    return when_s >= dock.ready_s and not any(
        item.dock == number and item.takeoff_s <= when_s < item.landing_s + over_s for item in flown
    )
