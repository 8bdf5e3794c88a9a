"""What a roster should be like beyond the rules: one wish, one function, in the order of `problem.LAYERS`.

Each adds what it must count to the model and gives the layer's value, which is never below zero.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from math import ceil

from ortools.sat.python import cp_model

from planner.rosters.problem import NIGHT_POINTS, RosterProblem
from planner.rosters.rules import Works

Cost = Callable[[cp_model.CpModel, RosterProblem, Works], cp_model.LinearExprT]


def cover_minimum(model: cp_model.CpModel, problem: RosterProblem, works: Works) -> cp_model.LinearExprT:
    """Count the officers missing below the minimum, in officers times units."""
    return _missing(model, problem, works, "minimum")


def cover_wanted(model: cp_model.CpModel, problem: RosterProblem, works: Works) -> cp_model.LinearExprT:
    """Count the officers missing below the number wanted, in officers times units."""
    return _missing(model, problem, works, "wanted")


def _missing(model: cp_model.CpModel, problem: RosterProblem, works: Works, level: str) -> cp_model.LinearExprT:
    """Count what is missing; needs that the same shifts meet and that ask for as much are counted together."""
    by_duty = defaultdict(list)
    for index, shift in enumerate(problem.shifts):
        by_duty[shift.duty].append((index, shift))
    units: dict[tuple[tuple[int, ...], int], int] = defaultdict(int)
    for need in problem.needs:
        meeting = tuple(i for i, x in by_duty[need.duty] if x.start_s <= need.start_s and need.end_s <= x.end_s)
        asked = getattr(need, level)
        if asked:
            units[meeting, asked] += (need.end_s - need.start_s) // problem.unit_s
    total: list[cp_model.LinearExprT] = []
    for number, ((meeting, asked), weight) in enumerate(units.items()):
        missing = model.new_int_var(0, asked, f"{level}_{number}")
        model.add(missing + sum(works.staff[shift] for shift in meeting) >= asked)
        total.append(weight * missing)
    return sum(total)


def hours_of_duty(model: cp_model.CpModel, problem: RosterProblem, works: Works) -> cp_model.LinearExprT:
    """Count all duty, in officers times units: nobody is on duty without need."""
    del model
    lengths = [(shift.end_s - shift.start_s) // problem.unit_s for shift in problem.shifts]
    return sum(length * staff for length, staff in zip(lengths, works.staff, strict=True))


def unfairness(model: cp_model.CpModel, problem: RosterProblem, works: Works) -> cp_model.LinearExprT:
    """Count the spread among peers: of the load [% of the contract hours], and of nights times `NIGHT_POINTS`."""
    groups = defaultdict(list)
    for index, officer in enumerate(problem.officers):
        if officer.contract_s:
            groups[officer.peers].append(index)
    points: list[cp_model.LinearExprT] = []
    for peers in groups.values():
        if len(peers) > 1:
            points.append(_load_spread(model, problem, works, peers))
            points.append(NIGHT_POINTS * _night_spread(model, problem, works, peers))
    return sum(points)


def _load_spread(
    model: cp_model.CpModel, problem: RosterProblem, works: Works, peers: list[int]
) -> cp_model.LinearExpr:
    """Give the highest load, rounded up, less the lowest, rounded down [%]."""
    most = max(ceil(100 * problem.officers[o].total_s / problem.officers[o].contract_s) for o in peers)
    highest, lowest = model.new_int_var(0, most, "load_high"), model.new_int_var(0, most, "load_low")
    for o in peers:
        worked = sum((x.end_s - x.start_s) * works.of[o, s] for s, x in enumerate(problem.shifts))
        model.add(highest * problem.officers[o].contract_s >= 100 * worked)
        model.add(lowest * problem.officers[o].contract_s <= 100 * worked)
    return highest - lowest


def _night_spread(
    model: cp_model.CpModel, problem: RosterProblem, works: Works, peers: list[int]
) -> cp_model.LinearExpr:
    """Give the most nights of a peer less the fewest."""
    nights = [(s, len(shift.nights)) for s, shift in enumerate(problem.shifts) if shift.nights]
    most = sum(number for _, number in nights)
    highest, lowest = model.new_int_var(0, most, "nights_high"), model.new_int_var(0, most, "nights_low")
    for o in peers:
        worked = sum(number * works.of[o, s] for s, number in nights)
        model.add(highest >= worked)
        model.add(lowest <= worked)
    return highest - lowest


COSTS: tuple[Cost, ...] = (cover_minimum, cover_wanted, hours_of_duty, unfairness)
