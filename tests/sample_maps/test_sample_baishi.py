"""The sample station Baishi: what its notes say stands, the rest is made up, plausible and repeatable."""

from __future__ import annotations

import datetime as dt
import importlib
import itertools
from collections import Counter

import pytest
from station_files import ROOT, StationFiles

from planner.domain.dock import Dock
from planner.domain.drone_model import DroneModel
from planner.domain.drone_task import DroneTask
from planner.domain.force import Duty, Force, Shift, Tier
from planner.domain.noun import Window
from planner.domain.place import Place, Zone
from planner.domain.rostering import RosterRules
from planner.domain.round_rules import RoundRules
from planner.domain.rules import PatrolRules
from planner.domain.work import Presence, VisitRule

BAISHI = StationFiles(ROOT / "sample_maps" / "baishi", (113.62, 23.28))
BOX = (113.57, 23.24, 113.67, 23.32)
WEEKLY_SHIFTS = 5


def works() -> list[dict]:
    return [f["properties"] for name in ("points", "lines", "areas") for f in BAISHI.features(name)]


def test_offices_grids_and_leaders():
    """Five offices, twelve grids, and a leader of its own for each."""
    toml, grids = BAISHI.scenario(), [f["properties"] for f in BAISHI.features("grids")]
    assert len(toml["offices"]) == 5
    assert len(grids) == len({g["id"] for g in grids}) == 12
    assert {g["office"] for g in grids} == {office["id"] for office in toml["offices"]}
    officers = {row["id"]: row for row in BAISHI.table("officers")}
    leaders = [g["leader"] for g in grids]
    assert len(set(leaders)) == 12
    assert [officers[leader]["grid"] for leader in leaders] == [g["id"] for g in grids]


def test_one_community_team_in_five_squads():
    """The community team has five squads, one an office; everybody has another name."""
    officers = BAISHI.table("officers")
    community = [row for row in officers if row["duties"] == "community"]
    offices = {f["properties"]["id"]: f["properties"]["office"] for f in BAISHI.features("grids")}
    assert {row["grid"] for row in community} == offices.keys()
    assert len({(row["squad"], offices[row["grid"]]) for row in community}) == 5
    assert Counter(row["squad"] for row in community).keys() == {f"社区{n}组" for n in "一二三四五"}
    assert len({row["name"] for row in officers}) == len({row["id"] for row in officers}) == len(officers)


def test_three_tiers_of_patrol():
    """Police, joint-defence teams of five villages on foot and by bike, and guards; the last two on their ground."""
    forces = [Force(**row) for row in BAISHI.scenario()["forces"]]
    teams = {f.areas[0]: f.tier for f in forces if f.areas and f.tier.startswith("defence")}
    assert len(teams) == 5
    assert set(teams.values()) == {"defence_bike", "defence_foot"}
    assert sum(f.tier == "guard" and bool(f.areas) for f in forces) == 4
    ground = {f["properties"]["id"]: BAISHI.polygon(f) for f in BAISHI.features("areas")}
    assert ground.keys() == {area for force in forces for area in force.areas}
    assert all(ground[area].contains(BAISHI.point(f.base)) for f in forces for area in f.areas)


def test_area():
    """The ground is between 30 and 60 km2, inside its box."""
    (boundary,) = BAISHI.features("boundary")
    shape = BAISHI.polygon(boundary)
    assert shape.is_valid
    assert 30e6 < shape.area < 60e6
    lons, lats = zip(*boundary["geometry"]["coordinates"][0], strict=True)
    assert BOX[0] <= min(lons) < max(lons) <= BOX[2]
    assert BOX[1] <= min(lats) < max(lats) <= BOX[3]


def test_grids_tile_the_ground():
    """Grids are whole pieces that neither overlap nor leave a gap."""
    (boundary,) = BAISHI.features("boundary")
    shapes = [BAISHI.polygon(f) for f in BAISHI.features("grids")]
    assert all(shape.is_valid for shape in shapes)
    assert sum(shape.area for shape in shapes) == pytest.approx(BAISHI.polygon(boundary).area, rel=1e-6)
    assert max(a.intersection(b).area for a, b in itertools.combinations(shapes, 2)) < 1.0


def test_places():
    """Villages, factories, one town: all kinds are there, inside the boundary, and people live in every village."""
    features = BAISHI.features("places")
    places = [Place(location=tuple(f["geometry"]["coordinates"]), **f["properties"]) for f in features]
    (boundary,) = BAISHI.features("boundary")
    inside = BAISHI.polygon(boundary)
    assert all(inside.contains(BAISHI.point(p.location)) for p in places)
    assert {"factory", "residence", "market", "school", "hospital", "station", "park", "shop"} <= {
        p.kind for p in places
    }
    assert sum(p.kind == "factory" for p in places) >= 24
    for area in BAISHI.features("areas"):
        if area["properties"]["id"].startswith("V"):
            shape = BAISHI.polygon(area)
            assert sum(shape.contains(BAISHI.point(p.location)) for p in places if p.kind == "residence") >= 5


def test_generator_writes_what_is_committed(tmp_path, monkeypatch):
    """A run of the generator writes the committed files, byte for byte."""
    monkeypatch.syspath_prepend(str(BAISHI.folder.parent))
    script = importlib.import_module("generate_baishi")
    importlib.import_module("generator.station").write(script.STATION, tmp_path)
    written = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    committed = {path.name: path.read_bytes() for path in BAISHI.folder.iterdir() if path.name != "README.md"}
    assert written.keys() == committed.keys()
    assert [name for name in written if written[name] != committed[name]] == []


def test_size():
    """All files together stay under a megabyte."""
    assert sum(path.stat().st_size for path in BAISHI.folder.iterdir()) < 1_000_000


def test_labelled_as_made_up():
    """Whoever opens a file reads that it is made up; tables and rescue points cannot say it, so the README does."""
    for path in BAISHI.folder.iterdir():
        if path.suffix not in (".csv", ".json"):
            assert "made up" in path.read_text("utf-8").lower()


def test_scenario_tables_are_nouns_of_the_domain():
    """Every table of the scenario file is taken by its noun, and every id that one names exists."""
    toml = BAISHI.scenario()
    tiers = {tier.id: tier for tier in (Tier(**row) for row in toml["tiers"])}
    duties = {duty.code: duty for duty in (Duty(**row) for row in toml["duties"])}
    forces = [Force(**row) for row in toml["forces"]]
    shifts = [Shift(**row) for row in toml["shifts"]]
    models = {DroneModel(**row).id for row in toml["drone_models"]}
    docks = [Dock(**row) for row in toml["docks"]]
    RosterRules(**toml["roster"])
    PatrolRules(**toml["patrol"])
    RoundRules(**toml["rounds"])
    assert {force.tier for force in forces} == tiers.keys()
    assert {force.duty for force in forces if force.duty} <= duties.keys()
    assert all((force.duty is None) == bool(force.shifts) for force in forces)
    assert {code for shift in shifts for code in shift.duties} == duties.keys()
    assert {dock.model for dock in docks} == models
    grids = {f["properties"]["id"] for f in BAISHI.features("grids")}
    assert {grid for force in forces for grid in force.grids} <= grids
    assert {code for row in BAISHI.table("officers") for code in row["duties"].split(";")} == duties.keys()
    assert len(tiers["police_car"].slower) == 2
    assert tiers["defence_bike"].shows_lights
    assert any(force.handover_min for force in forces)


def test_work_is_made_of_visit_rules_and_presence():
    """All work asks for visits or presence of known tiers; required, optional and spaced visits are there."""
    tiers = {row["id"] for row in BAISHI.scenario()["tiers"]}
    rules: list[VisitRule] = []
    for row in works():
        assert row["visits"] or row["presence"]
        assert set(row["tiers"]) <= tiers
        rules += [VisitRule(**visit) for visit in row["visits"]]
        assert all(Presence(**stay).share > 0 for stay in row["presence"])
    assert {rule.required for rule in rules} == {True, False}
    assert any(rule.shortest_gap_min for rule in rules)
    assert any(rule.longest_gap_min for rule in rules)


def test_posts_and_three_sights():
    """Fair and school gates are never left; by night a unit with lights is on every line."""
    points = [f["properties"] for f in BAISHI.features("points")]
    posts = [p for p in points if any(stay["share"] == 1.0 for stay in p["presence"])]
    assert len(posts) == 6
    tiers = {row["id"]: Tier(**row) for row in BAISHI.scenario()["tiers"]}
    lines = [f["properties"] for f in BAISHI.features("lines")]
    assert len(lines) == 9
    for row in lines:
        (stay,) = (Presence(**stay) for stay in row["presence"])
        assert stay.lights
        assert stay.start == 22 * 60
        assert any(tiers[tier].shows_lights for tier in row["tiers"])


def test_incidents():
    """Ten weeks of calls inside the boundary, before the roster starts."""
    calls = BAISHI.table("incidents")
    times = [dt.datetime.fromisoformat(row["time"]) for row in calls]
    start = dt.datetime.combine(BAISHI.scenario()["roster"]["start"], dt.time())
    assert list(calls[0]) == ["time", "lon", "lat", "kind"]
    assert times == sorted(times)
    assert dt.timedelta(days=63) < start - times[0] < dt.timedelta(days=77)
    assert times[-1] < start
    (boundary,) = BAISHI.features("boundary")
    inside = BAISHI.polygon(boundary).buffer(60)
    assert all(inside.contains(BAISHI.point([float(row["lon"]), float(row["lat"])])) for row in calls)


def test_calls_follow_the_fair():
    """The fairground calls in the morning more than in the evening and at night."""
    (fair,) = (f for f in BAISHI.features("points") if f["properties"]["id"] == "CP-M1")
    ground = BAISHI.point(fair["geometry"]["coordinates"]).buffer(50)
    near = [r for r in BAISHI.table("incidents") if ground.contains(BAISHI.point([float(r["lon"]), float(r["lat"])]))]
    morning = sum(7 <= int(row["time"][11:13]) < 12 for row in near)
    evening = sum(int(row["time"][11:13]) >= 19 or int(row["time"][11:13]) < 7 for row in near)
    assert morning > evening > 0


def test_enough_officers_for_the_minimum():
    """Five shifts a week of everybody on a duty make its minimum, leave taken off."""
    toml, officers = BAISHI.scenario(), BAISHI.table("officers")
    needed = {duty["code"]: 0.0 for duty in toml["duties"]}
    for duty in toml["duties"]:
        for cover in duty["cover"]:
            window = Window(**{k: cover[k] for k in ("start", "end", "days") if k in cover})
            needed[duty["code"]] += cover["minimum"] * (window.end - window.start) / 60 * len(window.days)
    assert sum(bool(row["leave"]) for row in officers) >= 5
    for codes in (["command"], ["community"], ["car_patrol"], ["car_patrol", "foot_patrol"]):
        able = [row for row in officers if set(row["duties"].split(";")) & set(codes)]
        hours = sum((WEEKLY_SHIFTS - (2 if row["leave"] else 0)) * 8 for row in able)
        assert sum(needed[code] for code in codes) < 0.95 * hours


def test_drone_tasks_and_zones():
    """School gates and the fair are required, zones are of every kind, and no dock or spot lies in one."""
    zones = []
    for feature in BAISHI.features("zones"):
        zone = Zone(region=[feature["geometry"]["coordinates"]], **feature["properties"])
        zones.append((zone, BAISHI.polygon(feature).buffer(15)))
    assert {zone.kind for zone, _ in zones} == {"no_fly", "privacy", "restricted"}
    docks = [BAISHI.point(row["location"]) for row in BAISHI.scenario()["docks"]]
    spots = [f for f in BAISHI.features("drone_tasks") if f["geometry"]["type"] == "Point"]
    for place in docks + [BAISHI.point(f["geometry"]["coordinates"]) for f in spots]:
        assert not any(shape.contains(place) for _, shape in zones)
    keys = {"Point": "point", "LineString": "line", "Polygon": "region"}
    for feature in BAISHI.features("drone_tasks"):
        shape, coordinates = keys[feature["geometry"]["type"]], feature["geometry"]["coordinates"]
        DroneTask(**feature["properties"], **{shape: [coordinates] if shape == "region" else coordinates})
    assert sum(f["properties"]["purpose"] == "school_gate" for f in spots) == 4
    assert all(f["properties"]["required"] for f in spots)
