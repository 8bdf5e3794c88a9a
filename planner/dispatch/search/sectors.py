"""A sector for every unit: who is free first takes what brings most chance per minute, with the way there.

Nobody's stretch is taken by another in the same stage, so that the sectors part the streets; its own unit may pass it
again. As every unit works until the stage ends, the sectors are even in time. What to search is guided by the best use
of the units' time (`planner.dispatch.search.effort`): streets below its level count for little. The rule looks one
stretch ahead, and at the streets about it when the way is long.
"""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from planner.dispatch.roads import Roads
from planner.dispatch.search.effort import level
from planner.dispatch.search.ground import Floats, Ground, Ints
from planner.dispatch.search.searchers import Searcher, end_times, ways_out
from planner.geo import Frame

if TYPE_CHECKING:
    from scipy.sparse import csr_array

ABOUT_M = 250.0
"""Streets this near count when a unit decides where to go [m]."""
NOBODY = -1
"""Owner of a stretch that nobody has taken."""
TRAVELS = 0.7
"""Part of the time that goes into searching, the rest into ways between stretches: about what sample stations show."""
AGAIN = (0.0, 1.0)
"""What counts of a stretch that its unit has searched in this stage already: nothing, or what is left of it."""
BELOW = 0.1
"""What counts of a stretch below the level."""
LONGEST_WAY_S = 1200.0
"""A unit does not go farther for a single stretch [s]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One stretch searched by one unit.

    Attributes
    ----------
    unit, stretch, enters
        Numbers of the unit and the stretch, and of the end at which it begins.
    set_out_s, begin_s, end_s
        When it sets out for it, begins to search it, and has searched it, from now [s].
    chance
        Chance that the missing is found in it by this step.
    """

    unit: int
    stretch: int
    enters: int
    set_out_s: float
    begin_s: float
    end_s: float
    chance: float


@dataclass(slots=True, eq=False)
class Fleet:
    """Where the units are and when they are free again: it goes on from stage to stage."""

    searchers: Sequence[Searcher]
    free_s: list[float]
    node: list[int | None]

    @classmethod
    def of(cls, searchers: Sequence[Searcher]) -> Fleet:
        """Begin where the units stand."""
        return cls(searchers, [searcher.waits_s for searcher in searchers], [None] * len(searchers))


def share_out(
    roads: Roads, ground: Ground, about: csr_array, fleet: Fleet, chance: Floats, until_s: float, again: float
) -> list[Step]:
    """Give the steps of all units until a stage ends.

    Parameters
    ----------
    about
        (s, s) which stretches are near which, as `neighbours` gives it.
    fleet
        Where the units are; carried on.
    chance
        (s,) chance of each stretch, what was searched before taken off.
    until_s
        When the stage ends, from now [s].
    again
        One of `AGAIN`.
    """
    owner, left, steps = np.full(ground.size, NOBODY), chance.copy(), list[Step]()
    begin_s = min(fleet.free_s, default=until_s)
    sweep_m = TRAVELS * sum(one.sweep_mps for one in fleet.searchers) * max(0.0, until_s - begin_s)
    least = level(chance, ground.length_m, sweep_m)
    queue = [(free_s, unit) for unit, free_s in enumerate(fleet.free_s)]
    heapq.heapify(queue)
    while queue:
        now_s, unit = heapq.heappop(queue)
        step = _next(roads, ground, about, fleet, unit, _worth(ground, owner, unit, left, least, again), now_s, until_s)
        if step is None:
            fleet.free_s[unit] = max(now_s, until_s)
            continue
        gain = float(left[step.stretch] * -np.expm1(-fleet.searchers[unit].thorough))
        steps.append(replace(step, chance=gain))
        owner[step.stretch] = unit
        left[step.stretch] *= np.exp(-fleet.searchers[unit].thorough)
        fleet.free_s[unit], fleet.node[unit] = step.end_s, int(ground.ends[step.stretch, 1 - step.enters])
        heapq.heappush(queue, (step.end_s, unit))
    return steps


def _worth(ground: Ground, owner: Ints, unit: int, left: Floats, least: float, again: float) -> Floats:
    """Give what a unit may still find on each stretch; little counts where others' time is better spent, (s,)."""
    mine = np.where(owner == NOBODY, left, np.where(owner == unit, again * left, 0.0))
    return np.where(left / ground.length_m >= least, mine, BELOW * mine)


def _next(
    roads: Roads,
    ground: Ground,
    about: csr_array,
    fleet: Fleet,
    unit: int,
    chance: Floats,
    now_s: float,
    until_s: float,
) -> Step | None:
    """Choose what a unit searches next; None: nothing that it can search before the stage ends."""
    searcher = fleet.searchers[unit]
    if now_s >= until_s:
        return None
    outward = ways_out(roads, searcher, fleet.node[unit], min(LONGEST_WAY_S, until_s - now_s))
    way_s, end = end_times(outward, ground, searcher.enters)
    known = np.isfinite(way_s)
    way_s[known] = searcher.pace.seconds(way_s[known], now_s)
    gain = np.where(searcher.may, chance * -np.expm1(-searcher.thorough), 0.0)
    fits = known & (now_s + way_s + searcher.pass_s <= until_s) & (gain > 0)
    if not fits.any():
        return None
    free_s = np.where(gain > 0, searcher.pass_s, 0.0)
    own = gain / (way_s + searcher.pass_s)
    nearby = (about @ gain) / (way_s + about @ free_s + 1e-9)
    rate = np.where(fits, np.maximum(own, nearby), -1.0)
    best = int(rate.argmax())
    begin_s = now_s + float(way_s[best])
    return Step(
        unit=unit,
        stretch=best,
        enters=int(end[best]),
        set_out_s=now_s,
        begin_s=begin_s,
        end_s=begin_s + float(searcher.pass_s[best]),
        chance=0.0,
    )


def neighbours(ground: Ground, centre: tuple[float, float]) -> csr_array:
    """Tell which stretches have their middle near that of which, (s, s); each is near itself."""
    from scipy.sparse import coo_array
    from scipy.spatial import cKDTree

    tree = cKDTree(Frame(centre).metres(ground.middle))
    pairs = tree.query_pairs(ABOUT_M, output_type="ndarray")
    own = np.arange(ground.size)
    row = np.concatenate([pairs[:, 0], pairs[:, 1], own])
    column = np.concatenate([pairs[:, 1], pairs[:, 0], own])
    return coo_array((np.ones(len(row)), (row, column)), shape=(ground.size, ground.size)).tocsr()
