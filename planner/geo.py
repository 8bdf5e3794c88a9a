"""The only code that knows coordinate systems.

Outside: WGS84 longitude and latitude. Inside: one local metric frame. Chinese maps in GCJ-02 or BD-09 are converted on
the way in. GCJ-02 has no official publication; the formulas are the ones that have circulated since 2013, and
`prcoords` is the outside authority in the tests.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pyproj import Transformer
    from shapely import LineString, MultiPolygon
    from shapely.geometry.base import BaseGeometry

Datum = Literal["wgs84", "gcj02", "bd09"]
Floats = NDArray[np.float64]

EARTH_RADIUS_M = 6_371_008.8
"""Mean radius of the WGS84 ellipsoid [m] (IUGG R1)."""

GCJ_AXIS_M = 6_378_245.0
"""Semi-major axis of the Krasovsky 1940 ellipsoid, which GCJ-02 is built on [m]."""
GCJ_ECCENTRICITY2 = 0.006_693_421_622_965_943
"""Its squared eccentricity, as circulated with the formulas."""
BD_PI = np.pi * 3000.0 / 180.0

CHINA_BOX = (72.004, 0.8293, 137.8347, 55.8271)
"""Box outside which GCJ-02 leaves coordinates as they are: west, south, east, north [deg]."""


def great_circle_m(a: ArrayLike, b: ArrayLike) -> Floats:
    """Give the great-circle distance between lon/lat points, (..., 2) each [deg], as (...) [m]."""
    one, other = np.radians(np.asarray(a, float)), np.radians(np.asarray(b, float))
    lon1, lat1, lon2, lat2 = one[..., 0], one[..., 1], other[..., 0], other[..., 1]
    half = np.sin((lat2 - lat1) / 2) ** 2 + np.cos(lat1) * np.cos(lat2) * np.sin((lon2 - lon1) / 2) ** 2
    return np.asarray(2 * EARTH_RADIUS_M * np.arcsin(np.sqrt(half)))


def in_china(lonlat: ArrayLike) -> NDArray[np.bool_]:
    """Tell for (..., 2) lon/lat points [deg] whether GCJ-02 shifts them."""
    lon, lat = np.moveaxis(np.asarray(lonlat, float), -1, 0)
    west, south, east, north = CHINA_BOX
    return np.asarray((lon >= west) & (lon <= east) & (lat >= south) & (lat <= north))


def _gcj_shift(lonlat: Floats) -> Floats:
    """Give the shift from WGS84 to GCJ-02 at WGS84 points, (n, 2) [deg]."""
    lon, lat = lonlat[:, 0], lonlat[:, 1]
    x, y = lon - 105.0, lat - 35.0
    root = np.sqrt(np.abs(x))
    waves = (20.0 * np.sin(6.0 * x * np.pi) + 20.0 * np.sin(2.0 * x * np.pi)) * 2.0 / 3.0
    north = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root + waves
    north += (20.0 * np.sin(y * np.pi) + 40.0 * np.sin(y / 3.0 * np.pi)) * 2.0 / 3.0
    north += (160.0 * np.sin(y / 12.0 * np.pi) + 320.0 * np.sin(y * np.pi / 30.0)) * 2.0 / 3.0
    east = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + waves
    east += (20.0 * np.sin(x * np.pi) + 40.0 * np.sin(x / 3.0 * np.pi)) * 2.0 / 3.0
    east += (150.0 * np.sin(x / 12.0 * np.pi) + 300.0 * np.sin(x / 30.0 * np.pi)) * 2.0 / 3.0
    sine = np.sin(np.radians(lat))
    magic = 1.0 - GCJ_ECCENTRICITY2 * sine * sine
    per_lat = GCJ_AXIS_M * (1.0 - GCJ_ECCENTRICITY2) / (magic * np.sqrt(magic)) * np.pi / 180.0
    per_lon = GCJ_AXIS_M / np.sqrt(magic) * np.cos(np.radians(lat)) * np.pi / 180.0
    shift = np.column_stack([east / per_lon, north / per_lat])
    return np.where(in_china(lonlat)[:, None], shift, 0.0)


def wgs84_to_gcj02(lonlat: ArrayLike) -> Floats:
    """Shift (n, 2) points from WGS84 to GCJ-02 [deg]."""
    points = np.asarray(lonlat, float).reshape(-1, 2)
    return points + _gcj_shift(points)


def gcj02_to_wgs84(lonlat: ArrayLike) -> Floats:
    """Shift (n, 2) points from GCJ-02 to WGS84 [deg], by fixed-point iteration to under a millimetre."""
    points = np.asarray(lonlat, float).reshape(-1, 2)
    guess = points.copy()
    for _ in range(8):
        guess = points - _gcj_shift(guess)
    return guess


def bd09_to_wgs84(lonlat: ArrayLike) -> Floats:
    """Shift (n, 2) points from Baidu's BD-09 to WGS84 [deg]."""
    points = np.asarray(lonlat, float).reshape(-1, 2)
    guess = points - (0.0065, 0.006)
    for _ in range(8):
        guess = guess + (points - _gcj02_to_bd09(guess))
    return gcj02_to_wgs84(guess)


def _gcj02_to_bd09(points: Floats) -> Floats:
    x, y = points[:, 0], points[:, 1]
    radius = np.hypot(x, y) + 0.00002 * np.sin(y * BD_PI)
    angle = np.arctan2(y, x) + 0.000003 * np.cos(x * BD_PI)
    return np.column_stack([radius * np.cos(angle) + 0.0065, radius * np.sin(angle) + 0.006])


def to_wgs84(lonlat: ArrayLike, datum: Datum) -> Floats:
    """Bring (n, 2) points of any accepted datum to WGS84 [deg]."""
    if datum == "gcj02":
        return gcj02_to_wgs84(lonlat)
    if datum == "bd09":
        return bd09_to_wgs84(lonlat)
    return np.asarray(lonlat, float).reshape(-1, 2)


@lru_cache(maxsize=8)
def _projections(lon: float, lat: float) -> tuple[Transformer, Transformer]:
    from pyproj import Transformer

    local = f"+proj=aeqd +lat_0={lat!r} +lon_0={lon!r} +datum=WGS84 +units=m"
    there = Transformer.from_crs("EPSG:4326", local, always_xy=True)
    back = Transformer.from_crs(local, "EPSG:4326", always_xy=True)
    return there, back


class Frame:
    """The local metric frame of a station: azimuthal equidistant about a centre, x east and y north [m].

    Over 30 km from the centre its lengths are right within 2 parts in 10,000.
    """

    def __init__(self, centre: tuple[float, float]) -> None:
        self.centre = (float(centre[0]), float(centre[1]))

    def metres(self, lonlat: ArrayLike) -> Floats:
        """Project (n, 2) lon/lat points [deg] to (n, 2) x, y [m]."""
        points = np.asarray(lonlat, float).reshape(-1, 2)
        x, y = _projections(*self.centre)[0].transform(points[:, 0], points[:, 1])
        return np.column_stack([x, y])

    def lonlat(self, xy: ArrayLike) -> Floats:
        """Bring (n, 2) x, y [m] back to (n, 2) lon/lat [deg]."""
        points = np.asarray(xy, float).reshape(-1, 2)
        lon, lat = _projections(*self.centre)[1].transform(points[:, 0], points[:, 1])
        return np.column_stack([lon, lat])

    def polygon(self, region: Sequence[Sequence[Sequence[tuple[float, float]]]]) -> MultiPolygon:
        """Give a region as a shapely multipolygon [m]."""
        from shapely import MultiPolygon, Polygon

        return MultiPolygon(
            [Polygon(self.metres(rings[0]), [self.metres(ring) for ring in rings[1:]]) for rings in region]
        )

    def line(self, points: ArrayLike) -> LineString:
        """Give lon/lat points [deg] as a shapely line [m]."""
        from shapely import LineString

        return LineString(self.metres(points))

    def region(self, shape: BaseGeometry) -> tuple[tuple[tuple[tuple[float, float], ...], ...], ...]:
        """Give a shapely polygon or multipolygon [m] as a region [deg]."""
        polygons = getattr(shape, "geoms", [shape])
        rings = [[polygon.exterior, *polygon.interiors] for polygon in polygons]
        return tuple(
            tuple(tuple((float(x), float(y)) for x, y in self.lonlat(ring.coords)) for ring in polygon)
            for polygon in rings
        )
