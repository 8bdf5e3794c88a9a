"""Reads the files of a sample station for its tests."""

from __future__ import annotations

import csv
import json
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from shapely import LineString, Point, Polygon

from planner.geo import Frame

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class StationFiles:
    """The folder of a sample, and a frame about its centre, lon/lat [deg]."""

    folder: Path
    centre: tuple[float, float]
    frame: Frame = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "frame", Frame(self.centre))

    def features(self, name: str) -> list[dict]:
        """Give the features of a GeoJSON file."""
        return json.loads((self.folder / f"{name}.geojson").read_text("utf-8"))["features"]

    def table(self, name: str) -> list[dict[str, str]]:
        """Give the rows of a CSV file."""
        with (self.folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def scenario(self, name: str = "scenario.toml") -> dict:
        """Give a scenario file as plain tables."""
        return tomllib.loads((self.folder / name).read_text("utf-8"))

    def polygon(self, feature: dict) -> Polygon:
        """Give a polygon feature [m]."""
        return Polygon(self.frame.metres(feature["geometry"]["coordinates"][0]))

    def line(self, feature: dict) -> LineString:
        """Give a line feature [m]."""
        return LineString(self.frame.metres(feature["geometry"]["coordinates"]))

    def point(self, lonlat: list[float]) -> Point:
        """Give a lon/lat point [m]."""
        return Point(self.frame.metres([lonlat])[0])
