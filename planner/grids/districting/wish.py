"""What a planner asks of new grids."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from planner.domain.force import Mode
from planner.domain.noun import LonLat

Source = Literal["blocks", "hexagons", "grids"]
Work = Literal["calls", "people", "places", "area"]

USUAL_WORK: Mapping[Work, float] = {"calls": 5.0, "people": 4.0, "area": 1.0}
"""Parts of the work of a cell unless asked otherwise; an assumption of this package. What is not known falls out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a planner asks of new grids.

    Attributes
    ----------
    grids
        How many there are to be.
    source
        What they are made of: blocks between streets, hexagons, or the scenario's grids as small cells.
    cells
        About how many hexagons; only for hexagons.
    balance_pct
        How far the work of a grid may be from the mean [%].
    work
        Parts of the work of a cell: calls, people at their busiest hour, places, area.
    mode, speed_kmh
        How the way from the centre is made.
    reach_min
        Longest way from an office to a cell of its grids [min]; None: any.
    office_share
        How much a second from the office counts beside a second from the grid's centre.
    compact
        About how much longer all ways may become for short borders, as a part; a little makes it a tie-break.
    keep_today
        Whether today's grids stay as they are where nothing is gained.
    keep_worth_s
        By how much a cell's way must become shorter to be worth a change of its grid [s].
    pins
        Places that belong to a today's grid (with `keep_today`), to an office, or, by any other word, together.
    apart
        Pairs of places that may never be in one grid.
    """

    grids: int
    source: Source = "blocks"
    cells: int = 300
    balance_pct: float = 25.0
    work: Mapping[Work, float] = field(default_factory=lambda: USUAL_WORK)
    mode: Mode = "car"
    speed_kmh: float = 30.0
    reach_min: float | None = None
    office_share: float = 0.25
    compact: float = 0.02
    keep_today: bool = False
    keep_worth_s: float = 60.0
    pins: tuple[tuple[LonLat, str], ...] = ()
    apart: tuple[tuple[LonLat, LonLat], ...] = ()
