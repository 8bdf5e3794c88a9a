"""Hexagons over the boundary, by Uber's H3 (Brodsky, "H3: Uber's hexagonal hierarchical spatial index", 2018)."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from planner.domain.noun import Region
from planner.geo import Frame
from planner.grids.districting.cells.ground import Cells, cells_of, merged

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

LEAST_SHARE = 0.35
"""A hexagon of which the boundary leaves less than this share is joined to a neighbour."""
FINEST = 13
"""Finest resolution: hexagons of about 44 m2."""


def hexagons(frame: Frame, boundary: Region, wanted: int) -> Cells:
    """Cover the boundary with about so many hexagons, cut at the boundary."""
    ground = frame.polygon(boundary).buffer(0)
    resolution = resolution_for(ground.area, wanted)
    outlines = [shape.intersection(ground) for shape in _hexagons(frame, boundary, resolution)]
    whole = max(shape.area for shape in outlines)
    kept = merged(_pieces(outlines), LEAST_SHARE * whole)
    return cells_of([f"H{number:04d}" for number in range(1, len(kept) + 1)], kept)


def resolution_for(area_m2: float, wanted: int) -> int:
    """Give the resolution whose hexagons come nearest to a number on an area."""
    import h3

    library: Any = h3

    def off(resolution: int) -> float:
        return abs(math.log(area_m2 / library.average_hexagon_area(resolution, unit="m^2") / wanted))

    return min(range(FINEST + 1), key=off)


def _hexagons(frame: Frame, boundary: Region, resolution: int) -> list[BaseGeometry]:
    import h3
    import shapely

    library: Any = h3
    shape = library.LatLngMultiPoly(
        *(library.LatLngPoly(*([(lat, lon) for lon, lat in ring] for ring in rings)) for rings in boundary)
    )
    found = sorted(library.h3shape_to_cells_experimental(shape, resolution, contain="overlap"))
    corners = [[(round(lon, 9), round(lat, 9)) for lat, lon in library.cell_to_boundary(cell)] for cell in found]
    return [shapely.Polygon(frame.metres(ring)) for ring in corners]


def _pieces(shapes: list[BaseGeometry]) -> list[BaseGeometry]:
    """Give the polygons of shapes, one by one."""
    import shapely

    parts = [part for shape in shapes for part in shapely.get_parts(shape)]
    return [part for part in parts if part.geom_type == "Polygon" and part.area > 0]
