"""Write a scenario as a folder that needs nothing outside itself, and name its content by a hash."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from planner.domain.drone_task import DroneTask
from planner.domain.scenario import Scenario
from planner.sources.files import MANIFEST_NAME, SourceFile, manifest_file, named_file
from planner.sources.manifest import FORMAT, FileNames, Manifest
from planner.sources.manifest_file import read_toml
from planner.sources.tables_out import write_tables

if TYPE_CHECKING:
    from planner.domain.noun import Noun, Region

LAYERS: Mapping[str, str] = {
    "grids": "region",
    "places": "location",
    "zones": "region",
    "points": "location",
    "lines": "line",
    "areas": "region",
    "drone_tasks": "",
}
"""Key of the geometry of each kind that is written as GeoJSON; a drone task has one of three."""

SECTIONS = ("offices", "tiers", "forces", "duties", "shifts", "drone_models", "docks", "pins")
"""Lists of nouns that stand in the manifest."""


def write_scenario(scenario: Scenario, folder: Path) -> str:
    """Write a scenario as ``scenario.toml`` with WGS84 GeoJSON and UTF-8 CSV beside it.

    `read_scenario` reads an equal scenario back.

    Returns
    -------
    The hash of the files, as `scenario_hash` gives it.
    """
    from planner.sources.lines import street_features

    streets = street_features(scenario.streets)
    folder.mkdir(parents=True, exist_ok=True)
    names = {"boundary": "boundary.geojson", "grids": "grids.geojson", "streets": "streets.geojson"}
    _write(folder / names["boundary"], _collection([_feature({}, _polygons(scenario.boundary))]))
    _write(folder / names["streets"], _collection(cast("list[dict[str, Any]]", streets["features"])))
    for kind, key in LAYERS.items():
        nouns: tuple[Noun, ...] = getattr(scenario, kind)
        if nouns or kind in names:
            names[kind] = f"{kind}.geojson"
            _write(folder / names[kind], _collection(_noun_feature(noun, key) for noun in nouns))
    names |= write_tables(scenario, folder)
    _write(folder / MANIFEST_NAME, _manifest(scenario, FileNames.model_validate(names)))
    return scenario_hash(folder)


def scenario_hash(folder: Path) -> str:
    """Give the SHA-256 over the manifest of a scenario folder and every file it names, in hexadecimal.

    Raises
    ------
    InputRefused
        If one of them cannot be read.
    """
    manifest = manifest_file(folder)
    files = read_toml(manifest).get("files")
    named = files if isinstance(files, dict) else {}
    keys = [key for key in FileNames.model_fields if key != "streets_datum" and isinstance(named.get(key), str)]
    sources = {key: named_file(named[key], manifest, key) for key in keys}
    total = hashlib.sha256()
    for key, source in [("", manifest), *sorted(sources.items())]:
        total.update(f"{key} {_digest(source)}\n".encode())
    return total.hexdigest()


def _digest(source: SourceFile) -> str:
    """Give the SHA-256 of a file, in hexadecimal, without holding it."""
    with source.opened() as file:
        try:
            return hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            raise source.refused("file_unreadable", detail=error.strerror or type(error).__name__) from None


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="")


def _manifest(scenario: Scenario, files: FileNames) -> str:
    import tomli_w

    manifest = Manifest(
        format=FORMAT,
        station=scenario.station,
        files=files,
        roster=scenario.roster,
        demand=scenario.demand,
        patrol=scenario.patrol,
        rounds=scenario.rounds,
        **{kind: getattr(scenario, kind) for kind in SECTIONS},
    )
    return tomli_w.dumps(manifest.model_dump(mode="json", exclude_none=True))


def _collection(features: Iterable[Mapping[str, Any]]) -> str:
    """Give a GeoJSON file with one feature a line."""
    lines = ",\n".join(json.dumps(f, ensure_ascii=False, separators=(",", ":"), allow_nan=False) for f in features)
    return f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n'


def _feature(properties: Mapping[str, Any], geometry: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def _noun_feature(noun: Noun, key: str) -> dict[str, Any]:
    """Give a noun as a feature: its geometry from `key`, or from the one of a drone task's three keys that is set."""
    if isinstance(noun, DroneTask):
        key = next(name for name in ("point", "line", "region") if getattr(noun, name) is not None)
    value = getattr(noun, key)
    properties = noun.model_dump(mode="json", exclude={key}, exclude_none=True)
    return _feature(properties, _GEOMETRIES[key](value))


def _polygons(region: Region) -> dict[str, Any]:
    return {"type": "MultiPolygon", "coordinates": region}


_GEOMETRIES = {
    "location": lambda point: {"type": "Point", "coordinates": point},
    "point": lambda point: {"type": "Point", "coordinates": point},
    "line": lambda line: {"type": "LineString", "coordinates": line},
    "region": _polygons,
}
