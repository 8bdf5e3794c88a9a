"""The officers: community, command room, post, patrols, and the drones' operators; all names are made up."""

from __future__ import annotations

from random import Random

from generator.officers import WEEKLY_HOURS, Row, leaders, made_up_names
from generator.xinqu.ground import GRIDS, GROUND
from generator.xinqu.spots import OFFICES

LEAVE = {
    "C05": "2026-11-25..2026-11-26",
    "C10": "2026-11-28..2026-11-29",
    "P06": "2026-11-24..2026-11-26",
    "P17": "2026-11-27..2026-11-29",
    "J03": "2026-11-23..2026-11-24",
    "R04": "2026-11-26..2026-11-27",
}
PATROLS, POST, ROOM, PILOTS = 26, 14, 6, 6


def officers(rng: Random) -> list[Row]:
    """Make the community officers, the patrols, the post's officers, the command room, and the drones' operators."""
    community = [(grid, office) for grid, (_, office, count) in GRIDS.items() for _ in range(count)]
    names = iter(made_up_names(len(community) + PATROLS + POST + ROOM + PILOTS, rng))
    heads, rows = set(leaders(GROUND).values()), []
    for number, (grid, office) in enumerate(community, 1):
        key = f"C{number:02d}"
        rank = "警格长" if key in heads else "社区民警"
        rows.append(_row(key, next(names), rank, OFFICES[office][0], "", grid, "community"))
    for number in range(1, PATROLS + 1):
        rank = "民警" if number % 2 else "辅警"
        duties = "car_patrol;foot_patrol" if number <= PATROLS - 10 else "foot_patrol"
        skills = "driving" if number <= PATROLS - 10 else ""
        rows.append(_row(f"P{number:02d}", next(names), rank, f"巡逻{'一二'[number % 2]}组", skills, "", duties))
    for number in range(1, POST + 1):
        rank = "民警" if number % 2 else "辅警"
        rows.append(_row(f"J{number:02d}", next(names), rank, "新区警务站", "driving", "", "post"))
    for number in range(1, ROOM + 1):
        rank = "指挥室主任" if number == 1 else "民警"
        rows.append(_row(f"R{number:02d}", next(names), rank, "综合指挥室", "command", "", "command"))
    for number in range(1, PILOTS + 1):
        rank = "民警" if number % 2 else "辅警"
        rows.append(_row(f"F{number:02d}", next(names), rank, "新区警务站", "drones", "", "drone_pilot"))
    return rows


def _row(key: str, name: str, rank: str, squad: str, skills: str, grid: str, duties: str) -> Row:
    return (key, name, rank, squad, skills, grid, duties, WEEKLY_HOURS, LEAVE.get(key, ""))
