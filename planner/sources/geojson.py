"""GeoJSON by the standard library: features with their number, properties and shape."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, NoReturn

import numpy as np

from planner.sources.features import Feature, Layer
from planner.sources.geometry import Shape
from planner.sources.records import label

if TYPE_CHECKING:
    from collections.abc import Callable

    from planner.geo import Floats
    from planner.sources.faults import Faults
    from planner.sources.files import SourceFile

_CRS = re.compile(r"(?:urn:(?:x-)?ogc:def:crs:)?(EPSG|ESRI|OGC|IAU)[:0-9.]*:([A-Za-z0-9]+)", re.ASCII)

_STRING_OR_CONSTANT = re.compile(r'"(?:[^"\\]|\\.)*"|NaN|-?Infinity', re.DOTALL)


def read_json(source: SourceFile) -> object:
    """Read a JSON file strictly: UTF-8, no NaN, no Infinity.

    Raises
    ------
    InputRefused
        If it is not that.
    """
    text = ""

    def refuse_constant(name: str) -> NoReturn:
        raise source.refused("json_not_finite", _place_of_constant(text), value=name)

    try:
        text = source.data().decode("utf-8-sig")
        return json.loads(text, parse_constant=refuse_constant)
    except UnicodeDecodeError as error:
        raise source.refused("json_encoding", f"byte {error.start + 1}") from None
    except json.JSONDecodeError as error:
        raise source.refused("json_syntax", f"line {error.lineno}", detail=error.msg) from None
    except RecursionError:
        raise source.refused("nested_too_deep") from None
    except ValueError:
        raise source.refused("json_number_too_long") from None


def _place_of_constant(text: str) -> str:
    """Give line and column of the first NaN or Infinity that stands outside a string."""
    found = next(match for match in _STRING_OR_CONSTANT.finditer(text) if not match[0].startswith('"'))
    line_start = text.rfind("\n", 0, found.start()) + 1
    return f"line {text.count(chr(10), 0, found.start()) + 1}, column {found.start() - line_start + 1}"


def read_geojson(source: SourceFile, faults: Faults) -> Layer:
    """Read the features of a GeoJSON file; a feature that cannot be read is told and left out.

    Raises
    ------
    InputRefused
        If the file as a whole cannot be read.
    """
    root = read_json(source)
    if not isinstance(root, dict) or root.get("type") not in ("FeatureCollection", "Feature"):
        raise source.refused("geojson_no_features")
    listed = [root] if root["type"] == "Feature" else root.get("features")
    if not isinstance(listed, list):
        raise source.refused("geojson_no_features")
    features = [_feature(number, item, source, faults) for number, item in enumerate(listed, 1)]
    return Layer(tuple(feature for feature in features if feature), _crs(root.get("crs"), source))


def _crs(declared: object, source: SourceFile) -> str | None:
    """Give the CRS of GeoJSON as it was before RFC 7946, such as ``EPSG:4547``; None is WGS84."""
    if declared is None:
        return None
    properties = declared.get("properties") if isinstance(declared, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    found = _CRS.fullmatch(name) if isinstance(name, str) else None
    if found is None:
        raise source.refused("crs_unknown", "crs", crs=str(name)[:60])
    return None if found[2] == "CRS84" else f"{found[1]}:{found[2]}"


def _feature(number: int, item: object, source: SourceFile, faults: Faults) -> Feature | None:
    place = f"feature {number}"
    if not isinstance(item, dict) or item.get("type") != "Feature":
        faults.add("not_a_feature", source.name, place)
        return None
    properties = item.get("properties") or {}
    if not isinstance(properties, dict):
        faults.add("not_a_table", source.name, f"{place}: properties", value=type(properties).__name__)
        return None
    if properties.get("id") is None and item.get("id") is not None:
        properties = {**properties, "id": item["id"]}
    place = label(place, properties)
    geometry = item.get("geometry")
    if geometry is None:
        return Feature(place, properties, None)
    try:
        return Feature(place, properties, _shape(geometry))
    except (TypeError, ValueError, KeyError, OverflowError, AttributeError):
        faults.add("geometry_unreadable", source.name, place)
        return Feature(place, properties, None, broken=True)


def _shape(geometry: dict[str, object]) -> Shape:
    kind = geometry["type"]
    if not isinstance(kind, str):
        raise TypeError
    build = _BUILDERS.get(kind)
    if build is None:
        return Shape(kind[:40], ())
    return Shape(kind.removeprefix("Multi"), build(geometry["coordinates"]))


def _path(points: object) -> Floats:
    """Read a list of positions; anything that is not a number raises."""
    if not isinstance(points, list):
        raise TypeError
    pairs = []
    for point in points:
        lon, lat = point[:2]
        if type(lon) not in {int, float} or type(lat) not in {int, float}:
            raise TypeError
        pairs.append((float(lon), float(lat)))
    return np.array(pairs, float).reshape(-1, 2)


def _rings(part: object) -> tuple[Floats, ...]:
    if not isinstance(part, list):
        raise TypeError
    return tuple(_path(ring) for ring in part)


def _each(parts: object, build: Callable[[object], tuple[Floats, ...]]) -> tuple[tuple[Floats, ...], ...]:
    if not isinstance(parts, list):
        raise TypeError
    return tuple(build(part) for part in parts)


_BUILDERS: dict[str, Callable[[object], tuple[tuple[Floats, ...], ...]]] = {
    "Point": lambda point: ((_path([point] if point else []),),),
    "MultiPoint": lambda points: _each(points, lambda point: (_path([point]),)),
    "LineString": lambda line: ((_path(line),),),
    "MultiLineString": lambda lines: _each(lines, lambda line: (_path(line),)),
    "Polygon": lambda rings: (_rings(rings),) if rings else (),
    "MultiPolygon": lambda parts: _each(parts, _rings),
}
