"""Repair the roster of a plan: an officer is away, or more officers are needed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from planner.domain.clock import next_day, seconds_between
from planner.domain.demand import Demand
from planner.domain.plan import Assignment, Notice, Plan, Unit, Unmet
from planner.domain.repair import FlightChange, Offer, PlanChange, RosterChange, RosterEvent
from planner.domain.scenario import Scenario
from planner.domain.solving import Limits, OnProgress
from planner.domain.violation import Violation
from planner.pipeline import PlanRefused, estimate_demand
from planner.repairs.roster_happenings import Asked, asked_of
from planner.rosters.without_shifts import without_shifts

if TYPE_CHECKING:
    from planner.rosters.problem import RosterProblem
    from planner.rosters.repairing.frozen import Works
    from planner.rosters.repairing.mend import Mended

TIME_S = 3.0
"""Time limit of the solver unless another one is given [s]."""
OF_THE_ROSTER = frozenset({"cover", "crew"})
"""Kinds of what a roster does not reach; a repair tells them anew."""

Lose = Callable[[Plan, Scenario, str], tuple[Plan, Sequence[PlanChange]]]
"""Takes a unit off the street and gives the plan after it, with the stops that have changed."""
Fly = Callable[[Plan, Scenario], tuple[Plan, tuple[FlightChange, ...]]]
"""Gives the plan with the flights that the officers on duty can watch, and those that have changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterRepaired:
    """A plan whose roster has been changed.

    Attributes
    ----------
    plan, scenario
        The whole plan, and its scenario with the leave or the cover.
    cells
        Dates of officers that are not as they were.
    stops
        Stops that changed because units have lost their crew.
    flights
        Flights that changed because fewer officers watch the drones.
    """

    plan: Plan
    scenario: Scenario
    cells: tuple[RosterChange, ...]
    stops: tuple[PlanChange, ...]
    flights: tuple[FlightChange, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Changed:
    """The roster after it; `asked` is what was to be solved, before anything was given up."""

    prepared: RosterProblem
    asked: RosterProblem
    mended: Mended
    before: Works
    cells: tuple[RosterChange, ...]
    violations: tuple[Violation, ...]


def repair_roster(
    plan: Plan,
    scenario: Scenario,
    now: dt.datetime,
    event: RosterEvent,
    *,
    offer: Offer,
    limits: Limits | None,
    on_progress: OnProgress,
    lose: Lose,
    fly: Fly,
) -> RosterRepaired:
    """Change a roster from a moment on, and as little of it as possible.

    What has begun stays. Units that are routed keep their routes as long as they have a crew.

    Raises
    ------
    NotFound
        If the plan has no such officer, duty or dates.
    PlanRefused
        If the answer fails its independent check.
    """
    from planner.evaluation.check import check
    from planner.evaluation.measure import measure

    limits = limits or Limits(time_s=TIME_S, seed=plan.seed, workers=2)
    asked = asked_of(plan, scenario, now, event)
    demand = estimate_demand(asked.scenario)
    changed = _changed(plan, asked, demand, now, offer, limits, on_progress)
    asked = replace(asked, scenario=_unpinned_in(asked.scenario, changed))
    made, stops = _with_roster(plan, scenario, asked, changed, demand, now, lose)
    made, flights = fly(made, asked.scenario)
    made = made.model_copy(
        update={"metrics": measure(made, asked.scenario, demand, changed_from=plan, achievement=False)}
    )
    violations = [*changed.violations, *check(made, asked.scenario).violations]
    if violations:
        raise PlanRefused(made, violations)
    return RosterRepaired(plan=made, scenario=asked.scenario, cells=changed.cells, stops=stops, flights=flights)


def _changed(
    plan: Plan,
    asked: Asked,
    demand: Demand,
    now: dt.datetime,
    offer: Offer,
    limits: Limits,
    on_progress: OnProgress,
) -> _Changed:
    """Solve what can still be changed, and list what is."""
    from planner.rosters.check import check
    from planner.rosters.prepare import prepare
    from planner.rosters.repairing.changed import changes_of
    from planner.rosters.repairing.frozen import Now, frozen, works_of
    from planner.rosters.repairing.mend import mend
    from planner.rosters.repairing.offers import offered

    prepared = prepare(asked.scenario, demand)
    works = works_of(prepared, plan.roster)
    moment = Now(seconds_between(prepared.origin, now), (now.date() - prepared.first).days)
    problem = offered(frozen(prepared, works, moment), offer)
    duties = [index for index, duty in enumerate(prepared.duties) if duty.code == asked.duty]
    absent = [index for index, officer in enumerate(prepared.officers) if officer.id == asked.officer]
    mended = mend(problem, works, moment, limits, absent=absent, duties=duties, on_progress=on_progress)
    more = _giving(prepared, asked, duties)
    return _Changed(
        prepared=prepared,
        asked=problem,
        mended=mended,
        before=works,
        cells=changes_of(prepared, works, mended.result.works, more=more),
        violations=tuple(check(mended.problem, mended.result)),
    )


def _giving(problem: RosterProblem, asked: Asked, duties: Sequence[int]) -> frozenset[int]:
    """Give the shifts that give what more is needed."""
    if asked.span is None:
        return frozenset()
    start_s, end_s = (seconds_between(problem.origin, moment) for moment in asked.span)
    return frozenset(
        index
        for index, shift in enumerate(problem.shifts)
        if shift.duty in duties and shift.start_s < end_s and start_s < shift.end_s
    )


def _with_roster(
    plan: Plan,
    scenario: Scenario,
    asked: Asked,
    changed: _Changed,
    demand: Demand,
    now: dt.datetime,
    lose: Lose,
) -> tuple[Plan, tuple[PlanChange, ...]]:
    """Put the roster into the plan, crew its units again, and take those off the street that lose their crew."""
    from planner.rosters.report import report

    mended = changed.mended
    told = replace(mended.problem, officers=changed.prepared.officers)
    part = report(asked.scenario, demand, told, mended.result)
    rows = _as_before(plan.roster, part.roster)
    units, rows, lost, crew_unmet = _crewed(plan, asked.scenario, rows)
    stops: list[PlanChange] = []
    for unit in lost:
        plan, gone = lose(plan, scenario, unit)
        stops += gone
    unmet = [item for item in plan.required_unmet if item.kind not in OF_THE_ROSTER]
    made = plan.model_copy(
        update={
            "created": dt.datetime.now(ZoneInfo(plan.timezone)).replace(microsecond=0),
            "scenario": None,
            "roster": rows,
            "units": units,
            "required_unmet": (*part.unmet, *_resting(asked.scenario, changed, now), *crew_unmet, *unmet),
            "notices": (*plan.notices, asked.notice, *asked.fallen, *_unpinned(changed)),
            "solver": {**plan.solver, "roster": part.solver},
        }
    )
    return made, tuple(stops)


def _as_before(before: Sequence[Assignment], after: Sequence[Assignment]) -> tuple[Assignment, ...]:
    """Leave rows that are the same as they were, with their grid, unit and post."""
    known = {_work(row): row for row in before}
    return tuple(known.get(_work(row), row) for row in after)


def _work(row: Assignment) -> tuple[str, float, float, str, str]:
    return row.officer, row.start.timestamp(), row.end.timestamp(), row.duty, row.shift


def _crewed(
    plan: Plan, scenario: Scenario, rows: tuple[Assignment, ...]
) -> tuple[tuple[Unit, ...], tuple[Assignment, ...], tuple[str, ...], tuple[Unmet, ...]]:
    """Crew the units of the planning days: anew where nothing is routed, and else those that have routes."""
    from planner.rosters.crews import crews
    from planner.rosters.repairing.recrew import recrew

    start = plan.start.astimezone(ZoneInfo(plan.timezone))
    days = 1
    while (start := next_day(start, scenario.day_start_min)) < plan.end:
        days += 1
    first = plan.start.astimezone(ZoneInfo(plan.timezone)).date()
    bare = tuple(
        row.model_copy(update={"unit": None, "post": None if row.grid else row.duty}) if row.unit else row
        for row in rows
    )
    anew = crews(scenario, bare, first, days)
    if not plan.routes:
        return anew.units, anew.roster, (), anew.unmet
    kept = recrew(scenario, plan.units, rows)
    return kept.units, kept.roster, kept.lost, anew.unmet


def _resting(scenario: Scenario, changed: _Changed, now: dt.datetime) -> tuple[Unmet, ...]:
    """Tell who gets no further shift, and why: judged by all that was asked but the pins given up."""
    given_up = set(changed.mended.unpinned)
    people = tuple(
        replace(officer, pins=tuple(pin for pin in officer.pins if (index, pin[0]) not in given_up))
        for index, officer in enumerate(changed.asked.officers)
    )
    problem = replace(changed.asked, officers=people)
    return without_shifts(scenario, problem, changed.mended.resting, when=now, reason="officer_rests")


def _unpinned_in(scenario: Scenario, changed: _Changed) -> Scenario:
    """Give the scenario without the cells decided by hand that are given up."""
    officers, first = changed.prepared.officers, changed.prepared.first
    cells = {(officers[index].id, first + dt.timedelta(day)) for index, day in changed.mended.unpinned}
    pins = tuple(pin for pin in scenario.roster.pins if (pin.officer, pin.date) not in cells)
    return scenario.model_copy(update={"roster": scenario.roster.model_copy(update={"pins": pins})})


def _unpinned(changed: _Changed) -> list[Notice]:
    """Tell which cells decided by hand are given up."""
    return [
        Notice(
            code="cell_unpinned",
            params={
                "officer": changed.prepared.officers[index].id,
                "date": (changed.prepared.first + dt.timedelta(day)).isoformat(),
            },
        )
        for index, day in changed.mended.unpinned
    ]
