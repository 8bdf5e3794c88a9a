"""A small town: a 6 x 6 lattice of streets, 200 m apart, and scenarios on it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

import numpy as np

from planner.domain.force import Force, Tier
from planner.domain.plan import Unit
from planner.domain.rostering import RosterRules
from planner.domain.rules import PatrolRules
from planner.domain.scenario import Scenario
from planner.domain.station import Grid, Station
from planner.domain.street import BIKE, CAR, FOOT, ROAD_CLASSES, Streets
from planner.domain.work import VisitRule
from planner.geo import Frame, great_circle_m
from planner.routing.problem import RoutingProblem

BASE = (114.02, 22.53)
FRAME = Frame(BASE)
ZONE = ZoneInfo("Asia/Shanghai")
DAY = dt.date(2026, 11, 23)
SIDE, BLOCK_M = 6, 200.0


def at(east_m: float, north_m: float) -> tuple[float, float]:
    """Give the lon/lat of a point in metres from the south-west corner, which is the base."""
    ((lon, lat),) = FRAME.lonlat([[east_m, north_m]])
    return round(float(lon), 7), round(float(lat), 7)


def box(west: float, south: float, east: float, north: float):
    """Give a rectangle as a region."""
    return (((at(west, south), at(east, south), at(east, north), at(west, north), at(west, south)),),)


def make_streets(one_way: frozenset[tuple[int, int]] = frozenset()) -> Streets:
    """Lay out the lattice; pairs of nodes in `one_way` may be driven in that direction only."""
    nodes = np.array([at(column * BLOCK_M, row * BLOCK_M) for row in range(SIDE) for column in range(SIDE)])
    pairs = [(n, n + 1) for n in range(SIDE * SIDE) if n % SIDE < SIDE - 1]
    pairs += [(n, n + SIDE) for n in range(SIDE * (SIDE - 1))]
    edges = [(a, b, FOOT if (b, a) in one_way else CAR | BIKE | FOOT) for x, y in pairs for a, b in ((x, y), (y, x))]
    source, target, modes = np.array(edges).T
    shape = np.stack([nodes[source], nodes[target]], axis=1)
    return Streets(
        node_lonlat=nodes,
        edge_source=source.astype(np.int32),
        edge_target=target.astype(np.int32),
        edge_length_m=great_circle_m(shape[:, 0], shape[:, 1]),
        edge_speed_kmh=np.full(len(edges), 40.0),
        edge_class=np.full(len(edges), ROAD_CLASSES.index("residential"), np.int8),
        edge_modes=modes.astype(np.int8),
        edge_name=np.zeros(len(edges), np.int32),
        names=("",),
        shape_start=np.arange(0, 2 * len(edges) + 1, 2),
        shape_lonlat=shape.reshape(-1, 2),
    )


def make_scenario(**changes: object) -> Scenario:
    """Make a station on the lattice with one car force, and whatever the test changes."""
    parts: dict[str, object] = {
        "station": Station(id="lattice", name="Lattice", timezone="Asia/Shanghai", base=BASE, day_start=7 * 60),
        "boundary": box(-50, -50, 1050, 1050),
        "grids": (
            Grid(id="W", name="West", region=box(-50, -50, 500, 1050)),
            Grid(id="E", name="East", region=box(500, -50, 1050, 1050)),
        ),
        "tiers": (
            Tier(id="police_car", name="Car", mode="car", speed_kmh=30),
            Tier(id="guard", name="Guard", mode="foot", speed_kmh=5),
        ),
        "forces": (Force(id="cars", name="Cars", tier="police_car", base=BASE, units=2, break_min=0),),
        "roster": RosterRules(start=DAY),
        "patrol": PatrolRules(),
        "streets": make_streets(),
    }
    return Scenario(**{**parts, **changes})


def make_unit(name: str = "car-1", *, start: str = "08:00", end: str = "12:00", **changes: object) -> Unit:
    """Make a unit of the car force."""
    hour = [dt.datetime.combine(DAY, dt.time.fromisoformat(text), ZONE) for text in (start, end)]
    parts: dict[str, object] = {"force": "cars", "tier": "police_car", "mode": "car", "base": BASE}
    return Unit(id=name, shift_start=hour[0], shift_end=hour[1], **{**parts, **changes})


def rule(start: str, end: str, **changes: object) -> VisitRule:
    """Make a visit rule of every day."""
    return VisitRule(start=start, end=end, **changes)


DAY_START = dt.datetime.combine(DAY, dt.time(7), ZONE)


def random_problem(seed: int, visits: int = 5, units: int = 2) -> RoutingProblem:
    """Draw a problem on a plane: windows, rights, some required visits, a line with two ways, a ceiling, a break."""
    draw = np.random.default_rng(seed)
    nodes = draw.uniform(0, 1500, (visits + 1, 2))
    travel = np.linalg.norm(nodes[:, None] - nodes[None], axis=2)
    opens = draw.uniform(0, 5000, visits).round()
    entry = np.arange(visits)
    way_start = np.array([*range(visits), visits + 1])
    rest = bool(draw.random() < 0.5)
    breaks = [visits] if rest else []
    return RoutingProblem(
        travel_s=np.stack([travel, travel * 2]),
        unit_class=(np.arange(units) % 2).astype(np.int32),
        band_from_s=np.zeros(1),
        band_share=np.ones((2, 1)),
        unit_start_node=np.full(units, visits, np.int32),
        unit_end_node=np.full(units, visits, np.int32),
        unit_start_s=draw.uniform(0, 500, units).round(),
        unit_end_s=draw.uniform(4000, 8000, units).round(),
        unit_break=np.array([*breaks, *[-1] * units][:units], np.int32),
        unit_team=np.zeros(units, np.int32),
        unit_most_load=np.full(units, np.inf),
        visit_opens_s=np.array([*opens, *[1000.0] * rest]),
        visit_closes_s=np.array([*(opens + draw.uniform(600, 5000, visits)).round(), *[3000.0] * rest]),
        visit_value=np.array([*draw.integers(1, 10, visits).astype(float), *[0.0] * rest]),
        visit_required=np.array([*(draw.random(visits) < 0.3), *[False] * rest]),
        visit_place=np.array([*draw.integers(0, 3, visits), *[3] * rest], np.int32),
        visit_allowed=np.concatenate([draw.random((visits, units)) < 0.8, [[True] + [False] * (units - 1)] * rest])
        if rest
        else draw.random((visits, units)) < 0.8,
        visit_pinned=np.array([*[-1] * visits, *[0] * rest], np.int32),
        visit_load=np.zeros(visits + len(breaks)),
        way_start=np.array([*way_start, *[visits + 2] * rest], np.int32),
        way_entry=np.array([*entry, 0, *[visits] * rest], np.int32),
        way_exit=np.array([*entry[:-1], 0, visits - 1, *[visits] * rest], np.int32),
        way_service_s=_stays(draw.uniform(100, 900, visits + 1).round(), travel, len(breaks)),
        repeat_share=np.ones(2),
    )


def _stays(drawn: np.ndarray, travel: np.ndarray, rests: int) -> np.ndarray:
    """Give the stays of both classes; the line, whose two ways come last, takes no less than the way along it."""
    along = travel[0, len(drawn) - 2] * np.array([2.0, 3.0])
    return np.array([[*drawn[:-2], *np.maximum(drawn[-2:], slowest), *[600.0] * rests] for slowest in along])


def rich_problem(seed: int, visits: int = 5, units: int = 2) -> RoutingProblem:
    """Draw a problem that has every field: bands, loads, repeats, a pin, other ends of routes, teams and relief too."""
    base, draw = random_problem(seed, visits, units), np.random.default_rng(seed + 10**6)
    total = base.visits
    shares = np.array([1.0, 0.7, 0.4])[: int(draw.integers(1, 4))]
    allowed, pinned = base.visit_allowed.copy(), base.visit_pinned.copy()
    opens, closes = base.visit_opens_s.copy(), base.visit_closes_s.copy()
    ends, unit = np.maximum(base.unit_end_s, 6500.0), units - 1
    if visits > 1 and draw.random() < 0.5:
        opens[0], closes[0], pinned[0] = 5000.0, 7000.0, unit
        allowed[0] = np.arange(units) == unit
        ends[unit] = 11000.0
    return replace(
        base,
        band_from_s=np.array([0.0, 1500.0, 3500.0]),
        band_share=np.array([[1.0, 0.5, 0.8], [1.0, 0.7, 1.0]]),
        unit_end_node=draw.integers(0, visits + 1, units).astype(np.int32),
        unit_end_s=ends,
        unit_team=draw.integers(0, 2, units).astype(np.int32),
        unit_most_load=np.where(draw.random(units) < 0.5, np.inf, 3.0),
        visit_opens_s=opens,
        visit_closes_s=closes,
        visit_allowed=allowed,
        visit_pinned=pinned,
        visit_load=np.where(pinned >= 0, 0.0, draw.integers(0, 3, total).astype(float)),
        repeat_share=shares,
        even_share=float(draw.choice([0.0, 0.05])),
        relief=((0, units - 1),) if units > 1 else (),
    )
