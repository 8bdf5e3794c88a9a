"""The streets as columns: one row a node, one row a directed edge."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

ROAD_CLASSES = (
    "motorway",
    "trunk",
    "primary",
    "secondary",
    "tertiary",
    "unclassified",
    "residential",
    "living_street",
    "service",
    "pedestrian",
    "track",
    "cycleway",
    "footway",
    "path",
    "steps",
)

CAR, BIKE, FOOT = 1, 2, 4
"""Bits of `Streets.edge_modes`."""

MODE_BITS = {"car": CAR, "bike": BIKE, "foot": FOOT}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Streets:
    """A street network: n nodes, m directed edges, k points of geometry.

    An edge runs from its source to its target; a two-way street is two edges. An edge may be walked against its
    direction only by its opposite edge, so one-way streets carry a reverse edge with the foot bit alone.

    Attributes
    ----------
    node_lonlat
        (n, 2) WGS84 longitude and latitude [deg].
    edge_source, edge_target
        (m,) indices of nodes.
    edge_length_m
        (m,) length along the geometry [m].
    edge_speed_kmh
        (m,) speed limit of the street [km/h].
    edge_class
        (m,) index into `ROAD_CLASSES`.
    edge_modes
        (m,) bits `CAR`, `BIKE`, `FOOT`: who may pass in this direction.
    edge_name
        (m,) index into `names`; 0 is the empty name.
    names
        Street names, the first one empty.
    shape_start
        (m + 1,) where each edge's points start in `shape_lonlat`.
    shape_lonlat
        (k, 2) the geometry of every edge from source to target, both ends included [deg].
    turn_from, turn_to
        (r,) turns that cars may not make: from the end of one edge into the start of another at the same node, sorted.
    """

    node_lonlat: NDArray[np.float64]
    edge_source: NDArray[np.int32]
    edge_target: NDArray[np.int32]
    edge_length_m: NDArray[np.float64]
    edge_speed_kmh: NDArray[np.float64]
    edge_class: NDArray[np.int8]
    edge_modes: NDArray[np.int8]
    edge_name: NDArray[np.int32]
    names: tuple[str, ...]
    shape_start: NDArray[np.int64]
    shape_lonlat: NDArray[np.float64]
    turn_from: NDArray[np.int32] = field(default_factory=lambda: np.empty(0, np.int32))
    turn_to: NDArray[np.int32] = field(default_factory=lambda: np.empty(0, np.int32))

    @classmethod
    def none(cls) -> Streets:
        """Give a network without a street, for work that needs only grids."""
        index, points = np.zeros(0, np.int32), np.zeros((0, 2))
        return cls(
            node_lonlat=points,
            edge_source=index,
            edge_target=index,
            edge_length_m=np.zeros(0),
            edge_speed_kmh=np.zeros(0),
            edge_class=index.astype(np.int8),
            edge_modes=index.astype(np.int8),
            edge_name=index,
            names=("",),
            shape_start=np.zeros(1, np.int64),
            shape_lonlat=points,
        )

    @property
    def nodes(self) -> int:
        """Number of nodes."""
        return len(self.node_lonlat)

    @property
    def edges(self) -> int:
        """Number of directed edges."""
        return len(self.edge_source)

    def shape(self, edge: int) -> NDArray[np.float64]:
        """Give the points of one edge from source to target, (p, 2) [deg]."""
        return self.shape_lonlat[self.shape_start[edge] : self.shape_start[edge + 1]]
