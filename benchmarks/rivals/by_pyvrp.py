"""PyVRP: iterated local search with prizes (Wouda, Lan and Kool, INFORMS Journal on Computing 36, 2024)."""

from __future__ import annotations

from importlib import import_module

import numpy as np

from benchmarks.rivals.whole import FARTHEST, Foreign, NotExpressible, Whole, WholeProblem, prizes, whole
from planner.routing.problem import RoutingProblem


def solve(problem: RoutingProblem, time_s: float, seed: int, weight: float) -> list[list[int]]:
    """Solve for a time and give ways by unit.

    Each way is a client; those of a visit with several are a group of which one at most, or exactly one, is chosen.
    Units that differ are vehicle types, with a profile of their own where their rights or speeds differ. Travel is
    what prizes are weighed against.

    Parameters
    ----------
    weight
        Worth of the mean prize in mean legs.

    Raises
    ------
    NotExpressible
        If the instance asks for what PyVRP has no words for.
    """
    pyvrp, stop = import_module("pyvrp"), import_module("pyvrp.stop")

    steps = whole(problem)
    clients, groups = _clients(steps, weight)
    matrices, profiles = _profiles(steps)
    stops = steps.travel.shape[1]
    data = pyvrp.ProblemData(
        locations=[pyvrp.Location(0, 0)] * stops,
        clients=clients,
        depots=[pyvrp.Depot(place) for place in range(problem.ways, stops)],
        vehicle_types=_fleet(steps, profiles),
        distance_matrices=matrices,
        duration_matrices=matrices,
        groups=groups,
    )
    found = pyvrp.solve(data, stop.MaxRuntime(time_s), seed=seed, collect_stats=False)
    return _routes(found.best, steps)


def _clients(steps: WholeProblem, weight: float) -> tuple[list[Foreign], list[Foreign]]:
    """Make a client of each way, and a group of each visit with several."""
    pyvrp = import_module("pyvrp")

    problem = steps.problem
    if (steps.service != steps.service[0]).any():
        raise NotExpressible("stays that last longer for one kind of unit than for another")
    must, worth = (problem.visit_required | (problem.visit_pinned >= 0)).tolist(), prizes(steps, weight)
    latest, loads = steps.latest_start(0), steps.loads()
    clients, groups = list[Foreign](), list[Foreign]()
    for visit, ways in enumerate(steps.ways_of):
        single = len(ways) == 1
        if not single:
            groups.append(pyvrp.ClientGroup(ways, required=must[visit]))
        clients += [
            pyvrp.Client(
                way,
                delivery=[loads[visit]],
                service_duration=int(steps.service[0, way]),
                tw_early=int(steps.opens[way]),
                tw_late=int(latest[way]),
                prize=worth[visit],
                required=single and must[visit],
                group=None if single else len(groups) - 1,
            )
            for way in ways
        ]
    return clients, groups


def _profiles(steps: WholeProblem) -> tuple[list[Whole], list[int]]:
    """Give the tables of travel and which one each vehicle type follows; a stop without a right to it is far away."""
    tables: dict[tuple[int, bytes], int] = {}
    matrices: list[Whole] = []
    visit = steps.problem.way_visit()
    profiles = []
    for units in steps.fleet:
        kind, right = int(steps.problem.unit_class[units[0]]), steps.problem.visit_allowed[visit, units[0]]
        key = kind, right.tobytes()
        if key not in tables:
            tables[key] = len(matrices)
            table = steps.travel[kind].copy()
            barred = np.flatnonzero(~right)
            table[barred, :] = table[:, barred] = FARTHEST
            np.fill_diagonal(table, 0)
            matrices.append(table)
        profiles.append(tables[key])
    return matrices, profiles


def _fleet(steps: WholeProblem, profiles: list[int]) -> list[Foreign]:
    pyvrp = import_module("pyvrp")

    first = steps.problem.ways
    return [
        pyvrp.VehicleType(
            num_available=len(units),
            capacity=[steps.capacity(units[0])],
            start_depot=int(steps.unit_start[units[0]]) - first,
            end_depot=int(steps.unit_end[units[0]]) - first,
            tw_early=int(steps.unit_begins[units[0]]),
            tw_late=int(steps.unit_ends[units[0]]),
            profile=profile,
        )
        for units, profile in zip(steps.fleet, profiles, strict=True)
    ]


def _routes(found: Foreign, steps: WholeProblem) -> list[list[int]]:
    """Hand the routes of each vehicle type to its units, in turn."""
    routes: list[list[int]] = [[] for _ in range(steps.problem.units)]
    free = [list(units) for units in steps.fleet]
    for route in found.routes():
        routes[free[route.vehicle_type()].pop(0)] = [stop.idx for stop in route if stop.is_client()]
    return routes
