"""What the solver is asked and what it answers: numbers only.

Somebody left a place some time ago, nobody knows in which direction. A unit that stands at a junction closes it from
then on: whoever comes there later is stopped. The one who flees moves at a top speed, may be slower, may wait and may
turn back; so the earliest he can be anywhere is all that counts. He is shut in if he can come to no node outside.

A set of closed junctions shuts him in exactly if (1) every way from where he began to the outside passes one of them,
and (2) each is closed no later than he can first be there when no closed one is passed on the way. For suppose that he
gets out: on his way he passes a first closed junction, which no closed one comes before, so by (2) it was closed.

Wanted is the set, and a different unit for each of its junctions, for which the last unit is in place soonest.

Where no set shuts him in, as many ways out as can be are wanted to be stopped. Each street that leads outside is as
likely as any other, and who takes it goes there as soon as can be: the way out is stopped if he cannot be at the
junction from which it leads that soon any more. (One who goes his way whatever is closed: Gutfraind, Hagberg and Pan,
CPAIOR 2009, LNCS 5547.)
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
        (a,) nodes that an arc joins, and the least time that the one who flees takes [ds]; at least 1. Every street
        that leads outside is an arc of its own.
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

    def streets_out(self) -> NDArray[np.int64]:
        """Count the streets that lead outside from each node inside, (n,)."""
        leads = ~self.outside[self.tail] & self.outside[self.head]
        return np.bincount(self.tail[leads], minlength=len(self.outside))


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
        ``"optimal"``: proven that nothing closes sooner or, if he is not shut in, that nothing shuts him in and
        nothing stops more ways out; ``"out"``: likewise, and he may be out already; ``"feasible"``: the best found in
        the time given.
    shut
        Whether he is shut in.
    closed
        Pairs of a unit and a node, ascending.
    open
        Nodes from which he can still get outside, or exits that are not closed; empty if he is shut in.
    closed_ds
        When the last unit is in place [ds].
    bound_ds
        No cordon that shuts him in stands before this [ds]; 0 if he is not shut in.
    ways, stopped, most_stopped
        Ways out (streets that lead outside; of given exits, the exits), those that are stopped, and how many can be
        at the most.
    """

    status: Literal["optimal", "feasible", "out"]
    shut: bool
    closed: tuple[tuple[int, int], ...]
    open: tuple[int, ...]
    closed_ds: int
    bound_ds: int
    ways: int
    stopped: int
    most_stopped: int
