"""A plan of one car on the streets of the small station: to a gate, on a round of three kilometres, and home."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import small_station
from plans import small_plan

from planner.domain.clock import later
from planner.domain.plan import Plan, Route, Stop, Unit

ZONE = ZoneInfo("Asia/Shanghai")
START = dt.datetime(2026, 11, 23, 7, 0, tzinfo=ZONE)
GROUND = small_station.Ground()
TO_GATE = ((125, 40), (125, 125), (375, 125), (375, -125))
"""From the middle of a street north, right, and right again."""
ROUND = ((375, -125), (375, 375), (-375, 375), (-375, -375), (375, -375), (375, -125))
"""Three kilometres about the station, back to where it starts."""
HOME = ((375, -125), (375, 125), (125, 125), (125, 40))


def path(corners: Any, start_s: float) -> list[tuple[float, float, dt.datetime]]:
    """Drive along corners in metres at 20 km/h, with a point at every junction on the way."""
    points = [(*GROUND.lonlat(*corners[0]), later(START, start_s))]
    clock = start_s
    for (x0, y0), (x1, y1) in pairwise(corners):
        low, high = (min(x0, x1), min(y0, y1)), (max(x0, x1), max(y0, y1))
        between = [
            (x, y)
            for x in ([x0] if x0 == x1 else range(-625, 626, 250))
            for y in ([y0] if y0 == y1 else range(-625, 626, 250))
            if low[0] <= x <= high[0] and low[1] <= y <= high[1] and (x, y) not in {(x0, y0), (x1, y1)}
        ]
        here = (x0, y0)
        for x, y in [*sorted(between, key=lambda p: abs(p[0] - x0) + abs(p[1] - y0)), (x1, y1)]:
            clock += np.hypot(x - here[0], y - here[1]) / (20 / 3.6)
            here = (x, y)
            points.append((*GROUND.lonlat(x, y), later(START, round(clock, 3))))
    return points


def stop(kind: Any, name: str, at: Any, until: dt.datetime, *, required: bool = False) -> Stop:
    lon, lat, arrive = at
    return Stop(kind=kind, id=name, lon=lon, lat=lat, arrive=arrive, depart=until, required=required)


def driven_plan() -> Plan:
    """Give a plan with one car: to the gate, a round, to the gate again, and home."""
    there, round_, home = path(TO_GATE, 0), path(ROUND, 900), path(HOME, 3600)
    again = (*round_[-1][:2], later(START, 3000))
    base = GROUND.lonlat(125, 40)
    end = later(START, 4 * 3600)
    stops = (
        stop("base", "base", there[0], START),
        stop("point", "K1", there[-1], later(START, 600), required=True),
        stop("point", "K1", again, later(START, 3300), required=False),
        stop("base", "base", home[-1], end),
    )
    points = [*there, *round_, again, *home, (*base, end)]
    unit = Unit(
        id="car-1",
        force="cars",
        tier="police_car",
        mode="car",
        officers=("P00", "P01"),
        shift_start=START,
        shift_end=end,
        base=base,
    )
    route = Route(unit="car-1", start=START, end=end, length_m=5000.0, stops=stops, path=tuple(points))
    return small_plan().model_copy(update={"units": (unit,), "routes": (route,), "roster": (), "flights": ()})
