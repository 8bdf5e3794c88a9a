"""Geometry of a feature becomes a position, a line or a region of the domain, or faults that say what is wrong."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from planner.domain.noun import Line, LonLat, Region
from planner.geo import Datum, Floats
from planner.sources.faults import Faults
from planner.sources.ground import Ground

if TYPE_CHECKING:
    from shapely import MultiPolygon

SMALLEST_REGION_M2 = 1.0
"""A polygon smaller than this holds nothing [m2]."""
METRES_PER_DEGREE = 111_195.0
"""Length of one degree of a great circle on the sphere of `geo.EARTH_RADIUS_M` [m]."""

_AT = re.compile(r"^(.*?)\[([-0-9.e+]+) ([-0-9.e+]+)(?: [-0-9.e+]+)?\]$")

INVALID = {
    "Hole lies outside shell": "polygon_hole_outside",
    "Holes are nested": "polygon_hole_outside",
    "Nested shells": "polygon_parts_overlap",
    "Interior is disconnected": "polygon_interior_split",
    "Too few points in geometry component": "polygon_too_few_points",
}
"""Fault code of each of GEOS's reasons; any other is a self-intersection."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A geometry before it is checked.

    Attributes
    ----------
    kind
        ``"Point"``, ``"LineString"``, ``"Polygon"`` also for their multiple forms, or another name of GeoJSON.
    parts
        Rings (polygon) or one path (point, line) of every part, (n, 2) each.
    """

    kind: str
    parts: tuple[tuple[Floats, ...], ...]

    def moved(self, points: Floats) -> Shape:
        """Give the same shape with its points replaced by (n, 2) others in the same order."""
        at, parts = 0, []
        for part in self.parts:
            paths = []
            for path in part:
                paths.append(points[at : at + len(path)])
                at += len(path)
            parts.append(tuple(paths))
        return Shape(self.kind, tuple(parts))

    def points(self) -> Floats:
        """Give all points, (n, 2)."""
        paths = [path for part in self.parts for path in part]
        return np.concatenate(paths) if paths else np.empty((0, 2))


@dataclass(frozen=True, slots=True)
class Surveyor:
    """Checks the geometry of one file's features.

    Attributes
    ----------
    ground
        Where the station stands.
    datum
        Datum of this file.
    file
        Name of this file.
    faults
        Takes what is wrong.
    """

    ground: Ground
    datum: Datum
    file: str
    faults: Faults

    def position(self, shape: Shape | None, place: str) -> LonLat | None:
        """Give the one point of a shape."""
        placed = self._placed(shape, ("Point",), place)
        return _pairs(placed.parts[0][0])[0] if placed else None

    def line(self, shape: Shape | None, place: str) -> Line | None:
        """Give the one line of a shape."""
        placed = self._placed(shape, ("LineString",), place)
        if placed is None:
            return None
        line = placed.parts[0][0]
        if len(np.unique(line, axis=0)) < 2:
            self.faults.add("line_too_short", self.file, place)
            return None
        return _pairs(line)

    def region(self, shape: Shape | None, place: str) -> Region | None:
        """Give the polygons of a shape, each valid and not empty."""
        placed = self._placed(shape, ("Polygon",), place)
        if placed is None:
            return None
        closed = tuple(tuple(_closed(ring) for ring in part) for part in placed.parts)
        if any(len(ring) < 4 for part in closed for ring in part):
            self.faults.add("polygon_too_few_points", self.file, place)
            return None
        return tuple(tuple(_pairs(ring) for ring in part) for part in closed) if self._valid(closed, place) else None

    def _placed(self, shape: Shape | None, kinds: Sequence[str], place: str) -> Shape | None:
        """Bring a shape of a wanted kind to WGS84."""
        if shape is None:
            self.faults.add("geometry_missing", self.file, place)
            return None
        if shape.kind not in kinds:
            self.faults.add("geometry_wrong_type", self.file, place, found=shape.kind, wanted=" / ".join(kinds))
            return None
        if not shape.parts or any(not len(path) for part in shape.parts for path in part):
            self.faults.add("geometry_empty", self.file, place)
            return None
        if shape.kind != "Polygon" and len(shape.parts) > 1:
            self.faults.add("geometry_several_parts", self.file, place, found=shape.kind, count=len(shape.parts))
            return None
        points = self.ground.placed(shape.points(), self.file, place, self.faults, datum=self.datum)
        return None if points is None else shape.moved(points)

    def _valid(self, parts: Sequence[Sequence[Floats]], place: str) -> bool:
        import shapely

        polygons: MultiPolygon = shapely.MultiPolygon([shapely.Polygon(part[0], part[1:]) for part in parts])
        reason = str(shapely.is_valid_reason(polygons))
        if reason != "Valid Geometry":
            found = _AT.match(reason)
            why, lon, lat = found.groups() if found else (reason, "", "")
            where = {"lon": f"{float(lon):.6f}", "lat": f"{float(lat):.6f}"} if found else {"lon": "?", "lat": "?"}
            self.faults.add(INVALID.get(why, "polygon_self_intersects"), self.file, place, **where)
            return False
        width = np.cos(np.radians(parts[0][0][0, 1]))
        if min(part.area for part in polygons.geoms) * width * METRES_PER_DEGREE**2 < SMALLEST_REGION_M2:
            self.faults.add("polygon_empty", self.file, place)
            return False
        return True


def _closed(ring: Floats) -> Floats:
    return ring if len(ring) and np.array_equal(ring[0], ring[-1]) else np.concatenate([ring, ring[:1]])


def _pairs(points: Floats) -> tuple[LonLat, ...]:
    return tuple((float(lon), float(lat)) for lon, lat in points.tolist())
