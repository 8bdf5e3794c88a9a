"""The sample station Xinqu: what its notes say stands, 72 rounds a day in three scenarios, the rest repeatable."""

from __future__ import annotations

import datetime as dt
import importlib
import itertools
from collections import Counter

import networkx as nx
import pytest
from station_files import ROOT, StationFiles

from planner.domain.drone_task import DroneTask
from planner.domain.place import Zone
from planner.domain.scenario import Scenario
from planner.sources.scenario import read_scenario

XINQU = StationFiles(ROOT / "sample_maps" / "xinqu", (118.495, 37.448))
BOX = (118.47, 37.43, 118.52, 37.47)
WALKED = {"pedestrian", "footway", "steps", "path", "cycleway", "track"}
SCHOOL_RUNS = [("07:00", "08:00"), ("11:30", "12:10"), ("13:50", "14:10"), ("16:30", "18:00")]
FILES = ("scenario.toml", "uninterrupted.toml", "rain.toml")


@pytest.fixture(scope="module", params=FILES)
def scenario(request: pytest.FixtureRequest) -> Scenario:
    """Give the sample as the planner reads it, in each variant."""
    return read_scenario(XINQU.folder / request.param)


def tasks() -> dict[str, dict]:
    """Give the properties of the drone tasks by id."""
    return {f["properties"]["id"]: f["properties"] for f in XINQU.features("drone_tasks")}


def test_all_scenarios_are_read_without_a_fault(scenario):
    """72 departures, 20 minutes apart, from docks beside one post."""
    assert scenario.rounds.rounds_per_day == 72
    assert len(scenario.docks) == (4 if scenario.rounds.uninterrupted else 3)
    spots = [XINQU.point(dock.location) for dock in scenario.docks]
    assert max(a.distance(b) for a, b in itertools.combinations(spots, 2)) < 60


def test_scenarios_differ_in_docks_and_rounds_alone():
    """The second file is the same station with a fourth dock and rounds that leave no gap."""
    gaps, whole = (XINQU.scenario(name) for name in FILES[:2])
    assert whole["docks"][:3] == gaps["docks"]
    assert (gaps["rounds"].get("uninterrupted", False), whole["rounds"]["uninterrupted"]) == (False, True)
    assert whole["rounds"]["shortest_round_min"] > 20
    for name in ("docks", "rounds"):
        gaps.pop(name)
        whole.pop(name)
    assert gaps == whole


def test_the_rainy_scenario_differs_in_its_weather_alone():
    """The third file is the first one with a table of weather: a storm, hard rain, and a squall of four minutes."""
    gaps, rainy = (XINQU.scenario(name) for name in ("scenario.toml", "rain.toml"))
    assert rainy["files"].pop("weather") == "weather.csv"
    assert gaps == rainy
    rows = XINQU.table("weather")
    assert len(rows) == 7 * 24 + 2
    assert max(int(row["wind_mps"]) for row in rows) > 12
    assert {row["rain"] for row in rows} == {"0", "1", "2", "3"}


def test_the_rounds_are_watched_from_the_roster(scenario):
    """One of the six operators is on duty at any time."""
    (duty,) = [duty for duty in scenario.duties if duty.code == scenario.rounds.operator_duty]
    assert sum(cover.end - cover.start for cover in duty.cover) == 24 * 60
    assert len([officer for officer in scenario.officers if duty.code in officer.duties]) == 6


def test_the_articles_hours_are_there():
    """Fair at 06:00, plaza at 18:00 by volunteers, barbecue streets at 22:00 by cars with lights."""
    points = {f["properties"]["id"]: f["properties"] for f in XINQU.features("points")}
    assert points["CP-M1"]["presence"][0]["start"] == "06:20"
    assert points["CP-M1"]["tiers"] == ["police_foot"]
    assert (points["CP-M2"]["presence"][0]["start"], points["CP-M2"]["tiers"]) == ("18:00", ["volunteer"])
    barbecue = [f["properties"] for f in XINQU.features("lines") if "烧烤" in f["properties"]["name"]]
    assert len(barbecue) == 2
    assert all(row["presence"][0]["start"] == "22:00" and row["presence"][0]["lights"] for row in barbecue)
    assert all(row["tiers"] == ["police_car"] for row in barbecue)
    assert tasks()["DT-FAIR"]["windows"][0]["start"] == "06:00"
    assert tasks()["DT-PLAZA"]["windows"][0]["start"] == "18:00"


def test_the_post_is_open_round_the_clock(scenario):
    """The three levels are duties of the roster, and the post and the command room are manned all day."""
    duties = {duty.code: duty for duty in scenario.duties}
    assert {"command", "post", "car_patrol", "foot_patrol"} <= duties.keys()
    for code in ("command", "post"):
        assert sum(cover.end - cover.start for cover in duties[code].cover) == 24 * 60
        assert all(cover.minimum >= 1 for cover in duties[code].cover)


def test_school_gates_are_required_in_their_windows():
    """Four gates, each in four windows of a workday; and fair, plaza, avenue, barbecue streets and bank."""
    gates = [row for row in tasks().values() if row["purpose"] == "school_gate"]
    assert len(gates) == 4
    for gate in gates:
        assert [(w["start"], w["end"]) for w in gate["windows"]] == SCHOOL_RUNS
        assert all(w["days"] == ["mon", "tue", "wed", "thu", "fri"] for w in gate["windows"])
        assert gate["required"]
    required = {key for key, row in tasks().items() if row.get("required") and row["purpose"] != "school_gate"}
    assert required == {"DT-FAIR", "DT-PLAZA", "DT-BBQ", "DT-AVENUE", "DT-BANK"}


def test_zones_leave_docks_and_watch_points_free(scenario):
    """Zones of three kinds; no dock and no point that a drone watches lies in one or within the margin."""
    zones = [
        (Zone(region=[f["geometry"]["coordinates"]], **f["properties"]), XINQU.polygon(f).buffer(25))
        for f in XINQU.features("zones")
    ]
    assert {zone.kind for zone, _ in zones} == {"no_fly", "privacy", "restricted"}
    watched = [f["geometry"]["coordinates"] for f in XINQU.features("drone_tasks") if f["geometry"]["type"] == "Point"]
    for place in [dock.location for dock in scenario.docks] + watched:
        assert not any(shape.contains(XINQU.point(place)) for _, shape in zones)
    keys = {"Point": "point", "LineString": "line", "Polygon": "region"}
    for f in XINQU.features("drone_tasks"):
        key, coordinates = keys[f["geometry"]["type"]], f["geometry"]["coordinates"]
        DroneTask(**f["properties"], **{key: [coordinates] if key == "region" else coordinates})


def test_ground_grids_and_streets():
    """About 6 km2 inside its box, tiled by eight grids, with streets on which cars reach everything and come back."""
    (boundary,) = XINQU.features("boundary")
    ground = XINQU.polygon(boundary)
    assert 5.5e6 < ground.area < 7e6
    lons, lats = zip(*boundary["geometry"]["coordinates"][0], strict=True)
    assert BOX[0] <= min(lons) < max(lons) <= BOX[2]
    assert BOX[1] <= min(lats) < max(lats) <= BOX[3]
    shapes = [XINQU.polygon(f) for f in XINQU.features("grids")]
    assert len(shapes) == 8
    assert sum(shape.area for shape in shapes) == pytest.approx(ground.area, rel=1e-6)
    graph = nx.DiGraph()
    for f in XINQU.features("streets"):
        if f["properties"]["class"] not in WALKED:
            line = f["geometry"]["coordinates"]
            graph.add_edge(tuple(line[0]), tuple(line[-1]))
            if not f["properties"].get("oneway"):
                graph.add_edge(tuple(line[-1]), tuple(line[0]))
    assert max(map(len, nx.strongly_connected_components(graph))) > 0.97 * graph.number_of_nodes()


def test_officers_and_calls():
    """Names differ, each grid has its leader, and ten weeks of calls end before the roster begins."""
    officers = XINQU.table("officers")
    assert Counter(row["duties"].split(";")[0] for row in officers) == {
        "community": 12, "car_patrol": 16, "foot_patrol": 10, "post": 14, "command": 6, "drone_pilot": 6,
    }  # fmt: skip
    assert len({row["name"] for row in officers}) == len({row["id"] for row in officers}) == len(officers)
    leaders = {f["properties"]["leader"]: f["properties"]["id"] for f in XINQU.features("grids")}
    assert {row["id"]: row["grid"] for row in officers if row["id"] in leaders} == leaders
    times = [dt.datetime.fromisoformat(row["time"]) for row in XINQU.table("incidents")]
    assert len(times) == 1_540
    assert times[-1].date() <= XINQU.scenario()["roster"]["start"]


def test_generator_writes_what_is_committed(tmp_path, monkeypatch):
    """A run of the generator writes the committed files, byte for byte."""
    monkeypatch.syspath_prepend(str(XINQU.folder.parent))
    script = importlib.import_module("generate_xinqu")
    importlib.import_module("generator.station").write(script.STATION, tmp_path)
    written = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    committed = {path.name: path.read_bytes() for path in XINQU.folder.iterdir() if path.name != "README.md"}
    assert written.keys() == committed.keys()
    assert [name for name in written if written[name] != committed[name]] == []


def test_labelled_as_made_up_and_small():
    """Whoever opens a file reads that it is made up; all files together stay under a megabyte."""
    for path in XINQU.folder.iterdir():
        if path.suffix != ".csv":
            assert "made up" in path.read_text("utf-8").lower()
    assert sum(path.stat().st_size for path in XINQU.folder.iterdir()) < 1_000_000
