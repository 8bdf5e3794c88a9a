"""Officers who get no shift: whether their own rules allow them none, or no crew could go out with them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from planner.domain.plan import Fix, Parameter, Unmet
from planner.domain.scenario import Scenario
from planner.rosters.problem import RosterProblem


def without_shifts(
    scenario: Scenario, problem: RosterProblem, officers: Sequence[int], *, when: dt.datetime, reason: str
) -> tuple[Unmet, ...]:
    """Tell of officers who get no shift, and why; each is judged alone, whoever else is there.

    Parameters
    ----------
    problem
        The roster with every rule of these officers.
    officers
        Their indices.
    when
        From when on they get none.
    reason
        What is told of those whose own rules, pins and leave allow no schedule: ``officer_stuck`` or ``officer_rests``.
        All others could not go out with any crew.
    """
    if not officers:
        return ()
    from planner.rosters.model.stuck import stuck_officers

    few = replace(problem, officers=tuple(problem.officers[index] for index in officers))
    stuck = {officers[row] for row in stuck_officers(few)}
    return tuple(
        _own_rules(problem, index, when, reason) if index in stuck else _no_crew(scenario, problem, index, when)
        for index in officers
    )


def _own_rules(problem: RosterProblem, index: int, when: dt.datetime, reason: str) -> Unmet:
    """Tell of an officer whose rules allow no schedule, not even one without a shift."""
    name = problem.officers[index].id
    params: dict[str, Parameter] = {"officer": name}
    fix = Fix(code="loosen_rules", params=params)
    return Unmet(kind="cover", id=name, when=when, reason=reason, fix=fix, params=params)


def _no_crew(scenario: Scenario, problem: RosterProblem, index: int, when: dt.datetime) -> Unmet:
    """Tell of an officer who has to work, and for whom no crew was found that may go out."""
    officer = problem.officers[index]
    open_to = sorted(officer.duties)
    crewed = [duty for duty in open_to if _needs_crew(problem, duty)]
    names = [scenario.duties[duty].name or scenario.duties[duty].code for duty in crewed or open_to]
    params: dict[str, Parameter] = {"officer": officer.id, "duties": ", ".join(names)}
    fix = Fix(code="complete_crew", params=params)
    return Unmet(kind="cover", id=officer.id, when=when, reason="officer_without_crew", fix=fix, params=params)


def _needs_crew(problem: RosterProblem, duty: int) -> bool:
    rule = problem.duties[duty]
    return rule.crew_size > 1 or bool(rule.crew_police or rule.crew_skills)
