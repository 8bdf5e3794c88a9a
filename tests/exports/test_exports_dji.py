"""DJI's mission files keep its documentation, and are read by GDAL and by djikmz."""

from __future__ import annotations

import contextlib
import io
import zipfile
from itertools import pairwise

import pyogrio
import pytest
import shapely
from drone_rounds import DOCK, GATE, GROUND, drone_plan, drone_station
from lxml import etree

from planner import exports

PLAN = drone_plan(days=1)
W = "{http://www.dji.com/wpmz/1.0.2}"
TURNS = {
    "coordinateTurn",
    "toPointAndStopWithDiscontinuityCurvature",
    "toPointAndStopWithContinuityCurvature",
    "toPointAndPassWithContinuityCurvature",
}
"""As the documentation names them."""
REQUIRED = {
    "config": (
        "flyToWaylineMode finishAction exitOnRCLost takeOffSecurityHeight globalTransitionalSpeed globalRTHHeight"
    ),
    "template": (
        "templateType templateId autoFlightSpeed globalWaypointTurnMode globalUseStraightLine gimbalPitchMode"
        " globalHeight"
    ),
    "template_point": "index useGlobalHeight useGlobalSpeed useGlobalHeadingParam useGlobalTurnParam",
    "wayline": "templateId waylineId autoFlightSpeed executeHeightMode",
    "wayline_point": "index executeHeight waypointSpeed waypointHeadingParam waypointTurnParam",
}
"""What the documentation requires, by parent element."""


def kmz(scenario=None):
    data = exports.named("dji-kmz").write(PLAN, unit="1", scenario=scenario)
    return zipfile.ZipFile(io.BytesIO(data))


def parts(scenario=None):
    archive = kmz(scenario)
    return [etree.fromstring(archive.read(f"wpmz/{name}")) for name in ("template.kml", "waylines.wpml")]


def figures(tree, name):
    return [float(node.text) for node in tree.iter(W + name)]


def test_the_archive_holds_two_parts_at_fixed_names():
    """The archive is laid out as DJI has it."""
    assert kmz(drone_station()).namelist() == ["wpmz/template.kml", "wpmz/waylines.wpml"]


@pytest.mark.parametrize("height_m", [None, 21.5])
def test_required_elements_are_there(height_m):
    """All that the documentation requires stands in both parts."""
    template, waylines = parts(drone_station(height_m=height_m))
    for tree, folder, point in ((template, "template", "template_point"), (waylines, "wayline", "wayline_point")):
        for kind, path in (("config", f".//{W}missionConfig"), (folder, ".//{*}Folder"), (point, ".//{*}Placemark")):
            for node in tree.findall(path):
                missing = [name for name in REQUIRED[kind].split() if node.find(W + name) is None]
                assert not missing, (kind, missing)
        assert figures(tree, "index") == [0, 1, 2, 3, 4]


def test_heights_are_relative_unless_the_docks_height_is_known():
    """Heights above the ellipsoid are stated only where the ground of the dock is known."""
    _, waylines = parts(drone_station())
    assert waylines.findtext(f".//{W}executeHeightMode") == "relativeToStartPoint"
    assert figures(waylines, "executeHeight") == [80, 80, 80, 60, 60]
    template, waylines = parts(drone_station(height_m=21.5))
    assert waylines.findtext(f".//{W}executeHeightMode") == "WGS84"
    assert figures(waylines, "executeHeight") == [101.5, 101.5, 101.5, 81.5, 81.5]
    assert figures(template, "ellipsoidHeight") == [101.5, 101.5, 101.5, 81.5, 81.5]
    assert figures(template, "height") == [80, 80, 80, 60, 60]
    lat, lon, height = (float(part) for part in template.findtext(f".//{W}takeOffRefPoint").split(","))
    assert (lon, lat, height) == (pytest.approx(DOCK[0]), pytest.approx(DOCK[1]), 21.5)


@pytest.mark.parametrize(("top_m", "told"), [(4.0, 8.0), (80.0, 80.0)])
def test_security_height_is_the_rounds_own_within_the_docks_range(top_m, told):
    """A drone climbs to the height of its way before it leaves the dock, and to 8 m at least."""
    flight = PLAN.flights[0]
    path = tuple((lon, lat, min(height, top_m), at) for lon, lat, height, at in flight.path)
    plan = PLAN.model_copy(update={"flights": (flight.model_copy(update={"path": path}),)})
    archive = zipfile.ZipFile(io.BytesIO(exports.named("dji-kmz").write(plan, unit="1")))
    tree = etree.fromstring(archive.read("wpmz/waylines.wpml"))
    assert figures(tree, "takeOffSecurityHeight") == [told]
    assert figures(tree, "globalRTHHeight") == [top_m]


def test_turns_fit_on_their_legs_and_stay_within_the_margin():
    """The turns at both ends of a leg are shorter than it and than the margin from closed ground."""
    scenario = drone_station()
    _, waylines = parts(scenario)
    marks = waylines.findall(".//{*}Placemark")
    reach = [float(mark.findtext(f".//{W}waypointTurnDampingDist")) for mark in marks]
    assert {mark.findtext(f".//{W}waypointTurnMode") for mark in marks} <= TURNS
    assert reach == [0, 0, 10, 10, 0]
    places = [mark.findtext(".//{*}coordinates").split(",") for mark in marks]
    xy = GROUND.frame.metres([[float(lon), float(lat)] for lon, lat in places])
    for (a, b), (one, other) in zip(pairwise(xy), pairwise(reach), strict=True):
        assert shapely.Point(a).distance(shapely.Point(b)) > one + other
    assert max(reach) <= scenario.rounds.margin_m


def test_without_the_scenario_every_point_is_flown_to():
    """Where the margin is not known no corner is cut, and no aircraft is stated."""
    template, waylines = parts()
    assert set(figures(waylines, "waypointTurnDampingDist")) == {0}
    assert template.find(f".//{W}droneInfo") is None


def test_aircraft_camera_and_stay_are_stated():
    """Codes of aircraft and camera are the scenario's; the stay is a hover at its point, with the heading."""
    _, waylines = parts(drone_station())
    codes = ("droneEnumValue", "droneSubEnumValue", "payloadEnumValue", "payloadSubEnumValue")
    assert [figures(waylines, name) for name in codes] == [[91], [1], [81], [0]]
    assert figures(waylines, "hoverTime") == [45]
    assert figures(waylines, "actionGroupStartIndex") == figures(waylines, "actionGroupEndIndex") == [1]
    assert figures(waylines, "waypointHeadingAngle") == [-160]


@pytest.mark.parametrize("part", ["template.kml", "waylines.wpml"])
def test_gdal_reads_the_points(part, tmp_path):
    """GDAL finds every waypoint of both parts at its place."""
    path = tmp_path / "part.kml"
    path.write_bytes(kmz(drone_station()).read(f"wpmz/{part}"))
    points = shapely.from_wkb(pyogrio.raw.read(path)[2])
    assert len(points) == 5
    assert (points[1].x, points[1].y) == pytest.approx(GATE, abs=1e-7)


def read_by_djikmz(text):
    kml = pytest.importorskip("djikmz.model.kml", reason="djikmz is not installed")
    with contextlib.redirect_stdout(io.StringIO()):
        return kml.KML.from_xml(text)


def test_djikmz_reads_the_template_but_for_the_key_of_the_gimbal():
    """It looks for `globalGimbalPitchMode`, where the documentation and DJI's own sample have `gimbalPitchMode`."""
    text = kmz(drone_station()).read("wpmz/template.kml").decode()
    with pytest.raises(KeyError, match="gimbalPitchMode"):
        read_by_djikmz(text)
    read = read_by_djikmz(text.replace("gimbalPitchMode", "globalGimbalPitchMode"))
    assert [point.height for point in read.waypoints] == [80, 80, 80, 60, 60]
    assert (read.waypoints[1].longitude, read.waypoints[1].latitude) == pytest.approx(GATE, abs=1e-7)
    assert read.mission_config.drone_info.drone_enum_value == 91
    assert read.global_speed == 12


@pytest.mark.parametrize(
    ("ours", "wrong"),
    [
        ("goHome", "goAway"),
        (">91<", ">12<"),
        (">114.", ">214."),
        ("<wpml:takeOffSecurityHeight>80", "<wpml:takeOffSecurityHeight>0.5"),
    ],
)
def test_djikmz_would_tell_a_wrong_value(ours, wrong):
    """The outside reader is no rubber stamp: it refuses values that the documentation does not have."""
    text = kmz(drone_station()).read("wpmz/template.kml").decode()
    text = text.replace("gimbalPitchMode", "globalGimbalPitchMode")
    assert ours in text
    with pytest.raises((ValueError, KeyError)):
        read_by_djikmz(text.replace(ours, wrong))
