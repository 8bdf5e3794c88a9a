"""The officers: leaders, five squads of the community team, the case team, the command room, and the patrol group."""

from __future__ import annotations

from random import Random

from generator.gaoqiao.ground import GRIDS
from generator.officers import WEEKLY_HOURS, Row, made_up_names

LEAVE = {
    "C04": "2026-12-30..2027-01-01",
    "C09": "2026-12-14..2026-12-15",
    "K03": "2026-12-21..2026-12-25",
    "R02": "2026-12-10..2026-12-13",
    "P05": "2026-12-09..2026-12-13",
    "F02": "2026-12-18..2026-12-20",
    "F09": "2026-12-28..2027-01-01",
}
"""Two officers of the community team are away on days without duty of their squads."""
LEADERS = ("所长", "教导员", "副所长", "副所长", "副所长")
CASE, ROOM, PATROL, AUXILIARY = 10, 4, 12, 10
SQUADS = tuple(f"社区{number}组" for number in "一二三四五")


def officers(rng: Random) -> list[Row]:
    """Make 10 community officers in five squads of two, and everybody else."""
    names = iter(made_up_names(len(LEADERS) + len(GRIDS) + CASE + ROOM + PATROL + AUXILIARY, rng))
    rows: list[Row] = []

    def add(key: str, rank: str, squad: str, skills: str, duties: str, grid: str = "") -> None:
        rows.append((key, next(names), rank, squad, skills, grid, duties, WEEKLY_HOURS, LEAVE.get(key, "")))

    for number, rank in enumerate(LEADERS, 1):
        add(f"L{number:02d}", rank, "所领导", "leading", "leader;office")
    for number, grid in enumerate(GRIDS):
        add(f"C{number + 1:02d}", "社区民警", SQUADS[number // 2], "driving", "response;community", grid)
    for number in range(1, CASE + 1):
        add(f"K{number:02d}", "民警", "案件队", "command;driving", "investigation;standby;command")
    for number in range(1, ROOM + 1):
        rank = "指挥室主任" if number == 1 else "民警"
        add(f"R{number:02d}", rank, "综合指挥室", "command;analysis", "command;analysis")
    for number in range(1, PATROL + 1):
        add(f"P{number:02d}", "民警", f"巡逻{'一二'[(number - 1) // 6]}组", "driving", "car_patrol;foot_patrol")
    for number in range(1, AUXILIARY + 1):
        skills = "driving" if number % 2 else ""
        squad = f"巡逻{'一二'[(number - 1) // 5]}组"
        add(f"F{number:02d}", "辅警", squad, skills, "car_patrol;foot_patrol;post")
    return rows
