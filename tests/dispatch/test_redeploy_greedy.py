"""Posts without a solver: legal, never worse than standing still, near the best, and what stands when time is short."""

from __future__ import annotations

import numpy as np
import pytest
from test_dispatch_redeploy import town

from planner.dispatch.redeploy import solve
from planner.dispatch.redeploy.check import broken, earned
from planner.dispatch.redeploy.greedy import earned_by, exchanged, greedy, nearer
from planner.dispatch.redeploy.problem import NEVER, RedeployProblem
from planner.domain.solving import Limits


def legal(problem: RedeployProblem, posts: list[int]) -> bool:
    """Tell whether every unit can be at its post in time."""
    return all(int(problem.move_s[unit, post]) < NEVER for unit, post in enumerate(posts))


@pytest.mark.parametrize("seed", range(8))
def test_greedy_posts_are_legal_and_near_the_best(seed: int) -> None:
    """They earn what is told, no less than standing still, and at least 97 % of what the solver proves."""
    problem = town(seed, 8, 25, 80, farthest_s=600 if seed % 2 else NEVER)
    posts, home = greedy(problem), problem.home.tolist()
    assert legal(problem, posts)
    assert earned_by(problem, posts) == earned(problem, tuple(posts)) >= earned_by(problem, home)
    best = solve.redeploy(problem, Limits(time_s=20))
    assert best.status == "optimal"
    assert 0.97 * best.earned <= earned_by(problem, posts) <= best.earned


def test_no_single_change_adds_anything() -> None:
    """After the exchange every unit stands where it adds most, the others being where they are."""
    problem = town(2, 5, 12, 40, farthest_s=500)
    posts = exchanged(problem, problem.home.tolist())
    for unit in range(5):
        for post in np.flatnonzero(problem.move_s[unit] < NEVER).tolist():
            other = [*posts[:unit], post, *posts[unit + 1 :]]
            assert earned_by(problem, other) <= earned_by(problem, posts)


@pytest.mark.parametrize("seed", range(4))
def test_fewer_moves_keep_what_is_asked(seed: int) -> None:
    """Units that are shared out anew are legal, earn no less than the floor, and do not move more often."""
    problem = town(seed, 8, 25, 80, farthest_s=900)
    posts = greedy(problem)
    floor = int(0.95 * earned_by(problem, posts))
    calm = nearer(problem, posts, floor)
    moves = [sum(post != home for post, home in zip(some, problem.home, strict=True)) for some in (calm, posts)]
    assert legal(problem, calm)
    assert earned_by(problem, calm) >= floor
    assert moves[0] <= moves[1]


@pytest.mark.parametrize("give", [0.0, 0.1])
@pytest.mark.parametrize("seed", range(4))
def test_without_any_answer_of_the_solver_nothing_gets_worse(
    seed: int, give: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The solver comes back with nothing, as under load: the answer is legal, told as unproven, and no worse."""
    problem = town(seed, 6, 15, 60)
    monkeypatch.setattr(solve.Programme, "solve", lambda *_: (None, -np.inf, False))
    found = solve.redeploy(problem, Limits(time_s=1), give=give)
    assert broken(problem, found) == []
    assert found.status == "feasible"
    assert found.earned >= earned_by(problem, problem.home.tolist())
    assert found.bound == problem.most


def test_units_that_stand_best_stay() -> None:
    """From posts that are the best already nobody moves, whatever may be given up."""
    problem = town(1, 6, 15, 60)
    best = solve.redeploy(problem, Limits(time_s=20))
    home = np.array(best.post)
    stay = np.where(problem.move_s == 0, 1, problem.move_s)
    stay[np.arange(6), home] = 0
    from dataclasses import replace

    again = solve.redeploy(replace(problem, home=home, move_s=stay), Limits(time_s=20), give=0.1)
    assert (again.moves, again.earned) == (0, best.earned)
