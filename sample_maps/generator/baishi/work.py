"""What patrols must see: posts, control points, the night's three sights, and the grounds of teams and guards."""

from __future__ import annotations

from generator import work
from generator.baishi import spots
from generator.baishi.ground import GROUND
from generator.clock import WORKDAYS, Visit, Window, span, visit
from generator.curves import avenue_line
from generator.files import Feature, line, polygon
from generator.ground import XY
from generator.streets import City

CAR = ("police_car",)
FOOT = ("police_foot", "defence_foot")


def three_sights(end: str) -> tuple[Window, ...]:
    """Write the night's three sights (三见): a unit with lights for 15 % of the time, on two rounds."""
    return (work.stay(span("22:00", end), 0.15, 20, lights=True),)


SCHOOL_RUN = tuple(work.stay(span(*hours, WORKDAYS), 1.0, 50) for hours in (("07:15", "08:00"), ("16:30", "17:20")))
RUSH = ("07:30", "09:00"), ("17:30", "19:00")


KINDS = (
    work.Kind(
        "圩日岗",
        {"M1": spots.FAIR},
        presence=(work.stay(span("07:00", "11:30", spots.FAIR_DAYS), 1.0, 60),),
        tiers=FOOT,
    ),
    work.Kind("护学岗", spots.TOWN_SCHOOLS, presence=SCHOOL_RUN, tiers=FOOT + CAR),
    work.Kind("护学岗", spots.VILLAGE_SCHOOLS, presence=SCHOOL_RUN),
    work.Kind("桥头控制点", spots.BRIDGES, (visit("22:00", "28:00", 2, 10, shortest_gap_min=60),), tiers=CAR),
    work.Kind(
        "日间控制点",
        spots.BUSY_BY_DAY,
        (visit("09:00", "18:00", 2, 10, shortest_gap_min=90), visit("18:00", "22:00", 1, 8, required=False, value=2)),
    ),
    work.Kind("厂区控制点", spots.WORK_GATES, tuple(visit(*hours, 1, 10, days=WORKDAYS) for hours in RUSH)),
    work.Kind(
        "村口控制点",
        spots.ARCHES,
        (
            visit("19:00", "23:00", 2, 8, shortest_gap_min=40, longest_gap_min=150),
            visit("25:00", "30:00", 1, 5, required=False, value=3),
        ),
    ),
    work.Kind("偏远控制点", spots.OUTLYING, (visit("09:00", "17:00", 1, 5), visit("21:00", "30:00", 1, 5)), tiers=CAR),
    work.Kind("小区控制点", spots.ESTATE_GATES, (visit("19:00", "24:00", 1, 8), visit("24:00", "30:00", 1, 5))),
)


def control_points(city: City) -> list[Feature]:
    """Make the posts and control points."""
    return work.control_points(city, KINDS)


AVENUES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("L1", "圩镇路三见巡线", ("C3", "D3")),
    ("L2", "圩北路三见巡线", ("C2", "C3", "C4")),
    ("L3", "滨江路堤岸巡线", ("E2", "E3", "E4")),
    ("L4", "工业路三见巡线", ("C5", "D5")),
)
"""Id, name and crossings of streets that cars patrol by night with lights."""


def patrol_lines(city: City) -> list[Feature]:
    """Make the streets and village lanes that are patrolled along their whole length."""
    features = [
        line(avenue_line(GROUND, crossings), {"id": key, "name": name} | work.needs((), three_sights("26:00"), CAR))
        for key, name, crossings in AVENUES
    ]
    for key, (name, block) in spots.VILLAGES.items():
        properties: dict[str, object] = {"id": f"L-{key}", "name": f"{name}主街三见巡线"}
        tiers = ("defence_bike", *CAR)
        features.append(line(city.main_street(block), properties | work.needs((), three_sights("24:00"), tiers)))
    return features


def ring(city: City, block: str) -> list[XY]:
    """Give the ground of a village, an estate or a yard: its oval's box and a little more [m]."""
    core = GROUND.blocks[block].core
    if core is None:
        return city.patches[block].ring(0.0, 0.0, 1.0, 1.0)
    u, v, half_u, half_v = (core[0], core[1], core[2] + 0.04, core[3] + 0.04)
    return city.patches[block].ring(max(u - half_u, 0.0), max(v - half_v, 0.0), min(u + half_u, 1), min(v + half_v, 1))


VISITS: tuple[tuple[dict[str, tuple[str, str]], list[Visit], list[str]], ...] = (
    (
        spots.VILLAGES,
        [visit("09:00", "12:00", 1, 20, required=False, value=2), visit("19:00", "23:00", 1, 20)],
        ["defence_bike", "defence_foot", *CAR],
    ),
    (spots.YARDS, [visit("08:00", "15:00", 2, 15), visit("19:00", "26:00", 3, 15, shortest_gap_min=30)], ["guard"]),
    (spots.ESTATES, [visit("19:00", "26:00", 3, 15, shortest_gap_min=30)], ["guard"]),
)


def patrol_areas(city: City) -> list[Feature]:
    """Make the grounds of joint-defence teams and guards, with the visits to them."""
    return [
        polygon(ring(city, block), {"id": key, "name": name} | work.needs(visits, (), tiers))
        for places, visits, tiers in VISITS
        for key, (name, block) in places.items()
    ]
