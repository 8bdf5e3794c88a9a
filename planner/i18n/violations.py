"""What an independent check found wrong with a plan."""

from __future__ import annotations

from planner.domain.violation import Violation
from planner.i18n import N_, Language, sentence

VIOLATIONS: dict[str, str] = {
    # plan
    "officer_unknown": N_("the roster names officer {officer}, who is not in the plan"),
    "two_shifts_at_once": N_("officer {officer} has two shifts at once at {start}"),
    "crew_not_on_duty": N_("officer {officer} of unit {unit} is not on the roster for it"),
    "not_a_shift": N_("officer {officer} works {shift} from {start}, which is no shift of the scenario on that day"),
    "split_shift_torn": N_("officer {officer} works one part of the split shift {shift} at {start} without the other"),
    "too_many_hours": N_("officer {officer} works {hours:.1f} h in week {week}; {most:.1f} h are the most"),
    "on_leave": N_("officer {officer} is on leave and on duty at {start}"),
    "duty_not_allowed": N_("officer {officer} may not do {duty}"),
    "run_too_long": N_("officer {officer} works {days} days in a row; {most} are the most"),
    "nights_too_long": N_("officer {officer} works {nights} nights in a row; {most} are the most"),
    "shortage_not_told": N_("{duty} has {there} of {minimum} officers at {start}, and the plan does not say so"),
    "leader_not_told": N_(
        "{there} of {least} officers with the skill {skill} start a shift on {date}, and the plan does not say so"
    ),
    "thin_grids_not_told": N_(
        "grids {grids} have {there} of {least} officers at {start}, and the plan does not say so"
    ),
    "relief_not_told": N_("nobody is out on {duty} while others hand over at {start}, and the plan does not say so"),
    "rotation_unreadable": N_("the pattern of rotation {rotation} cannot be read: {symbol}"),
    "unit_unknown": N_("a route belongs to unit {unit}, which is not in the plan"),
    "two_routes": N_("unit {unit} has two routes"),
    "unit_twice": N_("two units are called {unit}"),
    "unit_without_route": N_("unit {unit} has no route"),
    "outside_shift": N_("the route of unit {unit} leaves its shift"),
    "path_missing": N_("the route of unit {unit} has no path"),
    "not_back_at_base": N_("the path of unit {unit} does not end where it began"),
    "time_runs_backwards": N_("time runs backwards on the route of unit {unit}"),
    "stop_off_path": N_("unit {unit} is {gap_m:.0f} m away from its stop {stop} at {arrive}"),
    "unit_not_of_force": N_("unit {unit} does not have the tier, mode and base of force {force}"),
    "crew_too_small": N_("unit {unit} has a crew of {crew}"),
    "unit_off_shift": N_("unit {unit} is out at a time that is no shift of its force {force}"),
    "too_many_units": N_("force {force} has {out} units out at {start}; it has {most}"),
    "base_far_off": N_("the path of unit {unit} begins {gap_m:.0f} m from its base"),
    "too_fast": N_("unit {unit} is faster than {kmh:.0f} km/h at {at}"),
    "length_wrong": N_("the route of unit {unit} states {stated_m:.0f} m; its path is {path_m:.0f} m long"),
    "turn_banned": N_("unit {unit} makes a banned turn at {at} ({lon:.6f}, {lat:.6f})"),
    "off_ground": N_("unit {unit} leaves the ground of its force at {at} ({lon:.6f}, {lat:.6f})"),
    "off_street": N_(
        "unit {unit} leaves the streets open to it in {stretches} stretches, first at {at} ({lon:.6f}, {lat:.6f})"
    ),
    "visit_not_told": N_("the visit to {work} between {opens} and {closes} is neither made nor told as unmet"),
    "tier_not_allowed": N_("unit {unit} of tier {tier} visits {work}, which is not open to that tier"),
    "outside_ground": N_("unit {unit} visits {work} outside the ground of its force"),
    "stop_not_at_work": N_("unit {unit} states a visit to {work} at {arrive}, but is not there"),
    "pin_not_kept": N_("unit {unit} is not at {work} at {at}, as pin {pin} says"),
    "pin_never_broken": N_("unit {unit} visits {work} at {at}, where pin {pin} says that it never goes"),
    "added_visit_missing": N_("{work} was added by a repair, and nobody is there as it says"),
    "alert_unanswered": N_("no drone is at the alert {id} as long as the repair says"),
    "break_missing": N_("unit {unit} has no break of {needed_min:.0f} min"),
    "all_on_break": N_("all units on the ground of force {force} are on break at {at}"),
    "handover_missing": N_("unit {unit} is not at its base for the handover of {needed_min:.0f} min from {at} on"),
    "over_patrol": N_("{place} gets {visits} optional visits in a day; {most} are the most"),
    "presence_not_kept": N_(
        "{work} has somebody for {minutes:.0f} of {needed_min:.0f} min from {opens} to {closes}, and the plan does not "
        "say so"
    ),
    "visits_too_close": N_(
        "{work} is visited again at {at}, {minutes:.1f} min after a stay; {bound_min:.1f} min is the shortest gap"
    ),
    "visits_too_far_apart": N_(
        "{work} is visited again at {at}, {minutes:.1f} min after a stay; {bound_min:.1f} min is the longest gap"
    ),
    "stay_too_short": N_("unit {unit} stays at {work} for {minutes:.1f} min; {bound_min:.1f} min is the shortest stay"),
    "flight_time_wrong": N_("the path of round {round} on {day} does not fit its take-off and landing"),
    "flight_not_home": N_("round {round} on {day} does not land where it took off"),
    "landed_elsewhere": N_(
        "round {round} on {day} lands away from dock {dock}, where the dock has no alternate or while it is in service"
    ),
    "round_twice": N_("round {round} on {day} flies twice"),
    "dock_used_twice": N_("dock {dock} has two flights at once at {takeoff}"),
    "in_closed_zone": N_("round {round} on {day} flies into the closed zone {zone} or its margin"),
    "over_the_ceiling": N_("round {round} on {day} flies at {height_m:.0f} m; {ceiling_m:.0f} m is the ceiling"),
    "dock_unknown": N_("round {round} flies from dock {dock}, which has no such drone"),
    "drone_too_fast": N_("round {round} on {day} is faster than its drone at {at}"),
    "out_of_reach": N_("round {round} flies {reach_m:.0f} m from dock {dock}; {radius_m:.0f} m is its reach"),
    "battery_wrong": N_("the charge of round {round} on {day} from dock {dock} does not fit its flight time"),
    "charged_too_fast": N_("dock {dock} charges faster than it can before {takeoff}"),
    "round_not_told": N_("round {round} on {day} is neither flown nor told as missed"),
    "round_off_time": N_("round {round} on {day} departs {minutes:.1f} min off its time; {most:.1f} min are allowed"),
    "round_unknown": N_("round {round} on {day} stands in no timetable of the plan's days"),
    "flight_length_wrong": N_(
        "round {round} on {day} states {stated_m:.0f} m; its path is {path_m:.0f} m long over ground"
    ),
    "camera_on_in_zone": N_("the camera of round {round} on {day} is on over the privacy zone {zone}"),
    "charge_below_threshold": N_(
        "round {round} on {day} starts from dock {dock} with {before_pct:.1f} % charge; {threshold_pct:.1f} % is the "
        "least to start with"
    ),
    "return_reserve_missing": N_(
        "round {round} on {day} has {left_pct:.1f} % charge at {at}; coming home against the wind takes "
        "{needed_pct:.1f} %"
    ),
    "round_too_long": N_("round {round} on {day} takes {minutes:.1f} min; {bound_min:.1f} min is the longest round"),
    "round_too_short": N_("round {round} on {day} takes {minutes:.1f} min; {bound_min:.1f} min is the shortest round"),
    "dock_is_out": N_("round {round} on {day} is in the air while dock {dock} is out of service"),
    "quiet_not_kept": N_("round {round} on {day} departs at {at}, in the quiet hours"),
    "weather_too_bad": N_(
        "round {round} on {day} is in the air in weather in which its drone does not fly: wind {wind_mps:.1f} m/s, "
        "gusts {gust_mps:.1f} m/s, rain {rain}, {c:.0f} C"
    ),
    "operators_missing": N_("more drones are in the air at {at} than the {most} that operators can watch"),
    "drones_do_not_hand_over": N_(
        "round {round} on {day} and the next are in the air together for {together_min:.1f} min; {needed_min:.1f} min "
        "are needed"
    ),
    "drones_too_close": N_(
        "rounds {first} and {second} on {day} come within {distance_m:.0f} m of each other at {at}, at about the same "
        "height"
    ),
    "look_not_flown": N_("round {round} on {day} states a look at {task} at a time at which it does not see it"),
    "task_not_told": N_("nothing looks at {task} in the window from {opens}, and the plan does not say so"),
    # rosters
    "rest_too_short": N_("officer {officer} rests {rest_h:.1f} h before {start}; {needed_h:.1f} h are needed"),
    "roster_unknown_work": N_("the roster names an officer or a shift that does not exist"),
    "roster_work_twice": N_("the roster puts an officer on the same shift twice"),
    "roster_duty_not_allowed": N_("officer {officer} works {duty} at {start}, a duty that is not theirs"),
    "roster_skill_missing": N_("officer {officer} works {duty} at {start} without the skill {skill}"),
    "roster_on_leave": N_("officer {officer} works {duty} at {start} while on leave"),
    "roster_two_at_once": N_("officer {officer} starts a shift at {start} before the one before has ended"),
    "roster_two_on_date": N_("officer {officer} starts {count} shifts on {date}; one is allowed"),
    "roster_pin_broken": N_("officer {officer} has {shift} on {date}; {pinned} is pinned there"),
    "roster_off_pattern": N_("officer {officer} works {shift} on {date}; the rotation has {allowed} there"),
    "roster_free_days_missing": N_(
        "officer {officer} has {free} free days after {shift} on {date}; {needed} are needed"
    ),
    "roster_succession": N_(
        "officer {officer} works {second} on {date}, which may not follow {first} on the day before"
    ),
    "roster_hours_above": N_(
        "officer {officer} has {hours:.1f} counted hours from {first} to {last}; {rule} allows {most:.1f}"
    ),
    "roster_hours_below": N_(
        "officer {officer} has {hours:.1f} counted hours from {first} to {last}; {rule} needs {least:.1f}"
    ),
    "roster_run_too_long": N_("officer {officer} works {count} days in a row from {first}; {most} are allowed"),
    "roster_run_too_short": N_("officer {officer} works only {count} days in a row from {first}; {least} are needed"),
    "roster_nights_in_row": N_("officer {officer} works {count} nights in a row from {first}; {most} are allowed"),
    "roster_nights_too_few": N_(
        "officer {officer} works only {count} nights in a row from {first}; {least} are needed"
    ),
    "roster_off_too_long": N_("officer {officer} is off for {count} days in a row from {first}; {most} are allowed"),
    "roster_off_too_short": N_(
        "officer {officer} is off for only {count} days in a row from {first}; {least} are needed"
    ),
    "roster_weekends_too_many": N_("officer {officer} works on {count} weekends; {most} are allowed"),
    "roster_shifts_too_many": N_("officer {officer} works {shift} {count} times; {most} are allowed"),
    "roster_crew_too_small": N_("{count} start {duty} at {start}; {needed} go together"),
    "roster_crew_police": N_(
        "{police} of the {count} who start {duty} at {start} are police; {needed} in every {crew} must be"
    ),
    "roster_crew_skill": N_(
        "{able} of the {count} who start {duty} at {start} have the skill {skill}; {needed} in every {crew} must"
    ),
    "roster_squad_apart": N_("the officers of squad {squad} do not all work the same shift on {date}"),
    "roster_stuck_works": N_(
        "officer {officer} has a shift, although the roster says that no schedule is legal for them"
    ),
    "roster_stuck_wrongly": N_(
        "the roster says that no schedule is legal for officer {officer}, but having no shift is"
    ),
    "roster_layer_wrong": N_("the roster's figure for {layer} is {told}, but counting gives {counted}"),
    "roster_objective_wrong": N_("the roster's objective is {told}, but counting gives {counted}"),
    "roster_bound_wrong": N_("the roster's bound {bound} does not fit its objective {objective}"),
    "design_kind_unknown": N_("the chosen shifts name a kind that there is not, or one twice"),
    "design_staff_wrong": N_("the people on the chosen kind {kind} are not one figure of nought or more for each day"),
    "design_day_closed": N_("the chosen kind {kind} starts on a day on which it may not"),
    "design_too_many_kinds": N_("{kinds} kinds of shift were chosen; {most} are the most"),
    "design_cost_wrong": N_("the choice of shifts states a cost of {told}, but counting gives {right}"),
    "design_bound_wrong": N_("the bound {bound} of the choice of shifts does not fit its cost {objective}"),
    # routing
    "routes_missing": N_("there are {routes} routes for {units} units"),
    "route_malformed": N_("the route of unit {unit} names a visit that does not exist, or has no time for one"),
    "travel_too_quick": N_("unit {unit} would need {early_s:.0f} s more to reach visit {visit}"),
    "visit_outside_window": N_("unit {unit} is at visit {visit} outside its window"),
    "back_after_shift": N_("unit {unit} is back at its base {late_s:.0f} s after its shift"),
    "visit_without_right": N_("unit {unit} may not make visit {visit}"),
    "meal_missing": N_("unit {unit} has no meal break"),
    "pinned_missing": N_("unit {unit} does not make visit {visit}, which is pinned to it"),
    "load_over_most": N_("unit {unit} takes on a load of {load:.1f}; {most:.1f} is the most"),
    "visit_twice": N_("visit {visit} is made {count} times"),
    "place_over_ceiling": N_("place {place} has {count} optional visits; {most} are the most"),
    "all_at_meal": N_("all {units} units of a force are on break at {at_s:.0f} s of the day"),
    "figure_wrong": N_("{figure} is stated as {stated} and is {found}"),
    "value_over_bound": N_("the value {value} is above its bound {bound}"),
    # drones
    "flight_in_closed_zone": N_("round {round} flies into the closed zone {zone} or its margin"),
    "flight_over_ceiling": N_("round {round} flies at {height_m:.0f} m; {ceiling_m:.0f} m is the ceiling"),
    "flight_out_of_reach": N_("round {round} flies {distance_m:.0f} m from its dock; {radius_m:.0f} m is its reach"),
    "flight_not_from_dock": N_("round {round} does not begin and end on the ground at dock {dock}"),
    "flight_too_fast": N_("round {round} flies at {speed_mps:.1f} m/s, faster than its drone"),
    "flight_too_long": N_("round {round} takes {minutes:.1f} min; {longest_min:.1f} min is the longest round"),
    "flight_too_short": N_("round {round} takes {minutes:.1f} min; {shortest_min:.1f} min is the shortest round"),
    "dock_out_of_service": N_("round {round} is in the air while dock {dock} is out of service"),
    "battery_below_threshold": N_(
        "round {round} starts with {before_pct:.1f} % charge; {threshold_pct:.1f} % is the least to start with"
    ),
    "round_in_quiet_hours": N_("round {round} departs in the quiet hours"),
    "flight_in_weather": N_(
        "round {round} is in the air in weather in which its drone does not fly: wind {wind_mps:.1f} m/s, gusts "
        "{gust_mps:.1f} m/s, rain {rain}, {c:.0f} C"
    ),
    "too_few_operators": N_(
        "{at_min:.0f} min into the day more drones are in the air than the {most} that operators can watch"
    ),
    "hand_over_missing": N_(
        "round {round} and the next are in the air together for {together_min:.1f} min; {needed_min:.1f} min are needed"
    ),
    "flights_too_close": N_(
        "rounds {first} and {second} come within {distance_m:.0f} m of each other {at_min:.0f} min into the day, at "
        "about the same height"
    ),
    "dock_not_ready": N_("round {round} leaves dock {dock} before the drone is back and served"),
    "battery_charged_too_fast": N_(
        "round {round} leaves dock {dock} with {before_pct:.1f} % charge; {most_pct:.1f} % is the most by then"
    ),
    "battery_does_not_add_up": N_(
        "round {round} goes from {before_pct:.1f} % to {after_pct:.1f} % charge; its flight takes {used_pct:.1f} %"
    ),
    "battery_too_low": N_("round {round} lands with {after_pct:.1f} % charge; {lowest_pct:.1f} % is the lowest"),
    "round_not_once": N_("round {round} is flown or told as missed {count} times in all, not once"),
    "round_off_timetable": N_("round {round} departs {shift_min:.1f} min off the timetable"),
    "flight_does_not_see": N_("round {round} says that it looks at {task}, but it does not fly there"),
    "required_task_unserved": N_(
        "no round looks at {task} in the window that opens {opens_min:.0f} min into the day, and nothing is said of it"
    ),
    # grids
    "demand_grid_missing": N_("grid {grid} has no demand"),
    "demand_grid_unknown": N_("the demand names a grid {grid} that does not exist"),
    "demand_hours_wrong": N_("the demand of grid {grid} has {count} figures; {needed} are needed"),
    "demand_figure_wrong": N_("the demand of grid {grid} in hour {hour} of the week is {value}"),
    "demand_total_wrong": N_("the demand of the week is {expected:.1f} calls, but {counted:.1f} were counted"),
    "grid_outside_boundary": N_("grid {grid} lies outside the boundary with {share_pct:.1f} % of its area"),
    "grids_overlap": N_("grids {first} and {second} overlap in {share_pct:.1f} % of the smaller one's area"),
    # new grids that were drawn
    "district_cells_wrong": N_("{count} cells are in grids, not {needed}"),
    "district_unknown": N_("cell {cell} is in a grid that does not exist"),
    "district_empty": N_("new grid {district} has no cell"),
    "district_centre_wrong": N_("the centre of new grid {district} is none of its cells"),
    "district_in_parts": N_("new grid {district} is in {count} parts"),
    "district_load_wrong": N_("new grid {district} has work {load}, not {low} to {high}"),
    "district_cell_not_allowed": N_("cell {cell} is in new grid {district}, where it may not be"),
    "district_cells_together": N_("cells {first} and {second} are in one new grid and must be apart"),
    "district_cost_wrong": N_("the new grids state a cost of {stated}, but {counted} was counted"),
    "district_bound_wrong": N_("the bound {bound} is above the cost {counted} of the new grids"),
}


def violation_text(violation: Violation, language: Language) -> str:
    """Give the sentence of a violation."""
    return sentence(VIOLATIONS[violation.code], language, violation.params)
