"""Whether officers have the counted hours that a span of dates needs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from math import gcd

from planner.rosters.model.rules_crews import midnight_s
from planner.rosters.problem import RosterProblem
from planner.rosters.reasons.able import Able


def hours_short(problem: RosterProblem, able: Able) -> Iterator[tuple[int, int, tuple[int, ...], int, int]]:
    """Give start and end of spans [s], duties, counted time that they need at least, and time that there is [s].

    The spans are those of the limits of hours; every duty is looked at alone, and all together. A need counts if only
    shifts that start in the span meet it; of those the one that counts least for the time counts.
    """
    spans = sorted({(x.first_day, x.last_day) for o in problem.officers for x in o.hours if x.points is None})
    asked = _asked(problem, able)
    for first, last in spans:
        needed: dict[int, float] = defaultdict(float)
        for duty, days, time_s in asked:
            if first <= min(days) and max(days) <= last:
                needed[duty] += time_s
        groups: list[tuple[int, ...]] = [(duty,) for duty in sorted(needed)]
        groups += [tuple(sorted(needed))] if len(needed) > 1 else []
        for duties in groups:
            needed_s = int(sum(needed[duty] for duty in duties))
            there_s = sum(_most_s(problem, able, o, (first, last), duties) for o in range(len(problem.officers)))
            if there_s < needed_s:
                yield midnight_s(problem, first), midnight_s(problem, last + 1), duties, needed_s, there_s


def _asked(problem: RosterProblem, able: Able) -> list[tuple[int, set[int], float]]:
    """List for every need its duty, the dates of the shifts that meet it, and the counted time that it takes [s]."""
    asked = []
    for need in problem.needs:
        shifts = [problem.shifts[s] for s in able.cover.of(need)]
        if need.minimum > 0 and shifts:
            share = min(shift.counted_s / _on_duty_s(shift.start_s, shift.end_s, shift.pause_s) for shift in shifts)
            time_s = need.minimum * (need.end_s - need.start_s) * share
            asked.append((need.duty, {shift.day for shift in shifts}, time_s))
    return asked


def _on_duty_s(start_s: int, end_s: int, pause_s: tuple[int, int] | None) -> int:
    return max(1, end_s - start_s - (pause_s[1] - pause_s[0] if pause_s else 0))


def _most_s(problem: RosterProblem, able: Able, o: int, span: tuple[int, int], duties: tuple[int, ...]) -> int:
    """Give the most counted time that an officer can work on some duties in a span, in steps of all shifts [s]."""
    longest: dict[int, int] = defaultdict(int)
    for s in able.shifts[o]:
        shift = problem.shifts[s]
        if shift.duty in duties and span[0] <= shift.day <= span[1]:
            longest[shift.day] = max(longest[shift.day], shift.counted_s)
    limits = [
        limit.most_s
        for limit in problem.officers[o].hours
        if limit.points is None
        and limit.most_s is not None
        and limit.first_day <= span[0]
        and span[1] <= limit.last_day
    ]
    step_s = gcd(*longest.values(), *(problem.shifts[s].counted_s for s in able.shifts[o])) or 1
    return max(0, min([sum(longest.values()), *(limit_s // step_s * step_s for limit_s in limits)]))
