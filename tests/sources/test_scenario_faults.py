"""Every fault is refused with its code, its file and its place."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from faulty_station import FAULTY, codes_of, edit, faults_of, name_file, put_file

from planner.i18n.faults import fault_text
from planner.sources.scenario import read_scenario

# faulty file, key of [files], fault code, where it must be said to stand
FILES = [
    ("grid_self_intersecting.geojson", "grids", "polygon_self_intersects", "feature 1 (id G1)"),
    ("grids_overlapping.geojson", "grids", "grids_overlap", "feature 2 (id G2)"),
    ("grid_outside_boundary.geojson", "grids", "grid_outside_boundary", "feature 2 (id G2)"),
    ("grid_twice.geojson", "grids", "id_twice", "feature 2 (id G2)"),
    ("grid_empty_polygon.geojson", "grids", "geometry_empty", "feature 1 (id G1)"),
    ("grid_two_corners.geojson", "grids", "polygon_too_few_points", "feature 1 (id G1)"),
    ("grid_flat.geojson", "grids", "polygon_empty", "feature 1 (id G1)"),
    ("grid_is_line.geojson", "grids", "geometry_wrong_type", "feature 1 (id G1)"),
    ("grid_hole_outside.geojson", "grids", "polygon_hole_outside", "feature 1 (id G1)"),
    ("grid_office_unknown.geojson", "grids", "reference_unknown", "feature 1 (id G1): office"),
    ("grid_office_unknown.geojson", "grids", "reference_unknown", "feature 2 (id G2): leader"),
    ("grid_in_metres.geojson", "grids", "coordinates_not_degrees", "feature 1 (id G1)"),
    ("grid_nan.geojson", "grids", "json_not_finite", "line 1, column 130"),
    ("grid_coordinate_1e999.geojson", "grids", "coordinate_not_finite", "feature 1 (id G1)"),
    ("grid_crs_unknown.geojson", "grids", "crs_unknown", "crs"),
    ("grid_crs_local.geojson", "grids", "crs_unknown", "crs"),
    ("grids_none.geojson", "grids", "no_records", ""),
    ("grids_none.geojson", "boundary", "no_records", ""),
    ("grids_empty_file.geojson", "grids", "file_empty", ""),
    ("grids_unknown_ending.dwg", "grids", "file_type_unknown", ""),
    ("grids_entity_bomb.kml", "grids", "xml_entities", ""),
    ("grids_truncated.kml", "grids", "xml_syntax", "line 3"),
    ("grids_vrt_in_disguise.kml", "grids", "kml_root", ""),
    ("grids_vrt_in_disguise.gpkg", "grids", "file_is_not", ""),
    ("grids_broken.gpkg", "grids", "vector_unreadable", ""),
    ("grids_broken.shp", "grids", "shapefile_part_missing", ""),
    ("json_truncated.geojson", "grids", "json_syntax", "line 3"),
    ("json_deep.geojson", "grids", "nested_too_deep", ""),
    ("json_gbk.geojson", "grids", "json_encoding", "byte 51"),
    ("json_huge_number.geojson", "grids", "json_number_too_long", ""),
    ("json_no_features.geojson", "grids", "geojson_no_features", ""),
    ("json_not_an_object.geojson", "grids", "geojson_no_features", ""),
    ("feature_is_number.geojson", "grids", "not_a_feature", "feature 1"),
    ("coordinates_are_text.geojson", "grids", "geometry_unreadable", "feature 1 (id G1)"),
    ("place_swapped.geojson", "places", "coordinates_swapped", "feature 1 (id A)"),
    ("place_far.geojson", "places", "coordinates_far", "feature 1 (id A)"),
    ("place_kind_unknown.geojson", "places", "value_not_allowed", "feature 1 (id A): kind"),
    ("place_hours_unreadable.geojson", "places", "not_a_table", "feature 1 (id A): hours[1]"),
    ("place_name_nul.geojson", "places", "text_control_character", "feature 1 (id A): name"),
    ("place_crowd_negative.geojson", "places", "value_out_of_range", "feature 1 (id A): crowd"),
    ("zone_without_geometry.geojson", "zones", "geometry_missing", "feature 1 (id Z1)"),
    ("zone_over_dock.geojson", "zones", "dock_in_closed_zone", "[[docks]] 1 (id K1)"),
    ("zone_beside_dock.geojson", "zones", "dock_in_closed_zone", "[[docks]] 1 (id K1)"),
    ("zones_closing_dock.geojson", "zones", "dock_closed_all_day", "[[docks]] 1 (id K1)"),
    ("zone_band_empty.geojson", "zones", "zone_band_empty", "feature 1 (id Z1): top_m"),
    ("zone_camera_off_no_fly.geojson", "zones", "camera_off_not_privacy", "feature 1 (id Z1): camera_off"),
    ("zone_ceiling_on_no_fly.geojson", "zones", "ceiling_not_restricted", "feature 1 (id Z1): ceiling_m"),
    ("zone_window_ends_before_start.geojson", "zones", "window_ends_before_start", "feature 1 (id Z1): windows[1]"),
    ("point_off_streets.geojson", "points", "point_off_streets", "feature 1 (id V1)"),
    ("point_visits_misspelt.geojson", "points", "unknown_key", "column visit"),
    ("point_tier_unknown.geojson", "points", "reference_unknown", "feature 1 (id V1): tiers"),
    ("line_off_streets.geojson", "lines", "line_off_streets", "feature 1 (id L1)"),
    ("line_one_point.geojson", "lines", "line_too_short", "feature 1 (id L1)"),
    ("line_in_two_parts.geojson", "lines", "geometry_several_parts", "feature 1 (id L1)"),
    ("area_off_streets.geojson", "areas", "area_off_streets", "feature 1 (id R1)"),
    ("drone_task_two_geometries.geojson", "drone_tasks", "geometry_wrong_type", "feature 1 (id T1)"),
    ("drone_task_lines_of_point.geojson", "drone_tasks", "task_key_idle", "feature 1 (id T1): lines"),
    ("drone_task_orbit_of_area.geojson", "drone_tasks", "task_key_idle", "feature 1 (id T1): watch"),
    ("drone_task_without_geometry.geojson", "drone_tasks", "geometry_missing", "feature 1 (id T1)"),
    ("streets_far_from_base.geojson", "streets", "base_off_streets", "[station]: base"),
    ("streets_all_one_way_out.geojson", "streets", "streets_without_main_part", ""),
    ("streets_truncated.osm.pbf", "streets", "streets_unreadable", ""),
    ("officer_twice.csv", "officers", "id_twice", "line 3 (id P1)"),
    ("officer_grid_unknown.csv", "officers", "reference_unknown", "line 2 (id P1): grid"),
    ("officer_hours_text.csv", "officers", "not_a_number", "line 2 (id P1): weekly_hours"),
    ("officer_leave_backwards.csv", "officers", "leave_ends_before_start", "line 2 (id P1): leave[1]"),
    ("officer_leave_no_date.csv", "officers", "date_unreadable", "line 4 (id P2): leave[1].start"),
    ("officer_id_empty.csv", "officers", "key_missing", "line 2"),
    ("officers_without_id.csv", "officers", "column_missing", "line 1"),
    ("officers_unclosed_quote.csv", "officers", "table_malformed", "line 2"),
    ("officers_utf16.csv", "officers", "table_encoding", "line 1"),
    ("officers_latin1.csv", "officers", "table_encoding", "line 2"),
    ("officers_column_twice.csv", "officers", "column_twice", "line 1"),
    ("officers_row_too_long.csv", "officers", "row_too_long", "line 2"),
    ("officers_column_misspelt.csv", "officers", "unknown_key", "column weekly_hour"),
    ("officers_truncated.xlsx", "officers", "workbook_unreadable", ""),
    ("incidents_without_lat.csv", "incidents", "column_missing", "line 1"),
]


@pytest.mark.parametrize(("name", "key", "code", "place"), FILES)
def test_faulty_file(station: Path, name: str, key: str, code: str, place: str) -> None:
    """A faulty file is named with the place of its fault."""
    put_file(station, key, name)
    faults = faults_of(station)
    assert (code, place) in {(fault.code, fault.place) for fault in faults}
    fault = next(fault for fault in faults if fault.code == code and fault.place == place)
    assert fault.file == ("scenario.toml" if place.startswith("[") else name)
    assert not re.search(r"\{[a-z_]+\}", fault_text(fault, "en"))


def test_every_faulty_file_is_tried() -> None:
    """No file lies among the faulty ones without a test; slivers are the one that must pass."""
    tried = {name for name, *_ in FILES} | {"grids_sliver.geojson"}
    assert {path.name for path in FAULTY.iterdir()} == tried


# text of the manifest, what stands there instead, fault code, place
EDITS = [
    ('id = "small"\n', 'id = "small"\nbsae = 1\n', "unknown_key", "[station]: bsae"),
    ("[roster]\n", "[roster]\nday = 3\n", "unknown_key", "[roster]: day"),
    ("crew_size = 2\ncover", "crew_sise = 2\ncover", "unknown_key", "[[duties]] 1 (code patrol): crew_sise"),
    ("minimum = 2", "min = 2, minimum = 2", "unknown_key", "[[duties]] 1 (code patrol): cover[1].min"),
    ("[station]\n", "[stations]\n", "unknown_key", "stations"),
    ('timezone = "Asia/Shanghai"\n', "", "key_missing", "[station]"),
    ('grids = "grids.geojson"\n', "", "key_missing", "[files]"),
    ("[roster]\nstart = 2026-11-23\ndays = 7\n", "", "key_missing", ""),
    ('format = "patrol-scenario/1"\n', 'format = "patrol-scenario/2"\n', "format_unknown", "format"),
    ('format = "patrol-scenario/1"\n', "", "key_missing", "format"),
    ("units = 2", 'units = "two"', "not_a_whole_number", "[[forces]] 1 (id cars): units"),
    ("units = 2", "units = true", "not_a_whole_number", "[[forces]] 1 (id cars): units"),
    ("units = 2", "units = 2.5", "not_a_whole_number", "[[forces]] 1 (id cars): units"),
    ("units = 2", "units = 0", "value_out_of_range", "[[forces]] 1 (id cars): units"),
    ("speed_kmh = 40", 'speed_kmh = "40"', "not_a_number", "[[tiers]] 1 (id police_car): speed_kmh"),
    ("speed_kmh = 40", "speed_kmh = nan", "number_not_finite", "[[tiers]] 1 (id police_car): speed_kmh"),
    ("speed_kmh = 40", "speed_kmh = inf", "number_not_finite", "[[tiers]] 1 (id police_car): speed_kmh"),
    (
        "minimum = 2",
        'minimum = 2, calendar = "weekdays"',
        "value_not_allowed",
        "[[duties]] 1 (code patrol): cover[1].calendar",
    ),
    ('mode = "car"', 'mode = "horse"', "value_not_allowed", "[[tiers]] 1 (id police_car): mode"),
    ('name = "小派出所"', "name = 7", "not_text", "[station]: name"),
    ('id = "small"', 'id = ""', "text_empty", "[station]: id"),
    ('name = "小派出所"', f'name = "{"x" * 301}"', "text_too_long", "[station]: name"),
    ('name = "小派出所"', 'name = "a\\u0000b"', "text_control_character", "[station]: name"),
    ("days = 7", "days = 0", "value_out_of_range", "[roster]: days"),
    ("days = 7", "slot_min = 25", "value_not_allowed", "[roster]: slot_min"),
    ("start = 2026-11-23", 'start = "next monday"', "date_unreadable", "[roster]: start"),
    ("start = 2026-11-23", "start = 20261123", "date_unreadable", "[roster]: start"),
    (
        'start = "07:00", end = "19:00"',
        'start = 7, end = "19:00"',
        "clock_unreadable",
        "[[shifts]] 1 (code D): window.start",
    ),
    ('end = "19:00"', 'end = "7pm"', "clock_unreadable", "[[shifts]] 1 (code D): window.end"),
    ('end = "19:00"', 'end = "06:00"', "window_ends_before_start", "[[shifts]] 1 (code D): window"),
    ('days = ["mon", "fri"]', 'days = ["monday"]', "value_not_allowed", "[[forces]] 2 (id guards): shifts[1].days[1]"),
    ('grids = ["G2"]', 'grids = "G2"', "not_a_list", "[[forces]] 2 (id guards): grids"),
    ('grids = ["G2"]', 'grids = ["G2", "G7"]', "reference_unknown", "[[forces]] 2 (id guards): grids"),
    ('tier = "guard"', 'tier = "guards"', "reference_unknown", "[[forces]] 2 (id guards): tier"),
    ('duty = "patrol"', 'duty = "patrols"', "reference_unknown", "[[forces]] 1 (id cars): duty"),
    ('duties = ["patrol"]', 'duties = ["beat"]', "reference_unknown", "[[shifts]] 2 (code N): duties"),
    ('model = "M"', 'model = "N"', "reference_unknown", "[[docks]] 1 (id K1): model"),
    ('code = "N"', 'code = "D"', "id_twice", "[[shifts]] 2 (code D)"),
    ('duty = "patrol"\n', "", "force_never_out", "[[forces]] 1 (id cars)"),
    ("units = 1\n", 'units = 1\nduty = "patrol"\n', "force_out_twice", "[[forces]] 2 (id guards): shifts"),
    ("wanted = 4", "wanted = 1", "cover_wanted_below_minimum", "[[duties]] 1 (code patrol): cover[1].wanted"),
    (
        "endurance_min = 50",
        "endurance_min = 50\nlowest_pct = 95",
        "battery_without_span",
        "[[drone_models]] 1 (id M): lowest_pct",
    ),
    ("[roster]\n", "[rounds]\nheight_m = 150\n[roster]\n", "height_over_ceiling", "[rounds]: height_m"),
    (
        "[roster]\n",
        "[rounds]\nheight_m = 60\nlayers_m = [50, 80]\n[roster]\n",
        "layer_outside_heights",
        "[rounds]: layers_m[1]",
    ),
    (
        "[roster]\n",
        "[rounds]\nlayers_m = [80, 100, 130]\n[roster]\n",
        "layer_outside_heights",
        "[rounds]: layers_m[3]",
    ),
    ("[roster]\n", "[rounds]\nlayers_m = [80, 90]\n[roster]\n", "layers_not_apart", "[rounds]: layers_m[2]"),
    ("[roster]\n", "[rounds]\nlayers_m = [110, 90]\n[roster]\n", "layers_not_apart", "[rounds]: layers_m[2]"),
    (
        "[[docks]]\n",
        '[[docks]]\nid = "K0"\nname = ""\nlocation = [114.05, 22.54]\nmodel = "M"\ndrone = "UAV-1"\n[[docks]]\n',
        "drone_twice",
        "[[docks]] 2 (id K1): drone",
    ),
    ('timezone = "Asia/Shanghai"', 'timezone = "Asia/Shanghay"', "timezone_unknown", "[station]: timezone"),
    ('timezone = "Asia/Shanghai"', 'timezone = "../../etc/passwd"', "timezone_unknown", "[station]: timezone"),
    ('timezone = "Asia/Shanghai"', 'timezone = ""', "timezone_unknown", "[station]: timezone"),
    (
        "location = [114.0520, 22.5400]",
        "location = [22.54, 114.05]",
        "coordinates_swapped",
        "[[offices]] 1 (id O1): location",
    ),
    (
        "location = [114.0520, 22.5400]",
        "location = [12695400, 2577000]",
        "coordinates_not_degrees",
        "[[offices]] 1 (id O1): location",
    ),
    (
        "location = [114.0520, 22.5400]",
        "location = [116.4, 39.9]",
        "coordinates_far",
        "[[offices]] 1 (id O1): location",
    ),
    ("location = [114.0520, 22.5400]", "location = [114.0520]", "not_a_position", "[[offices]] 1 (id O1): location"),
    (
        "location = [114.0520, 22.5400]",
        "location = [114.05, 22.54, 3.0]",
        "not_a_position",
        "[[offices]] 1 (id O1): location",
    ),
    ("base = [114.0520, 22.5400]", "base = [114.0520, 22.5600]", "base_off_streets", "[[forces]] 2 (id guards): base"),
    ("[station]\n", "offices = 3\n[station]\n", "toml_syntax", "line 24"),
    ("[station]\n", 'datum = "gcj2"\n[station]\n', "value_not_allowed", "datum"),
    ('streets = "streets.geojson"', 'streets = "strassen.geojson"', "file_missing", ""),
    ('streets = "streets.geojson"', 'streets = "."', "file_is_folder", ""),
    ('streets = "streets.geojson"', 'streets = "a\\u0000b.geojson"', "text_control_character", "[files]: streets"),
    ('streets = "streets.geojson"', 'streets = "${NO_SUCH_VARIABLE}/a.osm"', "variable_unset", "[files]: streets"),
    ('grids = "grids.geojson"', 'grids = "grids.geojson/inside.geojson"', "file_unreadable", ""),
    ('grids = "grids.geojson"', 'grids = "officers.csv"', "file_type_not_vector", ""),
]


@pytest.mark.parametrize(("old", "new", "code", "place"), EDITS)
def test_faulty_manifest(station: Path, old: str, new: str, code: str, place: str) -> None:
    """A mistake in the manifest is named with its key."""
    edit(station, old, new)
    faults = faults_of(station)
    assert (code, place) in {(fault.code, fault.place) for fault in faults}
    unfilled = re.compile(r"\{[a-z_]+\}")
    assert not [text for fault in faults if unfilled.search(text := fault_text(fault, "en"))]


def test_swapped_base_is_told_once(station: Path) -> None:
    """When the base itself is swapped, it is told there, and not at every other coordinate."""
    edit(station, "base = [114.0500, 22.5400]\n\n[files]", "base = [22.5400, 114.0500]\n\n[files]")
    assert [(fault.code, fault.place) for fault in faults_of(station)] == [("coordinates_swapped", "[station]: base")]


def test_swapped_base_north_of_the_tropics(tmp_path: Path, station: Path) -> None:
    """Where swapping gives a valid position too, as in Helsinki, the base is found out by everything else."""
    for path in station.iterdir():
        text = path.read_text("utf-8").replace("114.0", "24.9").replace("22.5", "60.2")
        path.write_text(text, "utf-8")
    edit(station, "base = [24.9500, 60.2400]\n\n[files]", "base = [60.2400, 24.9500]\n\n[files]")
    assert ("coordinates_swapped", "[station]: base") in {(f.code, f.place) for f in faults_of(station)}
    assert "coordinates_far" not in codes_of(station)


@pytest.mark.parametrize("datum", ["gcj02", "bd09"])
def test_chinese_datum_outside_china(station: Path, datum: str) -> None:
    """A Chinese datum in Helsinki is a mistake."""
    for path in station.iterdir():
        path.write_text(path.read_text("utf-8").replace("114.0", "24.9").replace("22.5", "60.2"), "utf-8")
    edit(station, "[station]\n", f'datum = "{datum}"\n[station]\n')
    assert "datum_outside_china" in codes_of(station)


def test_all_faults_at_once(station: Path) -> None:
    """Faults in several files and several kinds of faults in one file are all told together."""
    put_file(station, "grids", "grid_self_intersecting.geojson")
    put_file(station, "officers", "officer_hours_text.csv")
    put_file(station, "places", "place_swapped.geojson")
    name_file(station, "zones", "missing.geojson")
    edit(station, "units = 2", "units = 0")
    edit(station, 'model = "M"', 'model = "N"')
    expected = {
        "polygon_self_intersects",
        "not_a_number",
        "coordinates_swapped",
        "file_missing",
        "value_out_of_range",
        "reference_unknown",
    }
    assert codes_of(station) == expected


def test_refused_records_leave_no_echo(station: Path) -> None:
    """An id of a record that is refused for another reason is not told as unknown where it is used."""
    put_file(station, "grids", "grid_self_intersecting.geojson")
    assert codes_of(station) == {"polygon_self_intersects"}


def test_slivers_are_no_overlap(station: Path) -> None:
    """Grids that share a strip narrower than a metre are as good as drawn."""
    put_file(station, "grids", "grids_sliver.geojson")
    assert len(read_scenario(station).grids) == 2


def test_many_alike_are_counted(station: Path) -> None:
    """A thousand bad rows are told as a hundred and a count."""
    rows = "\n".join(f"X{n},many" for n in range(1000))
    (station / "officers.csv").write_text(f"id,weekly_hours\n{rows}\n", "utf-8")
    faults = [fault for fault in faults_of(station) if fault.file == "officers.csv"]
    assert len(faults) == 101
    assert faults[-1].params["count"] == 900
    assert fault_text(faults[-1], "en")


def test_a_pipe_is_no_file(station: Path) -> None:
    """A named pipe is refused at once instead of waited for."""
    (station / "grids.geojson").unlink()
    os.mkfifo(station / "grids.geojson")
    assert codes_of(station) == {"file_not_regular"}


def test_manifest_not_utf8(station: Path) -> None:
    """A manifest in GBK is refused as such."""
    path = station / "scenario.toml"
    path.write_bytes(path.read_text("utf-8").encode("gb18030"))
    assert codes_of(station) == {"toml_encoding"}


def test_values_cannot_steer_a_terminal(station: Path) -> None:
    """Control characters in a value do not reach the message."""
    edit(station, 'mode = "car"', 'mode = "\\u001b[2Jcar\\u202e{0.__class__}%s"')
    text = "\n".join(fault_text(fault, "en") for fault in faults_of(station))
    assert all(letter.isprintable() or letter == "\n" for letter in text)
