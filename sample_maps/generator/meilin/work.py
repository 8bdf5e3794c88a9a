"""What patrols must see: 35 school gates, night markets, urban villages, wholesale market, hospital and hills."""

from __future__ import annotations

from generator import work
from generator.clock import WORKDAYS, span, visit
from generator.files import Feature, polygon
from generator.meilin import spots
from generator.meilin.ground import GROUND
from generator.meilin.schools import HELD, SCHOOLS
from generator.streets import City

CAR = ("police_car",)
POLICE = ("police_car", "police_foot")
ROOM = ("hospital",)
EVENING = ("defence", *POLICE)


SCHOOL_RUN = (("07:20", "08:00"), ("16:40", "17:20"))
"""When pupils come and go; a gate that is visited has a little longer."""
GATES = {key: (f"{school.name}校门", school.gate) for key, school in SCHOOLS.items()}
MARKETS = {key: (name, spot) for key, (name, spot, _) in spots.NIGHT_MARKETS.items()}
STANDING = ("M1", "M2")
"""Night markets with a stand-by post (屯警点)."""

KINDS = (
    work.Kind(
        "护学岗",
        {key: GATES[key] for key in HELD},
        presence=tuple(work.stay(span(*hours, WORKDAYS), 1.0, 45) for hours in SCHOOL_RUN),
    ),
    work.Kind(
        "护学点",
        {key: gate for key, gate in GATES.items() if key not in HELD},
        (visit("07:10", "08:15", 1, 12, days=WORKDAYS), visit("16:30", "17:40", 1, 12, days=WORKDAYS)),
    ),
    work.Kind(
        "夜市屯警点",
        {key: MARKETS[key] for key in STANDING},
        presence=(work.stay(span("20:00", "25:00"), 0.3, 30),),
        tiers=POLICE,
    ),
    work.Kind(
        "夜市控制点",
        {key: spot for key, spot in MARKETS.items() if key not in STANDING},
        (visit("19:00", "23:00", 1, 10), visit("23:00", "27:00", 1, 8)),
        tiers=EVENING,
    ),
    work.Kind(
        "城中村控制点",
        spots.ARCHES,
        (visit("18:30", "23:00", 1, 8), visit("24:00", "30:00", 1, 5, required=False, value=3)),
        tiers=EVENING,
    ),
    work.Kind(
        "批发市场控制点",
        {"W1": spots.WHOLESALE[:2]},
        (visit("07:00", "10:00", 1, 10), visit("26:00", "30:00", 1, 10)),
        tiers=POLICE,
    ),
    work.Kind(
        "医院警务室", {"H1": spots.HOSPITAL[:2]}, presence=(work.stay(span("08:00", "22:00"), 0.5, 60),), tiers=ROOM
    ),
    work.Kind("日间控制点", spots.BUSY, (visit("09:00", "18:00", 2, 8, shortest_gap_min=90),), tiers=POLICE),
    work.Kind(
        "小区控制点",
        spots.ESTATE_GATES,
        (visit("19:00", "23:00", 1, 10), visit("23:00", "30:00", 1, 8, required=False, value=4)),
        tiers=POLICE,
    ),
    work.Kind("山边控制点", spots.HILLS, (visit("09:00", "18:00", 1, 6), visit("21:00", "28:00", 1, 5)), tiers=CAR),
    work.Kind("夜间卡点", spots.CORNERS, (visit("22:00", "29:00", 1, 10),), tiers=CAR),
)


def control_points(city: City) -> list[Feature]:
    """Make the control points."""
    return work.control_points(city, KINDS)


LIGHTS = (work.stay(span("21:00", "25:00"), 0.2, 20, lights=True),)
LINES = (
    work.Line("L1", "夜市路见警巡线", ("D3", "E3"), CAR, (), LIGHTS),
    work.Line("L2", "食街路见警巡线", ("D5", "E5"), CAR, (), LIGHTS),
    work.Line("L3", "山脚路巡线", ("B1", "B2", "B3", "B4", "B5", "B6"), CAR, (visit("22:00", "29:00", 1, 0),), ()),
    work.Line("L4", "梅香大道巡线", ("D1", "D2", "D3", "D4", "D5", "D6"), CAR, (visit("09:00", "17:00", 1, 0),), ()),
)


def patrol_lines() -> list[Feature]:
    """Make the streets."""
    return work.patrol_lines(GROUND, LINES)


INNER = (0.08, 0.08, 0.92, 0.92)
EVENINGS = (visit("18:30", "23:30", 2, 20, shortest_gap_min=60),)
GROUNDS = (visit("08:00", "22:00", 2, 15, required=False, value=2),)


def patrol_areas(city: City) -> list[Feature]:
    """Make the grounds of the urban villages, which joint-defence teams see in the evening, and of the hospital."""
    features = [
        polygon(city.patches[block].ring(*INNER), {"id": key, "name": name} | work.needs(EVENINGS, (), EVENING))
        for key, (name, block) in spots.VILLAGES.items()
    ]
    name, (block, u, v), _ = spots.HOSPITAL
    ring = city.patches[block].ring(max(u - 0.25, 0), max(v - 0.25, 0), u + 0.25, v + 0.25)
    return [*features, polygon(ring, {"id": "AH", "name": f"{name}院区"} | work.needs(GROUNDS, (), ROOM))]
