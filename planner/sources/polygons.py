"""Polygons of a vector file as they are drawn, faults of drawing and all: for repair, and as cells of grids."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from planner.domain.noun import Region
from planner.geo import Datum
from planner.sources.faults import Faults
from planner.sources.files import SourceFile
from planner.sources.ground import Ground
from planner.sources.vector import read_features

if TYPE_CHECKING:
    from shapely import MultiPolygon

    from planner.geo import Frame

LEAST_POINTS = 4
"""Fewest points of a closed ring."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A polygon as it stands in a file.

    Attributes
    ----------
    name
        Its name, from the property that was asked for, or its number.
    place
        How faults call it.
    properties
        All that the file says about it.
    region
        Its rings in WGS84 [deg]; lines may cross.
    """

    name: str
    place: str
    properties: Mapping[str, object]
    region: Region

    def outline(self, frame: Frame) -> MultiPolygon:
        """Give it in metres; it may be invalid."""
        return frame.polygon(self.region)


def read_polygons(path: Path, key: str = "id", datum: Datum = "wgs84") -> tuple[Drawn, ...]:
    """Read the polygons of a vector file; their rings are not checked for crossings.

    Parameters
    ----------
    key
        Property that names a polygon.

    Raises
    ------
    InputRefused
        If the file cannot be read, or one of its features is no polygon in longitude and latitude.
    """
    stem, found, layer = str(path).partition(".gpkg#")
    source, faults, ground = (
        SourceFile(Path(stem + found[:-1]), path.name, layer or None),
        Faults(),
        Ground(datum, None),
    )
    features, file_datum = read_features(source, datum, faults)
    drawn = []
    for number, feature in enumerate(features.features, 1):
        shape = feature.shape
        if shape is None or feature.broken:
            faults.add("geometry_missing", source.name, feature.place)
            continue
        if shape.kind != "Polygon":
            faults.add("geometry_wrong_type", source.name, feature.place, found=shape.kind, wanted="Polygon")
            continue
        if any(len(ring) < LEAST_POINTS for part in shape.parts for ring in part) or not shape.parts:
            faults.add("polygon_too_few_points", source.name, feature.place)
            continue
        points = ground.placed(shape.points(), source.name, feature.place, faults, datum=file_datum)
        if points is not None:
            name = str(feature.properties.get(key) or number)
            drawn.append(Drawn(name, feature.place, feature.properties, _region(shape.moved(points).parts)))
    faults.raise_any()
    if not drawn:
        raise source.refused("geojson_no_features")
    return tuple(drawn)


def _region(parts: Iterable[Iterable[Iterable[Iterable[float]]]]) -> Region:
    return tuple(tuple(tuple((float(lon), float(lat)) for lon, lat in ring) for ring in part) for part in parts)


def polygons_text(rows: Iterable[tuple[Mapping[str, object], Region]]) -> str:
    """Give properties and regions as GeoJSON, one feature a line, in 7 decimals: a centimetre."""
    lines = []
    for properties, region in rows:
        rings = [[[[round(lon, 7), round(lat, 7)] for lon, lat in ring] for ring in part] for part in region]
        geometry = {"type": "MultiPolygon", "coordinates": rings}
        feature = {"type": "Feature", "properties": dict(properties), "geometry": geometry}
        lines.append(json.dumps(feature, ensure_ascii=False, separators=(",", ":"), allow_nan=False))
    return '{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n"
