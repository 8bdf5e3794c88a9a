"""Rules about sums over an officer's shifts: counted hours, weekends, shifts of a template."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planner.rosters.check_sheet import HOUR_S, Breach, date_text, shifts_of
from planner.rosters.problem import RosterOfficer, RosterProblem


def hours_limits(problem: RosterProblem, officer: RosterOfficer, own: Sequence[int]) -> Iterator[Breach]:
    """Counted hours of the shifts that start on some dates stay inside limits; each hour begun outside counts once."""
    for limit in officer.hours:
        counted_s = sum(
            shift.counted_s for shift in shifts_of(problem, own) if limit.first_day <= shift.day <= limit.last_day
        )
        if limit.least_s <= counted_s and (limit.most_s is None or counted_s <= limit.most_s):
            continue
        span = {"first": date_text(problem, limit.first_day), "last": date_text(problem, limit.last_day)}
        params = {"officer": officer.id, "rule": limit.rule, "hours": counted_s / HOUR_S, **span}
        if limit.most_s is not None and counted_s > limit.most_s:
            yield Breach(
                code="roster_hours_above",
                params={**params, "most": limit.most_s / HOUR_S},
                units=_hours_begun(counted_s - limit.most_s),
                points=limit.points,
            )
        if counted_s < limit.least_s:
            yield Breach(
                code="roster_hours_below",
                params={**params, "least": limit.least_s / HOUR_S},
                units=_hours_begun(limit.least_s - counted_s),
                points=limit.points,
            )


def _hours_begun(seconds: int) -> int:
    return -(-seconds // HOUR_S)


def weekend_limits(problem: RosterProblem, officer: RosterOfficer, own: Sequence[int]) -> Iterator[Breach]:
    """At most so many of some weekends have a start on any of their dates."""
    days = {shift.day for shift in shifts_of(problem, own)}
    for limit in officer.weekends:
        worked = [weekend for weekend in limit.weekends if days.intersection(weekend)]
        if len(worked) > limit.most:
            params = {"officer": officer.id, "count": len(worked), "most": limit.most}
            units = len(worked) - limit.most
            yield Breach(code="roster_weekends_too_many", params=params, units=units, points=limit.points)


def shift_limits(problem: RosterProblem, officer: RosterOfficer, own: Sequence[int]) -> Iterator[Breach]:
    """At most so many shifts of a template start in the horizon."""
    for limit in officer.shift_limits:
        count = sum(shift.shift == limit.template for shift in shifts_of(problem, own))
        if count > limit.most:
            params = {"officer": officer.id, "shift": limit.template, "count": count, "most": limit.most}
            units = count - limit.most
            yield Breach(code="roster_shifts_too_many", params=params, units=units, points=limit.points)
