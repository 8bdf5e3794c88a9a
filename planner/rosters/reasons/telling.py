"""Facts in the words of a scenario: codes with names, dates and figures, for sentences that are made elsewhere."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from planner.domain.clock import later
from planner.rosters.model.facts import Fact
from planner.rosters.problem import OFF, RosterProblem

HOUR_S = 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One member of a conflict.

    Attributes
    ----------
    fact
        What it is, by indices.
    code
        Key of its sentence in `planner.i18n.conflicts.MEMBERS`.
    params
        Ids and names, dates and moments in ISO 8601, figures.
    """

    fact: Fact
    code: str
    params: Mapping[str, object]


def member_of(problem: RosterProblem, fact: Fact) -> Member:
    """Put a fact into words."""
    code, params = _TELL.get(fact.rule, _by_figure)(problem, fact)
    if fact.officer >= 0:
        params = {"officer": problem.officers[fact.officer].id, **params}
    return Member(fact=fact, code=code, params=params)


Told = tuple[str, Mapping[str, object]]


def date_text(problem: RosterProblem, day: int) -> str:
    """Give a date of the horizon in ISO 8601."""
    return (problem.first + dt.timedelta(day)).isoformat()


def _moments(problem: RosterProblem, start_s: int, end_s: int) -> dict[str, object]:
    return {
        "start": later(problem.origin, start_s).isoformat(),
        "end": later(problem.origin, end_s).isoformat(),
    }


def _need(problem: RosterProblem, fact: Fact) -> Told:
    need = problem.needs[fact.item]
    params = {"duty": problem.duties[need.duty].code, "minimum": need.minimum}
    return "need", {**params, **_moments(problem, need.start_s, need.end_s)}


def _requirement(problem: RosterProblem, fact: Fact) -> Told:
    rule = problem.requirements[fact.item]
    params = {"key": rule.key, "least": rule.least}
    return f"requirement_{rule.rule}", {**params, **_moments(problem, rule.start_s, rule.end_s)}


def _request(problem: RosterProblem, fact: Fact) -> Told:
    request = problem.officers[fact.officer].requests[fact.item]
    params = {"date": date_text(problem, request.day), "shift": ", ".join(sorted(request.templates))}
    wish = "wanted" if request.wanted else "unwanted"
    return f"request_{wish}" + ("" if request.templates else "_any"), params


def _duties(problem: RosterProblem, fact: Fact) -> Told:
    able = [officer.id for officer in problem.officers if fact.item in officer.duties]
    params = {"duty": problem.duties[fact.item].code, "able": tuple(able)}
    return ("duties" if able else "duties_nobody"), params


def _skills(problem: RosterProblem, fact: Fact) -> Told:
    duty = problem.duties[fact.item]
    able = [officer.id for officer in problem.officers if duty.skills <= officer.skills]
    params = {"duty": duty.code, "skills": ", ".join(sorted(duty.skills)), "able": tuple(able)}
    return ("skills" if able else "skills_nobody"), params


def _leave(problem: RosterProblem, fact: Fact) -> Told:
    start_s, end_s = problem.officers[fact.officer].leave[fact.item]
    first, last = later(problem.origin, start_s), later(problem.origin, end_s - 1)
    return "leave", {"first": first.date().isoformat(), "last": last.date().isoformat()}


def _pin(problem: RosterProblem, fact: Fact) -> Told:
    day, shift = problem.officers[fact.officer].pins[fact.item]
    date = date_text(problem, day)
    if shift == OFF:
        return "pin_off", {"date": date}
    seen = problem.shifts[shift]
    return "pin", {"date": date, "shift": seen.shift, "duty": problem.duties[seen.duty].code}


def _hours(problem: RosterProblem, fact: Fact) -> Told:
    limit = problem.officers[fact.officer].hours[fact.item]
    bound_s = limit.least_s if fact.rule == "least_hours" else limit.most_s or 0
    dates = {"first": date_text(problem, limit.first_day), "last": date_text(problem, limit.last_day)}
    return fact.rule, {"hours": bound_s / HOUR_S, "limit": limit.rule, **dates}


def _limits(problem: RosterProblem, fact: Fact) -> Told:
    officer = problem.officers[fact.officer]
    if fact.rule == "free_after":
        rule = officer.free_after[fact.item]
        return fact.rule, {"shift": rule.template, "days": rule.free_days}
    if fact.rule == "weekends":
        return fact.rule, {"most": officer.weekends[fact.item].most}
    limit = officer.shift_limits[fact.item]
    return fact.rule, {"shift": limit.template, "most": limit.most}


def _successions(problem: RosterProblem, fact: Fact) -> Told:
    pairs = sorted(problem.officers[fact.officer].successions)
    return fact.rule, {"pairs": ", ".join(f"{first} - {second}" for first, second in pairs)}


def _crew(problem: RosterProblem, fact: Fact) -> Told:
    duty = problem.duties[fact.item]
    params: dict[str, object] = {"duty": duty.code, "size": duty.crew_size}
    if fact.rule == "crew_skill":
        skill, least = duty.crew_skills[fact.part]
        return fact.rule, {**params, "skill": skill, "least": least}
    return fact.rule, {**params, "least": duty.crew_police}


def _together(problem: RosterProblem, fact: Fact) -> Told:
    return fact.rule, {"squad": problem.together[fact.item].squad}


def _by_figure(problem: RosterProblem, fact: Fact) -> Told:
    """Put rest, runs and patterns into words."""
    officer = problem.officers[fact.officer]
    if fact.rule == "rest":
        return fact.rule, {"hours": officer.rest_s / HOUR_S}
    if fact.rule == "pattern":
        return fact.rule, {}
    kind, _, end = fact.rule.partition("_")
    return fact.rule, {"days": getattr(getattr(officer, f"{kind}_run"), end)}


_TELL: Mapping[str, Callable[[RosterProblem, Fact], Told]] = {
    "need": _need,
    "requirement": _requirement,
    "request": _request,
    "duties": _duties,
    "skills": _skills,
    "leave": _leave,
    "pin": _pin,
    "most_hours": _hours,
    "least_hours": _hours,
    "free_after": _limits,
    "weekends": _limits,
    "shift_limit": _limits,
    "successions": _successions,
    "crew_size": _crew,
    "crew_police": _crew,
    "crew_skill": _crew,
    "together": _together,
}
