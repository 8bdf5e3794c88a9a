"""Faults of files and folders, and of plans and lists that are asked about."""

from __future__ import annotations

from planner.i18n import N_
from planner.i18n.faults.text import FaultText

FILES: dict[str, FaultText] = {
    "file_missing": FaultText(
        N_("the file does not exist"),
        N_("put the file there, or correct its name in scenario.toml"),
    ),
    "plan_missing": FaultText(
        N_("there is no plan here"),
        N_("name a plan.json or the folder that holds it; planner plan makes one"),
    ),
    "not_a_plan": FaultText(
        N_("this is not a plan: {why}"),
        N_("name a plan.json that planner plan wrote"),
    ),
    "not_positions": FaultText(
        N_("this is not a list of positions: {why}"),
        N_("write it as docs/dispatch.md shows, with nothing of any person"),
    ),
    "not_a_muster": FaultText(
        N_("this is not a list of rescue points: {why}"),
        N_("write it as docs/dispatch.md shows, with nothing of any person"),
    ),
    "not_calls": FaultText(
        N_("this is not a list of calls: {why}"),
        N_("write it as docs/dispatch.md shows, with nothing of any person"),
    ),
    "plan_format_unknown": FaultText(
        N_("the plan has the format {value}; this program reads {format}"),
        N_("make the plan again, or use the version of this program that wrote it"),
    ),
    "folder_unwritable": FaultText(
        N_("nothing can be written here: {why}"),
        N_("name a folder with --out that you may write to, on a disk with room for it"),
    ),
    "scenario_changed": FaultText(
        N_("the copy of the scenario is not the one that the plan was made from"),
        N_("make the plan again, or name another scenario with --scenario"),
    ),
    "start_outside_horizon": FaultText(
        N_("the days from {start} to {end} are not all in the roster's horizon, {first} to {last}"),
        N_("choose days inside it, or change roster.start and roster.days"),
    ),
    "scenario_missing": FaultText(
        N_("there is no scenario here"),
        N_("name a folder that holds scenario.toml, or the manifest itself"),
    ),
    "file_is_folder": FaultText(
        N_("this is a folder, not a file"),
        N_("name the file inside it"),
    ),
    "file_not_regular": FaultText(
        N_("this is a device or a pipe, not a file"),
        N_("name an ordinary file"),
    ),
    "file_unreadable": FaultText(
        N_("the file cannot be read: {detail}"),
        N_("allow this user to read it, or put a readable copy there"),
    ),
    "file_name_invalid": FaultText(
        N_("no file can have this name"),
        N_("correct the name in scenario.toml"),
    ),
    "file_empty": FaultText(
        N_("the file is empty"),
        N_("put the data into it, or leave its key out of [files] if it may be left out"),
    ),
    "file_too_large": FaultText(
        N_("the file holds {size_mb} MB; {limit_mb} MB are read at the most"),
        N_("cut it down to the station's ground"),
    ),
    "file_type_unknown": FaultText(
        N_("files with this ending are not read"),
        N_("convert the file to one of: {known}"),
    ),
    "file_type_not_vector": FaultText(
        N_("a table has no outlines or lines"),
        N_("give a vector file: GeoJSON, GeoPackage, Shapefile or KML"),
    ),
    "file_is_not": FaultText(
        N_("the file is not a {format}, whatever its name says"),
        N_("save it as {format} again, or correct the ending of its name"),
    ),
    "no_records": FaultText(
        N_("the file holds nothing"),
        N_("put at least one feature into it"),
    ),
    "variable_unset": FaultText(
        N_("the environment variable {variable} is not set"),
        N_("set it, or write ${{{variable}:-default}}"),
    ),
    "more_alike": FaultText(
        N_("{count} more faults of the kind {kind} in this file are not listed"),
        N_("mend the ones listed first"),
    ),
    "nested_too_deep": FaultText(
        N_("values stand inside each other too many times"),
        N_("write the file plainly; a scenario needs only a few levels"),
    ),
}
