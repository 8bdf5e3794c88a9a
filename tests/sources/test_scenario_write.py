"""A scenario that is written reads back equal, needs nothing outside its folder, and is named by its content."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest
from faulty_station import GOOD
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.domain.demand import Incident
from planner.domain.force import Officer
from planner.domain.place import Place
from planner.domain.scenario import Scenario
from planner.sources import read_scenario, scenario_hash, write_scenario


def assert_same(one: Scenario, other: Scenario) -> None:
    """Compare two scenarios, streets column by column."""
    assert one.model_dump() == other.model_dump()
    assert one.model_dump_json() == other.model_dump_json()
    for column in fields(one.streets):
        a, b = getattr(one.streets, column.name), getattr(other.streets, column.name)
        if column.name == "names":
            assert a == b
        else:
            assert a.dtype == b.dtype
            np.testing.assert_allclose(a, b, rtol=0, atol=1e-3 if column.name == "edge_length_m" else 1e-7)


def test_round_trip(tmp_path: Path) -> None:
    """Every noun and every street of the good station comes back."""
    scenario = read_scenario(GOOD)
    digest = write_scenario(scenario, tmp_path / "deep" / "copy")
    again = read_scenario(tmp_path / "deep" / "copy")
    assert_same(scenario, again)
    assert digest == scenario_hash(tmp_path / "deep" / "copy")
    assert digest == write_scenario(again, tmp_path / "second")


def test_copy_needs_no_other_folder(station: Path, tmp_path: Path) -> None:
    """The copy is read after the original is gone and the folder has moved."""
    write_scenario(read_scenario(station), tmp_path / "copy")
    shutil.rmtree(station)
    moved = (tmp_path / "copy").rename(tmp_path / "moved")
    assert len(read_scenario(moved).grids) == 2


def test_scenario_of_the_least(tmp_path: Path) -> None:
    """A scenario of nothing but ground and streets is written and read too."""
    full = read_scenario(GOOD)
    least = Scenario(
        station=full.station, boundary=full.boundary, grids=full.grids[:1], roster=full.roster, streets=full.streets
    )
    least = least.model_copy(update={"grids": (least.grids[0].model_copy(update={"office": None, "leader": None}),)})
    write_scenario(least, tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {
        "scenario.toml",
        "boundary.geojson",
        "grids.geojson",
        "streets.geojson",
    }
    assert_same(least, read_scenario(tmp_path))


@pytest.mark.parametrize("name", ["scenario.toml", "grids.geojson", "streets.geojson", "officers.csv", "incidents.csv"])
def test_hash_follows_content(tmp_path: Path, name: str) -> None:
    """The hash changes with any file of the scenario, and with nothing else."""
    before = write_scenario(read_scenario(GOOD), tmp_path)
    (tmp_path / "notes.txt").write_text("not part of the scenario", "utf-8")
    assert scenario_hash(tmp_path) == before
    path = tmp_path / name
    path.write_bytes(path.read_bytes() + b"\n")
    assert scenario_hash(tmp_path) != before


def test_shipped_manifest_keys(tmp_path: Path) -> None:
    """The written manifest states every figure, so that later defaults cannot change an old plan."""
    write_scenario(read_scenario(GOOD), tmp_path)
    text = (tmp_path / "scenario.toml").read_text("utf-8")
    assert "[roster.rules.rest]\non = true\nhours = 11.0" in text
    assert "snap_m = 100.0" in text


printable = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs"], exclude_characters="\ufffe\uffff").filter(
        lambda letter: ord(letter) >= 32 or letter in "\t\n\r"
    ),
    max_size=12,
)
hostile = st.one_of(
    printable,
    st.sampled_from(
        ["{{7*7}}", "${HOME}", '"', "'", ";", "a;b", "[1", "=1+1", "\r", "a\r\nb", ",", "\u202eevil", "</script>"]
    ),
)
identifiers = hostile.map(lambda text: text.strip()).filter(bool)


@settings(max_examples=12, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=hostile, identity=identifiers, skills=st.lists(identifiers, max_size=3), seconds=st.integers(0, 10**9))
def test_any_text_comes_back(tmp_path: Path, name: str, identity: str, skills: list[str], seconds: int) -> None:
    """Names, ids and skills may hold anything that can be shown; they come back letter for letter."""
    full = read_scenario(GOOD)
    zone = dt.timezone(dt.timedelta(hours=8))
    time = dt.datetime.fromtimestamp(seconds, zone)
    officer = Officer(id=identity, name=name if name.strip() else identity, skills=tuple(skills), rank=name.strip())
    changed = full.model_copy(
        update={
            "station": full.station.model_copy(update={"name": name}),
            "places": (Place(id=identity, name=name, kind="other", location=(114.05, 22.54)),),
            "officers": (*full.officers, officer),
            "incidents": (Incident(time=time, location=(114.0512345678901, 22.54), kind=name.strip()),),
        }
    )
    write_scenario(changed, tmp_path)
    assert_same(changed, read_scenario(tmp_path))


def test_copy_is_plain_geojson(tmp_path: Path) -> None:
    """The files of the copy are GeoJSON in WGS84 that any map program opens, with one feature a noun."""
    write_scenario(read_scenario(GOOD), tmp_path)
    for name, count in (
        ("grids", 2),
        ("places", 2),
        ("zones", 2),
        ("drone_tasks", 3),
        ("boundary", 1),
        ("streets", 40),
    ):
        data = json.loads((tmp_path / f"{name}.geojson").read_text("utf-8"))
        assert data["type"] == "FeatureCollection"
        assert len(data["features"]) == count
        assert "crs" not in data
