"""Which templates the rotations allow each officer on each date."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from planner.domain.force import Officer
from planner.domain.patterns import Pattern, pattern_of
from planner.domain.rostering import Rotation
from planner.domain.scenario import Scenario
from planner.rosters.prepare.horizon import Horizon
from planner.rosters.problem import FREE_OFF, DutyShift


class Followed(NamedTuple):
    """A rotation as one officer follows it."""

    pattern: Pattern = ()
    """What they may work on each date, (days,); empty: they follow none."""
    points: int = 0
    """What each date costs that is to be worked by it and is not."""


def patterns(scenario: Scenario, horizon: Horizon, shifts: Sequence[DutyShift]) -> dict[str, Followed]:
    """Give what each officer who follows a rotation may work on each date.

    A template that no shift has on a date, such as one of working days on a holiday, falls out; a date of which
    nothing is left is off. Who is in two rotations follows the first.

    Raises
    ------
    PatternWrong
        If a rotation's pattern cannot be read.
    """
    worked = {(shift.day, shift.shift) for shift in shifts}
    codes = {shift.code for shift in scenario.shifts}
    found: dict[str, Followed] = {}
    for rotation in scenario.roster.rotations:
        turn = pattern_of(rotation, codes)
        first = ((rotation.start or horizon.first) - horizon.first).days
        for officer, behind in _behind(rotation, len(turn), scenario.officers):
            pattern = _cut(turn, first + behind, horizon.days, worked)
            found.setdefault(officer, Followed(pattern, rotation.weight))
    return found


def _behind(rotation: Rotation, length: int, officers: Sequence[Officer]) -> list[tuple[str, int]]:
    """Tell by how many dates each follower begins after the first one, squads before single officers."""
    followers = [[officer.id for officer in officers if officer.squad == squad] for squad in rotation.squads]
    followers += [[officer] for officer in rotation.officers]
    step = rotation.step_days
    return [
        (officer, place * length // len(followers) if step is None else place * step)
        for place, group in enumerate(followers)
        for officer in group
    ]


def _cut(turn: Pattern, begins: int, days: int, worked: set[tuple[int, str]]) -> Pattern:
    """Lay a turn over the horizon, again and again before and after the date on which it begins."""
    laid = [turn[(day - begins) % len(turn)] for day in range(days)]
    return tuple(codes and _worked_of(codes, day, worked) for day, codes in enumerate(laid))


def _worked_of(codes: frozenset[str], day: int, worked: set[tuple[int, str]]) -> frozenset[str]:
    """Take out what is not worked on a date; where no shift is left, nothing is."""
    left = frozenset(code for code in codes if (day, code) in worked)
    return left | (codes & {FREE_OFF}) if left else left
