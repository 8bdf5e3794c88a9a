"""Faults of street files, and of fetching one."""

from __future__ import annotations

from planner.i18n import N_
from planner.i18n.faults.text import FaultText

STREETS: dict[str, FaultText] = {
    # streets
    "streets_unreadable": FaultText(
        N_("the file is damaged, or not what its name says: {detail}"),
        N_("fetch or export it again; a download that broke off is the usual cause"),
    ),
    "streets_none": FaultText(
        N_("there is no street in the file that a car, a bicycle or somebody on foot may use"),
        N_("give a file with streets, such as an OpenStreetMap extract with its highways"),
    ),
    "streets_points_missing": FaultText(
        N_("the file names streets but does not hold the points that they run through"),
        N_("export it again with the points of the streets; in .osm files points stand before streets"),
    ),
    "streets_outside": FaultText(
        N_("no street of the file lies inside the boundary or within {margin_m} m of it"),
        N_("give streets of this place, or correct the boundary; see that longitude stands before latitude in both"),
    ),
    "street_class_missing": FaultText(
        N_("the line does not say what kind of street it is"),
        N_("give it a property class, one of {known}"),
    ),
    "street_class_unknown": FaultText(
        N_("{value} is no kind of street"),
        N_("write one of {known}"),
    ),
    "turn_not_number": FaultText(
        N_("{value} is not a list of line numbers"),
        N_("write the turn_id of each line, with a minus sign for one that is travelled against its drawing"),
    ),
    "turn_id_repeated": FaultText(
        N_("another line has the turn_id {value} already"),
        N_("give every line a turn_id of its own"),
    ),
    "turn_id_unknown": FaultText(
        N_("no line of the file has the turn_id {value}"),
        N_("give this turn_id to the line that may not be turned into, or take the number out"),
    ),
    "turn_lines_apart": FaultText(
        N_("the line that the number {value} stands for does not begin where this one ends"),
        N_(
            "change the sign if the other line is drawn towards this junction; no_turn binds at the end of a line, "
            "no_turn:backward at its start"
        ),
    ),
    "graphml_no_coordinates": FaultText(
        N_("the node has no longitude x and latitude y"),
        N_("save the graph with OSMnx, unprojected, so that every node has x and y in degrees"),
    ),
    # planner streets
    "out_type_unknown": FaultText(
        N_("files with this ending are not written"),
        N_("name a file that ends in one of: {known}"),
    ),
    "out_is_input": FaultText(
        N_("the file to write is one of the files that are read"),
        N_("name another file with --out"),
    ),
    "file_unwritable": FaultText(
        N_("the file cannot be written here: {why}"),
        N_("name a file in a folder that is there and that you may write to, on a disk with room for it"),
    ),
    "box_too_large": FaultText(
        N_("the box holds {area_km2} km2; {limit_km2} km2 are fetched at the most"),
        N_("take a smaller box, or fetch an extract of the region elsewhere and cut it with planner streets"),
    ),
    "server_address": FaultText(
        N_("this is not the address of a server"),
        N_("write an address such as https://overpass-api.de/api"),
    ),
    "server_unreachable": FaultText(
        N_("the server cannot be reached: {why}"),
        N_("see that this computer reaches the network, or name another server with --server"),
    ),
    "server_slow": FaultText(
        N_("the server gave no whole answer within {seconds} s"),
        N_("take a smaller box, try again later, or name another server with --server"),
    ),
    "server_busy": FaultText(
        N_("the server was still busy after {tries} tries"),
        N_("try again later, or name another server with --server"),
    ),
    "server_wants_rest": FaultText(
        N_("the server is busy and asks to be left alone for {minutes:.0f} min"),
        N_("try again after that, or name another server with --server"),
    ),
    "server_refused": FaultText(
        N_("the server refuses with status {status}: {detail}"),
        N_("see that its address ends as in https://overpass-api.de/api, or name another server with --server"),
    ),
    "answer_not_osm": FaultText(
        N_("the answer is no OpenStreetMap data; it begins with {start}"),
        N_("see that its address ends as in https://overpass-api.de/api, or name another server with --server"),
    ),
    "answer_cut": FaultText(
        N_("the server stopped before it was done: {remark}"),
        N_("take a smaller box, or try again later"),
    ),
    "answer_incomplete": FaultText(
        N_("the answer ended before it was whole"),
        N_("try again"),
    ),
    "answer_too_large": FaultText(
        N_("the answer holds more than {limit_mb} MB"),
        N_("take a smaller box"),
    ),
    "patrol_above_speed": FaultText(
        N_("the patrol pace of {patrol_kmh} km/h is above the speed of {speed_kmh} km/h"),
        N_("give a pace of at most the speed, or leave it out for half of the speed"),
    ),
}
