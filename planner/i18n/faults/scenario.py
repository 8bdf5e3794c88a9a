"""Faults between the parts of a scenario."""

from __future__ import annotations

from planner.i18n import N_
from planner.i18n.faults.text import FaultText

SCENARIO: dict[str, FaultText] = {
    "id_twice": FaultText(
        N_("the id {id} is used twice, first in {first}"),
        N_("give every record an id of its own; points, lines, areas and places share theirs"),
    ),
    "reference_unknown": FaultText(
        N_("there is no {id} among the {kind}"),
        N_("correct it or add it; the nearest one is {nearest}"),
    ),
    "drone_twice": FaultText(
        N_("the drone {id} lives in the dock {first} already"),
        N_("give every dock a drone of its own"),
    ),
    "force_never_out": FaultText(
        N_("neither a duty nor shifts bring this force out"),
        N_("add duty = ... or shifts = [...]"),
    ),
    "force_out_twice": FaultText(
        N_("the force has shifts of its own and the duty {duty}"),
        N_("keep one of the two"),
    ),
    "handover_too_long": FaultText(
        N_(
            "handovers of {handover_min:g} min when a shift begins and when it ends fill the force's shift of "
            "{shift_min:g} min"
        ),
        N_("give handover_min less than {most_min:g}, or longer shifts"),
    ),
    "cover_wanted_below_minimum": FaultText(
        N_("{wanted} officers are wanted, fewer than the minimum of {minimum}"),
        N_("raise wanted, or leave it out"),
    ),
    "ceiling_not_restricted": FaultText(
        N_("a {kind} zone is closed at every height, so it has no ceiling"),
        N_('leave ceiling_m out, or make the kind "restricted"'),
    ),
    "height_over_ceiling": FaultText(
        N_("the flight height of {height_m} m is above the ceiling of {ceiling_m} m"),
        N_("lower height_m"),
    ),
    "shortest_round_too_long": FaultText(
        N_("rounds last {shortest_round_min} min at least and {round_min} min at most, so none can be flown"),
        N_("lower shortest_round_min, or raise round_min"),
    ),
    "layer_outside_heights": FaultText(
        N_(
            "the layer of {layer_m} m is not between the flight height of {height_m} m and the ceiling of {ceiling_m} m"
        ),
        N_("move the layer, or lower height_m; the swath is told for height_m, so no drone may fly lower"),
    ),
    "layers_not_apart": FaultText(
        N_("the layer of {upper_m} m follows that of {lower_m} m; layers rise by at least {apart_m} m"),
        N_("list the layers from low to high, each separation_height_m or more above the one before"),
    ),
    "operators_twice": FaultText(
        N_("the operators are counted twice: {operators} at any time, and those of a duty by the roster"),
        N_("keep operator_duty and remove operators, or the other way round"),
    ),
    "battery_without_span": FaultText(
        N_("landings must keep {lowest_pct} %, and the battery is filled to {start_pct} % only"),
        N_("lower lowest_pct, or raise start_pct"),
    ),
    "hover_longer_than_flight": FaultText(
        N_("the drone would hover for {hover_min} min, longer than it flies in {endurance_min} min"),
        N_("give the maker's hovering time, or leave hover_min out"),
    ),
    "threshold_above_start": FaultText(
        N_("rounds would start at {threshold_pct} % or more, and the battery is filled to {start_pct} % only"),
        N_("lower threshold_pct, or raise start_pct"),
    ),
    "grids_overlap": FaultText(
        N_("the grid shares {area_m2} m2 with the grid {other}"),
        N_("move the border between the two so that they only touch"),
    ),
    "grid_outside_boundary": FaultText(
        N_("{area_m2} m2 of the grid lie outside the boundary"),
        N_("draw the grid inside, or widen the boundary"),
    ),
    "dock_in_closed_zone": FaultText(
        N_("the dock is {distance_m} m from the zone {zone}, which is always closed; flights keep {kept_m} m from it"),
        N_("move the dock, limit the zone by windows or a ceiling, or lower the distance that flights keep"),
    ),
    "dock_closed_all_day": FaultText(
        N_("the hours of the zones {zones} leave the dock no time on any day at which a drone may take off"),
        N_("move the dock, or shorten the hours of one of these zones"),
    ),
    "zone_band_empty": FaultText(
        N_("the zone is closed between {ceiling_m} m and {top_m} m, which is nothing"),
        N_("give top_m more than ceiling_m, or leave one of them out"),
    ),
    "camera_off_not_privacy": FaultText(
        N_("flights may not pass a {kind} zone by turning the camera off"),
        N_('leave camera_off out, or make the kind "privacy"'),
    ),
    "task_key_idle": FaultText(
        N_("the key {key} means nothing for this task; it belongs to {expected}"),
        N_("leave the key out, or change the task"),
    ),
    "streets_without_main_part": FaultText(
        N_("there are no two places between which streets lead there and back by {mode}"),
        N_("give streets that reach over the whole ground, and check their one-way directions"),
    ),
    "base_off_streets": FaultText(
        N_("the nearest street that leads everywhere by {mode} is {distance_m} m away; {limit_m:.0f} m are allowed"),
        N_("correct the base, or add the street to it"),
    ),
    "point_off_streets": FaultText(
        N_("the point lies {distance_m} m from the nearest street; {limit_m:.0f} m are allowed"),
        N_("move it to a street, or add the street"),
    ),
    "line_off_streets": FaultText(
        N_("the line leaves the streets by {distance_m} m; {limit_m:.0f} m are allowed"),
        N_("draw it along streets, or add the street"),
    ),
    "area_off_streets": FaultText(
        N_("the area lies {distance_m} m from the nearest street; {limit_m:.0f} m are allowed"),
        N_("draw it over streets, or add the street"),
    ),
}
