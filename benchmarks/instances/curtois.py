"""Shift-scheduling instances of Curtois and Qu (schedulingbenchmarks.org), as problems of the roster's solver.

Their rules as read here: runs that touch the horizon's edge count as long enough, the longest run assumes dates off
before the first, a weekend is worked if its Saturday or Sunday is. T. Curtois, R. Qu, "Computational results on new
staff scheduling benchmark instances", 2014.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

from planner.rosters.problem import (
    LAYERS,
    DutyShift,
    HoursLimit,
    Need,
    Request,
    RosterDuty,
    RosterOfficer,
    RosterProblem,
    Runs,
    ShiftLimit,
    WeekendLimit,
)

MONDAY = dt.date(2026, 1, 5)
"""A Monday: all instances start on one."""
DAY_S = 86400
MINUTE_S = 60
SOLVED_LAYERS = {"under": 1, "requests": 1}
"""Layers that the family's cost is made of."""


def read(path: Path) -> RosterProblem:
    """Read an instance; each of its shifts is a duty of its own.

    Raises
    ------
    ValueError
        If a line is not as the format has it.
    """
    sections = _sections(path.read_text())
    days = int(next(sections["HORIZON"])[0])
    lines = list(sections["SHIFTS"])
    codes = [line[0] for line in lines]
    minutes = {line[0]: int(line[1]) for line in lines}
    follows = {(line[0], after) for line in lines for after in line[2].split("|") if after}
    leave, requests = _dates_off(sections["DAYS_OFF"]), _requests(sections)
    kept = [week * 7 for week in range((days + 6) // 7)]
    weekends = tuple(tuple(day for day in (first + 5, first + 6) if day < days) for first in kept)
    weekends = tuple(dates for dates in weekends if dates)
    officers = tuple(
        _officer(line, days, frozenset(follows), weekends, leave[line[0]], tuple(requests[line[0]]), len(codes))
        for line in sections["STAFF"]
    )
    shifts = tuple(_shift(code, index, minutes[code], day) for day in range(days) for index, code in enumerate(codes))
    zone = ZoneInfo("UTC")
    return RosterProblem(
        origin=dt.datetime.combine(MONDAY, dt.time(), zone),
        first=MONDAY,
        day_kinds=tuple("rest" if day % 7 > 4 else "workday" for day in range(days)),
        officers=officers,
        duties=tuple(RosterDuty(code=code) for code in codes),
        shifts=shifts,
        needs=tuple(_needs(sections["COVER"], codes, minutes)),
        weekends=weekends,
        unit_s=MINUTE_S,
        weights=tuple(SOLVED_LAYERS.get(layer, 0) for layer in LAYERS),
    )


def _sections(text: str) -> dict[str, Iterator[list[str]]]:
    found: dict[str, list[list[str]]] = defaultdict(list)
    name = ""
    for line in text.splitlines():
        if line.startswith("SECTION_"):
            name = line.removeprefix("SECTION_").strip()
        elif line.strip() and not line.startswith("#"):
            found[name].append([cell.strip() for cell in line.split(",")])
    return defaultdict(lambda: iter(()), {key: iter(lines) for key, lines in found.items()})


def _dates_off(lines: Iterator[list[str]]) -> dict[str, tuple[tuple[int, int], ...]]:
    found = {line[0]: tuple((int(day) * DAY_S, (int(day) + 1) * DAY_S) for day in line[1:]) for line in lines}
    return defaultdict(tuple, found)


def _requests(sections: dict[str, Iterator[list[str]]]) -> dict[str, list[Request]]:
    found: dict[str, list[Request]] = defaultdict(list)
    for section, wanted in (("SHIFT_ON_REQUESTS", True), ("SHIFT_OFF_REQUESTS", False)):
        for officer, day, code, points in sections[section]:
            request = Request(day=int(day), templates=frozenset({code}), wanted=wanted, points=int(points))
            found[officer].append(request)
    return found


def _officer(
    line: list[str],
    days: int,
    follows: frozenset[tuple[str, str]],
    weekends: tuple[tuple[int, ...], ...],
    leave: tuple[tuple[int, int], ...],
    requests: tuple[Request, ...],
    duties: int,
) -> RosterOfficer:
    most = dict(part.split("=") for part in line[1].split("|"))
    most_min, least_min, longest, shortest, off, most_weekends = (int(cell) for cell in line[2:8])
    hours = HoursLimit(
        rule="total", first_day=0, last_day=days - 1, least_s=least_min * MINUTE_S, most_s=most_min * MINUTE_S
    )
    return RosterOfficer(
        id=line[0],
        duties=frozenset(range(duties)),
        leave=leave,
        work_run=Runs(shortest=shortest, longest=longest),
        off_run=Runs(shortest=off),
        hours=(hours,),
        weekends=(WeekendLimit(weekends=weekends, most=most_weekends),),
        shift_limits=tuple(ShiftLimit(template=code, most=int(count)) for code, count in most.items()),
        successions=follows,
        requests=requests,
    )


def _shift(code: str, duty: int, minutes: int, day: int) -> DutyShift:
    """Make a shift inside its date: what may follow it is told by the instance, not by its times."""
    start_s = day * DAY_S
    return DutyShift(
        shift=code,
        duty=duty,
        start_s=start_s,
        end_s=start_s + minutes * MINUTE_S,
        day=day,
        counted_s=minutes * MINUTE_S,
    )


def _needs(lines: Iterator[list[str]], codes: list[str], minutes: dict[str, int]) -> Iterator[Need]:
    for day, code, wanted, under, over in lines:
        start_s = int(day) * DAY_S
        yield Need(
            duty=codes.index(code),
            start_s=start_s,
            end_s=start_s + minutes[code] * MINUTE_S,
            minimum=0,
            wanted=int(wanted),
            maximum=int(wanted),
            under_points=int(under),
            over_points=int(over),
        )
