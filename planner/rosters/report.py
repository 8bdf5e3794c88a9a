"""From the solver's answer to the plan's roster, with what is unmet and how the search ended."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from planner.domain.clock import later
from planner.domain.demand import Demand
from planner.domain.plan import Assignment, SolverReport, Unmet
from planner.domain.scenario import Scenario
from planner.rosters.problem import DutyShift, RosterProblem, RosterResult
from planner.rosters.shortages import shortages

STEP_S = 3600
"""Step in which a shift's demand is added up [s]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterReport:
    """The roster as the plan holds it.

    Attributes
    ----------
    roster
        One row a shift of an officer, two for a split one, by start. Officers of duties in grids have a `grid`, all
        others a `post` (their duty's code) until a crew takes them.
    unmet
        Shortages of cover, and officers who get no shift.
    solver
        How the search ended.
    """

    roster: tuple[Assignment, ...]
    unmet: tuple[Unmet, ...]
    solver: SolverReport


def report(scenario: Scenario, demand: Demand, problem: RosterProblem, result: RosterResult) -> RosterReport:
    """Put an answer into the plan's words."""
    grids = _grids(scenario, demand, problem, result)
    rows = [row for pair in result.works for row in _rows(problem, pair, grids.get(pair))]
    return RosterReport(
        roster=tuple(sorted(rows, key=lambda row: row.start.astimezone(dt.UTC))),
        unmet=shortages(scenario, problem, result),
        solver=SolverReport(
            status=result.status, objective=result.objective, bound=result.bound, seconds=round(result.seconds, 3)
        ),
    )


def _rows(problem: RosterProblem, pair: tuple[int, int], grid: str | None) -> list[Assignment]:
    """Give an officer's shift as one row, a split shift as one row for each of its parts."""
    officer, shift = problem.officers[pair[0]], problem.shifts[pair[1]]
    duty = problem.duties[shift.duty].code
    pause_s = shift.pause_s or (shift.end_s, shift.end_s)
    parts = [(shift.start_s, pause_s[0]), (pause_s[1], shift.end_s)]
    return [
        Assignment(
            officer=officer.id,
            start=later(problem.origin, start_s),
            end=later(problem.origin, end_s),
            duty=duty,
            shift=shift.shift,
            grid=grid,
            post=None if grid is not None else duty,
        )
        for start_s, end_s in parts
        if start_s < end_s
    ]


def _grids(
    scenario: Scenario, demand: Demand, problem: RosterProblem, result: RosterResult
) -> dict[tuple[int, int], str]:
    """Give every officer of a duty in grids a grid: the home grid, or the one with most demand an officer.

    Those without a home grid are dealt out like seats by highest averages (D'Hondt): the grid with the most demand in
    the shift's hours for each officer there, the new one included. Officers of the same duty who are there for part of
    the shift count in part.
    """
    homes = {officer.id: officer.grid for officer in scenario.officers}
    known = {grid.id for grid in scenario.grids}
    pairs = [pair for pair in result.works if scenario.duties[problem.shifts[pair[1]].duty].in_grid]
    grids: dict[tuple[int, int], str] = {}
    for pair in pairs:
        home = homes[problem.officers[pair[0]].id]
        if home in known and home is not None:
            grids[pair] = home
    for pair in sorted(pairs, key=lambda pair: (problem.shifts[pair[1]].start_s, pair)):
        if pair not in grids and known:
            shift = problem.shifts[pair[1]]
            work, there = _work(demand, problem, shift), _there(problem, grids, shift)
            grids[pair] = max(work, key=lambda grid: work[grid] / (1 + there.get(grid, 0)))
    return grids


def _work(demand: Demand, problem: RosterProblem, shift: DutyShift) -> dict[str, float]:
    """Add up each grid's demand in a shift's hours."""
    steps = range(shift.start_s, shift.end_s, STEP_S)
    moments = [later(problem.origin, second) for second in steps]
    return {grid: sum(demand.at_moment(grid, moment) for moment in moments) for grid in demand.by_grid}


def _there(problem: RosterProblem, grids: dict[tuple[int, int], str], shift: DutyShift) -> dict[str, float]:
    """Count the officers in each grid while a shift lasts."""
    there: dict[str, float] = {}
    for (_, index), grid in grids.items():
        other = problem.shifts[index]
        both_s = min(other.end_s, shift.end_s) - max(other.start_s, shift.start_s)
        if other.duty == shift.duty and both_s > 0:
            there[grid] = there.get(grid, 0) + both_s / (shift.end_s - shift.start_s)
    return there
