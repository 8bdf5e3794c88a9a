"""Cordons held against the best of all assignments on small graphs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
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


def arrivals(problem: CordonProblem, closed: dict[int, int]) -> dict[int, int]:
    """Let him run while nodes are closed, by passing every arc again and again; when he is at each node."""
    best = dict.fromkeys(range(len(problem.outside)), NEVER)
    best |= dict(zip(problem.start.tolist(), problem.start_ds.tolist(), strict=True))
    arcs = list(zip(problem.tail.tolist(), problem.head.tolist(), problem.pass_ds.tolist(), strict=True))
    for _ in best:
        for tail, head, cost in arcs:
            if best[tail] < min(closed.get(tail, NEVER), NEVER) and not problem.outside[tail]:
                best[head] = min(best[head], best[tail] + cost)
    return best


def gets_out(problem: CordonProblem, closed: dict[int, int]) -> bool:
    """Tell whether he comes outside while nodes are closed."""
    best = arrivals(problem, closed)
    return any(best[node] < NEVER for node in np.flatnonzero(problem.outside).tolist())


def placements(problem: CordonProblem) -> Iterator[dict[int, int]]:
    """Give every place for every unit: when which node is closed."""
    spots = [None, *np.flatnonzero(~problem.outside).tolist()]
    for places in product(spots, repeat=len(problem.unit_ds)):
        closed: dict[int, int] = {}
        for unit, node in enumerate(places):
            if node is not None and problem.unit_ds[unit, node] < NEVER:
                closed[node] = min(closed.get(node, NEVER), int(problem.unit_ds[unit, node]))
        yield closed


def most_stopped(problem: CordonProblem) -> int:
    """Try every place for every unit: the most streets that lead outside which he cannot take as soon as he could."""
    first, most = arrivals(problem, {}), 0
    arcs = zip(problem.tail.tolist(), problem.head.tolist(), strict=True)
    leads = [tail for tail, head in arcs if problem.outside[head] and not problem.outside[tail] and first[tail] < NEVER]
    for closed in placements(problem):
        when = arrivals(problem, closed)
        most = max(most, sum(when[node] > first[node] or when[node] >= closed.get(node, NEVER) for node in leads))
    return most


def soonest(problem: CordonProblem) -> int | None:
    """Try every place for every unit; None: nothing shuts him in."""
    best: int | None = None
    for closed in placements(problem):
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
    assert broken(problem, found) == []
    assert (best is not None) == found.shut
    if best is not None:
        assert found.closed_ds == found.bound_ds == best
    else:
        assert found.stopped == found.most_stopped == most_stopped(problem)


@pytest.mark.parametrize("seed", range(40))
def test_where_nobody_is_shut_in_most_ways_out_are_stopped(seed: int) -> None:
    """Two nodes outside and streets side by side: as many ways are stopped as any placement of the units stops."""
    problem = small(seed + 500, nodes=8, units=2)
    problem = replace(
        problem,
        tail=np.concatenate([problem.tail, [1, 1, 2, 3]]),
        head=np.concatenate([problem.head, [6, 6, 7, 7]]),
        pass_ds=np.concatenate([problem.pass_ds, [9, 9, 30, 30]]),
        outside=np.arange(8) >= 6,
        unit_ds=np.where(np.arange(8) >= 6, NEVER, problem.unit_ds),
    )
    found = close(problem, LIMITS)
    assert broken(problem, found) == []
    assert found.shut == (soonest(problem) is not None)
    assert found.stopped == most_stopped(problem)


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


def test_what_cannot_be_closed_is_left_open_and_said() -> None:
    """Three ways out and one unit: one is stopped, by the junction that is closed soonest, and two stay open."""
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
    assert (found.status, found.shut, found.closed, found.closed_ds) == ("optimal", False, ((0, 1),), 30)
    assert (found.open, found.ways, found.stopped, found.most_stopped) == ((2, 3), 3, 1, 1)
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
    found = close(early, Limits(time_s=1000))
    assert (found.status, found.shut, found.closed, found.stopped) == ("out", False, (), 0)


def test_a_unit_that_stops_no_way_closes_an_exit_for_good() -> None:
    """One junction before both exits stops both ways; the other unit closes the exit that a detour leads to."""
    problem = CordonProblem(
        tail=np.array([0, 1, 1, 0, 4, 2, 3]),
        head=np.array([1, 2, 3, 4, 2, 5, 5]),
        pass_ds=np.array([40, 10, 10, 40, 60, 10, 10]),
        start=np.array([0]),
        start_ds=np.array([-10]),
        outside=np.array([False, False, False, False, False, True]),
        unit_ds=np.array([[NEVER, 20, NEVER, NEVER, NEVER, NEVER], [NEVER, NEVER, 95, 10, NEVER, NEVER]]),
    )
    found = close(problem, LIMITS)
    assert (found.shut, found.stopped, found.open, found.closed) == (False, 2, (2,), ((0, 1),))
    nearer = replace(problem, unit_ds=np.minimum(problem.unit_ds, np.where(np.arange(6) == 2, [[NEVER], [85]], NEVER)))
    assert close(nearer, LIMITS).shut
    assert broken(problem, found) == []


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
    told = Cordon(
        status="optimal", shut=True, closed=(), open=(), closed_ds=60, bound_ds=60, ways=2, stopped=2, most_stopped=2
    )
    late = replace(told, closed=((0, 1), (0, 2)))
    assert broken(problem, late) == ["unit_twice 0", "closed_too_late 1"]
    gap = replace(told, closed=((0, 2),), closed_ds=10, bound_ds=10)
    assert broken(problem, gap) == ["way_out 3", "open [1]", "stopped 1 of 2"]
    boast = replace(gap, shut=False, open=(1,), bound_ds=0, most_stopped=1)
    assert broken(problem, boast) == ["most_stopped 1", "stopped 1 of 2"]
    assert broken(problem, replace(boast, stopped=1)) == []


@pytest.mark.parametrize("seed", range(4))
def test_the_same_question_has_the_same_answer(seed: int) -> None:
    """One thread and the solver's own clock: not only the time is the same, but every unit and junction."""
    problem = small(seed + 100, nodes=12, units=5)
    assert close(problem, LIMITS) == close(problem, LIMITS)


@pytest.mark.parametrize("seed", range(40))
def test_without_time_the_cordon_holds_all_the_same(seed: int) -> None:
    """The short search holds what it tells and claims nothing that was not shown."""
    problem = small(seed + 200, nodes=8, units=2)
    found, best = close(problem, Limits(time_s=0)), close(problem, LIMITS)
    assert broken(problem, found) == []
    assert found.status in {"feasible", best.status}
    assert found.stopped <= best.stopped <= found.most_stopped
    if found.shut:
        assert found.closed_ds >= best.closed_ds
