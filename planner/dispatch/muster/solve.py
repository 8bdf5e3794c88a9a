"""Who goes where, by CP-SAT: four aims, one after the other, each proven before the next."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import numpy as np

from planner.dispatch.muster.problem import NEVER, STAYS, Muster, MusterProblem
from planner.domain.solving import Limits, OnProgress, Progress, keep_going

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from ortools.sat.python import cp_model

SHARES = (0.2, 0.4, 0.6, 1.0)
"""Part of the time that is left when its turn comes that each aim may take."""
LACK = 1
"""Number of the aim that holds what is missing."""


def muster(problem: MusterProblem, limits: Limits, *, on_progress: OnProgress = keep_going) -> Muster:
    """Send units to points."""
    from ortools.sat.python import cp_model

    from planner.rosters.model.searching import run, solver_of

    began, points, bound, proven = time.monotonic(), [STAYS] * len(problem.arrive_ds), 0, 0
    model = _Model(problem)
    for aim, share in enumerate(SHARES):
        if on_progress(Progress(stage="muster", done=aim / len(SHARES))):
            break
        model.hint(points)
        objective = (model.empty, model.lack, model.last, model.total)[aim]
        model.cp.minimize(objective)
        left_s = max(0.1, limits.time_s - (time.monotonic() - began))
        solver = solver_of(limits, share * left_s)
        status = run(solver, model.cp, lambda: on_progress(Progress(stage="muster", done=0.5)))
        if status not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
            break
        points = model.points(solver)
        value = round(solver.objective_value)
        if aim == LACK:
            bound = round(solver.best_objective_bound)
        proven += status == cp_model.OPTIMAL
        model.cp.clear_objective()  # type: ignore[no-untyped-call]  # untyped in ortools
        model.cp.add(objective <= value)
    return _told(problem, points, bound, proven == len(SHARES))


class _Model:
    """A unit goes to one point at the most; what is empty or missing, the last time and the sum of times follow."""

    def __init__(self, problem: MusterProblem) -> None:
        from ortools.sat.python import cp_model

        self.cp = cp_model.CpModel()
        self._units = len(problem.arrive_ds)
        in_time = (problem.arrive_ds < NEVER) & (problem.arrive_ds <= problem.due_ds[None, :])
        useful = np.zeros_like(in_time)
        for need, point in enumerate(problem.need_point.tolist()):
            useful[:, point] |= problem.gives[:, need] > 0
        self._goes = {
            (int(unit), int(point)): self.cp.new_bool_var("") for unit, point in np.argwhere(in_time & useful)
        }
        for unit in range(self._units):
            self.cp.add_at_most_one(var for (other, _), var in self._goes.items() if other == unit)
        for group, least in enumerate(problem.must_stay.tolist()):
            gone = [var for (unit, _), var in self._goes.items() if problem.in_group[unit, group]]
            self.cp.add(sum(gone) <= int(problem.in_group[:, group].sum()) - least)
        self.empty: cp_model.LinearExpr | int = self._empty(problem)
        self.lack: cp_model.LinearExpr | int = self._lack(problem)
        times = {pair: int(problem.arrive_ds[pair]) for pair in self._goes}
        self.last = self.cp.new_int_var(0, max(times.values(), default=0), "")
        for pair, var in self._goes.items():
            self.cp.add(self.last >= times[pair]).only_enforce_if(var)
            self.cp.add(self.last >= times[pair] * var)
        self.total: cp_model.LinearExpr | int = sum(times[pair] * var for pair, var in self._goes.items())

    def _empty(self, problem: MusterProblem) -> cp_model.LinearExpr | int:
        terms: cp_model.LinearExpr | int = 0
        for point, weight in enumerate(problem.point_weight.tolist()):
            alone = self.cp.new_bool_var("")
            self.cp.add_bool_or(alone, *(var for (_, to), var in self._goes.items() if to == point))
            terms += weight * alone
        return terms

    def _lack(self, problem: MusterProblem) -> cp_model.LinearExpr | int:
        terms: cp_model.LinearExpr | int = 0
        for need, count in enumerate(problem.need_count.tolist()):
            lacks = self.cp.new_int_var(0, count, "")
            point = int(problem.need_point[need])
            brought = [int(problem.gives[unit, need]) * var for (unit, to), var in self._goes.items() if to == point]
            self.cp.add(lacks >= count - sum(brought))
            terms += int(problem.need_weight[need]) * lacks
        return terms

    def hint(self, points: list[int]) -> None:
        self.cp.clear_hints()  # type: ignore[no-untyped-call]  # untyped in ortools
        for (unit, point), var in self._goes.items():
            self.cp.add_hint(var, points[unit] == point)

    def points(self, solver: cp_model.CpSolver) -> list[int]:
        found = [STAYS] * self._units
        for (unit, point), var in self._goes.items():
            if solver.value(var):
                found[unit] = point
        return found


def _told(problem: MusterProblem, points: list[int], bound: int, proven: bool) -> Muster:  # noqa: FBT001 - one of its facts
    goes = np.array(points, np.int64)
    there = goes[:, None] == problem.need_point[None, :]
    missing = np.maximum(0, problem.need_count - (problem.gives * there).sum(axis=0))
    times = [int(problem.arrive_ds[unit, point]) for unit, point in enumerate(points) if point != STAYS]
    return Muster(
        status="optimal" if proven else "feasible",
        point=tuple(points),
        missing=tuple(missing.tolist()),
        empty=int(problem.point_weight[~_helped(problem, goes)].sum()),
        lack=int((problem.need_weight * missing).sum()),
        lack_bound=bound,
        last_ds=max(times, default=0),
        total_ds=sum(times),
    )


def _helped(problem: MusterProblem, goes: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Tell to which points somebody comes who brings something they need, (p,)."""
    helped = np.zeros(len(problem.point_weight), bool)
    brings = (goes[:, None] == problem.need_point[None, :]) & (problem.gives > 0)
    helped[problem.need_point[brings.any(axis=0)]] = True
    return helped
