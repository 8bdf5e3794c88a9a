"""Places that stand for the ground of a task."""

from __future__ import annotations

import numpy as np
import shapely
from shapely import LineString
from shapely.geometry.base import BaseGeometry

from planner.drones.problem import Floats

POINTS = 120
"""Places that stand for an area, about."""
STEP_M = 100.0
"""Distance between places that stand for a line [m]."""


def places(shape: BaseGeometry) -> Floats:
    """Spread places over a point, a line or an area, always the same ones.

    Returns
    -------
    (p, 2), one at least, each standing for an equal part of the ground [m].
    """
    if shape.length == 0:
        return shapely.get_coordinates(shape)[:1]
    if isinstance(shape, LineString):
        count = int(np.clip(shape.length / STEP_M, 1, POINTS))
        shares = (np.arange(count) + 0.5) / count
        return shapely.get_coordinates(shapely.line_interpolate_point(shape, shares, normalized=True))
    step = np.sqrt(shape.area / POINTS)
    left, low, right, high = shape.bounds
    x, y = np.meshgrid(np.arange(left + step / 2, right, step), np.arange(low + step / 2, high, step))
    inside = shapely.contains_xy(shape, x.ravel(), y.ravel())
    spread = np.column_stack([x.ravel(), y.ravel()])[inside]
    return spread if len(spread) else shapely.get_coordinates(shapely.point_on_surface(shape))
