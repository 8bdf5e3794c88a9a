"""When a dock counts as closed for good, by distance, height, hours and camera; zones and looks written and read."""

import json
from pathlib import Path

import numpy as np
import pytest
from faulty_station import codes_of, name_file

from planner.domain.noun import Window
from planner.sources.checks_zones import minutes_of_week
from planner.sources.scenario import read_scenario
from planner.sources.write import write_scenario

OVER_DOCK = [[114.0495, 22.5395], [114.0505, 22.5395], [114.0505, 22.5405], [114.0495, 22.5405], [114.0495, 22.5395]]
BESIDE_DOCK = [[lon + 0.00055, lat] for lon, lat in OVER_DOCK]


def _put(station: Path, key: str, features: list[tuple[dict[str, object], dict[str, object]]]) -> None:
    rows = [{"type": "Feature", "properties": own, "geometry": shape} for own, shape in features]
    text = json.dumps({"type": "FeatureCollection", "features": rows}, ensure_ascii=False)
    (station / f"own_{key}.geojson").write_text(text, "utf-8")
    name_file(station, key, f"own_{key}.geojson")


def _zone(ring: list[list[float]], **keys: object) -> tuple[dict[str, object], dict[str, object]]:
    return {"id": "Z1", "name": "区", "kind": "no_fly", **keys}, {"type": "Polygon", "coordinates": [ring]}


NEVER = [
    _zone(OVER_DOCK, top_m=40),
    _zone(OVER_DOCK, kind="restricted", ceiling_m=50),
    _zone(OVER_DOCK, kind="crowd"),
    _zone(BESIDE_DOCK),
    _zone(BESIDE_DOCK, stand_off_m=80),
]
SOMETIMES = [
    _zone(OVER_DOCK, kind="restricted", ceiling_m=80),
    _zone(OVER_DOCK, kind="privacy", camera_off=True),
    _zone(OVER_DOCK, kind="crowd", windows=[{"start": "06:00", "end": "29:00"}]),
    _zone(BESIDE_DOCK, stand_off_m=2),
]


@pytest.mark.parametrize("zone", NEVER)
def test_a_dock_that_never_opens_is_refused(station: Path, zone) -> None:
    """Too near, or closed on the way up at every hour."""
    _put(station, "zones", [zone])
    assert codes_of(station) == {"dock_in_closed_zone"}


@pytest.mark.parametrize("zone", SOMETIMES)
def test_a_dock_that_opens_at_some_time_or_height_stands(station: Path, zone) -> None:
    """Below the ceiling, with the camera off, for an hour a day, or far enough away."""
    _put(station, "zones", [zone])
    assert read_scenario(station).zones[0].id == "Z1"


def test_hours_of_a_week_run_over_its_end() -> None:
    """A window of Sunday night reaches into Monday; the rest stays free."""
    week = minutes_of_week((Window(start="22:00", end="26:00", days=("sun",)),))
    assert np.flatnonzero(week).tolist() == [*range(120), *range(7 * 1440 - 120, 7 * 1440)]


def test_zones_and_looks_come_back_as_written(station: Path, tmp_path: Path) -> None:
    """Every key of a zone and of a drone task survives writing and reading."""
    far = [[lon + 0.003, lat + 0.003] for lon, lat in OVER_DOCK]
    point = {"type": "Point", "coordinates": [114.051, 22.541]}
    _put(
        station,
        "zones",
        [
            _zone(far, kind="restricted", ceiling_m=30, top_m=60.5, stand_off_m=25),
            _zone(far, id="Z2", kind="privacy", camera_off=True),
        ],
    )
    _put(
        station,
        "drone_tasks",
        [
            ({"id": "T1", "name": "门", "watch": "orbit", "orbit_m": 45}, point),
            ({"id": "T2", "name": "口", "heading_deg": 270}, point),
            ({"id": "T3", "name": "街", "lines": 2}, {"type": "LineString", "coordinates": far[:2]}),
        ],
    )
    read = read_scenario(station)
    assert (read.zones[0].top_m, read.zones[0].stand_off_m, read.zones[1].camera_off) == (60.5, 25.0, True)
    assert [(task.watch, task.orbit_m, task.heading_deg, task.lines) for task in read.drone_tasks] == [
        ("orbit", 45.0, None, 1),
        ("hover", 30.0, 270.0, 1),
        ("hover", 30.0, None, 2),
    ]
    write_scenario(read, tmp_path / "copy")
    again = read_scenario(tmp_path / "copy")
    assert again.zones == read.zones
    assert again.drone_tasks == read.drone_tasks
