"""Who goes out together: crews of a shift, and squads that are on duty as one."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence

from planner.domain.force import Duty, Officer
from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.domain.violation import Violation
from planner.evaluation.rosters.record import Record, binding
from planner.evaluation.stages import solved


def crews_go_together(plan: Plan, scenario: Scenario) -> Iterator[Violation]:
    """A shift of a duty starts with nobody or with a crew at least, with the police and the skills it needs."""
    record = Record(plan, scenario)
    duties = {duty.code: duty for duty in scenario.duties}
    together: dict[tuple[str, str, dt.datetime], list[Officer]] = defaultdict(list)
    for name, officer in record.officers.items():
        for worked in record.on_horizon(name):
            together[worked.duty, worked.shift, worked.start].append(officer)
    for (code, _, start), staff in sorted(together.items()):
        if code in duties:
            yield from _crew(duties[code], start, staff)


def _crew(duty: Duty, start: dt.datetime, staff: Sequence[Officer]) -> Iterator[Violation]:
    params = {"duty": duty.code, "start": start, "count": len(staff), "crew": duty.crew_size}
    if len(staff) < duty.crew_size:
        yield Violation(code="roster_crew_too_small", params={**params, "needed": duty.crew_size})
    police = sum(officer.service == "police" for officer in staff)
    if police * duty.crew_size < duty.crew_police * len(staff):
        found = {"police": police, "needed": duty.crew_police}
        yield Violation(code="roster_crew_police", params={**params, **found})
    for skill, least in duty.crew_skills.items():
        skilled = sum(skill in officer.skills for officer in staff)
        if skilled * duty.crew_size < least * len(staff):
            lacking = {"skill": skill, "able": skilled, "needed": least}
            yield Violation(code="roster_crew_skill", params={**params, **lacking})


def squads_stay_together(plan: Plan, scenario: Scenario) -> Iterator[Violation]:
    """On each date all officers of a squad who are there work the same shift, or none of them works.

    Who is on leave on the date, or has a pin there, does not count.
    """
    rule = scenario.roster.rules.squads_together
    if not binding(rule) or not solved(plan, "roster"):
        return
    record = Record(plan, scenario)
    pinned = {(pin.officer, pin.date) for pin in scenario.roster.pins}
    shifts = {(name, worked.date): worked.shift for name in record.officers for worked in record.on_horizon(name)}
    for squad in rule.squads or sorted({officer.squad for officer in scenario.officers if officer.squad}):
        members = [o for o in scenario.officers if o.squad == squad and not record.stuck(o.id)]
        for date in record.dates():
            there = [o.id for o in members if not _away(o, date) and (o.id, date) not in pinned]
            kinds = {shifts.get((name, date), "") for name in there}
            if len(kinds) > 1:
                yield Violation(code="roster_squad_apart", params={"squad": squad, "date": date})


def _away(officer: Officer, date: dt.date) -> bool:
    return any(leave.start <= date <= leave.end for leave in officer.leave)
