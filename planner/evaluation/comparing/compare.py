"""Two plans of one station side by side: figures, hours, grids, and what the loss of a unit costs each."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TypeVar
from zoneinfo import ZoneInfo

import numpy as np

from planner.domain.clock import later
from planner.domain.demand import Demand
from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.domain.solving import OnProgress, Progress, keep_going
from planner.errors import PlannerError, Stopped
from planner.evaluation.achievement.call_cover import LOSS_MIN, WITHIN_MIN
from planner.evaluation.achievement.cover_kept import kept_cover
from planner.evaluation.achievement.losses import Loss, losses
from planner.evaluation.achievement.presence import demand_by_grid
from planner.evaluation.achievement.unit_minutes import Floats, unit_minutes
from planner.evaluation.achievement.visible import visible
from planner.evaluation.comparing.better import sign
from planner.evaluation.complete import is_complete
from planner.evaluation.measure import measure
from planner.i18n.figure_text import reads_as_nought, value_text

STAGE = "measure"
STEPS = 4
"""The figures of each plan, and what it covers hour by hour."""
Measured = tuple[Plan, Scenario, Demand]
_Made = TypeVar("_Made")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Side:
    """One of the two plans.

    Attributes
    ----------
    begin
        When it starts, on its own clock.
    figures
        Its figures by name.
    calls
        (hours,) calls expected in each hour.
    units_out
        (hours,) visible patrols, mean of the hour.
    near_pct
        (hours,) share of the expected calls within five minutes of a free unit [%]; not a number without calls.
    grid_min, grid_seen_pct, grid_near_pct, grid_calls
        By grid: visible patrol minutes, share of the minutes with a patrol, share of the calls within five minutes,
        calls expected.
    losses
        The plan without each of its units, the worst first.
    """

    begin: dt.datetime
    figures: dict[str, float]
    calls: Floats
    units_out: Floats
    near_pct: Floats
    grid_min: dict[str, float]
    grid_seen_pct: dict[str, float]
    grid_near_pct: dict[str, float]
    grid_calls: dict[str, float]
    losses: tuple[Loss, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A figure of both plans.

    Attributes
    ----------
    name
        As in docs/metrics.md.
    one, other
        Its values; None: the plan has none.
    sign
        1: the other plan is better, -1: it is worse, 0: neither.
    """

    name: str
    one: float | None
    other: float | None
    sign: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Comparison:
    """Two plans side by side.

    Attributes
    ----------
    one, other
        The plans.
    rows
        Every figure that one of them has.
    """

    one: Side
    other: Side
    rows: tuple[Row, ...]


def compare(
    one: tuple[Plan, Scenario],
    other: tuple[Plan, Scenario],
    demand: Demand,
    its_demand: Demand,
    *,
    on_progress: OnProgress = keep_going,
) -> Comparison:
    """Compare two plans, each on its own scenario.

    Figures that a plan states are taken from it, where they were measured by the same demand. A plan that lacks figures
    which the other has is measured anew.

    Parameters
    ----------
    demand, its_demand
        Expected calls by which each is measured. Where both have the same grids the first counts for both, so that a
        difference comes from the plans.
    on_progress
        Told after each of `STEPS` steps.

    Raises
    ------
    PlannerError
        With code ``"plans_of_other_stations"``, if they are not of one station.
    Stopped
        If `on_progress` asks for an end.
    """
    if one[0].station != other[0].station:
        raise PlannerError("plans_of_other_stations", one=one[0].station, other=other[0].station)
    used = demand if set(demand.by_grid) == set(its_demand.by_grid) else its_demand
    pair = (*one, demand), (*other, used)
    stated = _stated(*one), _stated(*other) and used == its_demand
    step = _Steps(on_progress)
    a, b = _figures(pair, stated, step)
    first = step(side(*pair[0], a))
    second = step(side(*pair[1], b))
    names = [*first.figures, *(name for name in second.figures if name not in first.figures)]
    return Comparison(one=first, other=second, rows=tuple(_row(name, first.figures, second.figures) for name in names))


class _Steps:
    """Counts steps that are done, and ends the work when it is asked for."""

    def __init__(self, on_progress: OnProgress) -> None:
        self._on_progress, self._done = on_progress, 0

    def __call__(self, made: _Made) -> _Made:
        """Count a step by what it made, and hand that on."""
        self._done += 1
        if self._on_progress(Progress(stage=STAGE, done=self._done / STEPS)):
            raise Stopped
        return made


def _figures(
    pair: tuple[Measured, Measured], stated: tuple[bool, bool], step: _Steps
) -> tuple[dict[str, float], dict[str, float]]:
    """Give the figures of both plans: as stated, or measured where they are not, or where only the other has some."""
    one, other = (dict(of[0].metrics) if known else _anew(of) for of, known in zip(pair, stated, strict=True))
    if stated[0] and set(other) - set(one):
        one = _anew(pair[0])
    step(one)
    if stated[1] and set(one) - set(other):
        other = _anew(pair[1])
    return one, step(other)


def _stated(plan: Plan, scenario: Scenario) -> bool:
    """Tell whether a plan states its figures."""
    return bool(plan.metrics) and is_complete(plan, scenario)


def _anew(of: Measured) -> dict[str, float]:
    """Measure a plan; figures that take several plans (`alternatives`) are as the plan states them."""
    return of[0].metrics | measure(*of)


def _row(name: str, one: dict[str, float], other: dict[str, float]) -> Row:
    """Judge a figure of both; neither is better where the values read the same, or their difference reads as nought."""
    a, b = one.get(name), other.get(name)
    if a is None or b is None or value_text(name, a) == value_text(name, b) or reads_as_nought(name, b - a):
        return Row(name=name, one=a, other=b, sign=0)
    return Row(name=name, one=a, other=b, sign=sign(name, a, b))


def side(plan: Plan, scenario: Scenario, demand: Demand, figures: dict[str, float]) -> Side:
    """Reckon what one plan covers by hour, grid and lost unit, beside its figures."""
    begin = plan.start.astimezone(ZoneInfo(plan.timezone))
    calls = demand_by_grid(plan, scenario, demand).sum(axis=0) if scenario.grids else np.zeros(0)
    names = [grid.id for grid in scenario.grids]
    if not plan.routes or not scenario.grids:
        return _bare(begin, figures, calls)
    readings = unit_minutes(plan)
    seen, cover = visible(readings, scenario), kept_cover(plan, scenario, demand)
    hours = len(calls)
    per_hour = np.bincount(readings.hour, minlength=hours)
    column = WITHIN_MIN.index(LOSS_MIN)
    out = np.bincount(readings.hour[readings.step[readings.visible]], minlength=hours) / per_hour
    near = [100 * _weighted(cover.demand_share[readings.hour == hour, column]) for hour in range(hours)]
    reached = np.divide(
        100 * cover.grid_reached[:, column],
        cover.grid_demand,
        out=np.full(len(names), np.nan),
        where=cover.grid_demand > 0,
    )
    return Side(
        begin=begin,
        figures=figures,
        calls=calls,
        units_out=out,
        near_pct=np.where(calls > 0, near, np.nan),
        grid_min=_by(names, seen.unit_min.sum(axis=1)),
        grid_seen_pct=_by(names, 100 * np.average(seen.seen_share, axis=1, weights=per_hour)),
        grid_near_pct=_by(names, reached),
        grid_calls=_by(names, demand_by_grid(plan, scenario, demand).sum(axis=1)),
        losses=losses(plan, scenario, cover),
    )


def _bare(begin: dt.datetime, figures: dict[str, float], calls: Floats) -> Side:
    """Give a plan without routes, or of a station without grids: nobody is anywhere."""
    nothing, nobody = dict[str, float](), np.zeros(len(calls))
    return Side(
        begin=begin,
        figures=figures,
        calls=calls,
        units_out=nobody,
        near_pct=nobody,
        grid_min=nothing,
        grid_seen_pct=nothing,
        grid_near_pct=nothing,
        grid_calls=nothing,
        losses=(),
    )


def _weighted(shares: Floats) -> float:
    return float(shares.mean()) if len(shares) else 0.0


def _by(names: list[str], values: Floats) -> dict[str, float]:
    return dict(zip(names, values.tolist(), strict=True))


def hours_of(found: Side) -> list[dt.datetime]:
    """List when the hours of a plan begin."""
    return [later(found.begin, 3600.0 * hour) for hour in range(len(found.calls))]
