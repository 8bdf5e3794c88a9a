"""The analysis of the calls that a stored plan was made from."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from fastapi import Query

from planner.domain.analysis import IncidentAnalysis, Period
from planner.domain.scenario import Scenario
from planner.errors import NotFound
from web.kept.shelf import Shelf

AnyPeriod = Annotated[Period, Query(description="Day, week (7 days) or month (the calendar month so far).")]
Until = Annotated[
    dt.date | None, Query(description="Last day of the period; by default the last one with all its calls.")
]
Before = Annotated[int, Query(ge=1, le=12, description="How many periods before are taken together.")]


def analysed(
    shelf: Shelf, plan_id: str, period: Period, until: dt.date | None, before: int
) -> tuple[IncidentAnalysis, Scenario]:
    """Give the analysis of the calls of the scenario that a plan is stored with, and that scenario.

    Raises
    ------
    NotFound
        With code ``unknown_plan``, ``plan_without_scenario``, or one of `planner.grids.analysis.analyse`.
    """
    scenario = shelf.scenario(plan_id)
    if scenario is None:
        raise NotFound("plan_without_scenario", plan=plan_id)
    return shelf.analysis(plan_id, period, until, before), scenario
