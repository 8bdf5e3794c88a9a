"""Streets outside the main part of a mode, and why: one-way traps, and what is cut off.

A place on such a street is no stop: a patrol would never come there, or never come back.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

import numpy as np

from planner.streets.columns import sides
from planner.streets.network import allowed, main_edges, turn_links
from planner.streets.snapping import nearest

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from planner.domain.force import Mode
    from planner.domain.noun import LonLat
    from planner.domain.street import Streets

TrapKind = Literal["no_way_out", "no_way_in", "cut_off"]
"""One can get in but not back; one can get out but not in; neither."""

AccessKind = Literal["reached", "too_far", "no_way_out", "no_way_in", "cut_off"]
"""Within reach of the main part; far from every street; or only within reach of a trap."""

KINDS: tuple[TrapKind, ...] = ("no_way_out", "no_way_in", "cut_off")
MAIN, CLOSED = -1, -2
"""Marks of an edge of the main part, and of one that the mode may not pass."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trap:
    """Streets outside the main part of a mode that hang together.

    Attributes
    ----------
    kind
        How they lie to the main part.
    lonlat
        Where they meet the main part; otherwise a junction of theirs near their middle [deg].
    nodes, edges
        How many nodes and directed edges they have.
    length_m
        Length of the streets, each counted once [m].
    names
        Their names, in alphabetical order.
    """

    kind: TrapKind
    lonlat: LonLat
    nodes: int
    edges: int
    length_m: float
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """How a place can be reached by a mode.

    Attributes
    ----------
    kind
        ``"reached"``, ``"too_far"`` from every street of the mode, or how the nearest street is trapped.
    main_m
        How far it lies from a street that leads there and back [m].
    any_m
        How far it lies from any street of the mode [m].
    """

    kind: AccessKind
    main_m: float
    any_m: float


def traps(streets: Streets, mode: Mode) -> tuple[Trap, ...]:
    """List the streets of a mode outside its main part, the longest first."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    kinds = _edge_kinds(streets, mode)
    node_in_main = np.zeros(streets.nodes, bool)
    node_in_main[streets.edge_source[kinds == MAIN]] = node_in_main[streets.edge_target[kinds == MAIN]] = True
    line, _ = sides(streets)
    found = []
    for number, kind in enumerate(KINDS):
        edges = np.flatnonzero(kinds == number)
        if not len(edges):
            continue
        ends = streets.edge_source[edges], streets.edge_target[edges]
        inner = [np.where(node_in_main[end], streets.nodes + np.arange(len(edges)), end) for end in ends]
        size = streets.nodes + len(edges)
        _, part = connected_components(coo_array((np.ones(len(edges)), inner), shape=(size, size)), directed=False)
        of_edge = np.where(node_in_main[ends[0]], part[inner[1]], part[inner[0]])
        order = np.argsort(of_edge, kind="stable")
        groups = np.split(edges[order], np.flatnonzero(np.diff(of_edge[order])) + 1)
        found += [_trap(streets, kind, own, line, node_in_main) for own in groups]
    return tuple(sorted(found, key=lambda trap: (-trap.length_m, trap.lonlat)))


def _trap(
    streets: Streets, kind: TrapKind, edges: NDArray[np.int64], line: NDArray[np.int64], in_main: NDArray[np.bool_]
) -> Trap:
    """Describe some edges that hang together."""
    nodes = np.unique([streets.edge_source[edges], streets.edge_target[edges]])
    _, once = np.unique(line[edges], return_index=True)
    places = streets.node_lonlat[nodes]
    away = np.hypot(*(places - places.mean(axis=0)).T)
    lon, lat = places[np.where(in_main[nodes].any(), ~in_main[nodes], away).argmin()]
    return Trap(
        kind=kind,
        lonlat=(float(lon), float(lat)),
        nodes=int((~in_main[nodes]).sum()),
        edges=len(edges),
        length_m=float(streets.edge_length_m[edges[once]].sum()),
        names=tuple(sorted({streets.names[name] for name in streets.edge_name[edges].tolist()} - {""})),
    )


@lru_cache(maxsize=4)
def _edge_kinds(streets: Streets, mode: Mode) -> NDArray[np.int64]:
    """Give for every edge, (m,), `MAIN`, `CLOSED` or the place of its kind in `KINDS`."""
    from scipy.sparse.csgraph import breadth_first_order

    main = np.flatnonzero(main_edges(streets, mode))
    kinds = np.where(allowed(streets, mode), KINDS.index("cut_off"), CLOSED)
    if len(main):
        links = turn_links(streets, mode)
        for number, matrix in ((KINDS.index("no_way_in"), links.T.tocsr()), (KINDS.index("no_way_out"), links)):
            kinds[breadth_first_order(matrix, main[0], return_predecessors=False)] = number
        kinds[main] = MAIN
    return kinds


def access(streets: Streets, lonlat: ArrayLike, mode: Mode, within_m: float) -> tuple[Access, ...]:
    """Tell how each of some places can be reached by a mode.

    Parameters
    ----------
    lonlat
        (n, 2) places [deg].
    within_m
        Farthest that a place may lie from its street [m].

    Raises
    ------
    NotFound
        With code ``"no_streets_for_mode"``, if the mode may use no street.
    """
    whole = nearest(streets, lonlat, mode, anywhere=True)
    main_m = nearest(streets, lonlat, mode).distance_m
    kinds = _edge_kinds(streets, mode)[whole.edge]
    found = []
    for kind, main, anywhere in zip(kinds.tolist(), main_m.tolist(), whole.distance_m.tolist(), strict=True):
        told: AccessKind = "too_far"
        if main <= within_m:
            told = "reached"
        elif anywhere <= within_m:
            told = KINDS[kind]
        found.append(Access(kind=told, main_m=main, any_m=anywhere))
    return tuple(found)
