"""The nearest street of many places at once, compiled: segments sorted into the cells of a square grid.

Cells are searched in rings about a place until no cell that is left can hold a nearer segment (Bentley, Weide and Yao,
ACM Transactions on Mathematical Software 6, 1980). It gives what `planner.streets.snapping.nearest` gives, but which of
two directions of a street, or of two streets that meet at the nearest point, is not told.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from planner.errors import NotFound
from planner.streets.compiled import compiled
from planner.streets.network import main_edges

if TYPE_CHECKING:
    from planner.domain.force import Mode
    from planner.domain.street import Streets
    from planner.geo import Frame

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

SMALLEST_CELL_M = 20.0

NETWORKS_KEPT = 2
"""Networks whose segments are remembered, for all three modes."""


class Segments(NamedTuple):
    """The s straight pieces of some edges, and the cells that they touch.

    Attributes
    ----------
    begin_m, along_m
        (s, 2) where each begins, and the way to its end [m].
    before_m
        (s,) length of its edge before it [m].
    edge
        (s,) its edge.
    edge_m
        (s,) length of that edge [m].
    corner_m, cell_m
        (2,) the south-west corner of the grid, and the side of a cell [m].
    columns, rows
        Cells of the grid.
    first, listed
        (cells + 1,) where the segments of each cell start in the list, row after row from the south-west.
    """

    begin_m: Floats
    along_m: Floats
    before_m: Floats
    edge: Ints
    edge_m: Floats
    corner_m: Floats
    cell_m: float
    columns: int
    rows: int
    first: Ints
    listed: Ints


@lru_cache(maxsize=NETWORKS_KEPT * 3)
def main_segments(streets: Streets, mode: Mode, frame: Frame) -> Segments:
    """Sort the segments of a mode's main part into cells.

    Raises
    ------
    NotFound
        With code ``"no_streets_for_mode"``, if the mode may use no street.
    """
    used = main_edges(streets, mode)
    if not used.any():
        raise NotFound("no_streets_for_mode", mode=mode)
    points_m, start = _points_m(streets, frame), streets.shape_start
    owner = np.repeat(np.arange(streets.edges), np.diff(start))
    along_m = points_m[1:] - points_m[:-1]
    step_m = np.where(owner[1:] == owner[:-1], np.hypot(along_m[:, 0], along_m[:, 1]), 0.0)
    passed_m = np.concatenate([[0.0], np.cumsum(step_m)])
    rows = np.flatnonzero((owner[1:] == owner[:-1]) & used[owner[:-1]])
    edge = owner[rows]
    low = np.minimum(points_m[rows], points_m[rows + 1])
    high = np.maximum(points_m[rows], points_m[rows + 1])
    corner_m, far_m = low.min(axis=0), high.max(axis=0)
    cell_m = max(SMALLEST_CELL_M, float(np.sqrt(np.prod(far_m - corner_m) / len(rows))))
    columns, lines = (int(count) + 1 for count in (far_m - corner_m) // cell_m)
    first, listed = _dealt(
        ((low - corner_m) // cell_m).astype(np.int64), ((high - corner_m) // cell_m).astype(np.int64), columns, lines
    )
    return Segments(
        begin_m=points_m[rows],
        along_m=along_m[rows],
        before_m=passed_m[rows] - passed_m[start[edge]],
        edge=edge,
        edge_m=passed_m[start[edge + 1] - 1] - passed_m[start[edge]],
        corner_m=corner_m,
        cell_m=cell_m,
        columns=columns,
        rows=lines,
        first=first,
        listed=listed,
    )


@lru_cache(maxsize=NETWORKS_KEPT)
def _points_m(streets: Streets, frame: Frame) -> Floats:
    """Give all points of geometry in a frame, (p, 2) [m]."""
    return frame.metres(streets.shape_lonlat)


@compiled
def _dealt(low: Ints, high: Ints, columns: int, rows: int) -> tuple[Ints, Ints]:
    """List the segments of each cell that their boxes touch."""
    first = np.zeros(columns * rows + 1, np.int64)
    for one in range(len(low)):
        for row in range(low[one, 1], high[one, 1] + 1):
            for column in range(low[one, 0], high[one, 0] + 1):
                first[row * columns + column + 1] += 1
    first = np.cumsum(first)
    listed, filled = np.empty(first[-1], np.int64), first[:-1].copy()
    for one in range(len(low)):
        for row in range(low[one, 1], high[one, 1] + 1):
            for column in range(low[one, 0], high[one, 0] + 1):
                listed[filled[row * columns + column]] = one
                filled[row * columns + column] += 1
    return first, listed


@compiled
def nearest_segments(pieces: Segments, places_m: Floats) -> tuple[Ints, Floats, Floats]:
    """Find where places meet the street.

    Parameters
    ----------
    places_m
        (n, 2) places in the frame of the segments [m].

    Returns
    -------
    tuple
        (n,) the nearest edge, (n,) how far along it, 0 to 1, and (n,) how far away [m]; infinitely far: the place is on
        no map, and the edge means nothing.
    """
    count = len(places_m)
    found, part, away_m = np.zeros(count, np.int64), np.zeros(count), np.full(count, np.inf)
    for place in range(count):
        x, y = places_m[place]
        if not (np.isfinite(x) and np.isfinite(y)):
            continue
        one, share = _nearest_to(pieces, x, y)
        off_x = x - pieces.begin_m[one, 0] - share * pieces.along_m[one, 0]
        off_y = y - pieces.begin_m[one, 1] - share * pieces.along_m[one, 1]
        away_m[place] = np.hypot(off_x, off_y)
        found[place] = pieces.edge[one]
        if pieces.edge_m[one] > 0:
            at_m = pieces.before_m[one] + share * np.hypot(pieces.along_m[one, 0], pieces.along_m[one, 1])
            part[place] = min(1.0, at_m / pieces.edge_m[one])
    return found, part, away_m


@compiled
def _nearest_to(pieces: Segments, x: float, y: float) -> tuple[int, float]:
    """Give the nearest segment, ring by ring, and how far along it, 0 to 1."""
    cell_m, columns, rows = pieces.cell_m, pieces.columns, pieces.rows
    east_m, north_m = x - pieces.corner_m[0], y - pieces.corner_m[1]
    column, row = np.floor(east_m / cell_m), np.floor(north_m / cell_m)
    ring = max(0.0, -column, column - columns + 1, -row, row - rows + 1)
    last = max(column, columns - 1 - column, row, rows - 1 - row)
    found, share, best2 = 0, 0.0, np.inf
    while ring <= last:
        for line in range(int(max(0.0, row - ring)), int(min(rows - 1.0, row + ring)) + 1):
            step = int(2 * ring) if abs(line - row) < ring else 1
            for here in range(int(column - ring), int(column + ring) + 1, step):
                if 0 <= here < columns:
                    found, share, best2 = _nearer(pieces, line * columns + here, x, y, found, share, best2)
        left_m, below_m = east_m - (column - ring) * cell_m, north_m - (row - ring) * cell_m
        side_m = (2 * ring + 1) * cell_m
        clear_m = min(left_m, side_m - left_m, below_m, side_m - below_m)
        if best2 <= clear_m * clear_m:
            break
        ring += 1
    return found, share


@compiled
def _nearer(
    pieces: Segments, cell: int, x: float, y: float, found: int, share: float, best2: float
) -> tuple[int, float, float]:
    """Give the nearest segment of a cell with its share and the square of its distance, or the one so far."""
    for entry in range(pieces.first[cell], pieces.first[cell + 1]):
        one = pieces.listed[entry]
        dx, dy = pieces.along_m[one]
        to_x, to_y = x - pieces.begin_m[one, 0], y - pieces.begin_m[one, 1]
        length2, part = dx * dx + dy * dy, 0.0
        if length2 > 0:
            part = min(1.0, max(0.0, (to_x * dx + to_y * dy) / length2))
        away2 = (to_x - part * dx) ** 2 + (to_y - part * dy) ** 2
        if away2 < best2:
            found, share, best2 = one, part, away2
    return found, share, best2
