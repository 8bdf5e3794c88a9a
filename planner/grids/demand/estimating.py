"""Expected calls in every grid and hour of the week: what was counted, drawn towards what the places suggest.

The steps, each in a file of its own: the tide of the places (`prior`), the calls counted (`counting`), the months
(`seasons`), a log-linear model with shrinkage (`structure`, `shrinkage`), how fast the past fades (`recency`), and the
days that are not like their day of the week (`odd`). docs/grids.md has the whole of it.

Without incidents the tide alone is scaled to `CALLS_PER_1000_PEOPLE_WEEK`; without places too the calls of
`CALLS_PER_WEEK_UNKNOWN` are spread evenly by area. Of an incident only place and time are used, and its source to
leave out what patrols found themselves.
"""

from __future__ import annotations

import numpy as np

from planner.domain.demand import Demand, Doubt
from planner.domain.scenario import Scenario
from planner.grids.demand.counting import Calls, Floats, count, recency
from planner.grids.demand.odd import odd_factors
from planner.grids.demand.prior import crowd_in_grids, tide
from planner.grids.demand.recency import chosen, fitted
from planner.grids.demand.seasons import month_factors

CALLS_PER_1000_PEOPLE_WEEK = 1.0
"""Calls in a week for every 1,000 people of all places' busiest hours, when no incident is known; an assumption."""

CALLS_PER_WEEK_UNKNOWN = 168.0
"""Calls in a week when neither incidents nor places are known: one an hour in the whole station; an assumption."""

SHAPE_UNKNOWN = 0.5
"""Shape of a rate for which no call was counted: nearly nothing is known of it; an assumption [calls]."""

AHEAD_DAYS = 28
"""How far ahead the demand is wanted [days]: the length of a roster."""


def estimate(scenario: Scenario, *, ahead_days: int = AHEAD_DAYS) -> Demand:
    """Estimate the demand of every grid and hour of the week, and of odd days [incident equivalents per hour].

    Parameters
    ----------
    ahead_days
        How far ahead it is wanted [days]; the half-lives of the past are chosen for it.
    """
    if not scenario.grids:
        return Demand(by_grid={})
    people = crowd_in_grids(scenario)
    before = tide(scenario, people)
    calls = count(scenario)
    if calls is not None:
        return _counted(scenario, calls, before, ahead_days)
    crowd = sum(place.crowd for place in scenario.places)
    week = CALLS_PER_1000_PEOPLE_WEEK * crowd / 1000 if people.any() else CALLS_PER_WEEK_UNKNOWN
    return _demand(scenario, before * week, np.full(before.shape, SHAPE_UNKNOWN))


def _counted(scenario: Scenario, calls: Calls, before: Floats, ahead_days: int) -> Demand:
    """Estimate from calls."""
    fading = chosen(calls, before, ahead_days, scenario.demand.half_life_days)
    weight = recency(calls.days, fading.level_days)
    months = month_factors(calls)
    in_season = months[calls.month]
    regular = weight * calls.regular
    months = months * (regular.sum() / (regular * in_season).sum())
    found = fitted(calls, before, fading, months)
    plain = _demand(scenario, found.rate, 1 / found.doubt)
    return plain.model_copy(
        update={
            "doubts": tuple(Doubt(shape=shape.tolist()) for shape in found.shapes),
            "odd_days": odd_factors(calls, found.rate, months, weight),
            "months": tuple(months.tolist()) if np.ptp(months) > 0 else (),
            "half_life_days": fading.level_days,
        }
    )


def _demand(scenario: Scenario, rate: Floats, shape: Floats) -> Demand:
    names = [grid.id for grid in scenario.grids]
    return Demand(
        by_grid=dict(zip(names, map(tuple, rate.tolist()), strict=True)),
        shape_by_grid=dict(zip(names, map(tuple, shape.tolist()), strict=True)),
        calendar=scenario.roster.calendar,
        day_kinds=scenario.day_kinds,
    )
