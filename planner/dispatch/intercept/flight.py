"""Where somebody who fled can be: the streets as he may use them, and how far he is by when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from planner.dispatch.intercept.problem import Times
from planner.domain.force import Mode
from planner.domain.noun import LonLat
from planner.errors import NotFound
from planner.geo import Frame
from planner.streets.network import allowed
from planner.streets.snapping import nearest

if TYPE_CHECKING:
    from planner.domain.scenario import Scenario

FLEES_KMH: dict[Mode, float] = {"foot": 10.0, "bike": 20.0, "car": 60.0}
"""Top speeds unless another is given [km/h]: assumptions, a runner, a fast cyclist, a car in town."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fled:
    """What is known of the flight: a place, a time and a way of moving, and nothing of the person.

    Attributes
    ----------
    place
        Where it began [deg].
    ago_s
        How long ago [s].
    mode
        How he moves. He keeps to no one-way street, banned turn or speed limit.
    speed_kmh
        His top speed [km/h].
    within_s
        How far he may get, as a time from where it began, before he counts as out [s].
    """

    place: LonLat
    ago_s: float
    mode: Mode
    speed_kmh: float
    within_s: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Ground:
    """The streets in his reach: n junctions, the last node stands for all that is outside.

    Attributes
    ----------
    node
        (n - 1,) the nodes of the street network.
    tail, head, pass_ds
        (a,) as in `planner.dispatch.intercept.problem.CordonProblem`.
    start, start_ds
        (s,) likewise.
    exits
        (e,) nodes from which a street leads outside.
    """

    node: NDArray[np.int64]
    tail: NDArray[np.int64]
    head: NDArray[np.int64]
    pass_ds: Times
    start: NDArray[np.int64]
    start_ds: Times
    exits: NDArray[np.int64]


def ground(scenario: Scenario, fled: Fled) -> Ground:
    """Find where he can be.

    He is out when he has left the station's boundary, or is farther than `Fled.within_s` from where he began.

    Raises
    ------
    NotFound
        With code ``"flight_off_street"`` if he began far from every street that he may use or outside the boundary.
    """
    streets = scenario.streets
    tail, head, pass_s = _arcs(scenario, fled)
    inside = _inside(scenario)
    start, begin_s = _start(scenario, fled, inside)
    from_s = _times_s(streets.nodes, tail, head, pass_s, start, begin_s)
    near = (from_s <= fled.within_s) & inside
    keep = _useful(near, tail, head, start)
    node = np.flatnonzero(keep)
    number = np.full(streets.nodes, -1, np.int64)
    number[node] = np.arange(len(node))
    number[~near] = len(node)
    used = (number[tail] >= 0) & (number[head] >= 0) & near[tail] & (number[tail] != number[head])
    all_heads = head
    tail, head, cost = (
        number[tail[used]],
        number[head[used]],
        np.maximum(1, np.floor(pass_s[used] * 10)).astype(np.int64),
    )
    beyond = np.where(near[all_heads[used]], -1, all_heads[used])  # streets that lead outside are kept apart
    order = np.lexsort((cost, beyond, head, tail))
    first = np.ones(len(order), bool)
    first[1:] = (np.diff(tail[order]) != 0) | (np.diff(head[order]) != 0) | (np.diff(beyond[order]) != 0)
    rows = order[first]
    return Ground(
        node=node,
        tail=tail[rows],
        head=head[rows],
        pass_ds=cost[rows],
        start=number[start],
        start_ds=np.floor((begin_s - fled.ago_s) * 10).astype(np.int64),
        exits=np.unique(tail[rows][head[rows] == len(node)]),
    )


def past_walls_s(scenario: Scenario, fled: Fled, walls: NDArray[np.int64]) -> NDArray[np.float64]:
    """Give when he can be at each node of the streets if he passes no wall, from now, (nodes,) [s]; infinite: never."""
    tail, head, pass_s = _arcs(scenario, fled)
    start, begin_s = _start(scenario, fled, np.ones(scenario.streets.nodes, bool))
    kept = ~np.isin(tail, walls)
    return _times_s(scenario.streets.nodes, tail[kept], head[kept], pass_s[kept], start, begin_s) - fled.ago_s


def _arcs(scenario: Scenario, fled: Fled) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """List the streets that he may use, in both directions: tails, heads and least times [s]."""
    streets = scenario.streets
    both = allowed(streets, fled.mode)
    tail = np.concatenate([streets.edge_source[both], streets.edge_target[both]]).astype(np.int64)
    head = np.concatenate([streets.edge_target[both], streets.edge_source[both]]).astype(np.int64)
    return tail, head, np.tile(streets.edge_length_m[both] / (fled.speed_kmh / 3.6), 2)


def _inside(scenario: Scenario) -> NDArray[np.bool_]:
    """Tell which nodes lie in the boundary, (nodes,)."""
    import shapely

    frame = Frame(scenario.station.base)
    region = frame.polygon(scenario.boundary)
    shapely.prepare(region)
    x, y = frame.metres(scenario.streets.node_lonlat).T
    return np.asarray(shapely.intersects_xy(region, x, y))


def _start(scenario: Scenario, fled: Fled, inside: NDArray[np.bool_]) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Give the ends of the street on which he began, and how long he takes there [s]."""
    streets = scenario.streets
    snaps = nearest(streets, [fled.place], fled.mode, anywhere=True)
    edge, part, away_m = int(snaps.edge[0]), float(snaps.fraction[0]), float(snaps.distance_m[0])
    ends = np.array([streets.edge_source[edge], streets.edge_target[edge]], np.int64)
    if away_m > FARTHEST_M or not inside[ends].all():
        raise NotFound("flight_off_street", away_m=away_m, most_m=FARTHEST_M)
    along_s = float(streets.edge_length_m[edge]) / (fled.speed_kmh / 3.6)
    seconds = np.array([part, 1.0 - part]) * along_s
    if ends[0] == ends[1]:
        return ends[:1], seconds.min(keepdims=True)
    return ends, seconds


FARTHEST_M = 500.0
"""A flight that began farther from every street than this is a slip of the pen [m]."""


def _times_s(
    size: int,
    tail: NDArray[np.int64],
    head: NDArray[np.int64],
    pass_s: NDArray[np.float64],
    start: NDArray[np.int64],
    begin_s: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Give the earliest times at all nodes, (size,) [s]."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import dijkstra

    order = np.lexsort((pass_s, head, tail))
    first = np.ones(len(order), bool)
    first[1:] = (np.diff(tail[order]) != 0) | (np.diff(head[order]) != 0)
    rows = order[first]
    value = np.concatenate([np.maximum(pass_s[rows], 1e-6), begin_s + 1e-6])
    ends = np.concatenate([tail[rows], np.full(len(start), size)]), np.concatenate([head[rows], start])
    graph = coo_array((value, ends), shape=(size + 1, size + 1)).tocsr()
    return np.asarray(dijkstra(graph, indices=[size])[0, :size])


def _useful(
    near: NDArray[np.bool_], tail: NDArray[np.int64], head: NDArray[np.int64], start: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Tell which near nodes can lie on a way out: dead ends are left out, one node after another."""
    keep = near.copy()
    used = near[tail] & (tail != head)
    pairs = np.column_stack(np.divmod(np.unique(tail[used] * len(near) + head[used]), len(near)))
    while True:
        alive = (keep | ~near)[pairs].all(axis=1) & keep[pairs[:, 0]]
        ways = np.bincount(pairs[alive, 0], minlength=len(near))
        dead = keep & (ways <= 1)
        dead[start] = False
        if not dead.any():
            return keep
        keep &= ~dead
