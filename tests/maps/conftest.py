"""A made-up station on a lattice of streets, with a plan of 14 units and 72 flights, for the tests of the maps."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from planner.domain.demand import HOURS_PER_WEEK, Demand
from planner.domain.dock import Dock
from planner.domain.drone_model import DroneModel
from planner.domain.drone_task import DroneTask
from planner.domain.force import Force, Tier
from planner.domain.noun import LonLat, Region, Window
from planner.domain.place import Place, Zone
from planner.domain.plan import Dropped, Fix, Flight, Plan, Route, Stop, Unit, Unmet
from planner.domain.rostering import RosterRules
from planner.domain.scenario import Scenario
from planner.domain.station import Grid, Office, Station
from planner.domain.street import BIKE, CAR, FOOT, ROAD_CLASSES, Streets
from planner.domain.work import PatrolArea, PatrolLine, PatrolPoint, VisitRule

ZONE = ZoneInfo("Asia/Shanghai")
START = dt.datetime(2026, 11, 23, 7, 0, tzinfo=ZONE)
BASE = (114.05, 22.54)
COLUMNS, ROWS, BLOCK_M = 15, 13, 190.0
TIERS = (
    ("police_car", "Police car", "car", 40.0),
    ("police_foot", "Foot patrol", "foot", 5.0),
    ("joint_defence", "Joint defence", "bike", 15.0),
    ("guard", "Guards", "foot", 5.0),
    ("volunteer", "Volunteers", "foot", 5.0),
)

SHIFTS = (
    ("police_car", 0, 3, 1.0),
    ("police_foot", 0, 2, 2.4),
    ("joint_defence", 120, 2, 1.4),
    ("guard", 60, 1, 2.4),
    ("police_car", 480, 2, 1.0),
    ("police_foot", 600, 2, 2.4),
    ("joint_defence", 660, 1, 1.4),
    ("volunteer", 600, 1, 2.4),
    ("police_car", 960, 2, 1.0),
)
"""Tier, first minute, units and minutes a block of every shift of eight hours."""

Namer = Callable[[str], str]


@dataclass(frozen=True)
class Day:
    """A scenario with its demand and its plan."""

    scenario: Scenario
    demand: Demand
    plan: Plan


def place(x_m: float, y_m: float) -> LonLat:
    """Give the lon/lat of metres east and north of the base."""
    lat = BASE[1] + y_m / 110_900.0
    return (BASE[0] + x_m / (111_320.0 * math.cos(math.radians(BASE[1]))), lat)


def crossing(column: int, row: int) -> LonLat:
    """Give a crossing of the lattice, which is a little skewed, as cities are."""
    x, y = (column - COLUMNS // 2) * BLOCK_M, (row - ROWS // 2) * BLOCK_M
    return place(x + 0.08 * y + 14 * math.sin(row * 1.7 + column), y - 0.05 * x + 14 * math.cos(column * 2.3))


def box(west: float, south: float, east: float, north: float) -> Region:
    """Give a box of the lattice as a region; edges are in columns and rows."""
    corners = [(west, south), (east, south), (east, north), (west, north), (west, south)]
    ring = []
    for column, row in corners:
        x, y = (column - COLUMNS // 2) * BLOCK_M, (row - ROWS // 2) * BLOCK_M
        ring.append(place(x + 0.08 * y, y - 0.05 * x))
    return ((tuple(ring),),)


def streets(name: Namer) -> Streets:
    """Lay the lattice: every fourth street is a main one."""
    nodes = [crossing(column, row) for row in range(ROWS) for column in range(COLUMNS)]
    names = ["", *(name(f"{kind} {number}") for kind in ("Road", "Lane") for number in range(max(COLUMNS, ROWS)))]
    edges = []
    for row in range(ROWS):
        for column in range(COLUMNS):
            if column + 1 < COLUMNS and (row % 4 == 0 or (column * 7 + row * 3) % 9):
                edges.append((row * COLUMNS + column, row * COLUMNS + column + 1, row, 1 + row))
            if row + 1 < ROWS and (column % 4 == 0 or (column * 5 + row) % 8):
                edges.append(
                    (row * COLUMNS + column, (row + 1) * COLUMNS + column, column, 1 + max(COLUMNS, ROWS) + column)
                )
    both = edges + [(target, source, rank, label) for source, target, rank, label in edges]
    kinds = [
        ROAD_CLASSES.index("primary" if r % 8 == 0 else "secondary" if r % 4 == 0 else "residential")
        for _, _, r, _ in both
    ]
    shapes = np.array([point for s, t, _, _ in both for point in (nodes[s], nodes[t])])
    return Streets(
        node_lonlat=np.array(nodes),
        edge_source=np.array([edge[0] for edge in both], np.int32),
        edge_target=np.array([edge[1] for edge in both], np.int32),
        edge_length_m=np.full(len(both), BLOCK_M),
        edge_speed_kmh=np.full(len(both), 40.0),
        edge_class=np.array(kinds, np.int8),
        edge_modes=np.full(len(both), CAR | BIKE | FOOT, np.int8),
        edge_name=np.array([edge[3] for edge in both], np.int32),
        names=tuple(names),
        shape_start=np.arange(0, 2 * len(both) + 1, 2),
        shape_lonlat=shapes,
    )


def scenario(name: Namer) -> Scenario:
    """Make the station; every text in it goes through `name`."""
    every_day = (Window(start="09:00", end="22:00"),)
    gate = (VisitRule(start="07:30", end="08:10", required=True), VisitRule(start="16:30", end="17:30", required=True))
    night = (VisitRule(start="20:00", end="26:00", count=3, required=True),)
    some = (VisitRule(start="09:00", end="18:00", count=2, required=False),)
    spots = [(3, 4), (11, 3), (5, 10), (9, 8), (12, 10), (2, 9), (8, 2), (6, 6)]
    bounds = [0, 4.67, 9.33, 14]
    kinds = ("office", "mall", "school", "market", "entertainment", "hotel", "hospital", "residence")
    return Scenario(
        station=Station(
            id="lattice",
            name=name("Lattice Police Station"),
            timezone="Asia/Shanghai",
            base=crossing(7, 6),
            day_start="07:00",
        ),
        boundary=box(0, 0, 14, 12),
        offices=tuple(
            Office(id=f"office-{n}", name=name(f"Office {n}"), location=crossing(3 + 4 * n, 5)) for n in range(3)
        ),
        grids=tuple(
            Grid(
                id=f"G{3 * r + c + 1:02d}",
                name=name(f"Grid {3 * r + c + 1}"),
                office=f"office-{c}",
                leader=f"P{3 * r + c:03d}",
                region=box(bounds[c], 4 * r, bounds[c + 1], 4 * r + 4),
            )
            for r in range(3)
            for c in range(3)
        ),
        places=tuple(
            Place(
                id=f"place-{n}",
                name=name(f"Place {n}"),
                kind=kinds[n % 8],
                location=place((n * 373) % 2500 - 1250, (n * 619) % 2100 - 1050),
                crowd=200 + (n * 97) % 3000,
                hours=every_day if n % 3 else (),
            )
            for n in range(40)
        ),
        zones=(
            Zone(
                id="z1",
                name=name("Clinic"),
                kind="no_fly",
                region=box(9.2, 8.2, 10.8, 9.8),
                reason=name("Helicopters land here"),
            ),
            Zone(
                id="z2",
                name=name("Garden Homes"),
                kind="privacy",
                region=box(1.2, 1.2, 2.8, 3.6),
                windows=(Window(start="20:00", end="30:00"),),
            ),
            Zone(id="z3", name=name("Masts"), kind="restricted", region=box(12.1, 5.1, 13.6, 6.8), ceiling_m=60),
        ),
        points=tuple(
            PatrolPoint(
                id=f"point-{n}",
                name=name(f"Gate {n}"),
                location=crossing(*spot),
                visits=gate if n < 3 else night if n < 6 else some,
            )
            for n, spot in enumerate(spots)
        ),
        lines=(
            PatrolLine(
                id="line-1", name=name("Bar street"), line=tuple(crossing(c, 8) for c in range(4, 9)), visits=night
            ),
        ),
        areas=(
            PatrolArea(
                id="area-1",
                name=name("Night market"),
                region=box(10.1, 0.2, 12.9, 1.8),
                visits=(VisitRule(start="19:00", end="23:00", required=True),),
            ),
        ),
        tiers=tuple(Tier(id=i, name=name(text), mode=mode, speed_kmh=kmh) for i, text, mode, kmh in TIERS),
        forces=tuple(
            Force(id=f"force-{i}", name=name(f"{text} of the station"), tier=i, base=crossing(7, 6), units=4)
            for i, text, _, _ in TIERS
        ),
        roster=RosterRules(start=START.date()),
        drone_models=(DroneModel(id="m1", name=name("Quad 4"), endurance_min=50),),
        docks=tuple(
            Dock(
                id=f"dock-{n}",
                name=name(f"Dock {n}"),
                location=crossing(2 + 5 * n, 3 + 3 * n),
                model="m1",
                drone=f"UAV-{n}",
            )
            for n in range(3)
        ),
        drone_tasks=(DroneTask(id="task-1", name=name("School road"), point=crossing(3, 4)),),
        streets=streets(name),
    )


def tide(grids: tuple[Grid, ...]) -> Demand:
    """Make demand that is high in the offices by day and in the east at night."""
    rows = {}
    for number, grid in enumerate(grids):
        day = [1.2 + math.cos((hour - 14) / 24 * 2 * math.pi) for hour in range(24)]
        late = [1.1 + math.cos((hour - 22) / 24 * 2 * math.pi) for hour in range(24)]
        share = (number % 3) / 2
        week = [0.4 * (day[h % 24] * (1 - share) + late[h % 24] * share * 1.4) for h in range(HOURS_PER_WEEK)]
        rows[grid.id] = tuple(week)
    return Demand(by_grid=rows)


def at(minutes: float) -> dt.datetime:
    """Give a moment of the plan."""
    return START + dt.timedelta(seconds=round(minutes * 60))


class Walk:
    """A unit's way over the lattice, one crossing after the other."""

    def __init__(self, column: int, row: int, begin_min: float, block_min: float) -> None:
        self.spot, self.minute, self.block_min = (column, row), begin_min, block_min
        self.path = [(*crossing(column, row), at(begin_min))]
        self.stops: list[Stop] = []

    def go(self, column: int, row: int) -> None:
        while self.spot != (column, row):
            step = (np.sign(column - self.spot[0]), 0) if self.spot[0] != column else (0, np.sign(row - self.spot[1]))
            self.spot = (int(self.spot[0] + step[0]), int(self.spot[1] + step[1]))
            self.minute += self.block_min
            self.path.append((*crossing(*self.spot), at(self.minute)))

    def stay(self, kind: str, id_: str, minutes: float, *, required: bool = False) -> None:
        lon, lat = crossing(*self.spot)
        stop = Stop(
            kind=kind,
            id=id_,
            lon=lon,
            lat=lat,
            arrive=at(self.minute),
            depart=at(self.minute + minutes),
            required=required,
        )
        self.stops.append(stop)
        self.minute += minutes
        self.path.append((lon, lat, at(self.minute)))


def route(number: int, unit: str, begin_min: float, end_min: float, block_min: float) -> Route:
    """Walk a unit about for its shift: gates, hot spots, a break, and home."""
    walk = Walk(7, 6, begin_min, block_min)
    spots = [(3, 4), (11, 3), (5, 10), (9, 8), (12, 10), (2, 9), (8, 2), (6, 6)]
    turn = number
    while walk.minute < end_min - 60:
        column, row = spots[turn % 8]
        walk.go(column, row)
        walk.stay("point", f"point-{turn % 8}", 12, required=turn % 8 < 6)
        if len(walk.stops) == 4:
            walk.go(7, 6)
            walk.stay("break", "break", 30)
        turn += 3
    walk.go(7, 6)
    return Route(
        unit=unit,
        start=at(begin_min),
        end=max(at(end_min), walk.path[-1][2]),
        length_m=BLOCK_M * len(walk.path),
        stops=tuple(walk.stops),
        path=tuple(walk.path),
    )


def flight(number: int, docks: tuple[Dock, ...], purpose: Namer) -> Flight:
    """Fly a loop of lanes from one of the docks."""
    dock = docks[number % 3]
    begin = 20.0 * number
    lon, lat = dock.location
    legs = [(0, 0, 0), (0, 0, 80)]
    for lane in range(5):
        x = 0.0012 * (lane - 2) + 0.003 * math.cos(number)
        legs += [(x, 0.001 + 0.002 * (lane % 2), 80), (x, 0.003 - 0.002 * (lane % 2), 80)]
    legs += [(0, 0, 80), (0, 0, 0)]
    path = tuple((lon + x, lat + y, float(h), at(begin + 15 * n / (len(legs) - 1))) for n, (x, y, h) in enumerate(legs))
    return Flight(
        round=number + 1,
        day=START.date(),
        dock=dock.id,
        drone=dock.drone,
        battery_before_pct=90,
        battery_after_pct=48 + number % 5,
        takeoff=at(begin),
        landing=at(begin + 15),
        length_m=5200,
        purpose="school_gate" if number in {2, 29} else purpose("patrol"),
        serves=("task-1", "G05"),
        path=path,
    )


def plan(scenario: Scenario, name: Namer) -> Plan:
    """Make a day's plan of the station."""
    units, routes = [], []
    mode = {i: m for i, _, m, _ in TIERS}
    for tier, begin, count, block_min in SHIFTS:
        for one in range(count):
            number = len(units)
            unit = name(f"{tier.split('_')[-1][:3].upper()}-{begin // 60:02d}{one + 1}")
            routes.append(route(number, unit, begin, begin + 480, block_min))
            units.append(
                Unit(
                    id=unit,
                    force=f"force-{tier}",
                    tier=tier,
                    mode=mode[tier],
                    officers=("P001", "P002"),
                    shift_start=at(begin),
                    shift_end=routes[-1].end,
                    base=crossing(7, 6),
                )
            )
    duty = name("patrol duty")
    unmet = Unmet(
        kind="visit",
        id="area-1",
        when=at(720),
        reason="too_few_officers",
        fix=Fix(code="add_officers", params={"count": 2, "duty": duty}),
        params={"short": 2, "minimum": 4, "duty": duty},
    )
    return Plan(
        station="lattice",
        station_name=scenario.station.name,
        created=START,
        seed=1,
        timezone="Asia/Shanghai",
        start=START,
        end=at(24 * 60),
        units=tuple(units),
        routes=tuple(routes),
        flights=tuple(flight(number, scenario.docks, name) for number in range(72)),
        required_unmet=(unmet,),
        optional_dropped=(Dropped(kind="visit", id="point-7", when=at(300), reason=name("no_such_code")),),
    )


def day(name: Namer = str) -> Day:
    """Make the scenario, the demand and the plan, every text passed through `name`."""
    station = scenario(name)
    return Day(scenario=station, demand=tide(station.grids), plan=plan(station, name))


@pytest.fixture(scope="session")
def plain_day() -> Day:
    """Make the day with plain names."""
    return day()


@pytest.fixture(scope="session")
def make_day() -> Callable[[Namer], Day]:
    """Give what makes the day with names of the test's own."""
    return day
