"""What a network holds: streets by class and name, and what does not hang together with the rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from planner.domain.street import MODE_BITS, ROAD_CLASSES
from planner.streets.columns import sides
from planner.streets.network import allowed, main_edges

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from planner.domain.force import Mode
    from planner.domain.street import Streets

MODES: tuple[Mode, ...] = ("car", "bike", "foot")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """What a mode may use but lies outside the largest part in which it reaches everything from everywhere.

    Attributes
    ----------
    nodes, edges
        All that the mode may use.
    nodes_outside, edges_outside
        Of these, the ones outside.
    parts
        How many separate parts there are, each linked without regard to direction; 1 is a whole network.
    """

    nodes: int
    edges: int
    nodes_outside: int
    edges_outside: int
    parts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Inventory:
    """What a network holds; a two-way street counts once.

    Attributes
    ----------
    nodes, edges
        Sizes of the network.
    turns
        How many turns are banned.
    class_km, name_km
        Length of the streets of each class and of each name, longest first [km].
    unnamed_km
        Length of those without a name [km].
    outside
        What does not hang together, by mode.
    """

    nodes: int
    edges: int
    turns: int
    class_km: Mapping[str, float]
    name_km: Mapping[str, float]
    unnamed_km: float
    outside: Mapping[Mode, Outside]


def inventory(streets: Streets) -> Inventory:
    """Count what a network holds."""
    share_m = _share_m(streets)
    by_class = np.bincount(streets.edge_class, share_m, minlength=len(ROAD_CLASSES)) / 1000
    by_name = np.bincount(streets.edge_name, share_m, minlength=len(streets.names)) / 1000
    named = {name: float(km) for name, km in zip(streets.names[1:], by_name[1:], strict=True) if km > 0}
    return Inventory(
        nodes=streets.nodes,
        edges=streets.edges,
        turns=len(streets.turn_from),
        class_km=_longest_first({name: float(km) for name, km in zip(ROAD_CLASSES, by_class, strict=True) if km > 0}),
        name_km=_longest_first(named),
        unnamed_km=float(by_name[0]),
        outside={mode: _outside(streets, mode) for mode in MODES if (streets.edge_modes & MODE_BITS[mode]).any()},
    )


def _longest_first(lengths: dict[str, float]) -> dict[str, float]:
    return dict(sorted(lengths.items(), key=lambda item: (-item[1], item[0])))


def _share_m(streets: Streets) -> NDArray[np.float64]:
    """Share the length of each street among its directions, (m,) [m], so that all of them together are its length."""
    line, turned = sides(streets)
    along, against = (np.bincount(line[way], minlength=int(line.max(initial=-1)) + 1) for way in (~turned, turned))
    two_way = (np.minimum(along, against) > 0)[line]
    return np.asarray(streets.edge_length_m * np.where(two_way, 0.5, 1.0))


def _outside(streets: Streets, mode: Mode) -> Outside:
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    usable, main = allowed(streets, mode), main_edges(streets, mode)
    source, target = streets.edge_source[usable], streets.edge_target[usable]
    on_street, inside = np.zeros(streets.nodes, bool), np.zeros(streets.nodes, bool)
    on_street[source] = on_street[target] = True
    inside[streets.edge_source[main]] = inside[streets.edge_target[main]] = True
    links = coo_array((np.ones(len(source), np.int8), (source, target)), shape=(streets.nodes, streets.nodes))
    _, part = connected_components(links.tocsr(), directed=False)
    return Outside(
        nodes=int(on_street.sum()),
        edges=len(source),
        nodes_outside=int((on_street & ~inside).sum()),
        edges_outside=int((usable & ~main).sum()),
        parts=len(np.unique(part[on_street])),
    )
