"""Who may work what at all: duties, skills, leave and patterns, as shifts that are banned one by one."""

from __future__ import annotations

from collections.abc import Iterator

from planner.rosters.model.facts import Fact
from planner.rosters.model.frame import Ban
from planner.rosters.problem import RosterProblem


def allowed_duties_only(problem: RosterProblem) -> Iterator[Ban]:
    """Keep every officer to the duties that the station lets them do."""
    for o, officer in enumerate(problem.officers):
        for s, shift in enumerate(problem.shifts):
            if shift.duty not in officer.duties:
                yield Ban(Fact("duties", item=shift.duty), o, s)


def skills_needed(problem: RosterProblem) -> Iterator[Ban]:
    """Keep officers off duties for which they lack a skill."""
    for o, officer in enumerate(problem.officers):
        for s, shift in enumerate(problem.shifts):
            if not problem.duties[shift.duty].skills <= officer.skills:
                yield Ban(Fact("skills", item=shift.duty), o, s)


def nobody_on_leave(problem: RosterProblem) -> Iterator[Ban]:
    """Forbid every shift that reaches into an officer's leave, the end of a night before it included."""
    for o, officer in enumerate(problem.officers):
        for number, (start_s, end_s) in enumerate(officer.leave):
            for s, shift in enumerate(problem.shifts):
                if shift.start_s < end_s and start_s < shift.end_s:
                    yield Ban(Fact("leave", o, number), o, s)


def patterns_followed(problem: RosterProblem) -> Iterator[Ban]:
    """Keep officers on a rotation to the shifts of its date."""
    for o, officer in enumerate(problem.officers):
        for s, shift in enumerate(problem.shifts):
            allowed = officer.pattern[shift.day] if officer.pattern else None
            if allowed is not None and shift.shift not in allowed:
                yield Ban(Fact("pattern", o), o, s)
