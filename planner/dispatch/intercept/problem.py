"""What the solver is asked and what it answers: numbers only.

Somebody left a place some time ago, nobody knows in which direction. A unit that stands at a junction closes it from
then on: whoever comes there later is stopped. The one who flees moves at a top speed, may be slower, may wait and may
turn back; so the earliest he can be anywhere is all that counts. He is shut in if he can come to no node outside.

A set of closed junctions shuts him in exactly if (1) every way from where he began to the outside passes one of them,
and (2) each is closed no later than he can first be there when no closed one is passed on the way. For suppose that he
gets out: on his way he passes a first closed junction, which no closed one comes before, so by (2) it was closed.

Wanted is the set, and a different unit for each of its junctions, for which the last unit is in place soonest.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Times = NDArray[np.int64]

NEVER = 10**8
"""A time that no way takes [ds]."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CordonProblem:
    """n nodes, a arcs, u units; times are whole tenths of seconds from now.

    Attributes
    ----------
    tail, head, pass_ds
        (a,) nodes that an arc joins, and the least time that the one who flees takes [ds]; at least 1.
    start, start_ds
        (s,) nodes to which he comes first, each once, and when; below zero: he may have been there already [ds].
    outside
        (n,) nodes at which he is out. Nobody can close them.
    unit_ds
        (u, n) when a unit can have closed a node; `NEVER`: it cannot [ds].
    """

    tail: NDArray[np.int64]
    head: NDArray[np.int64]
    pass_ds: Times
    start: NDArray[np.int64]
    start_ds: Times
    outside: NDArray[np.bool_]
    unit_ds: Times


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ExitProblem:
    """e exits, each of which must be closed, and u units.

    Attributes
    ----------
    exit_ds
        (e,) the earliest that he can be at an exit [ds].
    unit_ds
        (u, e) when a unit can have closed an exit; `NEVER`: it cannot [ds].
    """

    exit_ds: Times
    unit_ds: Times


@dataclass(frozen=True, slots=True, kw_only=True)
class Cordon:
    """Which unit closes which node or exit.

    Attributes
    ----------
    status
        ``"optimal"``: proven that nothing leaves fewer junctions open, or closes sooner with as many open;
        ``"feasible"``: the best found in the time given; ``"unknown"``: nothing was found in it; ``"out"``: he may be
        out already, and no number of units that begin now shuts him in.
    closed
        Pairs of a unit and a node, ascending.
    open
        Nodes that have to be closed as well, and no unit that is free can be there in time.
    closed_ds
        When the last unit is in place [ds].
    bound_ds
        No cordon with as few open nodes closes before this [ds].
    fewest_open
        No cordon has fewer open nodes.
    """

    status: Literal["optimal", "feasible", "unknown", "out"]
    closed: tuple[tuple[int, int], ...]
    open: tuple[int, ...]
    closed_ds: int
    bound_ds: int
    fewest_open: int
