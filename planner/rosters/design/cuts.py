"""Inequalities that bring the linear relaxation of a design near its best answer.

Let R people more be required in slot t than in slot s. Whoever makes the difference is on a shift that covers t and not
s; else somebody is missing at t or too many at s. With x people on a cell, y for its kind in use, u missing and o too
many, for any choice X of these cells:

    sum of x over X + sum of min(most, R) y over the others + u(t) + o(s) >= R

as x <= most y, and one kind in use suffices for all R. Without s the requirement of t itself is meant. These are the
(l, S) inequalities of lot sizing (I. Barany, T. J. Van Roy and L. A. Wolsey, "Uncapacitated lot-sizing: the convex hull
of solutions", Mathematical Programming Study 22, 1984), for the rise of the requirement between any two slots.

The plain relaxation is 50 to 70 percent below the best answer, as a kind is paid only in part; with them it is 0 to 13
percent below.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from planner.rosters.design.cells import Cells, Floats, Ints

LEAST_VIOLATION = 0.02
"""Smaller violations are left alone [people]."""


class Answer(NamedTuple):
    """An answer of the relaxation: people on cells (c,), kinds in use (k,), missing by level (l, n), too many (n,)."""

    people: Floats
    used: Floats
    missing: Floats
    over: Floats


class Cut(NamedTuple):
    """An inequality: cells counted by people, kinds with their factors, the two slots (-1: no second), right side."""

    score: float
    cells: Ints
    kinds: Ints
    factors: Ints
    level: int
    slot: int
    below: int
    right: int


def violated(cells: Cells, answer: Answer, *, each: int, most: int) -> list[Cut]:
    """Find the inequalities that an answer breaks most.

    Parameters
    ----------
    each
        Most of them for one slot and level.
    most
        Most of them altogether.
    """
    found = []
    for level in range(len(cells.levels)):
        for slot in range(cells.problem.slots):
            found += _at(cells, answer, level, slot, each)
    found.sort(key=lambda item: -item[0])
    return [_cut(cells, answer, *item) for item in found[:most]]


def _at(cells: Cells, answer: Answer, level: int, slot: int, each: int) -> list[tuple[float, int, int, int]]:
    """Give score, level, slot and second slot (-1: none) of the best inequalities for a slot."""
    problem, people = cells.problem, cells.levels[level].people
    offsets = np.arange(-cells.reach, cells.reach + 1)
    below = slot + offsets
    inside = (below >= 0) & (below < problem.slots) | problem.cyclic
    below = np.where(offsets == 0, -1, below % problem.slots)
    rise = people[slot] - np.where(below < 0, 0, cells.levels[0].people[below])
    keep = inside & (rise > 0)
    if not keep.any():
        return []
    below, rise, own = below[keep], rise[keep], cells.at[slot]
    outside = ~cells.covers[own][:, below] | (below < 0)
    used = answer.used[cells.kind[own]][:, None] * np.minimum(cells.most[own][:, None], rise[None, :])
    made = (np.minimum(answer.people[own][:, None], used) * outside).sum(axis=0) + answer.missing[level, slot]
    gap = rise - made - np.where(below < 0, 0.0, answer.over[below])
    score = gap / np.sqrt(1 + outside.sum(axis=0))
    best = np.argsort(-score, kind="stable")[:each]
    return [(float(score[row]), level, slot, int(below[row])) for row in best if gap[row] > LEAST_VIOLATION]


def _cut(cells: Cells, answer: Answer, score: float, level: int, slot: int, below: int) -> Cut:
    own = cells.at[slot]
    right = int(cells.levels[level].people[slot])
    if below >= 0:
        own = own[~cells.covers[own, below]]
        right -= int(cells.levels[0].people[below])
    factor = np.minimum(cells.most[own], right)
    by_people = answer.people[own] <= factor * answer.used[cells.kind[own]] + 1e-9
    others = own[~by_people]
    factors = np.bincount(cells.kind[others], weights=factor[~by_people], minlength=len(cells.problem.kinds))
    kinds = np.nonzero(factors)[0]
    return Cut(score, own[by_people], kinds, factors[kinds].astype(np.int64), level, slot, below, right)
