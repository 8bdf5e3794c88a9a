"""The weather of the rainy scenario: one windy, rainy day, and six fair ones after it."""

from __future__ import annotations

import datetime as dt
import math

from generator.station import Table

COLUMNS = ("start", "wind_mps", "wind_from_deg", "gust_mps", "rain", "temperature_c")
FIRST = dt.datetime(2026, 11, 23, 6, tzinfo=dt.UTC)
DAYS = 7
HOURS = 24

WIND_MPS = (4, 5, 6, 7, 9, 13, 14, 11, 9, 8, 7, 7, 6, 6, 5, 5, 4, 4, 4, 3, 3, 3, 3, 3)
GUST_MPS = (7, 8, 10, 11, 13, 19, 20, 15, 13, 12, 10, 10, 9, 9, 8, 7, 6, 6, 6, 5, 5, 5, 5, 5)
RAIN = (0, 0, 0, 1, 1, 1, 1, 1, 1, 2, 3, 2, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0)
"""Of the rainy day by the hour from 06:00 on: a storm from 11:00 to 13:00, hard rain from 15:00 to 18:00."""
SQUALL = (dt.time(20, 18), dt.time(20, 22), 18)
"""A gust front of a few minutes, from and to, with its gusts [m/s]: a departure is held for it."""
WARMEST_C, COLDEST_C = 14.0, 6.0


def _row(hour: int, *figures: float) -> tuple[object, ...]:
    at = FIRST + dt.timedelta(hours=hour)
    part = math.cos((at.hour - 15) / HOURS * math.tau)
    warm_c = (WARMEST_C + COLDEST_C) / 2 + (WARMEST_C - COLDEST_C) / 2 * part
    return (f"{at:%Y-%m-%d %H:%M}", *figures, f"{warm_c:.1f}")


def weather() -> dict[str, Table]:
    """Make the table, hour by hour, with the gust front between."""
    rows = [_row(hour, WIND_MPS[hour], 40, GUST_MPS[hour], RAIN[hour]) for hour in range(HOURS)]
    fair = [_row(hour, 2 + hour % 3, 160, 5 + hour % 3, 0) for hour in range(HOURS, DAYS * HOURS)]
    begin, end, gust_mps = SQUALL
    before = rows[begin.hour - FIRST.hour]
    front = [
        (f"{dt.datetime.combine(FIRST, begin):%Y-%m-%d %H:%M}", *before[1:3], gust_mps, *before[4:]),
        (f"{dt.datetime.combine(FIRST, end):%Y-%m-%d %H:%M}", *before[1:]),
    ]
    return {"weather": (COLUMNS, sorted([*rows, *front, *fair]))}
