"""The best timetable by dynamic programming over rounds: labels are states of the fleet, dominated ones are dropped.

A label says of every dock when its drone is free and what its battery holds then, how many rounds were missed on the
way there, and which required windows are served. Leaving as early as can be leaves a drone ready earlier and never
with less charge later, so one departure of each option is enough, and a label that is nowhere worse than another one
makes that one needless. Docks with equal options are kept in order of readiness, so that equal fleets are one label.
The answer is proven if no label had to be dropped for room. (Label setting with dominance is as in resource
constrained shortest paths: Irnich and Desaulniers, in "Column Generation", Springer 2005, chapter 2.)
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.drones.problem import DroneProblem
from planner.drones.schedule.fleet import Fleet, Labels
from planner.drones.schedule.timetable import Option

Ints = NDArray[np.int64]

BITS = 62
"""Required windows that may be open at one time."""
BLOCK = 256
"""Labels that are compared at a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What the labels say.

    Attributes
    ----------
    chosen, departs_s
        The best timetable better than the one asked to beat; None if none was found.
    exact
        Whether all labels were followed: what was found is best, and if nothing was found nothing is better.
    """

    chosen: dict[int, Option] | None
    departs_s: dict[int, int]
    exact: bool


@dataclass(slots=True, eq=False)
class _Step:
    """What led to the labels of one round: the label before, and the option flown; -1: missed."""

    parent: Ints
    option: Ints
    depart: Ints


def best_labels(
    problem: DroneProblem,
    options: list[Option],
    *,
    to_beat: int,
    least_from: list[int],
    width: int,
    stop: Callable[[], bool],
) -> Found:
    """Search for a timetable that costs less than a given one.

    Parameters
    ----------
    problem
        The day.
    options
        Every way to fly every round.
    to_beat
        Cost that must be undercut: (windows unserved that some option covers) x (rounds + 1) + rounds missed.
    least_from
        At least so many rounds are missed from each round on, (rounds + 1,).
    width
        Labels kept a round.
    stop
        Asked at every round; when it returns True nothing is found.
    """
    rounds = problem.rules.rounds_per_day
    fleet = Fleet(problem, options)
    by_round: dict[int, list[int]] = defaultdict(list)
    for number, option in enumerate(options):
        by_round[option.round].append(number)
    bits, closing = _bits(options)
    if max(bits.values(), default=0) >= BITS:
        return Found(chosen=None, departs_s={}, exact=False)
    exact = fleet.exact
    labels, steps = fleet.start(), dict[int, _Step]()
    for index in range(rounds):
        if stop():
            return Found(chosen=None, departs_s={}, exact=False)
        labels, step = _grown(fleet, labels, options, by_round[index], bits)
        _close(labels, [bits[window] for window in closing.get(index, ())], rounds + 1)
        keep = np.flatnonzero(labels.cost + least_from[index + 1] < to_beat)
        keep = keep[_undominated(labels.taken(keep), fleet)]
        exact &= len(keep) <= width
        keep = keep[:width]
        labels = labels.taken(keep)
        steps[index] = _Step(step.parent[keep], step.option[keep], step.depart[keep])
        if not len(keep):
            return Found(chosen=None, departs_s={}, exact=exact)
    chosen, departs_s = _read(steps, options, int(np.argmin(labels.cost)))
    return Found(chosen=chosen, departs_s=departs_s, exact=exact)


def _close(labels: Labels, windows: list[int], unserved_cost: int) -> None:
    """Charge every label for windows that close unserved, and forget them: no later round can serve them."""
    for bit in windows:
        unserved = (labels.served >> bit) & 1 == 0
        labels.cost = labels.cost + unserved * unserved_cost
        labels.served = labels.served & ~(np.int64(1) << bit)


def _read(steps: dict[int, _Step], options: list[Option], last: int) -> tuple[dict[int, Option], dict[int, int]]:
    """Follow a label back to the day's start."""
    chosen, departs_s, at = dict[int, Option](), dict[int, int](), last
    for index in sorted(steps, reverse=True):
        step = steps[index]
        number = int(step.option[at])
        if number >= 0:
            chosen[index], departs_s[index] = options[number], int(step.depart[at])
        at = int(step.parent[at])
    return dict(sorted(chosen.items())), dict(sorted(departs_s.items()))


def _bits(options: list[Option]) -> tuple[dict[int, int], dict[int, list[int]]]:
    """Give every required window a bit while some round can still serve it, and list those that close by round.

    Returns
    -------
    Bits by window; windows by the last round that can serve them.
    """
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    for option in options:
        for window in option.covers:
            first[window] = min(option.round, first.get(window, option.round))
            last[window] = max(option.round, last.get(window, option.round))
    closing: dict[int, list[int]] = defaultdict(list)
    bits: dict[int, int] = {}
    for window in sorted(first, key=lambda window: (first[window], window)):
        taken = {bits[other] for other in bits if last[other] >= first[window]}
        bits[window] = next(bit for bit in range(len(taken) + 1) if bit not in taken)
        closing[last[window]].append(window)
    return bits, closing


def _grown(
    fleet: Fleet, labels: Labels, options: list[Option], numbers: list[int], bits: dict[int, int]
) -> tuple[Labels, _Step]:
    """Follow every label by every option of one round, and by missing it."""
    size = len(labels.cost)
    grown = [fleet.missed(labels)]
    parents, flown, departs = [np.arange(size)], [np.full(size, -1)], [np.zeros(size, np.int64)]
    for number in numbers:
        option = options[number]
        depart, able = fleet.departures(labels, option)
        rows = np.flatnonzero(able)
        if len(rows):
            served = sum(1 << bits[window] for window in option.covers if window in bits)
            grown.append(fleet.flown(labels.taken(rows), option, depart[rows], served))
            parents.append(rows)
            flown.append(np.full(len(rows), number))
            departs.append(depart[rows])
    step = _Step(np.concatenate(parents), np.concatenate(flown), np.concatenate(departs))
    return Labels.joined(grown), step


def _undominated(labels: Labels, fleet: Fleet) -> Ints:
    """Give the labels that no other one makes needless, the most promising first.

    Sorted by cost and readiness a label can be dominated by those before it alone.
    """
    free, charge = fleet.compared(labels)
    order = np.lexsort((-charge.sum(axis=1), free.sum(axis=1), labels.cost))
    kept = np.zeros(0, np.int64)
    for begin in range(0, len(order), BLOCK):
        block = order[begin : begin + BLOCK]
        if len(kept):
            block = block[~fleet.dominates(labels, free, charge, kept, block).any(axis=0)]
        among = np.triu(fleet.dominates(labels, free, charge, block, block), 1)
        kept = np.concatenate([kept, block[~among.any(axis=0)]])
    return kept


def deadline(seconds: float | None) -> Callable[[], bool]:
    """Give a function that says whether a time from now is over; never if there is none."""
    end = None if seconds is None else time.monotonic() + seconds
    return lambda: end is not None and time.monotonic() > end
