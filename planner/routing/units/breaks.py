"""When meal breaks may be taken: in the middle of the shift, and never by all units of a ground at once.

The windows are chosen so that the rule holds whatever the solver does inside them: at no moment at which two or more
units of the ground are on shift do the windows of all of them stand open.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from planner.domain.clock import seconds_between
from planner.domain.force import Force
from planner.domain.plan import Unit

Span = tuple[float, float]
"""Start and end [s]."""

SHORTEST_SHIFT_S = 6 * 3600.0
"""Shifts from this length on have a break [s]."""
MIDDLE = (0.35, 0.65)
"""Part of the shift in which a break lies if it can."""
WIDER = (0.2, 0.8)
"""Part of the shift in which it lies if units must give way to each other."""
STEP_S = 300.0
"""Step between the fixed times that are tried when no wider window is left [s]."""


def owed(force: Force, unit: Unit) -> bool:
    """Tell whether a unit has a break in its shift."""
    return force.break_min > 0 and seconds_between(unit.shift_start, unit.shift_end) >= SHORTEST_SHIFT_S


def break_windows(
    shifts: Sequence[Span], rests: Sequence[bool], break_s: Sequence[float]
) -> tuple[list[Span | None], bool]:
    """Choose when each unit of a group may take its break.

    Parameters
    ----------
    shifts
        When each unit is on patrol, handover left out.
    rests
        Whether the unit has a break at all.
    break_s
        Length of each unit's break [s].

    Returns
    -------
    tuple
        Windows in which the breaks lie (None: no break), and whether they keep the units from resting all at once.
    """
    windows: list[Span | None] = [None] * len(shifts)
    order = sorted(range(len(shifts)), key=lambda unit: (rests[unit], shifts[unit][1] - shifts[unit][0], shifts[unit]))
    placed: list[int] = []
    separate = True
    for rank, unit in enumerate(order):
        if rests[unit]:
            offers = list(_offers(shifts[unit], break_s[unit], rank))
            others = [(shifts[other], windows[other]) for other in placed]
            free = (window for window in offers if not _all_may_rest(window, others))
            windows[unit] = next(free, None)
            if windows[unit] is None:
                separate = False
                windows[unit] = offers[0]
        placed.append(unit)
    return windows, separate


def _offers(shift: Span, break_s: float, rank: int) -> Iterator[Span]:
    """List windows from the most to the least welcome: a part of the middle, then fixed times ever farther from it."""
    start, end = shift
    length = end - start
    low, high = start + MIDDLE[0] * length, start + MIDDLE[1] * length
    short = 2 * break_s - (high - low)
    if short > 0:
        low, high = max(start, low - short / 2), min(end, high + short / 2)
    for parts in (2, 3):
        width = (high - low) / parts
        if width >= break_s:
            yield from (
                (low + (rank + k) % parts * width, low + ((rank + k) % parts + 1) * width) for k in range(parts)
            )
    low, high = start + WIDER[0] * length, start + WIDER[1] * length - break_s
    times = [low + STEP_S * step for step in range(int(max(0.0, high - low) // STEP_S) + 1)]
    middle = (start + end - break_s) / 2
    yield from ((time, time + break_s) for time in sorted(times, key=lambda time: (abs(time - middle), time)))


def _all_may_rest(window: Span, others: Sequence[tuple[Span, Span | None]]) -> bool:
    """Tell whether, at some moment inside a window, all the others on shift may rest too, and there are any."""
    near = [(shift, rest) for shift, rest in others if shift[0] < window[1] and shift[1] > window[0]]
    edges = {window[0], window[1]}
    edges |= {edge for shift, rest in near for edge in (*shift, *(rest or ())) if window[0] < edge < window[1]}
    ordered = sorted(edges)
    for low, high in pairwise(ordered):
        middle = (low + high) / 2
        out = [rest for shift, rest in near if shift[0] < middle < shift[1]]
        if out and all(rest is not None and rest[0] < middle < rest[1] for rest in out):
            return True
    return False
