"""Read streets from any accepted format; one small record a format."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from planner.sources.files import SourceFile

if TYPE_CHECKING:
    from planner.domain.noun import Region
    from planner.domain.street import Streets
    from planner.geo import Datum
    from planner.sources.ways import Ways


def _osm(source: SourceFile, datum: Datum) -> Ways:
    from planner.sources.osm import read_osm

    return read_osm(source, datum)


def _graphml(source: SourceFile, datum: Datum) -> Ways:
    from planner.sources.graphml import read_graphml

    return read_graphml(source, datum)


def _lines(source: SourceFile, datum: Datum) -> Ways:
    from planner.sources.lines import read_lines

    return read_lines(source, datum)


class StreetFormat(NamedTuple):
    """A format: how its files' names end, and its reader, which is imported when it is used."""

    suffixes: tuple[str, ...]
    read: Callable[[SourceFile, Datum], Ways]


FORMATS: tuple[StreetFormat, ...] = (
    StreetFormat((".osm", ".osm.gz", ".osm.pbf", ".pbf"), _osm),
    StreetFormat((".graphml",), _graphml),
    StreetFormat((".geojson", ".json", ".gpkg"), _lines),
)


def read_streets(
    path: Path,
    *,
    clip: Region | None,
    margin_m: float = 500.0,
    datum: Datum = "wgs84",
    name: str = "",
    layer: str | None = None,
) -> Streets:
    """Read the street network that a file holds.

    Parameters
    ----------
    path
        The file; the end of its name tells the format.
    clip
        Ground outside which streets are cut off; None: all are kept.
    margin_m
        Width of a strip about that ground that is kept as well [m].
    datum
        Datum of the file's coordinates.
    name
        How faults call the file; its own name by default.
    layer
        Layer of a GeoPackage, if it has several.

    Raises
    ------
    InputRefused
        If the file is missing, damaged, of an unknown format, or holds no street (on this ground).
    """
    from planner.sources.builder import build

    source = SourceFile(path, name or path.name, layer)
    ways = _reader(source)(source, datum)
    if not len(ways.points):
        raise source.refused("streets_none")
    streets = build(ways, clip=clip, margin_m=margin_m)
    if streets is None:
        raise source.refused(_why_nothing(ways), margin_m=round(margin_m))
    return streets


def _why_nothing(ways: Ways) -> str:
    from planner.sources.ways import runs_of

    return "streets_outside" if len(runs_of(ways).way) else "streets_points_missing"


def _reader(source: SourceFile) -> Callable[[SourceFile, Datum], Ways]:
    for street_format in FORMATS:
        if source.path.name.lower().endswith(street_format.suffixes):
            return street_format.read
    known = ", ".join(suffix for street_format in FORMATS for suffix in street_format.suffixes)
    raise source.refused("file_type_unknown", known=known)
