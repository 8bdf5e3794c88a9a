"""Mission files say where the camera looks and where it is off, as far as their format has words for it."""

from __future__ import annotations

import csv
import io
import json
import zipfile

import pytest
from drone_rounds import DAY, GATE, GROUND, HOVER_S, drone_plan, drone_station, round_of
from lxml import etree
from mavlink_link import ground_station

from planner import exports
from planner.domain.clock import later
from planner.domain.drone_task import DroneTask
from planner.domain.noun import Window
from planner.domain.plan import FlightLook, FlightSpan
from planner.exports.mission import mission

W = "{http://www.dji.com/wpmz/1.0.2}"
FAIR = GROUND.lonlat(-500, -200)
ROUND = round_of(1, DAY)
WAYPOINT, ROI, ROI_NONE, FILM, FILM_NOT = 16, 195, 197, 2500, 2501


def at(seconds):
    return later(ROUND.takeoff, seconds)


OFF = (FlightSpan(start=at(40), end=at(50)), FlightSpan(start=at(100), end=at(115)))
"""On the way to the gate, from 40 to 50 s of 20 to 70, and in the later part of the stay there."""
GATE_LOOK = FlightLook(task="T1", start=at(70), end=at(100), heading_deg=77)
FAIR_LOOK = FlightLook(task="T2", start=at(160), end=at(210))
STATION = drone_station(
    drone_tasks=(
        DroneTask(id="T1", name="Gate", point=GATE, heading_deg=200),
        DroneTask(id="T2", name="Fair", point=FAIR, watch="orbit", orbit_m=170),
    )
)


def plan_of(**changes):
    flight = ROUND.model_copy(update={"serves": ("T1", "T2"), "looks": (GATE_LOOK, FAIR_LOOK), **changes})
    return drone_plan(days=1, flights=(flight,))


PLAN = plan_of(camera_off=OFF[:1])


def written(format_id, plan=PLAN, scenario=STATION):
    return exports.named(format_id).write(plan, unit="1", scenario=scenario)


def waylines(plan=PLAN, scenario=STATION):
    archive = zipfile.ZipFile(io.BytesIO(written("dji-kmz", plan, scenario)))
    return [etree.fromstring(archive.read(f"wpmz/{name}")) for name in ("template.kml", "waylines.wpml")]


def test_the_camera_goes_off_and_on_at_points_of_their_own():
    """A fifth of the way to the gate is flown with the camera off: a waypoint where that begins, and where it ends."""
    made = mission(PLAN.flights[0], STATION).waypoints
    assert [point.records for point in made] == [True, False, True, True, True, True, False]
    whole = mission(plan_of().flights[0], STATION).waypoints
    assert [point.records for point in whole] == [None] * 5
    dock, gate = whole[0], whole[1]
    for point, share in ((made[1], 0.4), (made[2], 0.6)):
        assert point.lon == pytest.approx(dock.lon + share * (gate.lon - dock.lon))
        assert point.lat == pytest.approx(dock.lat + share * (gate.lat - dock.lat))


def test_a_stay_that_is_partly_off_is_not_recorded():
    """What cannot be told within a stay is decided for privacy."""
    made = mission(plan_of(camera_off=OFF[1:]).flights[0], STATION).waypoints
    assert [point.records for point in made] == [True, False, True, True, False]


def test_headings_are_those_of_the_looks():
    """The plan's look comes before the task of today's scenario; a circled place is looked at to its end."""
    made = mission(plan_of().flights[0], STATION).waypoints
    assert [point.heading_deg for point in made] == [None, 77, None, None, None]
    assert [point.looks_at for point in made] == [None, None, FAIR, None, None]
    assert {point.looks_at for point in mission(plan_of().flights[0], None).waypoints} == {None}


def test_mavlink_has_words_for_all_of_it():
    """Recording starts at the first waypoint, stops, starts, and stops at the last; the fair is looked at."""
    items = json.loads(written("qgc-plan"))["mission"]["items"][2:-1]
    commands = [item["command"] for item in items]
    filmed = [WAYPOINT, FILM, WAYPOINT, FILM_NOT, WAYPOINT, FILM, WAYPOINT]
    assert commands == [*filmed, WAYPOINT, ROI, WAYPOINT, ROI_NONE, WAYPOINT, FILM_NOT]
    roi = items[commands.index(ROI)]
    assert roi["params"][4:] == [pytest.approx(FAIR[1]), pytest.approx(FAIR[0]), 0]
    assert (items[6]["params"][0], items[6]["params"][3]) == (HOVER_S, 77)


def test_a_camera_that_changes_at_a_stay_changes_before_it():
    """A command takes effect after the stay of its waypoint, so the drone comes there first without one."""
    items = json.loads(written("qgc-plan", plan_of(camera_off=OFF[1:])))["mission"]["items"]
    k = next(k for k, item in enumerate(items) if item["command"] == FILM_NOT)
    assert [item["params"][0] for item in items[k - 1 : k + 2]] == [0, 0, HOVER_S]


def test_mavsdk_reads_every_command():
    """MAVSDK takes the commands for the camera as they were written."""
    pytest.importorskip("mavsdk", reason="mavsdk is not installed")
    with ground_station() as link:
        read = link.import_qgroundcontrol_mission_from_string(written("qgc-plan").decode()).mission_items
    assert [item.command for item in read] == [
        item["command"] for item in json.loads(written("qgc-plan"))["mission"]["items"]
    ]
    roi = next(item for item in read if item.command == ROI)
    assert (roi.x / 1e7, roi.y / 1e7) == (pytest.approx(FAIR[1], abs=1e-7), pytest.approx(FAIR[0], abs=1e-7))


def test_dji_records_turns_and_looks_at_places():
    """Actions stand in sequence at their waypoint; the nose looks at the fair until the next one."""
    for tree in waylines():
        assert [node.text for node in tree.iter(W + "actionActuatorFunc")] == [
            *("startRecord", "stopRecord", "startRecord", "rotateYaw", "hover", "stopRecord")
        ]
        assert [node.text for node in tree.iter(W + "payloadLensIndex")] == ["wide"] * 4
        assert tree.findtext(f".//{W}aircraftHeading") == "77"
        lat, lon, height = (float(part) for part in tree.findtext(f".//{W}waypointPoiPoint").split(","))
        assert (lon, lat, height) == (*(pytest.approx(degrees) for degrees in FAIR), 0)
    groups = waylines()[1].findall(f".//{W}actionGroup")
    assert [group.findtext(W + "actionGroupStartIndex") for group in groups] == ["0", "1", "2", "3", "6"]


def test_by_night_the_thermal_camera_records_too():
    """A round that is in the air in the hours of `night` records with both lenses."""
    night = STATION.model_copy(
        update={"rounds": STATION.rounds.model_copy(update={"night": Window(start="06:00", end="07:02")})}
    )
    assert waylines(scenario=night)[1].findtext(f".//{W}payloadLensIndex") == "wide,ir"


def test_litchi_has_actions_and_a_point_of_interest():
    """Recording is an action before the stay; the gimbal keeps the fair in sight on the circle alone."""
    rows = list(csv.DictReader(io.StringIO(written("litchi-csv").decode(), newline="")))
    assert [(row["actiontype1"], row["actiontype2"]) for row in rows] == [
        *(("2", "-1"), ("3", "-1"), ("2", "-1"), ("0", "-1"), ("-1", "-1"), ("-1", "-1"), ("3", "-1"))
    ]
    assert [row["gimbalmode"] for row in rows] == ["0", "0", "0", "0", "1", "0", "0"]
    assert (float(rows[4]["poi_longitude"]), float(rows[4]["poi_latitude"])) == pytest.approx(FAIR, abs=1e-7)
    assert rows[3]["heading(deg)"] == "77.0"


def test_layers_are_carried():
    """Heights are those of the round's own layer, also where that is above the height of the scenario."""
    path = tuple((lon, lat, 100.0 if height else 0.0, moment) for lon, lat, height, moment in ROUND.path)
    high = plan_of(path=path)
    assert {item["params"][6] for item in json.loads(written("qgc-plan", high))["mission"]["items"][2:-1]} >= {100.0}
    assert {row.text for row in waylines(high)[1].iter(W + "executeHeight")} == {"100"}
    rows = csv.DictReader(io.StringIO(written("litchi-csv", high).decode(), newline=""))
    assert {row["altitude(m)"] for row in rows} == {"100.0"}
