"""Faults of visits and pins."""

from __future__ import annotations

from planner.i18n import N_
from planner.i18n.faults.text import FaultText

VISITS: dict[str, FaultText] = {
    # visits
    "gap_too_long": FaultText(
        N_(
            "{count} visits of {dwell_min} min in {window_min} min are {between_min} min apart, less than the shortest "
            "gap of {gap_min} min"
        ),
        N_("give a shortest gap of at most {between_min} min, or a count of at most {most_count}"),
    ),
    "gap_too_short": FaultText(
        N_(
            "{count} visits of {dwell_min} min in {window_min} min are {between_min} min apart, more than the longest "
            "gap of {gap_min} min"
        ),
        N_("give a longest gap of at least {between_min} min, or a count of at least {least_count}"),
    ),
    "dwell_span_reversed": FaultText(
        N_("the longest stay at a hot spot is {longest_min} min, less than the shortest of {shortest_min} min"),
        N_("raise longest_dwell_min, or lower dwell_min"),
    ),
    "epoch_too_short": FaultText(
        N_("a stay of {longest_min} min and a gap of {gap_min} min do not fit into an epoch of {epoch_min} min"),
        N_("raise epoch_min, or lower longest_dwell_min or shortest_gap_min"),
    ),
    "presence_without_lights": FaultText(
        N_("no tier that may stay there shows lights"),
        N_("open the work to a tier with lights, or write lights = true at a tier whose units show them"),
    ),
    # pins
    "roster_pin_not_worked": FaultText(
        N_("officer {officer} is pinned to the shift {shift} on {date}, and it is not worked on that date"),
        N_("pin a shift of that date, or change the days, the calendar or the duties of the shift"),
    ),
    "pin_without_time": FaultText(
        N_("the pin does not say when"),
        N_("add at = 2026-11-23T22:15:00+08:00, or never = true"),
    ),
    "pin_never_with_time": FaultText(
        N_("a pin with never holds at all times"),
        N_("leave out at and stay_min, or leave out never"),
    ),
    "pin_unit_unknown": FaultText(
        N_("no unit {unit} is out on {day}"),
        N_("write the id of a unit of that day as it stands in plan.json; the nearest one is {nearest}"),
    ),
    "pin_without_right": FaultText(
        N_("unit {unit} may not visit {id}: its tier or its ground does not allow it"),
        N_("pin a unit that may, open the place to its tier, or widen the ground of its force"),
    ),
    "pin_against_never": FaultText(
        N_("unit {unit} is to be at {id} at {at}, and never to be there"),
        N_("remove one of the two pins"),
    ),
    "pin_outside_shift": FaultText(
        N_("the stay at {id} from {start} to {end} lies outside the shift of unit {unit}, {first} to {last}"),
        N_("pin a time inside the shift, or another unit"),
    ),
    "pin_unreachable": FaultText(
        N_("no street leads unit {unit} to {id} and back to its base"),
        N_("pin a unit that moves in another way, or move the place to a street"),
    ),
    "pin_stay_too_short": FaultText(
        N_("unit {unit} needs {needed_min} min for {id}, and the stay is {stay_min} min"),
        N_("make the stay at least that long, or leave it out"),
    ),
    "pin_past_window": FaultText(
        N_("the stay at {id} would last until {end}, and the window of its visit closes at {closes}"),
        N_("pin an earlier time, or widen the window of the visit"),
    ),
    "pin_too_early": FaultText(
        N_("unit {unit} can be at {id} at {earliest}, not at {at}"),
        N_("pin a time {minutes} min later, or another unit"),
    ),
    "pin_too_late": FaultText(
        N_("after {id} unit {unit} is back at its base {minutes} min after its shift ends"),
        N_("pin a time {minutes} min earlier, a shorter stay, or another unit"),
    ),
    "pins_conflict": FaultText(
        N_("unit {unit} cannot keep both: after {first} it can be at {second} at {earliest}, not at {at}"),
        N_("move one of them by {minutes} min, shorten the first, or pin another unit"),
    ),
    "pins_against_break": FaultText(
        N_("unit {unit} finds no {break_min} min at its base for its meal between {opens} and {closes}"),
        N_("move the pin out of this time or shorten it, or pin another unit"),
    ),
}
