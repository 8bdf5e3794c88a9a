"""The sample station Gaoqiao: what its notes say stands, the turns of its squads, the rest plausible and repeatable."""

from __future__ import annotations

import datetime as dt
import importlib
import itertools
from collections import Counter

import networkx as nx
import pytest
from shapely import STRtree
from station_files import ROOT, StationFiles

from planner.domain.force import Duty, Force, Shift, Tier
from planner.domain.place import Place
from planner.domain.rostering import RosterRules
from planner.domain.scenario import Scenario
from planner.domain.street import ROAD_CLASSES
from planner.domain.work import Presence, VisitRule
from planner.pipeline import estimate_demand
from planner.rosters.prepare import prepare
from planner.rosters.problem import RosterProblem
from planner.sources.dispatch_files import read_calls
from planner.sources.positions import read_positions
from planner.sources.scenario import read_scenario

GAOQIAO = StationFiles(ROOT / "sample_maps" / "gaoqiao", (113.035, 28.145))
BOX = (113.01, 28.13, 113.06, 28.16)
WALKED = {"pedestrian", "footway", "steps", "path", "cycleway", "track"}
SQUADS = [f"社区{number}组" for number in "一二三四五"]
HOUR_S = 3600


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    """Give the sample as the planner reads it."""
    return read_scenario(GAOQIAO.folder)


@pytest.fixture(scope="module")
def month(scenario: Scenario) -> RosterProblem:
    """Give its four weeks as the roster's solver sees them."""
    return prepare(scenario, estimate_demand(scenario))


def test_ten_community_officers_in_five_squads():
    """Five squads of two, a police grid each, and every grid leads itself; all names differ."""
    officers = GAOQIAO.table("officers")
    community = [row for row in officers if "community" in row["duties"].split(";")]
    assert Counter(row["squad"] for row in community) == dict.fromkeys(SQUADS, 2)
    grids = {f["properties"]["id"]: f["properties"]["leader"] for f in GAOQIAO.features("grids")}
    assert {row["grid"]: row["id"] for row in community} == grids
    assert len({row["name"] for row in officers}) == len({row["id"] for row in officers}) == len(officers)


def test_seven_markets_and_170000_people():
    """Seven wholesale markets with a control point each; the crowds sum to what the article says."""
    features = GAOQIAO.features("places")
    places = [Place(location=tuple(f["geometry"]["coordinates"]), **f["properties"]) for f in features]
    assert sum(place.kind == "market" for place in places) == 7
    assert sum(place.crowd for place in places) == 170_000
    assert sum(f["properties"]["id"].startswith("CP-M") for f in GAOQIAO.features("points")) == 7
    (boundary,) = GAOQIAO.features("boundary")
    inside = GAOQIAO.polygon(boundary)
    assert all(inside.contains(GAOQIAO.point(place.location)) for place in places)


def test_area_and_grids():
    """The ground is 5 to 8 km2 inside its box; ten grids tile it, and the defence zones do so too."""
    (boundary,) = GAOQIAO.features("boundary")
    ground = GAOQIAO.polygon(boundary)
    assert 5e6 < ground.area < 8e6
    lons, lats = zip(*boundary["geometry"]["coordinates"][0], strict=True)
    assert BOX[0] <= min(lons) < max(lons) <= BOX[2]
    assert BOX[1] <= min(lats) < max(lats) <= BOX[3]
    for layer, count in (("grids", 10), ("areas", 3)):
        shapes = [GAOQIAO.polygon(f) for f in GAOQIAO.features(layer)]
        assert len(shapes) == count
        assert all(shape.is_valid for shape in shapes)
        assert sum(shape.area for shape in shapes) == pytest.approx(ground.area, rel=1e-6)
        assert max(a.intersection(b).area for a, b in itertools.combinations(shapes, 2)) < 1.0


def test_the_duty_squad_keeps_to_its_defence_zone():
    """The car of the squad on duty has the grids of the core zone and no others."""
    (squad,) = (Force(**row) for row in GAOQIAO.scenario()["forces"] if row.get("duty") == "response")
    (zone,) = (f for f in GAOQIAO.features("areas") if f["properties"]["id"] == "Z1")
    own = [GAOQIAO.polygon(f) for f in GAOQIAO.features("grids") if f["properties"]["id"] in squad.grids]
    assert sum(grid.intersection(GAOQIAO.polygon(zone)).area for grid in own) == pytest.approx(
        GAOQIAO.polygon(zone).area, rel=1e-6
    )
    assert sum(grid.area for grid in own) == pytest.approx(GAOQIAO.polygon(zone).area, rel=1e-6)


def test_streets_connect_and_work_lies_on_them():
    """Cars reach everything from everywhere; base, offices, forces and control points lie within 60 m of a street."""
    streets = GAOQIAO.features("streets")
    assert {f["properties"]["class"] for f in streets} <= set(ROAD_CLASSES)
    driven = [f for f in streets if f["properties"]["class"] not in WALKED]
    graph = nx.DiGraph()
    for feature in driven:
        coordinates = feature["geometry"]["coordinates"]
        ends = tuple(coordinates[0]), tuple(coordinates[-1])
        graph.add_edge(*ends)
        if not feature["properties"].get("oneway"):
            graph.add_edge(*ends[::-1])
    assert nx.is_strongly_connected(graph)
    toml = GAOQIAO.scenario()
    spots = [toml["station"]["base"], *(row["location"] for row in toml["offices"])]
    spots += [row["base"] for row in toml["forces"]]
    spots += [f["geometry"]["coordinates"] for f in GAOQIAO.features("points")]
    lines = [GAOQIAO.line(f) for f in driven]
    tree = STRtree(lines)
    points = [GAOQIAO.point(spot) for spot in spots]
    assert max(lines[tree.nearest(point)].distance(point) for point in points) < 60


def test_generator_writes_what_is_committed(tmp_path, monkeypatch):
    """A run of the generator writes the committed files, byte for byte."""
    monkeypatch.syspath_prepend(str(GAOQIAO.folder.parent))
    script = importlib.import_module("generate_gaoqiao")
    importlib.import_module("generator.station").write(script.STATION, tmp_path)
    written = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    committed = {path.name: path.read_bytes() for path in GAOQIAO.folder.iterdir() if path.name != "README.md"}
    assert written.keys() == committed.keys()
    assert [name for name in written if written[name] != committed[name]] == []


def test_size_and_label():
    """All files stay under a megabyte together, and whoever opens one reads that it is made up.

    Tables, live positions and calls have no room for a note.
    """
    assert sum(path.stat().st_size for path in GAOQIAO.folder.iterdir()) < 1_000_000
    for path in GAOQIAO.folder.iterdir():
        if path.suffix not in {".csv", ".json"}:
            assert "made up" in path.read_text("utf-8").lower()


def test_scenario_tables_are_nouns_of_the_domain():
    """Every table is taken by its noun, and every id that one names exists."""
    toml = GAOQIAO.scenario()
    tiers = {Tier(**row).id for row in toml["tiers"]}
    duties = {duty.code: duty for duty in (Duty(**row) for row in toml["duties"])}
    forces = [Force(**row) for row in toml["forces"]]
    shifts = [Shift(**row) for row in toml["shifts"]]
    RosterRules(**toml["roster"])
    assert {force.tier for force in forces} == tiers
    assert all((force.duty is None) == bool(force.shifts) for force in forces)
    assert {code for shift in shifts for code in shift.duties} == duties.keys()
    assert {code for row in GAOQIAO.table("officers") for code in row["duties"].split(";")} == duties.keys()
    assert duties["command"].fair_turns
    assert (duties["investigation"].crew_size, duties["investigation"].crew_police) == (2, 2)
    assert (duties["car_patrol"].crew_size, duties["car_patrol"].crew_police) == (2, 1)
    for row in (f["properties"] for name in ("points", "lines", "areas") for f in GAOQIAO.features(name)):
        assert [VisitRule(**visit) for visit in row["visits"]] or [Presence(**stay) for stay in row["presence"]]


def test_squads_have_a_duty_day_a_free_day_and_community_days(month: RosterProblem):
    """On each date one squad has the duty of 24 hours that counts 16, and is off the day after."""
    squads = {officer.squad: officer for officer in month.officers if officer.squad in SQUADS}
    assert list(squads) == SQUADS
    for day in range(month.days):
        assert sum(officer.pattern[day] == {"ZB"} for officer in squads.values()) == 1
        for officer in squads.values():
            if officer.pattern[day] == {"ZB"} and day + 1 < month.days:
                assert officer.pattern[day + 1] == frozenset()
    duty = [shift for shift in month.shifts if shift.shift == "ZB"]
    assert {shift.end_s - shift.start_s for shift in duty} == {24 * HOUR_S}
    assert {shift.counted_s for shift in duty} == {16 * HOUR_S}
    assert {together.squad for together in month.together} == set(SQUADS)


def test_community_days_fall_on_working_days(month: RosterProblem):
    """Nobody has a community day at a weekend or on New Year's Day, and at most 44 counted hours a week on average."""
    days = {shift.day for shift in month.shifts if shift.shift == "SQ"}
    assert days == {day for day, kind in enumerate(month.day_kinds) if kind == "workday"}
    assert len(days) == 19
    for officer in month.officers:
        (whole,) = (limit for limit in officer.hours if limit.rule == "average_hours")
        assert whole.most_s == 4 * 44 * HOUR_S


def test_two_squads_are_in_their_communities_on_every_working_day(scenario: Scenario, month: RosterProblem):
    """Of five squads one is on duty and one is free after it; two squads less one on leave are asked for."""
    number = [duty.code for duty in scenario.duties].index("community")
    asked = [need for need in month.needs if need.duty == number]
    assert {need.minimum for need in asked} == {3}
    days = {day for day, kind in enumerate(month.day_kinds) if kind == "workday"}
    assert {shift.day for shift in month.shifts if shift.duty == number} == days
    starts = {shift.start_s for shift in month.shifts if shift.duty == number}
    assert {need.start_s for need in asked} == starts


def test_history_goes_on_into_the_roster(scenario: Scenario, month: RosterProblem):
    """The sheet of the past month is read whole, and the turns of squads and leaders go on where it ends."""
    dates = {past.start.date() for past in scenario.history}
    assert min(dates) == dt.date(2026, 11, 9)
    assert max(dates) == dt.date(2026, 12, 6)
    assert {past.officer for past in scenario.history} == {officer.id for officer in scenario.officers}
    on_duty = {past.officer for past in scenario.history if past.shift == "ZB" and past.start.date() == max(dates)}
    assert on_duty == {"C09", "C10"}
    for officer in month.officers:
        if officer.past[-1].template in {"ZB", "DB"} and officer.past[-1].day == -1:
            assert officer.pattern[0] == frozenset()
        starts = sorted((past.start_s, past.end_s) for past in officer.past)
        assert all(after[0] - before[1] >= 11 * HOUR_S for before, after in itertools.pairwise(starts))


def test_wishes_pins_and_leave_are_there(scenario: Scenario):
    """Some of each; leave of the community team falls on no duty day, so that no squad is torn apart."""
    assert len(scenario.requests) >= 12
    assert {request.wanted for request in scenario.requests} == {True, False}
    assert len(scenario.roster.pins) == 3
    away = [officer for officer in scenario.officers if officer.leave]
    assert len(away) >= 5
    for officer in away:
        if officer.squad in SQUADS:
            days = {(leave.start - scenario.roster.start).days for leave in officer.leave}
            days |= {(leave.end - scenario.roster.start).days for leave in officer.leave}
            place = SQUADS.index(officer.squad)
            assert all((day - place) % 5 in {2, 3, 4} for day in days)


def test_incidents_come_before_the_roster():
    """Ten weeks of calls inside the boundary, before the roster starts."""
    calls = GAOQIAO.table("incidents")
    times = [dt.datetime.fromisoformat(row["time"]) for row in calls]
    start = dt.datetime.combine(GAOQIAO.scenario()["roster"]["start"], dt.time())
    assert times == sorted(times)
    assert dt.timedelta(days=63) < start - times[0] < dt.timedelta(days=77)
    assert times[-1] < start
    (boundary,) = GAOQIAO.features("boundary")
    inside = GAOQIAO.polygon(boundary).buffer(60)
    assert all(inside.contains(GAOQIAO.point([float(row["lon"]), float(row["lat"])])) for row in calls)


def test_what_patrols_found_is_told_apart(scenario: Scenario):
    """Calls of the public make demand; what patrols find when there are no calls does not."""
    assert Counter(row["source"] for row in GAOQIAO.table("incidents")) == {"public": 1_960, "police": 230}
    public = scenario.incidents.of_sources(scenario.demand.sources)
    assert len(public) - public.sum() == 230


def test_stand_by_posts_are_for_cars_on_streets_between_markets():
    """Six posts, for cars alone and within 500 m of a market; one of them is held for a while."""
    posts = [f for f in GAOQIAO.features("points") if "屯警点" in f["properties"]["name"]]
    markets = [f for f in GAOQIAO.features("places") if f["properties"]["kind"] == "market"]
    assert len(posts) == 6
    assert sum(bool(f["properties"]["presence"]) for f in posts) == 1
    for post in posts:
        assert post["properties"]["tiers"] == ["police_car"]
        at = GAOQIAO.point(post["geometry"]["coordinates"])
        assert min(at.distance(GAOQIAO.point(f["geometry"]["coordinates"])) for f in markets) < 500


def test_live_positions_are_read_and_lie_on_the_ground(scenario: Scenario):
    """Five units of known forces on the ground or its border, one at a required visit, one that is in no plan."""
    units = read_positions(GAOQIAO.folder / "positions.json")
    assert [unit.status for unit in units] == ["free", "visit", "free", "free", "busy"]
    assert {unit.force for unit in units} <= {force.id for force in scenario.forces}
    assert {unit.place for unit in units if unit.place} <= {point.id for point in scenario.points}
    (boundary,) = GAOQIAO.features("boundary")
    inside = GAOQIAO.polygon(boundary).buffer(1)
    assert all(inside.contains(GAOQIAO.point([unit.lon, unit.lat])) for unit in units)


def test_calls_of_the_last_hours_come_before_the_positions(scenario: Scenario):
    """Six calls at gates of markets in the three hours before 16:10, most of them at a market away from the core."""
    calls = read_calls(GAOQIAO.folder / "calls.json")
    now = dt.datetime.fromisoformat("2026-12-07T16:10:00+08:00")
    assert all(dt.timedelta(0) < now - call.time < dt.timedelta(hours=3) for call in calls)
    gates = {point.location: point.id for point in scenario.points}
    assert sorted(gates[call.place] for call in calls) == ["CP-M4", *["CP-M6"] * 5]
