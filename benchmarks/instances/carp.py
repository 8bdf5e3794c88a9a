"""Capacitated arc routing instances: every street with a demand is served once, at least cost.

B. L. Golden, J. S. DeArmon and E. K. Baker, "Computational experiments with algorithms for a class of routing
problems", Computers & Operations Research 10, 1983 (gdb); format of CARPData: numbers of vertices and edges, `from to
cost demand` of each edge, vehicles, capacity, (the depot, where it is not vertex 0,) lower and upper bound.
"""

from __future__ import annotations

import math
import re
from pathlib import Path
from typing import NamedTuple

import numpy as np

from benchmarks.instances.case import Case, Label, UnitRow, VisitRow, make_problem


class Street(NamedTuple):
    """An edge that may be passed in both directions; a demand of 0 asks for no service."""

    source: int
    target: int
    cost: int
    demand: int


class ArcFile(NamedTuple):
    """What a file holds."""

    vertices: int
    streets: list[Street]
    vehicles: int
    capacity: int
    depot: int
    lower: int
    upper: int


def read_arcs(path: Path) -> ArcFile:
    """Read the numbers of a file.

    Raises
    ------
    ValueError
        If they are too few or too many.
    """
    numbers = [int(word) for word in path.read_text(encoding="utf-8").split()]
    first = 2 + 4 * numbers[1]
    tail = numbers[first:]
    if len(tail) not in {4, 5}:
        raise ValueError(f"{path}: {len(tail)} numbers after {numbers[1]} edges where 4 or 5 are right")
    streets = [Street(*numbers[at : at + 4]) for at in range(2, first, 4)]
    depot = tail[2] if len(tail) == 5 else 0
    return ArcFile(numbers[0], streets, tail[0], tail[1], depot, tail[-2], tail[-1])


def read_carp(path: Path) -> Case:
    """Read an instance: each street with a demand is a required visit with two ways, one a direction.

    The cost of a plan is that of the streets served, which is the same for all plans, and of the travel between them.
    Ways are named [edge in the order of the file from 0, 0 or 1 for the direction]. A shift is so long that no route
    can be longer. The number of vehicles is free, as in the literature.
    """
    arcs = read_arcs(path)
    travel = deadhead(arcs)
    served = [(row, street) for row, street in enumerate(arcs.streets) if street.demand > 0]
    shift = float(sum(street.cost for _, street in served) + (len(served) + 1) * travel[np.isfinite(travel)].max())
    visits, labels = [], list[Label]()
    for row, street in served:
        stay = (float(street.cost),)
        ways = ((street.source, street.target, stay), (street.target, street.source, stay))
        visits.append(VisitRow(ways, 0.0, shift, required=True, load=float(street.demand)))
        labels += [[row, 0], [row, 1]]
    unit = UnitRow(arcs.depot, arcs.depot, 0.0, shift, most_load=float(arcs.capacity))
    found = re.match(r"[A-Za-z]+", path.stem)
    return Case(
        name=path.name,
        family="carp",
        group=found.group() if found else path.stem,
        problem=make_problem(travel[None], [unit] * vehicles(arcs), visits),
        labels=tuple(labels),
        published=float(arcs.upper),
        fixed=float(sum(street.cost for _, street in served)),
    )


def vehicles(arcs: ArcFile) -> int:
    """Give enough vehicles: what the demand needs at least and a fifth more, and two; never more than streets."""
    demand = [street.demand for street in arcs.streets if street.demand > 0]
    least = math.ceil(sum(demand) / arcs.capacity)
    enough = least + math.ceil(least / 5) + 2
    return max(1, min(len(demand), enough))


def deadhead(arcs: ArcFile) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """Give the least cost of travel from vertex to vertex, (n, n), by Floyd and Warshall."""
    cost = np.full((arcs.vertices, arcs.vertices), np.inf)
    np.fill_diagonal(cost, 0.0)
    for source, target, price, _ in arcs.streets:
        cost[source, target] = cost[target, source] = min(cost[source, target], float(price))
    for via in range(arcs.vertices):
        np.minimum(cost, cost[:, via, None] + cost[None, via, :], out=cost)
    return cost
