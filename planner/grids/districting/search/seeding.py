"""First districtings: districts grow from seeds, the lightest one first, by the cell nearest to its seed."""

from __future__ import annotations

import heapq

import numpy as np

from planner.grids.districting.problem import DistrictProblem, Ints
from planner.grids.districting.search.packing import by_cell

NONE = -1


def grown(problem: DistrictProblem, seed: int) -> tuple[Ints, Ints]:
    """Grow a districting that hangs together.

    Seeds are drawn like the first centres of k-means++ (Arthur and Vassilvitskii, SODA 2007): far from each other, and
    where the weight is.

    Returns
    -------
    tuple
        The district of every cell, (n,), and the centre of every district, (k,).
    """
    centre = _seeds(problem, np.random.default_rng(seed))
    district = np.full(problem.cells, NONE, np.int64)
    district[centre] = np.arange(problem.districts)
    return _filled(problem, district, centre), centre


def kept(problem: DistrictProblem, start: Ints, seed: int) -> tuple[Ints, Ints]:
    """Begin with a districting that is there: the largest part of each district stays, all else grows from these.

    Districts of which nothing is there begin at drawn seeds.
    """
    fallback = _seeds(problem, np.random.default_rng(seed))
    district, centre = np.full(problem.cells, NONE, np.int64), np.full(problem.districts, NONE, np.int64)
    for number in range(problem.districts):
        part = _largest_part(problem, np.flatnonzero(start == number))
        if len(part):
            district[part] = number
            ways = problem.seconds[np.ix_(part, part)].astype(np.int64) @ problem.weight[part]
            centre[number] = part[ways.argmin()]
    for number in np.flatnonzero(centre == NONE).tolist():
        free = np.setdiff1d(np.arange(problem.cells), centre)
        chosen = fallback[number] if fallback[number] in free else free[0]
        centre[number], district[chosen] = chosen, number
        # what the seed cuts off its old district grows anew
        for other in range(problem.districts):
            if centre[other] != NONE and other != number:
                cells = np.flatnonzero(district == other)
                lost = np.setdiff1d(cells, _part_of(problem, cells, int(centre[other])))
                district[lost] = NONE
    return _filled(problem, district, centre), centre


def _seeds(problem: DistrictProblem, rng: np.random.Generator) -> Ints:
    """Draw a centre for every district."""
    centre = np.full(problem.districts, NONE, np.int64)
    nearest = np.full(problem.cells, float(problem.seconds.max(initial=1)))
    free = np.ones(problem.cells, bool)
    slots = problem.slot
    for number in rng.permutation(problem.districts).tolist():
        near = problem.slot_cost[slots[number]] / np.maximum(problem.weight, 1)
        wish = (problem.weight + 1.0) * nearest / (1.0 + near - near.min(initial=0.0)) * free
        fit = wish * problem.allowed[slots[number]]
        wish = fit if fit.any() else wish if wish.any() else free.astype(float)
        centre[number] = rng.choice(problem.cells, p=wish / wish.sum())
        free[centre[number]] = False
        nearest = np.minimum(nearest, problem.seconds[centre[number]])
    return centre


def _filled(problem: DistrictProblem, district: Ints, centre: Ints) -> Ints:
    """Let districts grow until every cell has one."""
    first, beside, _ = by_cell(problem.cells, problem.pairs, np.zeros(len(problem.pairs), np.int64))
    slots = problem.slot
    load = np.bincount(district[district >= 0], problem.load[district >= 0], problem.districts)
    frontier: list[list[tuple[bool, int, int]]] = [[] for _ in centre]

    def reach(cell: int, number: int) -> None:
        for other in beside[first[cell] : first[cell + 1]].tolist():
            if district[other] == NONE:
                away = int(problem.seconds[centre[number], other])
                heapq.heappush(frontier[number], (not problem.allowed[slots[number], other], away, other))

    for cell in np.flatnonzero(district >= 0).tolist():
        reach(cell, int(district[cell]))
    queue = [(float(load[number]), number) for number in range(problem.districts)]
    heapq.heapify(queue)
    while queue:
        weight, number = heapq.heappop(queue)
        while frontier[number] and district[frontier[number][0][2]] != NONE:
            heapq.heappop(frontier[number])
        if frontier[number]:
            cell = heapq.heappop(frontier[number])[2]
            district[cell] = number
            reach(cell, number)
            heapq.heappush(queue, (weight + float(problem.load[cell]) + 1e-6, number))
    return district


def _largest_part(problem: DistrictProblem, cells: Ints) -> Ints:
    left, best = cells, cells[:0]
    while len(left) > len(best):
        part = _part_of(problem, left, int(left[0]))
        best = part if len(part) > len(best) else best
        left = np.setdiff1d(left, part)
    return best


def _part_of(problem: DistrictProblem, cells: Ints, begin: int) -> Ints:
    """Give the cells that hang together with one of them."""
    first, beside, _ = by_cell(problem.cells, problem.pairs, np.zeros(len(problem.pairs), np.int64))
    inside = np.zeros(problem.cells, bool)
    inside[cells] = True
    inside[begin] = False
    part = [begin]
    for cell in part:
        for other in beside[first[cell] : first[cell + 1]].tolist():
            if inside[other]:
                inside[other] = False
                part.append(other)
    return np.sort(np.array(part, np.int64))
