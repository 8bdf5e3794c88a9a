"""What the drone rounds look at, and the zones that they keep out of."""

from __future__ import annotations

from generator.clock import WORKDAYS, Window, span
from generator.curves import avenue_line
from generator.files import Feature, line, point, polygon
from generator.streets import City
from generator.tianan import spots
from generator.tianan.ground import GROUND, metres

SCHOOL_RUNS = [span(*hours, WORKDAYS) for hours in (
    ("07:00", "08:00"), ("11:30", "12:10"), ("13:50", "14:10"), ("16:30", "18:00"),
)]  # fmt: skip
RUSH = [span("07:30", "09:30", WORKDAYS), span("17:30", "19:30", WORKDAYS)]
EVENING = [span("20:00", "22:00"), span("22:00", "24:00"), span("24:00", "26:00")]


def _look(key: str, name: str, purpose: str, windows: list[Window], **more: object) -> dict[str, object]:
    """Write the properties of one task."""
    return {"id": key, "name": name, "purpose": purpose, "windows": windows, **more}


def drone_tasks(city: City) -> list[Feature]:
    """Make the tasks: school gates and night district required, the rest by worth."""
    features = [
        point(metres(at), _look(f"DT-{key}", name, "school_gate", SCHOOL_RUNS, required=True, value=5, hover_s=60))
        for key, (name, at) in spots.SCHOOL_GATES.items()
    ]
    features += [
        point(metres(at), _look(f"DT-{key}", name, "crowd", RUSH, required=True, value=3, hover_s=45))
        for key, (name, at) in spots.METRO_EXITS.items()
    ]
    night = _look("DT-NIGHT", "十亩地夜间商圈", "night_market", EVENING, required=True, value=4)
    features.append(polygon(city.patches["D4"].ring(0.08, 0.08, 0.92, 0.92), night))
    features += [polygon(city.patches[block].ring(*part), properties) for block, part, properties in AREAS]
    features += [line(avenue_line(GROUND, names)[::2], properties) for names, properties in STREETS]
    return features


AREAS = (
    (
        "C3",
        (0.05, 0.08, 0.95, 0.92),
        _look("DT-PARK1", "天安科技园", "business_park", [span("09:00", "19:00")], value=2),
    ),
    ("C5", (0.1, 0.12, 0.9, 0.88), _look("DT-PARK2", "天安公园", "park", [span("07:00", "22:00")], value=1.5)),
    ("D5", (0.1, 0.12, 0.9, 0.88), _look("DT-PARK3", "体育公园", "park", [span("07:00", "22:00")], value=1)),
    ("D1", (0.12, 0.15, 0.9, 0.85), _look("DT-SHORE", "湿地水边", "waterside", [span("07:00", "19:00")], value=1)),
    ("E3", (0.1, 0.12, 0.9, 0.88), _look("DT-VILLAGE", "榕围村", "village", [span("18:00", "30:00")], value=2)),
    ("C4", (0.1, 0.12, 0.9, 0.88), _look("DT-PARK4", "科园夜间", "business_park", [span("19:00", "31:00")], value=1)),
    ("F5", (0.1, 0.12, 0.9, 0.88), _look("DT-HOMES", "湾畔花园", "estate", [span("19:00", "30:00")], value=1)),
    ("B0", (0.1, 0.12, 0.9, 0.88), _look("DT-ESTATE", "晴川苑", "estate", [span("19:00", "30:00")], value=1)),
)
STREETS = (
    (("C1", "C2", "C3", "C4", "C5"), _look("DT-AVENUE", "天安大道", "traffic", RUSH, required=True, value=3)),
    (("E2", "E3", "E4", "E5"), _look("DT-BAY", "望湾大道", "traffic", [span("07:00", "23:00")], value=1.5)),
    (("G3", "G4", "G5", "G6"), _look("DT-GREEN", "湾畔绿道", "waterside", [span("17:00", "30:00")], value=1)),
)


def zones(city: City) -> list[Feature]:
    """Make the zones: two never flown over, three by the clock or by use, one with a ceiling."""
    return [polygon(city.patches[block].ring(*part), properties) for block, part, properties in ZONES]


def _zone(key: str, name: str, kind: str, reason: str, **more: object) -> dict[str, object]:
    return {"id": key, "name": name, "kind": kind, "windows": [], "ceiling_m": None, "reason": reason} | more


ZONES = (
    ("A2", (0.32, 0.35, 0.62, 0.7), _zone("Z1", "康宁医院直升机坪", "no_fly", "医院直升机起降")),
    ("B2", (0.3, 0.25, 0.7, 0.62), _zone("Z2", "金桂机关大院", "no_fly", "机关办公区")),
    ("E5", (0.3, 0.3, 0.72, 0.62), _zone("Z3", "望湾花园内院", "privacy", "居民住宅")),
    (
        "B1",
        (0.12, 0.35, 0.42, 0.75),
        _zone("Z4", "竹影小区内院", "privacy", "夜间静音", windows=[span("22:00", "31:00")]),
    ),
    ("C4", (0.55, 0.2, 0.85, 0.5), _zone("Z5", "科园限高区", "restricted", "航空净空限高", ceiling_m=100)),
    (
        "D5",
        (0.3, 0.3, 0.62, 0.66),
        _zone("Z6", "体育场", "restricted", "赛事期间人群密集", windows=[span("19:00", "22:00", ["fri", "sat"])]),
    ),
)
