"""Blocks: the ground between streets, as cells that no street cuts."""

from __future__ import annotations

import numpy as np

from planner.domain.noun import Region
from planner.domain.street import CAR, ROAD_CLASSES, Streets
from planner.geo import Frame
from planner.grids.districting.cells.ground import Cells, cells_of, merged

BORDERS = tuple(name for name in ROAD_CLASSES[: ROAD_CLASSES.index("living_street") + 1])
"""Classes of street that cut blocks: those for cars, without drives and yards."""
LEAST_SHARE = 0.15
"""A block smaller than this share of the mean block is joined to a neighbour: verges, islands, junctions."""


def blocks(frame: Frame, boundary: Region, streets: Streets) -> Cells:
    """Cut the ground inside the boundary along its streets; dead ends cut nothing."""
    import shapely

    ground = shapely.union_all([part.buffer(0) for part in frame.polygon(boundary).geoms])
    wanted = np.isin(streets.edge_class, [ROAD_CLASSES.index(name) for name in BORDERS])
    wanted &= (streets.edge_modes & CAR) != 0
    once = {}
    for edge in np.flatnonzero(wanted).tolist():
        ends = (int(streets.edge_source[edge]), int(streets.edge_target[edge]))
        once[min(ends), max(ends), round(float(streets.edge_length_m[edge]))] = edge
    lines = [shapely.LineString(frame.metres(streets.shape(edge))) for edge in once.values()]
    noded = shapely.union_all([*lines, ground.boundary], grid_size=0.01)
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(noded))).tolist()
    inside = [face for face in faces if ground.intersects(face.representative_point())]
    mean = sum(face.area for face in inside) / max(1, len(inside))
    kept = merged(inside, LEAST_SHARE * mean)
    return cells_of([f"B{number:04d}" for number in range(1, len(kept) + 1)], kept)
