"""Missions say what the plan says, read back by MAVSDK, pymavlink and over a link between two of MAVSDK's ends."""

from __future__ import annotations

import csv
import io
import json
import math

import pytest
import shapely
from drone_rounds import DOCK, GATE, GROUND, HOVER_S, drone_plan, drone_station, round_of
from mavlink_link import ground_station

from planner import exports
from planner.domain.clock import later
from planner.errors import NotFound
from planner.exports.litchi_csv import MOST_WAYPOINTS
from planner.exports.mission import mission
from planner.exports.waypoints import course_deg

PLAN, SCENARIO = drone_plan(days=1), drone_station()
TAKEOFF, SPEED, WAYPOINT, LAND = 22, 178, 16, 21
FENCE_OUT, FENCE_IN_CIRCLE, RALLY = 5002, 5003, 5100


def written(format_id, plan=PLAN, scenario=SCENARIO):
    return exports.named(format_id).write(plan, unit="1", scenario=scenario)


@pytest.fixture(scope="module")
def link():
    """Give a vehicle's missions as a ground station sees them."""
    pytest.importorskip("mavsdk", reason="mavsdk is not installed")
    with ground_station() as missions:
        yield missions


def place(item):
    return item.y / 1e7, item.x / 1e7


def test_a_mission_takes_off_flies_the_way_and_lands():
    """Points on the ground are take-off and landing; points at one place are one with a stay and its heading."""
    made = mission(PLAN.flights[0], SCENARIO)
    assert (made.home, made.landing, made.speed_mps, made.top_m) == (DOCK, DOCK, 12.0, 80.0)
    assert [point.height_m for point in made.waypoints] == [80, 80, 80, 60, 60]
    assert [point.hold_s for point in made.waypoints] == [0, HOVER_S, 0, 0, 0]
    assert [point.heading_deg for point in made.waypoints] == [None, 200, None, None, None]


def test_without_the_scenario_speed_is_that_of_the_fastest_leg():
    """The way home, 520 m in 60 s, is the fastest leg; the speed is rounded up."""
    assert mission(PLAN.flights[0], None).speed_mps == 8.7


def test_courses_are_clockwise_from_north():
    """A leg to the west has 270 degrees, one to the north 0, one to the east 90."""
    points = mission(PLAN.flights[0], None).waypoints
    assert course_deg(points[1], points[2]) == pytest.approx(270, abs=0.1)
    assert math.cos(math.radians(course_deg(points[2], points[3]))) == pytest.approx(1)
    assert course_deg(points[3], points[4]) == pytest.approx(90, abs=0.1)
    assert course_deg(points[0], points[0]) == 0


def test_qgroundcontrol_plan_by_mavsdk(link):
    """Every item is read as it was meant: command, frame, place, height, stay and heading."""
    read = link.import_qgroundcontrol_mission_from_string(written("qgc-plan").decode())
    assert [item.command for item in read.mission_items] == [TAKEOFF, SPEED, *[WAYPOINT] * 5, LAND]
    assert [item.z for item in read.mission_items] == [80, 0, 80, 80, 80, 60, 60, 0]
    assert {item.frame for item in read.mission_items if item.command != SPEED} == {3}
    gate = read.mission_items[3]
    assert place(gate) == pytest.approx(GATE, abs=1e-7)
    assert (gate.param1, gate.param4) == (HOVER_S, 200)
    assert math.isnan(read.mission_items[2].param4)
    assert (read.mission_items[1].param1, read.mission_items[1].param2) == (1, 12)


def test_fence_and_rally_points_by_mavsdk(link):
    """The fence is the dock's reach and the closed zones; the alternate stands at the round's height."""
    read = link.import_qgroundcontrol_mission_from_string(written("qgc-plan").decode())
    circles = [item for item in read.geofence_items if item.command == FENCE_IN_CIRCLE]
    assert [(place(item), item.param1) for item in circles] == [(pytest.approx(DOCK, abs=1e-7), 2000)]
    assert {item.command for item in read.geofence_items} == {FENCE_OUT, FENCE_IN_CIRCLE}
    (rally,) = read.rally_items
    assert (rally.command, rally.z) == (RALLY, 80)
    assert place(rally) == pytest.approx(GROUND.lonlat(200, 20), abs=1e-7)


def test_waypoint_file_by_mavsdk_and_pymavlink(link, tmp_path):
    """Both readers find home and the same items as in the plan file."""
    path = tmp_path / "round.waypoints"
    path.write_bytes(written("qgc-waypoints"))
    items = link.import_mission_planner_mission(str(path)).mission_items
    assert [item.command for item in items] == [WAYPOINT, TAKEOFF, SPEED, *[WAYPOINT] * 5, LAND]
    assert place(items[0]) == pytest.approx(DOCK, abs=1e-7)
    mavwp = pytest.importorskip("pymavlink.mavwp", reason="pymavlink is not installed")
    loader = mavwp.MAVWPLoader()
    assert loader.load(str(path)) == len(items)
    for k, item in enumerate(items):
        other = loader.wp(k)
        assert (other.command, other.frame, other.param1) == (item.command, item.frame, item.param1)
        assert (other.y, other.x, other.z) == pytest.approx((*place(item), item.z), abs=1e-6)


@pytest.mark.parametrize("part", ["mission", "geofence", "rally_points"])
def test_uploaded_and_downloaded_over_mavlink(link, part):
    """A vehicle takes what the file holds and gives it back item by item."""
    read = link.import_qgroundcontrol_mission_from_string(written("qgc-plan").decode())
    sent = {"mission": read.mission_items, "geofence": read.geofence_items, "rally_points": read.rally_items}[part]
    getattr(link, f"upload_{part}")(sent)
    back = getattr(link, f"download_{part.replace('rally_points', 'rallypoints')}")()
    assert len(back) == len(sent) > 0
    assert [str(item) for item in back] == [str(item) for item in sent]


def fenced(scenario, flight=PLAN.flights[0]):
    plan = PLAN.model_copy(update={"flights": (flight,)})
    fence = json.loads(written("qgc-plan", plan, scenario))["geoFence"]
    assert all(not polygon["inclusion"] for polygon in fence["polygons"])
    return shapely.union_all([shapely.Polygon([(b, a) for a, b in p["polygon"]]) for p in fence["polygons"]])


def test_the_fence_holds_what_is_closed_to_this_round_only():
    """Closed ground is fenced, also under a crane that is too low; not a mast, a fair at night, or what is crossed."""
    closed = fenced(SCENARIO)
    for x, y, inside in ((350, 350, True), (-250, 350, True), (-250, 550, False), (650, 50, False), (-40, -190, False)):
        assert closed.contains(shapely.Point(GROUND.lonlat(x, y))) == inside, (x, y)


def test_a_hole_in_closed_ground_stays_open():
    """Ground stations know no holes, so the ground is cut, and the court inside stays open."""
    closed = fenced(SCENARIO)
    assert not closed.contains(shapely.Point(GROUND.lonlat(400, 400)))
    region = shapely.Polygon(*SCENARIO.zones[0].region[0][:1], [SCENARIO.zones[0].region[0][1]])
    assert closed.intersection(region.envelope).area == pytest.approx(region.area, rel=1e-4)


def test_the_fence_knows_the_hour():
    """The fair is fenced in its hours."""
    flight = PLAN.flights[0]
    late = flight.model_copy(update={"takeoff": later(flight.takeoff, 43200), "landing": later(flight.landing, 43200)})
    assert fenced(SCENARIO, late).contains(shapely.Point(GROUND.lonlat(650, 50)))


def test_litchi_table_has_its_columns_and_ranges():
    """One row a waypoint, 46 columns, the stay as an action in milliseconds."""
    rows = list(csv.DictReader(io.StringIO(written("litchi-csv").decode(), newline="")))
    assert len(rows) == 5
    assert len(rows[0]) == 46
    assert all(None not in row and None not in row.values() for row in rows)
    gate = rows[1]
    assert (float(gate["longitude"]), float(gate["latitude"])) == pytest.approx(GATE, abs=1e-7)
    assert (gate["actiontype1"], gate["actionparam1"], gate["heading(deg)"]) == ("0", "45000", "200.0")
    assert {row["actiontype1"] for k, row in enumerate(rows) if k != 1} == {"-1"}
    assert {row["speed(m/s)"] for row in rows} == {"12.0"}


def test_litchi_refuses_more_waypoints_than_its_aircraft_take():
    """A hundredth waypoint is told, not left out."""
    flight = round_of(1, PLAN.flights[0].day)
    lon, lat, height, start = flight.path[1]
    path = tuple((lon + 1e-4 * k, lat, height, later(start, 10 * k)) for k in range(MOST_WAYPOINTS + 1))
    plan = PLAN.model_copy(update={"flights": (flight.model_copy(update={"path": path}),)})
    with pytest.raises(NotFound) as caught:
        written("litchi-csv", plan)
    assert (caught.value.code, caught.value.params["waypoints"]) == ("too_many_waypoints", 100)
    fewer = flight.model_copy(update={"path": path[1:]})
    assert written("litchi-csv", PLAN.model_copy(update={"flights": (fewer,)})).count(b"\r\n") == 100
