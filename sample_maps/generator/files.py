"""Writes the sample's files: one feature or record a line, so that a change shows as a small difference."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from generator.ground import XY, Ground


class Feature(NamedTuple):
    """A feature with its points in metres, as they are written last."""

    kind: str
    points: Sequence[XY]
    properties: Mapping[str, object]


def point(xy: XY, properties: Mapping[str, object]) -> Feature:
    """Make a feature at a point [m]."""
    return Feature("Point", [xy], properties)


def line(points: Sequence[XY], properties: Mapping[str, object]) -> Feature:
    """Make a feature along a line [m]."""
    return Feature("LineString", points, properties)


def polygon(ring: Sequence[XY], properties: Mapping[str, object]) -> Feature:
    """Make a feature inside a closed ring [m]."""
    return Feature("Polygon", ring, properties)


def _record(feature: Feature, ground: Ground) -> dict[str, object]:
    """Give a feature as GeoJSON has it."""
    points = [ground.lonlat(xy) for xy in feature.points]
    coordinates = {"Point": points[0], "LineString": points, "Polygon": [points]}[feature.kind]
    geometry = {"type": feature.kind, "coordinates": coordinates}
    return {"type": "Feature", "properties": dict(feature.properties), "geometry": geometry}


def write_geojson(path: Path, features: Iterable[Feature], ground: Ground, note: str) -> None:
    """Write a feature collection, one feature a line, with a note as a member that readers ignore."""
    lines = [json.dumps(_record(f, ground), ensure_ascii=False, separators=(",", ":")) for f in features]
    head = f'{{"type":"FeatureCollection","note":{json.dumps(note)},"features":[\n'
    path.write_text(head + ",\n".join(lines) + "\n]}\n", encoding="utf-8", newline="\n")


def write_csv(path: Path, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write a table in UTF-8 without a byte order mark."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    path.write_text(text.getvalue(), encoding="utf-8", newline="\n")
