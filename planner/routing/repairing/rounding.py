"""Units that only the rounding of their places makes late for what they are on their way to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from planner.routing.problem import RoutingProblem
from planner.routing.repairing.slots import Route, times

EARLIER_S = (0.0, 0.002, 0.02, 0.2)
"""How much earlier a unit may be taken to have set out, tried in turn [s].

Places carry a centimetre, and the slowest unit needs less than the last of these for twice that.
"""


def in_time(problem: RoutingProblem, routes: Sequence[Route], out: Sequence[bool]) -> RoutingProblem:
    """Let a unit set out a little earlier where it would be late for its next stay, or for the end of its shift.

    Units leave a stop just in time for the next one. Where they stand on their way has two rounded figures, so they may
    seem to be late by a few milliseconds.

    Parameters
    ----------
    routes
        What each unit still has before it, (u,).
    out
        Whether each unit is out already, (u,); the others set out when their shift begins.
    """
    start_s = problem.unit_start_s.copy()
    for unit, route in ((unit, route) for unit, route in enumerate(routes) if out[unit]):
        own_s = float(start_s[unit])
        for ways, earlier_s in ((ways, earlier_s) for ways in (route, ()) for earlier_s in EARLIER_S):
            start_s[unit] = own_s - earlier_s
            if times(replace(problem, unit_start_s=start_s), unit, ways) is not None:
                break
        else:
            start_s[unit] = own_s
    return replace(problem, unit_start_s=start_s)
