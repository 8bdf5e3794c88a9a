"""What is worth knowing of an analysis: what is not in its figures, and where too little is known."""

from __future__ import annotations

import datetime as dt

import numpy as np
from numpy.typing import NDArray

from planner.domain.incidents import Incidents
from planner.domain.plan import Notice, Parameter
from planner.domain.scenario import Scenario
from planner.grids.analysis.calls import Calls
from planner.grids.analysis.comparing import Board
from planner.grids.analysis.hours import LEAST_DAYS
from planner.grids.analysis.periods import Dates
from planner.grids.demand.notices import incident_notices


def notices_of(
    scenario: Scenario,
    calls: Calls,
    span: tuple[dt.date, dt.date],
    dates: Dates,
    board: Board,
    counted: NDArray[np.bool_],
    *,
    has_expected: bool,
    has_streets: bool,
    has_spread: bool,
) -> tuple[Notice, ...]:
    """Tell what is not in the figures of an analysis; `counted` are the calls of both periods, (n,).

    `span` is the first and the last date of which calls are known.
    """
    incidents = Incidents.of(scenario.incidents)
    others = len(incidents) - int(incidents.of_sources(scenario.demand.sources).sum())
    found: list[tuple[str, int, dict[str, Parameter]]] = [
        ("analysis_other_sources", others, {}),
        ("analysis_days_unknown", *_unknown_days(calls, span, dates)),
        ("analysis_unlike_days", *_unlike_days(board)),
        ("analysis_outside_grids", int((calls.grid[counted] < 0).sum()), {}),
        ("analysis_places_unknown", int((~calls.incidents.precise[counted]).sum()), {}),
        ("analysis_no_expectation", int(not has_expected), {"days": LEAST_DAYS}),
        ("analysis_no_streets", int(not has_streets), {}),
        ("analysis_spread_unknown", int(not has_spread), {}),
    ]
    own = (Notice(code=code, params={"count": count, **more}) for code, count, more in found if count)
    return (*own, *incident_notices(scenario))


def _unknown_days(calls: Calls, span: tuple[dt.date, dt.date], dates: Dates) -> tuple[int, dict[str, Parameter]]:
    """Count the days of both periods of which no calls are known."""
    every = (*dates.now, *dates.before)
    return len(every) - len(calls.known(every)), {"first": str(span[0]), "last": str(span[1])}


def _unlike_days(board: Board) -> tuple[int, dict[str, Parameter]]:
    """Count the days of the two periods that have no days alike in the other."""
    here, there = board.stratum[board.now], board.stratum[board.before]
    return int((~np.isin(here, there)).sum() + (~np.isin(there, here)).sum()), {}
