"""What it costs to turn from one edge into another: nothing, the time of a U-turn, or it is banned."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from planner.domain.street import CAR
from planner.streets.columns import sides, spans

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from planner.domain.force import Mode
    from planner.domain.street import Streets

U_TURN_S = 20.0
"""Time that a car needs to turn back into the street that it came along, at a dead end as well [s].

The figure of the Open Source Routing Machine's profile for cars (`u_turn_penalty` in profiles/car.lua).
"""


class Turns:
    """Turns of one mode on one network; only cars are bound and lose time.

    Parameters
    ----------
    streets
        The network.
    mode
        Who turns.
    """

    def __init__(self, streets: Streets, mode: Mode) -> None:
        self._streets = streets
        self.costs = mode == "car"
        banned = _passable_bans(streets) if self.costs else np.empty((0, 2), np.int64)
        self.banned_from, self.banned_to = banned.T
        self._banned = np.sort(self.banned_from * streets.edges + self.banned_to)
        self._banned_set = frozenset(self._banned.tolist())

    @cached_property
    def _sides(self) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        return sides(self._streets)

    def banned(self, before: NDArray[np.integer], after: NDArray[np.integer]) -> NDArray[np.bool_]:
        """Tell which turns between edges that meet are banned, (t,)."""
        if not len(self._banned):
            return np.zeros(len(before), bool)
        key = before.astype(np.int64) * self._streets.edges + after
        row = np.minimum(np.searchsorted(self._banned, key), len(self._banned) - 1)
        return np.asarray(self._banned[row] == key)

    def seconds(self, before: NDArray[np.integer], after: NDArray[np.integer]) -> NDArray[np.float64]:
        """Give the time of turns between edges that meet, (t,) [s]; infinite: banned."""
        if not self.costs:
            return np.zeros(len(before))
        line, side = self._sides
        back = (line[before] == line[after]) & (side[before] != side[after])
        return np.where(self.banned(before, after), np.inf, np.where(back, U_TURN_S, 0.0))

    def one_s(self, before: int, after: int) -> float:
        """Give the time of one turn [s]; infinite: banned."""
        if not self.costs:
            return 0.0
        if before * self._streets.edges + after in self._banned_set:
            return float("inf")
        line, side = self._sides
        return U_TURN_S if line[before] == line[after] and side[before] != side[after] else 0.0

    def pairs(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """List the streets open both ways, as an edge and its opposite, (p,) twice; parallel ones each with each."""
        line, side = self._sides
        first, second = np.flatnonzero(side), np.flatnonzero(~side)
        second = second[np.argsort(line[second], kind="stable")]
        low = np.searchsorted(line[second], line[first], side="left")
        high = np.searchsorted(line[second], line[first], side="right")
        rows, _ = spans(low, high - low, np.ones(len(first), np.int64))
        return np.repeat(first, high - low), second[rows]


def _passable_bans(streets: Streets) -> NDArray[np.int64]:
    """List the banned turns between edges that cars may pass, (r, 2)."""
    bans = np.column_stack([streets.turn_from, streets.turn_to]).astype(np.int64)
    open_to_cars = (streets.edge_modes & CAR) != 0
    return np.asarray(bans[open_to_cars[bans].all(axis=1)])
