"""Choices of shifts on tiny problems: brute force agrees, the check finds every fault, limits and stops hold."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace

import pytest

from planner.domain.solving import Limits, Progress
from planner.rosters.design.check import check, staff
from planner.rosters.design.problem import DesignKind, DesignProblem, DesignResult, UsedKind
from planner.rosters.design.solve import solve

LIMITS = Limits(time_s=60.0)


def drawn(seed: int) -> DesignProblem:
    """Draw a problem of two days of four slots with three or four kinds, with pauses, closed days, and a minimum."""
    draw = random.Random(seed)
    required = tuple(draw.randint(0, 3) for _ in range(8))
    kinds = {
        DesignKind(
            start=draw.randrange(4),
            length=(length := draw.randint(1, 4)),
            pause=(1, 1) if length >= 3 and draw.random() < 0.4 else None,
            days=frozenset({draw.randrange(2)}) if draw.random() < 0.3 else None,
        )
        for _ in range(4)
    }
    return DesignProblem(
        slots_per_day=4,
        days=2,
        required=required,
        least=tuple(draw.randint(0, figure) for figure in required) if seed % 2 else (),
        kinds=tuple(sorted(kinds, key=lambda kind: (kind.start, kind.length, kind.pause or ()))),
        kind_price=draw.randint(0, 4),
        cyclic=seed % 3 > 0,
        missing_price=draw.randint(1, 3),
        over_price=draw.randint(0, 2),
        short_price=draw.randint(1, 5) if seed % 2 else 0,
        most_kinds=draw.choice([None, 1, 2]),
    )


def brute_force(problem: DesignProblem) -> int:
    """Give the least price of all choices with at most three people a kind and day."""
    open_cells = [
        (kind, day)
        for kind, row in enumerate(problem.kinds)
        for day in range(problem.days)
        if row.days is None or day in row.days
    ]
    covered = []
    for kind, day in open_cells:
        people = tuple(int(other == day) for other in range(problem.days))
        covered.append(staff(problem, priced(problem, (UsedKind(kind=kind, people=people),))))
    best = None
    for counts in itertools.product(range(4), repeat=len(open_cells)):
        kinds = {kind for (kind, _), count in zip(open_cells, counts, strict=True) if count}
        if problem.most_kinds is not None and len(kinds) > problem.most_kinds:
            continue
        cost = problem.kind_price * len(kinds)
        for slot, wanted in enumerate(problem.required):
            there = sum(count * row[slot] for count, row in zip(counts, covered, strict=True) if count)
            cost += problem.missing_price * max(0, wanted - there) + problem.over_price * max(0, there - wanted)
            if problem.least:
                cost += problem.short_price * max(0, problem.least[slot] - there)
        best = cost if best is None else min(best, cost)
    assert best is not None
    return best


def priced(problem: DesignProblem, used: tuple[UsedKind, ...], objective: int = 0) -> DesignResult:
    """Give an answer without its figures."""
    return DesignResult(
        used=used, status="feasible", objective=objective, bound=0, missing=0, over=0, short=0, seconds=0.0
    )


@pytest.mark.parametrize("seed", range(12))
def test_brute_force_finds_nothing_better(seed: int) -> None:
    problem = drawn(seed)
    if sum(2 if kind.days is None else 1 for kind in problem.kinds) > 7:
        problem = replace(problem, kinds=problem.kinds[:3])
    result = solve(problem, LIMITS)
    assert result.status == "optimal"
    assert check(problem, result) == []
    assert result.objective == result.bound == brute_force(problem)


WEEK = DesignProblem(
    slots_per_day=24,
    days=7,
    required=tuple(6 if 8 <= slot % 24 < 18 else 2 for slot in range(168)),
    kinds=tuple(DesignKind(start=start, length=length) for start in range(0, 24, 2) for length in (8, 10)),
    kind_price=20,
)


def test_a_week_is_proven_and_its_bound_holds_against_random_choices() -> None:
    result = solve(WEEK, LIMITS)
    assert result.status == "optimal"
    assert check(WEEK, result) == []
    draw = random.Random(3)
    for _ in range(200):
        rows = [
            UsedKind(kind=kind, people=tuple(draw.randint(0, 4) for _ in range(7)))
            for kind in draw.sample(range(len(WEEK.kinds)), draw.randint(1, 5))
        ]
        there = staff(WEEK, priced(WEEK, tuple(rows)))
        wrong = sum(abs(wanted - count) for wanted, count in zip(WEEK.required, there, strict=True))
        assert wrong + WEEK.kind_price * len(rows) >= result.bound


def test_fewer_kinds_never_cost_less() -> None:
    costs = []
    for most in (1, 2, 4):
        result = solve(replace(WEEK, most_kinds=most), LIMITS)
        assert result.status == "optimal"
        assert len(result.used) <= most
        costs.append(result.objective)
    assert costs == sorted(costs, reverse=True)
    assert costs[0] > costs[-1]


def test_nothing_required_needs_no_shift() -> None:
    result = solve(replace(WEEK, required=(0,) * 168), LIMITS)
    assert (result.status, result.used, result.objective) == ("optimal", (), 0)


def test_no_kind_at_all_leaves_everybody_missing() -> None:
    result = solve(replace(WEEK, kinds=()), LIMITS)
    assert result.status == "optimal"
    assert result.objective == result.missing == sum(WEEK.required)


def test_a_stop_gives_the_best_so_far() -> None:
    asked: list[Progress] = []

    def stop(report: Progress) -> bool:
        asked.append(report)
        return True

    result = solve(WEEK, LIMITS, on_progress=stop)
    assert asked
    assert result.status == "cancelled"
    assert check(WEEK, result) == []
    assert result.bound <= result.objective


def test_what_progress_raises_reaches_the_caller() -> None:
    def fail(_: Progress) -> bool:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        solve(WEEK, LIMITS, on_progress=fail)


def test_iterations_make_a_run_repeatable() -> None:
    limits = Limits(iterations=3, workers=1, seed=5)
    first, second = solve(WEEK, limits), solve(WEEK, limits)
    assert (first.used, first.objective, first.bound) == (second.used, second.objective, second.bound)


RIGHT = replace(WEEK, kinds=(*WEEK.kinds, DesignKind(start=8, length=10, days=frozenset({0, 1}))), most_kinds=6)
CLOSED = len(RIGHT.kinds) - 1


@pytest.fixture(scope="module")
def right() -> DesignResult:
    """Give an answer that keeps every rule."""
    result = solve(RIGHT, LIMITS)
    assert result.status == "optimal"
    assert check(RIGHT, result) == []
    return result


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("design_kind_unknown", {"used": (UsedKind(kind=99, people=(1,) * 7),)}),
        ("design_kind_unknown", {"used": (UsedKind(kind=1, people=(1,) * 7),) * 2}),
        ("design_staff_wrong", {"used": (UsedKind(kind=1, people=(1, -1, 1, 1, 1, 1, 1)),)}),
        ("design_staff_wrong", {"used": (UsedKind(kind=1, people=(0,) * 7),)}),
        ("design_day_closed", {"used": (UsedKind(kind=CLOSED, people=(1,) * 7),)}),
        ("design_too_many_kinds", {"used": tuple(UsedKind(kind=kind, people=(1,) * 7) for kind in range(7))}),
        ("design_cost_wrong", {"objective": 1, "bound": 1}),
        ("design_cost_wrong", {"over": 10_000}),
        ("design_bound_wrong", {"bound": 100_000}),
        ("design_bound_wrong", {"bound": 0}),
    ],
)
def test_each_fault_is_found(right: DesignResult, code: str, change: dict[str, object]) -> None:
    assert [broken.code for broken in check(RIGHT, replace(right, **change))] == [code]
