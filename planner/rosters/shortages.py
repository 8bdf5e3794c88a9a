"""Where officers are missing, why, and what would mend it; each reason is counted, not guessed."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from planner.domain.clock import later
from planner.domain.plan import Fix, Parameter, Unmet
from planner.domain.scenario import Scenario
from planner.rosters.problem import Need, RosterOfficer, RosterProblem, RosterResult
from planner.rosters.reinforcements import meets, officers_to_add
from planner.rosters.requirement_gaps import requirement_gaps, unmet_requirements
from planner.rosters.without_shifts import without_shifts


class Gap(NamedTuple):
    """A need that is not met to its minimum."""

    need: Need
    short: int
    """Officers missing."""
    reason: str


def shortages(scenario: Scenario, problem: RosterProblem, result: RosterResult) -> tuple[Unmet, ...]:
    """List what a roster is short of: officers, those that the rules ask for besides, and officers without any shift.

    A duty's gaps that follow on each other for one reason are one. Gaps that no single fact makes unavoidable are
    blamed on too few officers only if the bound proves that closing them costs more than they do.
    """
    gaps, asked = _gaps(problem, result), requirement_gaps(problem, result)
    open_units = sum(gap.short * gap.need.units for gap in gaps if not gap.reason)
    open_units += sum(gap.short * gap.requirement.units for gap in asked if gap.cause == "rules")
    proven = result.objective - open_units * problem.weights[0] < result.bound
    rest = "too_few_officers" if proven else "search_stopped_early"
    staffed = frozenset(shift for _, shift in result.works)
    windows = _windows([gap if gap.reason else gap._replace(reason=rest) for gap in gaps])
    return (
        *(_unmet(scenario, problem, window, staffed) for window in windows),
        *unmet_requirements(scenario, problem, asked, proven=proven),
        *without_shifts(scenario, problem, result.stuck, when=problem.origin, reason="officer_stuck"),
    )


def _windows(gaps: list[Gap]) -> list[list[Gap]]:
    """Put gaps together that follow on each other."""
    windows: list[list[Gap]] = []
    for gap in gaps:
        before = windows[-1][-1] if windows else None
        if before and _follows(before, gap):
            windows[-1].append(gap)
        else:
            windows.append([gap])
    return windows


def _follows(before: Gap, gap: Gap) -> bool:
    return before.need.duty == gap.need.duty and before.need.end_s == gap.need.start_s and before.reason == gap.reason


def _gaps(problem: RosterProblem, result: RosterResult) -> list[Gap]:
    """Count every need again, by duty and start; without a reason where no single fact makes a gap unavoidable."""
    staff = Counter(shift for _, shift in result.works)
    gaps = []
    for need in sorted(problem.needs, key=lambda need: (need.duty, need.start_s)):
        there = sum(number for shift, number in staff.items() if meets(problem.shifts[shift], need))
        if there < need.minimum:
            gaps.append(Gap(need, need.minimum - there, _reason(problem, need)))
    return gaps


def _reason(problem: RosterProblem, need: Need) -> str:
    """Find the first thing that makes the minimum impossible, from shifts to people; empty: nothing by itself."""
    duty = problem.duties[need.duty]
    meeting = [shift for shift in problem.shifts if meets(shift, need)]
    allowed = [officer for officer in problem.officers if need.duty in officer.duties]
    able = [officer for officer in allowed if duty.skills <= officer.skills]
    there = [officer for officer in able if any(not _away(officer, x.start_s, x.end_s) for x in meeting)]
    if not meeting:
        return "no_shift_covers"
    if allowed and not able:
        return "nobody_has_skill"
    if len(able) < need.minimum:
        return "too_few_officers"
    return "on_leave" if len(there) < need.minimum else ""


def _away(officer: RosterOfficer, start_s: int, end_s: int) -> bool:
    return any(begins < end_s and start_s < ends for begins, ends in officer.leave)


def _unmet(scenario: Scenario, problem: RosterProblem, window: list[Gap], staffed: frozenset[int]) -> Unmet:
    """Describe one window by its worst part."""
    worst = max(window, key=lambda gap: gap.short)
    duty = scenario.duties[worst.need.duty]
    start_s, end_s = window[0].need.start_s, window[-1].need.end_s
    start, end = later(problem.origin, start_s), later(problem.origin, end_s)
    allowed = [officer for officer in problem.officers if worst.need.duty in officer.duties]
    lacking = set(duty.skills) - {skill for officer in allowed for skill in officer.skills}
    params: dict[str, Parameter] = {
        "short": worst.short,
        "minimum": worst.need.minimum,
        "duty": duty.name or duty.code,
        "start": start.isoformat(timespec="minutes"),
        "end": end.isoformat(timespec="minutes"),
    }
    if worst.reason == "nobody_has_skill":
        params["skill"] = ", ".join(sorted(lacking or set(duty.skills)))
    if worst.reason == "on_leave":
        params["away"] = sum(_away(o, start_s, end_s) and set(duty.skills) <= o.skills for o in allowed)
    fix = _fix(problem, window, staffed, params)
    return Unmet(kind="cover", id=duty.code, when=start, reason=worst.reason, fix=fix, params=params)


def _fix(problem: RosterProblem, window: list[Gap], staffed: frozenset[int], params: dict[str, Parameter]) -> Fix:
    """Say what would close the window, with figures."""
    reason, duty = window[0].reason, params["duty"]
    if reason == "no_shift_covers":
        return Fix(code="add_shift", params={"duty": duty, "start": params["start"], "end": params["end"]})
    if reason == "on_leave":
        return Fix(code="move_leave", params={"count": params["short"], "duty": duty})
    if reason == "search_stopped_early":
        return Fix(code="search_longer", params={})
    count = officers_to_add(problem, [(gap.need, gap.short) for gap in window], staffed)
    if reason == "nobody_has_skill":
        return Fix(code="train_officers", params={"count": count, "duty": duty, "skill": params["skill"]})
    return Fix(code="add_officers", params={"count": count, "duty": duty})
