"""Cordons held against the best of all assignments on small graphs."""

from __future__ import annotations

from itertools import permutations, product

import numpy as np
import pytest

from planner.dispatch.intercept.check import broken, broken_exits
from planner.dispatch.intercept.exits import close_exits
from planner.dispatch.intercept.problem import NEVER, Cordon, CordonProblem, ExitProblem
from planner.dispatch.intercept.solve import close
from planner.domain.solving import Limits

LIMITS = Limits(time_s=20)


def small(seed: int, nodes: int = 7, units: int = 2) -> CordonProblem:
    """Give a random graph about a start, with one node outside."""
    rng = np.random.default_rng(seed)
    pairs = [(a, b) for a in range(nodes) for b in range(nodes) if a < b and rng.random() < 0.45]
    tail = np.array([a for a, b in pairs] + [b for a, b in pairs], np.int64)
    head = np.array([b for a, b in pairs] + [a for a, b in pairs], np.int64)
    cost = np.tile(rng.integers(5, 60, len(pairs)), 2)
    outside = np.zeros(nodes, bool)
    outside[-1] = True
    reach = rng.integers(0, 120, (units, nodes))
    reach[rng.random(reach.shape) < 0.2] = NEVER
    reach[:, -1] = NEVER
    return CordonProblem(
        tail=tail,
        head=head,
        pass_ds=cost,
        start=np.array([0]),
        start_ds=np.array([-int(rng.integers(0, 20))]),
        outside=outside,
        unit_ds=reach,
    )


def gets_out(problem: CordonProblem, closed: dict[int, int]) -> bool:
    """Let him run while nodes are closed, by passing every arc again and again."""
    best = dict.fromkeys(range(len(problem.outside)), NEVER)
    best |= dict(zip(problem.start.tolist(), problem.start_ds.tolist(), strict=True))
    arcs = list(zip(problem.tail.tolist(), problem.head.tolist(), problem.pass_ds.tolist(), strict=True))
    for _ in best:
        for tail, head, cost in arcs:
            if best[tail] < min(closed.get(tail, NEVER), NEVER):
                best[head] = min(best[head], best[tail] + cost)
    return any(best[node] < NEVER for node in np.flatnonzero(problem.outside).tolist())


def soonest(problem: CordonProblem) -> int | None:
    """Try every place for every unit; None: nothing shuts him in."""
    best: int | None = None
    spots = [None, *np.flatnonzero(~problem.outside).tolist()]
    for places in product(spots, repeat=len(problem.unit_ds)):
        closed = {}
        for unit, node in enumerate(places):
            if node is not None and problem.unit_ds[unit, node] < NEVER:
                closed[node] = min(closed.get(node, NEVER), int(problem.unit_ds[unit, node]))
        last = max(closed.values(), default=0)
        if (best is None or last < best) and not gets_out(problem, closed):
            best = last
    return best


@pytest.mark.parametrize("seed", range(60))
def test_the_cordon_is_the_soonest_of_all(seed: int) -> None:
    """The time is that of the best of all placements, and a second look at it finds nothing wrong."""
    problem = small(seed, units=2 + seed % 2, nodes=6 + seed % 2)
    found, best = close(problem, LIMITS), soonest(problem)
    assert found.status in {"optimal", "out"}
    assert (best is not None) == (found.status == "optimal" and not found.open)
    if found.status == "optimal":
        assert broken(problem, found) == []
    if best is not None:
        assert found.closed_ds == found.bound_ds == best


def test_some_cordons_need_a_unit_that_is_late_at_first() -> None:
    """A unit that is later than he is on the quickest way counts where another closes that way."""
    problem = CordonProblem(
        tail=np.array([0, 1, 0, 3, 2, 0, 4]),
        head=np.array([1, 2, 3, 2, 4, 3, 5]),
        pass_ds=np.array([20, 20, 50, 60, 30, 50, 30]),
        start=np.array([0]),
        start_ds=np.array([0]),
        outside=np.array([False, False, False, False, False, True]),
        unit_ds=np.array([[NEVER, 15, NEVER, NEVER, NEVER, NEVER], [NEVER, NEVER, 100, NEVER, NEVER, NEVER]]),
    )
    found = close(problem, LIMITS)
    assert (found.status, found.closed, found.closed_ds) == ("optimal", ((0, 1), (1, 2)), 100)
    assert broken(problem, found) == []


def test_what_cannot_be_closed_says_how_many_are_missing() -> None:
    """Three ways out and one unit: two junctions stay open; with nobody three."""
    problem = CordonProblem(
        tail=np.array([0, 0, 0, 1, 2, 3]),
        head=np.array([1, 2, 3, 4, 4, 4]),
        pass_ds=np.array([50, 60, 70, 10, 10, 10]),
        start=np.array([0]),
        start_ds=np.array([-20]),
        outside=np.array([False, False, False, False, True]),
        unit_ds=np.array([[NEVER, 30, 40, NEVER, NEVER]]),
    )
    found = close(problem, LIMITS)
    assert (found.status, len(found.open), found.fewest_open, found.closed_ds) == ("optimal", 2, 2, 30)
    assert broken(problem, found) == []


def test_a_flight_that_may_be_over_is_said_to_be() -> None:
    """Who may be outside by now cannot be shut in by anybody who begins now."""
    problem = small(3)
    early = CordonProblem(
        tail=np.array([0, 1]),
        head=np.array([1, 2]),
        pass_ds=np.array([5, 5]),
        start=np.array([0]),
        start_ds=np.array([-100]),
        outside=np.array([False, False, True]),
        unit_ds=problem.unit_ds[:, :3],
    )
    assert close(early, LIMITS).status == "out"


@pytest.mark.parametrize("seed", range(40))
def test_exits_are_closed_by_the_best_of_all_assignments(seed: int) -> None:
    """As many as any assignment closes, and the last of them as soon."""
    rng = np.random.default_rng(seed)
    units, exits = 4, 3 + seed % 3
    problem = ExitProblem(exit_ds=rng.integers(20, 90, exits), unit_ds=rng.integers(0, 100, (units, exits)))
    found = close_exits(problem)
    assert broken_exits(problem, found) == []
    best = (exits, 0)
    for order in permutations([*range(units), *[-1] * exits], exits):
        there = [int(problem.unit_ds[unit, node]) for node, unit in enumerate(order) if unit >= 0]
        late = [
            node for node, unit in enumerate(order) if unit < 0 or problem.unit_ds[unit, node] > problem.exit_ds[node]
        ]
        in_time = [
            int(problem.unit_ds[unit, node]) for node, unit in enumerate(order) if unit >= 0 and node not in late
        ]
        best = min(best, (len(late), max(in_time, default=0))) if there or late else best
    assert (len(found.open), found.closed_ds) == best


def test_the_check_sees_a_wrong_cordon() -> None:
    """A unit that is late, a unit used twice and a way out are all told."""
    problem = CordonProblem(
        tail=np.array([0, 0, 1, 2]),
        head=np.array([1, 2, 3, 3]),
        pass_ds=np.array([50, 50, 50, 50]),
        start=np.array([0]),
        start_ds=np.array([0]),
        outside=np.array([False, False, False, True]),
        unit_ds=np.array([[NEVER, 60, 10, NEVER]]),
    )
    late = Cordon(status="optimal", closed=((0, 1), (0, 2)), open=(), closed_ds=60, bound_ds=60, fewest_open=0)
    assert broken(problem, late) == ["unit_twice 0", "closed_too_late 1"]
    gap = Cordon(status="optimal", closed=((0, 2),), open=(), closed_ds=10, bound_ds=10, fewest_open=0)
    assert broken(problem, gap) == ["way_out 3"]


@pytest.mark.parametrize("seed", range(4))
def test_the_same_question_has_the_same_answer(seed: int) -> None:
    """One thread and the solver's own clock: not only the time is the same, but every unit and junction."""
    problem = small(seed + 100, nodes=12, units=5)
    assert close(problem, LIMITS) == close(problem, LIMITS)


@pytest.mark.parametrize("seed", range(40))
def test_without_time_the_cordon_holds_all_the_same(seed: int) -> None:
    """The cut that needs no search leaves no way out and claims nothing that was not shown."""
    problem = small(seed + 200, nodes=8, units=2)
    found, best = close(problem, Limits(time_s=0)), close(problem, LIMITS)
    if found.status in {"optimal", "feasible"}:
        assert broken(problem, found) == []
        assert (len(found.open), found.closed_ds) >= (len(best.open), best.closed_ds if not found.open else 0)
    else:
        assert found.status in {"unknown", best.status}
