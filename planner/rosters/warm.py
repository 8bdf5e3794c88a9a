"""Compile the searches for rosters and shifts beforehand: ``python -m planner.rosters.warm``."""

from __future__ import annotations

import datetime as dt

import numpy as np

from planner.domain.solving import Limits
from planner.rosters.design.annealing import anneal, ground_of
from planner.rosters.design.best import Best
from planner.rosters.design.cells import cells_of
from planner.rosters.design.problem import DesignKind, DesignProblem
from planner.rosters.problem import LAYERS, DutyShift, Need, RosterDuty, RosterOfficer, RosterProblem
from planner.rosters.solve import solve


def smallest() -> RosterProblem:
    """Make a problem with one officer, who may work one shift on one date."""
    monday = dt.date(2026, 11, 23)
    return RosterProblem(
        origin=dt.datetime.combine(monday, dt.time(), tzinfo=dt.UTC),
        first=monday,
        day_kinds=("workday",),
        weekends=(),
        officers=(RosterOfficer(id="o", duties=frozenset({0})),),
        duties=(RosterDuty(code="d"),),
        shifts=(DutyShift(shift="s", duty=0, day=0, start_s=0, end_s=28_800, counted_s=28_800, nights=()),),
        needs=(Need(duty=0, start_s=0, end_s=28_800, minimum=1, wanted=1, maximum=None),),
        unit_s=3600,
        weights=tuple(range(len(LAYERS), 0, -1)),
    )


def smallest_design() -> DesignProblem:
    """Make a problem with one kind of shift on one day."""
    kinds = (DesignKind(start=0, length=1),)
    return DesignProblem(slots_per_day=2, days=1, required=(1, 0), kinds=kinds, kind_price=1)


def warm() -> None:
    """Solve the smallest problems; the compiled code stays on disk."""
    solve(smallest(), Limits(iterations=1, workers=1))
    cells = cells_of(smallest_design())
    anneal(ground_of(cells, np.zeros((1, 1), np.int64)), Best(cells), 1, afresh=True)


if __name__ == "__main__":
    warm()
