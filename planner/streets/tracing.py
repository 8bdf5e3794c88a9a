"""The points of edges that follow each other, with when each is passed, compiled."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from planner.streets.compiled import compiled

Floats = NDArray[np.float64]


@compiled
def traced(
    shape_start: NDArray[np.int64],
    shape_lonlat: Floats,
    step_s: Floats,
    edges: NDArray[np.int64],
    turn_s: Floats,
    depart_s: float,
) -> Floats:
    """Give the points of e edges, (k, 3): longitude, latitude [deg] and seconds, to the microsecond.

    Parameters
    ----------
    shape_start, shape_lonlat, step_s
        (m + 1,) where the points of each edge start, (p, 2) the points [deg], (p,) time from the point before [s].
    turn_s
        (e - 1,) time of the turn after each edge but the last [s]; infinite: banned, and takes no time here.
    depart_s
        When the first point is left [s].
    """
    room = 0
    for edge in edges:
        room += shape_start[edge + 1] - shape_start[edge]
    points, passed_s, count = np.empty((room, 3)), 0.0, 0
    for number in range(len(edges)):
        edge = edges[number]
        for point in range(shape_start[edge], shape_start[edge + 1]):
            here_s = step_s[point]
            if number > 0 and point == shape_start[edge]:
                here_s = turn_s[number - 1] if turn_s[number - 1] < np.inf else 0.0
            passed_s += here_s
            if here_s > 0 or count == 0:
                points[count, 0], points[count, 1] = shape_lonlat[point]
                points[count, 2] = np.rint((depart_s + passed_s) * 1e6) / 1e6
                count += 1
    return points[:count]
