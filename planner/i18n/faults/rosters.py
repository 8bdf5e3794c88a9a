"""Faults of rosters: rules, tables, rotations, pins."""

from __future__ import annotations

from planner.i18n import N_
from planner.i18n.faults.text import FaultText

ROSTERS: dict[str, FaultText] = {
    "key_elsewhere": FaultText(
        N_("there is no key {key} here"),
        N_("write {name} = {value} under [{table}]"),
    ),
    "run_shortest_above_longest": FaultText(
        N_("the shortest run of {shortest} dates is above the longest of {longest}"),
        N_("lower shortest, or raise longest"),
    ),
    "not_a_pair": FaultText(
        N_("this is not a pair"),
        N_('write two codes or ids, such as ["N", "D"]'),
    ),
    "wish_unreadable": FaultText(
        N_("{value} is neither wanted nor unwanted"),
        N_("write wanted (想上) or unwanted (不想上)"),
    ),
    "code_twice": FaultText(
        N_("the code {sign} stands for {first} and for {second}"),
        N_("keep one of the two meanings"),
    ),
    "date_twice": FaultText(
        N_("the date {date} is set twice, first in {first}"),
        N_("keep one of the two rows"),
    ),
    "weather_unsorted": FaultText(
        N_("the weather of {start} does not come after that of {before}"),
        N_("sort the rows by time, one row for each time"),
    ),
    "weather_missing": FaultText(
        N_("there is no weather from {start} to {end}, and drones fly then"),
        N_(
            "add a row for each hour, make the horizon shorter, or leave weather out of [files]: it is calm and dry"
            " then"
        ),
    ),
    "past_shift_ends_before_start": FaultText(
        N_("the shift ends at {end}, not after its start {start}"),
        N_("correct one of the two times"),
    ),
    "officers_none": FaultText(
        N_("the duty {duty} asks for people, and the station has no officers"),
        N_("name a table of officers in [files], or take the duty out"),
    ),
    "officers_table_empty": FaultText(
        N_("the table names no officer"),
        N_("write one officer a row, or leave the key officers out of [files] and take out what asks for people"),
    ),
    "cover_maximum_below_needed": FaultText(
        N_("at most {maximum} officers are allowed, fewer than the {needed} that are asked for"),
        N_("raise maximum, or leave it out"),
    ),
    "cover_maximum_with_grid": FaultText(
        N_("no maximum can be set for the officers of one grid: at most {maximum} are allowed in {grid}"),
        N_("leave maximum out here, or set it in a cover without grid"),
    ),
    "cover_grid_of_no_grid_duty": FaultText(
        N_("the duty {duty} does not work in grids, so nobody on it counts for the grid {grid}"),
        N_("write in_grid = true at the duty, or leave grid out"),
    ),
    "crew_asks_for_more": FaultText(
        N_("{count} are asked for in a crew of {size}"),
        N_("raise crew_size, or ask for fewer"),
    ),
    "shift_code_reserved": FaultText(
        N_("the code {code} has a meaning of its own in pins and patterns"),
        N_("give the shift another code"),
    ),
    "shift_parts_overlap": FaultText(
        N_("the second part starts before the first has ended"),
        N_("start it when the first part has ended, or later"),
    ),
    "counted_above_length": FaultText(
        N_("{counted_h:g} h count of a shift of {length_h:g} h"),
        N_("count at most {length_h:g} h, or leave counted_h out"),
    ),
    "design_twice": FaultText(
        N_("the duty {duty} is designed already by {first}"),
        N_("keep one of the two"),
    ),
    "design_span_reversed": FaultText(
        N_("the shortest shift of {shortest_h:g} h is above the longest of {longest_h:g} h"),
        N_("raise longest_h, or lower shortest_h"),
    ),
    "rotation_pattern_twice": FaultText(
        N_("the rotation has a pattern of its own and a preset"),
        N_("keep one of the two"),
    ),
    "pattern_symbol_unknown": FaultText(
        N_("{symbol} is no symbol of a pattern"),
        N_("write codes of shifts ({known}), off or 休, or * for a date that is left open"),
    ),
    "rotation_without_pattern": FaultText(
        N_("the rotation has neither a pattern nor a preset"),
        N_('write pattern = "D D N N off off", or name a preset'),
    ),
    "pattern_too_long": FaultText(
        N_("the pattern has more than 366 dates"),
        N_("write one turn only; it is repeated"),
    ),
    "preset_shifts_few": FaultText(
        N_("the preset {preset} needs {needed} shifts, and {found} are named"),
        N_("name their codes in shifts: day, evening, night"),
    ),
    "rotation_pattern_short": FaultText(
        N_("{followers} that begin {step_days} dates apart need a turn of {cycle} dates, and the pattern has {length}"),
        N_("lengthen the pattern, lower step_days, or leave it out"),
    ),
    "rotation_without_followers": FaultText(
        N_("nobody follows the rotation"),
        N_("name squads or officers"),
    ),
    "rotations_share_officer": FaultText(
        N_("officer {officer} follows {first} already"),
        N_("keep one rotation for each officer, named once"),
    ),
    "request_outside_horizon": FaultText(
        N_("the request is for {date}, outside the roster's horizon, {first} to {last}"),
        N_("remove the row, or change roster.start and roster.days"),
    ),
    "history_in_horizon": FaultText(
        N_("the past shift of officer {officer} starts at {start}, in the roster's horizon, {first} to {last}"),
        N_("take it out of the history; a roster of these dates belongs into files.published"),
    ),
    "past_shifts_overlap": FaultText(
        N_("officer {officer} works another shift at the same time, in {first}"),
        N_("correct one of the two"),
    ),
    "roster_pin_outside_horizon": FaultText(
        N_("officer {officer} is pinned on {date}, outside the roster's horizon, {first} to {last}"),
        N_("pin a date inside it, or change roster.start and roster.days"),
    ),
    "roster_pin_twice": FaultText(
        N_("officer {officer} is pinned on {date} already, by {first}"),
        N_("remove one of the two pins"),
    ),
    "roster_pin_duty_closed": FaultText(
        N_("officer {officer} is pinned on {date} to {shift}, a shift of {duties}, and may only do {allowed}"),
        N_("pin another shift or officer, or open the duty to the officer"),
    ),
    "roster_pin_skill_missing": FaultText(
        N_("officer {officer} is pinned on {date} to {shift} and lacks {skills}"),
        N_("pin somebody who has this skill, or add it to the officer"),
    ),
    "roster_pin_on_leave": FaultText(
        N_("officer {officer} is pinned on {date} to {shift} and is on leave from {start} to {end}"),
        N_("remove the pin, or change the leave"),
    ),
    "roster_pin_against_rotation": FaultText(
        N_("officer {officer} is pinned on {date} to {shift}, where the rotation {rotation} has {allowed}"),
        N_("pin a shift of the rotation, or take the officer out of it"),
    ),
    "roster_pins_overlap": FaultText(
        N_("officer {officer} is pinned on {date} to {shift} while {other} of {other_date} still lasts ({where})"),
        N_("remove one of the two"),
    ),
    "roster_pins_too_close": FaultText(
        N_(
            "officer {officer} is pinned on {date} to {shift}, {gap_h:g} h after {other} of {other_date} "
            "({where}); the least rest is {rest_h:g} h"
        ),
        N_("pin another shift, lower roster.rules.rest.hours, or give that rule a weight"),
    ),
    "roster_pin_on_free_date": FaultText(
        N_(
            "officer {officer} is pinned on {date} to {shift}, within the {free_days} free dates after "
            "{other} of {other_date} ({where})"
        ),
        N_("pin a later date, or change roster.rules.rest_after_long"),
    ),
    "roster_pins_succession": FaultText(
        N_("officer {officer} is pinned on {date} to {shift}, which may not follow {other} of {other_date} ({where})"),
        N_("pin another shift, or change roster.rules.successions"),
    ),
    "roster_pins_run_too_long": FaultText(
        N_("officer {officer} is pinned on every date from {first} to {last}; {longest} in a row are the most"),
        N_("remove a pin, or raise roster.rules.work_run.longest"),
    ),
    "contract_hours_unreachable": FaultText(
        N_(
            "officer {officer} has to fill {needed_h:g} h, and the {days} days present allow {possible_h:g} "
            "h at the most"
        ),
        N_("lower least_weekly_hours, shorten the leave, or open longer shifts or more duties to the officer"),
    ),
    "window_ends_before_start": FaultText(
        N_("the window ends at {end}, not after its start {start}"),
        N_("end it after its start; for a window over midnight write 26:00 for 02:00 of the next day"),
    ),
}
