"""When a flight's camera is off, and what of its path is left for looking."""

from __future__ import annotations

import numpy as np

from planner.drones.airspace.crossings import spans_over
from planner.drones.airspace.space import kept_out
from planner.drones.problem import DroneProblem, Floats, Span


def spans_off(problem: DroneProblem, path: Floats) -> tuple[Span, ...]:
    """Give when the camera is off: over privacy zones that are active at that moment.

    Parameters
    ----------
    problem
        The day.
    path
        (n, 4) x, y, height [m] and time since the planning day's start [s].

    Returns
    -------
    tuple of Span
        In the order of time, apart from each other [s].
    """
    found: list[Span] = []
    for zone in problem.zones:
        if zone.camera_off and zone.holds(float(path[0, 3]), float(path[-1, 3])):
            over = spans_over(kept_out(zone, problem.rules.margin_m), path)
            cut = ((max(a, c), min(b, d)) for a, b in over for c, d in zone.active)
            found += [(start, end) for start, end in cut if end > start]
    return joined(found)


def joined(spans: list[Span]) -> tuple[Span, ...]:
    """Join spans that touch or overlap."""
    whole: list[Span] = []
    for start, end in sorted(spans):
        if whole and start <= whole[-1][1]:
            whole[-1] = (whole[-1][0], max(whole[-1][1], end))
        else:
            whole.append((start, end))
    return tuple(whole)


def stretches_with_camera_on(path: Floats, off: tuple[Span, ...]) -> list[Floats]:
    """Give a flight without the parts in which its camera is off: x, y, height [m] and time, (k, 4) each."""
    clock = path[:, 3]
    edges = [float(clock[0]), *(moment for span in off for moment in span), float(clock[-1])]
    pieces = []
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        if end > start:
            moments = np.concatenate([[start], clock[(clock > start) & (clock < end)], [end]])
            pieces.append(np.column_stack([np.interp(moments, clock, column) for column in path.T]))
    return pieces
