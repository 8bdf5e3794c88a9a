"""Idleness: how long nobody has been somewhere, over all moments and places.

The idleness of a place at a moment is the time since a unit was last there (Machado, Ramalho, Zucker and Drogoul,
"Multi-agent patrolling: an empirical analysis of alternative architectures", MABS 2002, LNAI 2581, 2003; Chevaleyre,
"Theoretical analysis of the multi-agent patrolling problem", IAT 2004). It starts at 0 with the plan and grows by a
minute a minute. Its mean over time and places is the graph idleness, its maximum the worst idleness. A gap of length g
between two visits has every idleness from 0 to g for the same time, so that all figures follow from the gaps.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Gaps:
    """Times in which nobody is at a place, for n places over one span of time.

    Attributes
    ----------
    place, length_s
        (k,) which place, and how long [s].
    places
        How many places there are.
    span_s
        Length of the span [s].
    """

    place: Ints
    length_s: Floats
    places: int
    span_s: float

    def longest_s(self) -> Floats:
        """Give the longest gap of every place, (n,) [s]."""
        longest = np.zeros(self.places)
        np.maximum.at(longest, self.place, self.length_s)
        return longest

    def mean_s(self) -> Floats:
        """Give the mean idleness of every place over time, (n,) [s]."""
        return np.bincount(self.place, self.length_s**2 / 2, self.places) / self.span_s


def gaps(place: Ints, from_s: Floats, to_s: Floats, places: int, span_s: float) -> Gaps:
    """Find the gaps between visits.

    Parameters
    ----------
    place, from_s, to_s
        (v,) visits, in any order, overlapping or not: which place, from when and until when after the start [s].
    places
        How many places there are.
    span_s
        Length of the span [s]; it begins as if everything had just been visited.
    """
    begin = np.concatenate([np.zeros(places), np.clip(from_s, 0.0, span_s), np.full(places, span_s)])
    end = np.concatenate([np.zeros(places), np.clip(to_s, 0.0, span_s), np.full(places, span_s)])
    owner = np.concatenate([np.arange(places), place, np.arange(places)])
    order = np.lexsort((end, begin, owner))
    owner, begin, end = owner[order], begin[order], end[order]
    left = (
        np.maximum.accumulate(end + owner * 2 * span_s) - owner * 2 * span_s
    )  # the latest end so far of the same place
    length = begin[1:] - left[:-1]
    real = (owner[1:] == owner[:-1]) & (length > 0)
    return Gaps(place=owner[1:][real], length_s=length[real], places=places, span_s=span_s)


def quantile_s(found: Gaps, weight: Floats, share: float) -> float:
    """Give the idleness below which a share of all moments and places lies [s].

    Parameters
    ----------
    weight
        (n,) what every place counts.
    share
        From 0 to 1.
    """
    order = np.argsort(found.length_s)
    length, counts = found.length_s[order], weight[found.place[order]]
    total = float(weight.sum()) * found.span_s
    if not len(length) or total <= 0:
        return 0.0
    beyond = np.append(np.cumsum(counts[::-1])[::-1], 0.0)  # weight of the gaps from here on
    idle = float((counts * length).sum())
    below = total - idle + np.cumsum(np.diff(length, prepend=0.0) * beyond[:-1])  # moments with idleness up to each gap
    wanted = share * total
    if wanted <= total - idle:
        return 0.0
    row = min(int(np.searchsorted(below, wanted)), len(length) - 1)
    return float(length[row] - (below[row] - wanted) / beyond[row])


def idle_figures(found: Gaps, weight: Floats, kind: str) -> dict[str, float]:
    """Give mean, 95 % quantile and maximum of the idleness of one kind of place [min]; no place, no figure."""
    if not found.places or weight.sum() <= 0:
        return {}
    return {
        f"{kind}_idleness_mean_min": float(np.average(found.mean_s(), weights=weight)) / 60,
        f"{kind}_idleness_p95_min": quantile_s(found, weight, 0.95) / 60,
        f"{kind}_idleness_max_min": float(found.longest_s()[weight > 0].max()) / 60,
    }
