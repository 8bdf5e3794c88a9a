"""Reads the files of the sample station Tian'an for its tests."""

from __future__ import annotations

import csv
import json
import tomllib
from pathlib import Path

from shapely import Point, Polygon

from planner.geo import Frame

ROOT = Path(__file__).parents[2]
TIANAN = ROOT / "sample_maps" / "tianan"
FRAME = Frame((114.0185, 22.5336))


def features(name: str) -> list[dict]:
    """Give the features of a GeoJSON file."""
    return json.loads((TIANAN / f"{name}.geojson").read_text("utf-8"))["features"]


def table(name: str) -> list[dict[str, str]]:
    """Give the rows of a CSV file."""
    with (TIANAN / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def scenario(name: str = "scenario.toml") -> dict:
    """Give a scenario file as plain tables."""
    return tomllib.loads((TIANAN / name).read_text("utf-8"))


def polygon(feature: dict) -> Polygon:
    """Give a polygon feature [m]."""
    return Polygon(FRAME.metres(feature["geometry"]["coordinates"][0]))


def point(lonlat: list[float]) -> Point:
    """Give a lon/lat point [m]."""
    return Point(FRAME.metres([lonlat])[0])
