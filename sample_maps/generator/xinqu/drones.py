"""What the 72 rounds look at, and the zones that they keep out of."""

from __future__ import annotations

from generator.clock import WORKDAYS, Window, span
from generator.curves import avenue_line
from generator.files import Feature, line, point, polygon
from generator.spots import where
from generator.streets import City
from generator.xinqu import spots
from generator.xinqu.ground import GROUND

SCHOOL_RUNS = [span(*hours, WORKDAYS) for hours in (
    ("07:00", "08:00"), ("11:30", "12:10"), ("13:50", "14:10"), ("16:30", "18:00"),
)]  # fmt: skip
FAIR = [span("06:00", "07:30")]
RUSH = [span("07:30", "09:00", WORKDAYS), span("17:30", "19:30")]
BARBECUE = [span("20:00", "22:00"), span("22:00", "24:00"), span("24:00", "26:00")]
NIGHT = [span("20:00", "23:00"), span("23:00", "26:00"), span("26:00", "29:00")]


def _look(key: str, name: str, purpose: str, windows: list[Window], **more: object) -> dict[str, object]:
    """Write the properties of one task."""
    return {"id": key, "name": name, "purpose": purpose, "windows": windows, **more}


WHOLE = (0.1, 0.12, 0.9, 0.88)
AREAS = (
    ("C3", WHOLE, _look("DT-BBQ", "烧烤夜市", "night_market", BARBECUE, required=True, value=4)),
    ("D2", WHOLE, _look("DT-PARK", "河岸公园", "park", [span("06:00", "22:00")], value=1.5)),
    ("A1", WHOLE, _look("DT-VILLAGE1", "辛镇村", "village", [span("18:00", "30:00")], value=1.5)),
    ("D1", WHOLE, _look("DT-VILLAGE2", "渡口村", "village", [span("18:00", "30:00")], value=1.5)),
    ("A4", WHOLE, _look("DT-WORKS", "油城厂区", "factory", [span("18:00", "30:00")], value=1.5)),
    ("C4", WHOLE, _look("DT-ESTATE1", "盐滩小区", "estate", [span("19:00", "30:00")], value=1)),
    ("A0", WHOLE, _look("DT-ESTATE2", "柳园小区", "estate", [span("19:00", "30:00")], value=1)),
    ("D0", WHOLE, _look("DT-ESTATE3", "河湾小区", "estate", [span("08:00", "18:00")], value=1)),
)
STREETS = (
    (("C1", "C2", "C3", "C4"), _look("DT-AVENUE", "新区大道", "traffic", RUSH, required=True, value=3, lines=2)),
    (("E1", "E2", "E3", "E4"), _look("DT-BANK", "河岸夜巡", "waterside", NIGHT, required=True, value=3)),
    (("A2", "B2", "C2"), _look("DT-ROAD", "辛镇路", "traffic", [span("07:00", "20:00")], value=1)),
)


def drone_tasks(city: City) -> list[Feature]:
    """Make the tasks: school gates, fair, plaza, barbecue streets, avenue and bank required, the rest by worth."""
    gate = {"required": True, "value": 5, "hover_s": 60}
    features = [
        point(where(city, spot), _look(f"DT-{key}", name, "school_gate", SCHOOL_RUNS, **gate))
        for key, (name, spot) in spots.SCHOOLS.items()
    ]
    fair = _look(
        "DT-FAIR", spots.FAIR[0], "market", FAIR, required=True, value=4, hover_s=90, watch="orbit", orbit_m=40
    )
    plaza = _look("DT-PLAZA", spots.PLAZA[0], "crowd", [span("18:00", "20:00")], required=True, value=4, hover_s=90)
    features += [point(where(city, spots.FAIR[1]), fair), point(where(city, spots.PLAZA[1]), plaza)]
    features += [polygon(city.patches[block].ring(*part), properties) for block, part, properties in AREAS]
    features += [line(avenue_line(GROUND, names)[::2], properties) for names, properties in STREETS]
    return features


def _zone(key: str, name: str, kind: str, reason: str, **more: object) -> dict[str, object]:
    return {"id": key, "name": name, "kind": kind, "windows": [], "ceiling_m": None, "reason": reason} | more


ZONES = (
    ("A4", (0.74, 0.16, 0.9, 0.36), _zone("Z1", "油城变电站", "no_fly", "高压设施")),
    ("B4", (0.35, 0.3, 0.65, 0.65), _zone("Z2", "军事管理区", "no_fly", "军事设施")),
    ("B3", (0.15, 0.55, 0.4, 0.85), _zone("Z3", "广厦小区内院", "privacy", "居民住宅", stand_off_m=20)),
    (
        "D0",
        (0.55, 0.55, 0.85, 0.85),
        _zone("Z4", "河湾养老院", "privacy", "夜间静音", windows=[span("21:00", "30:00")]),
    ),
    ("A3", (0.3, 0.3, 0.7, 0.7), _zone("Z5", "锦绣限高区", "restricted", "塔吊作业限高", ceiling_m=100)),
)
"""Superblock, its part as west, north, east, south shares, and the zone; no gate and no dock lies in one."""


def zones(city: City) -> list[Feature]:
    """Make the zones: two never flown over, two for privacy, one with a ceiling."""
    return [polygon(city.patches[block].ring(*part), properties) for block, part, properties in ZONES]
