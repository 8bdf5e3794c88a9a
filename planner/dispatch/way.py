"""Places between nodes, and ways between them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from planner.streets.states import States


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a place meets the graph.

    Attributes
    ----------
    node
        The node that it lies on; -1: it lies between two.
    along
        The edges that pass it, and how far along each it lies, 0 to 1; none for a place on a node.
    """

    node: int
    along: tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True)
class Way:
    """A way from one spot to another: whole edges but for a part of the first and of the last one.

    Attributes
    ----------
    edges
        In the order of travel.
    begin, end
        Where on the first edge it begins, and where on the last one it ends, 0 to 1.
    """

    edges: tuple[int, ...]
    begin: float
    end: float


@dataclass(frozen=True, slots=True, eq=False)
class Gates:
    """The states that travellers come to first from where they are.

    Attributes
    ----------
    owner
        (e,) number of the traveller.
    state, cost_us
        (e,) the state, and what it takes to get there [us].
    edge, part
        (e,) the edge passed in between (-1: none), and how far along it the way begins, 0 to 1.
    """

    owner: NDArray[np.int32]
    state: NDArray[np.int32]
    cost_us: NDArray[np.float64]
    edge: NDArray[np.int64]
    part: NDArray[np.float64]


Gate = tuple[int, float, int, float]
"""A state, what it takes between it and a spot [us], the edge passed in between (-1: none), and where on it, 0 to 1."""


@dataclass(frozen=True, slots=True, eq=False)
class Outward:
    """All quickest ways from a spot.

    Attributes
    ----------
    graph
        The graph that was searched.
    gates
        The states that one comes to first.
    best_us, via
        (s,) times to states [us], infinite: not reached; and the last arc of each way.
    """

    graph: States
    gates: tuple[Gate, ...]
    best_us: NDArray[np.float64]
    via: NDArray[np.int32]

    def times(self, nodes: NDArray[np.int64]) -> NDArray[np.float64]:
        """Give the times to (k,) nodes, (k,) [s]; infinite: not reached."""
        if not len(nodes):
            return np.zeros(0)
        found, first = self.graph.at(nodes)
        return np.asarray(np.minimum.reduceat(self.best_us[found], first[:-1]) / 1e6)

    def way(self, node: int) -> Way:
        """Give the quickest way to a node that is reached."""
        found, _ = self.graph.at(np.array([node]))
        state = int(found[self.best_us[found].argmin()])
        edges: list[int] = []
        while (arc := int(self.via[state])) >= 0:
            edges.append(int(self.graph.edge[arc]))
            state = int(self.graph.tail[arc])
        _, _, edge, part = min((gate for gate in self.gates if gate[0] == state), key=lambda gate: gate[1])
        return Way((*((edge,) if edge >= 0 else ()), *edges[::-1]), part if edge >= 0 else 0.0, 1.0)
