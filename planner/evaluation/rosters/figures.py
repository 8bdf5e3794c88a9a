"""Figures of a roster that a planner reads: cover, hours, fairness, requests, changes, reliefs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from planner.domain.clock import seconds_between
from planner.domain.day_kinds import day_kind
from planner.domain.demand import Demand
from planner.domain.force import Officer
from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.evaluation.rosters.cover import staffing
from planner.evaluation.rosters.record import Record
from planner.evaluation.rosters.requirements import changes_of_shift
from planner.evaluation.rosters.run_checks import weekends_worked
from planner.evaluation.rosters.wishes import changes, granted


def roster_figures(plan: Plan, scenario: Scenario, demand: Demand | None = None) -> dict[str, float]:
    """Give the figures of the roster; docs/metrics.md says what each one means."""
    if not plan.roster:
        return {}
    record = Record(plan, scenario)
    figures = cover_figures(plan, scenario, demand) | hours_figures(record) | fair_figures(record, scenario)
    wishes = list(granted(record, scenario))
    if wishes:
        figures["roster_requests_granted_pct"] = 100 * sum(wishes) / len(wishes)
    if scenario.published:
        figures |= change_figures(record, scenario)
    handovers = list(changes_of_shift(plan, scenario))
    if handovers:
        figures["roster_shift_changes_relieved_pct"] = 100 * sum(handovers) / len(handovers)
    return figures


def cover_figures(plan: Plan, scenario: Scenario, demand: Demand | None) -> dict[str, float]:
    """Give officer-hours needed, missing and too many."""
    needed = wanted = short = under = over = 0.0
    for need, there in staffing(plan, scenario, {}, demand):
        span_h = seconds_between(need.start, need.end) / 3600
        needed += need.minimum * span_h
        wanted += need.wanted * span_h
        short += max(0, need.minimum - there) * span_h
        under += max(0, need.wanted - max(there, need.minimum)) * span_h
        over += 0 if need.maximum is None else max(0, there - need.maximum) * span_h
    return {
        "roster_needed_h": needed,
        "roster_wanted_h": wanted,
        "roster_short_h": short,
        "roster_under_h": under,
        "roster_over_h": over,
        "roster_cover_pct": 100 * (1 - short / needed) if needed else 100.0,
    }


def hours_figures(record: Record) -> dict[str, float]:
    """Give the hours of duty: together, counted, and of those who are there all the time."""
    works = [worked for name in record.officers for worked in record.on_horizon(name)]
    present = [
        sum(record.counted_s(worked) for worked in record.on_horizon(name)) / 3600
        for name, officer in record.officers.items()
        if _is_present(record, officer)
    ]
    return {
        "roster_shifts": float(len(works)),
        "roster_shift_kinds": float(len({worked.shift for worked in works})),
        "roster_hours_h": sum(worked.worked_s for worked in works) / 3600,
        "roster_counted_h": sum(map(record.counted_s, works)) / 3600,
        "roster_hours_least_h": min(present, default=0.0),
        "roster_hours_mean_h": sum(present) / len(present) if present else 0.0,
        "roster_hours_most_h": max(present, default=0.0),
        "roster_hours_spread_h": max(present, default=0.0) - min(present, default=0.0),
    }


def fair_figures(record: Record, scenario: Scenario) -> dict[str, float]:
    """Give nights, weekends and holidays worked, and how far apart peers are in them."""
    nights = {name: sum(bool(record.nights(w)) for w in record.on_horizon(name)) for name in record.officers}
    weekends = {name: len(weekends_worked(record, name)) for name in record.officers}
    holidays = {name: len(set(_holidays(record, scenario, name))) for name in record.officers}
    groups = list(_peers(record, scenario))
    return {
        "roster_nights": float(sum(nights.values())),
        "roster_nights_spread": _spread(nights.__getitem__, groups),
        "roster_weekends_spread": _spread(weekends.__getitem__, groups),
        "roster_holidays": float(sum(holidays.values())),
        "roster_holidays_spread": _spread(holidays.__getitem__, groups),
    }


def change_figures(record: Record, scenario: Scenario) -> dict[str, float]:
    """Give what differs from the roster that is published."""
    found = list(changes(record, scenario))
    return {
        "roster_changed_cells": float(len(found)),
        "roster_changed_people": float(len({change.officer for change in found})),
        "roster_called_in": float(sum(change.called_in for change in found)),
    }


def _holidays(record: Record, scenario: Scenario, officer: str) -> Iterator[object]:
    for worked in record.on_horizon(officer):
        if day_kind(worked.date, scenario.roster.calendar, scenario.day_kinds) == "holiday":
            yield worked.date


def _is_present(record: Record, officer: Officer) -> bool:
    """Tell whether an officer is on leave on no date of the horizon."""
    return not any(leave.start <= record.last and record.first <= leave.end for leave in officer.leave)


def _peers(record: Record, scenario: Scenario) -> Iterator[list[str]]:
    """Give the officers who can do the same duties and are there all the time, in groups of two or more."""
    groups: dict[frozenset[str], list[str]] = defaultdict(list)
    for officer in scenario.officers:
        if _is_present(record, officer):
            able = [
                duty.code
                for duty in scenario.duties
                if (not officer.duties or duty.code in officer.duties) and set(duty.skills) <= set(officer.skills)
            ]
            groups[frozenset(able)].append(officer.id)
    yield from (group for group in groups.values() if len(group) > 1)


def _spread(count: Callable[[str], int], groups: Iterable[list[str]]) -> float:
    """Give the largest difference between two peers."""
    counts = [[count(name) for name in group] for group in groups]
    return float(max((max(group) - min(group) for group in counts), default=0))
