"""What a roster of a Curtois and Qu instance costs, and whether it is legal, reckoned from the instance file alone.

Nothing of the product is used here, and nothing of the reader `curtois`. The rules as read here: runs that touch an
edge of the horizon count as long enough, the longest run assumes dates off before the first, and a weekend is worked if
its Saturday or its Sunday is.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

Row = Sequence[str | None]
"""The shift of an employee on each date, None: off."""


def tables(path: Path) -> dict[str, list[list[str]]]:
    """Read the lines of every section, cut at commas."""
    found: dict[str, list[list[str]]] = {}
    current: list[list[str]] = []
    for raw in path.read_text(encoding="utf-8").splitlines():
        text = raw.strip()
        if text.startswith("SECTION_"):
            current = found.setdefault(text[len("SECTION_") :], [])
        elif text and text[0] != "#":
            current.append([part.strip() for part in text.split(",")])
    return found


def cost(path: Path, roster: Mapping[str, Row]) -> int:
    """Price a roster: requests, and people missing or too many on each shift of each date."""
    sections = tables(path)
    total = 0
    for who, day, shift, points in sections.get("SHIFT_ON_REQUESTS", []):
        total += int(points) * (roster[who][int(day)] != shift)
    for who, day, shift, points in sections.get("SHIFT_OFF_REQUESTS", []):
        total += int(points) * (roster[who][int(day)] == shift)
    there = Counter((day, code) for row in roster.values() for day, code in enumerate(row) if code is not None)
    for day, shift, wanted, under, over in sections.get("COVER", []):
        surplus = there[int(day), shift] - int(wanted)
        total += int(over) * surplus if surplus > 0 else -int(under) * surplus
    return total


def broken(path: Path, roster: Mapping[str, Row]) -> list[str]:
    """List every rule that a roster breaks, each with the employee; empty: it is legal."""
    sections = tables(path)
    days = int(sections["HORIZON"][0][0])
    staff = sections["STAFF"]
    if {line[0] for line in staff} != set(roster):
        return ["the employees are not those of the file"]
    shifts = {line[0]: (int(line[1]), set(line[2].split("|")) - {""}) for line in sections["SHIFTS"]}
    away = {line[0]: [int(day) for day in line[1:]] for line in sections.get("DAYS_OFF", [])}
    found: list[str] = []
    for line in staff:
        row = roster[line[0]]
        if len(row) != days or any(code is not None and code not in shifts for code in row):
            found.append(f"{line[0]}: not one known shift or none for each of {days} dates")
            continue
        faults = itertools.chain(
            _amounts(row, line, shifts),
            _runs(row, line),
            (f"works on day {day} off" for day in away.get(line[0], []) if row[day] is not None),
            (
                f"{after} follows {before} on day {day}"
                for day, (before, after) in enumerate(itertools.pairwise(row), 1)
                if before is not None and after in shifts[before][1]
            ),
        )
        found += [f"{line[0]}: {fault}" for fault in faults]
    return found


def _amounts(row: Row, line: Sequence[str], shifts: Mapping[str, tuple[int, set[str]]]) -> Iterator[str]:
    """Hold shifts of a kind, minutes and weekends against their limits."""
    counts = Counter(code for code in row if code is not None)
    for part in line[1].split("|"):
        code, most = part.split("=")
        if counts[code] > int(most):
            yield f"{counts[code]} shifts {code}, at most {most}"
    minutes = sum(shifts[code][0] * count for code, count in counts.items())
    if not int(line[3]) <= minutes <= int(line[2]):
        yield f"{minutes} minutes, {line[3]} to {line[2]}"
    weekends = sum(any(row[monday + 5 : monday + 7]) for monday in range(0, len(row), 7))
    if weekends > int(line[7]):
        yield f"{weekends} weekends, at most {line[7]}"


def _runs(row: Row, line: Sequence[str]) -> Iterator[str]:
    """Hold runs of work and of days off against their limits."""
    longest, shortest, shortest_off = (int(cell) for cell in line[4:7])
    first = 0
    for works, group in itertools.groupby(row, key=lambda code: code is not None):
        length = len(list(group))
        inside = first > 0 and first + length < len(row)
        if works and length > longest:
            yield f"{length} dates of work from day {first}, at most {longest}"
        if inside and length < (shortest if works else shortest_off):
            yield f"{length} dates of {'work' if works else 'rest'} from day {first}, too few"
        first += length
