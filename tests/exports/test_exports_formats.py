"""Every export is read back by a library that shares nothing with its writer."""

from __future__ import annotations

import csv
import io
import json

import gpxpy
import pyogrio
import pytest
import shapely
from fastkml import validator
from lxml import etree
from plans import BASE, small_plan

from planner import exports
from planner.domain.plan import Plan
from planner.errors import NotFound

PLAN = small_plan()


def written(format_id: str, plan: Plan = PLAN, unit: str | None = None) -> bytes:
    return exports.named(format_id).write(plan, unit=unit)


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_ids_and_suffixes_are_unique():
    """No two formats may share an id or a file suffix."""
    assert len({f.id for f in exports.FORMATS}) == len({f.suffix for f in exports.FORMATS}) == len(exports.FORMATS)


def test_unknown_format_is_not_found():
    """An unknown format is refused by code, with the known ones at hand."""
    with pytest.raises(NotFound) as caught:
        exports.named("docx")
    assert caught.value.code == "unknown_format"
    assert "gpx" in str(caught.value.params["known"])


@pytest.mark.parametrize("form", exports.FORMATS, ids=lambda form: form.id)
def test_unknown_unit_is_not_found(form):
    """No format makes a file for a unit that is not in the plan."""
    with pytest.raises(NotFound) as caught:
        form.write(PLAN, unit="nobody")
    other = "unknown_round" if form.per_round else "format_not_per_unit"
    assert caught.value.code == ("unknown_unit" if form.per_unit else other)


@pytest.mark.parametrize("form", exports.FORMATS, ids=lambda form: form.id)
def test_same_plan_same_bytes(form):
    """Writing twice gives the same file."""
    assert form.write(PLAN) == form.write(PLAN)


@pytest.mark.parametrize(
    "form", [form for form in exports.FORMATS if form.per_unit or not form.per_round], ids=lambda form: form.id
)
def test_empty_plan_is_written(form):
    """A plan with a roster only, or with nothing, is still a valid file, except in formats of drone rounds alone."""
    bare = PLAN.model_copy(update={"routes": (), "flights": (), "units": (), "roster": (), "officers": ()})
    assert form.write(bare)


def test_json_is_the_plan_itself():
    """The JSON export reads back as the same plan."""
    assert Plan.model_validate_json(written("json")) == PLAN


def test_geojson_by_shapely_holds_lines_points_and_times():
    """Each line has one time a point, and coordinates are lon before lat."""
    data = json.loads(written("geojson"))
    assert len(shapely.from_geojson(json.dumps(data)).geoms) == len(data["features"])
    routes = [f for f in data["features"] if f["properties"]["feature"] == "route"]
    assert [f["properties"]["unit"] for f in routes] == ["car", "foot"]
    for feature in routes:
        line = shapely.from_geojson(json.dumps(feature["geometry"]))
        assert line.geom_type == "LineString"
        assert line.coords[0] == pytest.approx(BASE)
        assert len(feature["properties"]["times"]) == len(line.coords)


def test_geojson_keeps_heights_out_of_positions():
    """RFC 7946 measures a third figure from the ellipsoid, so heights above ground stand in a property."""
    data = json.loads(written("geojson"))
    (flight,) = [f for f in data["features"] if f["properties"]["feature"] == "flight"]
    assert {len(position) for position in flight["geometry"]["coordinates"]} == {2}
    assert flight["properties"]["heights_above_ground_m"] == [0.0, 40.0, 80.0, 80.0]


def test_geojson_by_gdal(tmp_path):
    """GDAL reads every feature."""
    path = tmp_path / "plan.geojson"
    path.write_bytes(written("geojson"))
    assert pyogrio.read_info(path)["features"] == 2 + 6 + 1


def test_gpx_by_gpxpy_holds_tracks_with_times_and_waypoints():
    """One track a unit and a flight, one waypoint a stop, times as planned."""
    read = gpxpy.parse(written("gpx").decode())
    assert [track.name for track in read.tracks] == ["car", "foot", "D1 2026-11-23 round 1"]
    times = [point.time for point in read.tracks[0].segments[0].points]
    assert times == [time for _, _, time in PLAN.routes[0].path]
    assert [(w.name, w.type) for w in read.waypoints[:3]] == [("base", "base"), ("P1", "point"), ("Q1", "area")]
    assert (read.waypoints[0].longitude, read.waypoints[0].latitude) == BASE


def test_gpx_says_what_its_elevations_are():
    """A flight's elevations are heights above ground and the file says so."""
    read = gpxpy.parse(written("gpx").decode())
    assert [point.elevation for point in read.tracks[2].segments[0].points] == [0.0, 40.0, 80.0, 80.0]
    assert "above ground" in read.tracks[2].description
    assert "above ground" in read.description


def test_gpx_by_gdal(tmp_path):
    """GDAL finds the tracks and waypoints."""
    path = tmp_path / "plan.gpx"
    path.write_bytes(written("gpx"))
    assert len(pyogrio.raw.read(path, layer="tracks")[2]) == 3
    assert len(pyogrio.raw.read(path, layer="waypoints")[2]) == 6


def test_kml_is_valid_by_the_ogc_schema(tmp_path):
    """The OGC's schema accepts the file."""
    path = tmp_path / "plan.kml"
    path.write_bytes(written("kml"))
    assert validator.validate(file_to_validate=path)


def test_kml_by_gdal_holds_lines_and_points(tmp_path):
    """GDAL finds a layer a unit and one of flights, with the route first in each."""
    path = tmp_path / "plan.kml"
    path.write_bytes(written("kml"))
    assert [name for name, _ in pyogrio.list_layers(path)] == ["car", "foot", "drones"]
    shapes = pyogrio.raw.read(path, layer="car")[2]
    assert [shapely.from_wkb(shape).geom_type for shape in shapes] == ["LineString", "Point", "Point", "Point"]


def test_kml_flights_are_relative_to_the_ground():
    """Heights in KML are above ground, and the file says so in KML's own word."""
    tree = etree.fromstring(written("kml"))
    assert tree.findtext(".//{*}altitudeMode") == "relativeToGround"
    heights = [float(c.split(",")[2]) for c in tree.findall(".//{*}LineString/{*}coordinates")[2].text.split()]
    assert heights == [0, 40, 80, 80]


def test_kml_of_a_unit_that_never_moves_is_valid(tmp_path):
    """A route whose points all coincide is a point, because KML wants lines of two places."""
    route = PLAN.routes[0]
    still = route.model_copy(update={"path": tuple((*BASE, time) for _, _, time in route.path)})
    path = tmp_path / "still.kml"
    path.write_bytes(written("kml", PLAN.model_copy(update={"routes": (still,)})))
    assert validator.validate(file_to_validate=path)
    assert etree.parse(path).find(".//{*}Placemark/{*}Point") is not None


def test_csv_has_one_row_a_stop_on_the_stations_clock():
    """The table of stops opens in a spreadsheet: BOM, CRLF, local times, numbers as numbers."""
    data = written("csv")
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") == 1 + 6
    second = rows(data)[1]
    assert (second["unit"], second["id"], second["required"]) == ("car", "P1", "yes")
    assert (second["arrive"], second["stay_min"]) == ("2026-11-23 07:10:00", "10.0")
    assert second["arrive_iso"] == "2026-11-23T07:10:00+08:00"


def test_negative_numbers_are_no_formulas():
    """A longitude west of Greenwich stays a number; only text is protected."""
    stop = PLAN.routes[0].stops[0].model_copy(update={"lon": -83.0007})
    route = PLAN.routes[0].model_copy(update={"stops": (stop,)})
    assert rows(written("csv", PLAN.model_copy(update={"routes": (route,)})))[0]["lon_deg"] == "-83.0007"


def test_roster_csv_names_who_is_on_duty_in_order_of_time():
    """The roster table holds every shift once, by time, with the officer's name."""
    read = rows(written("roster-csv"))
    assert len(read) == len(PLAN.roster)
    assert read[0]["name"] == "陈1"
    assert [row["start"] for row in read] == sorted(row["start"] for row in read)


@pytest.mark.parametrize("format_id", ["geojson", "gpx", "kml", "csv"])
def test_officers_leave_the_roster_in_no_other_format(format_id):
    """Officers' names stand in the roster and the plan only."""
    assert "陈" not in written(format_id).decode()


def test_one_unit_alone():
    """A unit's file holds its own route, stops and crew, and no flight."""
    features = json.loads(written("geojson", unit="foot"))["features"]
    assert {f["properties"]["unit"] for f in features} == {"foot"}
    assert {row["unit"] for row in rows(written("csv", unit="foot"))} == {"foot"}
    assert [row["officer"] for row in rows(written("roster-csv", unit="foot"))] == ["O3", "O4"]
    assert [track.name for track in gpxpy.parse(written("gpx", unit="foot").decode()).tracks] == ["foot"]


def test_a_crew_without_unit_in_the_roster_is_found_by_time():
    """A shift that names no unit counts for the unit if the officer is in its crew at that time, and only then."""
    roster = tuple(shift.model_copy(update={"unit": None}) for shift in PLAN.roster)
    read = rows(written("roster-csv", PLAN.model_copy(update={"roster": roster}), unit="car"))
    assert [(row["officer"], row["day"]) for row in read] == [("O1", "2026-11-23"), ("O2", "2026-11-23")]
