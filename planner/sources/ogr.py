"""GeoPackage, Shapefile and KML by GDAL: what the file really is, is looked at before GDAL sees it."""

from __future__ import annotations

import io
import math
import warnings
from typing import TYPE_CHECKING, Any

import numpy as np

from planner.sources.features import Feature, Layer
from planner.sources.geometry import Shape
from planner.sources.records import label
from planner.sources.text import decoded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from shapely.geometry.base import BaseGeometry

    from planner.sources.faults import Faults
    from planner.sources.files import SourceFile

KML_NAMESPACE_END = "}kml"


def read_ogr(source: SourceFile, faults: Faults) -> Layer:
    """Read the features of a GeoPackage, Shapefile or KML file.

    Raises
    ------
    InputRefused
        If the file as a whole cannot be read.
    """
    suffix = source.path.suffix.lower()
    _GATES[suffix](source)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return _read(source, suffix, faults)


def _read(source: SourceFile, suffix: str, faults: Faults) -> Layer:
    import pyogrio.errors
    import pyogrio.raw

    list_layers: Callable[..., Any] = pyogrio.list_layers
    read: Callable[..., Any] = pyogrio.raw.read
    try:
        layers = _layers(source, [str(name) for name, _ in list_layers(source.path)], suffix)
        features: list[Feature] = []
        crs: str | None = None
        for layer in layers:
            encoding = _dbf_encoding(source) if suffix == ".shp" else None
            meta, _, shapes, columns = read(source.path, layer=layer, encoding=encoding, force_2d=True)
            crs = meta["crs"]
            rows = zip(shapes if shapes is not None else [], *columns, strict=True)
            features += _features(rows, [str(name) for name in meta["fields"]], len(features), source, faults)
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, pyogrio.errors.CRSError) as error:
        raise source.refused("vector_unreadable", detail=str(error)[:200]) from None
    except (ValueError, RuntimeError, OSError, UnicodeError) as error:
        raise source.refused("vector_unreadable", detail=str(error)[:200]) from None
    if crs is None:
        raise source.refused("crs_missing")
    return Layer(tuple(features), crs)


def _layers(source: SourceFile, found: list[str], suffix: str) -> list[str]:
    if source.layer is not None:
        if source.layer not in found:
            raise source.refused("layer_missing", layer=source.layer, known=", ".join(found))
        return [source.layer]
    if len(found) > 1 and suffix != ".kml":
        raise source.refused("layers_several", known=", ".join(found))
    return found


def _features(
    rows: Iterable[tuple[Any, ...]], names: list[str], before: int, source: SourceFile, faults: Faults
) -> Iterator[Feature]:
    import shapely

    for number, (wkb, *values) in enumerate(rows, before + 1):
        properties = {name: _value(value) for name, value in zip(names, values, strict=True)}
        place = label(f"feature {number}", {key.lower(): value for key, value in properties.items()})
        if wkb is None:
            yield Feature(place, properties, None)
            continue
        geometry = shapely.from_wkb(wkb, on_invalid="ignore")
        if geometry is None:
            faults.add("geometry_unreadable", source.name, place)
        yield Feature(place, properties, shape_of(geometry) if geometry else None, broken=geometry is None)


def _value(value: object) -> object:
    """Give a cell as JSON has it; GDAL's empty number is NaN and its dates are numpy's."""
    if isinstance(value, np.datetime64):
        return None if np.isnat(value) else str(value)
    if isinstance(value, np.ndarray):
        return [_value(inner) for inner in value.tolist()]
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, bytes) or (isinstance(value, float) and math.isnan(value)):
        return None
    return value


def shape_of(geometry: BaseGeometry) -> Shape:
    """Give a shapely geometry as a shape."""
    import shapely

    kind = geometry.geom_type.removeprefix("Multi")
    if kind not in {"Point", "LineString", "Polygon"}:
        return Shape(geometry.geom_type, ())
    parts = []
    for part in shapely.get_parts(geometry):
        paths = [part.exterior, *part.interiors] if kind == "Polygon" else [part]
        parts.append(tuple(shapely.get_coordinates(path) for path in paths))
    return Shape(kind, tuple(parts))


def _gate_kml(source: SourceFile) -> None:
    """Refuse XML that declares entities or is no KML."""
    from xml.etree.ElementTree import ParseError

    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import iterparse

    try:
        for _, element in iterparse(io.BytesIO(source.data()), events=("start",), forbid_dtd=True):
            if not f"}}{element.tag}".endswith(KML_NAMESPACE_END):
                raise source.refused("kml_root", root=str(element.tag)[:60])
            break
        for _ in iterparse(io.BytesIO(source.data()), forbid_dtd=True):
            pass
    except DefusedXmlException:
        raise source.refused("xml_entities") from None
    except (ParseError, ValueError, LookupError) as error:
        place = f"line {error.position[0]}" if isinstance(error, ParseError) else ""
        raise source.refused("xml_syntax", place, detail=str(error)[:200]) from None


def _gate_geopackage(source: SourceFile) -> None:
    if not source.data().startswith(b"SQLite format 3\x00"):
        raise source.refused("file_is_not", format="GeoPackage")


def _gate_shapefile(source: SourceFile) -> None:
    """Refuse what does not start with the file code 9994 of a shapefile, or lacks the files beside it."""
    if not source.data().startswith(b"\x00\x00\x27\x0a"):
        raise source.refused("file_is_not", format="Shapefile")
    for suffix in (".shx", ".dbf"):
        if not any(source.path.with_suffix(case).is_file() for case in (suffix, suffix.upper())):
            raise source.refused("shapefile_part_missing", part=source.path.with_suffix(suffix).name)


def _dbf_encoding(source: SourceFile) -> str | None:
    """Tell the encoding of a table without .cpg file: UTF-8 if all of it reads as that, else GB18030."""
    table = source.path.with_suffix(".dbf")
    if source.path.with_suffix(".cpg").is_file() or not table.is_file():
        return None
    data = table.read_bytes()
    return decoded(data[int.from_bytes(data[8:10], "little") :].replace(b"\0", b" "))[1]


_GATES = {".gpkg": _gate_geopackage, ".shp": _gate_shapefile, ".kml": _gate_kml}
