"""Whether windows of the clock are open while a round flies."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from planner.domain.clock import openings

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from planner.domain.noun import Window
    from planner.domain.plan import Flight


def is_open(windows: tuple[Window, ...], flight: Flight, zone: ZoneInfo) -> bool:
    """Tell whether one of these windows is open at any time of a flight."""
    first = flight.takeoff.astimezone(zone).date() - dt.timedelta(days=2)
    days = [first + dt.timedelta(days=k) for k in range(4)]
    spans = [span for day in days for span in openings(windows, day, zone)]
    return any(opens < flight.landing and flight.takeoff < closes for opens, closes in spans)
