"""What could be changed about each member of a conflict, from the smallest change to the largest."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from planner.rosters.model.cover import Goal
from planner.rosters.model.facts import Fact
from planner.rosters.problem import RosterOfficer, RosterProblem, Runs

PRICES: Mapping[str, int] = {
    "give_up_request": 1,
    "unpin": 2,
    "allow_succession": 4,
    "one_more_shift": 4,
    "split_squad": 5,
    "shorter_run": 5,
    "longer_days_off": 5,
    "leave_pattern": 6,
    "one_more_weekend": 6,
    "fewer_hours": 6,
    "one_more_day": 8,
    "more_hours": 8,
    "shorter_rest": 10,
    "one_more_night": 12,
    "allow_duty": 14,
    "fewer_free_days": 15,
    "move_leave": 20,
    "train_officer": 25,
    "more_officers": 30,
    "less_required": 45,
    "smaller_crew": 50,
    "less_cover": 60,
}
"""Order in which changes are offered: wishes and cells first, then rules that tire people, then people, then cover."""
HOURS_STEPS_H = (4, 8, 16)
"""Hours by which a limit is moved [h]."""
SHORTEST_REST_S = 8 * 3600
"""No shorter rest is offered than a night's sleep [s]."""
STEPS = 3
"""Most steps by which a figure is moved."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One change.

    Attributes
    ----------
    code
        Key of `PRICES` and of `planner.i18n.conflicts.RELAXATIONS`.
    params
        What the sentence needs besides the params of the member: old and new figures, names.
    step
        How far it goes; among options of one price the smallest first.
    problem, goal
        The roster with the change made.
    """

    code: str
    params: Mapping[str, object]
    step: int
    problem: RosterProblem
    goal: Goal


def options(problem: RosterProblem, goal: Goal, fact: Fact) -> Iterator[Option]:
    """Give the changes of one member of a conflict, smallest first."""
    makers: dict[str, Callable[[RosterProblem, Goal, Fact], Iterator[Option]]] = {
        "request": _request,
        "need": _need,
        "requirement": _requirement,
        "duties": _duties,
        "skills": _skills,
        "together": _together,
        "crew_size": _crew,
        "crew_police": _crew,
        "crew_skill": _crew,
    }
    if fact.rule in makers:
        yield from makers[fact.rule](problem, goal, fact)
        return
    officer = problem.officers[fact.officer]
    for step, (code, params, changed) in enumerate(_personal(officer, fact), 1):
        yield Option(code=code, params=params, step=step, problem=_with(problem, fact.officer, changed), goal=goal)


def _with(problem: RosterProblem, number: int, officer: RosterOfficer) -> RosterProblem:
    officers = (*problem.officers[:number], officer, *problem.officers[number + 1 :])
    return replace(problem, officers=officers)


Change = tuple[str, Mapping[str, object], RosterOfficer]


def _personal(officer: RosterOfficer, fact: Fact) -> Iterator[Change]:
    """Change a rule of one officer."""
    kind, _, end = fact.rule.rpartition("_")
    if kind in {"work", "night", "off"} and end in {"longest", "shortest"}:
        yield from _runs(officer, kind, end)
    elif fact.rule == "rest":
        for rest_s in _rests(officer.rest_s):
            yield "shorter_rest", {"new": rest_s / 3600}, replace(officer, rest_s=rest_s)
    elif fact.rule in {"most_hours", "least_hours"}:
        yield from _hours(officer, fact)
    elif fact.rule == "leave":
        yield "move_leave", {}, replace(officer, leave=_dropped(officer.leave, fact.item))
    elif fact.rule == "pin":
        yield "unpin", {}, replace(officer, pins=_dropped(officer.pins, fact.item))
    elif fact.rule == "pattern":
        yield "leave_pattern", {}, replace(officer, pattern=())
    elif fact.rule == "successions":
        yield "allow_succession", {}, replace(officer, successions=frozenset())
    else:
        yield from _figures(officer, fact)


def _set(officer: RosterOfficer, name: str, value: object) -> RosterOfficer:
    changes: dict[str, Any] = {name: value}
    return replace(officer, **changes)


def _dropped(items: tuple[Any, ...], number: int) -> tuple[Any, ...]:
    return (*items[:number], *items[number + 1 :])


def _rests(rest_s: int) -> Iterator[int]:
    """Give the full hours below a rest, down to the shortest that is offered [s]."""
    hours = range(-(-rest_s // 3600) - 1, SHORTEST_REST_S // 3600 - 1, -1)
    yield from (hour * 3600 for hour in hours)


def _runs(officer: RosterOfficer, kind: str, end: str) -> Iterator[Change]:
    name = f"{kind}_run"
    runs: Runs = getattr(officer, name)
    codes = {"work": "one_more_day", "night": "one_more_night", "off": "longer_days_off"}
    for step in range(1, STEPS + 1):
        if end == "longest" and runs.longest is not None:
            changed = replace(runs, longest=runs.longest + step)
            yield codes[kind], {"new": runs.longest + step}, _set(officer, name, changed)
        elif end == "shortest" and runs.shortest > step:
            changed = replace(runs, shortest=runs.shortest - step)
            yield "shorter_run", {"new": runs.shortest - step}, _set(officer, name, changed)


def _hours(officer: RosterOfficer, fact: Fact) -> Iterator[Change]:
    limit = officer.hours[fact.item]
    for hours in HOURS_STEPS_H:
        if fact.rule == "most_hours" and limit.most_s is not None:
            new_s = limit.most_s + hours * 3600
            code, changed = "more_hours", replace(limit, most_s=new_s)
        else:
            new_s = max(0, limit.least_s - hours * 3600)
            code, changed = "fewer_hours", replace(limit, least_s=new_s)
        limits = (*officer.hours[: fact.item], changed, *officer.hours[fact.item + 1 :])
        yield code, {"new": new_s / 3600}, replace(officer, hours=limits)


def _figures(officer: RosterOfficer, fact: Fact) -> Iterator[Change]:
    """Change the figure of a limit by one after the other."""
    fields = {
        "free_after": ("free_after", "free_days", -1, "fewer_free_days"),
        "weekends": ("weekends", "most", 1, "one_more_weekend"),
        "shift_limit": ("shift_limits", "most", 1, "one_more_shift"),
    }
    name, figure, way, code = fields[fact.rule]
    limits = getattr(officer, name)
    for step in range(1, STEPS + 1):
        new = getattr(limits[fact.item], figure) + way * step
        if new >= 0:
            changed = (*limits[: fact.item], replace(limits[fact.item], **{figure: new}), *limits[fact.item + 1 :])
            yield code, {"new": new}, _set(officer, name, changed)


def _request(problem: RosterProblem, goal: Goal, fact: Fact) -> Iterator[Option]:
    rest = tuple(request for request in goal.requests if request != (fact.officer, fact.item))
    yield Option(code="give_up_request", params={}, step=1, problem=problem, goal=replace(goal, requests=rest))


def _need(problem: RosterProblem, goal: Goal, fact: Fact) -> Iterator[Option]:
    need = problem.needs[fact.item]
    duty = problem.duties[need.duty]
    skills = duty.skills | {skill for skill, _ in duty.crew_skills}
    for count in range(1, STEPS + 1):
        more = tuple(
            RosterOfficer(id=f"+{number}", duties=frozenset({need.duty}), skills=skills) for number in range(count)
        )
        grown = replace(problem, officers=(*problem.officers, *more))
        yield Option(code="more_officers", params={"new": count}, step=count, problem=grown, goal=goal)
    for minimum in range(need.minimum - 1, -1, -1):
        yield _less_cover(problem, goal, fact.item, minimum)


def _less_cover(problem: RosterProblem, goal: Goal, number: int, minimum: int) -> Option:
    need = problem.needs[number]
    needs = (*problem.needs[:number], replace(need, minimum=minimum), *problem.needs[number + 1 :])
    step = need.minimum - minimum
    changed = replace(problem, needs=needs)
    return Option(code="less_cover", params={"new": minimum}, step=step, problem=changed, goal=goal)


def _requirement(problem: RosterProblem, goal: Goal, fact: Fact) -> Iterator[Option]:
    rule = problem.requirements[fact.item]
    for least in range(rule.least - 1, -1, -1):
        rules = list(problem.requirements)
        rules[fact.item] = replace(rule, least=least)
        changed = replace(problem, requirements=tuple(rules))
        yield Option(code="less_required", params={"new": least}, step=rule.least - least, problem=changed, goal=goal)


def _duties(problem: RosterProblem, goal: Goal, fact: Fact) -> Iterator[Option]:
    for o, officer in enumerate(problem.officers):
        if fact.item not in officer.duties and problem.duties[fact.item].skills <= officer.skills:
            changed = _with(problem, o, replace(officer, duties=officer.duties | {fact.item}))
            yield Option(code="allow_duty", params={"officer": officer.id}, step=1, problem=changed, goal=goal)


def _skills(problem: RosterProblem, goal: Goal, fact: Fact) -> Iterator[Option]:
    skills = problem.duties[fact.item].skills
    for o, officer in enumerate(problem.officers):
        if fact.item in officer.duties and not skills <= officer.skills:
            changed = _with(problem, o, replace(officer, skills=officer.skills | skills))
            yield Option(code="train_officer", params={"officer": officer.id}, step=1, problem=changed, goal=goal)


def _together(problem: RosterProblem, goal: Goal, fact: Fact) -> Iterator[Option]:
    squads = list(problem.together)
    squads[fact.item] = replace(squads[fact.item], officers=())
    changed = replace(problem, together=tuple(squads))
    yield Option(code="split_squad", params={}, step=1, problem=changed, goal=goal)


def _crew(problem: RosterProblem, goal: Goal, fact: Fact) -> Iterator[Option]:
    """Make a crew's size or share smaller by one after the other."""
    duty = problem.duties[fact.item]
    skill, needed = duty.crew_skills[fact.part] if fact.rule == "crew_skill" else ("", 0)
    figure = {"crew_size": duty.crew_size, "crew_police": duty.crew_police, "crew_skill": needed}[fact.rule]
    for new in range(figure - 1, -1 if fact.rule != "crew_size" else 0, -1):
        if fact.rule == "crew_size":
            changed = replace(duty, crew_size=new)
        elif fact.rule == "crew_police":
            changed = replace(duty, crew_police=new)
        else:
            rest = [pair if number != fact.part else (skill, new) for number, pair in enumerate(duty.crew_skills)]
            changed = replace(duty, crew_skills=tuple(rest))
        duties = (*problem.duties[: fact.item], changed, *problem.duties[fact.item + 1 :])
        yield Option(
            code="smaller_crew",
            params={"new": new, "figure": figure},
            step=figure - new,
            problem=replace(problem, duties=duties),
            goal=goal,
        )
