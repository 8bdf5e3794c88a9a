"""Where travellers on a street come to first, compiled: for all of them in one pass."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from planner.streets.compiled import compiled

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]
Longs = NDArray[np.int64]


class Lanes(NamedTuple):
    """What is known of m edges and the lines that they lie on.

    Attributes
    ----------
    source, target
        (m,) the nodes that an edge joins.
    arrival
        (m,) the state in which one is at its end.
    edge_us
        (m,) the time that it takes [us]; infinite: closed.
    drawn_m
        (m,) its length as it is drawn [m].
    line, side
        (m,) the line on which it lies, and in which of the line's two directions it runs.
    by_line, line_first
        (m,) edges by line, and where those of each line start.
    """

    source: Ints
    target: Ints
    arrival: Ints
    edge_us: Floats
    drawn_m: Floats
    line: Longs
    side: NDArray[np.bool_]
    by_line: Longs
    line_first: Longs


@compiled
def doors(lanes: Lanes, edges: Longs, parts: Floats, same_place_m: float) -> tuple[Ints, Ints, Floats, Longs, Floats]:
    """List the states that travellers come to first from places on edges; `planner.dispatch.way.Gates` names them.

    Parameters
    ----------
    edges, parts
        (r,) the edge of each, and how far along it the place lies, 0 to 1.
    same_place_m
        A place this near to a node along its street is on that node [m].
    """
    room = 0
    for edge in edges:
        room += max(1, lanes.line_first[lanes.line[edge] + 1] - lanes.line_first[lanes.line[edge]])
    owner, state, cost_us = np.empty(room, np.int32), np.empty(room, np.int32), np.empty(room)
    passed, begin, count = np.empty(room, np.int64), np.empty(room), 0
    for one in range(len(edges)):
        edge = edges[one]
        here_m = parts[one] * lanes.drawn_m[edge]
        left_m = lanes.drawn_m[edge] - here_m
        if min(here_m, left_m) <= same_place_m:
            owner[count], cost_us[count], passed[count], begin[count] = one, 0.0, -1, 0.0
            state[count] = lanes.target[edge] if left_m <= here_m else lanes.source[edge]
            count += 1
            continue
        for row in range(lanes.line_first[lanes.line[edge]], lanes.line_first[lanes.line[edge] + 1]):
            other = lanes.by_line[row]
            part = parts[one] if lanes.side[other] == lanes.side[edge] else 1.0 - parts[one]
            if lanes.edge_us[other] < np.inf:
                owner[count], state[count], passed[count], begin[count] = one, lanes.arrival[other], other, part
                cost_us[count] = np.ceil((1.0 - part) * lanes.edge_us[other])
                count += 1
    return owner[:count], state[:count], cost_us[:count], passed[:count], begin[:count]
