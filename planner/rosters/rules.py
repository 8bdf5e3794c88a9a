"""The rules of a roster: one rule, one function.

Every rule here only forbids; what is wished for stands in `costs.py`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from ortools.sat.python import cp_model

from planner.rosters.problem import RosterProblem


class Works(NamedTuple):
    """Who works what, as variables of a model."""

    of: dict[tuple[int, int], cp_model.IntVar]
    """Whether an officer (index) works a shift (index)."""
    staff: list[cp_model.IntVar]
    """Officers on every shift."""


Rule = Callable[[cp_model.CpModel, RosterProblem, Works], None]


def works_of(model: cp_model.CpModel, problem: RosterProblem) -> Works:
    """Make the variables: any officer may be put on any shift, and every shift counts its officers."""
    shifts, officers = range(len(problem.shifts)), range(len(problem.officers))
    of = {(officer, shift): model.new_bool_var(f"works_{officer}_{shift}") for officer in officers for shift in shifts}
    staff = [model.new_int_var(0, len(officers), f"staff_{shift}") for shift in shifts]
    for shift in shifts:
        model.add(staff[shift] == sum(of[officer, shift] for officer in officers))
    return Works(of, staff)


def allowed_duties_only(model: cp_model.CpModel, problem: RosterProblem, works: Works) -> None:
    """Keep every officer to the duties that the station lets them do."""
    _forbid(
        model,
        works,
        (
            (o, s)
            for o, officer in enumerate(problem.officers)
            for s, shift in enumerate(problem.shifts)
            if shift.duty not in officer.duties
        ),
    )


def skills_needed(model: cp_model.CpModel, problem: RosterProblem, works: Works) -> None:
    """Keep officers off duties for which they lack a skill."""
    _forbid(
        model,
        works,
        (
            (o, s)
            for o, officer in enumerate(problem.officers)
            for s, shift in enumerate(problem.shifts)
            if not problem.duties[shift.duty].skills <= officer.skills
        ),
    )


def nobody_on_leave(model: cp_model.CpModel, problem: RosterProblem, works: Works) -> None:
    """Forbid every shift that reaches into an officer's leave, the end of a night before it included."""
    _forbid(
        model,
        works,
        (
            (o, s)
            for o, officer in enumerate(problem.officers)
            for s, shift in enumerate(problem.shifts)
            if any(shift.start_s < end_s and start_s < shift.end_s for start_s, end_s in officer.leave)
        ),
    )


def _forbid(model: cp_model.CpModel, works: Works, pairs: Iterable[tuple[int, int]]) -> None:
    for pair in pairs:
        model.add(works.of[pair] == 0)


def rest_between_shifts(model: cp_model.CpModel, problem: RosterProblem, works: Works) -> None:
    """Forbid two shifts at once and two with less than the least rest between them.

    Two shifts clash when their spans, each made longer by the rest, overlap. Spans that overlap pairwise have a moment
    in common, and the first such moment is the start of one of them: one at-most-one a start is enough.
    """
    for moment in sorted({shift.start_s for shift in problem.shifts}):
        clash = [s for s, x in enumerate(problem.shifts) if x.start_s <= moment < x.end_s + problem.rest_s]
        if len(clash) > 1:
            for officer in range(len(problem.officers)):
                model.add_at_most_one(works.of[officer, shift] for shift in clash)


def weekly_hours(model: cp_model.CpModel, problem: RosterProblem, works: Works) -> None:
    """Keep every officer's hours of a calendar week, and those of the horizon, at or below what is allowed."""
    lengths = [shift.end_s - shift.start_s for shift in problem.shifts]
    weeks = defaultdict(list)
    for index, shift in enumerate(problem.shifts):
        weeks[shift.week].append(index)
    for o, officer in enumerate(problem.officers):
        for shifts in weeks.values():
            model.add(sum(lengths[s] * works.of[o, s] for s in shifts) <= officer.week_s)
        model.add(sum(lengths[s] * works.of[o, s] for s in range(len(lengths))) <= officer.total_s)


def longest_run_of_days(model: cp_model.CpModel, problem: RosterProblem, works: Works) -> None:
    """Give everybody a day on which no shift starts after the longest run of days."""
    dates = [(shift.day,) for shift in problem.shifts]
    _limit_runs(model, problem, works, dates, problem.longest_run_days, "day")


def nights_in_row(model: cp_model.CpModel, problem: RosterProblem, works: Works) -> None:
    """Give everybody a night off after the most nights in a row."""
    dates = [shift.nights for shift in problem.shifts]
    _limit_runs(model, problem, works, dates, problem.most_nights_in_row, "night")


def _limit_runs(
    model: cp_model.CpModel,
    problem: RosterProblem,
    works: Works,
    dates: Sequence[tuple[int, ...]],
    longest: int,
    name: str,
) -> None:
    """Allow at most `longest` of the dates that shifts occupy in a row."""
    by_date = defaultdict(list)
    for shift, occupied in enumerate(dates):
        for date in occupied:
            by_date[date].append(shift)
    runs = [range(date, date + longest + 1) for date in by_date]
    windows = [run for run in runs if all(date in by_date for date in run)]
    if not windows:
        return
    for officer in range(len(problem.officers)):
        busy = {date: model.new_bool_var(f"{name}_{officer}_{date}") for date in by_date}
        for date, shifts in by_date.items():
            for shift in shifts:
                model.add_implication(works.of[officer, shift], busy[date])
        for window in windows:
            model.add(sum(busy[date] for date in window) <= longest)


def crew_together(model: cp_model.CpModel, problem: RosterProblem, works: Works) -> None:
    """Start no shift with fewer officers than its duty's crew: nobody, or at least the crew."""
    for index, shift in enumerate(problem.shifts):
        crew = problem.duties[shift.duty].crew_size
        if crew > 1:
            used = model.new_bool_var(f"used_{index}")
            model.add(works.staff[index] >= crew * used)
            model.add(works.staff[index] <= len(problem.officers) * used)


RULES: tuple[Rule, ...] = (
    allowed_duties_only,
    skills_needed,
    nobody_on_leave,
    rest_between_shifts,
    weekly_hours,
    longest_run_of_days,
    nights_in_row,
    crew_together,
)
