"""Streets from OpenStreetMap files, `.osm`, `.osm.gz` and `.osm.pbf`, by pyosmium in one pass."""

from __future__ import annotations

import gzip
import zlib
from typing import TYPE_CHECKING, NamedTuple

import osmium

from planner.sources.faults import shown
from planner.sources.restrictions import ALL_KEYS, Rule, rule
from planner.sources.road_rules import road
from planner.sources.ways import Turn, Ways

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
    """Read the streets of an OpenStreetMap file with their turn restrictions; everything else in it is passed over.

    Points that the file does not hold, as at the border of an extract, lie off the globe.

    Raises
    ------
    InputRefused
        If it is no such file or a damaged one, or declares entities.
    """
    kind = next(kind for suffix, kind in FORMATS.items() if source.path.name.lower().endswith(suffix))
    _refuse_at_sight(source, kind)
    entities = osmium.osm.WAY | osmium.osm.RELATION
    processor = (
        osmium.FileProcessor(osmium.io.File(str(source.path), kind), osmium.osm.NODE | entities)
        .with_locations("flex_mem")
        .with_filter(osmium.filter.EntityFilter(entities))
        .with_filter(osmium.filter.KeyFilter("highway", *ALL_KEYS))
    )
    ways, rows, found = Ways(datum=datum), dict[int, int](), list[_Restriction]()
    try:
        for thing in processor:
            if isinstance(thing, osmium.osm.Way):
                _add(ways, rows, thing)
            elif isinstance(thing, osmium.osm.Relation) and (said := rule(dict(thing.tags))) is not None:
                found.append(_restriction(said, thing))
        _place_drawn_points(ways, source, kind)
    except (RuntimeError, OSError, ValueError, osmium.InvalidLocationError) as error:
        raise source.refused("streets_unreadable", detail=shown(str(error))) from error
    for restriction in found:
        _add_turns(ways, rows, restriction)
    return ways


class _Restriction(NamedTuple):
    """A restriction with its members by their ids."""

    rule: Rule
    before: list[int]
    via: list[int]
    via_ways: bool
    after: list[int]


def _restriction(said: Rule, relation: osmium.osm.Relation) -> _Restriction:
    members = [(member.role, member.type, member.ref) for member in relation.members]
    return _Restriction(
        rule=said,
        before=[ref for role, kind, ref in members if role == "from" and kind == "w"],
        via=[ref for role, kind, ref in members if role == "via" and kind == "n"],
        via_ways=any(role == "via" and kind != "n" for role, kind, _ in members),
        after=[ref for role, kind, ref in members if role == "to" and kind == "w"],
    )


def _add_turns(ways: Ways, rows: dict[int, int], found: _Restriction) -> None:
    """Take a restriction at one point; one along whole ways, or with a member missing, is counted and left out."""
    known = [ref in rows for ref in (*found.before, *found.after)]
    several = len(found.before) > 1 or len(found.after) > 1
    if found.via_ways or len(found.via) != 1 or len(known) < 2 or not all(known) or (found.rule.only and several):
        ways.turns_left_out += 1
        return
    for before in found.before:
        for after in found.after:
            ways.turns.append(Turn(rows[before], rows[after], found.via[0], found.rule.only, found.rule.back))


def _add(ways: Ways, rows: dict[int, int], way: osmium.osm.Way) -> None:
    tags = dict(way.tags)
    found = road(tags)
    if found is not None:
        rows[way.id] = len(ways.points)
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
