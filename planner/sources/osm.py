"""Streets from OpenStreetMap files, `.osm`, `.osm.gz` and `.osm.pbf`, by pyosmium in one pass."""

from __future__ import annotations

import gzip
import zlib
from typing import TYPE_CHECKING

import osmium

from planner.sources.faults import shown
from planner.sources.road_rules import road
from planner.sources.ways import Ways

if TYPE_CHECKING:
    from planner.errors import InputRefused
    from planner.geo import Datum
    from planner.sources.files import SourceFile

UNITS_PER_DEG = 1e7
"""libosmium's fixed-point coordinates; a missing point has 2**31 - 1, which is off the globe."""

FORMATS = {".osm": "osm", ".osm.gz": "osm.gz", ".osm.pbf": "osm.pbf", ".pbf": "osm.pbf"}
"""libosmium's name of the format for each suffix."""

PROLOG_BYTES = 65_536
"""How much of an XML file is searched for a document type [bytes]."""


def read_osm(source: SourceFile, datum: Datum) -> Ways:
    """Read the streets of an OpenStreetMap file; everything else in it is passed over.

    Points that the file does not hold, as at the border of an extract, lie off the globe.

    Raises
    ------
    InputRefused
        If it is no such file or a damaged one, or declares entities.
    """
    kind = next(kind for suffix, kind in FORMATS.items() if source.path.name.lower().endswith(suffix))
    _refuse_at_sight(source, kind)
    processor = (
        osmium.FileProcessor(osmium.io.File(str(source.path), kind), osmium.osm.NODE | osmium.osm.WAY)
        .with_locations("flex_mem")
        .with_filter(osmium.filter.EntityFilter(osmium.osm.WAY))
        .with_filter(osmium.filter.KeyFilter("highway"))
    )
    ways = Ways(datum=datum)
    try:
        for way in processor:
            if isinstance(way, osmium.osm.Way):  # always, after the filter
                _add(ways, way)
        _place_drawn_points(ways, source, kind)
    except (RuntimeError, OSError, ValueError, osmium.InvalidLocationError) as error:
        raise source.refused("streets_unreadable", detail=shown(str(error))) from error
    return ways


def _add(ways: Ways, way: osmium.osm.Way) -> None:
    tags = dict(way.tags)
    found = road(tags)
    if found is not None:
        ways.add(
            found,
            tags.get("name", ""),
            ((node.ref, node.x / UNITS_PER_DEG, node.y / UNITS_PER_DEG) for node in way.nodes),
        )


def _place_drawn_points(ways: Ways, source: SourceFile, kind: str) -> None:
    """Place points with negative numbers, as editors give to what is drawn by hand; libosmium does not index them."""
    if min(ways.ref, default=0) >= 0:
        return
    nodes = osmium.FileProcessor(osmium.io.File(str(source.path), kind), osmium.osm.NODE)
    places = {node.id: (node.lon, node.lat) for node in nodes if isinstance(node, osmium.osm.Node) and node.id < 0}
    for row, ref in enumerate(ways.ref):
        if ref in places:
            ways.lon[row], ways.lat[row] = places[ref]


def _refuse_at_sight(source: SourceFile, kind: str) -> None:
    """Refuse what cannot be opened, is empty, or is XML with a document type, which could declare entities."""
    try:
        with gzip.open(source.path) if kind == "osm.gz" else source.path.open("rb") as stream:
            start = stream.read(PROLOG_BYTES)
    except (OSError, ValueError, EOFError, zlib.error) as error:
        raise _unopened(source, error) from error
    if not start:
        raise source.refused("file_empty")
    if kind != "osm.pbf" and (b"<!DOCTYPE" in start or b"<!ENTITY" in start):
        raise source.refused("xml_entities")


def _unopened(source: SourceFile, error: Exception) -> InputRefused:
    if isinstance(error, FileNotFoundError):
        return source.refused("file_missing")
    if isinstance(error, IsADirectoryError):
        return source.refused("file_is_folder")
    return source.refused("streets_unreadable", detail=shown(str(error)))
