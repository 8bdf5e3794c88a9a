"""Units that only the rounding of their places makes late for what they are on their way to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from planner.routing.problem import RoutingProblem
from planner.routing.reckoning.figures import begin_s
from planner.routing.repairing.slots import Route, times

ROUNDING_S = 1e-5
"""What the rounding of moments in a plan can move a stay by [s]; the check of routes allows as much."""
EARLIER_S = (0.0, 0.002, 0.02, 0.2)
"""How much earlier a unit may be taken to have set out, tried in turn [s].

Places carry a centimetre, and the slowest unit needs less than the last of these for twice that.
"""


def in_time(
    problem: RoutingProblem, routes: Sequence[Route], planned_s: Sequence[Sequence[float]], out: Sequence[bool]
) -> RoutingProblem:
    """Let a unit set out a little earlier where it would be late for its next stay, or for the end of its shift.

    Units leave a stop just in time for the next one. Where they stand on their way has two rounded figures, so they may
    seem to be late by a few milliseconds. The start that makes every stay begin as planned comes first, then one that
    makes the route possible, then one from which the unit is back in time.

    Parameters
    ----------
    routes
        What each unit still has before it, (u,).
    planned_s
        When each of these stays begins by the plan, (u,) of (n,) [s].
    out
        Whether each unit is out already, (u,); the others set out when their shift begins.
    """
    start_s = problem.unit_start_s.copy()
    for unit, route in ((unit, route) for unit, route in enumerate(routes) if out[unit]):
        own_s = float(start_s[unit])

        def earlier(earlier_s: float, unit: int = unit, own_s: float = own_s) -> RoutingProblem:
            start_s[unit] = own_s - earlier_s
            return replace(problem, unit_start_s=start_s)

        if any(_as_planned(earlier(by_s), unit, route, planned_s[unit]) for by_s in EARLIER_S):
            continue
        if not any(times(earlier(by_s), unit, ways) is not None for ways in (route, ()) for by_s in EARLIER_S):
            start_s[unit] = own_s
    return replace(problem, unit_start_s=start_s)


def _as_planned(problem: RoutingProblem, unit: int, route: Route, planned_s: Sequence[float]) -> bool:
    """Tell whether a route is possible and no stay begins later than planned."""
    if times(problem, unit, route) is None:
        return False
    begins = begin_s(problem, unit, route)
    return all(at_s <= wanted_s + ROUNDING_S for at_s, wanted_s in zip(begins, planned_s, strict=True))
