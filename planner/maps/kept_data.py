"""Places that must be kept seen on a page: when, for how long, and when somebody is there."""

from __future__ import annotations

import datetime as dt
from typing import Any

from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.maps.horizon import Horizon


def kept_data(plan: Plan, scenario: Scenario, span: Horizon) -> dict[str, Any]:
    """List the windows in which a place must be kept seen, in the order of the page's `work` and of time.

    Returns
    -------
    dict
        ``kept``: for every window the number of its place in ``work``, ``opens`` and ``closes`` [s], ``wanted``, how
        long somebody must be there [s], and ``seen``, spans in which an allowed unit is there [s]. A plan without
        routes has none.
    """
    if not plan.routes or not any(work.presence for work in _works(scenario)):
        return {"kept": []}
    from planner.evaluation.patrols.kept_windows import kept_windows

    place = {work.id: number for number, work in enumerate(_works(scenario))}
    rows = [
        {
            "work": place[window.work],
            "opens": span.at(window.opens),
            "closes": span.at(window.closes),
            "wanted": round(window.wanted_s),
            "seen": [[_second(start, span), _second(end, span)] for start, end in window.seen],
        }
        for window in kept_windows(plan, scenario)
    ]
    return {"kept": sorted(rows, key=lambda row: (row["work"], row["opens"]))}


def _works(scenario: Scenario) -> tuple[Any, ...]:
    return (*scenario.points, *scenario.lines, *scenario.areas)


def _second(moment_s: float, span: Horizon) -> int:
    """Give the second of the page of a moment [s since 1970]."""
    return span.at(dt.datetime.fromtimestamp(moment_s, tz=span.start.tzinfo))
