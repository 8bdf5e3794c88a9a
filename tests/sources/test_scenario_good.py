"""A scenario without faults is read as it stands."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from planner.domain.solving import Progress
from planner.errors import InputRefused
from planner.sources.scenario import read_scenario


def test_everything_is_read(station: Path) -> None:
    """Every noun of the good station arrives, with its defaults."""
    scenario = read_scenario(station)
    assert scenario.station.base == (114.05, 22.54)
    assert [grid.leader for grid in scenario.grids] == ["P1", None]
    assert scenario.points[0].visits[1].end == 26 * 60
    assert scenario.places[1].hours[0].days == ("mon", "tue", "wed", "thu", "fri")
    geometries = [(task.point, task.line, task.region) for task in scenario.drone_tasks]
    assert [[part is not None for part in parts].index(True) for parts in geometries] == [0, 1, 2]
    assert scenario.zones[1].ceiling_m == 60
    assert scenario.officers[0].skills == ("driving", "command")
    assert [leave.end for leave in scenario.officers[0].leave] == [dt.date(2026, 11, 25), dt.date(2026, 11, 28)]
    assert scenario.officers[1].weekly_hours == 44
    assert scenario.day_start_min == 7 * 60
    assert scenario.streets.edges == 80


def test_incident_times_are_on_the_station_clock(station: Path) -> None:
    """A time without offset is the station's; one in UTC is brought to the station's clock."""
    times = [incident.time for incident in read_scenario(station).incidents]
    assert [time.isoformat() for time in times] == [
        "2026-10-01T08:30:00+08:00",
        "2026-10-02T23:05:10+08:00",
        "2026-10-03T12:00:00+08:00",
    ]


def test_daylight_saving_of_incidents(station: Path) -> None:
    """The same clock time has another offset in summer than in winter where clocks change."""
    manifest = station / "scenario.toml"
    manifest.write_text(manifest.read_text(encoding="utf-8").replace("Asia/Shanghai", "Europe/Helsinki"), "utf-8")
    (station / "incidents.csv").write_text(
        "time,lon,lat\n2026-07-01 08:00,114.05,22.54\n2026-01-12 08:00,114.05,22.54\n", "utf-8"
    )
    offsets = [incident.time.utcoffset() for incident in read_scenario(station).incidents]
    assert offsets == [dt.timedelta(hours=3), dt.timedelta(hours=2)]


def test_persons_are_not_kept(station: Path) -> None:
    """Columns and properties that no noun has leave no trace in the scenario."""
    (station / "incidents.csv").write_text(
        "time,lon,lat,kind,caller,phone\n2026-10-01 08:30,114.05,22.54,theft,Zhang Secret,13800000000\n", "utf-8"
    )
    places = json.loads((station / "places.geojson").read_text("utf-8"))
    places["features"][0]["properties"]["owner"] = "Li Secret"
    (station / "places.geojson").write_text(json.dumps(places), "utf-8")
    text = read_scenario(station).model_dump_json()
    assert "Secret" not in text
    assert "1380000" not in text


def test_manifest_of_another_name(station: Path) -> None:
    """A path to a manifest works like its folder."""
    other = (station / "scenario.toml").rename(station / "night.toml")
    assert read_scenario(other).station.id == "small"


def test_byte_order_mark_in_manifest(station: Path) -> None:
    """A manifest saved by a Chinese Windows editor, with a byte order mark, is read."""
    manifest = station / "scenario.toml"
    manifest.write_bytes(b"\xef\xbb\xbf" + manifest.read_bytes())
    assert read_scenario(station).station.id == "small"


def test_environment_in_file_names(station: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`${VAR}` and `${VAR:-default}` in a file name are taken from the environment."""
    manifest = station / "scenario.toml"
    text = manifest.read_text("utf-8")
    manifest.write_text(text.replace('"streets.geojson"', '"${STREETS_FOLDER:-.}/streets.geojson"'), "utf-8")
    assert read_scenario(station).streets.edges == 80
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (station / "streets.geojson").rename(elsewhere / "streets.geojson")
    monkeypatch.setenv("STREETS_FOLDER", str(elsewhere))
    assert read_scenario(station).streets.edges == 80


def test_progress_is_told(station: Path) -> None:
    """Reading says how far it is, up to the end."""
    told: list[Progress] = []

    def hear(progress: Progress) -> bool:
        told.append(progress)
        return False

    read_scenario(station, on_progress=hear)
    shares = [progress.done for progress in told]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


@pytest.mark.parametrize("path", ["nowhere", "nul\0byte", "x" * 5000, "good_station/boundary.geojson/inside"])
def test_no_scenario_there(station: Path, path: str) -> None:
    """A path without a scenario is refused, whatever its name holds."""
    with pytest.raises(InputRefused) as refused:
        read_scenario(station / path)
    assert [fault.code for fault in refused.value.faults] == ["scenario_missing"]
