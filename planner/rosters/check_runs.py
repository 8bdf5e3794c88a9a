"""Rules about dates in a row: with a start, with a night, without a start.

A run is judged if a date of it lies in the horizon; of nights, one that a shift of this roster spends. It is never too
short if it touches the first date that is known or the last of the horizon.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence

from planner.rosters.check_sheet import Breach, date_text, shifts_of
from planner.rosters.problem import RosterOfficer, RosterProblem, Runs


def work_runs(problem: RosterProblem, officer: RosterOfficer, own: Sequence[int]) -> Iterator[Breach]:
    """Dates with a start in a row."""
    worked = _dates_with_start(problem, officer, own)
    codes = ("roster_run_too_long", "roster_run_too_short")
    yield from _judge(problem, officer, officer.work_run, worked, codes, judged=range(problem.days))


def night_runs(problem: RosterProblem, officer: RosterOfficer, own: Sequence[int]) -> Iterator[Breach]:
    """Nights in a row; that of the last shifts may be one date after the horizon."""
    theirs = {night for shift in shifts_of(problem, own) for night in shift.nights}
    before = {night for shift in officer.past for night in shift.nights if night >= -officer.past_days}
    codes = ("roster_nights_in_row", "roster_nights_too_few")
    yield from _judge(problem, officer, officer.night_run, theirs | before, codes, judged=theirs)


def off_runs(problem: RosterProblem, officer: RosterOfficer, own: Sequence[int]) -> Iterator[Breach]:
    """Dates without a start in a row."""
    free = set(range(-officer.past_days, problem.days)) - _dates_with_start(problem, officer, own)
    codes = ("roster_off_too_long", "roster_off_too_short")
    yield from _judge(problem, officer, officer.off_run, free, codes, judged=range(problem.days))


def _dates_with_start(problem: RosterProblem, officer: RosterOfficer, own: Sequence[int]) -> set[int]:
    before = {shift.day for shift in officer.past if shift.day >= -officer.past_days}
    return before | {shift.day for shift in shifts_of(problem, own)}


def _judge(
    problem: RosterProblem,
    officer: RosterOfficer,
    rule: Runs,
    dates: Iterable[int],
    codes: tuple[str, str],
    *,
    judged: Container[int],
) -> Iterator[Breach]:
    """See that no run with a date that is `judged` is too long or too short.

    A run that is too long counts whole, but where the rule has a price only those dates too many that are judged.
    """
    too_long, too_short = codes
    for run in _runs(dates):
        count = len(run)
        if not any(date in judged for date in run):
            continue
        params = {"officer": officer.id, "first": date_text(problem, run[0]), "count": count}
        if rule.longest is not None and count > rule.longest:
            excess = run[rule.longest :]
            units = len(excess) if rule.points is None else sum(date in judged for date in excess)
            yield Breach(code=too_long, params={**params, "most": rule.longest}, units=units, points=rule.points)
        if count < rule.shortest and run[0] > -officer.past_days and run[-1] < problem.days - 1:
            units = rule.shortest - count
            yield Breach(code=too_short, params={**params, "least": rule.shortest}, units=units, points=rule.points)


def _runs(dates: Iterable[int]) -> list[list[int]]:
    """Cut dates into the longest pieces without a gap."""
    runs: list[list[int]] = []
    for date in sorted(dates):
        if runs and runs[-1][-1] == date - 1:
            runs[-1].append(date)
        else:
            runs.append([date])
    return runs
