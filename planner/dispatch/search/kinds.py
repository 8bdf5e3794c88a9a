"""How far and how fast people go who are missed, by kind: figures, and where they are from.

Nothing here is about a person: a kind is a row of figures.

Distances are those from the place last seen to the place found. Those of the elderly are of women with dementia on
foot (Gibb and Woolnough, "Missing persons: understanding, planning, responding", Grampian Police, 2007); paces on foot
follow Bohannon (Age and Ageing 26, 1997). The others are assumptions, as `KINDS` says, and can be replaced.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from planner.domain.force import Mode
from planner.domain.place import PlaceKind

Who = Literal["child", "adult", "elderly", "vehicle"]
Known = Literal["published", "assumption", "given"]
"""Where distances are from: a study that is named, nobody's count, or who asks."""
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of missing traveller.

    Attributes
    ----------
    mode
        How they move.
    pace_kmh, spread_kmh
        Mean pace, and its standard deviation [km/h].
    shares, found_km
        Shares of cases, ascending, and within which distance they were found [km].
    drawn_by
        By how much more likely a street right at a place of a kind is than one elsewhere, from 0.
    known
        Where the distances are from.
    """

    mode: Mode
    pace_kmh: float
    spread_kmh: float
    shares: tuple[float, ...]
    found_km: tuple[float, ...]
    drawn_by: dict[PlaceKind, float]
    known: Known = "assumption"

    def farther(self, distance_m: ArrayLike) -> Floats:
        """Give the share of cases that are found farther away than distances along the street [m]."""
        far_km = np.concatenate([[SHORTEST_KM], self.found_km])
        share = np.concatenate([[0.0], self.shares])
        here_km = np.maximum(np.asarray(distance_m, float) / 1000.0, SHORTEST_KM)
        step = (share[-1] - share[-2]) / np.log(far_km[-1] / far_km[-2])
        beyond = share[-1] + step * np.log(np.maximum(here_km / far_km[-1], 1.0))
        within = np.interp(np.log(here_km), np.log(far_km), share)
        return np.asarray(1.0 - np.minimum(1.0, np.where(here_km > far_km[-1], beyond, within)))

    def faster(self, distance_m: ArrayLike, after_s: float) -> Floats:
        """Give the share who would be farther than distances [m] after walking on for a time [s]."""
        from scipy.special import ndtr

        if after_s <= 0:
            return np.where(np.asarray(distance_m, float) > 0, 0.0, 1.0)
        needed_kmh = np.asarray(distance_m, float) / after_s * 3.6
        return np.asarray(ndtr((self.pace_kmh - needed_kmh) / self.spread_kmh) / ndtr(self.pace_kmh / self.spread_kmh))

    def beyond(self, distance_m: ArrayLike, after_s: float) -> Floats:
        """Give the chance that they are farther than distances along the street [m] after a time [s].

        They walk on until they come to where they stay: so both must lie beyond it.
        """
        return self.farther(distance_m) * self.faster(distance_m, after_s)


SHORTEST_KM = 0.02
"""Nearer than this nobody is missed: they are at the place itself [km]."""

_WALKERS: dict[PlaceKind, float] = {"park": 2.0, "station": 2.0, "hospital": 1.5, "market": 1.5, "mall": 1.5}

KINDS: dict[Who, Kind] = {
    "child": Kind(
        mode="foot",
        pace_kmh=4.0,
        spread_kmh=0.8,
        shares=(0.25, 0.5, 0.75, 0.95),
        found_km=(0.3, 0.8, 2.0, 5.0),
        drawn_by={"park": 4.0, "mall": 3.0, "entertainment": 3.0, "school": 2.5, "shop": 2.0, "station": 1.5},
    ),
    "adult": Kind(
        mode="foot",
        pace_kmh=4.9,
        spread_kmh=0.8,
        shares=(0.25, 0.5, 0.75, 0.95),
        found_km=(0.5, 1.5, 4.0, 12.0),
        drawn_by={**_WALKERS, "entertainment": 1.5, "hotel": 1.5},
    ),
    "elderly": Kind(
        mode="foot",
        pace_kmh=4.0,
        spread_kmh=0.8,
        shares=(0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99),
        found_km=(0.3, 0.7, 0.9, 1.2, 2.0, 3.7, 5.8, 12.0),
        drawn_by={**_WALKERS, "hospital": 2.5, "market": 2.5, "residence": 1.0},
        known="published",
    ),
    "vehicle": Kind(
        mode="car",
        pace_kmh=25.0,
        spread_kmh=8.0,
        shares=(0.25, 0.5, 0.75, 0.95),
        found_km=(2.0, 6.0, 15.0, 50.0),
        drawn_by={"station": 2.0, "hospital": 2.0, "hotel": 2.0, "mall": 1.5, "business_park": 1.0},
    ),
}
"""Paces: comfortable adult walking 1.27 to 1.46 m/s (Bohannon, Age and Ageing 26, 1997), the elderly a little below the
lower end as they stop and turn. Elderly distances: Gibb and Woolnough 2007, women with dementia on foot. Assumptions:
distances of children, adults and vehicles, paces of children and vehicles, all of `drawn_by`."""
