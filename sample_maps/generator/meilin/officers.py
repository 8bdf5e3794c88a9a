"""The officers: leaders, community team, case team, command room, patrols and the hospital's police room."""

from __future__ import annotations

from random import Random

from generator.meilin.ground import GRIDS, GROUND
from generator.meilin.spots import OFFICES
from generator.officers import WEEKLY_HOURS, Row, leaders, made_up_names

LEAVE = {
    "C04": "2026-12-09..2026-12-10",
    "C17": "2026-12-14..2026-12-16",
    "K03": "2026-12-08..2026-12-11",
    "K11": "2026-12-15..2026-12-17",
    "R02": "2026-12-12..2026-12-13",
    "P07": "2026-12-10..2026-12-12",
    "F05": "2026-12-17..2026-12-20",
}
LEADERS = ("所长", "教导员", "副所长", "副所长", "副所长")
CASE, ROOM, HOSPITAL, PATROL, AUXILIARY = 16, 3, 4, 20, 20
CASE_SQUADS = 4


def officers(rng: Random) -> list[Row]:
    """Make everybody; three officers are too few for the command room, so that the case team takes turns in it."""
    community = [(grid, office) for grid, (_, office, count) in GRIDS.items() for _ in range(count)]
    names = iter(made_up_names(len(LEADERS) + len(community) + CASE + ROOM + HOSPITAL + PATROL + AUXILIARY, rng))
    heads = set(leaders(GROUND).values())
    rows: list[Row] = []

    def add(key: str, rank: str, squad: str, skills: str, duties: str, grid: str = "") -> None:
        rows.append((key, next(names), rank, squad, skills, grid, duties, WEEKLY_HOURS, LEAVE.get(key, "")))

    for number, rank in enumerate(LEADERS, 1):
        add(f"L{number:02d}", rank, "所领导", "leading", "leader;office")
    for number, (grid, office) in enumerate(community, 1):
        key = f"C{number:02d}"
        add(key, "警格长" if key in heads else "社区民警", OFFICES[office][0], "", "community", grid)
    for number in range(1, CASE + 1):
        squad = f"办案{'一二三四'[(number - 1) % CASE_SQUADS]}组"
        add(f"K{number:02d}", "民警", squad, "command;driving", "investigation;standby;command_turn")
    for number in range(1, ROOM + 1):
        rank = "指挥室主任" if number == 1 else "民警"
        add(f"R{number:02d}", rank, "综合指挥室", "command;analysis", "command;analysis")
    for number in range(1, HOSPITAL + 1):
        add(f"H{number:02d}", "民警" if number % 2 else "辅警", "医院警务室", "", "hospital")
    for number in range(1, PATROL + 1):
        add(f"P{number:02d}", "民警", f"巡逻{'一二三四'[(number - 1) % 4]}组", "driving", "car_patrol;foot_patrol")
    for number in range(1, AUXILIARY + 1):
        skills = "driving" if number % 2 else ""
        add(f"F{number:02d}", "辅警", f"巡逻{'一二三四'[(number - 1) % 4]}组", skills, "car_patrol;foot_patrol")
    return rows
