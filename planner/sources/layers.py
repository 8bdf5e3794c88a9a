"""The vector files of a scenario: one reader for each kind of noun that has a geometry."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from planner.domain.noun import LonLat, Noun, Region
from planner.domain.place import Place
from planner.sources.draft import SCENARIO_NOUNS, Draft
from planner.sources.faults import shown
from planner.sources.features import Feature
from planner.sources.geometry import Surveyor
from planner.sources.records import Sourced, label, record
from planner.sources.tables import READERS as TABLES
from planner.sources.tables import read_rows
from planner.sources.values import known_values, number
from planner.sources.vector import read_features

if TYPE_CHECKING:
    from shapely import LinearRing

    from planner.sources.faults import Faults
    from planner.sources.files import SourceFile

Survey = Callable[[Surveyor, Feature], Mapping[str, object] | None]


def _at(surveyor: Surveyor, feature: Feature) -> Mapping[str, object] | None:
    location = surveyor.position(feature.shape, feature.place)
    return None if location is None else {"location": location}


def _along(surveyor: Surveyor, feature: Feature) -> Mapping[str, object] | None:
    line = surveyor.line(feature.shape, feature.place)
    return None if line is None else {"line": line}


def _inside(surveyor: Surveyor, feature: Feature) -> Mapping[str, object] | None:
    region = surveyor.region(feature.shape, feature.place)
    return None if region is None else {"region": region}


def _any_of_three(surveyor: Surveyor, feature: Feature) -> Mapping[str, object] | None:
    """Survey a drone task, which is a point, a line or a region."""
    shape = feature.shape
    if shape is not None and shape.kind not in {"Point", "LineString", "Polygon"}:
        wanted = "Point / LineString / Polygon"
        surveyor.faults.add("geometry_wrong_type", surveyor.file, feature.place, found=shape.kind, wanted=wanted)
        return None
    if shape is not None and shape.kind == "Point":
        point = surveyor.position(shape, feature.place)
        return None if point is None else {"point": point}
    if shape is not None and shape.kind == "LineString":
        return _along(surveyor, feature)
    return _inside(surveyor, feature)


GEOMETRY_KEYS = frozenset({"location", "line", "region", "point"})
"""Keys of nouns that come from a feature's geometry."""

SURVEYS: Mapping[str, Survey] = {
    "grids": _inside,
    "places": _at,
    "zones": _inside,
    "points": _at,
    "lines": _along,
    "areas": _inside,
    "drone_tasks": _any_of_three,
}
"""How the geometry of each kind is read."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A vector file whose features are ready to be surveyed."""

    features: tuple[Feature, ...]
    surveyor: Surveyor


def _opened(source: SourceFile, draft: Draft, faults: Faults) -> Opened:
    layer, datum = read_features(source, draft.ground.datum, faults)
    return Opened(layer.features, Surveyor(draft.ground, datum, source.name, faults))


def read_boundary(source: SourceFile, draft: Draft, faults: Faults) -> Region | None:
    """Read the station's ground; several features are joined.

    Raises
    ------
    InputRefused
        If the file as a whole cannot be read or has no feature.
    """
    opened = _opened(source, draft, faults)
    if not opened.features:
        raise source.refused("no_records")
    regions = [opened.surveyor.region(f.shape, f.place) for f in opened.features if not f.broken]
    whole = [region for region in regions if region is not None]
    if len(whole) < len(opened.features):
        return None
    return whole[0] if len(whole) == 1 else _joined(whole)


def _joined(regions: list[Region]) -> Region:
    import shapely

    parts = [shapely.Polygon(part[0], part[1:]) for region in regions for part in region]
    union = shapely.get_parts(shapely.union_all(parts))
    return tuple(tuple(_ring(ring) for ring in (part.exterior, *part.interiors)) for part in union)


def _ring(ring: LinearRing) -> tuple[LonLat, ...]:
    import shapely

    return tuple((float(lon), float(lat)) for lon, lat in shapely.get_coordinates(ring).tolist())


def read_layer(kind: str, source: SourceFile, draft: Draft, faults: Faults) -> None:
    """Read the nouns of one kind from a vector file into the draft.

    Raises
    ------
    InputRefused
        If the file as a whole cannot be read.
    """
    if source.path.suffix.lower() in TABLES:
        if kind != "places":
            raise source.refused("file_type_not_vector")
        read_place_table(source, draft, faults)
        return
    opened = _opened(source, draft, faults)
    model = SCENARIO_NOUNS[kind]
    for feature in opened.features:
        values = known_values(model, feature.properties, GEOMETRY_KEYS, source.name, faults)
        draft.met(kind, values, source.name, feature.place)
        geometry = None if feature.broken else SURVEYS[kind](opened.surveyor, feature)
        _keep(draft, kind, _judged(model, values, geometry, source.name, feature.place, faults), source, feature.place)


def _judged(
    model: type[Noun],
    values: Mapping[str, object],
    geometry: Mapping[str, object] | None,
    file: str,
    place: str,
    faults: Faults,
) -> Noun | None:
    """Judge the values even if the geometry was refused, so that all faults of a feature are told at once."""
    if geometry is not None:
        return record(model, {**values, **geometry}, file, place, faults)
    stand_in = {key: _STAND_INS[key] for key in GEOMETRY_KEYS if key in model.model_fields}
    record(model, {**values, **stand_in}, file, place, faults)
    return None


_STAND_INS: Mapping[str, object] = {
    "location": (0.0, 0.0),
    "point": (0.0, 0.0),
    "line": ((0.0, 0.0), (0.0, 1.0)),
    "region": (),
}
"""Stands for a geometry that was refused while the rest of its feature is judged."""


def _keep(draft: Draft, kind: str, noun: Noun | None, source: SourceFile, place: str) -> None:
    if noun is not None:
        getattr(draft, kind).append(Sourced(noun, source.name, place))


def read_place_table(source: SourceFile, draft: Draft, faults: Faults) -> None:
    """Read places from a table with `lon` and `lat`."""
    for row in read_rows(source, ("id", "lon", "lat", "kind")):
        place = label(row.place, row.cells)
        values = known_values(Place, row.cells, GEOMETRY_KEYS, source.name, faults)
        draft.met("places", values, source.name, place)
        location = read_position(row.cells, source.name, place, draft, faults)
        geometry = None if location is None else {"location": location}
        _keep(draft, "places", _judged(Place, values, geometry, source.name, place, faults), source, place)


def read_position(cells: Mapping[str, str], file: str, place: str, draft: Draft, faults: Faults) -> LonLat | None:
    """Read the cells `lon` and `lat` of a row."""
    pair = read_pair(cells, file, place, faults)
    points = None if pair is None else draft.ground.placed(pair, file, place, faults)
    return None if points is None else (float(points[0, 0]), float(points[0, 1]))


def read_pair(cells: Mapping[str, str], file: str, place: str, faults: Faults) -> LonLat | None:
    """Read the cells `lon` and `lat` of a row as numbers, wherever they lie."""
    lon, lat = number(cells.get("lon", "")), number(cells.get("lat", ""))
    if not isinstance(lon, str) and not isinstance(lat, str):
        return lon, lat
    for key, value in (("lon", lon), ("lat", lat)):
        if isinstance(value, str):
            code = "not_a_number" if value else "cell_empty"
            faults.add(code, file, f"{place}: {key}", value=shown(value), key=key)
    return None
