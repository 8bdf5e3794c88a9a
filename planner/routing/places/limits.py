"""The ground that forces are limited to, and the streets on it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import shapely
from numpy.typing import NDArray

from planner.domain.force import Force
from planner.domain.scenario import Scenario
from planner.domain.street import Streets
from planner.geo import Frame

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

BORDER_M = 1.0
"""A place this close to a grid or an area belongs to it [m]."""
STREET_M = 25.0
"""How far beyond the border a street may run and still belong to the ground: one along it, with its far lane [m]."""

Limit = tuple[frozenset[str], frozenset[str]]
"""Ids of the grids and of the areas that make up a limited ground."""


def limit_of(force: Force) -> Limit | None:
    """Name the ground that a force is limited to; None: the whole station."""
    return (frozenset(force.grids), frozenset(force.areas)) if force.grids or force.areas else None


def limit_shapes(scenario: Scenario, frame: Frame) -> dict[Limit, BaseGeometry]:
    """Give the outline of every ground that some force is limited to [m]."""
    grids = {grid.id: frame.polygon(grid.region) for grid in scenario.grids}
    areas = {area.id: frame.polygon(area.region) for area in scenario.areas}
    limits = dict.fromkeys(limit for limit in map(limit_of, scenario.forces) if limit is not None)
    return {
        limit: shapely.union_all([*(grids[grid] for grid in limit[0]), *(areas[area] for area in limit[1])]).buffer(
            BORDER_M
        )
        for limit in limits
    }


def grounds(scenario: Scenario, frame: Frame) -> dict[str, BaseGeometry]:
    """Give the ground of every force that is limited to some, by its id [m]."""
    shapes = limit_shapes(scenario, frame)
    named = {force.id: limit_of(force) for force in scenario.forces}
    return {force: shapes[limit] for force, limit in named.items() if limit is not None}


def streets_on(streets: Streets, ground: BaseGeometry, frame: Frame) -> Streets:
    """Close every edge that leaves a ground [m] by more than `STREET_M`; nodes and edges keep their numbers."""
    inside = edges_on(streets, ground, frame)
    return replace(streets, edge_modes=np.where(inside, streets.edge_modes, 0).astype(streets.edge_modes.dtype))


def edges_on(streets: Streets, ground: BaseGeometry, frame: Frame) -> NDArray[np.bool_]:
    """Tell which edges lie on a ground [m], (m,)."""
    if not streets.edges:
        return np.zeros(0, bool)
    wide, points = ground.buffer(STREET_M), frame.metres(streets.shape_lonlat)
    west, south, east, north = wide.bounds
    near = ((points >= (west, south)) & (points <= (east, north))).all(axis=1)
    inside = np.logical_and.reduceat(near, streets.shape_start[:-1])
    owner = np.repeat(np.arange(streets.edges), np.diff(streets.shape_start))
    drawn = inside[owner]
    if drawn.any():
        _, row = np.unique(owner[drawn], return_inverse=True)
        shapely.prepare(wide)
        inside[inside] = shapely.covers(wide, shapely.linestrings(points[drawn], indices=row))
    return np.asarray(inside)


def places_on(lonlat: NDArray[np.float64], ground: BaseGeometry, frame: Frame) -> NDArray[np.bool_]:
    """Tell which of (k, 2) places [deg] lie on a ground [m] as its streets do, (k,)."""
    return np.asarray(shapely.dwithin(shapely.points(frame.metres(lonlat)), ground, STREET_M))
