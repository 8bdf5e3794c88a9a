"""What each officer should have of the hours, nights, weekends, holidays and turns.

Officers who can do the same duties are compared, and for the turns of a duty all who may do it. The work that the needs
come to (`expected`) and what the history shows are shared out by contract hours; what an officer had before is taken
off. Whoever has no contract hours in the horizon, or follows a rotation that leaves no choice, is not compared.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from planner.domain.scenario import Scenario
from planner.rosters.prepare.expected import shares, staff
from planner.rosters.prepare.past_work import PastWork
from planner.rosters.problem import DutyShift, FairShare, Need, RosterDuty, RosterOfficer

MILLI = 1000
"""Targets are whole numbers of thousandths."""
EIGHT_HOURS = 8 * 3600 * MILLI
"""What counts as one unit of hours [1/1000 s]."""


class Ground(NamedTuple):
    """What the shares are reckoned from."""

    scenario: Scenario
    past: PastWork
    officers: tuple[RosterOfficer, ...]
    duties: tuple[RosterDuty, ...]
    shifts: tuple[DutyShift, ...]
    needs: tuple[Need, ...]
    covering: Sequence[Sequence[int]]
    """For each need the indices of the shifts that cover it."""
    weekends: tuple[tuple[int, ...], ...]
    holidays: frozenset[int]
    """Dates of the horizon that are statutory holidays."""


class Measure(NamedTuple):
    """One thing that is shared out."""

    what: str
    points: int
    unit: int
    of: Callable[[DutyShift], float]
    """What one officer on a shift has of it."""
    duty: int | None = None
    """Duty whose turns it is."""


class Group(NamedTuple):
    """Officers who are compared, and how much of everything their part of the work is."""

    officers: tuple[int, ...]
    part: tuple[float, ...]
    """Part of each duty's work, (duties,)."""


def fair_shares(ground: Ground) -> tuple[FairShare, ...]:
    """Give every officer's fair share of all that has points and of which there is anything."""
    there = staff(ground.shifts, ground.needs, ground.duties, ground.covering)
    groups = _groups(ground, there)
    found: list[FairShare] = []
    for measure in _measures(ground, there):
        by_duty = [0.0] * len(ground.duties)
        for shift, number in zip(ground.shifts, there, strict=True):
            by_duty[shift.duty] += number * measure.of(shift)
        for group in groups if measure.duty is None else [_able(ground, groups, measure.duty)]:
            total = sum(part * work for part, work in zip(group.part, by_duty, strict=True))
            found += _targets(ground, measure, group, total)
    return tuple(sorted(found, key=lambda share: (share.officer, share.what)))


def _measures(ground: Ground, there: Sequence[float]) -> list[Measure]:
    """List what is shared out, with its points.

    The weekends that the needs ask for are the starts of the busier day of each: who works on one day of a weekend can
    as well work on both.
    """
    points = ground.scenario.roster.fairness
    starts: dict[int, float] = defaultdict(float)
    for shift, number in zip(ground.shifts, there, strict=True):
        starts[shift.day] += number
    busier = {max(days, key=lambda day: starts[day]) for days in ground.weekends}
    measures = [
        Measure("hours", points.hours, EIGHT_HOURS, lambda shift: shift.counted_s),
        Measure("nights", points.nights, MILLI, lambda shift: len(shift.nights)),
        Measure("weekends", points.weekends, MILLI, lambda shift: shift.day in busier),
        Measure("holidays", points.holidays, MILLI, lambda shift: shift.day in ground.holidays),
    ]
    for index, duty in enumerate(ground.scenario.duties):
        if duty.fair_turns:
            measures.append(Measure(f"turns:{duty.code}", points.turns, MILLI, _turn_of(index), index))
    return [measure for measure in measures if measure.points]


def _turn_of(duty: int) -> Callable[[DutyShift], float]:
    return lambda shift: shift.duty == duty


def _groups(ground: Ground, there: Sequence[float]) -> list[Group]:
    """Give the groups of peers with their part of each duty: never more than their contracts come to."""
    peers: dict[int, list[int]] = defaultdict(list)
    for index, officer in enumerate(ground.officers):
        peers[officer.peers].append(index)
    members = list(peers.values())
    contract_s = [float(sum(ground.officers[index].contract_s for index in group)) for group in members]
    work_s = [0.0] * len(ground.duties)
    for shift, number in zip(ground.shifts, there, strict=True):
        work_s[shift.duty] += number * shift.counted_s
    able = [
        [number for number, group in enumerate(members) if _may_do(ground, group[0], duty)]
        for duty in range(len(ground.duties))
    ]
    split = shares(work_s, able, contract_s)
    groups = []
    for number, group in enumerate(members):
        load_s = sum(row[number] * work for row, work in zip(split, work_s, strict=True))
        scale = min(1.0, contract_s[number] / load_s) if load_s else 0.0
        groups.append(Group(tuple(group), tuple(row[number] * scale for row in split)))
    return groups


def _may_do(ground: Ground, officer: int, duty: int) -> bool:
    person = ground.officers[officer]
    return duty in person.duties and ground.duties[duty].skills <= person.skills


def _able(ground: Ground, groups: Sequence[Group], duty: int) -> Group:
    """Give all who may do a duty as one group, with their part of that duty."""
    able = [group for group in groups if _may_do(ground, group.officers[0], duty)]
    part = [0.0] * len(ground.duties)
    part[duty] = sum(group.part[duty] for group in able)
    return Group(tuple(sorted(index for group in able for index in group.officers)), tuple(part))


def _targets(ground: Ground, measure: Measure, group: Group, total: float) -> Iterator[FairShare]:
    """Share out a group's total and its history; the shares and what each had before come to as much as both."""
    decided = {index: work for index in group.officers if (work := _decided(ground, index, measure)) is not None}
    compared = [index for index in group.officers if index not in decided and ground.officers[index].contract_s]
    if len(compared) < 2 or total <= 0:
        return
    total = max(0.0, total - sum(decided.values()))
    if measure.what == "hours":
        total = max(total, sum(_least_s(ground.officers[index]) for index in compared))
    had = {index: ground.past.had(ground.officers[index].id, measure.what) for index in compared}
    known = {index: ground.past.contract_h.get(ground.officers[index].id, 0.0) for index in compared}
    contract_s, known_h = sum(ground.officers[index].contract_s for index in compared), sum(known.values())
    past = sum(had[index] for index in compared if known[index])
    for index in compared:
        share = total * ground.officers[index].contract_s / contract_s
        if known[index]:
            share += past * known[index] / known_h - had[index]
        yield FairShare(
            officer=index,
            what=measure.what,
            target=round(share * MILLI),
            unit=measure.unit,
            points=measure.points,
        )


def _least_s(officer: RosterOfficer) -> int:
    """Give what an officer must have in the whole horizon [s]."""
    return max((limit.least_s for limit in officer.hours), default=0)


def _decided(ground: Ground, index: int, measure: Measure) -> float | None:
    """Give what an officer has by a rotation that leaves no choice; None: they have a choice."""
    pattern = ground.officers[index].pattern
    if not pattern or any(allowed is None or len(allowed) > 1 for allowed in pattern):
        return None
    first: dict[tuple[str, int], DutyShift] = {}
    for shift in ground.shifts:
        if _may_do(ground, index, shift.duty):
            first.setdefault((shift.shift, shift.day), shift)
    worked = [first.get((code, day)) for day, allowed in enumerate(pattern) for code in allowed or ()]
    return sum(measure.of(shift) for shift in worked if shift is not None)
