"""What the drone rounds look at, and the zones that they keep out of."""

from __future__ import annotations

from generator.baishi import spots
from generator.baishi.ground import GROUND
from generator.baishi.work import ring
from generator.clock import WORKDAYS, Window, span
from generator.curves import avenue_line
from generator.files import Feature, line, point, polygon
from generator.spots import where
from generator.streets import City

SCHOOL_RUNS = [span("07:00", "08:00", WORKDAYS), span("16:30", "17:30", WORKDAYS)]
FAIR = [span("08:00", "11:00", spots.FAIR_DAYS)]
RUSH = [span("07:30", "09:00", WORKDAYS), span("17:30", "19:00", WORKDAYS)]
NIGHT = [span("22:00", "30:00")]


def _look(key: str, name: str, purpose: str, windows: list[Window], **more: object) -> dict[str, object]:
    """Write the properties of one task."""
    return {"id": key, "name": name, "purpose": purpose, "windows": windows, **more}


AVENUES = (
    (("D3", "D4", "D5"), _look("DT-AVENUE", "白石大道圩镇段", "traffic", RUSH, required=True, value=3)),
    (("E1", "E2", "E3", "E4"), _look("DT-BANK", "滨江堤岸", "waterside", [span("07:00", "19:00")], value=1.5)),
)
AREAS = (
    ("C4", _look("DT-WORKS1", "创业工业园夜间", "factory", NIGHT, value=2)),
    ("F1", _look("DT-WORKS2", "沙江工业园夜间", "factory", NIGHT, value=2)),
    ("F4", _look("DT-VILLAGE4", "沙埔村", "village", [span("18:00", "30:00")], value=1.5)),
    ("B4", _look("DT-ESTATE1", "翠湖花园", "estate", [span("19:00", "30:00")], value=1)),
    ("D2", _look("DT-ESTATE2", "滨江花园", "estate", [span("19:00", "30:00")], value=1)),
)


def drone_tasks(city: City) -> list[Feature]:
    """Make the tasks: school gates, the fair and the main road required, the rest by worth."""
    gates = spots.TOWN_SCHOOLS | {key: spots.VILLAGE_SCHOOLS[key] for key in ("S3", "S5")}
    features = [
        point(
            where(city, spot),
            _look(f"DT-{key}", name, "school_gate", SCHOOL_RUNS, required=True, value=5, hover_s=60),
        )
        for key, (name, spot) in gates.items()
    ]
    name, spot = spots.FAIR
    fair = _look("DT-FAIR", name, "crowd", FAIR, required=True, value=4, hover_s=90)
    features.append(point(where(city, spot), fair))
    features += [polygon(ring(city, block), properties) for block, properties in AREAS]
    features += [line(avenue_line(GROUND, names)[::2], properties) for names, properties in AVENUES]
    return features


def _zone(key: str, name: str, kind: str, reason: str, **more: object) -> dict[str, object]:
    return {"id": key, "name": name, "kind": kind, "windows": [], "ceiling_m": None, "reason": reason} | more


ZONES = (
    ("D4", (0.55, 0.3, 0.85, 0.65), _zone("Z1", "白石变电站", "no_fly", "高压设施")),
    (
        "C2",
        (0.68, 0.1, 0.92, 0.3),
        _zone("Z2", "白石医院住院部", "privacy", "夜间静音", windows=[span("22:00", "31:00")]),
    ),
    ("C5", (0.5, 0.15, 0.9, 0.6), _zone("Z3", "新业限高区", "restricted", "高压线走廊限高", ceiling_m=100)),
)


def zones(city: City) -> list[Feature]:
    """Make the zones: one never flown over, one by the clock, one with a ceiling."""
    return [polygon(city.patches[block].ring(*part), properties) for block, part, properties in ZONES]
