"""Find which stretches of street the turn restrictions of a file bind.

A stretch that is travelled is a half: twice its segment's number, and one more against the way it is drawn.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from planner.domain.street import CAR

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from planner.sources.ways import Ways


class Segments(NamedTuple):
    """Stretches between junctions: s segments.

    Attributes
    ----------
    way
        (s,) the way that each is part of.
    ends
        (s, 2) references of its first and last point.
    """

    way: NDArray[np.int64]
    ends: NDArray[np.int64]


def banned_halves(ways: Ways, segments: Segments) -> NDArray[np.int64]:
    """List the turns that cars may not make, (b, 2) halves, as the restrictions of the ways say.

    A restriction that fits no turn of cars at its point is left out, and so is one that fits several.
    """
    arriving, leaving = _halves(ways, segments, {turn.via for turn in ways.turns})
    bans: set[tuple[int, int]] = set()
    for turn in ways.turns:
        before = _fitting(arriving[turn.via], segments, turn.before, against=turn.before_against)
        after = _fitting(leaving[turn.via], segments, turn.after, against=turn.after_against)
        pairs = [(b, a) for b in before for a in after]
        if turn.before == turn.after and turn.before_against is None:
            pairs = [(b, a) for b, a in pairs if (b ^ 1 == a) == turn.back]
        if turn.back and not turn.only and turn.before == turn.after:
            bans.update(pairs)
        elif len(pairs) == 1:
            before_half, after_half = pairs[0]
            others = [a for a in leaving[turn.via] if a != after_half]
            bans.update((before_half, a) for a in (others if turn.only else [after_half]))
    return np.array(sorted(bans), np.int64).reshape(-1, 2)


def _fitting(halves: Sequence[int], segments: Segments, way: int, *, against: bool | None) -> list[int]:
    """List the halves on a way, in one direction if it is told."""
    on_way = [half for half in halves if segments.way[half // 2] == way]
    return on_way if against is None else [half for half in on_way if half % 2 == against]


def _halves(
    ways: Ways, segments: Segments, vias: set[int]
) -> tuple[defaultdict[int, list[int]], defaultdict[int, list[int]]]:
    """List the halves that cars may travel which arrive at each of some points, and which leave it."""
    arriving: defaultdict[int, list[int]] = defaultdict(list)
    leaving: defaultdict[int, list[int]] = defaultdict(list)
    if not vias:
        return arriving, leaving
    touching = np.flatnonzero(np.isin(segments.ends, list(vias)).any(axis=1))
    for segment in touching.tolist():
        way, (first, last) = int(segments.way[segment]), segments.ends[segment].tolist()
        for against, modes in enumerate((ways.forward_modes[way], ways.backward_modes[way])):
            if modes & CAR:
                start, end = (last, first) if against else (first, last)
                arriving[end].append(2 * segment + against)
                leaving[start].append(2 * segment + against)
    return arriving, leaving
