"""Minimum shift design instances: the kinds of shift, and the people on each day, that follow a week's requirement.

N. Musliu, A. Schaerf and W. Slany, "Local search for shift design", European Journal of Operational Research 153, 2004.
A file has sections that begin with ``#``. A shift template has a start and a length, each with minutes more and less;
every multiple of the interval between them is a kind. The price of a kind stands under ``#Shifts``, and one person
missing or too many costs a point a slot. The weight of duties a week is ignored, as in the published values.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, TypedDict

from planner.domain.solving import Limits
from planner.rosters.design.problem import DesignKind, DesignProblem

MINUTES_PER_DAY = 1440


class Line(TypedDict):
    """What is printed of one instance: a shift is its start [min], its length [min] and the people of each day."""

    instance: str
    objective: int | None
    bound: int
    seconds: float
    shifts: list[list[object]]


class Template(NamedTuple):
    """A shift template: start and length with what may be added and taken away [min], and its days."""

    start: int
    start_more: int
    start_less: int
    length: int
    length_more: int
    length_less: int
    days: frozenset[int] | None


class ShiftFile(NamedTuple):
    """What a file holds; the requirement is in people a slot, the prices in points."""

    slot_min: int
    days: int
    cyclic: bool
    required: list[int]
    templates: list[Template]
    under: int
    over: int
    kind: int

    def spans(self) -> list[tuple[int, int, frozenset[int] | None]]:
        """List the kinds: start and length [min], and the days; a kind of two templates is one, on the days of both."""
        found: dict[tuple[int, int], frozenset[int] | None] = {}
        for row in self.templates:
            for start in range(row.start - row.start_less, row.start + row.start_more + 1, self.slot_min):
                later, clock = divmod(start, MINUTES_PER_DAY)
                days = None if row.days is None else frozenset((day + later) % self.days for day in row.days)
                for length in range(row.length - row.length_less, row.length + row.length_more + 1, self.slot_min):
                    before = found.get((clock, length), frozenset())
                    found[clock, length] = None if days is None or before is None else before | days
        return [(start, length, days) for (start, length), days in sorted(found.items())]


def read_shifts(path: Path) -> ShiftFile:
    """Read a file.

    Raises
    ------
    ValueError
        If a section is missing, or the requirement has not one figure for each slot.
    """
    sections = _sections(path.read_text(encoding="latin-1"))

    def section(name: str) -> list[str]:
        for title, words in sections:
            if title.casefold().startswith(name.casefold()) and words:
                return words
        raise ValueError(f"{path}: the section {name} is missing or empty")

    slot_min, days = int(section("MinuteInterval")[0]), int(section("DaysPerCycle")[0])
    required = [int(word) for word in section("Requirements")]
    if len(required) != days * MINUTES_PER_DAY // slot_min:
        raise ValueError(f"{path}: {len(required)} requirements for {days} days of slots of {slot_min} min")
    return ShiftFile(
        slot_min=slot_min,
        days=days,
        cyclic=section("FlagCyclical")[0] == "yes",
        required=required,
        templates=list(_templates(section("Abbr"), days)),
        under=int(section("UnderCover")[0]),
        over=int(section("Overcover")[0]),
        kind=int(section("Shifts")[0]),
    )


def _sections(text: str) -> list[tuple[str, list[str]]]:
    """Give the title and the words of each section."""
    found: list[tuple[str, list[str]]] = []
    for line in text.splitlines():
        if line.startswith("#"):
            found.append((line.lstrip("# "), []))
        elif found:
            found[-1][1].extend(line.split())
    return found


def _templates(words: Sequence[str], days: int) -> Iterator[Template]:
    """Read templates: a short and a full name, the clock, five figures, and the days (``*``: all, else from 1)."""
    at = 0
    while at < len(words):
        clock = next((place for place in range(at, len(words)) if ":" in words[place]), None)
        if clock is None:
            return
        hours, minutes = words[clock].split(":")
        figures = [int(word) for word in words[clock + 1 : clock + 6]]
        at = clock + 6
        named = []
        while at < len(words) and (words[at] == "*" or words[at].isdigit()):
            named.append(words[at])
            at += 1
        open_days = None if "*" in named or not named else frozenset(int(word) - 1 for word in named)
        if open_days is not None and not open_days <= set(range(days)):
            raise ValueError(f"a shift template is open on days {sorted(open_days)} of {days}")
        start = int(hours) * 60 + int(minutes)
        more, less, length, length_more, length_less = figures
        yield Template(start, more, less, length, length_more, length_less, open_days)


def problem_of(file: ShiftFile) -> DesignProblem:
    """Lay a file out as the product's problem."""
    slot = file.slot_min
    return DesignProblem(
        slots_per_day=MINUTES_PER_DAY // slot,
        days=file.days,
        required=tuple(file.required),
        kinds=tuple(
            DesignKind(start=start // slot, length=length // slot, days=days) for start, length, days in file.spans()
        ),
        kind_price=file.kind,
        cyclic=file.cyclic,
        missing_price=file.under,
        over_price=file.over,
    )


def solve_file(path: Path, limits: Limits) -> Line:
    """Read and solve one instance; the objective is recomputed from the shifts, None where they are not legal."""
    from planner.rosters.design.solve import solve

    file = read_shifts(path)
    problem = problem_of(file)
    result = solve(problem, limits)
    shifts: list[list[object]] = []
    for row in result.used:
        kind = problem.kinds[row.kind]
        shifts.append([kind.start * file.slot_min, kind.length * file.slot_min, list(row.people)])
    return {
        "instance": path.name,
        "objective": recomputed(file, shifts),
        "bound": result.bound,
        "seconds": round(result.seconds, 3),
        "shifts": shifts,
    }


def recomputed(file: ShiftFile, shifts: Sequence[Sequence[object]]) -> int | None:
    """Price shifts from the file alone, minute by minute of their slots; None when one of them is not allowed."""
    allowed = {(start, length): days for start, length, days in file.spans()}
    week_min = file.days * MINUTES_PER_DAY
    there = [0] * len(file.required)
    for start, length, people in shifts:
        if not (isinstance(start, int) and isinstance(length, int) and isinstance(people, list)):
            raise TypeError("a shift is its start, its length and a list of people by day")
        if (start, length) not in allowed:
            return None
        open_days = allowed[start, length]
        for day, count in enumerate(people):
            if count < 0 or (count and open_days is not None and day not in open_days):
                return None
            for minute in range(start, start + length, file.slot_min):
                moment = day * MINUTES_PER_DAY + minute
                if file.cyclic or moment < week_min:
                    there[moment % week_min // file.slot_min] += count
    cost = file.kind * len({(row[0], row[1]) for row in shifts})
    for needed, count in zip(file.required, there, strict=True):
        cost += file.under * max(0, needed - count) + file.over * max(0, count - needed)
    return cost


def published(path: Path) -> float | None:
    """Give the published value of an instance, if ``best_known.csv`` beside it has one."""
    table = path.parent / "best_known.csv"
    if not table.is_file():
        return None
    with table.open(encoding="utf-8", newline="") as rows:
        known = {row["instance"]: float(row["published_ilp_slot_units"]) for row in csv.DictReader(rows)}
    return known.get(path.stem)


def summary(paths: Sequence[Path], lines: Sequence[Line]) -> str:
    """Give a line with how many are at or below the published value, and how many are proven."""
    values = [(line["objective"], line["bound"], published(path)) for path, line in zip(paths, lines, strict=True)]
    legal = [(value, bound, known) for value, bound, known in values if value is not None]
    return json.dumps(
        {
            "summary": "shiftdesign",
            "instances": len(values),
            "at_or_below_published": sum(known is not None and value <= known for value, _, known in legal),
            "below_published": sum(known is not None and value < known for value, _, known in legal),
            "proven": sum(value == bound for value, bound, _ in legal),
            "failed": len(values) - len(legal),
        }
    )
