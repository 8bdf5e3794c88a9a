"""A station small enough to plan in a test: a lattice of streets, four grids, a dozen officers, two docks."""

from __future__ import annotations

import datetime as dt

import numpy as np

from planner.domain.demand import Incident
from planner.domain.dock import Dock
from planner.domain.drone_model import DroneModel
from planner.domain.drone_task import DroneTask
from planner.domain.force import Cover, Duty, Force, Leave, Officer, Shift, Tier
from planner.domain.noun import Window
from planner.domain.place import Place, Zone
from planner.domain.rostering import RosterRules
from planner.domain.round_rules import RoundRules
from planner.domain.rules import PatrolRules
from planner.domain.scenario import Scenario
from planner.domain.station import Grid, Office, Station
from planner.domain.street import BIKE, CAR, FOOT, ROAD_CLASSES, Streets
from planner.domain.work import PatrolArea, PatrolLine, PatrolPoint, VisitRule
from planner.geo import Frame

CENTRE = (114.02, 22.53)
SIDE, SPACING_M = 6, 250.0
MONDAY = dt.date(2026, 11, 23)


class Ground:
    """Places by metres east and north of the station."""

    def __init__(self, centre: tuple[float, float] = CENTRE) -> None:
        self.frame = Frame(centre)

    def lonlat(self, x_m: float, y_m: float) -> tuple[float, float]:
        """Give a place."""
        lon, lat = self.frame.lonlat((x_m, y_m))[0]
        return round(float(lon), 7), round(float(lat), 7)

    def region(self, x0: float, y0: float, x1: float, y1: float) -> tuple:
        """Give a rectangle as a region."""
        corners = ((x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0))
        return ((tuple(self.lonlat(x, y) for x, y in corners),),)


def lattice(ground: Ground) -> Streets:
    """Give a square lattice of two-way streets; the southernmost one is one-way to the east."""
    half = (SIDE - 1) * SPACING_M / 2
    nodes = np.array(
        [ground.lonlat(i * SPACING_M - half, j * SPACING_M - half) for j in range(SIDE) for i in range(SIDE)]
    )
    ends: list[tuple[int, int, int]] = []
    everybody = CAR | BIKE | FOOT
    for j in range(SIDE):
        for i in range(SIDE):
            here = j * SIDE + i
            if i + 1 < SIDE:
                ends += [(here, here + 1, everybody), (here + 1, here, FOOT if j == 0 else everybody)]
            if j + 1 < SIDE:
                ends += [(here, here + SIDE, everybody), (here + SIDE, here, everybody)]
    source, target, modes = (np.array(column) for column in zip(*ends, strict=True))
    xy = ground.frame.metres(nodes)
    count = len(source)
    return Streets(
        node_lonlat=nodes,
        edge_source=source.astype(np.int32),
        edge_target=target.astype(np.int32),
        edge_length_m=np.linalg.norm(xy[source] - xy[target], axis=1),
        edge_speed_kmh=np.full(count, 40.0),
        edge_class=np.full(count, ROAD_CLASSES.index("residential"), np.int8),
        edge_modes=modes.astype(np.int8),
        edge_name=np.where(source // SIDE == target // SIDE, 1, 2).astype(np.int32),
        names=("", "东西一路", "North Street"),
        shape_start=np.arange(0, 2 * count + 1, 2, dtype=np.int64),
        shape_lonlat=np.stack([nodes[source], nodes[target]], axis=1).reshape(-1, 2),
    )


def officers() -> tuple[Officer, ...]:
    """Give fourteen officers: ten who drive, four in the community."""
    drivers = [
        Officer(id=f"P{n:02d}", name=f"警员{n}", rank="民警", squad="巡逻", skills=("driver",), duties=("patrol",))
        for n in range(10)
    ]
    community = [
        Officer(id=f"C{n}", name=f"社区{n}", squad="社区", grid=f"G{n + 1}", duties=("community",)) for n in range(4)
    ]
    away = community[0].model_copy(update={"leave": (Leave(start=MONDAY, end=MONDAY),)})
    return (*drivers, away, *community[1:])


def incidents(ground: Ground) -> tuple[Incident, ...]:
    """Give a few weeks of calls, more of them by night in the north-east."""
    rng = np.random.default_rng(4)
    first = dt.datetime(2026, 10, 26, tzinfo=dt.timezone(dt.timedelta(hours=8)))
    calls = []
    for _ in range(240):
        night = rng.random() < 0.6
        hour = int(rng.integers(19, 24) if night else rng.integers(8, 19))
        x, y = rng.uniform(50, 550, 2) if night else rng.uniform(-550, 550, 2)
        moment = first + dt.timedelta(days=int(rng.integers(28)), hours=hour, minutes=int(rng.integers(60)))
        calls.append(Incident(time=moment, location=ground.lonlat(x, y), kind="dispute"))
    return tuple(sorted(calls, key=lambda call: call.time))


def station(centre: tuple[float, float] = CENTRE, **changes: object) -> Scenario:
    """Give the scenario about a centre, with fields changed."""
    ground = Ground(centre)
    lonlat, region = ground.lonlat, ground.region
    model = DroneModel(id="m", name="generic", endurance_min=50.0, charge_pct_per_min=3.0)
    parts: dict[str, object] = {
        "station": Station(id="small", name="小站", timezone="Asia/Shanghai", base=lonlat(110, 40), day_start="07:00"),
        "boundary": region(-650, -650, 650, 650),
        "offices": (Office(id="O1", name="第一警务室", location=lonlat(10, 10)),),
        "grids": tuple(
            Grid(
                id=f"G{n + 1}", name=f"警格{n + 1}", office="O1", leader=f"C{n}", region=region(x, y, x + 650, y + 650)
            )
            for n, (x, y) in enumerate([(-650, -650), (0, -650), (-650, 0), (0, 0)])
        ),
        "places": (
            Place(id="M1", name="Night market", kind="entertainment", location=lonlat(380, 380), crowd=900),
            Place(id="B1", name="写字楼", kind="office", location=lonlat(-370, 120), crowd=1500),
            Place(id="S1", name="School", kind="school", location=lonlat(-120, -370), crowd=700),
        ),
        "zones": (
            Zone(id="Z1", name="Court", kind="privacy", region=region(180, -320, 320, -180)),
            Zone(id="Z2", name="Crane", kind="restricted", region=region(-320, 180, -180, 320), ceiling_m=60.0),
        ),
        "points": (
            PatrolPoint(
                id="K1",
                name="Gate",
                location=lonlat(-130, -380),
                visits=(VisitRule(start="07:00", end="08:00"), VisitRule(start="16:00", end="20:00", count=2)),
            ),
            PatrolPoint(
                id="K2",
                name="Bank",
                location=lonlat(130, 240),
                visits=(VisitRule(start="22:00", end="30:00", count=2),),
            ),
        ),
        "lines": (
            PatrolLine(
                id="L1",
                name="Food street",
                line=(lonlat(125, 375), lonlat(375, 375)),
                visits=(VisitRule(start="19:00", end="23:00", dwell_min=0),),
            ),
        ),
        "areas": (
            PatrolArea(
                id="A1",
                name="Park",
                region=region(-420, -420, -80, -80),
                visits=(VisitRule(start="09:00", end="17:00", dwell_min=15),),
            ),
        ),
        "incidents": incidents(ground),
        "tiers": (
            Tier(id="police_car", name="Car", mode="car", speed_kmh=40.0),
            Tier(id="guard", name="保安", mode="foot", speed_kmh=4.5),
        ),
        "forces": (
            Force(id="cars", name="Cars", tier="police_car", base=lonlat(110, 40), units=3, duty="patrol"),
            Force(
                id="guards",
                name="Guards",
                tier="guard",
                base=lonlat(-380, 130),
                units=1,
                shifts=(Window(start="09:00", end="13:00"),),
                grids=("G1", "G3"),
            ),
        ),
        "officers": officers(),
        "duties": (
            Duty(code="patrol", name="巡逻", crew_size=2, cover=(Cover(start="07:00", end="31:00", minimum=2),)),
            Duty(code="community", name="社区", in_grid=True, cover=(Cover(start="09:00", end="17:00", minimum=1),)),
        ),
        "shifts": (
            Shift(code="D", name="白班", window=Window(start="07:00", end="15:00"), duties=("patrol",)),
            Shift(code="E", name="晚班", window=Window(start="15:00", end="23:00"), duties=("patrol",)),
            Shift(code="N", name="夜班", window=Window(start="23:00", end="31:00"), duties=("patrol",)),
            Shift(code="C", name="社区班", window=Window(start="09:00", end="17:00"), duties=("community",)),
        ),
        "roster": RosterRules(start=MONDAY, days=7),
        "patrol": PatrolRules(hot_spots=3),
        "drone_models": (model,),
        "docks": tuple(
            Dock(id=f"D{n}", name=f"机巢{n}", location=lonlat(x, y), model="m", drone=f"U{n}")
            for n, (x, y) in enumerate([(20, 20), (-60, 20)], 1)
        ),
        "drone_tasks": (
            DroneTask(
                id="T1",
                name="School gate",
                purpose="school_gate",
                point=lonlat(-120, -370),
                windows=(Window(start="07:00", end="08:00"),),
                required=True,
            ),
            DroneTask(id="T2", name="Market", purpose="night_market", region=region(330, 330, 630, 630), value=3),
            DroneTask(id="T3", name="Road", purpose="traffic", line=(lonlat(-600, -125), lonlat(600, -125))),
        ),
        "rounds": RoundRules(rounds_per_day=24, round_min=15.0),
        "streets": lattice(ground),
    }
    return Scenario(**{**parts, **changes})
