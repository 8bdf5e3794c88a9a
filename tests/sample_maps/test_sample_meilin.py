"""The sample station Meilin: what its notes say stands, school gates can be kept, and the last week has its rise."""

from __future__ import annotations

import datetime as dt
import importlib
import itertools
from collections import Counter

import networkx as nx
import pytest
from scipy.stats import poisson
from shapely import STRtree, union_all
from station_files import ROOT, StationFiles

from planner.domain.incidents import NONE
from planner.domain.scenario import Scenario
from planner.domain.solving import Limits
from planner.evaluation.check import check
from planner.pipeline import estimate_demand, plan
from planner.rosters.prepare import prepare
from planner.sources.scenario import read_scenario

MEILIN = StationFiles(ROOT / "sample_maps" / "meilin", (114.045, 22.575))
BOX = (114.01, 22.55, 114.08, 22.60)
WALKED = {"pedestrian", "footway", "steps", "path", "cycleway", "track"}
WORKDAYS = ["mon", "tue", "wed", "thu", "fri"]


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    """Give the sample as the planner reads it."""
    return read_scenario(MEILIN.folder)


def properties(layer: str) -> dict[str, dict]:
    """Give the properties of a layer by id."""
    return {f["properties"]["id"]: f["properties"] for f in MEILIN.features(layer)}


def test_35_schools_with_a_gate_each():
    """Each school has a point of its own that is required in the morning and in the afternoon of working days."""
    schools = [row for row in properties("places").values() if row["kind"] == "school"]
    gates = {key: row for key, row in properties("points").items() if key.startswith("CP-S")}
    assert len(schools) == len(gates) == 35
    assert {row["name"] for row in schools} == {row["name"].split("校门")[0] for row in gates.values()}
    for gate in gates.values():
        windows = gate["visits"] or gate["presence"]
        assert [window["days"] for window in windows] == [WORKDAYS] * 2
        assert windows[0]["end"] < "09:00"
        assert windows[1]["start"] > "16:00"
        assert all(window.get("required", True) for window in windows)
    assert sum(bool(gate["presence"]) for gate in gates.values()) == 10


def test_seven_villages_night_markets_a_wholesale_market_and_a_hospital():
    """Each village has a joint-defence team; night markets are open past midnight, wholesale before dawn."""
    villages = [row for row in properties("areas").values() if row["name"].endswith("村")]
    assert len(villages) == 7
    assert sum(force["tier"] == "defence" for force in MEILIN.scenario()["forces"]) == 7
    markets = [row for row in properties("places").values() if row["kind"] == "market"]
    hours = Counter(row["hours"][0]["start"] for row in markets)
    assert hours == {"17:00": 7, "02:00": 1}
    assert [row["name"] for row in properties("places").values() if row["kind"] == "hospital"] == ["康宁医院"]
    (room,) = [force for force in MEILIN.scenario()["forces"] if force.get("duty") == "hospital"]
    assert room["areas"] == ["AH"]


def test_ground_with_hills_and_grids():
    """15 to 20 km2 inside its box, tiled by fifteen grids; a quarter or more of it has no street for cars."""
    (boundary,) = MEILIN.features("boundary")
    ground = MEILIN.polygon(boundary)
    assert 15e6 < ground.area < 20e6
    lons, lats = zip(*boundary["geometry"]["coordinates"][0], strict=True)
    assert BOX[0] <= min(lons) < max(lons) <= BOX[2]
    assert BOX[1] <= min(lats) < max(lats) <= BOX[3]
    shapes = [MEILIN.polygon(f) for f in MEILIN.features("grids")]
    assert len(shapes) == 15
    assert all(shape.is_valid for shape in shapes)
    assert sum(shape.area for shape in shapes) == pytest.approx(ground.area, rel=1e-6)
    assert max(a.intersection(b).area for a, b in itertools.combinations(shapes, 2)) < 1.0
    near = union_all([MEILIN.line(f).buffer(150) for f in driven()])
    assert 0.6 < ground.intersection(near).area / ground.area < 0.78


def driven() -> list[dict]:
    """Give the streets for cars."""
    return [f for f in MEILIN.features("streets") if f["properties"]["class"] not in WALKED]


def test_cars_reach_everything_and_work_lies_on_streets():
    """Streets for cars hang together both ways; base, offices, forces and points lie within 60 m of one."""
    graph = nx.DiGraph()
    for f in driven():
        line = f["geometry"]["coordinates"]
        graph.add_edge(tuple(line[0]), tuple(line[-1]))
        if not f["properties"].get("oneway"):
            graph.add_edge(tuple(line[-1]), tuple(line[0]))
    assert nx.is_strongly_connected(graph)
    toml = MEILIN.scenario()
    spots = [toml["station"]["base"], *(row["location"] for row in toml["offices"])]
    spots += [row["base"] for row in toml["forces"]] + [f["geometry"]["coordinates"] for f in MEILIN.features("points")]
    lines = [MEILIN.line(f) for f in driven()]
    tree = STRtree(lines)
    assert max(lines[tree.nearest(p)].distance(p) for p in map(MEILIN.point, spots)) < 60


def test_case_team_takes_turns_in_the_command_room(scenario: Scenario):
    """Two seats from 07:00 to 23:00 and one by night are more than three officers can hold; turns are shared fairly."""
    seats = {duty.code: duty for duty in scenario.duties if duty.code.startswith("command")}
    room, team = ([o for o in scenario.officers if code in o.duties] for code in ("command", "command_turn"))
    assert [officer.squad for officer in room] == ["综合指挥室"] * 3
    assert {officer.id[0] for officer in team} == {"K"}
    assert all("command" in officer.skills for officer in room + team)
    assert seats["command_turn"].fair_turns
    problem = prepare(scenario, estimate_demand(scenario))
    asked_h = dict.fromkeys(seats, 0.0)
    for need in problem.needs:
        code = scenario.duties[need.duty].code
        if code in seats:
            asked_h[code] += need.minimum * (need.end_s - need.start_s) / 3600
    assert sum(asked_h.values()) == pytest.approx(scenario.roster.days * (2 * 16 + 8), abs=1)
    weeks = scenario.roster.days / 7
    assert asked_h["command"] < sum(officer.weekly_hours for officer in room) * weeks < sum(asked_h.values())
    assert asked_h["command_turn"] < sum(officer.weekly_hours for officer in team) * weeks


def test_officers():
    """Names differ, every grid has its leader at home, and each duty has people who may do it."""
    rows = MEILIN.table("officers")
    assert len({row["name"] for row in rows}) == len({row["id"] for row in rows}) == len(rows) == 92
    leaders = {f["properties"]["leader"]: f["properties"]["id"] for f in MEILIN.features("grids")}
    assert {row["id"]: row["grid"] for row in rows if row["id"] in leaders} == leaders
    assert {code for row in rows for code in row["duties"].split(";")} == {
        duty["code"] for duty in MEILIN.scenario()["duties"]
    }


def test_calls_of_three_whole_months_with_their_source():
    """Fourteen weeks that end on the day before the roster; what patrols found is told apart."""
    rows = MEILIN.table("incidents")
    assert Counter(row["source"] for row in rows) == {"public": 4_054, "police": 410}
    times = [dt.datetime.fromisoformat(row["time"]) for row in rows]
    assert times == sorted(times)
    assert (times[0].date(), MEILIN.scenario()["roster"]["start"]) == (dt.date(2026, 8, 31), dt.date(2026, 12, 7))
    assert times[-1] < dt.datetime.fromisoformat("2026-12-07 07:00")


def test_demand_comes_from_calls_of_the_public(scenario: Scenario):
    """The reader keeps the source, and what patrols find is no demand."""
    public = scenario.incidents.of_sources(scenario.demand.sources)
    assert scenario.demand.sources == ("public",)
    assert len(scenario.incidents) - public.sum() == 410
    assert sum(row.count for row in scenario.incidents.left_out) <= 5


def test_one_night_market_rises_in_the_last_week():
    """Its calls of the last week are far beyond chance; those of no other night market are."""
    rows = [row for row in MEILIN.table("incidents") if row["source"] == "public"]
    calls = [
        (dt.datetime.fromisoformat(row["time"]), MEILIN.point([float(row["lon"]), float(row["lat"])])) for row in rows
    ]
    last = dt.datetime.fromisoformat("2026-11-30 07:00")
    rises = {}
    for f in MEILIN.features("places"):
        place = f["properties"]
        if place["hours"] and place["hours"][0]["start"] == "17:00" and place["kind"] == "market":
            ground = MEILIN.point(f["geometry"]["coordinates"]).buffer(65)
            times = [time for time, at in calls if ground.contains(at)]
            usual = sum(time < last for time in times) / 13
            rises[place["name"]] = poisson.sf(sum(time >= last for time in times) - 1, usual)
    assert len(rises) == 7
    assert [name for name, chance in rises.items() if chance < 0.005] == ["新塘夜市"]
    assert rises["新塘夜市"] < 1e-9


def test_school_gates_of_an_office_are_kept_by_a_legal_plan(scenario: Scenario):
    """Its volunteers alone keep all gates of their grids, two of them held, and every check passes."""
    kept = {"CP-S30", "CP-S31", "CP-S32", "CP-S33", "CP-S34", "CP-S35"}
    part = scenario.model_copy(
        update={
            "forces": tuple(force for force in scenario.forces if force.id == "volunteers-o5"),
            "points": tuple(row for row in scenario.points if row.id in kept),
            "lines": (),
            "areas": (),
            "incidents": NONE,
            "patrol": scenario.patrol.model_copy(update={"hot_spots": 0}),
        }
    )
    made = plan(part, only=("routes",), limits=Limits(time_s=1.0, workers=1))
    assert made.required_unmet == ()
    assert {stop.id for route in made.routes for stop in route.stops if stop.required} == kept
    assert check(made, part).legal


def test_generator_writes_what_is_committed(tmp_path, monkeypatch):
    """A run of the generator writes the committed files, byte for byte."""
    monkeypatch.syspath_prepend(str(MEILIN.folder.parent))
    script = importlib.import_module("generate_meilin")
    importlib.import_module("generator.station").write(script.STATION, tmp_path)
    written = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    committed = {path.name: path.read_bytes() for path in MEILIN.folder.iterdir() if path.name != "README.md"}
    assert written.keys() == committed.keys()
    assert [name for name in written if written[name] != committed[name]] == []


def test_size_and_label():
    """All files stay under 1.2 megabytes together, and whoever opens one reads that it is made up."""
    assert sum(path.stat().st_size for path in MEILIN.folder.iterdir()) < 1_200_000
    for path in MEILIN.folder.iterdir():
        if path.suffix != ".csv":
            assert "made up" in path.read_text("utf-8").lower()
