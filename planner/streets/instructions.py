"""Turn-by-turn instructions: what somebody must do to follow edges of the network, as data without text.

A step begins where there is something to do or a new name to look for. Edges of one street that run straight on, and
bends without any other way out, belong to one step.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np

from planner.domain.street import ROAD_CLASSES
from planner.geo import EARTH_RADIUS_M, great_circle_m
from planner.streets.network import allowed
from planner.streets.roundabouts import roundabouts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from planner.domain.force import Mode
    from planner.domain.street import Streets

StepKind = Literal[
    "depart",
    "straight",
    "slight_left",
    "left",
    "sharp_left",
    "slight_right",
    "right",
    "sharp_right",
    "u_turn",
    "roundabout",
    "arrive",
]

STRAIGHT_DEG, SLIGHT_DEG, TURN_DEG = 20.0, 40.0, 120.0
"""Farthest from straight on that is still straight, slight, and a plain turn [deg]; beyond that a turn is sharp.

The bounds of OSRM's `getTurnDirection` (Open Source Routing Machine, extractor/guidance).
"""
U_TURN_DEG = 170.0
"""From here on a turn leads back [deg]; OSRM asks for the exact reverse, but drawings are not exact."""
HEADING_M = 30.0
"""A street's direction at a junction is that of its first or last stretch of this length [m], as in Valhalla."""

METRES_PER_DEG = math.radians(EARTH_RADIUS_M)
"""Length of a degree of latitude on the sphere [m]."""


class Passage(NamedTuple):
    """An edge that is passed, whole or in part."""

    edge: int
    """Number of the edge."""
    shape: NDArray[np.float64]
    """(p, 2) the part of its geometry that is passed, in the direction of travel [deg]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing to do, and the way from there to the next one.

    Attributes
    ----------
    kind
        What to do.
    street
        Name of the street that is followed then; empty if it has none.
    road_class
        Its class, one of `ROAD_CLASSES`.
    length_m
        How far to follow it [m]; 0 on arrival.
    lon, lat
        Where to do it [deg].
    bearing_deg
        Compass bearing in which one leaves, 0 is north and 90 east [deg]; on arrival that in which one comes.
    first
        Place of the step's first passage among those that were given; on arrival their number.
    stays
        Whether the street is the one that was followed before.
    exit_number
        At a roundabout, which exit to take, 1 is the first; 0: the way ends on it.
    """

    kind: StepKind
    street: str
    road_class: str
    length_m: float
    lon: float
    lat: float
    bearing_deg: float
    first: int
    stays: bool = False
    exit_number: int = 0


def instructions(streets: Streets, edges: Sequence[int], mode: Mode) -> tuple[Step, ...]:
    """Say how to follow edges that join end to end, as `Travel.path` gives them.

    Parameters
    ----------
    mode
        Whose choices count: a car driver is not told about footpaths.

    Returns
    -------
    tuple
        Steps from ``depart`` to ``arrive``; none for no edges.
    """
    return steps_of(streets, [Passage(edge, streets.shape(edge)) for edge in edges], mode)


def steps_of(streets: Streets, passages: Sequence[Passage], mode: Mode) -> tuple[Step, ...]:
    """Say how to follow passages, each of which begins where the one before ends; edges may be passed in part."""
    passages = [passage for passage in passages if len(passage.shape) >= 2]
    if not passages:
        return ()
    steps = [_step(streets, "depart", passages[0], 0)]
    ring = roundabouts(streets) if mode != "foot" else np.full(streets.edges, -1, np.int64)
    number = 1
    while number < len(passages):
        before, after = passages[number - 1], passages[number]
        if ring[after.edge] >= 0 and ring[before.edge] != ring[after.edge]:
            steps.append(_round(streets, passages, number, ring, mode))
            number = steps[-1].first + _ring_size(passages, number, ring)
        elif (kind := _kind(streets, before, after, mode, steps[-1].street)) is None:
            steps[-1] = replace(steps[-1], length_m=steps[-1].length_m + passed_m(streets, after))
        else:
            step = _step(streets, kind, after, number)
            steps.append(replace(step, stays=bool(step.street) and step.street == steps[-1].street))
        number += 1
    last = passages[-1]
    lon, lat = last.shape[-1].tolist()
    arrival = replace(_step(streets, "arrive", last, len(passages)), length_m=0.0, lon=lon, lat=lat)
    return (*steps, replace(arrival, bearing_deg=_end_bearing_deg(last.shape)))


def _step(streets: Streets, kind: StepKind, passage: Passage, number: int) -> Step:
    lon, lat = passage.shape[0].tolist()
    return Step(
        kind=kind,
        street=streets.names[streets.edge_name[passage.edge]],
        road_class=ROAD_CLASSES[streets.edge_class[passage.edge]],
        length_m=passed_m(streets, passage),
        lon=lon,
        lat=lat,
        bearing_deg=_start_bearing_deg(passage.shape),
        first=number,
    )


def _ring_size(passages: Sequence[Passage], number: int, ring: NDArray[np.int64]) -> int:
    """Count the passages from `number` on that lie on one roundabout."""
    own = ring[passages[number].edge]
    return next(
        (count for count, passage in enumerate(passages[number:]) if ring[passage.edge] != own), len(passages) - number
    )


def _round(streets: Streets, passages: Sequence[Passage], number: int, ring: NDArray[np.int64], mode: Mode) -> Step:
    """Tell a roundabout that is entered with passage `number`, and the street into which one leaves it."""
    size = _ring_size(passages, number, ring)
    on_ring, out = passages[number : number + size], passages[number + size : number + size + 1]
    step = _step(streets, "roundabout", out[0] if out else on_ring[0], number)
    order, start = _leaving(streets, mode)
    nodes = streets.edge_target[[passage.edge for passage in on_ring]].tolist()
    exits = sum(bool((ring[order[start[node] : start[node + 1]]] != ring[on_ring[0].edge]).any()) for node in nodes)
    (lon, lat), bearing_deg = on_ring[0].shape[0].tolist(), _start_bearing_deg(on_ring[0].shape)
    length_m = sum(passed_m(streets, passage) for passage in (*on_ring, *out))
    return replace(step, lon=lon, lat=lat, bearing_deg=bearing_deg, length_m=length_m, exit_number=exits if out else 0)


def passed_m(streets: Streets, passage: Passage) -> float:
    """Give how much of an edge's length is passed [m], by its share of the drawing."""
    length_m, whole = float(streets.edge_length_m[passage.edge]), streets.shape(passage.edge)
    if np.array_equal(passage.shape, whole):
        return length_m
    whole_m = _drawn_m(whole)
    return length_m * (min(1.0, _drawn_m(passage.shape) / whole_m) if whole_m > 0 else 1.0)


def _drawn_m(shape: NDArray[np.float64]) -> float:
    return float(great_circle_m(shape[:-1], shape[1:]).sum())


def _kind(streets: Streets, before: Passage, after: Passage, mode: Mode, street: str) -> StepKind | None:
    """Tell what to do between two passages while a street is followed; None: there is nothing to tell."""
    turned_deg = _turned_deg(before.shape, after.shape)
    if abs(turned_deg) >= U_TURN_DEG:
        return "u_turn"
    name = streets.names[streets.edge_name[after.edge]]
    alike = bool(streets.edge_class[before.edge] == streets.edge_class[after.edge])
    same = name == street if name else alike  # an unnamed stretch of the same class belongs to the street before it
    others = _other_ways(streets, before, after.edge, mode)
    kind = _by_angle(turned_deg)
    if not len(others):
        return None if same or not name else kind
    rivals = [_turned_deg(before.shape, streets.shape(edge)) for edge in others.tolist()]
    straightest = min(rivals, key=abs)
    ahead = abs(turned_deg) <= abs(straightest)
    if same and (kind == "straight" or (ahead and abs(turned_deg) <= SLIGHT_DEG)):
        return None
    if kind == "straight" and not ahead:  # a fork: the other way leads more straight on than this one
        return "slight_left" if turned_deg < straightest else "slight_right"
    return kind


def _by_angle(turned_deg: float) -> StepKind:
    """Name a turn by its angle from straight on, to the right if positive [deg]."""
    if abs(turned_deg) <= STRAIGHT_DEG:
        return "straight"
    if abs(turned_deg) <= SLIGHT_DEG:
        return "slight_left" if turned_deg < 0 else "slight_right"
    if abs(turned_deg) <= TURN_DEG:
        return "left" if turned_deg < 0 else "right"
    return "sharp_left" if turned_deg < 0 else "sharp_right"


def _other_ways(streets: Streets, before: Passage, after: int, mode: Mode) -> NDArray[np.int64]:
    """List the edges that a mode could take instead, without turning back; none where it turns in mid-edge."""
    node = int(streets.edge_target[before.edge])
    if int(streets.edge_source[after]) != node:
        return np.empty(0, np.int64)
    order, start = _leaving(streets, mode)
    ways = order[start[node] : start[node + 1]]
    back = np.array([abs(_turned_deg(before.shape, streets.shape(edge))) >= U_TURN_DEG for edge in ways.tolist()], bool)
    return np.asarray(ways[~back & (ways != after)])


@lru_cache(maxsize=8)
def _leaving(streets: Streets, mode: Mode) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """List the edges that a mode may pass by their source, (e,), and where those of each node start, (n + 1,)."""
    usable = np.flatnonzero(allowed(streets, mode))
    order = usable[np.argsort(streets.edge_source[usable], kind="stable")]
    return order, np.searchsorted(streets.edge_source[order], np.arange(streets.nodes + 1))


def _turned_deg(before: NDArray[np.float64], after: NDArray[np.float64]) -> float:
    """Give how far one turns from one shape into the next, -180 to 180, to the right if positive [deg]."""
    return (_start_bearing_deg(after) - _end_bearing_deg(before) + 180.0) % 360.0 - 180.0


def _end_bearing_deg(shape: NDArray[np.float64]) -> float:
    return (_start_bearing_deg(shape[::-1]) + 180.0) % 360.0


def _start_bearing_deg(shape: NDArray[np.float64]) -> float:
    """Give the compass bearing from the first point of a shape to the one `HEADING_M` along it, 0 to 360 [deg]."""
    (lon0, lat0), *others = shape.tolist()
    width, left_m = math.cos(math.radians(lat0)), HEADING_M
    x = y = 0.0
    for lon, lat in others:
        east, north = (lon - lon0) * width * METRES_PER_DEG - x, (lat - lat0) * METRES_PER_DEG - y
        step_m = math.hypot(east, north)
        share = 1.0 if step_m <= left_m else left_m / step_m
        x, y, left_m = x + share * east, y + share * north, left_m - step_m
        if left_m <= 0:
            break
    return math.degrees(math.atan2(x, y)) % 360.0
