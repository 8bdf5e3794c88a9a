"""What patrols must see: control points, street lines and areas with their visits."""

from __future__ import annotations

from generator.clock import WORKDAYS, Visit, visit
from generator.curves import avenue_line, between
from generator.files import Feature, line, point, polygon
from generator.ground import XY
from generator.streets import City
from generator.tianan import spots
from generator.tianan.ground import GROUND, metres

POLICE = ["police_car", "police_foot"]
NIGHT = visit("23:00", "30:00", 1, 5)
RULES: tuple[tuple[str, dict[str, tuple[str, XY]], list[Visit], list[str]], ...] = (
    (
        "护学控制点",
        spots.SCHOOL_GATES,
        [visit("07:10", "08:10", 1, 20, days=WORKDAYS), visit("16:30", "18:00", 1, 20, days=WORKDAYS)],
        [],
    ),
    (
        "地铁控制点",
        spots.METRO_EXITS,
        [visit("07:30", "09:30", 1, 15, days=WORKDAYS), visit("17:30", "20:00", 1, 15), NIGHT],
        [],
    ),
    ("夜间控制点", spots.GATHERINGS, [visit("19:00", "23:00", 2, 12), visit("23:00", "27:00", 2, 12)], POLICE),
    ("日间控制点", spots.BUSY_BY_DAY, [visit("09:00", "18:00", 2, 10), visit("18:00", "23:00", 1, 8)], []),
    ("居住区控制点", spots.HOMES, [visit("19:00", "23:00", 1, 8), NIGHT], []),
)
"""Label, control points, visits and the tiers that may make them (none: all)."""


def control_points() -> list[Feature]:
    """Make the 24 control points that patrols must reach."""
    features = []
    for label, named, visits, tiers in RULES:
        for key, (name, at) in named.items():
            properties = {"id": f"CP-{key}", "name": f"{name}（{label}）", "visits": visits, "tiers": tiers}
            features.append(point(metres(at), properties))
    return features


LINES: tuple[tuple[str, str, tuple[str, ...], tuple[float, float], list[Visit], list[str]], ...] = (
    ("L1", "十亩地食街（十亩路）", ("D4", "E4"), (0.3, 1.0), [visit("19:00", "26:00", 3, 10)], POLICE),
    (
        "L2",
        "桐荫小学护学路（木棉路）",
        ("B3", "B4"),
        (0.0, 0.75),
        [visit("07:10", "08:10", 1, 10, days=WORKDAYS), visit("16:30", "18:00", 1, 10, days=WORKDAYS)],
        [],
    ),
    (
        "L3",
        "天安科技园大道（天和路）",
        ("C3", "D3"),
        (0.1, 1.0),
        [visit("08:00", "09:30", 1, 8, days=WORKDAYS), visit("17:30", "19:30", 1, 8, days=WORKDAYS)],
        [],
    ),
    ("L4", "南榕夜巡路（湾畔路）", ("G3", "G4", "G5"), (0.0, 1.0), [visit("22:00", "30:00", 2, 5)], ["police_car"]),
)
"""Id, name, crossings of an avenue, the part of it between them, visits and tiers.

On these stretches a real street runs beside the made-up one and can be followed from end to end.
"""


def patrol_lines() -> list[Feature]:
    """Make the streets that must be patrolled along their whole length."""
    return [
        line(
            between(avenue_line(GROUND, crossings), *part),
            {"id": key, "name": name, "visits": visits, "tiers": tiers},
        )
        for key, name, crossings, part, visits, tiers in LINES
    ]


AREAS = (
    (
        "A1",
        "天安公园",
        "C5",
        (0.12, 0.15, 0.85, 0.85),
        [visit("09:00", "12:00", 1, 20), visit("19:00", "22:00", 1, 20)],
    ),
    ("A2", "榕围村", "E3", (0.2, 0.2, 0.85, 0.85), [visit("10:00", "17:00", 1, 20), visit("20:00", "24:00", 1, 20)]),
    ("A3", "天安地铁广场", "C3", (0.04, 0.05, 0.6, 0.4), [visit("08:00", "10:00", 1, 15, days=WORKDAYS)]),
)
"""Id, name, superblock, its part as west, north, east, south shares, and visits."""


def patrol_areas(city: City) -> list[Feature]:
    """Make the grounds inside which a patrol must be present."""
    return [
        polygon(city.patches[block].ring(*part), {"id": key, "name": name, "visits": visits, "tiers": []})
        for key, name, block, part, visits in AREAS
    ]
