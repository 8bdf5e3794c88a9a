"""What a reader of a plan should know besides what is unmet."""

from __future__ import annotations

from collections.abc import Mapping

from planner.i18n import N_, Language, sentence, translate
from planner.i18n.clocks import with_clocks

NOTICES: dict[str, str] = {
    "alternative_drawn": N_("{date}: plan {number} of {count} that are nearly as good as the best was drawn"),
    "alternatives_fewer": N_("{date}: plans found that are good enough and differ enough: {count} of {wanted}"),
    "pins_predictable": N_(
        "{date}: pins make visits easier to foresee; the entropy of their times at {places} is {bits:.2f} bits, "
        "{bits_without:.2f} without the pins"
    ),
    "task_partly_unseen": N_(
        "{day}: of the drone task {task} {share_pct:.0f} % of the ground stays unseen; closed zones, the reach of the "
        "docks or narrow ground keep flights from it"
    ),
    "patrol_over_per_call": N_(
        "over-patrolled: grid {grid} gets {minutes} patrol minutes per expected call, the station {mean}; grids with "
        "more than {ratio:g} times as many: {count}"
    ),
    "patrol_under_per_call": N_(
        "grid {grid} gets {minutes} patrol minutes per expected call, the station {mean}; grids with less than one "
        "part in {ratio:g} of that: {count}"
    ),
    "patrol_over_per_resident": N_(
        "over-patrolled: grid {grid} gets {minutes} patrol minutes per resident, the station {mean}; grids with more "
        "than {ratio:g} times as many: {count}"
    ),
    "patrol_under_per_resident": N_(
        "grid {grid} gets {minutes} patrol minutes per resident, the station {mean}; grids with less than one part in "
        "{ratio:g} of that: {count}"
    ),
    "nobody_out": N_(
        "nobody is on the street from {start} to {end}, {minutes} min ({total} min of the whole plan): a call then "
        "waits; give a force a shift that covers this time, or let shifts overlap"
    ),
    "nobody_free": N_(
        "nobody is free for a call from {start} to {end}, {minutes} min ({total} min of the whole plan): units out "
        "{out}, at their meal {meals}, at required visits {stays} ({places}), which an urgent call must break off; one "
        "more unit then, or a wider window for these visits, would mend it"
    ),
    "all_at_meal": N_(
        "nobody is free for a call from {start} to {end}, {minutes} min ({total} min of the whole plan): whoever is "
        "out is at the meal ({out}); one more unit then, or shifts that start at other times, would mend it"
    ),
    "calls_far": N_(
        "at {at} only {pct} % of the expected calls are within {within} min of a free unit ({free} free of {out} out; "
        "less than {limit} % for {total} min of the whole plan): planner redeploy tells where units should wait then"
    ),
    "unit_missed_by_calls": N_(
        "the unit whose loss costs most is {unit}: without it {pct} % of the expected calls are within 5 min of a free "
        "unit, with it {all_pct} %; keep a crew ready for it"
    ),
    "unit_missed_by_visits": N_(
        "most required visits hang on unit {unit}: without it {count} are not made, and {pct} % still are"
    ),
    "operators_not_rostered": N_(
        "officers on {duty} watch the drones, and this plan has no roster: the rounds are planned as if there were "
        "always enough of them; plan the roster as well to keep to their hours"
    ),
    "pin_unit_absent": N_(
        "pin {pin} changes nothing: no unit {unit} is out in this plan; the nearest one is {nearest}"
    ),
    "calendar_not_announced": N_(
        "the make-up workdays of {year} are not known yet: only its weekends and statutory holidays count; set the "
        "days moved in the file of [files] calendar"
    ),
    "leave_outside_roster": N_(
        "officers with leave that changes nothing: {count} ({officers}); it lies outside {first} to {last}, the dates "
        "of the roster and its history; check the dates, or keep it for a later roster"
    ),
    "incidents_row_too_long": N_(
        "incidents left out: {count} rows have more cells than the table has columns (lines {lines}); {used} are used"
    ),
    "incidents_without_time": N_("incidents left out: {count} have no time (lines {lines}); {used} are used"),
    "incidents_time_unreadable": N_(
        "incidents left out: the time of {count} cannot be read (lines {lines}); {used} are used; write it as "
        "2026-11-23 22:15"
    ),
    "incidents_without_place": N_(
        "incidents left out: {count} have neither a position nor a grid (lines {lines}); {used} are used"
    ),
    "incidents_place_unreadable": N_(
        "incidents left out: the position of {count} is not two numbers (lines {lines}); {used} are used"
    ),
    "incidents_grid_unknown": N_(
        "incidents left out: {count} name a grid that the station does not have (lines {lines}); {used} are used"
    ),
    "incidents_kind_unreadable": N_(
        "incidents left out: the kind of {count} is longer than 300 letters or holds control characters (lines "
        "{lines}); {used} are used"
    ),
    "incidents_source_unknown": N_(
        "incidents left out: the source of {count} is neither public nor police (lines {lines}); {used} are used"
    ),
    "incidents_not_degrees": N_(
        "incidents left out: the position of {count} is not in degrees (lines {lines}); {used} are used; convert "
        "metres to longitude and latitude"
    ),
    "incidents_swapped": N_(
        "incidents left out: {count} have latitude before longitude (lines {lines}); {used} are used; swap the "
        "two columns"
    ),
    "incidents_far": N_(
        "incidents left out: {count} lie more than 200 km from the station (lines {lines}); {used} are used"
    ),
    "incidents_future": N_(
        "incidents left out: {count} come after the last day of the roster (lines {lines}); {used} are used; "
        "check their dates"
    ),
    "incidents_other_datum": N_(
        "incidents left out: {count} lie outside the boundary and would lie inside it if the file were in {datum}"
        " (lines {lines}); {used} are used; check the datum, as the others are shifted too if it is wrong"
    ),
    "incidents_outside": N_("incidents left out: {count} lie outside the boundary (lines {lines}); {used} are used"),
    "incidents_doubled": N_(
        "incidents left out: {count} repeat the time, place and kind of an earlier one (lines {lines}); {used} are used"
    ),
    "unit_lost": N_("the plan was repaired: unit {unit} is off the street from {at} on"),
    "call_taken": N_("the plan was repaired: unit {unit} takes the call {id} at {at} for {minutes:.0f} min"),
    "hot_spot_added": N_(
        "the plan was repaired: {id} must be visited for {minutes:.0f} min between {opens} and {closes}"
    ),
    "drone_alert": N_(
        "the plan was repaired: the drone of dock {dock} flies to the alert {id} at {at} and is there from {arrive} on "
        "for {minutes:.0f} min"
    ),
    "cover_gap": N_("after this change no drone is in the air from {start} to {end} ({minutes:.0f} min)"),
    "landed_at_alternate": N_(
        "the drone of dock {dock} lands at the alternate at {lon:.5f}, {lat:.5f} at {at}; it may fly again from "
        "{ready}, when the dock is back and somebody has carried it home"
    ),
    "no_alternate": N_(
        "the drone of dock {dock} is in the air and still lands there at {at}: the dock has no alternate; list places "
        "in its `alternates`"
    ),
    "alternates_out_of_reach": N_(
        "the drone of dock {dock} is in the air and still lands there at {at}: it cannot reach any alternate of the "
        "dock; list one that is nearer in its `alternates`"
    ),
    "dock_down": N_("the plan was repaired: drone dock {dock} is out of service from {start} to {end}"),
    "officer_away": N_("the roster was changed at {at}: {officer} is away from {first} to {last} ({kind})"),
    "more_needed": N_("the roster was changed at {at}: {duty} needs {count} more from {start} to {end}"),
    "roster_pin_fell": N_(
        "the pin of {officer} to {shift} on {date} fell: this officer is away from {first} to {last}"
    ),
    "cell_unpinned": N_("the cell of {officer} on {date} that was decided by hand could not be kept"),
}

ABSENCES: dict[str, str] = {
    "sick": N_("sick leave"),
    "leave": N_("leave"),
    "training": N_("training"),
    "other": N_("other reasons"),
}
"""Why an officer is away, as `OfficerAway.kind` says."""


def notice_text(code: str, language: Language, params: Mapping[str, object]) -> str:
    """Give the sentence of a notice, with moments on their own clock; one of another version stands for itself.

    What a repair has made, a call or a hot spot, is named by its id and by what lies near it.
    """
    told = with_clocks(params)
    if str(told.get("kind")) in ABSENCES:
        told["kind"] = translate(ABSENCES[str(told["kind"])], language)
    if told.get("near"):
        told["id"] = f"{told.get('id')} ({told['near']})"
    return sentence(NOTICES[code], language, told) if code in NOTICES else code
