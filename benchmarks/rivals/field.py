"""Who takes part in the comparison of routing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.rivals import by_ortools, by_pyvrp, by_vroom
from planner.domain.solving import Limits
from planner.routing.problem import RoutingProblem

Solver = Callable[[RoutingProblem, float, int, float], list[list[int]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rival:
    """A solver of the comparison.

    Attributes
    ----------
    package
        What must be installed.
    solve
        From problem, time [s], seed and weight of the prizes to ways by unit.
    weighs
        Whether it weighs prizes against travel; such a solver has a run with every weight, and the best counts.
    """

    name: str
    package: str
    solve: Solver
    weighs: bool


def by_us(problem: RoutingProblem, time_s: float, seed: int, weight: float) -> list[list[int]]:
    """Solve with the product, on one thread; value comes before travel, so there is no weight."""
    from planner.routing.solve import solve

    del weight
    result = solve(problem, Limits(time_s=time_s, seed=seed, workers=1))
    return [list(route.ways) for route in result.routes]


RIVALS = (
    Rival(name="planner", package="planner", solve=by_us, weighs=False),
    Rival(name="PyVRP", package="pyvrp", solve=by_pyvrp.solve, weighs=True),
    Rival(name="VROOM", package="vroom", solve=by_vroom.solve, weighs=False),
    Rival(name="OR-Tools", package="ortools", solve=by_ortools.solve, weighs=True),
)
