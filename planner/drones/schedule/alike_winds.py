"""Winds of a day that are alike stand together, so that hourly winds do not make sorties of their own for every round.

A round is made to stand every wind of its group: it is as slow as in the least favourable one, takes the charge of the
costliest one and keeps the reserve against the strongest. Nothing is averaged and each round's own winds are always
among them, so a group can make a round slower or dearer than its hour demands, never less safe.

Groups are joined two at a time, always the two whose union costs least (Ward 1963, Journal of the American Statistical
Association 58(301)). A wind that a round must stand besides its own costs it as much as it differs from the nearest of
them, or from calm air, whichever is nearer: nobody is slower for standing a calm too.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import combinations

import numpy as np

from planner.drones.energy import Wind, Winds
from planner.drones.problem import Floats

MOST = 4
"""Sets of winds that a day may have."""


def alike_winds(told: Mapping[int, Winds], most: int = MOST) -> dict[int, Winds]:
    """Give for every round the winds that it is made to stand.

    Parameters
    ----------
    told
        The winds that each round may meet, by its index.
    most
        Different sets of winds that may be left.

    Returns
    -------
    The same where no more than `most` differ; else each with the other winds of its group.
    """
    kinds = list(dict.fromkeys(told.values()))
    if len(kinds) <= most:
        return dict(told)
    winds = list(dict.fromkeys(wind for kind in kinds for wind in kind))
    rounds = np.array([sum(winds_told == kind for winds_told in told.values()) for kind in kinds], float)
    apart = _apart(winds, kinds)
    holds = np.array([[wind in kind for wind in winds] for kind in kinds])
    groups: list[tuple[int, ...]] = [(place,) for place in range(len(kinds))]

    @cache
    def cost(group: tuple[int, ...]) -> float:
        met = holds[list(group)].any(axis=0)
        return float(rounds[list(group)] @ apart[met][:, list(group)].max(axis=0))

    while len(groups) > most:
        pairs = combinations(groups, 2)
        one, other = min(pairs, key=lambda pair: cost(pair[0] + pair[1]) - cost(pair[0]) - cost(pair[1]))
        groups = [*(group for group in groups if group not in {one, other}), one + other]
    return {
        index: _in_order({wind for place in group for wind in kinds[place]})
        for group in groups
        for index, winds_told in told.items()
        if kinds.index(winds_told) in group
    }


def _in_order(group: set[Wind]) -> Winds:
    return tuple(sorted(group, key=lambda wind: (wind.speed_mps, wind.from_deg, wind.gust_mps)))


def _apart(winds: list[Wind], kinds: list[Winds]) -> Floats:
    """Give how far each wind is from the nearest that a set holds, or from calm air, (winds, sets) [m/s]."""
    points = np.array([_point(wind) for wind in winds])
    known = [np.array([(0.0, 0.0, 0.0), *(_point(wind) for wind in kind)]) for kind in kinds]
    return np.column_stack([np.linalg.norm(points[:, None] - own[None, :], axis=2).min(axis=1) for own in known])


def _point(wind: Wind) -> tuple[float, float, float]:
    return (*wind.east_north_mps, wind.gust_mps)
