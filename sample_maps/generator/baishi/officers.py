"""The officers: a community team in five squads, one an office, car and foot patrols, and the command room."""

from __future__ import annotations

from random import Random

from generator.baishi.ground import GRIDS, GROUND
from generator.officers import WEEKLY_HOURS, Row, leaders, made_up_names

LEAVE = {
    "C05": "2026-11-25..2026-11-26",
    "C16": "2026-11-28..2026-11-29",
    "P04": "2026-11-24..2026-11-25",
    "P11": "2026-11-27..2026-11-29",
    "P19": "2026-11-26",
}
PATROLS, ROOM = 32, 6
WALKERS = 8
"""Patrol officers who are not trained to drive."""


def officers(rng: Random) -> list[Row]:
    """Make 20 community officers, the patrols, and the command room."""
    rows: list[Row] = []
    community = [(grid, office) for grid, (_, office, count) in GRIDS.items() for _ in range(count)]
    names = iter(made_up_names(len(community) + PATROLS + ROOM, rng))
    heads = set(leaders(GROUND).values())
    for number, (grid, office) in enumerate(community, 1):
        key = f"C{number:02d}"
        rank = "警格长" if key in heads else "社区民警"
        squad = f"社区{'一二三四五'[int(office[1:]) - 1]}组"
        rows.append((key, next(names), rank, squad, "", grid, "community"))
    for number in range(1, PATROLS + 1):
        sworn, walks = number % 3 == 1, number > PATROLS - WALKERS
        duties, skills = ("foot_patrol", "") if walks else ("car_patrol;foot_patrol", "driving")
        squad = f"巡逻{'一二三四'[(number - 1) // 8]}组"
        rows.append((f"P{number:02d}", next(names), "民警" if sworn else "辅警", squad, skills, "", duties))
    for number in range(1, ROOM + 1):
        rank = "值班长" if number <= 2 else "民警"
        rows.append((f"R{number:02d}", next(names), rank, "综合指挥室", "command", "", "command"))
    return [(*row, WEEKLY_HOURS, LEAVE.get(str(row[0]), "")) for row in rows]
