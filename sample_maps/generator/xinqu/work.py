"""What patrols must see: the fair, school gates, the plaza, barbecue streets, the river bank and estates."""

from __future__ import annotations

from generator import work
from generator.clock import WORKDAYS, span, visit
from generator.files import Feature, polygon
from generator.streets import City
from generator.xinqu import spots
from generator.xinqu.ground import GROUND

FOOT = ("police_foot",)
CAR = ("police_car",)
POLICE = ("police_foot", "police_car")
VOLUNTEERS = ("volunteer",)


MORNING = (visit("07:10", "08:00", 1, 10, days=WORKDAYS),)
AFTERNOON = (visit("16:30", "17:50", 1, 10, days=WORKDAYS),)
KINDS = (
    work.Kind("早市反扒", {"M1": spots.FAIR}, presence=(work.stay(span("06:20", "09:00"), 0.6, 32),), tiers=FOOT),
    work.Kind(
        "晚高峰疏导", {"M2": spots.PLAZA}, presence=(work.stay(span("18:00", "20:00"), 1.0, 60),), tiers=VOLUNTEERS
    ),
    work.Kind("护学岗", spots.SCHOOLS, (*MORNING, *AFTERNOON)),
    work.Kind("日间控制点", spots.BUSY, (visit("09:00", "18:00", 2, 8, shortest_gap_min=90),)),
    work.Kind("夜间卡点", spots.CORNERS, (visit("22:00", "29:00", 1, 10),), tiers=CAR),
)
"""The station holds the points (派出所守点)."""


def control_points(city: City) -> list[Feature]:
    """Make the control points."""
    return work.control_points(city, KINDS)


LIGHTS = (work.stay(span("22:00", "26:00"), 0.25, 20, lights=True),)
"""Cars pass with red and blue lights."""
LINES = (
    work.Line("L1", "烧烤街（新区大道）", ("C3", "C4"), CAR, (), LIGHTS),
    work.Line("L2", "烧烤街（槐花路）", ("D3", "D4"), CAR, (), LIGHTS),
    work.Line("L3", "河岸路夜巡线", ("E1", "E2", "E3", "E4"), CAR, (visit("21:00", "30:00", 2, 0),), ()),
    work.Line("L4", "新区大道巡线", ("C0", "C1", "C2", "C3", "C4", "C5"), CAR, (visit("09:00", "17:00", 1, 0),), ()),
    work.Line("L5", "辛镇路巡线", ("A2", "B2", "C2", "D2"), (), (visit("10:00", "17:00", 1, 0),), ()),
)
"""The post patrols the lines (警务站巡线)."""


def patrol_lines() -> list[Feature]:
    """Make the streets that are patrolled along their whole length."""
    return work.patrol_lines(GROUND, LINES)


AREAS: tuple[tuple[str, str, str], ...] = (
    ("A1", "广厦小区", "B3"),
    ("A2", "锦绣小区", "A3"),
    ("A3", "河岸公园", "D2"),
    ("A4", "芦苇小区", "D3"),
)
"""Id, name and superblock: volunteers cover the area (群防保面)."""


def patrol_areas(city: City) -> list[Feature]:
    """Make the grounds that volunteers walk in the evening."""
    rule = (visit("18:30", "21:30", 1, 20),)
    ring = (0.12, 0.12, 0.88, 0.88)
    return [
        polygon(city.patches[block].ring(*ring), {"id": key, "name": name} | work.needs(rule, (), ()))
        for key, name, block in AREAS
    ]
