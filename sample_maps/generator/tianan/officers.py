"""The officers: made-up names, squads, duties and leave."""

from __future__ import annotations

from random import Random

from generator.officers import WEEKLY_HOURS, Row, leaders, made_up_names
from generator.tianan.ground import GRIDS, GROUND
from generator.tianan.spots import OFFICES

LEAVE = {
    "C04": "2026-11-24..2026-11-26",
    "C13": "2026-11-27..2026-11-29",
    "C21": "2026-11-23;2026-11-28",
    "P07": "2026-11-25..2026-11-27",
    "P18": "2026-11-28..2026-11-29",
    "R05": "2026-11-26..2026-11-27",
}
PATROLS, ROOM = 28, 6


def officers(rng: Random) -> list[Row]:
    """Make 25 community officers, the patrols, and the command room."""
    rows: list[Row] = []
    community = [(grid, office) for grid, (_, office, count) in GRIDS.items() for _ in range(count)]
    names = iter(made_up_names(len(community) + PATROLS + ROOM, rng))
    heads = set(leaders(GROUND).values())
    for number, (grid, office) in enumerate(community, 1):
        key = f"C{number:02d}"
        rank = "警格长" if key in heads else "社区民警"
        rows.append((key, next(names), rank, OFFICES[office][0], "", grid, "community"))
    for number in range(1, PATROLS + 1):
        sworn, walks = number % 4 in {1, 2}, number > PATROLS - 6
        duties = "foot_patrol" if walks else "car_patrol;foot_patrol"
        squad = f"巡逻{'一二三四'[(number - 1) // 7]}组"
        skills = "" if walks else "driving"
        rows.append((f"P{number:02d}", next(names), "民警" if sworn else "辅警", squad, skills, "", duties))
    for number in range(1, ROOM + 1):
        rank = "值班长" if number <= 2 else "民警"
        rows.append((f"R{number:02d}", next(names), rank, "综合指挥室", "command", "", "command"))
    return [(*row, WEEKLY_HOURS, LEAVE.get(str(row[0]), "")) for row in rows]
