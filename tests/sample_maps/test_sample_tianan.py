"""The sample station Tian'an: its real figures stand, the rest is made up, plausible and repeatable."""

from __future__ import annotations

import datetime as dt
import importlib
import itertools
from collections import Counter

import pytest
from shapely import Polygon
from tianan_files import TIANAN, features, point, polygon, scenario, table

from planner.domain.dock import Dock
from planner.domain.drone_model import DroneModel
from planner.domain.drone_task import DroneTask
from planner.domain.force import Duty, Force, Shift, Tier
from planner.domain.noun import Window
from planner.domain.place import Place, Zone
from planner.domain.rostering import RosterRules
from planner.domain.round_rules import RoundRules
from planner.domain.rules import PatrolRules
from planner.domain.work import VisitRule

BOX = (113.9970, 22.5167, 114.0399, 22.5505)
WEEKLY_SHIFTS = 5


def test_offices_grids_and_leaders():
    """Three offices, nine grids, and a leader of its own for each."""
    toml, grids = scenario(), [f["properties"] for f in features("grids")]
    assert len(toml["offices"]) == 3
    assert len(grids) == len({g["id"] for g in grids}) == 9
    assert {g["office"] for g in grids} == {office["id"] for office in toml["offices"]}
    officers = {row["id"]: row for row in table("officers")}
    leaders = [g["leader"] for g in grids]
    assert len(set(leaders)) == 9
    assert [officers[leader]["grid"] for leader in leaders] == [g["id"] for g in grids]


def test_officers():
    """Twenty-five community officers with a home grid, everybody with another name."""
    officers = table("officers")
    community = [row for row in officers if row["duties"] == "community"]
    assert len(community) == 25
    assert {row["grid"] for row in community} == {f["properties"]["id"] for f in features("grids")}
    assert len({row["name"] for row in officers}) == len({row["id"] for row in officers}) == len(officers)


def test_area():
    """The ground is 6.8 km2 within 1 %, inside the real place's box."""
    (boundary,) = features("boundary")
    shape = polygon(boundary)
    assert shape.is_valid
    assert shape.area == pytest.approx(6.8e6, rel=0.01)
    west, south, east, north = Polygon(boundary["geometry"]["coordinates"][0]).bounds
    assert BOX[0] <= west < east <= BOX[2]
    assert BOX[1] <= south < north <= BOX[3]


def test_grids_tile_the_ground():
    """Grids are whole pieces that neither overlap nor leave a gap."""
    (boundary,) = features("boundary")
    shapes = [polygon(f) for f in features("grids")]
    assert all(shape.is_valid for shape in shapes)
    assert sum(shape.area for shape in shapes) == pytest.approx(polygon(boundary).area, rel=1e-6)
    overlaps = [a.intersection(b).area for a, b in itertools.combinations(shapes, 2)]
    assert max(overlaps) < 1.0


def test_places():
    """169 buildings; residents sum to 44,000 and everybody else in buildings to 160,000."""
    places = [Place(location=tuple(f["geometry"]["coordinates"]), **f["properties"]) for f in features("places")]
    metro = {f["geometry"]["coordinates"][0] for f in features("points") if f["properties"]["id"].startswith("CP-M")}
    open_air = [p for p in places if p.kind == "park" or p.location[0] in metro]
    buildings = [p for p in places if p not in open_air]
    assert (len(buildings), len(open_air)) == (169, 8)
    assert sum(p.crowd for p in buildings if p.kind == "residence") == 44_000
    assert sum(p.crowd for p in buildings if p.kind != "residence") == 160_000
    assert {"office", "business_park", "mall", "restaurant", "entertainment", "school", "hospital"} <= {
        p.kind for p in places
    }


def test_generator_writes_what_is_committed(tmp_path, monkeypatch):
    """A run of the generator writes the committed files, byte for byte."""
    monkeypatch.syspath_prepend(str(TIANAN.parent))
    script = importlib.import_module("generate_tianan")
    importlib.import_module("generator.station").write(script.STATION, tmp_path)
    written = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    committed = {path.name: path.read_bytes() for path in TIANAN.iterdir() if path.name != "README.md"}
    assert written.keys() == committed.keys()
    assert [name for name in written if written[name] != committed[name]] == []


def test_size():
    """All files together stay under a megabyte."""
    assert sum(path.stat().st_size for path in TIANAN.iterdir()) < 1_000_000


def test_labelled_as_made_up():
    """Whoever opens a file reads that it is made up; tables cannot say it, so the README does."""
    for path in TIANAN.iterdir():
        if path.suffix != ".csv":
            assert "made up" in path.read_text("utf-8").lower()


def test_scenarios_differ_in_streets_alone():
    """The second scenario file is the same station on other streets."""
    made_up, real = scenario(), scenario("scenario_real_streets.toml")
    assert made_up["files"].pop("streets") == "streets.geojson"
    assert real["files"].pop("streets") == "${PATROL_PLANNER_DATA:-../../../shared/data}/streets/chegongmiao.graphml"
    assert made_up == real


def test_scenario_tables_are_nouns_of_the_domain():
    """Every table of the scenario file is taken by its noun, and every id that one names exists."""
    toml = scenario()
    tiers = {Tier(**row).id for row in toml["tiers"]}
    duties = {duty.code: duty for duty in (Duty(**row) for row in toml["duties"])}
    forces = [Force(**row) for row in toml["forces"]]
    shifts = [Shift(**row) for row in toml["shifts"]]
    models = {DroneModel(**row).id for row in toml["drone_models"]}
    docks = [Dock(**row) for row in toml["docks"]]
    RosterRules(**toml["roster"])
    PatrolRules(**toml["patrol"])
    assert RoundRules(**toml["rounds"]).rounds_per_day == 72
    assert {force.tier for force in forces} == tiers
    assert {force.duty for force in forces if force.duty} <= duties.keys()
    assert all((force.duty is None) == bool(force.shifts) for force in forces)
    assert {code for shift in shifts for code in shift.duties} == duties.keys()
    assert {dock.model for dock in docks} == models
    assert len(docks) == 3
    grids = {f["properties"]["id"] for f in features("grids")}
    assert {grid for force in forces for grid in force.grids} <= grids
    assert {code for row in table("officers") for code in row["duties"].split(";")} == duties.keys()


def test_work_is_made_of_visit_rules():
    """24 control points, most of them seen by night too, four lines and three areas, with visits of known tiers."""
    work = {name: [f["properties"] for f in features(name)] for name in ("points", "lines", "areas")}
    assert {name: len(rows) for name, rows in work.items()} == {"points": 24, "lines": 4, "areas": 3}
    tiers = {row["id"] for row in scenario()["tiers"]}
    night = 0
    for row in itertools.chain(*work.values()):
        rules = [VisitRule(**visit) for visit in row["visits"]]
        assert rules
        assert set(row["tiers"]) <= tiers
        assert all(rule.required for rule in rules)
        night += any(rule.end > 24 * 60 for rule in rules)
    assert night >= 12


def test_incidents():
    """Ten weeks of calls inside the boundary, before the roster starts."""
    calls = table("incidents")
    assert list(calls[0]) == ["time", "lon", "lat", "kind"]
    times = [dt.datetime.fromisoformat(row["time"]) for row in calls]
    start = dt.datetime.combine(scenario()["roster"]["start"], dt.time())
    assert len(calls) == 2_520
    assert times == sorted(times)
    assert dt.timedelta(days=63) < start - times[0] < dt.timedelta(days=77)
    assert times[-1] < start
    (boundary,) = features("boundary")
    inside = polygon(boundary).buffer(60)
    assert all(inside.contains(point([float(row["lon"]), float(row["lat"])])) for row in calls)


def test_calls_follow_the_tide():
    """The business park calls by day, the Shimudi district at night."""
    patches = {f["properties"]["id"]: polygon(f) for f in features("drone_tasks") if f["geometry"]["type"] == "Polygon"}
    day, night = Counter(), Counter()
    for row in table("incidents"):
        hour = int(row["time"][11:13])
        here = point([float(row["lon"]), float(row["lat"])])
        for name in ("DT-PARK1", "DT-NIGHT"):
            if patches[name].contains(here):
                (day if 9 <= hour < 18 else night)[name] += 1
    assert day["DT-PARK1"] > 1.5 * night["DT-PARK1"]
    assert night["DT-NIGHT"] > 2 * day["DT-NIGHT"]


def test_enough_officers_for_the_minimum():
    """Five shifts a week of everybody on a duty make its minimum, leave taken off."""
    toml, officers = scenario(), table("officers")
    needed = {duty["code"]: 0.0 for duty in toml["duties"]}
    for duty in toml["duties"]:
        for cover in duty["cover"]:
            window = Window(**{k: cover[k] for k in ("start", "end", "days") if k in cover})
            needed[duty["code"]] += cover["minimum"] * (window.end - window.start) / 60 * len(window.days)
    leave = sum(bool(row["leave"]) for row in officers)
    assert leave >= 5
    for codes in (["command"], ["community"], ["car_patrol", "foot_patrol"]):
        able = [row for row in officers if set(row["duties"].split(";")) & set(codes)]
        hours = sum((WEEKLY_SHIFTS - (2 if row["leave"] else 0)) * 8 for row in able)
        assert sum(needed[code] for code in codes) < 0.95 * hours


def test_drone_tasks_and_zones():
    """School gates are required in their windows, zones are of every kind, and no dock or gate lies in one."""
    zones = []
    for feature in features("zones"):
        zone = Zone(region=[feature["geometry"]["coordinates"]], **feature["properties"])
        zones.append((zone, polygon(feature).buffer(15)))
    assert {zone.kind for zone, _ in zones} == {"no_fly", "privacy", "restricted"}
    assert any(zone.windows for zone, _ in zones)
    assert any(zone.ceiling_m for zone, _ in zones)
    docks = [point(row["location"]) for row in scenario()["docks"]]
    spots = [f for f in features("drone_tasks") if f["geometry"]["type"] == "Point"]
    gates = [f for f in spots if f["properties"]["purpose"] == "school_gate"]
    for place in docks + [point(f["geometry"]["coordinates"]) for f in spots]:
        assert not any(shape.contains(place) for _, shape in zones)
    keys = {"Point": "point", "LineString": "line", "Polygon": "region"}
    for feature in features("drone_tasks"):
        shape, coordinates = keys[feature["geometry"]["type"]], feature["geometry"]["coordinates"]
        DroneTask(**feature["properties"], **{shape: [coordinates] if shape == "region" else coordinates})
    assert len(gates) == 3
    windows = [(w["start"], w["end"]) for w in gates[0]["properties"]["windows"]]
    assert windows == [("07:00", "08:00"), ("11:30", "12:10"), ("13:50", "14:10"), ("16:30", "18:00")]
    assert all(gate["properties"]["required"] for gate in gates)
