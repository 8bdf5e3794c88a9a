"""Dates in a row, weekends and kinds of shift of each officer, the history before the horizon included."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterator
from typing import NamedTuple

from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.domain.violation import Violation
from planner.evaluation.rosters.record import DAY, Record, binding
from planner.evaluation.stages import solved

BLOCK_DAYS = 28
"""Weekends are counted in blocks of four weeks from the horizon's first date."""
SATURDAY = 5


class Stretch(NamedTuple):
    """Dates in a row."""

    first: dt.date
    last: dt.date

    @property
    def days(self) -> int:
        """Number of dates."""
        return (self.last - self.first).days + 1


def _stretches(dates: Collection[dt.date]) -> Iterator[Stretch]:
    """Give the dates in a row, as long as they go."""
    known = set(dates)
    for first in sorted(known):
        if first - DAY not in known:
            last = first
            while last + DAY in known:
                last += DAY
            yield Stretch(first, last)


def _on_horizon(record: Record, dates: Collection[dt.date]) -> list[Stretch]:
    return [stretch for stretch in _stretches(dates) if stretch.last >= record.first]


def _inside(record: Record, stretch: Stretch) -> bool:
    """Tell whether both ends of a stretch are known: it touches no edge of what is known."""
    return record.known_from < stretch.first and stretch.last < record.last


def _worked_dates(record: Record, officer: str) -> set[dt.date]:
    known = record.known_from
    return {worked.date for worked in record.of(officer) if worked.date >= known}


def _nights(record: Record, officer: str) -> set[dt.date]:
    known = record.known_from
    return {night for worked in record.of(officer) for night in record.nights(worked) if night >= known}


def _free_dates(record: Record, officer: str) -> set[dt.date]:
    known, busy = record.known_from, _worked_dates(record, officer)
    return {known + number * DAY for number in range((record.last - known).days + 1)} - busy


def runs_of_days(plan: Plan, scenario: Scenario) -> Iterator[Violation]:
    """No run of duty days is longer than the rules allow, and none that is known whole is shorter."""
    rule = scenario.roster.rules.work_run
    if not binding(rule):
        return
    record, rotating = Record(plan, scenario), _rotating(scenario)
    for officer in record.officers:
        for run in _on_horizon(record, _worked_dates(record, officer)):
            params = {"officer": officer, "days": run.days}
            if rule.longest is not None and run.days > rule.longest:
                yield Violation(code="run_too_long", params={**params, "most": rule.longest})
            if run.days < rule.shortest and officer not in rotating and _inside(record, run) and solved(plan, "roster"):
                short = {"officer": officer, "count": run.days, "first": run.first, "least": rule.shortest}
                yield Violation(code="roster_run_too_short", params=short)


def runs_of_nights(plan: Plan, scenario: Scenario) -> Iterator[Violation]:
    """No run of nights is longer than the rules allow, and none that is known whole is shorter."""
    rule = scenario.roster.rules.night_run
    if not binding(rule):
        return
    record, rotating = Record(plan, scenario), _rotating(scenario)
    for officer in record.officers:
        ours = {night for worked in record.on_horizon(officer) for night in record.nights(worked)}
        for run in _on_horizon(record, _nights(record, officer)):
            params = {"officer": officer, "nights": run.days}
            if rule.longest is not None and run.days > rule.longest and run.last in ours:
                yield Violation(code="nights_too_long", params={**params, "most": rule.longest})
            if (
                run.days < rule.shortest
                and officer not in rotating
                and _inside(record, run)
                and _must_go_on(plan, record, officer)
            ):
                short = {"officer": officer, "count": run.days, "first": run.first, "least": rule.shortest}
                yield Violation(code="roster_nights_too_few", params=short)


def runs_of_days_off(plan: Plan, scenario: Scenario) -> Iterator[Violation]:
    """No run of days off is shorter than the rules ask for, if it is known whole, and none is longer."""
    rule = scenario.roster.rules.days_off_run
    if not binding(rule):
        return
    record, rotating = Record(plan, scenario), _rotating(scenario)
    for officer in record.officers:
        if not _must_go_on(plan, record, officer):
            continue
        for run in _on_horizon(record, _free_dates(record, officer)):
            if rule.longest is not None and run.days > rule.longest:
                params = {"officer": officer, "count": run.days, "first": run.first, "most": rule.longest}
                yield Violation(code="roster_off_too_long", params=params)
            if run.days < rule.shortest and officer not in rotating and _inside(record, run):
                params = {"officer": officer, "count": run.days, "first": run.first, "least": rule.shortest}
                yield Violation(code="roster_off_too_short", params=params)


def _rotating(scenario: Scenario) -> set[str]:
    """Give the officers who follow a rotation: it says how long their runs are, so none is too short."""
    squads = {squad for rotation in scenario.roster.rotations for squad in rotation.squads}
    alone = {officer for rotation in scenario.roster.rotations for officer in rotation.officers}
    return alone | {officer.id for officer in scenario.officers if officer.squad in squads}


def _must_go_on(plan: Plan, record: Record, officer: str) -> bool:
    """Tell whether a rule that asks for shifts holds for an officer: the roster is made, and theirs can be."""
    return solved(plan, "roster") and not record.stuck(officer)


def weekends_off(plan: Plan, scenario: Scenario) -> Iterator[Violation]:
    """In four weeks nobody works on more weekends than the rules allow; Saturday or Sunday makes one."""
    rule = scenario.roster.rules.weekends
    if not binding(rule):
        return
    record = Record(plan, scenario)
    for officer in record.officers:
        for count in Counter(block for block, _ in weekends_worked(record, officer)).values():
            if count > rule.most:
                params = {"officer": officer, "count": count, "most": rule.most}
                yield Violation(code="roster_weekends_too_many", params=params)


def weekends_worked(record: Record, officer: str) -> set[tuple[int, dt.date]]:
    """Give the weekends of the horizon that an officer works: the number of its four weeks, and its first date."""
    dates = [worked.date for worked in record.on_horizon(officer) if worked.date.weekday() >= SATURDAY]
    firsts = {max(date - (date.weekday() - SATURDAY) * DAY, record.first) for date in dates}
    return {((first - record.first).days // BLOCK_DAYS, first) for first in firsts}


def shift_counts(plan: Plan, scenario: Scenario) -> Iterator[Violation]:
    """Nobody works more shifts of a kind in the horizon than the rules allow."""
    rule = scenario.roster.rules.shift_counts
    if not binding(rule):
        return
    record = Record(plan, scenario)
    for officer in record.officers:
        counts = Counter(worked.shift for worked in record.on_horizon(officer))
        for shift, most in rule.most.items():
            if counts[shift] > most:
                params = {"officer": officer, "shift": shift, "count": counts[shift], "most": most}
                yield Violation(code="roster_shifts_too_many", params=params)
