"""Why something is unmet or dropped, and what would mend it."""

from __future__ import annotations

from collections.abc import Mapping

from planner.i18n import N_, Language, sentence, translate
from planner.i18n.clocks import with_clocks

REASONS: dict[str, str] = {
    # rosters
    "too_few_officers": N_("{short} of {minimum} officers are missing on {duty}"),
    "no_shift_covers": N_("{short} of {minimum} officers are missing on {duty}: no shift of this duty covers the time"),
    "nobody_has_skill": N_(
        "{short} of {minimum} officers are missing on {duty}: nobody who may do this duty has the skill {skill}"
    ),
    "on_leave": N_("{short} of {minimum} officers are missing on {duty}: {away} who could do it are on leave"),
    "search_stopped_early": N_(
        "{short} of {minimum} officers are missing on {duty} in the best roster found; the search stopped too early to "
        "tell whether more officers are needed"
    ),
    "no_leader": N_(
        "a leader with the skill {skill} is missing on {times} dates from {start} to {end}, at worst {short} "
        "of {minimum}"
    ),
    "grids_thin": N_(
        "grids {grids} are both thin {times} times from {start} to {end}: at worst {short} of {minimum} "
        "officers on {duty} are missing"
    ),
    "grid_thin": N_(
        "grid {grids} lacks officers of its own on {duty} {times} times from {start} to {end}, at worst "
        "{short} of {minimum}"
    ),
    "handover_gap": N_("nobody on {duty} is out while others hand over, {times} times from {start} to {end}"),
    "officer_stuck": N_(
        "no schedule of {officer} keeps all rules, pins and leave, not even one without a shift; this officer gets no "
        "shift, all others are rostered as usual"
    ),
    "officer_rests": N_(
        "after this change no schedule of {officer} keeps all rules, pins and leave; this officer gets no further "
        "shift, all others are rostered as usual"
    ),
    "officer_without_crew": N_(
        "rules, pins or hours ask {officer} to work, but on {duties} no crew was found that may go out with this "
        "officer; this officer gets no shift, all others are rostered as usual"
    ),
    "crew_incomplete": N_("{count} on duty for {force}, but a crew needs {needed}"),
    "no_unit_free": N_("{count} are on duty for {force}, but all its units are out already"),
    # routing
    "no_units": N_("no unit is on shift on this day"),
    "no_unit_with_rights": N_("no unit on shift may make this visit: its tier or its ground does not allow it"),
    "line_not_followed": N_("no way along the streets stays near the line"),
    "unreachable": N_("no street leads a unit that may make this visit there and back"),
    "outside_ground": N_(
        "the units that may make this visit stay on the ground of their force, and no street on it leads there and back"
    ),
    "window_too_short": N_("the stay takes longer than its window is open"),
    "gaps_leave_no_time": N_("the gaps to the visits before and after it leave less time than the stay takes"),
    "no_unit_in_window": N_("no unit that may make this visit is on shift long enough within its window"),
    "no_time_left": N_("all units that may make this visit by {closes} have other required visits then"),
    "breaks_coincide": N_("the shifts leave no time at which the units on this force's ground can rest one by one"),
    "call_leaves_no_break": N_("the unit takes a call and finds no time for its meal before its shift ends"),
    "loss_leaves_no_break": N_(
        "a unit on its ground is lost, and no time is left at which the others can rest one by one"
    ),
    "pin_unit_lost": N_("pin {pin} cannot be kept: unit {unit} is lost"),
    "pin_unit_called": N_("pin {pin} cannot be kept: unit {unit} takes a call"),
    "ceiling": N_("the place has as many visits on this day as are allowed"),
    "window": N_("no unit that may make this visit gets there early enough for its stay to end by {closes}"),
    "shift_end": N_("a unit that made this visit would be back at its base after the end of its shift"),
    "load": N_("no unit that may make this visit can take on its load"),
    "break_first": N_("on the route of {unit} it would take the time of the meal break or of a pinned visit"),
    "required_first": N_(
        "on the route of {unit} it would take the place of {displaced}; required visits are among them"
    ),
    "worth_less": N_(
        "it would add {value:.1f} points; on the route of {unit} it would cost at least {displaced}, worth "
        "{displaced_value:.1f} points"
    ),
    "worth_nothing": N_("there is room for it on the route of {unit}, but it would add nothing to the value"),
    "even_work": N_(
        "with it the route of {unit} would be worth {more:.1f} points more, but the work would be shared less evenly"
    ),
    "varied": N_(
        "with it the route of {unit} would be worth {more:.1f} points more; given up so that this plan differs from "
        "others"
    ),
    "not_found_in_time": N_("there is room for it on the route of {unit}; the search stopped too early to find it"),
    "exchange_not_found": N_(
        "on the route of {unit} there would be room for it in place of {displaced}; the search stopped too early to "
        "find it"
    ),
    # drones
    "no_dock": N_("the station has no drone dock"),
    "dock_busy": N_("every drone is in the air or being served at that time"),
    "battery_low": N_("no battery holds enough for the flight at that time"),
    "nothing_in_reach": N_("no task lies within the reach of any dock's drone"),
    "no_legal_sortie": N_("no dock can look at anything at that time without entering a closed zone"),
    "day_over": N_("its departure lies after the end of the day"),
    "out_of_reach": N_("it lies {distance_m} m from the nearest dock, beyond the reach of its drone"),
    "in_closed_zone": N_("it, or every dock, lies inside zone {zone}, which is closed at that time"),
    "round_too_short": N_("a flight there and back takes {needed_min} min, longer than a round may be"),
    "flight_too_far": N_("a flight there and back takes {needed_min} min, more than a battery holds"),
    "charge_too_low_to_return": N_(
        "a look at it and the way home against the wind take {needed_pct} % of a battery, more than the dock charges"
    ),
    "no_legal_way": N_("no flight within the longest round reaches it around the closed zones"),
    "no_round_in_window": N_("no departure of the timetable can look at it in its window"),
    "rounds_taken": N_("the rounds of its window are needed for other required tasks"),
    "dock_out": N_("dock {dock} is out of service at that time"),
    "no_operator": N_("no drone operator is on duty from {start} to {end}"),
    "operators_busy": N_(
        "the operators on duty from {start} to {end} ({operators}) watch as many drones as they may ({most})"
    ),
    "others_worth_more": N_("the rounds of the day look at what is worth more"),
    "quiet_hours": N_("no round departs in the quiet hours"),
    "round_too_long": N_("a round takes at least {needed_min} min, more than a battery or the longest round allows"),
    "too_near": N_("its drone would come too near to that of round {other}"),
    "weather_cold": N_("at {temperature_c} C it is colder than the {limit_c} C down to which the drone flies"),
    "weather_cold_rain": N_("it rains at {temperature_c} C, and the drone flies in rain only from {limit_c} C up"),
    "weather_gust": N_("gusts of {gust_mps} m/s are above the {limit_mps} m/s up to which the drone flies"),
    "weather_rain": N_("{rain} is told, and the drone flies up to {limit} only"),
    "weather_wind": N_("wind of {wind_mps} m/s is above the {limit_mps} m/s up to which the drone flies"),
    "drone_on_alert": N_("a drone was sent to an alert"),
    "landed_at_alternate": N_("its dock went down while it was in the air, so its drone landed at an alternate"),
    "round_broken_off": N_("its drone was sent to an alert and came home from there"),
    "operator_away": N_("too few officers are left on duty to watch the drones"),
    "dock_is_down": N_("a drone dock is out of service"),
    # muster
    "muster_too_few": N_("no unit that is out brings more of them"),
    "muster_too_late": N_("units that bring them cannot be there in time"),
    "muster_kept": N_("units that bring them stay behind as cover"),
    "muster_ground": N_("units that bring them keep to the ground of their force"),
    "muster_together": N_("units that bring them are bound by time, ground and cover together"),
}

FIXES: dict[str, str] = {
    # rosters
    "add_officers": N_("{count} more officers who may do {duty}"),
    "add_shift": N_("a shift of {duty} that covers {start} to {end}"),
    "train_officers": N_("{count} officers with the skill {skill} for {duty}"),
    "move_leave": N_("the leave of {count} officers who can do {duty} moved to other days"),
    "overlap_shifts": N_("shifts of {duty} that overlap by {minutes:.0f} min at every change"),
    "add_shift_on_dates": N_("a shift that starts on these dates"),
    "train_leaders": N_("{count} more officers with the skill {skill}"),
    "assign_grid": N_("{count} more officers on {duty} with one of these home grids: {grids}"),
    "loosen_rules": N_("other rules, pins or leave for {officer}"),
    "complete_crew": N_(
        "others who complete a crew with {officer} on {duties}, other rules, pins or hours for {officer}, or a longer "
        "time limit"
    ),
    "search_longer": N_("a longer time limit"),
    "add_units": N_("{count} more units of {force}"),
    # routing
    "allow_tier": N_("the visit opened to one of the tiers on shift ({tiers}) from {opens} to {closes}"),
    "redraw_line": N_("{id} drawn along a street that may be driven or walked"),
    "move_to_street": N_("{id} moved to a street that a unit can reach"),
    "widen_ground": N_("a larger ground for {forces}, or {id} moved to a street on it"),
    "widen_window": N_("a window longer than {opens} to {closes}; the stay takes {needed_min} minutes"),
    "change_gaps": N_("other gaps, or another count of visits; the stay takes {minutes} minutes"),
    "add_unit_hours": N_("a unit with {minutes} minutes and the way to spare between {opens} and {closes}"),
    "stagger_shifts": N_("shifts of this force that start at other times, or shorter breaks"),
    "relieve_unit": N_("somebody to relieve unit {unit} for its meal"),
    "pin_another_unit": N_("another unit pinned to {id}"),
    # drones
    "add_dock": N_("more drone docks: {count}"),
    "shorten_round": N_("rounds of {round_min} min at most"),
    "longer_round": N_("rounds of up to {round_min} min"),
    "shorter_headway": N_("departures {headway_min} min apart"),
    "wider_window": N_("a window longer than the {headway_min} min between departures, or a larger tolerance"),
    "dock_nearer": N_("a dock nearer to what is to be looked at"),
    "change_zone": N_("other hours or another outline for zone {zone}"),
    "add_layers": N_("{count} layers of height in layers_m, so that the drones of different docks do not meet"),
    "add_tasks_apart": N_("tasks or docks farther apart, so that drones in the air together do not meet"),
    "add_operators": N_("{count} more drone operators on duty from {start} to {end}"),
    "add_officers_on_duty": N_("{count} more officers on {duty} from {start} to {end}"),
    "hardier_drone": N_("an aircraft that flies in such weather"),
    "hold_longer": N_("a tolerance of {tolerance_min} min, so that the departure is held until the weather is better"),
    "more_rounds": N_("more rounds, or a greater value of this task"),
    "move_quiet": N_("other quiet hours"),
    # muster
    "muster_lend": N_("ask another station for {what}"),
    "muster_by": N_("let them come to {point} by {by}"),
    "muster_keep_fewer": N_("keep {count} fewer behind (keep)"),
    "muster_leave_ground": N_("let units leave their ground for {point}"),
    "muster_less": N_("let units come to {point} later and off their ground, and keep less cover"),
}


BRIEFLY: dict[str, str] = {
    "window": N_("no unit gets there early enough"),
    "required_first": N_("required visits need the time"),
    "break_first": N_("meal breaks and pinned visits need the time"),
    "worth_less": N_("other visits are worth more for the time that they take"),
    "worth_nothing": N_("they would add nothing to the value"),
    "even_work": N_("they would share the work less evenly"),
    "varied": N_("given up so that this plan differs from others"),
    "not_found_in_time": N_("the search stopped too early to fit them in"),
    "exchange_not_found": N_("the search stopped too early to find a better choice of visits"),
}
"""Reasons of many visits together, where the figures of a single one would not do."""

RAINS = (N_("no rain"), N_("light rain"), N_("moderate rain"), N_("heavy rain"))
"""What the levels of rain are called."""


def reason_text(code: str, language: Language, params: Mapping[str, object]) -> str:
    """Give the sentence of a reason code; one that another version wrote stands for itself."""
    if code in BRIEFLY and not params:
        return brief_reason_text(code, language)
    told = with_clocks(params)
    if code == "weather_rain":
        told |= {key: _rain(value, language) for key, value in told.items()}
    return sentence(REASONS[code], language, told) if code in REASONS else code


def _rain(level: object, language: Language) -> object:
    """Call a level of rain by its name."""
    return translate(RAINS[level], language) if isinstance(level, int) and 0 <= level < len(RAINS) else level


def brief_reason_text(code: str, language: Language) -> str:
    """Give the sentence of a reason that many visits share, without the figures of one."""
    template = BRIEFLY.get(code) or REASONS.get(code)
    return sentence(template, language, {}) if template else code


def fix_text(code: str, language: Language, params: Mapping[str, object]) -> str:
    """Give the sentence of a fix code; one that another version wrote stands for itself."""
    return sentence(FIXES[code], language, with_clocks(params)) if code in FIXES else code
