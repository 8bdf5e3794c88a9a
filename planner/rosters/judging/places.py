"""Which dates of an officer a broken rule is about, so that they can be shown and, one by one, freed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from planner.rosters.check_sheet import Breach, shifts_of, time_text
from planner.rosters.problem import RosterOfficer, RosterProblem

RUNS = ("roster_run_too_long", "roster_run_too_short", "roster_nights_in_row", "roster_nights_too_few",
        "roster_off_too_long", "roster_off_too_short")  # fmt: skip
NIGHTS = ("roster_nights_in_row", "roster_nights_too_few")


def days_of(problem: RosterProblem, officer: RosterOfficer, own: Sequence[int], breach: Breach) -> tuple[int, ...]:
    """List the dates of a breach, counted from the horizon's first; for nights those on which their shifts start."""
    params, shifts = breach.params, shifts_of(problem, own)
    days: Iterable[int]
    match breach.code:
        case "rest_too_short" | "roster_two_at_once":
            days = _with_the_one_before(problem, officer, own, str(params["start"]))
        case "roster_free_days_missing":
            day = day_at(problem, params["date"])
            days = (day, day + int(str(params["free"])) + 1)
        case "roster_succession":
            day = day_at(problem, params["date"])
            days = (day - 1, day)
        case "roster_hours_above" | "roster_hours_below":
            days = range(day_at(problem, params["first"]), day_at(problem, params["last"]) + 1)
        case "roster_weekends_too_many":
            dates = {day for limit in officer.weekends for weekend in limit.weekends for day in weekend}
            days = (shift.day for shift in shifts if shift.day in dates)
        case "roster_shifts_too_many":
            days = (shift.day for shift in shifts if shift.shift == params["shift"])
        case code if code in RUNS:
            days = _run(problem, own, breach)
        case _:
            days = (day_at(problem, params[key]) for key in ("date", "start") if key in params)
    return tuple(days)


def day_at(problem: RosterProblem, text: object) -> int:
    """Give the date of a text that begins with one, counted from the horizon's first."""
    return (dt.date.fromisoformat(str(text)[:10]) - problem.first).days


def _run(problem: RosterProblem, own: Sequence[int], breach: Breach) -> tuple[int, ...]:
    first = day_at(problem, breach.params["first"])
    dates = range(first, first + int(str(breach.params["count"])))
    if breach.code not in NIGHTS:
        return tuple(dates)
    return tuple(shift.day for shift in shifts_of(problem, own) if any(night in dates for night in shift.nights))


def _with_the_one_before(
    problem: RosterProblem, officer: RosterOfficer, own: Sequence[int], start: str
) -> tuple[int, ...]:
    days = [shift.day for shift in officer.past[-1:]]
    for shift in shifts_of(problem, own):
        days.append(shift.day)
        if time_text(problem, shift.start_s) == start:
            break
    return tuple(days[-2:])
