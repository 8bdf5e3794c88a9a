"""The routing library of OR-Tools: disjunctions with penalties, and guided local search."""

from __future__ import annotations

from importlib import import_module

import numpy as np

from benchmarks.rivals.whole import FARTHEST, Foreign, WholeProblem, prizes, whole
from planner.routing.problem import RoutingProblem

MUST = 1_000
"""What leaving out required work costs, in largest prizes."""


def solve(problem: RoutingProblem, time_s: float, seed: int, weight: float) -> list[list[int]]:
    """Solve for a time and give ways by unit.

    Parameters
    ----------
    seed
        Kept for the other solvers' sake: the library takes none.
    weight
        Worth of the mean prize in mean legs; travel is what prizes are weighed against.

    Raises
    ------
    NotExpressible
        If the instance asks for what the library has no words for.
    """
    del seed
    pywrapcp = import_module("ortools.constraint_solver.pywrapcp")
    choices = import_module("ortools.constraint_solver.routing_enums_pb2")
    steps = whole(problem)
    stops = steps.travel.shape[1]
    manager = pywrapcp.RoutingIndexManager(stops, problem.units, steps.unit_start.tolist(), steps.unit_end.tolist())
    routing = pywrapcp.RoutingModel(manager)
    _times(routing, manager, steps)
    _loads(routing, steps)
    _choices(routing, manager, steps, weight)
    search = pywrapcp.DefaultRoutingSearchParameters()
    search.first_solution_strategy = choices.FirstSolutionStrategy.PARALLEL_CHEAPEST_INSERTION
    search.local_search_metaheuristic = choices.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
    search.time_limit.FromMilliseconds(max(1, round(time_s * 1000)))
    found = routing.SolveWithParameters(search)
    if found is None:
        return [[] for _ in range(problem.units)]
    return [_follow(routing, manager, found, unit) for unit in range(problem.units)]


def _times(routing: Foreign, manager: Foreign, steps: WholeProblem) -> None:
    """State travel as the cost, and time with windows and shifts as a dimension."""
    problem = steps.problem
    idle = np.zeros(steps.travel.shape[1] - problem.ways, np.int64)
    cost, pass_on = [], []
    for table, service in zip(np.minimum(steps.travel, FARTHEST), steps.service, strict=True):
        cost.append(routing.RegisterTransitMatrix(table.tolist()))
        stay = np.concatenate([service, idle])
        pass_on.append(routing.RegisterTransitMatrix((table + stay[:, None]).tolist()))
    kinds, horizon = problem.unit_class.tolist(), int(steps.unit_ends.max())
    for unit, kind in enumerate(kinds):
        routing.SetArcCostEvaluatorOfVehicle(cost[kind], unit)
    routing.AddDimensionWithVehicleTransits([pass_on[kind] for kind in kinds], horizon, horizon, False, "time")  # noqa: FBT003 - positional only
    clock = routing.GetDimensionOrDie("time")
    latest = steps.closes - steps.service.min(axis=0)
    for way in range(problem.ways):
        opens, last = int(steps.opens[way]), min(int(latest[way]), horizon)
        if opens <= last:
            clock.CumulVar(manager.NodeToIndex(way)).SetRange(opens, last)
    for unit in range(problem.units):
        shift = int(steps.unit_begins[unit]), int(steps.unit_ends[unit])
        clock.CumulVar(routing.Start(unit)).SetRange(*shift)
        clock.CumulVar(routing.End(unit)).SetRange(*shift)


def _loads(routing: Foreign, steps: WholeProblem) -> None:
    loads = [steps.loads()[visit] for visit in steps.problem.way_visit().tolist()]
    taken = routing.RegisterUnaryTransitVector([*loads, *[0] * (steps.travel.shape[1] - len(loads))])
    most = [steps.capacity(unit) for unit in range(steps.problem.units)]
    routing.AddDimensionWithVehicleCapacity(taken, 0, most, True, "load")  # noqa: FBT003 - positional only


def _choices(routing: Foreign, manager: Foreign, steps: WholeProblem, weight: float) -> None:
    """Let each visit be made by one of its ways or left out at the cost of its prize, by units with the right to it."""
    problem, worth = steps.problem, prizes(steps, weight)
    must = problem.visit_required | (problem.visit_pinned >= 0)
    dearest = MUST * max(1, *worth, int(steps.mean_leg()))
    latest = steps.closes - steps.service.min(axis=0)
    for visit, ways in enumerate(steps.ways_of):
        stops = [manager.NodeToIndex(way) for way in ways]
        routing.AddDisjunction(stops, dearest if must[visit] else worth[visit])
        able = np.flatnonzero(problem.visit_allowed[visit]).tolist()
        for way, stop in zip(ways, stops, strict=True):
            if steps.opens[way] > latest[way]:
                routing.ActiveVar(stop).SetValue(0)
            elif len(able) < problem.units:
                routing.VehicleVar(stop).SetValues([-1, *able])


def _follow(routing: Foreign, manager: Foreign, found: Foreign, unit: int) -> list[int]:
    """Read the ways on one unit's route."""
    ways, index = [], found.Value(routing.NextVar(routing.Start(unit)))
    while not routing.IsEnd(index):
        ways.append(int(manager.IndexToNode(index)))
        index = found.Value(routing.NextVar(index))
    return ways
