"""What patrols must see: the fair, school gates, the plaza, barbecue streets, the river bank and estates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from generator.clock import WORKDAYS, Visit, Window, span, visit
from generator.curves import avenue_line
from generator.files import Feature, line, point, polygon
from generator.streets import City
from generator.xinqu import spots
from generator.xinqu.ground import GROUND

FOOT = ("police_foot",)
CAR = ("police_car",)
POLICE = ("police_foot", "police_car")
VOLUNTEERS = ("volunteer",)


class Kind(NamedTuple):
    """Control points of one kind."""

    label: str
    spots: Mapping[str, tuple[str, spots.InBlock] | tuple[str, spots.OnAvenue]]
    visits: tuple[Visit, ...] = ()
    presence: tuple[Window, ...] = ()
    tiers: tuple[str, ...] = ()


def _stay(start: str, end: str, share: float, stay_min: float, **more: object) -> Window:
    """Write when somebody must be there for a share of the time."""
    days = more.pop("days", None)
    return span(start, end, days if isinstance(days, list) else None) | {"share": share, "stay_min": stay_min} | more


MORNING = (visit("07:10", "08:00", 1, 10, days=WORKDAYS),)
AFTERNOON = (visit("16:30", "17:50", 1, 10, days=WORKDAYS),)
KINDS = (
    Kind("早市反扒", {"M1": spots.FAIR}, presence=(_stay("06:20", "09:00", 0.6, 32),), tiers=FOOT),
    Kind("晚高峰疏导", {"M2": spots.PLAZA}, presence=(_stay("18:00", "20:00", 1.0, 60),), tiers=VOLUNTEERS),
    Kind("护学岗", spots.SCHOOLS, (*MORNING, *AFTERNOON)),
    Kind("日间控制点", spots.BUSY, (visit("09:00", "18:00", 2, 8, shortest_gap_min=90),)),
    Kind("夜间卡点", spots.CORNERS, (visit("22:00", "29:00", 1, 10),), tiers=CAR),
)
"""The station holds the points (派出所守点)."""


def control_points(city: City) -> list[Feature]:
    """Make the control points."""
    features = []
    for kind in KINDS:
        for key, (name, spot) in kind.spots.items():
            properties: dict[str, object] = {"id": f"CP-{key}", "name": f"{name}（{kind.label}）"}
            features.append(point(spots.where(city, spot), properties | _needs(kind.visits, kind.presence, kind.tiers)))
    return features


def _needs(visits: Sequence[Visit], stays: Sequence[Window], tiers: Sequence[str]) -> dict[str, object]:
    return {"visits": visits, "presence": stays, "tiers": tiers}


LIGHTS = (_stay("22:00", "26:00", 0.25, 20, lights=True),)
"""Cars pass with red and blue lights."""
LINES: tuple[tuple[str, str, tuple[str, ...], tuple[str, ...], tuple[Visit, ...], tuple[Window, ...]], ...] = (
    ("L1", "烧烤街（新区大道）", ("C3", "C4"), CAR, (), LIGHTS),
    ("L2", "烧烤街（槐花路）", ("D3", "D4"), CAR, (), LIGHTS),
    ("L3", "河岸路夜巡线", ("E1", "E2", "E3", "E4"), CAR, (visit("21:00", "30:00", 2, 0),), ()),
    ("L4", "新区大道巡线", ("C0", "C1", "C2", "C3", "C4", "C5"), CAR, (visit("09:00", "17:00", 1, 0),), ()),
    ("L5", "辛镇路巡线", ("A2", "B2", "C2", "D2"), (), (visit("10:00", "17:00", 1, 0),), ()),
)
"""Id, name, crossings, tiers, visits and presence: the post patrols the lines (警务站巡线)."""


def patrol_lines() -> list[Feature]:
    """Make the streets that are patrolled along their whole length."""
    return [
        line(avenue_line(GROUND, crossings), {"id": key, "name": name} | _needs(visits, stays, tiers))
        for key, name, crossings, tiers, visits, stays in LINES
    ]


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
        polygon(city.patches[block].ring(*ring), {"id": key, "name": name} | _needs(rule, (), ()))
        for key, name, block in AREAS
    ]
