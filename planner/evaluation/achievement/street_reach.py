"""How soon units that stand anywhere on the streets are at some places, for thousands of positions at once.

A unit leaves its street by either end, as far as its directions are open; from each end the quickest ways are found
once (Dijkstra, cut off at the longest time asked for) and shared by all positions that pass there. Places are nodes of
the network, so that a way to one in the middle of a street is as long as it is.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.domain.force import Tier
from planner.domain.street import Streets
from planner.evaluation.achievement.unit_minutes import Floats, Ints
from planner.streets.columns import sides
from planner.streets.dijkstra import spread
from planner.streets.snapping import nearest
from planner.streets.splitting import SAME_PLACE_M
from planner.streets.states import States, bound_nodes, states
from planner.streets.travel import Travel
from planner.streets.turns import Turns


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class StreetReach:
    """Times from r positions to t places, kept as two ends of streets for each position.

    Attributes
    ----------
    gate, gate_s
        (r, 2) row of `table` of each way to leave a position, and what it takes to there [s]; infinite: there is none.
    table
        (g, t) times from there to the places [s]; infinite: longer than was asked for, or no way.
    """

    gate: Ints
    gate_s: NDArray[np.float32]
    table: NDArray[np.float32]

    def times(self, rows: Ints) -> NDArray[np.float32]:
        """Give the times from some of the positions to all places, (k, t) [s]."""
        first, second = (self.gate_s[rows, way, None] + self.table[self.gate[rows, way]] for way in (0, 1))
        return np.asarray(np.minimum(first, second))


def street_reach(streets: Streets, tier: Tier, lonlat: Floats, targets: Ints, most_s: float) -> StreetReach:
    """Find the ways of one tier.

    Parameters
    ----------
    lonlat
        (r, 2) positions; each is taken to be on its nearest street [deg].
    targets
        (t,) nodes.
    most_s
        Ways that take longer at full speed are left out [s].

    Raises
    ------
    NotFound
        With code ``"no_streets_for_mode"``, if the tier's mode may use no street.
    """
    travel, turns = Travel(streets, tier.mode, tier.speed_kmh), Turns(streets, tier.mode)
    edge_us = np.asarray(np.round(travel.edge_s * 1e6))
    graph = states(streets, edge_us, turns, bound_nodes(streets, edge_us, turns))
    state, cost_us = _gates(streets, graph, edge_us, lonlat, tier)
    used, row = np.unique(state, return_inverse=True)
    return StreetReach(
        gate=row.reshape(state.shape),
        gate_s=(cost_us / 1e6).astype(np.float32),
        table=_table(graph, used, targets, most_s),
    )


def _gates(streets: Streets, graph: States, edge_us: Floats, lonlat: Floats, tier: Tier) -> tuple[Ints, Floats]:
    """Give the states in which a unit can be at the ends of its street, (r, 2), and the times to there [us]."""
    snaps = nearest(streets, lonlat, tier.mode)
    opposite = _opposite(streets, edge_us)[snaps.edge]
    there = np.column_stack([snaps.edge, np.maximum(opposite, 0)])
    left = np.column_stack([1.0 - snaps.fraction, snaps.fraction])
    state = graph.arrival[there].astype(np.int64)
    with np.errstate(invalid="ignore"):
        cost_us = np.where(np.isfinite(edge_us[there]), left * edge_us[there], np.inf)
    cost_us[opposite < 0, 1] = np.inf
    length_m = streets.edge_length_m[snaps.edge]
    for end, part in ((streets.edge_source, snaps.fraction), (streets.edge_target, 1.0 - snaps.fraction)):
        on_node = part * length_m <= SAME_PLACE_M
        state[on_node] = end[snaps.edge[on_node], None]
        cost_us[on_node] = 0.0
    return state, cost_us


def _opposite(streets: Streets, edge_us: Floats) -> Ints:
    """Give a passable edge on the same line in the other direction for every edge, (m,); -1: there is none."""
    line, side = sides(streets)
    usable = np.flatnonzero(np.isfinite(edge_us))
    key = 2 * line + side
    order = usable[np.argsort(key[usable], kind="stable")]
    wanted = 2 * line + ~side
    place = np.minimum(np.searchsorted(key[order], wanted), max(0, len(order) - 1))
    return np.where(key[order][place] == wanted, order[place], -1) if len(order) else np.full(len(line), -1)


def _table(graph: States, begin: Ints, targets: Ints, most_s: float) -> NDArray[np.float32]:
    """Give the times from states to nodes, (g, t) [s]."""
    ends, first = graph.at(np.asarray(targets, np.int64))
    table = np.empty((len(begin), len(targets)), np.float32)
    nought = np.zeros(1)
    for row, state in enumerate(begin.tolist()):
        best_us, _ = spread(graph.arcs, np.array([state], np.int32), nought, most_s * 1e6)
        table[row] = np.minimum.reduceat(best_us[ends], first[:-1]) / 1e6 if len(targets) else 0.0
    return table
