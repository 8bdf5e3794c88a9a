"""Directions of lanes worth trying, the most promising first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

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
    """Order the directions [rad] by what their lanes alone cost."""
    steps = (float(angle) for angle in range(0, 180, ANGLE_STEP_DEG))
    rated = rate(area, swath_m, pace, {*steps, *edge_angles(area, EDGES)})
    return [float(np.radians(angle_deg)) for _, angle_deg in rated] or [0.0]


def rate(area: Polygon, swath_m: float, pace: Pace, angles_deg: Iterable[float]) -> list[tuple[float, float]]:
    """Give what lanes cost at each angle and the angle [m of flight, deg], the cheapest first.

    Counted are the time along the lanes, to and fro in turn, and two corners and a hop for each of their pieces.
    """
    rated = []
    for angle_deg in angles_deg:
        angle_rad = float(np.radians(angle_deg))
        lengths, spacing_m = middle_lengths_m(area, swath_m, angle_rad)
        if len(lengths):
            lanes_m = float(lengths.sum()) * pace.to_and_fro(angle_rad)
            rated.append((lanes_m + len(lengths) * (2 * pace.corner_m + spacing_m), angle_deg))
    return sorted(rated)


def edge_angles(area: Polygon, most: int) -> Iterator[float]:
    """Give the directions of the longest edges, those within a thousandth of a degree once [deg]."""
    legs = np.vstack([np.diff(shapely.get_coordinates(ring), axis=0) for ring in shapely.get_rings(area)])
    longest = legs[np.argsort(-np.hypot(*legs.T))[:most]]
    angles_deg = np.degrees(np.arctan2(longest[:, 1], longest[:, 0])) % 180.0
    seen = set[float]()
    for angle_deg in angles_deg.tolist():
        key = round(angle_deg, 3) % 180.0
        if key not in seen:
            seen.add(key)
            yield key if abs(angle_deg - key) < 1e-9 else angle_deg
