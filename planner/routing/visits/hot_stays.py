"""When and for how long a hot spot is visited: lengths drawn, and windows that keep two visits apart.

Koper, "Just enough police presence", Justice Quarterly 12 (1995), found that stays of 10 to 16 minutes work best, at
moments that cannot be foretold. So the length of every stay, and what is cut off the windows of neighbouring epochs to
keep them apart, is drawn for each place and day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from planner.domain.rules import PatrolRules
from planner.routing.visits.gaps import chance


@dataclass(frozen=True, slots=True, kw_only=True)
class Epoch:
    """A hot spot's epoch.

    Attributes
    ----------
    place
        Id of the place.
    opens_s, closes_s
        The epoch, since the planning day's start [s].
    shortest_s
        Shortest stay [s].
    """

    place: str
    opens_s: float
    closes_s: float
    shortest_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class HotStay:
    """When the stay may be made, and how long it lasts [s]."""

    opens_s: float
    closes_s: float
    dwell_s: float


def hot_stays(epochs: Sequence[Epoch], rules: PatrolRules, day_s: float, seed: int | str, day: object) -> list[HotStay]:
    """Draw the stay of every epoch and the window that it lies in.

    Whatever is done inside the windows, `rules.shortest_gap_min` lies between the stays of a place, even if each of
    them lasted `rules.longest_dwell_min`. To keep this from one planning day to the next as well, each of them gives up
    half of the gap at its ends.

    Parameters
    ----------
    epochs
        Of one planning day, in any order.
    rules
        Lengths of stays and the gap between them.
    day_s
        Length of the planning day [s].
    seed, day
        What the draws depend on, beside the place.

    Returns
    -------
    list
        One a given epoch, in the same order; a window may be too short for its stay.
    """
    gap_s = rules.shortest_gap_min * 60.0
    rows: dict[str, list[int]] = defaultdict(list)
    for row in sorted(range(len(epochs)), key=lambda row: epochs[row].opens_s):
        rows[epochs[row].place].append(row)
    opens_s, closes_s = [epoch.opens_s for epoch in epochs], [epoch.closes_s for epoch in epochs]
    for place, own in rows.items():
        phase = chance(seed, day, "gap", place)
        opens_s[own[0]] = max(opens_s[own[0]], gap_s / 2)
        closes_s[own[-1]] = min(closes_s[own[-1]], day_s - gap_s / 2)
        for before, after in pairwise(own):
            lack_s = max(0.0, gap_s - (opens_s[after] - closes_s[before]))
            later_s = float(round(lack_s * phase))
            closes_s[before] -= lack_s - later_s
            opens_s[after] += later_s
    stays = []
    for row, epoch in enumerate(epochs):
        longest_s = max(epoch.shortest_s, rules.longest_dwell_min * 60.0)
        drawn = chance(seed, day, "stay", epoch.place, epoch.opens_s)
        dwell_s = float(round(epoch.shortest_s + drawn * (longest_s - epoch.shortest_s)))
        spare_s = longest_s - dwell_s if gap_s else 0.0
        stays.append(
            HotStay(opens_s=opens_s[row], closes_s=max(opens_s[row], closes_s[row] - spare_s), dwell_s=dwell_s)
        )
    return stays
