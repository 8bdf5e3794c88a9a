"""Directions of lanes worth trying, the most promising first."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import shapely
from shapely import Polygon

from planner.drones.coverage.lanes import middle_lengths_m
from planner.drones.coverage.leg_time import Pace

ANGLE_STEP_DEG = 5
"""Besides the directions of edges, lanes are tried at every multiple of this [deg]."""
EDGES = 16
"""Longest edges whose directions are tried."""


def promising(area: Polygon, swath_m: float, pace: Pace) -> list[float]:
    """Order the directions [rad] by what their lanes alone cost: their length and two corners and a hop a piece."""
    rated = []
    for angle_deg in sorted(set(_angles(area))):
        lengths, spacing_m = middle_lengths_m(area, swath_m, np.radians(angle_deg))
        if len(lengths):
            rated.append((float(lengths.sum()) + len(lengths) * (2 * pace.corner_m + spacing_m), angle_deg))
    return [float(np.radians(angle_deg)) for _, angle_deg in sorted(rated)] or [0.0]


def _angles(area: Polygon) -> Iterator[float]:
    """Give the directions worth trying, in thousandths of a degree of a half turn [deg]."""
    yield from (float(angle) for angle in range(0, 180, ANGLE_STEP_DEG))
    legs = np.vstack([np.diff(shapely.get_coordinates(ring), axis=0) for ring in shapely.get_rings(area)])
    longest = legs[np.argsort(-np.hypot(*legs.T))[:EDGES]]
    for x, y in longest:
        yield round(float(np.degrees(np.arctan2(y, x))) % 180.0, 3) % 180.0
