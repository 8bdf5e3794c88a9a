"""Small hand-made networks, and where the data for development stands."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeAlias

import numpy as np
import pytest

from planner.domain.street import BIKE, CAR, FOOT, Streets
from planner.geo import Frame
from planner.streets.columns import step_m, sum_by_edge

FRAME = Frame((114.02, 22.53))
ALL = CAR | BIKE | FOOT

EdgeRow: TypeAlias = tuple[int, int, int, Sequence[tuple[float, float]]]
"""Source, target, modes and the points between them, x and y [m]."""
MakeStreets: TypeAlias = Callable[[Sequence[tuple[float, float]], Sequence[EdgeRow]], Streets]


@pytest.fixture(scope="session")
def frame() -> Frame:
    """Give the frame in which the networks below are drawn."""
    return FRAME


@pytest.fixture(scope="session")
def make_streets() -> MakeStreets:
    """Give the maker of networks from nodes in metres and directed edges; every street allows 36 km/h."""
    return _streets


def _streets(nodes_xy: Sequence[tuple[float, float]], edges: Sequence[EdgeRow]) -> Streets:
    shapes = [np.array([nodes_xy[a], *between, nodes_xy[b]], float) for a, b, _, between in edges]
    start = np.concatenate([[0], np.cumsum([len(shape) for shape in shapes])]).astype(np.int64)
    lonlat = np.round(FRAME.lonlat(np.vstack([np.empty((0, 2)), *shapes])), 7)
    return Streets(
        node_lonlat=np.round(FRAME.lonlat(nodes_xy), 7),
        edge_source=np.array([edge[0] for edge in edges], np.int32),
        edge_target=np.array([edge[1] for edge in edges], np.int32),
        edge_length_m=sum_by_edge(step_m(lonlat, start), start),
        edge_speed_kmh=np.full(len(edges), 36.0),
        edge_class=np.full(len(edges), 6, np.int8),
        edge_modes=np.array([edge[2] for edge in edges], np.int8),
        edge_name=np.zeros(len(edges), np.int32),
        names=("",),
        shape_start=start,
        shape_lonlat=lonlat,
    )


@pytest.fixture(scope="session")
def crossing(make_streets: MakeStreets) -> Streets:
    """Give a cross of two-way streets, 200 m a branch, whose eastern branch is one-way out, with a one-way way back.

    Nodes: 0 centre, 1 west, 2 south, 3 north, 4 east. The way back from 4 leads over a bend to 3. On foot all streets
    are open both ways.
    """
    edges: list[EdgeRow] = []
    for branch in (1, 2, 3):
        edges += [(0, branch, ALL, ()), (branch, 0, ALL, ())]
    edges += [(0, 4, ALL, ()), (4, 0, FOOT, ())]
    edges += [(4, 3, ALL, ((200.0, 200.0),)), (3, 4, FOOT, ((200.0, 200.0),))]
    return make_streets([(0.0, 0.0), (-200.0, 0.0), (0.0, -200.0), (0.0, 200.0), (200.0, 0.0)], edges)


@pytest.fixture(scope="session")
def streets_data() -> Path:
    """Give the folder of real streets, or skip."""
    default = Path(__file__).parents[3] / "shared" / "data"
    folder = Path(os.environ.get("PATROL_PLANNER_DATA", default)) / "streets"
    if not folder.is_dir():
        pytest.skip("the development data is not there: set PATROL_PLANNER_DATA to its folder")
    return folder
