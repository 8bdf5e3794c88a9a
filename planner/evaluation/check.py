"""The independent check of a whole plan; it shares no code with any solver."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from zoneinfo import ZoneInfo

from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.domain.violation import Violation
from planner.evaluation.flights import airspace_checks as flight_airspace_checks
from planner.evaluation.flights import alternates as flight_alternates
from planner.evaluation.flights import battery_checks
from planner.evaluation.flights import looks_checks as flight_looks_checks
from planner.evaluation.flights import separation_checks as flight_separation_checks
from planner.evaluation.flights import service_checks as flight_service_checks
from planner.evaluation.flights import way_checks as flight_checks
from planner.evaluation.ground import Ground
from planner.evaluation.moments import in_utc, on_the_clock
from planner.evaluation.patrols import (
    break_checks,
    gap_checks,
    ground_checks,
    pin_checks,
    place_checks,
    presence_checks,
    repair_checks,
    route_checks,
    speed_checks,
    street_checks,
    turn_checks,
    work_checks,
)
from planner.evaluation.rosters import checks as roster_checks
from planner.evaluation.rosters import cover_checks as roster_cover_checks
from planner.evaluation.rosters import crew_checks as roster_crew_checks
from planner.evaluation.rosters import decision_checks as roster_decision_checks
from planner.evaluation.rosters import hours_checks as roster_hours_checks
from planner.evaluation.rosters import rest_checks as roster_rest_checks
from planner.evaluation.rosters import run_checks as roster_run_checks

PlanCheck = Callable[[Plan], Iterator[Violation]]
ScenarioCheck = Callable[[Plan, Scenario], Iterator[Violation]]

PLAN_CHECKS: tuple[PlanCheck, ...] = (
    roster_checks.known_officers,
    roster_checks.one_place_at_a_time,
    roster_checks.crews_are_on_duty,
    route_checks.known_units,
    route_checks.every_unit_has_a_route,
    route_checks.inside_the_shift,
    route_checks.begins_and_ends_at_base,
    route_checks.times_increase,
    route_checks.stops_lie_on_the_path,
    repair_checks.calls_and_hot_spots_are_made,
    repair_checks.alerts_are_answered,
    flight_checks.times_increase,
    flight_checks.rounds_are_numbered_once,
    flight_checks.one_flight_at_a_time,
    flight_checks.lengths_are_right,
)
"""What a plan file alone can be held to."""

GROUND_CHECKS: tuple[ScenarioCheck, ...] = (
    roster_checks.shifts_are_templates,
    roster_checks.split_shifts_are_whole,
    roster_checks.one_shift_a_date,
    roster_checks.nobody_on_leave,
    roster_checks.duties_and_skills,
    roster_rest_checks.rest_between_shifts,
    roster_rest_checks.free_dates_after_long_shifts,
    roster_rest_checks.no_forbidden_successions,
    roster_hours_checks.weekly_hours,
    roster_hours_checks.average_hours,
    roster_hours_checks.contract_hours,
    roster_hours_checks.monthly_hours,
    roster_run_checks.runs_of_days,
    roster_run_checks.runs_of_nights,
    roster_run_checks.runs_of_days_off,
    roster_run_checks.weekends_off,
    roster_run_checks.shift_counts,
    roster_crew_checks.crews_go_together,
    roster_crew_checks.squads_stay_together,
    roster_decision_checks.rotations_are_followed,
    roster_decision_checks.roster_pins_are_kept,
    roster_cover_checks.shortages_are_told,
    roster_cover_checks.missing_leaders_are_told,
    roster_cover_checks.thin_grids_are_told,
    roster_cover_checks.missing_reliefs_are_told,
    route_checks.units_belong_to_forces,
    route_checks.units_keep_their_shifts,
    route_checks.base_is_near,
    speed_checks.mode_speed,
    street_checks.along_streets,
    turn_checks.cars_make_no_banned_turn,
    work_checks.required_visits_are_accounted,
    ground_checks.visits_keep_rights,
    ground_checks.limited_units_stay_on_their_ground,
    place_checks.stops_stand_at_their_work,
    break_checks.breaks_are_taken,
    break_checks.units_hand_over,
    work_checks.no_over_patrol,
    presence_checks.presence_is_kept,
    gap_checks.visits_keep_their_gaps,
    gap_checks.hot_spots_are_left_between,
    pin_checks.pins_are_kept,
    pin_checks.nobody_is_where_they_never_go,
)
"""What the roster and the patrols need the scenario for; flights do not matter to them."""

FLIGHT_CHECKS: tuple[ScenarioCheck, ...] = (
    flight_airspace_checks.legal_airspace,
    flight_airspace_checks.cameras_are_off,
    flight_airspace_checks.under_the_ceiling,
    flight_alternates.landings_are_allowed,
    flight_checks.speed_and_reach,
    flight_checks.rounds_are_accounted,
    flight_separation_checks.drones_keep_apart,
    battery_checks.battery,
    battery_checks.charging,
    battery_checks.return_reserve,
    flight_service_checks.rounds_have_their_length,
    flight_service_checks.docks_out_of_service_rest,
    flight_service_checks.quiet_hours_are_kept,
    flight_service_checks.weather_lets_them_fly,
    flight_service_checks.operators_watch_them,
    flight_service_checks.one_is_always_in_the_air,
    flight_looks_checks.flights_see_what_they_serve,
    flight_looks_checks.looks_are_flown,
    flight_looks_checks.required_tasks_are_accounted,
)
"""What the flights need the scenario for."""

SCENARIO_CHECKS = (*GROUND_CHECKS, *FLIGHT_CHECKS)
"""What needs the scenario as well."""

PLANS_KEPT = 2
"""So many plans are kept with what they break on the ground."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckReport:
    """What the check found.

    Attributes
    ----------
    violations
        Every broken rule; none: the plan is legal.
    untested
        Names of the checks that could not be made without the scenario.
    """

    violations: tuple[Violation, ...]
    untested: tuple[str, ...] = ()

    @property
    def legal(self) -> bool:
        """Whether no rule is broken."""
        return not self.violations


def check(plan: Plan, scenario: Scenario | None = None) -> CheckReport:
    """Hold a plan against every rule that can be tested with what is given."""
    ground = () if scenario is None else _on_the_ground(Ground(plan, scenario))
    zone, plan = ZoneInfo(plan.timezone), in_utc(plan)
    found = [violation for test in PLAN_CHECKS for violation in test(plan)]
    if scenario is not None:
        found += ground
        found += [violation for test in FLIGHT_CHECKS for violation in test(plan, scenario)]
    untested = () if scenario is not None else tuple(test.__name__ for test in SCENARIO_CHECKS)
    return CheckReport(violations=tuple(on_the_clock(violation, zone) for violation in found), untested=untested)


@lru_cache(maxsize=PLANS_KEPT)
def _on_the_ground(ground: Ground) -> tuple[Violation, ...]:
    """Hold the roster and the patrols against every rule; a repair of flights leaves them as they are."""
    plan = in_utc(ground.plan)
    return tuple(violation for test in GROUND_CHECKS for violation in test(plan, ground.scenario))
