"""The sentences of faults in the input: why it is refused, and what would be right."""

from __future__ import annotations

from typing import NamedTuple

from planner.errors import Fault, PlannerError
from planner.i18n import N_, Language, sentence


class FaultText(NamedTuple):
    """Two templates: the reason and the hint."""

    reason: str
    hint: str


FAULTS: dict[str, FaultText] = {
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
    # the scenario folder and its files
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
    # scenario.toml
    "toml_encoding": FaultText(
        N_("the file is not UTF-8"),
        N_("save it as UTF-8"),
    ),
    "toml_syntax": FaultText(
        N_("this is not TOML: {detail}"),
        N_("correct the line; text stands in quotes, lists in [ ], and every key once"),
    ),
    "format_unknown": FaultText(
        N_("the format {value} is not known"),
        N_('write format = "{format}"'),
    ),
    # keys and values
    "unknown_key": FaultText(
        N_("there is no key {key} here"),
        N_("the nearest one is {nearest}; known here: {known}"),
    ),
    "key_missing": FaultText(
        N_("{key} is missing"),
        N_("add {key}"),
    ),
    "value_not_allowed": FaultText(
        N_("{value} is not one of the values known here"),
        N_("write one of: {expected}"),
    ),
    "value_out_of_range": FaultText(
        N_("{value} is out of range"),
        N_("the value must be {bound}"),
    ),
    "value_wrong": FaultText(
        N_("{value} cannot be used here"),
        N_("see this key in docs/scenario.md"),
    ),
    "number_not_finite": FaultText(
        N_("{value} is not a number that can be counted with"),
        N_("write a plain number"),
    ),
    "not_a_number": FaultText(
        N_("{value} is not a number"),
        N_("write a number such as 12.5, without quotes and units"),
    ),
    "not_a_whole_number": FaultText(
        N_("{value} is not a whole number"),
        N_("write a whole number such as 12, without quotes and units"),
    ),
    "not_true_or_false": FaultText(
        N_("{value} is neither true nor false"),
        N_("write true or false, without quotes"),
    ),
    "not_text": FaultText(
        N_("{value} is not text"),
        N_('write text in quotes, such as "G07"'),
    ),
    "not_a_list": FaultText(
        N_("{value} is not a list"),
        N_('write a list such as ["G07", "G08"]; tables of a list begin with [[ ]]'),
    ),
    "not_a_table": FaultText(
        N_("{value} is not a table of keys and values"),
        N_('write keys and values, such as {{ start = "08:00", end = "16:00" }}'),
    ),
    "not_a_position": FaultText(
        N_("this is not a pair of numbers"),
        N_("write [longitude, latitude] in degrees"),
    ),
    "clock_unreadable": FaultText(
        N_("{value} is not a time of day"),
        N_('write a time such as "07:30", or "26:00" for 02:00 of the next day'),
    ),
    "date_unreadable": FaultText(
        N_("{value} is not a date"),
        N_("write a date such as 2026-11-23"),
    ),
    "time_unreadable": FaultText(
        N_("{value} is not a date with a time"),
        N_("write it as 2026-11-23 22:15, with or without an offset such as +08:00"),
    ),
    "moment_unreadable": FaultText(
        N_("{value} is not a moment with an offset"),
        N_("write it as 2026-11-23T22:15:00+08:00"),
    ),
    "leave_ends_before_start": FaultText(
        N_("the leave ends on {end}, before its start {start}"),
        N_("end it on its first day or later"),
    ),
    "text_empty": FaultText(
        N_("the text is empty"),
        N_("write at least one character"),
    ),
    "text_too_long": FaultText(
        N_("the text is longer than {max_length} characters"),
        N_("shorten it"),
    ),
    "text_control_character": FaultText(
        N_("the text holds a character that cannot be shown or stored"),
        N_("remove it, or type the text again"),
    ),
    "timezone_unknown": FaultText(
        N_("there is no time zone {value}"),
        N_("write an IANA name such as Asia/Shanghai; the nearest one is {nearest}"),
    ),
    # tables
    "table_encoding": FaultText(
        N_("the text is neither UTF-8 nor GB18030"),
        N_("save the table as CSV UTF-8"),
    ),
    "table_malformed": FaultText(
        N_("the row cannot be taken apart: {detail}"),
        N_("close every quote, and double a quote inside a cell"),
    ),
    "column_missing": FaultText(
        N_("the column {column} is missing; the first row names: {found}"),
        N_("name the column in the first row"),
    ),
    "column_twice": FaultText(
        N_("the column {column} is there twice"),
        N_("keep one of the two"),
    ),
    "row_too_long": FaultText(
        N_("the row has {cells} cells, but the first row names {columns} columns"),
        N_("put cells that hold a comma in quotes"),
    ),
    "cell_empty": FaultText(
        N_("{key} is empty"),
        N_("fill it in, or remove the row"),
    ),
    "workbook_unreadable": FaultText(
        N_("the workbook cannot be read: {detail}"),
        N_("save it as XLSX again, without a password"),
    ),
    "sheet_too_large": FaultText(
        N_("the first sheet reaches over more than {limit} cells"),
        N_("delete the empty rows and columns behind the data"),
    ),
    # vector files
    "json_encoding": FaultText(
        N_("the file is not UTF-8"),
        N_("save it as UTF-8"),
    ),
    "json_syntax": FaultText(
        N_("this is not JSON: {detail}"),
        N_("correct the line, or export the file again"),
    ),
    "json_not_finite": FaultText(
        N_("the file holds {value}, which JSON does not have"),
        N_("replace it with a number, or leave the value out"),
    ),
    "json_number_too_long": FaultText(
        N_("the file holds a number with too many digits"),
        N_("write it with 15 digits at the most"),
    ),
    "geojson_no_features": FaultText(
        N_("this is JSON, but no GeoJSON with features"),
        N_("export a FeatureCollection"),
    ),
    "not_a_feature": FaultText(
        N_("this is not a GeoJSON feature"),
        N_('write {{"type": "Feature", "properties": ..., "geometry": ...}}'),
    ),
    "vector_unreadable": FaultText(
        N_("the file cannot be read: {detail}"),
        N_("open it in a map program and save it again, best as GeoJSON"),
    ),
    "shapefile_part_missing": FaultText(
        N_("{part} is missing beside it"),
        N_("copy all parts of the Shapefile: .shp, .shx, .dbf and .prj"),
    ),
    "layers_several": FaultText(
        N_("the file has several layers: {known}"),
        N_("name one behind the file, such as station.gpkg#grids"),
    ),
    "layer_missing": FaultText(
        N_("there is no layer {layer}"),
        N_("name one of: {known}"),
    ),
    "kml_root": FaultText(
        N_("this is XML, but no KML: it begins with {root}"),
        N_("export KML"),
    ),
    "xml_entities": FaultText(
        N_("the file declares a document type or entities, as harmful files do"),
        N_("remove the DOCTYPE; maps need none"),
    ),
    "xml_syntax": FaultText(
        N_("this is not XML: {detail}"),
        N_("export the file again"),
    ),
    "crs_unknown": FaultText(
        N_("the coordinate system {crs} is not known"),
        N_("save the file in WGS84 (EPSG:4326)"),
    ),
    "crs_missing": FaultText(
        N_("the file does not say which coordinate system it is in"),
        N_("save it with one, best WGS84 (EPSG:4326); a Shapefile needs its .prj file"),
    ),
    # geometry
    "geometry_missing": FaultText(
        N_("the feature has no geometry"),
        N_("draw it, or remove the feature"),
    ),
    "geometry_unreadable": FaultText(
        N_("the coordinates are not lists of numbers"),
        N_("export the feature again"),
    ),
    "geometry_empty": FaultText(
        N_("the geometry has no coordinates"),
        N_("draw it, or remove the feature"),
    ),
    "geometry_wrong_type": FaultText(
        N_("the geometry is a {found}"),
        N_("draw it as {wanted}"),
    ),
    "geometry_several_parts": FaultText(
        N_("the geometry has {count} parts"),
        N_("make one feature of each part"),
    ),
    "line_too_short": FaultText(
        N_("the line has fewer than two different points"),
        N_("draw it from its one end to the other"),
    ),
    "polygon_too_few_points": FaultText(
        N_("the polygon has fewer than three different corners"),
        N_("draw it again"),
    ),
    "polygon_empty": FaultText(
        N_("the polygon holds no ground"),
        N_("draw it again"),
    ),
    "polygon_self_intersects": FaultText(
        N_("the outline crosses or touches itself at {lon}, {lat}"),
        N_("move its corners there so that it does not"),
    ),
    "polygon_hole_outside": FaultText(
        N_("a hole is not inside its outline at {lon}, {lat}"),
        N_("move the hole inside, or remove it"),
    ),
    "polygon_interior_split": FaultText(
        N_("holes cut the ground in two at {lon}, {lat}"),
        N_("draw the two pieces as polygons of their own"),
    ),
    "polygon_parts_overlap": FaultText(
        N_("two parts lie upon each other at {lon}, {lat}"),
        N_("join them into one"),
    ),
    # positions
    "coordinate_not_finite": FaultText(
        N_("a coordinate is not a number that can be counted with"),
        N_("replace it with degrees"),
    ),
    "coordinates_not_degrees": FaultText(
        N_("{x}, {y} are not degrees; they look like metres"),
        N_("convert the coordinates to WGS84 longitude and latitude, or declare the file's coordinate system in it"),
    ),
    "coordinates_swapped": FaultText(
        N_("{lon}, {lat} has latitude and longitude swapped"),
        N_("write longitude first, then latitude"),
    ),
    "coordinates_far": FaultText(
        N_("{lon}, {lat} lies {distance_km:.0f} km from the station's base; {limit_km:.0f} km are allowed"),
        N_("correct the coordinate, or the base in [station]"),
    ),
    "datum_outside_china": FaultText(
        N_("the datum {datum} is used in China only, and the base lies elsewhere"),
        N_('write datum = "wgs84", or correct the base'),
    ),
    # between the parts of a scenario
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
    # rosters
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
    # the sheet of a roster
    "roster_dates_missing": FaultText(
        N_("no row holds the dates of a roster"),
        N_("put the dates, or the days of the month, one a column into one row above the officers"),
    ),
    "roster_month_missing": FaultText(
        N_("the year and month of these dates stand nowhere above them"),
        N_("write them into the title, such as 2026-11, or give whole dates"),
    ),
    "roster_dates_contradict": FaultText(
        N_("the dates do not follow each other from {start} on, or the weekdays are those of another month"),
        N_("correct the month in the title, the days or the weekdays"),
    ),
    "roster_dates_unclear": FaultText(
        N_("the first date may be any of {options}"),
        N_("write whole dates, or the month over each part of the row"),
    ),
    "roster_names_missing": FaultText(
        N_("no row holds an officer of the scenario"),
        N_("write the id or the name of each officer left of the dates, as in the table of officers"),
    ),
    "roster_name_missing": FaultText(
        N_("shifts stand in a row without a name"),
        N_("write the officer's id or name left of them, or clear the row"),
    ),
    "roster_name_unknown": FaultText(
        N_("{value} is no officer of the scenario"),
        N_("correct the name, or add the officer to the table of officers; the nearest known name is {nearest}"),
    ),
    "roster_name_twice": FaultText(
        N_("several officers are called {value}: {ids}"),
        N_("write the id of the officer meant beside the name"),
    ),
    "roster_name_of_another": FaultText(
        N_("{id} is the id of {other}, but the row names {name}"),
        N_("correct the id or the name"),
    ),
    "roster_code_unknown": FaultText(
        N_("{value} is no code of a shift"),
        N_("correct it (nearest: {nearest}), or add it to [roster.codes]; known are: {known}"),
    ),
    "roster_code_several": FaultText(
        N_("{value} names several shifts, and an officer works one a date"),
        N_("leave one of them, or set up a shift of two parts"),
    ),
    "roster_code_ambiguous": FaultText(
        N_("{value} may be any of the shifts {known}"),
        N_("write the code of the shift, or add {value} to [roster.codes]"),
    ),
    "roster_code_maps_nowhere": FaultText(
        N_("{value} stands for {shift} in [roster.codes], and there is no such shift"),
        N_("name a shift of the scenario there, or off"),
    ),
    "roster_date_twice": FaultText(
        N_("{officer} has a shift on {date} already, in {other}"),
        N_("leave one of the two"),
    ),
}


REFUSALS: dict[str, str] = {
    "unreachable": N_("there is no way along the streets from one place to the other"),
    "no_streets_for_mode": N_("there is no street that may be used by {mode}"),
    "unknown_format": N_("there is no format {id}; planner export PLAN --format list names them"),
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
    "request_invalid": N_("the request is wrong in {fields}"),
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
    "muster_point_twice": N_("the rescue point {point} stands twice in the list"),
    "muster_without_need": N_("the rescue point {point} needs nothing; say how many people, units, skills or modes"),
    "muster_ground_unknown": N_("there is no grid or office {id} whose cover could stay; known here: {known}"),
    "position_twice": N_("unit {unit} stands twice among the positions"),
    "position_without_end": N_("unit {unit} is busy and nothing says until when; add until"),
    "position_unknown_unit": N_("unit {unit} is not in the plan; name its force"),
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
        "{text} is not a place of this station; choose a name from the list, or write longitude, latitude such as "
        "114.0213, 22.5342"
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
"""Sentences of errors that are not about a file."""


def refusal_text(error: PlannerError, language: Language) -> str:
    """Give the sentence of an error that is not about a file."""
    return sentence(REFUSALS.get(error.code, error.code), language, error.params)


def fault_text(fault: Fault, language: Language) -> str:
    """Give one line: file, place, reason and what would be right."""
    text = FAULTS[fault.code]
    where = ": ".join(part for part in (fault.file, fault.place) if part)
    reason = sentence(text.reason, language, fault.params)
    return f"{where}: {reason}; {sentence(text.hint, language, fault.params)}"
