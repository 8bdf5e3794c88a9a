"""Annealed choices of shifts: as good as looking at every one on tiny problems, never better, within every limit."""

from __future__ import annotations

import numpy as np
import pytest
from test_shift_design_small import WEEK, brute_force, drawn

from planner.rosters.design.annealing import anneal, ground_of
from planner.rosters.design.best import Best, price
from planner.rosters.design.cells import cells_of
from planner.rosters.design.problem import DesignProblem


def annealed(problem: DesignProblem, *, afresh: bool, times: int = 1) -> Best:
    """Anneal so often."""
    cells = cells_of(problem)
    starts = np.array([kind.start for kind in problem.kinds])
    ground, best = ground_of(cells, np.abs(starts[:, None] - starts[None, :])), Best(cells)
    for seed in range(times):
        anneal(ground, best, seed, afresh=afresh)
    return best


@pytest.mark.parametrize("seed", range(12))
def test_tiny_choices_are_the_best_of_all(seed: int) -> None:
    """A few short annealings find the best of a tiny problem, and nothing that is better than that."""
    problem = drawn(seed)
    best = annealed(problem, afresh=bool(seed % 2), times=4)
    assert best.objective == price(best.cells, best.people) == brute_force(problem)
    assert (best.people >= 0).all()
    assert (best.people <= best.cells.most).all()
    assert problem.most_kinds is None or len(best.kinds) <= problem.most_kinds


def test_the_same_seed_gives_the_same_choice() -> None:
    """Nothing but the seed decides."""
    one, two = (annealed(WEEK, afresh=False) for _ in range(2))
    assert one.people.tolist() == two.people.tolist()


def test_a_stop_ends_it() -> None:
    """Told to stop, it changes nothing any more."""
    cells = cells_of(WEEK)
    best = Best(cells)
    best.halt.set()
    anneal(ground_of(cells, np.zeros((len(WEEK.kinds),) * 2, np.int64)), best, 1, afresh=True)
    assert not best.people.any()
