"""The sentences of errors that are not about a file."""

from __future__ import annotations

from planner.errors import PlannerError
from planner.i18n import N_, Language, sentence
from planner.i18n.clocks import with_clocks

REFUSALS: dict[str, str] = {
    "stopped": N_("Given up; nothing was written."),
    "unreachable": N_("there is no way along the streets from one place to the other"),
    "no_streets_for_mode": N_("there is no street that may be used by {mode}"),
    "unknown_format": N_("there is no format {id}; planner export PLAN --format list, or /api/v1/exports, names them"),
    "format_not_per_unit": N_("the format {format} holds whole plans only, not one unit"),
    "no_flights": N_("the plan of {station} has no drone rounds"),
    "unknown_round": N_(
        "there is no drone round {round} in the plan; rounds are called by number, {first} to {last}, by dock, by day, "
        "or by both, such as 2026-11-24/5"
    ),
    "too_many_waypoints": N_("round {round} has {waypoints} waypoints, and this format holds {most}"),
    "format_not_per_officer": N_("the format {format} does not hold one officer alone"),
    "unknown_plan": N_("there is no plan {plan}"),
    "unknown_station": N_("there is no station {station}"),
    "plan_without_scenario": N_(
        "plan {plan} was stored without its scenario, so it has no map; add its folder again with the scenario in it"
    ),
    "map_asset_missing": N_("the file {file} of the map is missing; make setup fetches it"),
    "map_link_unknown": N_("the map asks for {url}, which is not among its own files"),
    "accounts_missing": N_(
        "there are no accounts yet, so everybody who reaches {host} could read the roster; serve on 127.0.0.1"
    ),
    "database_not_sqlite": N_(
        "{database} is not the address of a SQLite file, such as sqlite:////home/me/plans.sqlite"
    ),
    "database_unreadable": N_("the database {database} cannot be used: {reason}"),
    "database_newer": N_("a later version of this program has written the database {database}; use that version"),
    "page_missing": N_("there is nothing at {path}"),
    "method_not_allowed": N_("{method} is not possible at {path}"),
    "request_invalid": N_("the request is wrong. {reasons}"),
    "request_failed": N_("the request could not be answered"),
    "internal_error": N_("something went wrong in this program; its log says what"),
    "unknown_unit": N_("there is no unit {unit} in the plan"),
    "unknown_dock": N_("there is no drone dock {dock} in the scenario"),
    "plan_without_flights": N_("the plan has no drone rounds, so there is nothing to repair"),
    "no_drone_for_alert": N_(
        "at {at} no drone can fly to the alert, stay and be back with the charge that it must keep"
    ),
    "outage_over": N_("the outage of dock {dock} ends at {end}, before it begins or its drone is back"),
    "dock_down_wrong": N_("{text} is not an outage; write DOCK,FROM,TO such as D1,2026-11-23T10:00,2026-11-23T14:00"),
    "alert_too_long": N_("a drone stays at an alert for up to {most:.0f} min, not {minutes:.0f} min"),
    "out_missing": N_("name a folder for the repaired plan with --out, or ask with --what-if"),
    "unknown_officer": N_("there is no officer {officer} in the plan"),
    "unknown_duty": N_("there is no duty {duty} in the plan"),
    "scenario_missing": N_("the copy of the scenario is missing at {file}; it is written beside the plan"),
    "not_a_time": N_("{text} is not a time; write it as 2026-11-23T22:15"),
    "analysis_no_calls": N_(
        "the scenario has no calls of the sources that are counted, so there is nothing to analyse"
    ),
    "analysis_no_such_date": N_("calls are known from {first} to {last}, and {date} is not among these days"),
    "analysis_before_wrong": N_("{count} periods before cannot be taken together; it may be 1 to {most}"),
    "not_a_place": N_("{text} is not a place; write LON,LAT such as 114.0213,22.5342"),
    "place_far_off": N_(
        "the place lies {away_km:.1f} km from the nearest street of the scenario; {most_km:.0f} km are the most"
    ),
    "policy_unknown": N_("there is no dispatch policy {policy}; the policies are {known}"),
    "tier_unknown": N_("there is no tier {tier}; the tiers are {known}"),
    "no_grids": N_("the scenario has no grids, so no calls can be drawn from its demand"),
    "no_units_to_simulate": N_("the plan has no units that could answer a call"),
    "plans_of_other_stations": N_("the plans are of two stations, {one} and {other}"),
    "plans_of_other_hours": N_("the two plans do not begin and end at the same moments, so their calls would differ"),
    "replications_differ": N_("it was stopped before both plans had answered the same calls"),
    "flight_off_street": N_(
        "the flight begins {away_m:.0f} m from the nearest street, or outside the boundary; {most_m:.0f} m are the most"
    ),
    "search_off_street": N_(
        "the place lies {away_m:.0f} m from the nearest street that they could use; {most_m:.0f} m are the most"
    ),
    "search_seen_wrong": N_(
        "they were seen last at {seen}; that must lie before {at}, and not more than {hours:.0f} hours before it"
    ),
    "search_distances_wrong": N_(
        "{text} are not four distances; write kilometres, ascending from above 0.02, such as 0.3,0.8,2,5"
    ),
    "nobody_to_post": N_("no unit is patrolling at {at} that could be posted"),
    "rings_wrong": N_(
        "the rings {rings} with the worth {worth} do not fit; write ascending minutes up to 60, and a whole number "
        "from 0 to 10 for each, such as 1,3,5 and 1,1,1"
    ),
    "muster_point_far_off": N_(
        "the rescue point {point} lies {away_km:.1f} km from the nearest street of the scenario; {most_km:.0f} km are "
        "the most"
    ),
    "muster_point_twice": N_("the rescue point {point} stands twice in the list"),
    "muster_without_need": N_("the rescue point {point} needs nothing; say how many people, units, skills or modes"),
    "muster_ground_unknown": N_("there is no grid or office {id} whose cover could stay; known here: {known}"),
    "position_twice": N_("unit {unit} stands twice among the positions"),
    "position_without_end": N_("unit {unit} is busy and nothing says until when; add until"),
    "position_unknown_unit": N_("unit {unit} is not in the plan; name its force"),
    "positions_not_json": N_("the live positions are no JSON; paste a whole file as docs/dispatch.md shows it"),
    "positions_key_unknown": N_(
        "{key} does not belong among the live positions; take it out, above all if it is about a person"
    ),
    "positions_key_missing": N_("{key} is missing among the live positions; docs/dispatch.md lists what is needed"),
    "positions_value_wrong": N_(
        "the value of {key} among the live positions cannot be; docs/dispatch.md says what it may be"
    ),
    "not_a_box": N_("{text} is not a box; write WEST,SOUTH,EAST,NORTH such as 113.99,22.51,114.05,22.56"),
    "box_turned_round": N_("the box {text} ends before it starts; write WEST,SOUTH,EAST,NORTH"),
    "box_and_boundary": N_("name a box or a boundary, not both"),
    "streets_input_missing": N_("name a street file, or fetch one with --fetch"),
    "streets_input_twice": N_("name a street file or fetch one with --fetch, not both"),
    "fetch_without_ground": N_("say which ground to fetch, with --bbox or --boundary"),
    "districts_too_many": N_(
        "{grids} grids cannot be made of {cells} cells; ask for fewer grids, or for smaller cells"
    ),
    "districts_fewer_than_today": N_(
        "today's {today} grids cannot be kept in {grids}; ask for at least as many, or leave --keep-today out"
    ),
    "pins_too_many": N_("{pins} names of pins need as many grids; {grids} are asked for"),
    "pin_unknown": N_("{pin} is nothing that a place can be pinned to; known here: {known}"),
    "pin_unreadable": N_("{text} is not a pin; write LON,LAT=ID"),
    "apart_unreadable": N_("{text} is not a pair of places; write LON,LAT/LON,LAT"),
    "apart_in_one_cell": N_("both places lie in the cell {cell}; make cells smaller to part them"),
    "place_in_no_cell": N_("{lon},{lat} lies in no cell; name a place inside the boundary"),
    "work_unknown": N_("{text} is no part of work; write such as calls=5,people=4 with {known}"),
    "no_shift_design": N_("no duty has a [[roster.design]] in the scenario; add one, or name a duty with --duty"),
    "duty_not_found": N_("there is no duty {duty}; the duties are {known}"),
    "plan_without_routes": N_("the plan has no routes, so there is nothing to repair"),
    "unit_is_off": N_("unit {unit} is not on shift at {at}"),
    "moment_outside_plan": N_("{at} lies outside the plan, which runs from {start} to {end}"),
    "window_over": N_("between {opens} and {closes} there is no time for a stay of {minutes:.0f} min"),
    "nobody_for_call": N_("no unit is on the street at {at} that can take the call and be back in its shift"),
    "unit_cannot_take_call": N_("unit {unit} cannot take the call and be back in its shift"),
    "unit_keeps_to_ground": N_("unit {unit} keeps to the ground of its force, and the call lies outside"),
    "repair_defect": N_("the repaired plan fails its own check, a defect of this program; nothing was stored"),
    "repair_asks_for_one": N_("name one of --lose, --call, --hot-spot, --away, --more, --alert and --dock-down"),
    "hot_spot_window_missing": N_("say with --from and --to when the hot spot must be visited"),
    "nothing_rostered": N_("the plan has no roster, so there is nothing to change in it"),
    "away_outside_roster": N_(
        "from {first} to {last} there is nothing of the roster left to change, which can be changed from {opens} to "
        "{closes}"
    ),
    "officer_shift_begun": N_(
        "the shift of {officer} that ends at {end} has begun and stays on the roster; if the unit goes off the street, "
        "repair that"
    ),
    "need_outside_roster": N_(
        "between {start} and {end} no time is left on the roster, which can be changed from {opens} to {closes}"
    ),
    "dates_wrong": N_("{first} and {last} are not two dates, such as 2026-11-24 and 2026-11-27, the first one first"),
    "need_ends_before_start": N_("{end} is not after {start}"),
    "offers_gone": N_("these offers are no longer kept; say again what has happened"),
    "count_wrong": N_("{count} is not a number of officers from 1 to 200"),
    "answer_gone": N_("this answer is no longer kept; ask again"),
    "question_missing": N_("say what is asked: who can be at a place first, or who shuts in somebody who fled"),
    "decision_missing": N_("say what is asked: a search, posts, or a muster"),
    "number_wrong": N_("{text} is not a number from {least:g} to {most:g}"),
    "minutes_wrong": N_("{minutes} is not a stay of up to 480 min"),
    "request_foreign": N_("changes are taken only from pages of this application, as application/json"),
    "form_foreign": N_("changes are taken only from forms of this application"),
    "event_missing": N_(
        "say what has happened: a unit off the street, a call, a new hot spot, an officer away, or more officers needed"
    ),
    "place_not_known": N_(
        "{text} is not a place of this station; write a name or an id (the nearest: {near}), or longitude,latitude "
        "such as 114.0213,22.5342"
    ),
    "roster_without_scenario": N_(
        "plan {plan} was stored without its scenario, so its roster cannot be judged; add its folder again with the "
        "scenario in it"
    ),
    "plan_without_roster": N_("plan {plan} has no roster"),
    "roster_of_another_scenario": N_(
        "the roster has {officer} on {shift} from {start}, which the scenario beside the plan does not know"
    ),
    "date_outside_roster": N_("{date} lies outside the roster, which runs from {first} to {last}"),
    "shift_not_worked": N_("nobody can work {shift} on {date}: there is no such shift"),
    "officer_not_on_shift": N_("officer {officer} does not work {shift} on {date}"),
    "unknown_stage": N_("there is no part {stage}; the parts are roster, routes and flights"),
}


def refusal_text(error: PlannerError, language: Language) -> str:
    """Give the sentence of an error that is not about a file, with moments on their own clock."""
    return sentence(REFUSALS.get(error.code, error.code), language, with_clocks(error.params))
