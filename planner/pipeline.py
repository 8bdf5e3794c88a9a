"""Scenario to plan: the only place that knows the order of the rooms."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from planner.domain.clock import instant
from planner.domain.demand import Demand
from planner.domain.plan import Assignment, Dropped, Flight, Notice, Plan, PlanOfficer, SolverReport, Unit, Unmet
from planner.domain.scenario import Scenario
from planner.domain.solving import Limits, OnProgress, Progress, keep_going
from planner.domain.violation import Violation
from planner.errors import Fault, InputRefused, PlannerError

if TYPE_CHECKING:
    from planner.routing.day import DayRoutes
    from planner.routing.report import RoutingReport

STAGES = ("roster", "routes", "flights")
SHARES = {"roster": 0.35, "routes": 0.45, "flights": 0.2}
"""How the time limit is shared; what a stage leaves is handed on to those after it."""
DESIGN_SHARE = 0.25
"""Part of the roster's time for the design of its shifts; what the design leaves is the roster's."""


class PlanRefused(PlannerError):
    """A plan failed its own independent check: a defect of this package.

    Attributes
    ----------
    plan
        What was made, to be kept aside, never to be used.
    violations
        The rules that it breaks.
    """

    code = "plan_refused"

    def __init__(self, plan: Plan, violations: Sequence[Violation]) -> None:
        super().__init__(violations=[violation.code for violation in violations])
        self.plan, self.violations = plan, tuple(violations)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plans:
    """A plan, and the others that are nearly as good.

    Attributes
    ----------
    drawn
        The plan to work by: for each of its days one of the alternatives, drawn by seed and date.
    scenario
        What they are planned on: the scenario that was given, with the shifts designed for it (`[[roster.design]]`).
    alternatives
        All of them, the best first; they differ in their routes only. None when only one was wanted or found.
    """

    drawn: Plan
    scenario: Scenario
    alternatives: tuple[Plan, ...] = ()


def estimate_demand(scenario: Scenario) -> Demand:
    """Give the demand of every grid in every hour of the week."""
    from planner.grids.demand import estimate

    return estimate(scenario)


def plan(
    scenario: Scenario,
    *,
    start: dt.date | None = None,
    days: int = 1,
    limits: Limits | None = None,
    only: Collection[str] = STAGES,
    on_progress: OnProgress = keep_going,
) -> Plan:
    """Make a plan as `plans` does, and give the drawn one alone.

    The plan of a scenario that designs its shifts names shifts of `Plans.scenario`: `plans` gives both.
    """
    made = plans(scenario, start=start, days=days, limits=limits, only=only, on_progress=on_progress)
    return made.drawn


def plans(
    scenario: Scenario,
    *,
    start: dt.date | None = None,
    days: int = 1,
    limits: Limits | None = None,
    only: Collection[str] = STAGES,
    on_progress: OnProgress = keep_going,
) -> Plans:
    """Make plans: the roster of the whole horizon, and routes and flights of some of its days.

    Parameters
    ----------
    start
        First day of routes and flights; the horizon's first by default.
    days
        Days of routes and flights, each planned on its own.
    limits
        Time and seed of all solvers together.
    only
        Stages to carry out; routes of forces that the roster crews need the stage ``roster``.
    on_progress
        Told how far the solvers are; True stops them with the best found so far, and what has not begun is skipped.

    Raises
    ------
    InputRefused
        If the days are not in the horizon.
    PlannerError
        With code ``"unknown_stage"``.
    PlanRefused
        If the answer of a solver, or a whole plan, fails its independent check.
    """
    for stage in only:
        if stage not in STAGES:
            raise PlannerError("unknown_stage", stage=stage)
    first = start or scenario.roster.start
    _inside_horizon(scenario, first, days)
    wanted = tuple(stage for stage in STAGES if stage in only)
    making = _Making(scenario, first, days, wanted, limits or Limits(time_s=40.0), on_progress)
    for stage, make in (
        ("roster", making.make_roster),
        ("routes", making.make_routes),
        ("flights", making.make_flights),
    ):
        if stage in wanted and not making.cancelled:
            make()
        else:
            making.solver[stage] = SolverReport(status="cancelled" if making.cancelled else "skipped")
    on_progress(Progress(stage="check", done=0.0))
    return making.checked()


def _inside_horizon(scenario: Scenario, first: dt.date, days: int) -> None:
    opens = scenario.roster.start
    closes = opens + dt.timedelta(days=scenario.roster.days - 1)
    last = first + dt.timedelta(days=days - 1)
    if days < 1 or first < opens or last > closes:
        params = {"start": first, "end": last, "first": opens, "last": closes}
        raise InputRefused([Fault(code="start_outside_horizon", file="scenario.toml", place="roster", params=params)])


@dataclass
class _Making:
    """A plan being made, stage after stage."""

    scenario: Scenario
    first: dt.date
    days: int
    stages: tuple[str, ...]
    limits: Limits
    on_progress: OnProgress
    cancelled: bool = False
    roster: tuple[Assignment, ...] = ()
    units: tuple[Unit, ...] = ()
    routed: list[DayRoutes] = field(default_factory=list)
    flights: list[Flight] = field(default_factory=list)
    unmet: dict[str, tuple[Unmet, ...]] = field(default_factory=dict)
    notices: list[Notice] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    solver: dict[str, SolverReport] = field(default_factory=dict)
    violations: list[Violation] = field(default_factory=list)

    def __post_init__(self) -> None:
        from planner.grids.check import check
        from planner.grids.demand.notices import incident_notices

        self.zone = ZoneInfo(self.scenario.station.timezone)
        self.began = time.monotonic()
        self.demand = estimate_demand(self.scenario)
        self.violations += check(self.scenario, self.demand)
        self.notices += incident_notices(self.scenario)

    def begin(self, day: int) -> dt.datetime:
        """Give the moment at which a planning day begins."""
        return instant(self.first + dt.timedelta(days=day), self.scenario.day_start_min, self.zone)

    def _limits(self, stage: str, day: int = 0, days: int = 1) -> Limits:
        """Give a day of a stage its part of the time that is left, and a seed of its own."""
        to_come = sum(SHARES[later] for later in self.stages[self.stages.index(stage) :])
        part = SHARES[stage] / days
        left_s = self.limits.time_s - (time.monotonic() - self.began)
        time_s = max(0.5, left_s * part / (to_come - part * day))
        return replace(self.limits, time_s=time_s, seed=self.limits.seed + day)

    def _listen(self, day: int = 0, days: int = 1) -> OnProgress:
        """Turn the progress of one day into that of all days, and remember whether to stop."""

        def listen(report: Progress) -> bool:
            self.cancelled = self.on_progress(replace(report, done=(day + report.done) / days)) or self.cancelled
            return self.cancelled

        return listen

    def make_roster(self) -> None:
        """Design the shifts, roster the whole horizon, and crew the units of the days."""
        from planner.rosters.check import check
        from planner.rosters.crews import crews
        from planner.rosters.design.station import designed
        from planner.rosters.prepare import prepare
        from planner.rosters.prepare.dates import calendar_notices, leave_notices
        from planner.rosters.report import report
        from planner.rosters.solve import solve

        limits, began = self._limits("roster"), time.monotonic()
        for_design = replace(limits, time_s=limits.time_s * DESIGN_SHARE)
        self.scenario = designed(self.scenario, self.demand, for_design, on_progress=self._listen())
        problem = prepare(self.scenario, self.demand)
        left_s = max(0.5, limits.time_s - (time.monotonic() - began))
        result = solve(problem, replace(limits, time_s=left_s), on_progress=self._listen())
        self.violations += check(problem, result)
        part = report(self.scenario, self.demand, problem, result)
        crewed = crews(self.scenario, part.roster, self.first, self.days)
        self.roster, self.units = crewed.roster, crewed.units
        self.unmet["roster"] = (*part.unmet, *crewed.unmet)
        self.solver["roster"] = part.solver
        self.notices += calendar_notices(self.scenario) + leave_notices(self.scenario)

    def make_routes(self) -> None:
        """Route the units, day by day, each day from a seed of its own."""
        from planner.grids.hot_spots import hot_spots
        from planner.rosters.crews import crews
        from planner.routing.day import route_day
        from planner.routing.visits.pins import absent_units

        if self.solver["roster"].status == "skipped":
            self.units = crews(self.scenario, (), self.first, self.days).units
        self.notices += absent_units(self.scenario, self.units)
        for day in range(self.days):
            begin, end, date = self.begin(day), self.begin(day + 1), self.first + dt.timedelta(days=day)
            units = tuple(unit for unit in self.units if begin <= unit.shift_start < end)
            limits = replace(self._limits("routes", day, self.days), seed=self.limits.seed + self._days_in(date))
            made = route_day(
                self.scenario,
                units,
                hot_spots(self.scenario, self.demand, date),
                begin,
                limits,
                draw_seed=self.limits.seed,
                on_progress=self._listen(day, self.days),
            )
            self.routed.append(made)
            self.violations += made.violations
            self.notices += made.notices
            if self.cancelled:
                break

    def _days_in(self, date: dt.date) -> int:
        """Count the days since the horizon began, so that a date has the same seed in every plan."""
        return (date - self.scenario.roster.start).days

    def make_flights(self) -> None:
        """Schedule the rounds, day by day; batteries are carried from one day to the next."""
        from planner.drones import report
        from planner.drones.check import check
        from planner.drones.prepare import prepare
        from planner.drones.solve import solve

        reports: list[SolverReport] = []
        unmet: list[Unmet] = []
        roster = self.roster if self.solver["roster"].status != "skipped" else None
        self.notices += report.uncounted_operators(self.scenario, roster)
        for day in range(self.days):
            date, flown = self.first + dt.timedelta(days=day), tuple(self.flights)
            problem = prepare(self.scenario, date, before=flown, roster=roster, demand=self.demand)
            limits, listen = self._limits("flights", day, self.days), self._listen(day, self.days)
            result = solve(problem, limits, on_progress=listen)
            self.violations += check(problem, result)
            self.flights += report.flights(problem, result)
            unmet += report.unmet(problem, result)
            self.dropped += report.dropped(problem, result)
            self.notices += report.notices(problem, result)
            reports.append(report.solver_report(result))
            if self.cancelled:
                break
        self.unmet["flights"] = tuple(unmet)
        self.solver["flights"] = _together(reports)

    def checked(self) -> Plans:
        """Put the plans together and hold each one against the rules.

        Raises
        ------
        PlanRefused
            If one breaks a rule.
        """
        from planner.evaluation.check import check
        from planner.evaluation.patrols.variety import variety_figures

        count = max((len(day.plans) for day in self.routed), default=1)
        drawn = self._plan([day.plans[day.drawn] for day in self.routed])
        others = [self._plan([day.plans[min(n, len(day.plans) - 1)] for day in self.routed]) for n in range(count)]
        alternatives = others if count > 1 else []
        figures = variety_figures(alternatives, [day.entropy_bits for day in self.routed])
        made = [plan.model_copy(update={"metrics": plan.metrics | figures}) for plan in (drawn, *alternatives)]
        for plan in made:
            violations = [*self.violations, *check(plan, self.scenario).violations]
            if violations:
                raise PlanRefused(plan, violations)
        return Plans(drawn=made[0], scenario=self.scenario, alternatives=tuple(made[1:]))

    def _plan(self, routed: Sequence[RoutingReport]) -> Plan:
        """Put the parts together, with one report of routes a day, and measure them."""
        from planner.evaluation.achievement.notices import achievement_notices
        from planner.evaluation.measure import measure

        routes = {"routes": _together([day.solver for day in routed])} if routed else {}
        unmet = {**self.unmet, "routes": tuple(item for day in routed for item in day.unmet)}
        made = Plan(
            station=self.scenario.station.id,
            station_name=self.scenario.station.name,
            created=dt.datetime.now(self.zone).replace(microsecond=0),
            seed=self.limits.seed,
            timezone=self.scenario.station.timezone,
            start=self.begin(0),
            end=self.begin(self.days),
            cancelled=self.cancelled,
            officers=tuple(
                PlanOfficer(id=o.id, name=o.name, rank=o.rank, squad=o.squad, skills=o.skills)
                for o in self.scenario.officers
            ),
            roster=self.roster,
            units=self.units,
            routes=tuple(route for day in routed for route in day.routes),
            flights=tuple(self.flights),
            required_unmet=tuple(item for stage in STAGES for item in unmet.get(stage, ())),
            optional_dropped=(*(item for day in routed for item in day.dropped), *self.dropped),
            notices=tuple(self.notices),
            solver={stage: ({**self.solver, **routes})[stage] for stage in STAGES},
        )
        told = (*made.notices, *achievement_notices(made, self.scenario, self.demand))
        return made.model_copy(update={"metrics": measure(made, self.scenario, self.demand), "notices": told})


def _together(reports: Sequence[SolverReport]) -> SolverReport:
    """Give the report of several days: the weakest status, and the sums of their figures."""
    weakest = ("cancelled", "infeasible", "unknown", "feasible", "optimal", "skipped")
    if len(reports) == 1:
        return reports[0]
    return SolverReport(
        status=min((report.status for report in reports), key=weakest.index),
        objective=_sum([report.objective for report in reports]),
        bound=_sum([report.bound for report in reports]),
        seconds=sum(report.seconds for report in reports),
    )


def _sum(figures: list[float | None]) -> float | None:
    known = [figure for figure in figures if figure is not None]
    return sum(known) if len(known) == len(figures) else None
