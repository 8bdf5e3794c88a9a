"""Write streets as a file that a scenario can name."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from planner.errors import Fault, InputRefused
from planner.sources.faults import shown

if TYPE_CHECKING:
    from planner.domain.street import Streets

LINE_SUFFIXES = (".geojson", ".json", ".gpkg")
"""Files that streets are converted to."""
OSM_SUFFIXES = (".osm", ".osm.gz")
"""Files that fetched streets are kept in, as they came."""


def write_streets(streets: Streets, path: Path) -> None:
    """Write streets as lines with properties; read back without clipping they are the same network.

    Parameters
    ----------
    path
        Ends in one of `LINE_SUFFIXES`.
    """
    from planner.sources.lines import street_features

    features = cast("list[dict[str, Any]]", street_features(streets)["features"])
    if path.name.lower().endswith(".gpkg"):
        _write_geopackage(features, path)
    else:
        rows = ",\n".join(
            json.dumps(row, ensure_ascii=False, separators=(",", ":"), allow_nan=False) for row in features
        )
        path.write_text(f'{{"type":"FeatureCollection","features":[\n{rows}\n]}}\n', encoding="utf-8", newline="")


def write_osm(data: bytes, path: Path) -> None:
    """Write an OpenStreetMap XML file as it came, packed if its name ends in ``.gz``."""
    path.write_bytes(gzip.compress(data, mtime=0) if path.name.lower().endswith(".gz") else data)


def _write_geopackage(features: list[dict[str, Any]], path: Path) -> None:
    """Write one layer `streets`; what is no figure, text or truth value is written as JSON text."""
    import pyogrio.raw
    import shapely

    lines = [shapely.LineString(feature["geometry"]["coordinates"]) for feature in features]
    keys = list(dict.fromkeys(key for feature in features for key in feature["properties"]))
    columns = [_column([feature["properties"].get(key) for feature in features]) for key in keys]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        write: Any = pyogrio.raw.write
        write(
            path,
            np.array(shapely.to_wkb(lines), object),
            columns,
            np.array(keys, object),
            layer="streets",
            driver="GPKG",
            geometry_type="LineString",
            crs="EPSG:4326",
        )


def _column(values: list[Any]) -> np.ndarray[Any, Any]:
    """Give one property of all features: truth values and numbers as such if every feature has one, else text."""
    if all(isinstance(value, bool) for value in values):
        return np.array(values, bool)
    if all(value is None or (isinstance(value, int | float) and not isinstance(value, bool)) for value in values):
        return np.array([np.nan if value is None else float(value) for value in values])
    return np.array([None if value is None else _text(value) for value in values], object)


def _text(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def refuse_place(path: Path, suffixes: tuple[str, ...], *inputs: Path) -> None:
    """Refuse a file to write that is of no known kind, is one of the files read, or has no place to stand.

    Raises
    ------
    InputRefused
        With one fault that says what would be right.
    """
    if not path.name.lower().endswith(suffixes):
        raise _refused(path, "out_type_unknown", known=", ".join(suffixes))
    for given in inputs:
        if path.resolve() == given.resolve() or (path.exists() and given.exists() and path.samefile(given)):
            raise _refused(path, "out_is_input")
    if path.is_dir():
        raise _refused(path, "file_is_folder")
    if not path.parent.is_dir():
        raise _refused(path, "file_unwritable", why=os.strerror(2))


@contextmanager
def new_file(path: Path) -> Iterator[Path]:
    """Give a place of the same name to write to; what stands there at the end of the block moves to `path` at once.

    Raises
    ------
    InputRefused
        If it cannot be written; what stood there before is left as it is.
    """
    try:
        workshop = Path(tempfile.mkdtemp(prefix=".streets-", dir=path.parent))
    except OSError as error:
        raise _refused(path, "file_unwritable", why=error.strerror or str(error)) from error
    try:
        yield workshop / path.name
        (workshop / path.name).replace(path)
    except OSError as error:
        raise _refused(path, "file_unwritable", why=error.strerror or str(error)) from error
    finally:
        shutil.rmtree(workshop, ignore_errors=True)


def _refused(path: Path, code: str, **params: object) -> InputRefused:
    return InputRefused([Fault(code=code, file=shown(str(path)), params=params)])
