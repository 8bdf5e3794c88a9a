"""Rules about officers who work together: crews, and squads on duty together."""

from __future__ import annotations

from collections.abc import Iterator

from planner.rosters.check_sheet import Breach, Sheet, date_span, date_text, time_text
from planner.rosters.problem import RosterDuty, RosterProblem, Together


def breaches(problem: RosterProblem, sheet: Sheet) -> Iterator[Breach]:
    """Hold a roster against every rule about officers who work together."""
    yield from crews_whole(problem, sheet)
    yield from squads_together(problem, sheet)


def crews_whole(problem: RosterProblem, sheet: Sheet) -> Iterator[Breach]:
    """A shift has nobody or a whole crew, and in proportion to its officers enough police and enough of each skill."""
    for index in sorted(sheet.staff):
        shift, there = problem.shifts[index], [problem.officers[k] for k in sheet.staff[index]]
        duty, count = problem.duties[shift.duty], len(there)
        params = {"duty": duty.code, "start": time_text(problem, shift.start_s), "count": count}
        if count < duty.crew_size:
            yield Breach(code="roster_crew_too_small", params={**params, "needed": duty.crew_size})
        police = sum(officer.police for officer in there)
        if _too_few(duty, police, count, duty.crew_police):
            figures = {"police": police, "needed": duty.crew_police, "crew": duty.crew_size}
            yield Breach(code="roster_crew_police", params={**params, **figures})
        for skill, needed in duty.crew_skills:
            able = sum(skill in officer.skills for officer in there)
            if _too_few(duty, able, count, needed):
                figures = {"able": able, "needed": needed, "crew": duty.crew_size}
                yield Breach(code="roster_crew_skill", params={**params, "skill": skill, **figures})


def _too_few(duty: RosterDuty, able: int, count: int, needed: int) -> bool:
    return able * duty.crew_size < count * needed


def squads_together(problem: RosterProblem, sheet: Sheet) -> Iterator[Breach]:
    """On each date all officers of a squad work shifts of the same template, or none of them works.

    Who is on leave at any time of the date, or has a pin on it, does not count.
    """
    for rule in problem.together:
        for day in range(problem.days):
            there = _present(problem, rule, day)
            working = [_templates(problem, sheet, officer, day) for officer in there]
            if len(set(working)) > 1:
                params = {"squad": rule.squad, "date": date_text(problem, day)}
                yield Breach(code="roster_squad_apart", params=params, points=rule.points)


def _present(problem: RosterProblem, rule: Together, day: int) -> list[int]:
    start_s, end_s = date_span(problem, day)
    return [
        index
        for index in rule.officers
        if all(pinned != day for pinned, _ in problem.officers[index].pins)
        and not any(max(away_s, start_s) < min(back_s, end_s) for away_s, back_s in problem.officers[index].leave)
    ]


def _templates(problem: RosterProblem, sheet: Sheet, officer: int, day: int) -> frozenset[str]:
    return frozenset(problem.shifts[k].shift for k in sheet.own[officer] if problem.shifts[k].day == day)
