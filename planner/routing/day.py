"""One planning day from its scenario and units to routes: the plans that are nearly as good as the best, one drawn."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from planner.domain.clock import next_day, seconds_between
from planner.domain.pin import Pin
from planner.domain.plan import Notice, Unit
from planner.domain.scenario import Scenario
from planner.domain.solving import Limits, OnProgress, Progress, keep_going
from planner.domain.violation import Violation
from planner.routing.check import check
from planner.routing.prepare import Prepared, prepare
from planner.routing.problem import RoutingResult
from planner.routing.reasons.pin_conflicts import hold_pins
from planner.routing.report import RoutingReport, report
from planner.routing.variety.alternatives import drawn, near_best
from planner.routing.variety.predictability import visit_time_entropy_bits
from planner.routing.visits.pins import refuse_unknown_units

if TYPE_CHECKING:
    from planner.grids.hot_spots import HotSpot

COMPARED_SHARE = 0.3
"""Part of a day's time that goes into plans without its pins, to tell how predictable the pins make it."""
ROAM_SEEDS = 7919
"""Step between the seeds from which the plans of a day draw the streets of idle patrols."""
LEAST_LOSS_BITS = 0.01
"""Losses of entropy below this are not told [bits]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayRoutes:
    """The routes of one day.

    Attributes
    ----------
    plans
        Nearly equally good plans, the best first.
    drawn
        Number of the one that is drawn.
    entropy_bits
        How hard it is to foresee when places are visited; None for a single plan.
    notices
        What the reader should know of the draw and of the day's pins.
    violations
        Rules of the problem that an answer breaks: a defect of the solver.
    """

    plans: tuple[RoutingReport, ...]
    drawn: int
    entropy_bits: float | None
    notices: tuple[Notice, ...]
    violations: tuple[Violation, ...]


def route_day(
    scenario: Scenario,
    units: Sequence[Unit],
    hot_spots: Sequence[HotSpot],
    day_start: dt.datetime,
    limits: Limits,
    *,
    draw_seed: int,
    on_progress: OnProgress = keep_going,
) -> DayRoutes:
    """Route the units of a day: `patrol.alternatives` plans, one of them drawn by seed and date.

    Parameters
    ----------
    units
        Those whose shifts start in the planning day.
    draw_seed
        With the date of `day_start` it decides which plan is drawn.

    Raises
    ------
    InputRefused, NotFound
        As `prepare`.
    """
    count, pins = scenario.patrol.alternatives, day_pins(scenario, day_start)
    share = 1.0 - COMPARED_SHARE if count > 1 and pins else 1.0
    refuse_unknown_units(scenario, units, day_start)
    prepared = _prepared(scenario, units, hot_spots, day_start, limits.seed)
    results = _plans(scenario, prepared, limits, (0.0, share), on_progress)
    number = drawn(len(results), draw_seed, day_start.toordinal())
    notices = _told(day_start, count, len(results), number) if count > 1 else []
    if share < 1.0 and len(results) > 1:
        free = scenario.model_copy(update={"pins": tuple(pin for pin in scenario.pins if pin.at is None)})
        unpinned = _prepared(free, units, hot_spots, day_start, limits.seed)
        others = _plans(scenario, unpinned, limits, (share, 1.0), on_progress)
        notices += _pins_told(day_start, pins, (prepared, results), (unpinned, others))
    return DayRoutes(
        plans=tuple(report(_roaming(prepared, rank), result, varied=rank > 0) for rank, result in enumerate(results)),
        drawn=number,
        entropy_bits=visit_time_entropy_bits(prepared.problem, results) if len(results) > 1 else None,
        notices=tuple(notices),
        violations=tuple(violation for result in results for violation in check(prepared.problem, result)),
    )


def _plans(
    scenario: Scenario, prepared: Prepared, limits: Limits, part: tuple[float, float], on_progress: OnProgress
) -> tuple[RoutingResult, ...]:
    """Find the plans of a day in a part of its time, from one share of it to another."""
    share = part[1] - part[0]

    def listen(progress: Progress) -> bool:
        return on_progress(replace(progress, done=part[0] + share * progress.done))

    own = replace(
        limits,
        time_s=limits.time_s * share,
        iterations=None if limits.iterations is None else max(1, round(limits.iterations * share)),
    )
    rules = scenario.patrol
    return near_best(prepared.problem, own, rules.alternatives, rules.near_share, on_progress=listen)


def _roaming(prepared: Prepared, number: int) -> Prepared:
    """Give a plan streets of its own for the time between its stops."""
    return prepared._replace(ground=replace(prepared.ground, seed=prepared.ground.seed + ROAM_SEEDS * number))


def _prepared(
    scenario: Scenario, units: Sequence[Unit], hot_spots: Sequence[HotSpot], day_start: dt.datetime, seed: int
) -> Prepared:
    """Make the day's problem, with pinned visits that fit together."""
    made = prepare(scenario, units, hot_spots, day_start, seed)
    return made._replace(problem=hold_pins(scenario, made.problem, made.ground))


def day_pins(scenario: Scenario, day_start: dt.datetime) -> tuple[Pin, ...]:
    """List the pins whose stay begins in a planning day."""
    day_s = seconds_between(day_start, next_day(day_start, scenario.day_start_min))
    at = [(pin, seconds_between(day_start, pin.at)) for pin in scenario.pins if pin.at is not None]
    return tuple(pin for pin, seconds in at if 0.0 <= seconds < day_s)


def _told(day_start: dt.datetime, wanted: int, made: int, number: int) -> list[Notice]:
    """Say which plan was drawn, and whether fewer were found than wanted."""
    params = {"date": day_start.date().isoformat(), "number": number + 1, "count": made, "wanted": wanted}
    fewer = [Notice(code="alternatives_fewer", params=params)] if made < wanted else []
    return [Notice(code="alternative_drawn", params=params), *fewer] if made > 1 else fewer


def _pins_told(
    day_start: dt.datetime,
    pins: Sequence[Pin],
    pinned: tuple[Prepared, Sequence[RoutingResult]],
    free: tuple[Prepared, Sequence[RoutingResult]],
) -> list[Notice]:
    """Say how much harder to foresee the visits of the pinned places would be without the pins."""
    places = {pin.place for pin in pins}
    bits, without = (_entropy_at(places, prepared, results) for prepared, results in (pinned, free))
    if bits is None or without is None or len(free[1]) < 2 or without - bits < LEAST_LOSS_BITS:
        return []
    params = {
        "date": day_start.date().isoformat(),
        "places": ", ".join(sorted(places)),
        "bits": round(bits, 2),
        "bits_without": round(without, 2),
    }
    return [Notice(code="pins_predictable", params=params)]


def _entropy_at(places: set[str], prepared: Prepared, results: Sequence[RoutingResult]) -> float | None:
    """Measure the entropy at some of the scenario's places only [bits]."""
    problem, ground = prepared
    own = {int(problem.visit_place[v]) for v, visit in enumerate(ground.visits) if visit.id in places}
    return visit_time_entropy_bits(problem, results, own)
