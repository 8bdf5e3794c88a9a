"""Whatever is missing on the roster is told: cover, leaders, neighbouring grids, reliefs while others hand over."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from zoneinfo import ZoneInfo

from planner.domain.plan import Plan, Unmet
from planner.domain.scenario import Scenario
from planner.domain.violation import Violation
from planner.evaluation.moments import Span
from planner.evaluation.rosters.cover import staffing
from planner.evaluation.rosters.record import NO_SHIFTS, binding
from planner.evaluation.rosters.requirements import Asked, leaders, neighbours, reliefs
from planner.evaluation.stages import solved

OF_THEIR_OWN = frozenset({"no_leader", "grids_thin", "grid_thin", "handover_gap", *NO_SHIFTS})
"""Reasons of what is missing besides the officers of a duty."""


def shortages_are_told(plan: Plan, scenario: Scenario) -> Iterator[Violation]:
    """At every moment with fewer officers than the minimum, the plan says so."""
    if not solved(plan, "roster"):
        return
    told, told_of_grids = _told(plan, None), _told(plan, "grid_thin")
    for need, there in staffing(plan, scenario, told):
        spans = told[need.duty] if need.grid is None else told_of_grids[need.grid]
        if there < need.minimum and not _says(spans, need.start, need.end):
            params = {"duty": need.duty, "start": need.start, "there": there, "minimum": need.minimum}
            yield Violation(code="shortage_not_told", params=params)


def missing_leaders_are_told(plan: Plan, scenario: Scenario) -> Iterator[Violation]:
    """On every date without its duty leaders, the plan says so."""
    if binding(scenario.roster.rules.duty_leader) and solved(plan, "roster"):
        for asked in _silent(plan, "no_leader", leaders(plan, scenario)):
            date = asked.start.astimezone(ZoneInfo(scenario.station.timezone)).date()
            params = {"skill": asked.key, "date": date, "there": asked.there, "least": asked.least}
            yield Violation(code="leader_not_told", params=params)


def thin_grids_are_told(plan: Plan, scenario: Scenario) -> Iterator[Violation]:
    """Whenever two neighbouring grids are both thin, the plan says so."""
    if binding(scenario.roster.rules.neighbours) and solved(plan, "roster"):
        for asked in _silent(plan, "grids_thin", neighbours(plan, scenario)):
            params = {"grids": asked.key, "start": asked.start, "there": asked.there, "least": asked.least}
            yield Violation(code="thin_grids_not_told", params=params)


def missing_reliefs_are_told(plan: Plan, scenario: Scenario) -> Iterator[Violation]:
    """Whenever nobody is out on a duty while others hand over, the plan says so."""
    if solved(plan, "roster"):
        for asked in _silent(plan, "handover_gap", reliefs(plan, scenario)):
            yield Violation(code="relief_not_told", params={"duty": asked.key, "start": asked.start})


def _silent(plan: Plan, reason: str, every: Iterable[Asked]) -> Iterator[Asked]:
    """Give what is missing without a word of the plan."""
    told = _told(plan, reason)
    for asked in every:
        if asked.there < asked.least and not _says(told[asked.key], asked.start, asked.end):
            yield asked


def _says(told: Iterable[Span], start: dt.datetime, end: dt.datetime) -> bool:
    return any(begin <= start and end <= until for begin, until in told)


def _told(plan: Plan, reason: str | None) -> dict[str, list[Span]]:
    """Give when the plan says that something is missing, by the id of what is missing.

    Parameters
    ----------
    reason
        The reason that counts; None: all but those of `OF_THEIR_OWN`.
    """
    told: dict[str, list[Span]] = defaultdict(list)
    for unmet in plan.required_unmet:
        counts = unmet.reason == reason or (reason is None and unmet.reason not in OF_THEIR_OWN)
        if unmet.kind == "cover" and unmet.when is not None and counts:
            told[unmet.id].append((unmet.when, _end_of(unmet)))
    return told


def _end_of(unmet: Unmet) -> dt.datetime:
    """Give when a shortage ends, as its figures say; one that does not say so tells of no time at all."""
    beginning = unmet.when or dt.datetime.min.replace(tzinfo=dt.UTC)
    try:
        end = dt.datetime.fromisoformat(str(unmet.params.get("end")))
    except ValueError:
        return beginning
    return end if end.tzinfo else beginning
