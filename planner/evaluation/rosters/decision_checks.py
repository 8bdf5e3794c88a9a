"""What is decided before the roster is made: rotations that officers follow, and cells pinned by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from planner.domain.patterns import Pattern, PatternWrong, pattern_of
from planner.domain.plan import Plan
from planner.domain.rostering import OFF, RosterPin, Rotation
from planner.domain.scenario import Scenario
from planner.domain.violation import Violation
from planner.evaluation.rosters.record import Record, Worked
from planner.evaluation.stages import solved


def rotations_are_followed(plan: Plan, scenario: Scenario) -> Iterator[Violation]:
    """Officers of a rotation work only what its pattern allows on each date."""
    record = Record(plan, scenario)
    codes = {shift.code for shift in scenario.shifts}
    for rotation in scenario.roster.rotations:
        try:
            pattern = pattern_of(rotation, codes)
        except PatternWrong as wrong:
            yield Violation(code="rotation_unreadable", params={"rotation": rotation.name, "symbol": wrong.symbol})
            continue
        for officer, number in _followers(rotation, scenario):
            for worked in record.on_horizon(officer):
                allowed = _allowed(rotation, pattern, number, worked.date, scenario)
                if allowed is not None and worked.shift not in allowed:
                    params = {"officer": officer, "shift": worked.shift, "date": worked.date}
                    there = ", ".join(sorted(allowed)) or OFF
                    yield Violation(code="roster_off_pattern", params={**params, "allowed": there})


def _followers(rotation: Rotation, scenario: Scenario) -> Iterator[tuple[str, int]]:
    """Give the officers of a rotation and how many begin it before them: its squads first, then single officers."""
    for number, squad in enumerate(rotation.squads):
        for officer in scenario.officers:
            if officer.squad == squad:
                yield officer.id, number
    for number, name in enumerate(rotation.officers, len(rotation.squads)):
        yield name, number


def _allowed(
    rotation: Rotation, pattern: Pattern, number: int, date: dt.date, scenario: Scenario
) -> frozenset[str] | None:
    """Give the shifts that a follower may work on a date; None where the pattern leaves it open."""
    followers = len(rotation.squads) + len(rotation.officers)
    step = rotation.step_days
    behind = number * len(pattern) // followers if step is None else number * step
    begins = (rotation.start or scenario.roster.start) + dt.timedelta(days=behind)
    return pattern[(date - begins).days % len(pattern)]


def roster_pins_are_kept(plan: Plan, scenario: Scenario) -> Iterator[Violation]:
    """Every cell of the roster that is pinned is as its pin says."""
    record = Record(plan, scenario)
    for pin in scenario.roster.pins:
        works = [worked for worked in record.on_horizon(pin.officer) if worked.date == pin.date]
        excused = not works and (record.stuck(pin.officer) or not solved(plan, "roster"))
        if not excused and not _kept(pin, works):
            found = works[0].shift if works else OFF
            params = {"officer": pin.officer, "date": pin.date, "shift": found, "pinned": pin.shift}
            yield Violation(code="roster_pin_broken", params=params)


def _kept(pin: RosterPin, works: list[Worked]) -> bool:
    if pin.shift == OFF:
        return not works
    return any(worked.shift == pin.shift and pin.duty in {None, worked.duty} for worked in works)
