"""The value of every layer of a roster, in plain numbers: the solver's own account of what it hands over."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from planner.rosters.problem import NIGHT_POINTS, RosterProblem


def layers_of(problem: RosterProblem, works: Iterable[tuple[int, int]]) -> tuple[int, ...]:
    """Give the value of each of `problem.LAYERS` for pairs of officer and shift."""
    pairs = list(works)
    staff = Counter(shift for _, shift in pairs)
    short = under = 0
    for need in problem.needs:
        there = sum(
            number
            for shift, number in staff.items()
            if problem.shifts[shift].duty == need.duty
            and problem.shifts[shift].start_s <= need.start_s
            and need.end_s <= problem.shifts[shift].end_s
        )
        units = (need.end_s - need.start_s) // problem.unit_s
        short += units * max(0, need.minimum - there)
        under += units * max(0, need.wanted - there)
    hours = sum(number * length(problem, shift) for shift, number in staff.items()) // problem.unit_s
    return short, under, hours, _unfairness(problem, pairs)


def length(problem: RosterProblem, shift: int) -> int:
    """Give the length of a shift [s]."""
    return problem.shifts[shift].end_s - problem.shifts[shift].start_s


def _unfairness(problem: RosterProblem, pairs: list[tuple[int, int]]) -> int:
    worked, nights = Counter[int](), Counter[int]()
    for officer, shift in pairs:
        worked[officer] += length(problem, shift)
        nights[officer] += len(problem.shifts[shift].nights)
    groups = defaultdict(list)
    for index, person in enumerate(problem.officers):
        if person.contract_s:
            groups[person.peers].append(index)
    points = 0
    for peers in groups.values():
        ceilings = [-(-100 * worked[o] // problem.officers[o].contract_s) for o in peers]
        floors = [100 * worked[o] // problem.officers[o].contract_s for o in peers]
        if len(peers) > 1:
            points += max(ceilings) - min(floors)
            points += NIGHT_POINTS * (max(nights[o] for o in peers) - min(nights[o] for o in peers))
    return points


def cost(problem: RosterProblem, layers: Iterable[int]) -> int:
    """Add up layers by their weights."""
    return sum(weight * value for weight, value in zip(problem.weights, layers, strict=True))
