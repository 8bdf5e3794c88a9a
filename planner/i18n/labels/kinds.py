"""What kinds of things are called: forces, modes, weekdays, states."""

from __future__ import annotations

from planner.i18n import N_

KINDS: dict[str, str] = {
    "unmet_cover": N_("Too few on duty"),
    "unmet_crew": N_("Unit without crew"),
    "unmet_visit": N_("Visit"),
    "unmet_presence": N_("Presence at a place"),
    "unmet_round": N_("Drone round"),
    "unmet_drone_task": N_("Drone task"),
    "kind_point": N_("point"),
    "kind_line": N_("line"),
    "kind_area": N_("area"),
    "kind_visit": N_("visit"),
    "tier_police_car": N_("police car"),
    "tier_police_foot": N_("police on foot"),
    "tier_joint_defence": N_("joint-defence team"),
    "tier_guard": N_("guards"),
    "tier_volunteer": N_("volunteers"),
    "weekday_0": N_("Mon"),
    "weekday_1": N_("Tue"),
    "weekday_2": N_("Wed"),
    "weekday_3": N_("Thu"),
    "weekday_4": N_("Fri"),
    "weekday_5": N_("Sat"),
    "weekday_6": N_("Sun"),
    "stage_roster": N_("roster"),
    "stage_routes": N_("routes"),
    "stage_flights": N_("flights"),
    "status_optimal": N_("best possible"),
    "status_feasible": N_("good, not proven best"),
    "status_infeasible": N_("impossible"),
    "status_unknown": N_("no answer in time"),
    "status_cancelled": N_("stopped early"),
    "status_skipped": N_("left out"),
    "mode_car": N_("car"),
    "mode_foot": N_("foot"),
    "mode_bike": N_("bike"),
}
