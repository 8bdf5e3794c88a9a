"""The roster of the four weeks before, as stations keep it: one row an officer, one column a date, one sign a shift."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from generator.gaoqiao.officers import CASE, ROOM
from generator.officers import Row

DAYS = 28
FIRST = dt.date(2026, 12, 7)
"""First date of the roster that follows."""
WEEKDAYS = "一二三四五六日"
TURN = 5
"""Dates of one turn of the squads and of the leaders."""
ROOM_TURN = ("早", "中", "夜", "", "", "")
LATE_SUNDAY = (1, 2)
"""Places in it whose Sunday runs too late for work on Monday morning."""
SUNDAY = 6
PATROL_TURN = ("早", "早", "中", "中", "夜", "夜", "", "")


def sheet(people: Sequence[Row]) -> list[list[str]]:
    """Give the lines of the sheet: a title, dates, weekdays, the officers by squad, and a legend."""
    dates = [FIRST + dt.timedelta(days=day) for day in range(-DAYS, 0)]
    blank = [""] * len(dates)
    lines = [
        ["高桥派出所（示例）排班表 2026年11月9日至12月6日", "", "", *blank],
        ["班组", "编号", "姓名", *(f"{date.month}/{date.day}" for date in dates)],
        ["", "", "", *(WEEKDAYS[date.weekday()] for date in dates)],
    ]
    for row in people:
        key, name, squad = (str(cell) for cell in (row[0], row[1], row[3]))
        spaced = f"{name[0]} {name[1:]}"
        lines.append([squad, key, spaced, *(_sign(key, day, dates[day + DAYS]) for day in range(-DAYS, 0))])
    legend = "值=值班24小时 社=社区日 带=带班 政=行政班 早=早班 中=中班 夜=夜班 日=日班 备=备勤 休=休息"
    return [*lines, [f"说明：{legend}", "", "", *blank]]


def _sign(key: str, day: int, date: dt.date) -> str:
    """Give what stands in one cell: all follow turns that go on into the roster's first day."""
    team, number = key[0], int(key[1:]) - 1
    workday = date.weekday() < 5
    if team in "CL":
        place = (day - (number // 2 if team == "C" else number)) % TURN
        duty, weekday = ("值", "社") if team == "C" else ("带", "政")
        return duty if place == 0 else weekday if workday and place in (2, 3) else "休"
    if team in "PF":
        return PATROL_TURN[(day + 3 * number) % len(PATROL_TURN)] or "休"
    return _room_or_case(team, number, day, workday=workday)


def _room_or_case(team: str, number: int, day: int, *, workday: bool) -> str:
    """Let six at a time hold the room for a week, all fourteen in turn; the others work by day, or stand by."""
    week, at = divmod(day + DAYS, 7)
    who = number + (ROOM if team == "K" else 0)
    place = _place(who, week)
    if place is not None:
        return ROOM_TURN[(at + place) % len(ROOM_TURN)] or "休"
    if at == 0 and _place(who, week - 1) in LATE_SUNDAY:
        return "休"
    turn = (day + number) % 10
    if team == "K" and turn == 0:
        return "休" if at == SUNDAY else "备"
    tired = team == "K" and turn == 1
    return ("政" if team == "R" else "日") if workday and not tired else "休"


def _place(who: int, week: int) -> int | None:
    """Give the place of one of the fourteen in a week's turn, if they hold the room."""
    place = (who - len(ROOM_TURN) * week) % (ROOM + CASE)
    return place if week >= 0 and place < len(ROOM_TURN) else None
