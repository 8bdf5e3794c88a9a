"""What officers owe each other: crews that start together, and squads on duty together."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

from planner.domain.clock import seconds_between
from planner.rosters.model.facts import Fact
from planner.rosters.model.frame import Expression, Frame
from planner.rosters.problem import RosterProblem


def crews_complete(frame: Frame) -> None:
    """Start a shift of a duty with nobody or with a crew at least."""
    for s in frame.shifts:
        duty = frame.problem.shifts[s].duty
        size = frame.problem.duties[duty].crew_size
        if size > 1:
            staff, everybody = frame.staff(s), len(frame.problem.officers)
            used = frame.model.new_bool_var(f"used_{s}")
            frame.hold(Fact("crew_size", item=duty), staff >= size * used)
            frame.hold(Fact("crew_size", item=duty), staff <= everybody * used)


def police_in_every_crew(frame: Frame) -> None:
    """Have the police that every crew needs on each shift: an auxiliary never acts alone."""
    police = {o for o, officer in frame.officers() if officer.police}
    for s in frame.shifts:
        duty = frame.problem.shifts[s].duty
        least = frame.problem.duties[duty].crew_police
        if least:
            _share(frame, s, police, least, Fact("crew_police", item=duty))


def skills_in_every_crew(frame: Frame) -> None:
    """Have somebody with each skill that every crew needs on each shift."""
    for s in frame.shifts:
        duty = frame.problem.shifts[s].duty
        for number, (skill, least) in enumerate(frame.problem.duties[duty].crew_skills):
            skilled = {o for o, officer in frame.officers() if skill in officer.skills}
            _share(frame, s, skilled, least, Fact("crew_skill", item=duty, part=number))


def _share(frame: Frame, shift: int, those: set[int], least: int, fact: Fact) -> None:
    """Have at least so many of some officers in each crew's worth of a shift's staff."""
    size = frame.problem.duties[frame.problem.shifts[shift].duty].crew_size
    there = sum(frame.of[o, shift] for o in sorted(those) if (o, shift) in frame.of)
    frame.hold(fact, size * there >= least * frame.staff(shift))


def squads_together(frame: Frame) -> None:
    """Have all officers of a squad who are there on a date work the same template, or none."""
    for number, squad in enumerate(frame.problem.together):
        for day in frame.days:
            there = [o for o in squad.officers if takes_part(frame.problem, o, day)]
            differ = [a - b for one, other in pairwise(there) for a, b in _pairs(frame, one, other, day)]
            differ = [x for x in differ if not isinstance(x, int) or x]
            if squad.points is None:
                for difference in differ:
                    frame.hold(Fact("together", item=number), difference == 0)
            elif frame.priced and differ:
                apart = frame.model.new_bool_var(f"apart_{number}_{day}")
                for difference in differ:
                    frame.model.add(difference <= apart)
                    frame.model.add(difference >= -apart)
                frame.soft.append(squad.points * apart)


def _pairs(frame: Frame, one: int, other: int, day: int) -> list[tuple[Expression, Expression]]:
    """Give whether each of two officers works each template on a date."""
    shifts = frame.on_day.get(day, [])
    found = []
    for template in sorted({frame.problem.shifts[s].shift for s in shifts}):
        those = [s for s in shifts if frame.problem.shifts[s].shift == template]
        found.append((frame.some(one, those), frame.some(other, those)))
    return found


def takes_part(problem: RosterProblem, officer: int, day: int) -> bool:
    """Tell whether an officer counts on a date: no leave overlaps it, and no pin stands there."""
    who = problem.officers[officer]
    if any(date == day for date, _ in who.pins):
        return False
    dusk_s, dawn_s = midnight_s(problem, day), midnight_s(problem, day + 1)
    return not any(start_s < dawn_s and dusk_s < end_s for start_s, end_s in who.leave)


def midnight_s(problem: RosterProblem, day: int) -> int:
    """Give the second at which a date begins [s]."""
    midnight = dt.datetime.combine(problem.first + dt.timedelta(day), dt.time(), tzinfo=problem.origin.tzinfo)
    return round(seconds_between(problem.origin, midnight))
