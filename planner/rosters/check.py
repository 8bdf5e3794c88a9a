"""Judge a roster again in plain numbers: every rule, every hour of cover and the objective, without the solver."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor

from planner.domain.violation import Violation
from planner.rosters.problem import LAYERS, NIGHT_POINTS, DutyShift, RosterOfficer, RosterProblem, RosterResult

HOUR_S = 3600


def check(problem: RosterProblem, result: RosterResult) -> list[Violation]:
    """List every rule that a roster breaks, and every figure of it that is not what it says."""
    people, shifts = range(len(problem.officers)), range(len(problem.shifts))
    if any(person not in people or shift not in shifts for person, shift in result.works):
        return [Violation(code="roster_unknown_work", params={})]
    found = []
    if len(set(result.works)) < len(result.works):
        found.append(Violation(code="roster_work_twice", params={}))
    theirs: dict[int, list[DutyShift]] = defaultdict(list)
    for person, shift in set(result.works):
        theirs[person].append(problem.shifts[shift])
    for index, own in theirs.items():
        officer = problem.officers[index]
        own.sort(key=lambda shift: (shift.start_s, shift.end_s))
        found += _fitness(problem, officer, own)
        found += _rests(problem, officer, own)
        found += _hours(officer, own)
        found += _runs(problem, officer, own)
    return [*found, *_crews(problem, result), *_figures(problem, result)]


def _time(problem: RosterProblem, second: int) -> str:
    moment = problem.origin.timestamp() + second
    return problem.origin.fromtimestamp(moment, problem.origin.tzinfo).isoformat(timespec="minutes")


def _fitness(problem: RosterProblem, officer: RosterOfficer, own: list[DutyShift]) -> Iterator[Violation]:
    """See that the officer may do the duty, can do it and is not away."""
    for shift in own:
        duty = problem.duties[shift.duty]
        params = {"officer": officer.id, "duty": duty.code, "start": _time(problem, shift.start_s)}
        if shift.duty not in officer.duties:
            yield Violation(code="roster_duty_not_allowed", params=params)
        for skill in sorted(duty.skills - officer.skills):
            yield Violation(code="roster_skill_missing", params={**params, "skill": skill})
        if any(min(end_s, shift.end_s) > max(start_s, shift.start_s) for start_s, end_s in officer.leave):
            yield Violation(code="roster_on_leave", params=params)


def _rests(problem: RosterProblem, officer: RosterOfficer, own: list[DutyShift]) -> Iterator[Violation]:
    latest_s = None
    for shift in own:
        if latest_s is not None:
            rest_s = shift.start_s - latest_s
            params = {"officer": officer.id, "start": _time(problem, shift.start_s)}
            if rest_s < 0:
                yield Violation(code="roster_two_at_once", params=params)
            elif rest_s < problem.rest_s:
                figures = {"rest_h": rest_s / HOUR_S, "needed_h": problem.rest_s / HOUR_S}
                yield Violation(code="rest_too_short", params={**params, **figures})
        latest_s = shift.end_s if latest_s is None else max(latest_s, shift.end_s)


def _hours(officer: RosterOfficer, own: list[DutyShift]) -> Iterator[Violation]:
    """Add up the hours of every calendar week, and of the horizon."""
    for week in sorted({shift.week for shift in own}):
        hours = sum(shift.end_s - shift.start_s for shift in own if shift.week == week) / HOUR_S
        if hours > officer.week_s / HOUR_S:
            params = {"officer": officer.id, "week": week + 1, "hours": hours, "most": officer.week_s / HOUR_S}
            yield Violation(code="roster_week_too_long", params=params)
    total = sum(shift.end_s - shift.start_s for shift in own) / HOUR_S
    if total > officer.total_s / HOUR_S:
        params = {"officer": officer.id, "hours": total, "most": officer.total_s / HOUR_S}
        yield Violation(code="roster_hours_too_long", params=params)


def _runs(problem: RosterProblem, officer: RosterOfficer, own: list[DutyShift]) -> Iterator[Violation]:
    days = _longest_run({shift.day for shift in own})
    if days > problem.longest_run_days:
        params = {"officer": officer.id, "days": days, "most": problem.longest_run_days}
        yield Violation(code="roster_run_too_long", params=params)
    nights = _longest_run({night for shift in own for night in shift.nights})
    if nights > problem.most_nights_in_row:
        params = {"officer": officer.id, "nights": nights, "most": problem.most_nights_in_row}
        yield Violation(code="roster_nights_in_row", params=params)


def _longest_run(dates: Iterable[int]) -> int:
    longest = run = 0
    before = None
    for date in sorted(dates):
        run = run + 1 if before is not None and date - before == 1 else 1
        longest, before = max(longest, run), date
    return longest


def _crews(problem: RosterProblem, result: RosterResult) -> Iterator[Violation]:
    for index in sorted({shift for _, shift in result.works}):
        shift = problem.shifts[index]
        duty = problem.duties[shift.duty]
        there = len({officer for officer, worked in result.works if worked == index})
        if there < duty.crew_size:
            params = {"duty": duty.code, "start": _time(problem, shift.start_s), "count": there}
            yield Violation(code="roster_crew_too_small", params={**params, "needed": duty.crew_size})


def _figures(problem: RosterProblem, result: RosterResult) -> Iterator[Violation]:
    """Recompute the objective; its bound may not lie above it, and must meet it when the roster is called optimal."""
    layers = {
        "short": _missing(problem, result, "minimum"),
        "under": _missing(problem, result, "wanted"),
        "hours": sum(problem.shifts[s].end_s - problem.shifts[s].start_s for _, s in result.works) // problem.unit_s,
        "unfair": _unfairness(problem, result),
    }
    for name, told in zip(LAYERS, result.layers, strict=True):
        if layers[name] != told:
            params = {"layer": name, "told": told, "counted": layers[name]}
            yield Violation(code="roster_layer_wrong", params=params)
    objective = sum(weight * layers[name] for weight, name in zip(problem.weights, LAYERS, strict=True))
    if objective != result.objective:
        yield Violation(code="roster_objective_wrong", params={"told": result.objective, "counted": objective})
    proven = result.status == "optimal"
    if result.bound > objective or (proven and result.bound != objective):
        yield Violation(code="roster_bound_wrong", params={"bound": result.bound, "objective": objective})


def _missing(problem: RosterProblem, result: RosterResult, level: str) -> int:
    """Sweep over time: officers who come and go against those needed, in officers times units."""
    missing_s = 0
    for duty in range(len(problem.duties)):
        change: dict[int, int] = defaultdict(int)
        for _, index in result.works:
            shift = problem.shifts[index]
            if shift.duty == duty:
                change[shift.start_s] += 1
                change[shift.end_s] -= 1
        asked: dict[int, int] = defaultdict(int)
        for need in problem.needs:
            if need.duty == duty:
                asked[need.start_s] += getattr(need, level)
                asked[need.end_s] -= getattr(need, level)
        there = needed = 0
        for moment, after in pairwise(sorted(change.keys() | asked.keys())):
            there += change.get(moment, 0)
            needed += asked.get(moment, 0)
            missing_s += max(0, needed - there) * (after - moment)
    return missing_s // problem.unit_s


def _unfairness(problem: RosterProblem, result: RosterResult) -> int:
    """Compare peers: the spread of their load in percent and of their nights."""
    points = 0
    for group in {officer.peers for officer in problem.officers}:
        peers = [i for i, officer in enumerate(problem.officers) if officer.peers == group and officer.contract_s]
        if len(peers) < 2:
            continue
        loads, nights = [], []
        for index in peers:
            own = [problem.shifts[shift] for officer, shift in result.works if officer == index]
            worked_s = sum(shift.end_s - shift.start_s for shift in own)
            loads.append(Fraction(100 * worked_s, problem.officers[index].contract_s))
            nights.append(sum(len(shift.nights) for shift in own))
        points += ceil(max(loads)) - floor(min(loads)) + NIGHT_POINTS * (max(nights) - min(nights))
    return points
