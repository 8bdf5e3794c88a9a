"""Which rows a problem has: one function a kind."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable
from math import gcd

import numpy as np
from numpy.typing import NDArray

from planner.domain.clock import seconds_between
from planner.rosters.problem import OFF, RosterOfficer, RosterProblem
from planner.rosters.search.rows import APART, BROKEN, Rows, RowsDraft

Allowed = list[NDArray[np.int32]]
"""Indices of the shifts that each officer may work at all."""


def rows_of(problem: RosterProblem, allowed: Allowed) -> Rows:
    """Make all rows of a problem."""
    draft = RowsDraft(problem)
    for kind in KINDS:
        kind(draft, allowed)
    return draft.done()


def _cover(draft: RowsDraft, allowed: Allowed) -> None:
    """Officers on duty against the minimum, the number wanted and the maximum."""
    problem = draft.problem
    by_duty = defaultdict(list)
    for index, shift in enumerate(problem.shifts):
        by_duty[shift.duty].append((index, shift))
    staff = _possible(problem, allowed)
    together: dict[tuple[tuple[int, ...], int, int, int | None], list[int]] = {}
    for need in problem.needs:
        meeting = tuple(
            index
            for index, x in by_duty[need.duty]
            if x.start_s <= need.start_s
            and need.end_s <= x.end_s
            and (not need.templates or x.shift in need.templates)
            and not (x.pause_s and need.start_s < x.pause_s[1] and x.pause_s[0] < need.end_s)
        )
        units = together.setdefault((meeting, need.minimum, need.wanted, need.maximum), [0, 0, 0])
        units[0] += need.units
        units[1] += need.units * need.under_points
        units[2] += need.units * need.over_points
    for (meeting, minimum, wanted, maximum), (per_short, per_under, per_over) in together.items():
        most = sum(int(staff[index]) for index in meeting)
        there = np.arange(max(most, 0) + 1, dtype=np.int64)
        short = per_short * np.maximum(0, minimum - there)
        under = per_under * np.maximum(0, wanted - np.maximum(there, minimum))
        if maximum is not None:
            under += per_over * np.maximum(0, there - maximum)
        row = draft.add({"short": short, "under": under})
        for index in meeting:
            draft.count_shift(row, index)


def _possible(problem: RosterProblem, allowed: Allowed) -> NDArray[np.int64]:
    """Count who may work each shift, (shifts,)."""
    return np.bincount(np.concatenate([np.zeros(0, np.int32), *allowed]), minlength=len(problem.shifts))


def _requirements(draft: RowsDraft, allowed: Allowed) -> None:
    """Leaders, reliefs and neighbours: some officers on some shifts."""
    problem = draft.problem
    for rule in problem.requirements:
        layer, units = ("short", rule.units) if rule.points is None else ("soft", rule.units * rule.points)
        wanted = np.zeros(len(problem.shifts), np.bool_)
        wanted[list(rule.shifts)] = True
        theirs = [(o, allowed[o][wanted[allowed[o]]]) for o in sorted(rule.officers)]
        there = np.arange(sum(shifts.size for _, shifts in theirs) + 1, dtype=np.int64)
        row = draft.add({layer: units * np.maximum(0, rule.least - there)})
        for officer, shifts in theirs:
            draft.count_officer(row, officer, shifts, np.ones(shifts.size, np.int32))


def _crews(draft: RowsDraft, allowed: Allowed) -> None:
    """Nobody goes out alone, and no crew without its police and its skills."""
    problem = draft.problem
    staff = _possible(problem, allowed)
    for index, shift in enumerate(problem.shifts):
        duty = problem.duties[shift.duty]
        if duty.crew_size > 1 and staff[index]:
            there = np.arange(staff[index] + 1, dtype=np.int64)
            row = draft.add({BROKEN: np.where((there > 0) & (there < duty.crew_size), duty.crew_size - there, 0)})
            draft.count_shift(row, index)
    parts = defaultdict(list)
    for number, duty in enumerate(problem.duties):
        if duty.crew_police:
            parts[number].append((duty.crew_police, [officer.police for officer in problem.officers]))
        for skill, least in duty.crew_skills:
            parts[number].append((least, [skill in officer.skills for officer in problem.officers]))
    may = [set(shifts.tolist()) for shifts in allowed] if parts else []
    for index, shift in enumerate(problem.shifts):
        for least, counts in parts[shift.duty]:
            _crew_mix(draft, index, least, [o for o in range(len(may)) if index in may[o]], counts)


def _crew_mix(draft: RowsDraft, shift: int, least: int, officers: list[int], counts: list[bool]) -> None:
    """Let those who count, times the crew's size, come to the whole staff times `least`."""
    problem = draft.problem
    size = problem.duties[problem.shifts[shift].duty].crew_size
    low, high = -least * len(officers), (size - least) * len(officers)
    there = np.arange(low, high + 1, dtype=np.int64)
    row = draft.add({BROKEN: np.maximum(0, -there)}, low=low)
    one = np.array([shift], np.int32)
    for officer in officers:
        draft.count_officer(row, officer, one, np.array([size * counts[officer] - least], np.int32))


def _fair_shares(draft: RowsDraft, allowed: Allowed) -> None:
    """Hold what each officer has of hours, nights, weekends, holidays and turns against the fair share."""
    problem = draft.problem
    for share in problem.fair_shares:
        shifts = allowed[share.officer]
        tally = _tally(problem, share.what, shifts)
        unit = gcd(*(int(value) for value in tally)) or 1
        weekends = problem.weekends if share.what == "weekends" else ()
        most = len(weekends) or _most_in_a_row(problem, shifts, tally) // unit
        there = np.arange(most + 1, dtype=np.int64) * (1 if weekends else unit) * 1000 - share.target
        squares = np.array([share.points * int(value) ** 2 // share.unit**2 for value in there.tolist()], np.int64)
        row = draft.add({"unfair": squares}, repeats=True)
        if weekends:
            draft.count_weekends(row, share.officer, weekends)
        else:
            used = np.flatnonzero(tally)
            draft.count_officer(row, share.officer, shifts[used], (tally[used] // unit).astype(np.int32))


def _tally(problem: RosterProblem, what: str, shifts: NDArray[np.int32]) -> NDArray[np.int64]:
    """Give what each shift counts for a fair share."""
    count: Callable[[int], int]
    if what == "hours":
        count = lambda s: problem.shifts[s].counted_s  # noqa: E731 - one of several short rules
    elif what == "nights":
        count = lambda s: len(problem.shifts[s].nights)  # noqa: E731 - as above
    elif what == "holidays":
        count = lambda s: problem.day_kinds[problem.shifts[s].day] == "holiday"  # noqa: E731 - as above
    elif what == "weekends":
        count = lambda _: 0  # noqa: E731 - as above
    else:
        code = what.partition(":")[2]
        count = lambda s: problem.duties[problem.shifts[s].duty].code == code  # noqa: E731 - as above
    return np.array([int(count(s)) for s in shifts.tolist()], np.int64)


def _most_in_a_row(problem: RosterProblem, shifts: NDArray[np.int32], tally: NDArray[np.int64]) -> int:
    """Give the most that one shift a date can come to."""
    best = np.zeros(problem.days + 1, np.int64)
    days = np.array([problem.shifts[s].day for s in shifts.tolist()], np.int64)
    np.maximum.at(best, days, tally)
    return int(best.sum())


def _soft_limits(draft: RowsDraft, allowed: Allowed) -> None:
    """Hours, shifts and weekends whose limits may be broken at a price."""
    problem = draft.problem
    for index, officer in enumerate(problem.officers):
        _soft_hours(draft, index, officer, allowed[index])
        for limit in officer.shift_limits:
            if limit.points is not None:
                theirs = _of(problem, allowed[index], lambda shift, code=limit.template: shift.shift == code)
                there = np.arange(problem.days + 1, dtype=np.int64)
                row = draft.add({"soft": limit.points * np.maximum(0, there - limit.most)}, repeats=True)
                draft.count_officer(row, index, theirs, np.ones(theirs.size, np.int32))
        for weekend in officer.weekends:
            if weekend.points is not None:
                there = np.arange(len(weekend.weekends) + 1, dtype=np.int64)
                row = draft.add({"soft": weekend.points * np.maximum(0, there - weekend.most)}, repeats=True)
                draft.count_weekends(row, index, weekend.weekends)


def _soft_hours(draft: RowsDraft, index: int, officer: RosterOfficer, allowed: NDArray[np.int32]) -> None:
    problem = draft.problem
    for limit in officer.hours:
        if limit.points is None:
            continue
        theirs = _of(problem, allowed, lambda shift, at=limit: at.first_day <= shift.day <= at.last_day)
        tally = _tally(problem, "hours", theirs)
        unit = gcd(*(int(value) for value in tally)) or 1
        there = np.arange(_most_in_a_row(problem, theirs, tally) // unit + 1, dtype=np.int64) * unit
        most = int(there[-1]) if limit.most_s is None else limit.most_s
        hours = -(-np.maximum(0, there - most) // 3600) - (-np.maximum(0, limit.least_s - there) // 3600)
        row = draft.add({"soft": limit.points * hours}, repeats=True)
        draft.count_officer(row, index, theirs, (tally // unit).astype(np.int32))


def _of(problem: RosterProblem, allowed: NDArray[np.int32], fits: Callable[..., bool]) -> NDArray[np.int32]:
    return np.array([s for s in allowed.tolist() if fits(problem.shifts[s])], np.int32)


def _squads(draft: RowsDraft, allowed: Allowed) -> None:
    """Let a squad work one template together, or none of it."""
    problem = draft.problem
    for squad in problem.together:
        for day in range(problem.days):
            there = [o for o in squad.officers if _counts_in_squad(problem, problem.officers[o], day)]
            by_template = defaultdict(list)
            for o in there:
                for shift in _of(problem, allowed[o], lambda shift, on=day: shift.day == on).tolist():
                    by_template[problem.shifts[shift].shift].append((o, shift))
            for pairs in by_template.values():
                prices = np.zeros(len(there) + 1, np.int64)
                prices[1:-1] = 1 if squad.points is None else squad.points
                row = draft.add({BROKEN if squad.points is None else APART: prices})
                for o in there:
                    own = np.array([shift for officer, shift in pairs if officer == o], np.int32)
                    draft.count_officer(row, o, own, np.ones(own.size, np.int32))


def _counts_in_squad(problem: RosterProblem, officer: RosterOfficer, day: int) -> bool:
    begins_s, ends_s = (_midnight_s(problem, date) for date in (day, day + 1))
    away = any(start_s < ends_s and begins_s < end_s for start_s, end_s in officer.leave)
    return not away and all(date != day for date, _ in officer.pins)


def apart(problem: RosterProblem, schedules: list[NDArray[np.int32]]) -> int:
    """Count the points of squads whose officers do not work together, date by date."""
    points = 0
    for squad in problem.together:
        if not squad.points:
            continue
        for day in range(problem.days):
            there = [o for o in squad.officers if _counts_in_squad(problem, problem.officers[o], day)]
            shifts = [int(schedules[o][day]) for o in there]
            points += squad.points * (len({problem.shifts[s].shift if s != OFF else "" for s in shifts}) > 1)
    return points


def _midnight_s(problem: RosterProblem, day: int) -> float:
    midnight = dt.datetime.combine(problem.first + dt.timedelta(day), dt.time(), problem.origin.tzinfo)
    return seconds_between(problem.origin, midnight)


def _persons_changed(draft: RowsDraft, allowed: Allowed) -> None:
    """Whether anything of an officer's published roster changes."""
    problem = draft.problem
    for index, officer in enumerate(problem.officers):
        known = {day: cell for day, cell in enumerate(officer.published) if cell is not None}
        if not known:
            continue
        working = sum(cell != OFF for cell in known.values())
        prices = np.full(len(known) + 1, problem.change.person, np.int64)
        prices[0] = 0
        row = draft.add({"change": prices}, base=working, repeats=True)
        shifts = _of(problem, allowed[index], lambda shift, cells=known: shift.day in cells)
        counts = [
            1 if known[problem.shifts[s].day] == OFF else -int(known[problem.shifts[s].day] == s)
            for s in shifts.tolist()
        ]
        draft.count_officer(row, index, shifts, np.array(counts, np.int32))


def _kinds(draft: RowsDraft, allowed: Allowed) -> None:
    """Kinds of shift in use."""
    problem = draft.problem
    staff = _possible(problem, allowed)
    by_template = defaultdict(list)
    for index, shift in enumerate(problem.shifts):
        by_template[shift.shift].append(index)
    for indices in by_template.values():
        prices = np.ones(int(sum(staff[index] for index in indices)) + 1, np.int64)
        prices[0] = 0
        row = draft.add({"kinds": prices}, repeats=True)
        for index in indices:
            draft.count_shift(row, index)


KINDS: tuple[Callable[[RowsDraft, Allowed], None], ...] = (
    _cover,
    _requirements,
    _crews,
    _fair_shares,
    _soft_limits,
    _squads,
    _persons_changed,
    _kinds,
)
