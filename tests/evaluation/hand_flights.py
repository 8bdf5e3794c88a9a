"""Flights made by hand: straight legs over the small station, with the charge that their time in the air takes."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from math import hypot
from typing import Any

from hand_plan import GROUND, clock, plan
from small_station import MONDAY, station

from planner.domain.plan import Flight, FlightPoint, Plan, SolverReport
from planner.domain.round_rules import RoundRules
from planner.domain.scenario import Scenario

HOMES = {"D1": (20.0, 20.0), "D2": (-60.0, 20.0)}
MARKET = ((450.0, 450.0), (600.0, 600.0))
GATE = (-120.0, -370.0)
CRUISE_MPS, CLIMB_MPS, DESCENT_MPS = 10.0, 4.0, 3.0
PCT_PER_MIN = 2.5

Spot = tuple[float, float]


def two_rounds(**rules: Any) -> Scenario:
    """Give the small station with two rounds a day, 20 min apart."""
    return station(rounds=RoundRules(**{"rounds_per_day": 2, "headway_min": 20.0, "round_min": 15.0, **rules}))


def flight(
    number: int,
    takeoff: str,
    spots: tuple[Spot, ...],
    *,
    dock: str = "D1",
    serves: tuple[str, ...] = (),
    height_m: float = 80.0,
    stay_s: float = 0.0,
    **changes: Any,
) -> Flight:
    """Fly from a dock along straight legs, staying over the first spot, and back."""
    at = clock(takeoff)
    begin = at
    way = (HOMES[dock], *spots, HOMES[dock])
    rows = [_row(HOMES[dock], 0.0, at)]
    at += dt.timedelta(seconds=height_m / CLIMB_MPS)
    rows.append(_row(HOMES[dock], height_m, at))
    for index, (here, there) in enumerate(pairwise(way)):
        at += dt.timedelta(seconds=hypot(there[0] - here[0], there[1] - here[1]) / CRUISE_MPS)
        rows.append(_row(there, height_m, at))
        if index == 0 and stay_s:
            at += dt.timedelta(seconds=stay_s)
            rows.append(_row(there, height_m, at))
    at += dt.timedelta(seconds=height_m / DESCENT_MPS)
    rows.append(_row(HOMES[dock], 0.0, at))
    minutes = (at - begin).total_seconds() / 60
    parts: dict[str, Any] = {
        "round": number,
        "day": MONDAY,
        "dock": dock,
        "drone": "U" + dock[1:],
        "battery_before_pct": 90.0,
        "battery_after_pct": round(90.0 - PCT_PER_MIN * minutes - 0.01, 2),
        "takeoff": begin,
        "landing": at,
        "length_m": sum(hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(way)),
        "purpose": "",
        "serves": serves,
        "path": tuple(rows),
    }
    return Flight(**{**parts, **changes})


def _row(spot: Spot, height_m: float, at: dt.datetime) -> FlightPoint:
    lon, lat = GROUND.lonlat(*spot)
    return lon, lat, height_m, at


def market_round(number: int = 1, takeoff: str = "07:00", **changes: Any) -> Flight:
    """Fly over the market."""
    return flight(number, takeoff, MARKET, **{"serves": ("T2",), **changes})


def gate_round(number: int = 2, takeoff: str = "07:20", **changes: Any) -> Flight:
    """Hover over the school gate."""
    return flight(number, takeoff, (GATE,), **{"dock": "D2", "serves": ("T1",), "stay_s": 60.0, **changes})


def day_of(*flights: Flight, **changes: Any) -> Plan:
    """Give a plan with nothing but flights."""
    chosen = flights or (market_round(), gate_round())
    return plan(**{"flights": chosen, "solver": {"flights": SolverReport(status="optimal")}, **changes})
