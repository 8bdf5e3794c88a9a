"""The graph that the compiled search runs on; it stands apart so that reading it loads no compiler."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]


class Arcs(NamedTuple):
    """A graph of states: s states, a arcs.

    Attributes
    ----------
    first
        (s + 1,) where the arcs out of each state start.
    head
        (a,) the state that an arc leads to.
    cost_us
        (a,) time that it takes [us].
    """

    first: Ints
    head: Ints
    cost_us: Floats
