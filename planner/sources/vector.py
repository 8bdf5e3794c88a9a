"""Vector files of any accepted format, in longitude and latitude."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from planner.sources.features import Layer
from planner.sources.geojson import read_geojson
from planner.sources.ogr import read_ogr

if TYPE_CHECKING:
    from pyproj import Transformer

    from planner.geo import Datum
    from planner.sources.faults import Faults
    from planner.sources.files import SourceFile

READERS = {
    ".geojson": read_geojson,
    ".json": read_geojson,
    ".gpkg": read_ogr,
    ".shp": read_ogr,
    ".kml": read_ogr,
}
"""Reader of each file name ending."""


def read_features(source: SourceFile, datum: Datum, faults: Faults) -> tuple[Layer, Datum]:
    """Read the features of a vector file, with coordinates in degrees.

    A file that declares another CRS than WGS84 is converted and taken at its word: the scenario's datum does not
    apply to it.

    Returns
    -------
    tuple
        The features, and the datum that their coordinates are still in.

    Raises
    ------
    InputRefused
        If the file as a whole cannot be read.
    """
    reader = READERS.get(source.path.suffix.lower())
    if reader is None:
        raise source.refused("file_type_unknown", known=", ".join(READERS))
    layer = reader(source, faults)
    if layer.crs is None:
        return layer, datum
    transformer = _to_wgs84(layer.crs, source)
    if transformer is None:
        return layer, datum
    return _transformed(layer, transformer), "wgs84"


def _to_wgs84(crs: str, source: SourceFile) -> Transformer | None:
    """Give the conversion from a CRS, or None if it is WGS84 in degrees."""
    from pyproj import CRS, Transformer
    from pyproj.exceptions import CRSError, ProjError

    try:
        declared, wgs84 = CRS.from_user_input(crs), CRS.from_epsg(4326)
        if declared.equals(wgs84, ignore_axis_order=True):
            return None
        return Transformer.from_crs(declared, wgs84, always_xy=True)
    except (CRSError, ProjError):
        raise source.refused("crs_unknown", "crs", crs=crs[:60]) from None


def _transformed(layer: Layer, transformer: Transformer) -> Layer:
    features = []
    for feature in layer.features:
        if feature.shape is None or not feature.shape.parts:
            features.append(feature)
            continue
        points = feature.shape.points()
        lon, lat = transformer.transform(points[:, 0], points[:, 1])
        features.append(replace(feature, shape=feature.shape.moved(np.column_stack([lon, lat]))))
    return Layer(tuple(features))
