"""What patrols must see: market gates, school gates, the streets between the markets, and the defence zones."""

from __future__ import annotations

from generator import grids, work
from generator.clock import WORKDAYS, Window, span, visit
from generator.files import Feature, polygon
from generator.gaoqiao import spots
from generator.gaoqiao.ground import DEFENCE_ZONES, GROUND
from generator.streets import City

CAR = ("police_car",)
FOOT = ("police_foot",)


def _stay(start: str, end: str) -> Window:
    """Write when somebody must be at a gate all the time."""
    return work.stay(span(start, end, WORKDAYS), 1.0, 45)


MORNING = (visit("07:15", "08:15", 1, 8, days=WORKDAYS),)
"""One car sees all gates before lessons begin."""
MARKETS = {key: (name, spot) for key, (name, spot, _) in spots.MARKETS.items()}
KINDS = (
    work.Kind(
        "市场大门",
        MARKETS,
        (
            visit("08:00", "17:00", 2, 10, shortest_gap_min=90),
            visit("17:00", "23:00", 1, 5),
            visit("23:00", "30:00", 1, 5, required=False, value=3),
        ),
    ),
    work.Kind("护学岗", {"S1": spots.SCHOOLS["S1"]}, MORNING, (_stay("16:30", "17:15"),)),
    work.Kind(
        "护学点",
        {key: spots.SCHOOLS[key] for key in ("S2", "S3")},
        (*MORNING, visit("16:20", "17:30", 1, 10, days=WORKDAYS)),
    ),
    work.Kind("日间控制点", spots.BUSY, (visit("09:00", "18:00", 2, 8, shortest_gap_min=90),)),
    work.Kind("夜间卡点", spots.CORNERS, (visit("22:00", "29:00", 1, 10),), tiers=CAR),
    work.Kind(
        "核心屯警点",
        {"T1": spots.STAND_BY["T1"]},
        presence=(span("09:30", "11:30") | {"share": 0.3, "stay_min": 20},),
        tiers=CAR,
    ),
    work.Kind(
        "屯警点",
        {key: spot for key, spot in spots.STAND_BY.items() if key != "T1"},
        (
            visit("08:00", "18:00", 2, 15, required=False, value=3),
            visit("18:00", "26:00", 1, 15, required=False, value=3),
        ),
        tiers=CAR,
    ),
)


def control_points(city: City) -> list[Feature]:
    """Make the control points."""
    return work.control_points(city, KINDS)


STREETS = (
    work.Line(
        "L1",
        "市场北路市场段",
        ("B1", "B2", "B3", "B4"),
        (),
        (visit("09:00", "17:00", 1, 0), visit("19:00", "23:00", 1, 0)),
    ),
    work.Line("L2", "万商路市场段", ("A2", "B2", "C2"), (), (visit("09:00", "17:00", 1, 0),)),
    work.Line("L3", "商贸大道", ("C0", "C1", "C2", "C3", "C4", "C5"), CAR, (visit("20:00", "26:00", 1, 0),)),
)


def patrol_lines() -> list[Feature]:
    """Make the streets."""
    return work.patrol_lines(GROUND, STREETS)


AROUND = (visit("09:00", "17:00", 1, 20), visit("19:00", "26:00", 1, 20, required=False, value=3))


def defence_zones() -> list[Feature]:
    """Make the defence zones (防区): grids joined, each to be patrolled by day and by night."""
    return [
        polygon(
            grids.outline(GROUND, [name for name, block in GROUND.blocks.items() if block.grid in of]),
            {"id": key, "name": name} | work.needs(AROUND, (), CAR),
        )
        for key, (name, of) in DEFENCE_ZONES.items()
    ]
