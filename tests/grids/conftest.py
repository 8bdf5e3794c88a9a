"""A small station for grids: fixtures give the functions that build it."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from planner.domain.demand import Incident
from planner.domain.place import Place
from planner.domain.rostering import RosterRules
from planner.domain.scenario import Scenario
from planner.domain.station import Grid, Station
from planner.domain.street import Streets

BASE = (114.02, 22.53)
MONDAY = dt.date(2026, 11, 23)


def square(west, south, side=0.01):
    east, north = west + side, south + side
    return ((((west, south), (east, south), (east, north), (west, north), (west, south)),),)


def make_grids(count=2):
    """Give squares of 0.01 degrees side by side, G1 the westernmost."""
    return tuple(
        Grid(id=f"G{k + 1}", name=f"Grid {k + 1}", region=square(BASE[0] + 0.01 * k, BASE[1])) for k in range(count)
    )


def make_station(*, zone="Asia/Shanghai", day_start="07:00", **more):
    """Give a station whose grids lie side by side north-east of its base."""
    ground = {"boundary": square(BASE[0] - 0.05, BASE[1] - 0.05, 0.2), "grids": make_grids()}
    station = Station(id="s", name="S", timezone=zone, base=BASE, day_start=day_start)
    return Scenario(
        **({"station": station, "roster": RosterRules(start=MONDAY), "streets": Streets.none()} | ground | more)
    )


def make_incident(day, hour, east=0.005, north=0.005, zone="Asia/Shanghai", minute=0):
    """Give an incident on a day of November 2026, so many degrees from the base."""
    time = dt.datetime(2026, 11, day, hour, minute, tzinfo=ZoneInfo(zone))
    return Incident(time=time, location=(BASE[0] + east, BASE[1] + north), kind="theft")


def make_place(name, kind, east=0.005, north=0.005, crowd=1000.0, hours=()):
    location = (BASE[0] + east, BASE[1] + north)
    return Place(id=name, name=name, kind=kind, location=location, crowd=crowd, hours=hours)


@pytest.fixture
def station_of():
    return make_station


@pytest.fixture
def grids_of():
    return make_grids


@pytest.fixture
def incident_of():
    return make_incident


@pytest.fixture
def place_of():
    return make_place
