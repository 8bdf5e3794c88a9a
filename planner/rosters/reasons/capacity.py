"""What is short before anything is solved: people by duty and time, hours, crews, leaders.

Each shortage is counted from who could be there at all; nothing here is a guess, and what is named cannot be met by any
roster. A roster may still be impossible when nothing is named here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from planner.domain.clock import later
from planner.rosters.problem import Need, RosterProblem
from planner.rosters.reasons.able import Able
from planner.rosters.reasons.hours import hours_short
from planner.rosters.reasons.matching import overcommitted


@dataclass(frozen=True, slots=True, kw_only=True)
class Lack:
    """Something that no roster can cover.

    Attributes
    ----------
    code
        Key of its sentence in `planner.i18n.conflicts.LACKS`.
    start_s, end_s
        When [s].
    needed, able
        Officers (or hours) that are needed, and the most that there can be.
    params
        What the sentence needs besides: names, and moments in ISO 8601.
    """

    code: str
    start_s: int
    end_s: int
    needed: int
    able: int
    params: Mapping[str, object] = field(default_factory=dict)


def lacks(problem: RosterProblem) -> tuple[Lack, ...]:
    """List every shortage that can be counted without a solver, by time; what follows on each other is one."""
    able = Able(problem)
    found = [*_people(problem, able), *_requirements(problem, able)]
    found += [lack for lack in _at_once(problem, able) if not any(_told(lack, other) for other in found)]
    found += _hours(problem, able)
    return tuple(_with_moments(problem, lack) for lack in _joined(found))


def _told(lack: Lack, other: Lack) -> bool:
    """Tell whether a shortage of several duties is already told for one of them."""
    overlap = lack.start_s < other.end_s and other.start_s < lack.end_s
    return overlap and other.params.get("duty") in str(lack.params["duties"]).split(", ")


def _people(problem: RosterProblem, able: Able) -> Iterator[Lack]:
    """Give the needs for which too few officers can be there at all, in all or of those that a crew needs."""
    for need in problem.needs:
        if need.minimum <= 0:
            continue
        shifts = able.cover.of(need)
        duty = problem.duties[need.duty]
        who = able.for_need(need)
        params: dict[str, object] = {"duty": duty.code}
        if not shifts:
            yield _lack("no_shift", need, need.minimum, 0, params)
        elif len(who) < max(need.minimum, duty.crew_size):
            code, away = _away(problem, able, shifts, who)
            yield _lack(code, need, max(need.minimum, duty.crew_size), len(who), {**params, **away})
        else:
            yield from _crews(problem, need, who)


def _away(problem: RosterProblem, able: Able, shifts: list[int], who: list[int]) -> tuple[str, dict[str, object]]:
    """Tell what keeps the others away: on leave or pinned elsewhere if somebody is, else too few can do it."""
    kept: dict[str, list[str]] = defaultdict(list)
    for o in set(range(len(problem.officers))) - set(who):
        kept[able.hindrance(o, shifts)].append(problem.officers[o].id)
    temporary = sorted(name for rule in ("leave", "pattern", "pin", "past") for name in kept[rule])
    if temporary:
        return "people_away", {"away": ", ".join(temporary)}
    if kept["skills"]:
        skills = sorted(problem.duties[problem.shifts[shifts[0]].duty].skills)
        return "people_skill", {"skills": ", ".join(skills)}
    return "people", {}


def _crews(problem: RosterProblem, need: Need, who: list[int]) -> Iterator[Lack]:
    """Give a need whose crews lack police or a skill: police times crew size are at least staff times the share."""
    duty = problem.duties[need.duty]
    asked = [("", duty.crew_police, sum(problem.officers[o].police for o in who))]
    for skill, least in duty.crew_skills:
        asked.append((skill, least, sum(skill in problem.officers[o].skills for o in who)))
    for skill, least, there in asked:
        needed = -(-max(need.minimum, duty.crew_size) * least // duty.crew_size)
        if there < needed:
            code = "crew_skill_short" if skill else "crew_police_short"
            yield _lack(code, need, needed, there, {"duty": duty.code, "skill": skill})


def _requirements(problem: RosterProblem, able: Able) -> Iterator[Lack]:
    """Give the requirements for which too few pairs of officer and shift are possible: one shift a date each."""
    for rule in problem.requirements:
        most = 0
        for o in rule.officers:
            most += len({problem.shifts[s].day for s in rule.shifts & able.shifts[o]})
        if rule.points is None and most < rule.least:
            yield Lack(
                code=f"requirement_{rule.rule}",
                start_s=rule.start_s,
                end_s=rule.end_s,
                needed=rule.least,
                able=most,
                params={"key": rule.key},
            )


def _at_once(problem: RosterProblem, able: Able) -> Iterator[Lack]:
    """Give the moments at which several duties together need more officers than can be there."""
    for start_s, end_s, duties, needed, there in overcommitted(problem, able):
        names = ", ".join(problem.duties[duty].code for duty in duties)
        yield Lack(
            code="people_at_once", start_s=start_s, end_s=end_s, needed=needed, able=there, params={"duties": names}
        )


def _hours(problem: RosterProblem, able: Able) -> Iterator[Lack]:
    """Give the weeks in which more counted hours are needed than officers have."""
    for start_s, end_s, duties, needed_s, there_s in hours_short(problem, able):
        names = ", ".join(problem.duties[duty].code for duty in duties)
        needed, there = -(-needed_s // 3600), there_s // 3600
        yield Lack(
            code="hours_short", start_s=start_s, end_s=end_s, needed=needed, able=there, params={"duties": names}
        )


def _lack(code: str, need: Need, needed: int, able: int, params: Mapping[str, object]) -> Lack:
    return Lack(code=code, start_s=need.start_s, end_s=need.end_s, needed=needed, able=able, params=params)


def _joined(found: list[Lack]) -> list[Lack]:
    """Join shortages that follow on each other and say the same; by time."""
    open_ends: dict[tuple[object, ...], Lack] = {}
    joined: list[Lack] = []
    for lack in sorted(found, key=lambda lack: (lack.start_s, lack.end_s)):
        key = (lack.code, lack.needed, lack.able, *sorted((k, str(v)) for k, v in lack.params.items()))
        before = open_ends.get(key)
        if before and before.end_s >= lack.start_s:
            joined.remove(before)
            lack = _extended(before, lack.end_s)  # noqa: PLW2901 - the two are one from here on
        joined.append(lack)
        open_ends[key] = lack
    return sorted(joined, key=lambda lack: (lack.start_s, lack.code))


def _extended(lack: Lack, end_s: int) -> Lack:
    return Lack(
        code=lack.code,
        start_s=lack.start_s,
        end_s=max(end_s, lack.end_s),
        needed=lack.needed,
        able=lack.able,
        params=lack.params,
    )


def _with_moments(problem: RosterProblem, lack: Lack) -> Lack:
    moments = {
        "start": later(problem.origin, lack.start_s).isoformat(),
        "end": later(problem.origin, lack.end_s).isoformat(),
    }
    figures = {"needed": lack.needed, "able": lack.able, "short": lack.needed - lack.able}
    return Lack(
        code=lack.code,
        start_s=lack.start_s,
        end_s=lack.end_s,
        needed=lack.needed,
        able=lack.able,
        params={**lack.params, **moments, **figures},
    )
