"""Join stretches of street end to end where nothing else meets them, so that only real junctions are nodes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class Chains:
    """Segments in chains, one chain after the other, each in the order of travel along it.

    Attributes
    ----------
    head
        (c,) the segment of each chain that is travelled as it is drawn and gives the chain its attributes.
    segment
        (s,) every segment once.
    turned
        (s,) whether it is travelled against the way it is drawn.
    chain
        (s,) the chain that it belongs to, ascending.
    """

    head: NDArray[np.int64]
    segment: NDArray[np.int64]
    turned: NDArray[np.bool_]
    chain: NDArray[np.int64]


def chains(
    ends: NDArray[np.int64], kind: NDArray[np.int64], kind_turned: NDArray[np.int64], kept: NDArray[np.int64]
) -> Chains:
    """Chain segments that meet two by two and are alike.

    Parameters
    ----------
    ends
        (s, 2) the nodes at the start and the end of each segment.
    kind, kind_turned
        (s,) what the segment is when travelled as it is drawn, and when travelled against that: two segments join only
        if they are of one kind in the direction of travel.
    kept
        Nodes at which none are joined.
    """
    segments = len(ends)
    mate = _mates(ends.ravel(), kind, kind_turned)
    mate[np.isin(ends.ravel(), kept)] = -1
    head, place = np.arange(segments), np.zeros(segments, np.int64)
    turned = np.zeros(segments, bool)
    follow = mate.tolist()
    done: set[int] = set()
    for first in np.unique(np.flatnonzero(mate >= 0) // 2).tolist():
        if first not in done:
            for step, half in enumerate(_walk(follow, first)):
                done.add(half // 2)
                head[half // 2], place[half // 2], turned[half // 2] = first, step, half % 2 == 1
    order = np.lexsort((place, head))
    heads, chain = np.unique(head[order], return_inverse=True)
    return Chains(head=heads, segment=order, turned=turned[order], chain=chain)


def _mates(node: NDArray[np.int64], kind: NDArray[np.int64], kind_turned: NDArray[np.int64]) -> NDArray[np.int64]:
    """Give for each end of a segment, numbered 2 s and 2 s + 1, the end that it joins, (2 s,); -1: none."""
    mate = np.full(len(node), -1, np.int64)
    order = np.argsort(node, kind="stable")
    begins = np.flatnonzero(np.diff(node[order], prepend=-1))
    pairs = begins[np.diff(begins, append=len(node)) == 2]
    one, other = order[pairs], order[pairs + 1]
    leaving = np.where(one % 2 == 1, kind[one // 2], kind_turned[one // 2])
    entering = np.where(other % 2 == 0, kind[other // 2], kind_turned[other // 2])
    alike = (leaving == entering) & (one // 2 != other // 2)
    mate[one[alike]], mate[other[alike]] = other[alike], one[alike]
    return mate


def _walk(mate: list[int], first: int) -> list[int]:
    """List the ends by which the segments of a chain are entered, so that segment `first` is entered at its start."""
    half = 2 * first
    while mate[half] >= 0 and mate[half] // 2 != first:
        half = mate[half] ^ 1
    entered = [half]
    while (following := mate[entered[-1] ^ 1]) >= 0 and following != half:
        entered.append(following)
    return entered
