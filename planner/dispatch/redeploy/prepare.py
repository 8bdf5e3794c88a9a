"""From a scenario and the units that are out to the solver's problem."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import numpy as np

from planner.dispatch.redeploy.aim import Aim, Floats, junctions
from planner.dispatch.redeploy.posts import Post, post_at, posts
from planner.dispatch.redeploy.problem import NEVER, RedeployProblem
from planner.dispatch.roads import Key, Roads
from planner.dispatch.slow_hours import Pace
from planner.dispatch.standing import Standing
from planner.dispatch.table import arrivals_s
from planner.dispatch.way import Spot
from planner.domain.force import Tier
from planner.domain.scenario import Scenario

RINGS_S = (60.0, 180.0, 300.0)
"""Response times that count [s]."""
WORTH = (1, 1, 1)
"""Worth of each ring: by default the mean of the three shares is largest."""
LATEST_S = 900.0
"""A unit must be at its post within this time [s]."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Prepared:
    """The problem with the units that may move, the posts, and the demand."""

    problem: RedeployProblem
    units: tuple[Standing, ...]
    posts: tuple[Post, ...]
    aimed: Aim


def prepare(
    scenario: Scenario,
    roads: Roads,
    units: Sequence[Standing],
    at: dt.datetime,
    aimed: Aim,
    *,
    latest_s: float = LATEST_S,
    rings_s: Sequence[float] = RINGS_S,
    worth: Sequence[int] = WORTH,
) -> Prepared:
    """Find who can stand where by when, and what demand is near.

    Units that patrol may move. Those at a visit stay and count where they are. Those on a break or busy do not count.

    Parameters
    ----------
    latest_s
        A unit must be at its post within this time [s].
    """
    moving = tuple(unit for unit in units if unit.status == "free")
    staying = [unit for unit in units if unit.status == "visit"]
    offered = posts(scenario, aimed)
    homes = junctions(scenario, [unit.place for unit in moving]).tolist()
    number = {post.node: place for place, post in enumerate(offered)}
    for node in homes:
        if node not in number:
            number[node] = len(offered)
            offered.append(post_at(scenario, node))
    home = np.array([number[node] for node in homes], np.int64)
    times_s = arrivals_s(scenario, roads, moving, at, [post.lonlat for post in offered])
    in_time = times_s <= latest_s
    move_s = np.where(in_time, np.ceil(np.where(in_time, times_s, 0.0)), NEVER).astype(np.int64)
    move_s[np.arange(len(moving)), home] = 0
    tiers = {tier.id: tier for tier in scenario.tiers}
    kinds: dict[tuple[str, Key], int] = {}
    kind = [kinds.setdefault(_kind(roads, tiers, unit), len(kinds)) for unit in moving]
    nodes = [post.node for post in offered]
    ring = np.full((max(1, len(kinds)), len(nodes), len(aimed.node)), len(rings_s), np.int8)
    for (tier, key), row in kinds.items():
        ring[row] = _rings(scenario, roads, key, tiers[tier], nodes, aimed, at, rings_s)
    fixed = np.full(len(aimed.node), len(rings_s), np.int8)
    for unit, node in zip(staying, junctions(scenario, [unit.place for unit in staying]).tolist(), strict=True):
        tier, key = _kind(roads, tiers, unit)
        fixed = np.minimum(fixed, _rings(scenario, roads, key, tiers[tier], [node], aimed, at, rings_s)[0])
    problem = RedeployProblem(
        move_s=move_s,
        home=home,
        kind=np.array(kind, np.int64),
        ring=ring,
        fixed_ring=fixed,
        weight=aimed.weight,
        worth=np.array(worth, np.int64),
    )
    return Prepared(problem=problem, units=moving, posts=tuple(offered), aimed=aimed)


def _kind(roads: Roads, tiers: dict[str, Tier], unit: Standing) -> tuple[str, Key]:
    return unit.unit.tier, roads.key(tiers[unit.unit.tier], unit.unit.force)


def _rings(
    scenario: Scenario,
    roads: Roads,
    key: Key,
    tier: Tier,
    nodes: Sequence[int],
    aimed: Aim,
    at: dt.datetime,
    rings_s: Sequence[float],
) -> np.ndarray[tuple[int, int], np.dtype[np.int8]]:
    """Give the ring in which a kind of unit reaches each point of demand from each of some nodes, (n, d)."""
    pace, reach = Pace(tier, at, ZoneInfo(scenario.station.timezone)), roads.reach(key)
    rows = []
    for node in nodes:
        full_s: Floats = reach.outward(Spot(node, ()), max(rings_s)).times(aimed.node)
        known = np.isfinite(full_s)
        real_s = np.where(known, pace.seconds(np.where(known, full_s, 0.0)), np.inf)
        rows.append(np.searchsorted(np.array(rings_s), real_s).astype(np.int8))
    return np.array(rows, np.int8).reshape(len(nodes), len(aimed.node))
