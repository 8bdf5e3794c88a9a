"""What the checks of a roster read and say: the roster by officer and by shift, rules broken, dates and times."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from planner.rosters.problem import DutyShift, Points, RosterProblem

HOUR_S = 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """A rule that a roster breaks.

    Attributes
    ----------
    code
        Key of its sentence in `planner.i18n.violations.VIOLATIONS`.
    params
        What the sentence needs.
    units
        How many units it is broken by, at least 1.
    points
        What one unit costs; None: the rule is never broken.
    """

    code: str
    params: Mapping[str, object] = field(default_factory=dict)
    units: int = 1
    points: Points = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A roster laid out.

    Attributes
    ----------
    own
        Indices of each officer's shifts, by start, (officers,).
    staff
        Indices of the officers on each shift that is worked.
    """

    own: tuple[tuple[int, ...], ...]
    staff: Mapping[int, tuple[int, ...]]


def sheet_of(problem: RosterProblem, works: Iterable[tuple[int, int]]) -> Sheet:
    """Lay out pairs of officer and shift; a pair that comes twice counts once."""
    own: dict[int, list[int]] = defaultdict(list)
    staff: dict[int, list[int]] = defaultdict(list)
    for officer, shift in sorted(set(works)):
        own[officer].append(shift)
        staff[shift].append(officer)
    return Sheet(
        own=tuple(by_start(problem, own[officer]) for officer in range(len(problem.officers))),
        staff={shift: tuple(there) for shift, there in staff.items()},
    )


def by_start(problem: RosterProblem, shifts: Iterable[int]) -> tuple[int, ...]:
    """Order indices of shifts by start, then by end."""
    return tuple(sorted(shifts, key=lambda k: (problem.shifts[k].start_s, problem.shifts[k].end_s, k)))


def shifts_of(problem: RosterProblem, own: Iterable[int]) -> list[DutyShift]:
    """Look up shifts by their indices."""
    return [problem.shifts[k] for k in own]


def date_text(problem: RosterProblem, day: int) -> str:
    """Write a date of the horizon, or one before or after it."""
    return (problem.first + dt.timedelta(days=day)).isoformat()


def time_text(problem: RosterProblem, second: int) -> str:
    """Write a moment in the station's time zone."""
    moment = problem.origin.timestamp() + second
    return problem.origin.fromtimestamp(moment, problem.origin.tzinfo).isoformat(timespec="minutes")


def date_span(problem: RosterProblem, day: int) -> tuple[int, int]:
    """Give the two midnights of a date, in time that really passes, after the origin [s]."""
    zone = problem.origin.tzinfo
    start, end = (
        dt.datetime.combine(problem.first + dt.timedelta(days=day + k), dt.time(), tzinfo=zone) for k in (0, 1)
    )
    origin_s = problem.origin.timestamp()
    return round(start.timestamp() - origin_s), round(end.timestamp() - origin_s)
