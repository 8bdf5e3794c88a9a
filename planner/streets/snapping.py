"""Where a place meets the street: the nearest edge, and a network in which every place is a node."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from planner.errors import NotFound
from planner.geo import Frame
from planner.streets.network import allowed, main_edges
from planner.streets.splitting import Cut, split

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray
    from shapely import STRtree

    from planner.domain.force import Mode
    from planner.domain.street import Streets


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Snaps:
    """Where n places meet the street.

    Attributes
    ----------
    edge
        (n,) the nearest edge; its opposite edge, if there is one, is as near.
    fraction
        (n,) how far along that edge, 0 at its source to 1 at its target.
    distance_m
        (n,) how far the place lies from the street [m].
    lonlat
        (n, 2) the nearest point on the street [deg].
    """

    edge: NDArray[np.int64]
    fraction: NDArray[np.float64]
    distance_m: NDArray[np.float64]
    lonlat: NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Inserted:
    """A network in which n places are nodes.

    Attributes
    ----------
    streets
        The network with edges split at the places; nodes that were there keep their numbers, edges do not.
    node
        (n,) the node of each place.
    distance_m
        (n,) how far each place lies from its node [m].
    """

    streets: Streets
    node: NDArray[np.int64]
    distance_m: NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class _Index:
    """The edges of a mode, or those of its main part, ready to be searched."""

    frame: Frame
    edges: NDArray[np.int64]
    tree: STRtree


@lru_cache(maxsize=4)
def _index(streets: Streets, mode: Mode, anywhere: bool) -> _Index:  # noqa: FBT001 - part of a key
    import shapely

    edges = np.flatnonzero(allowed(streets, mode) if anywhere else main_edges(streets, mode))
    if not len(edges):
        raise NotFound("no_streets_for_mode", mode=mode)
    frame = streets_frame(streets)
    owner = np.repeat(np.arange(streets.edges), np.diff(streets.shape_start))
    wanted = np.isin(owner, edges)
    rows = np.searchsorted(edges, owner[wanted])
    lines = np.asarray(shapely.linestrings(frame.metres(streets.shape_lonlat[wanted]), indices=rows))
    return _Index(frame, edges, shapely.STRtree(lines))


def streets_frame(streets: Streets) -> Frame:
    """Give the metric frame about the middle of a network."""
    west, south = streets.node_lonlat.min(axis=0)
    east, north = streets.node_lonlat.max(axis=0)
    return Frame((round((west + east) / 2, 6), round((south + north) / 2, 6)))


def nearest(streets: Streets, lonlat: ArrayLike, mode: Mode, *, anywhere: bool = False) -> Snaps:
    """Find the nearest street that a mode may use and can leave again: an edge of its main part.

    Parameters
    ----------
    lonlat
        (n, 2) places [deg].
    anywhere
        Any street that the mode may use counts, in its main part or not.

    Raises
    ------
    NotFound
        With code ``"no_streets_for_mode"``, if the mode may use no street.
    """
    import shapely

    index = _index(streets, mode, anywhere)
    places = np.asarray(shapely.points(index.frame.metres(lonlat)))
    if not len(places):
        nothing = np.empty(0)
        return Snaps(edge=np.empty(0, np.int64), fraction=nothing, distance_m=nothing, lonlat=np.empty((0, 2)))
    row, distance_m = index.tree.query_nearest(places, return_distance=True, all_matches=False)
    lines = index.tree.geometries[row[1]]
    fraction = shapely.line_locate_point(lines, places, normalized=True)
    on_street = shapely.line_interpolate_point(lines, fraction, normalized=True)
    return Snaps(
        edge=index.edges[row[1]],
        fraction=np.asarray(fraction),
        distance_m=distance_m,
        lonlat=np.round(index.frame.lonlat(shapely.get_coordinates(on_street)), 7),
    )


def insert(streets: Streets, lonlat: ArrayLike, mode: Mode) -> Inserted:
    """Make every place a node: split its nearest edge, and the opposite one, at the nearest point.

    A place whose nearest point lies within `splitting.SAME_PLACE_M` of a node along the street takes that node. To
    insert for several modes, insert into the result of the one before: nodes keep their numbers.

    Parameters
    ----------
    lonlat
        (n, 2) places [deg].

    Raises
    ------
    NotFound
        With code ``"no_streets_for_mode"``, if the mode may use no street.
    """
    snaps = nearest(streets, lonlat, mode)
    frame = streets_frame(streets)
    divided, node = split(
        streets, frame, [Cut(*cut) for cut in zip(snaps.edge.tolist(), snaps.fraction.tolist(), strict=True)]
    )
    away = frame.metres(divided.node_lonlat[node]) - frame.metres(lonlat)
    return Inserted(streets=divided, node=node, distance_m=np.hypot(away[:, 0], away[:, 1]))
