"""Compile the search for quickest ways ahead, so that nobody's first plan waits for it."""

from __future__ import annotations

import numpy as np

from planner.domain.street import CAR, Streets
from planner.streets.arcs import Arcs
from planner.streets.travel import Travel


def smallest_streets() -> Streets:
    """Make a two-way street of 11 m between two nodes."""
    nodes = np.array([[0.0, 0.0], [0.0001, 0.0]])
    return Streets(
        node_lonlat=nodes,
        edge_source=np.array([0, 1], np.int32),
        edge_target=np.array([1, 0], np.int32),
        edge_length_m=np.full(2, 11.1),
        edge_speed_kmh=np.full(2, 30.0),
        edge_class=np.zeros(2, np.int8),
        edge_modes=np.full(2, CAR, np.int8),
        edge_name=np.zeros(2, np.int32),
        names=("",),
        shape_start=np.array([0, 2, 4], np.int64),
        shape_lonlat=np.concatenate([nodes, nodes[::-1]]),
    )


def warm_streets() -> None:
    """Find a time and a path; the compiled code stays on disk."""
    travel = Travel(smallest_streets(), "car", 30.0)
    travel.times([0], [1])
    travel.trace(travel.path(0, 1), 0.0)
    _warm_races()


def _warm_races() -> None:
    """Compile what answers who can be at a place first."""
    from planner.streets.dijkstra import race, spread, trail
    from planner.streets.doors import Lanes, doors
    from planner.streets.segments import main_segments, nearest_segments
    from planner.streets.snapping import streets_frame

    arcs = Arcs(np.array([0, 1, 1], np.int32), np.array([1], np.int32), np.array([5.0]))
    begin = np.zeros(1, np.int32), np.zeros(1)
    ends = np.ones(1, np.int32), np.zeros(1), np.zeros(1, np.int32)
    _, _, via = race(arcs, begin, ends, np.zeros(1), np.ones(1), np.full(1, np.inf))
    spread(arcs, *begin, 10.0)
    trail(via, np.zeros(1, np.int32), 1)
    streets = smallest_streets()
    frame = streets_frame(streets)
    nearest_segments(main_segments(streets, "car", frame), frame.metres(streets.node_lonlat))
    state, long, free = streets.edge_source, np.zeros(2, np.int64), np.ones(2)
    doors(Lanes(state, state, state, free, free, long, free > 0, long, np.array([0, 2, 2])), long, free / 2, 0.0)
