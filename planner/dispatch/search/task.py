"""What is known of somebody who is missing: where and when they were seen, and how they move."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from planner.dispatch.search.kinds import KINDS, Kind, Who
from planner.domain.noun import LonLat
from planner.errors import NotFound

SHARES = (0.25, 0.5, 0.75, 0.95)
"""Shares of all chances that rings hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """What is known: where and when they were seen last, and how they move. Nothing of who they are."""

    place: LonLat
    seen: dt.datetime
    who: Who
    kind: Kind


def lost(
    place: LonLat, seen: dt.datetime, who: Who, *, pace_kmh: float | None = None, quartiles_km: Sequence[float] = ()
) -> Lost:
    """Describe a task, with other figures than those of the kind where they are given.

    Parameters
    ----------
    pace_kmh
        Mean pace [km/h].
    quartiles_km
        Distances within which 25, 50, 75 and 95 % are found [km], ascending.

    Raises
    ------
    NotFound
        With code ``"search_distances_wrong"`` unless there are four distances that ascend.
    """
    kind = KINDS[who]
    if pace_kmh is not None:
        kind = replace(kind, pace_kmh=pace_kmh, spread_kmh=kind.spread_kmh * pace_kmh / kind.pace_kmh)
    if len(quartiles_km):
        if len(quartiles_km) != len(SHARES) or any(
            not one < other < float("inf") for one, other in zip((0.02, *quartiles_km), quartiles_km, strict=False)
        ):
            raise NotFound("search_distances_wrong", text=",".join(f"{one:g}" for one in quartiles_km))
        kind = replace(kind, shares=SHARES, found_km=tuple(quartiles_km), known="given")
    return Lost(place=place, seen=seen, who=who, kind=kind)
