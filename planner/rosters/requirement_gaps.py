"""Which requirements of the rules without a weight a roster misses: leaders, own officers of grids, reliefs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Literal, NamedTuple

from planner.domain.clock import later
from planner.domain.plan import Fix, Parameter, Unmet
from planner.domain.scenario import Scenario
from planner.rosters.problem import Requirement, RosterOfficer, RosterProblem, RosterResult

REASONS = {"duty_leader": "no_leader", "neighbours": "grids_thin", "cover": "grid_thin", "handover": "handover_gap"}
"""Reason by the name of the rule."""

Cause = Literal["shifts", "people", "rules"]
"""No shift could meet it; too few could be on one; neither by itself."""


class RequirementGap(NamedTuple):
    """A requirement that is not met."""

    requirement: Requirement
    short: int
    """Pairs of officer and shift that are missing."""
    cause: Cause


def requirement_gaps(problem: RosterProblem, result: RosterResult) -> list[RequirementGap]:
    """Count every requirement without points again, by rule, key and start."""
    found = []
    for requirement in problem.requirements:
        pairs = sum(one in requirement.officers and two in requirement.shifts for one, two in result.works)
        if requirement.points is None and pairs < requirement.least:
            gap = RequirementGap(requirement, requirement.least - pairs, _cause(problem, requirement))
            found.append(gap)
    return sorted(found, key=lambda gap: (gap.requirement.rule, gap.requirement.key, gap.requirement.start_s))


def _cause(problem: RosterProblem, requirement: Requirement) -> Cause:
    if not requirement.shifts:
        return "shifts"
    free = sum(
        any(_could_work(problem, problem.officers[index], shift) for shift in requirement.shifts)
        for index in requirement.officers
    )
    return "people" if free < requirement.least else "rules"


def _could_work(problem: RosterProblem, officer: RosterOfficer, index: int) -> bool:
    """Tell whether an officer may do a shift and is not on leave then."""
    shift = problem.shifts[index]
    able = shift.duty in officer.duties and problem.duties[shift.duty].skills <= officer.skills
    return able and not any(begins < shift.end_s and shift.start_s < ends for begins, ends in officer.leave)


def unmet_requirements(
    scenario: Scenario, problem: RosterProblem, gaps: Sequence[RequirementGap], *, proven: bool
) -> tuple[Unmet, ...]:
    """Tell the gaps of a rule that are about the same thing, and that the same would mend, as one.

    Parameters
    ----------
    proven
        Whether the bound shows that gaps with the cause ``rules`` do not close for the price of what is missing.
    """
    together: dict[tuple[object, ...], list[RequirementGap]] = defaultdict(list)
    for gap in gaps:
        named = _named(scenario, problem, gap.requirement)
        together[gap.requirement.rule, gap.requirement.key, gap.cause, named.get("duty")].append(gap)
    return tuple(_unmet(scenario, problem, same, proven=proven) for same in together.values())


def _unmet(scenario: Scenario, problem: RosterProblem, gaps: list[RequirementGap], *, proven: bool) -> Unmet:
    worst = max(gaps, key=lambda gap: gap.short)
    requirement = worst.requirement
    start = later(problem.origin, gaps[0].requirement.start_s)
    params: dict[str, Parameter] = {
        "short": worst.short,
        "minimum": requirement.least,
        "times": len(gaps),
        "start": start.isoformat(timespec="minutes"),
        "end": later(problem.origin, gaps[-1].requirement.end_s).isoformat(timespec="minutes"),
    }
    params |= _named(scenario, problem, requirement)
    fix = Fix(code="search_longer") if worst.cause == "rules" and not proven else _fix(scenario, worst, params)
    return Unmet(kind="cover", id=requirement.key, when=start, reason=REASONS[requirement.rule], fix=fix, params=params)


def _named(scenario: Scenario, problem: RosterProblem, requirement: Requirement) -> dict[str, Parameter]:
    """Name what a requirement is about."""
    if requirement.rule == "duty_leader":
        return {"skill": requirement.key}
    if requirement.rule == "handover":
        duty = requirement.key
    elif requirement.rule == "neighbours":
        duty = scenario.roster.rules.neighbours.duty
    else:
        duty = _duty_in(scenario, problem, requirement)
    names = {known.code: known.name or known.code for known in scenario.duties}
    return {"duty": names[duty]} if requirement.rule == "handover" else {"duty": names[duty], "grids": requirement.key}


def _duty_in(scenario: Scenario, problem: RosterProblem, requirement: Requirement) -> str:
    """Give the code of the duty that asks for a grid's own officers: that of the shifts, if there are any."""
    for index in requirement.shifts:
        return problem.duties[problem.shifts[index].duty].code
    asking = (duty.code for duty in scenario.duties for cover in duty.cover if cover.grid == requirement.key)
    return next(asking)


def _fix(scenario: Scenario, gap: RequirementGap, params: dict[str, Parameter]) -> Fix:
    """Say what would close the gaps."""
    rule, count = gap.requirement.rule, params["short"]
    if gap.cause == "shifts" and rule == "handover":
        duty = next(duty for duty in scenario.duties if duty.code == gap.requirement.key)
        return Fix(code="overlap_shifts", params={"duty": params["duty"], "minutes": 2 * duty.handover_min})
    if gap.cause == "shifts" and rule == "duty_leader":
        return Fix(code="add_shift_on_dates")
    if gap.cause == "shifts":
        return Fix(code="add_shift", params={key: params[key] for key in ("duty", "start", "end")})
    if rule == "duty_leader":
        return Fix(code="train_leaders", params={"count": count, "skill": params["skill"]})
    if rule == "handover":
        return Fix(code="add_officers", params={"count": count, "duty": params["duty"]})
    return Fix(code="assign_grid", params={key: params[key] for key in ("duty", "grids")} | {"count": count})
