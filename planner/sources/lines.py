"""Streets as lines with properties, from GeoJSON or GeoPackage, and back to GeoJSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from planner.domain.street import BIKE, CAR, FOOT, ROAD_CLASSES
from planner.sources.faults import Faults, shown
from planner.sources.ground import Ground
from planner.sources.line_turns import LISTS, OWN_ID, LineTurns, turn_properties
from planner.sources.road_rules import CLASS_MODES, class_of, road
from planner.sources.vector import read_features
from planner.sources.ways import Ways
from planner.streets.columns import lines_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from planner.domain.street import Streets
    from planner.geo import Datum, Floats
    from planner.sources.features import Feature
    from planner.sources.files import SourceFile

_TURNING = frozenset({OWN_ID, *LISTS})
"""Properties that say something about turns."""

OWN_KEYS = {"class": "highway", "car": "motorcar", "bike": "bicycle"}
"""Properties of this package's own, and the OpenStreetMap keys that they stand for; `foot` is the same in both."""


def read_lines(source: SourceFile, datum: Datum) -> Ways:
    """Read lines as streets, drawn in their forward direction; points at the same place are one junction.

    Properties are `name`, `class` or `highway`, `oneway`, `maxspeed` [km/h], `car`, `bike`, `foot` (true or false), any
    other key of OpenStreetMap that says who may pass, and those of `line_turns`. A line that nobody may pass, or of a
    class that is no street, is passed over.

    Raises
    ------
    InputRefused
        With all faults: features that are no lines, points off the globe, classes that are none, turns that are none.
    """
    faults = Faults()
    layer, datum = read_features(source, datum, faults)
    ground = Ground(datum, None)
    ways = Ways()
    refs: dict[tuple[int, int], int] = {}
    turns = LineTurns(source.name, faults)
    for feature in layer.features:
        tags = _tags(feature.properties)
        if not _is_class(tags, source, feature, faults):
            continue
        found = road(tags)
        lines = _lines(feature, ground, source, faults) if found is not None or _TURNING & tags.keys() else []
        drawn = [[(_ref(refs, lon, lat), lon, lat) for lon, lat in line.tolist()] for line in lines]
        before = len(ways.points)
        if found is not None:
            for points in drawn:
                ways.add(found, tags.get("name", ""), points)
        if drawn and _TURNING & tags.keys():
            turns.met(tags, feature.place, range(before, len(ways.points)), (drawn[0][0][0], drawn[-1][-1][0]))
    turns.add_to(ways)
    faults.raise_any()
    return ways


def _tags(properties: Mapping[str, object]) -> dict[str, str]:
    """Give properties as OpenStreetMap tags; keys without regard to case, empty values left out."""
    words = {True: "yes", False: "no"}
    tags = {}
    for key, value in properties.items():
        if value is not None and value != "":
            low = key.strip().lower()
            tags[OWN_KEYS.get(low, low)] = words[value] if isinstance(value, bool) else str(value)
    return tags


def _is_class(tags: dict[str, str], source: SourceFile, feature: Feature, faults: Faults) -> bool:
    """Tell whether a feature is a street; one that says nothing about it is a fault."""
    if "highway" not in tags:
        faults.add("street_class_missing", source.name, feature.place, known=", ".join(CLASS_MODES))
    elif class_of(tags["highway"]) is None and "class" in {key.strip().lower() for key in feature.properties}:
        known = ", ".join(CLASS_MODES)
        faults.add("street_class_unknown", source.name, feature.place, value=shown(tags["highway"]), known=known)
    else:
        return True
    return False


def _lines(feature: Feature, ground: Ground, source: SourceFile, faults: Faults) -> list[Floats]:
    """Give the lines of a feature [deg], or none and a fault."""
    shape = feature.shape
    if shape is None:
        if not feature.broken:
            faults.add("geometry_missing", source.name, feature.place)
        return []
    if shape.kind != "LineString":
        faults.add("geometry_wrong_type", source.name, feature.place, found=shape.kind, wanted="LineString")
        return []
    placed = ground.placed(shape.points(), source.name, feature.place, faults)
    lines = [] if placed is None else [np.round(part[0], 7) for part in shape.moved(placed).parts]
    if any(len(np.unique(line, axis=0)) < 2 for line in lines):
        faults.add("line_too_short", source.name, feature.place)
    return lines


def _ref(refs: dict[tuple[int, int], int], lon: float, lat: float) -> int:
    return refs.setdefault((round(lon * 1e7), round(lat * 1e7)), len(refs))


def street_features(streets: Streets) -> dict[str, object]:
    """Give streets as a GeoJSON feature collection, one feature for an edge and its opposite.

    Read back without clipping, it makes the same network again, row for row, as long as the network came from a file.
    """
    pairs: list[tuple[int, int]] = []
    done: set[int] = set()
    for edge, line in enumerate(lines_of(streets, list(range(streets.edges)))):
        if edge not in done:
            back = next((other for other in line.against if other not in done and other != edge), -1)
            done.update({edge, back})
            pairs.append((edge, back))
    features = []
    for (edge, back), turns in zip(pairs, turn_properties(streets, pairs), strict=True):
        geometry = {"type": "LineString", "coordinates": streets.shape(edge).tolist()}
        properties = _properties(streets, edge, back) | turns
        features.append({"type": "Feature", "properties": properties, "geometry": geometry})
    return {"type": "FeatureCollection", "features": features}


def _properties(streets: Streets, edge: int, back: int) -> dict[str, object]:
    """Say what an edge and its opposite, -1 for none, allow."""
    there = int(streets.edge_modes[edge])
    here = int(streets.edge_modes[back]) if back >= 0 else 0
    oneway = bool(there & ~here & (CAR if there & CAR else BIKE)) or here == 0
    speed_kmh = float(streets.edge_speed_kmh[edge])
    properties: dict[str, object] = {
        "name": streets.names[streets.edge_name[edge]],
        "class": ROAD_CLASSES[streets.edge_class[edge]],
        "oneway": oneway,
        "maxspeed": speed_kmh,
        "car": bool(there & CAR),
        "bike": bool(there & BIKE),
        "foot": bool(there & FOOT),
    }
    if back >= 0 and streets.edge_speed_kmh[back] != speed_kmh:
        properties["maxspeed:backward"] = float(streets.edge_speed_kmh[back])
    if there & BIKE and oneway == bool(here & BIKE):
        properties["oneway:bicycle"] = "no" if oneway else "yes"
    return properties
