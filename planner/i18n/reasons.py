"""Why something is unmet or dropped, and what would mend it."""

from __future__ import annotations

from collections.abc import Mapping

from planner.i18n import N_, Language, sentence

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
    "crew_incomplete": N_("{count} on duty for {force}, but a crew needs {needed}"),
    "no_unit_free": N_("{count} are on duty for {force}, but all its units are out already"),
    # routing
    "no_units": N_("no unit is on shift on this day"),
    "no_unit_with_rights": N_("no unit on shift may make this visit: its tier or its ground does not allow it"),
    "line_not_followed": N_("no way along the streets stays near the line"),
    "unreachable": N_("no street leads a unit that may make this visit there and back"),
    "window_too_short": N_("the stay takes longer than its window is open"),
    "no_unit_in_window": N_("no unit that may make this visit is on shift long enough within its window"),
    "no_time_left": N_("all units that may make this visit by {closes} have other required visits then"),
    "breaks_coincide": N_("the shifts of this force leave no time at which its units can take their breaks one by one"),
    "ceiling": N_("the place has as many visits on this day as are allowed"),
    "worth_less": N_("other visits are worth more for the time that they take"),
    # drones
    "no_dock": N_("the station has no drone dock"),
    "dock_busy": N_("every drone is in the air or being served at that time"),
    "battery_low": N_("no battery holds enough for the flight at that time"),
    "no_legal_sortie": N_("no dock can look at anything at that time without entering a closed zone"),
    "day_over": N_("its departure lies after the end of the day"),
    "out_of_reach": N_("it lies {distance_m} m from the nearest dock, beyond the reach of its drone"),
    "in_closed_zone": N_("it, or every dock, lies inside zone {zone}, which is closed at that time"),
    "round_too_short": N_("a flight there and back takes {needed_min} min, longer than a round may be"),
    "flight_too_far": N_("a flight there and back takes {needed_min} min, more than a battery holds"),
    "no_legal_way": N_("no flight within the longest round reaches it around the closed zones"),
    "no_round_in_window": N_("no departure of the timetable can look at it in its window"),
    "rounds_taken": N_("the rounds of its window are needed for other required tasks"),
}

FIXES: dict[str, str] = {
    # rosters
    "add_officers": N_("{count} more officers who may do {duty}"),
    "add_shift": N_("a shift of {duty} that covers {start} to {end}"),
    "train_officers": N_("{count} officers with the skill {skill} for {duty}"),
    "move_leave": N_("the leave of {count} officers who can do {duty} moved to other days"),
    "search_longer": N_("a longer time limit"),
    "add_units": N_("{count} more units of {force}"),
    # routing
    "allow_tier": N_("the visit opened to one of the tiers on shift ({tiers}) from {opens} to {closes}"),
    "redraw_line": N_("{id} drawn along a street that may be driven or walked"),
    "move_to_street": N_("{id} moved to a street that a unit can reach"),
    "widen_window": N_("a window longer than {opens} to {closes}; the stay takes {needed_min} minutes"),
    "add_unit_hours": N_("a unit with {minutes} minutes and the way to spare between {opens} and {closes}"),
    "stagger_shifts": N_("shifts of this force that start at other times, or shorter breaks"),
    # drones
    "add_dock": N_("{count} more drone docks"),
    "shorten_round": N_("rounds of {round_min} min at most"),
    "longer_round": N_("rounds of up to {round_min} min"),
    "shorter_headway": N_("departures {headway_min} min apart"),
    "wider_window": N_("a window longer than the {headway_min} min between departures, or a larger tolerance"),
    "dock_nearer": N_("a dock nearer to it"),
    "change_zone": N_("other hours or another outline for zone {zone}"),
}


def reason_text(code: str, language: Language, params: Mapping[str, object]) -> str:
    """Give the sentence of a reason code; one that another version wrote stands for itself."""
    return sentence(REASONS[code], language, params) if code in REASONS else code


def fix_text(code: str, language: Language, params: Mapping[str, object]) -> str:
    """Give the sentence of a fix code; one that another version wrote stands for itself."""
    return sentence(FIXES[code], language, params) if code in FIXES else code
