"""Writes the sample's files: one feature or record a line, so that a change shows as a small difference."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from generator.ground import XY, lonlat

MADE_UP = "made up by sample_maps/generate_tianan.py: no real people, places or events"
"""Stands in every GeoJSON file as a member that readers ignore."""

Feature = dict[str, Any]


def point(xy: XY, properties: Mapping[str, object]) -> Feature:
    """Make a feature at a point [m]."""
    return _feature("Point", lonlat(xy), properties)


def line(points: Sequence[XY], properties: Mapping[str, object]) -> Feature:
    """Make a feature along a line [m]."""
    return _feature("LineString", [lonlat(xy) for xy in points], properties)


def polygon(ring: Sequence[XY], properties: Mapping[str, object]) -> Feature:
    """Make a feature inside a closed ring [m]."""
    return _feature("Polygon", [[lonlat(xy) for xy in ring]], properties)


def _feature(kind: str, coordinates: object, properties: Mapping[str, object]) -> Feature:
    geometry = {"type": kind, "coordinates": coordinates}
    return {"type": "Feature", "properties": dict(properties), "geometry": geometry}


def write_geojson(path: Path, features: Iterable[Feature]) -> None:
    """Write a feature collection, one feature a line."""
    lines = [json.dumps(feature, ensure_ascii=False, separators=(",", ":")) for feature in features]
    head = f'{{"type":"FeatureCollection","note":{json.dumps(MADE_UP)},"features":[\n'
    path.write_text(head + ",\n".join(lines) + "\n]}\n", encoding="utf-8", newline="\n")


def write_csv(path: Path, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write a table in UTF-8 without a byte order mark."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    path.write_text(text.getvalue(), encoding="utf-8", newline="\n")
