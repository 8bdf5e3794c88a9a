"""Rounds of a small station made by hand, with all that drone formats tell apart."""

from __future__ import annotations

import datetime as dt
from typing import Any

from plans import ZONE
from small_station import Ground, station

from planner.domain.clock import later
from planner.domain.dock import Dock
from planner.domain.drone_model import DroneModel
from planner.domain.drone_task import DroneTask
from planner.domain.noun import Window
from planner.domain.place import Zone
from planner.domain.plan import Flight, Plan
from planner.domain.scenario import Scenario

GROUND = Ground()
DAY = dt.date(2026, 11, 23)
DOCK, GATE = GROUND.lonlat(20, 20), GROUND.lonlat(-120, -370)
HOVER_S = 45.0


def drone_plan(word: str = "", days: int = 2, **changes: Any) -> Plan:
    """Give a plan of two rounds a day from two docks; `word` is put into every free text."""
    start = dt.datetime(2026, 11, 23, 7, 0, tzinfo=ZONE)
    flights = tuple(
        round_of(number, start.date() + dt.timedelta(days=day), dock, word)
        for day in range(days)
        for number, dock in ((1, "D1"), (2, "D2"))
    )
    parts: dict[str, Any] = {
        "station": "small",
        "station_name": "小站" + word,
        "created": start,
        "seed": 1,
        "timezone": "Asia/Shanghai",
        "start": start,
        "end": later(start, days * 86400),
        "flights": flights,
    }
    return Plan(**{**parts, **changes})


def round_of(number: int, day: dt.date, dock: str = "D1", word: str = "") -> Flight:
    """Give a round that climbs to 80 m, watches the school gate, turns twice, sinks to 60 m and comes home."""
    takeoff = dt.datetime.combine(day, dt.time(7), ZONE) + dt.timedelta(minutes=20 * (number - 1))
    far, near = GROUND.lonlat(-500, -370), GROUND.lonlat(-500, 20)
    places = [
        (*DOCK, 0.0, 0),
        (*DOCK, 80.0, 20),
        (*GATE, 80.0, 70),
        (*GATE, 80.0, 70 + HOVER_S),
        (*far, 80.0, 160),
        (*near, 60.0, 210),
        (*DOCK, 60.0, 270),
        (*DOCK, 0.0, 300),
    ]
    return Flight(
        round=number,
        day=day,
        dock=dock + word,
        drone="U1" + word,
        battery_before_pct=90,
        battery_after_pct=75,
        takeoff=takeoff,
        landing=later(takeoff, 300),
        length_m=1800,
        purpose="school_gate, patrol" + word,
        serves=("T1",),
        path=tuple((lon, lat, height, later(takeoff, at_s)) for lon, lat, height, at_s in places),
    )


def drone_station(word: str = "", height_m: float | None = None, **changes: Any) -> Scenario:
    """Give the station of these rounds: a DJI dock with an alternate, a look with a heading, zones of all kinds."""
    region = GROUND.region
    model = DroneModel(
        id="m",
        name="M3TD" + word,
        endurance_min=50,
        cruise_mps=12,
        empty_kg=1.41,
        takeoff_kg=1.61,
        dji_type=(91, 1),
        dji_payload=(81, 0),
    )
    docks = tuple(
        Dock(
            id=name + word,
            name="机巢" + word,
            location=DOCK,
            model="m",
            drone="U1" + word,
            radius_m=2000,
            height_m=height_m,
            alternates=(GROUND.lonlat(200, 20),),
            registration="UAS" + word,
            remote_id="1581F" + word,
        )
        for name in ("D1", "D2")
    )
    ring = region(300, 300, 500, 500)[0][0]
    court = region(380, 380, 420, 420)[0][0]
    zones = (
        Zone(id="Z1", name="Prison" + word, kind="no_fly", region=((ring, court),)),
        Zone(id="Z2", name="Crane", kind="restricted", region=region(-300, 300, -200, 400), ceiling_m=60),
        Zone(id="Z3", name="Mast", kind="restricted", region=region(-300, 500, -200, 600), ceiling_m=100),
        Zone(id="Z4", name="Fair", kind="no_fly", region=region(600, 0, 700, 100), windows=(EVENING,)),
        Zone(id="Z5", name="Crossed", kind="privacy", region=region(-60, -200, -20, -180), camera_off=True),
    )
    gate = DroneTask(id="T1", name="Gate", purpose="school_gate", point=GATE, heading_deg=200, windows=(MORNING,))
    parts: dict[str, Any] = {"drone_models": (model,), "docks": docks, "zones": zones, "drone_tasks": (gate,)}
    return station(**{**parts, **changes})


MORNING, EVENING = Window(start="07:00", end="07:10"), Window(start="19:00", end="21:00")
