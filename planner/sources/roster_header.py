"""The heading of a roster sheet: which column is which date, and where names stand."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import NamedTuple

from planner.domain.noun import YEARS

FULL = re.compile(r"([0-9]{4})\s*[-/.年]\s*([0-9]{1,2})\s*[-/.月]\s*([0-9]{1,2})\s*日?")
_YEAR_MONTH = re.compile(r"([0-9]{4})\s*(?:年|[-/.])\s*([0-9]{1,2})(?:\s*月|(?![0-9./-]))")
_MONTH_YEAR = re.compile(r"(?<![0-9])([0-9]{1,2})\s*/\s*([0-9]{4})")
_YEAR = re.compile(r"(?<![0-9])((?:19|20|21)[0-9]{2})(?![0-9])")
_MONTH = re.compile(r"(?:([0-9]{4})\s*年)?\s*([0-9]{1,2})\s*月(?:份)?")
_WEEKDAY = r"(?:(?:周|星期|礼拜)?[一二三四五六日天]|mon|tue|wed|thu|fri|sat|sun)"
_DAY = re.compile(
    rf"(?:([0-9]{{1,2}})\s*[-/.月]\s*)?([0-9]{{1,2}})\s*[日号]?(?:\s*[(（]?{_WEEKDAY}[)）]?)?", re.IGNORECASE
)
_WEEKDAYS = {sign: n for signs in ("一二三四五六日", ("mon", "tue", "wed", "thu", "fri", "sat", "sun"))
             for n, sign in enumerate(signs)} | {"天": 6}  # fmt: skip
SHORTEST = 2
"""Dates in a row from which days of the month count as a heading."""
SHORTEST_AGAIN = 7
"""The same further down, where counts of officers may look alike."""


class Written(NamedTuple):
    """A date as a cell has it; what it leaves out is None."""

    year: int | None
    month: int | None
    day: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A row of dates.

    Attributes
    ----------
    row
        Its index.
    columns
        Date of each column of the table, by its index.
    first
        Index of the first such column: names stand left of it.
    """

    row: int
    columns: dict[int, dt.date]

    @property
    def first(self) -> int:
        """Index of the first column with a date."""
        return min(self.columns)


def written_date(text: str) -> Written | None:
    """Read a date, a month with a day, or a day of the month; a weekday may follow. None if it is none."""
    whole = re.fullmatch(FULL.pattern + r"(?:[T ]00:00(?::00)?)?", text.strip())
    if whole:
        return Written(int(whole[1]), int(whole[2]), int(whole[3]))
    found = _DAY.fullmatch(text.strip())
    if found is None or not 1 <= int(found[2]) <= 31 or not 1 <= int(found[1] or 1) <= 12:
        return None
    return Written(None, int(found[1]) if found[1] else None, int(found[2]))


def date_run(cells: Sequence[str]) -> dict[int, Written]:
    """Give the longest run of dates, each the day after the one before, by column; empty cells end a run."""
    best: dict[int, Written] = {}
    run: dict[int, Written] = {}
    for column, cell in enumerate(cells):
        found = written_date(cell)
        last = run.get(column - 1)
        if found is None:
            run = {}
        else:
            follows = last is not None and (found.day == last.day + 1 or (found.day == 1 and last.day >= 28))
            run = {**run, column: found} if follows else {column: found}
        best = run if len(run) > len(best) else best
    return best


def parted_dates(cells: Sequence[str], run: Mapping[int, Written]) -> bool:
    """Tell whether a row of dates goes on outside a run of it: a month with its day, or two days in a row.

    A whole date left of the run may tell when the sheet was made.
    """
    rest = ["" if column in run else cell for column, cell in enumerate(cells)]
    named = ((column, written_date(cell)) for column, cell in enumerate(rest))
    alone = any(
        found is not None and found.month is not None and (found.year is None or column > min(run))
        for column, found in named
    )
    return alone or len(date_run(rest)) >= SHORTEST


def is_heading(cells: Sequence[str], *, first: bool) -> bool:
    """Tell whether a row is a heading of dates, the first of its sheet or a further one."""
    run = date_run(cells)
    whole = bool(run) and all(found.year is not None for found in run.values())
    return whole or len(run) >= (SHORTEST if first else SHORTEST_AGAIN)


def first_dates(rows: Sequence[Sequence[str]], row: int, run: dict[int, Written]) -> list[dt.date]:
    """Give the dates that the first cell of a heading may stand for: its own, or what stands above it says.

    Years are those in which a shift can lie (`YEARS`), the first and the last left out.
    """
    column, start = min(run.items())
    above = rows[:row]
    if start.year is not None and start.month is not None:
        return _real([(start.year, start.month)], start.day)
    texts = [cell for cells in above for cell in cells if cell]
    years = list(dict.fromkeys(int(year) for text in texts for year in _YEAR.findall(text)))
    if start.month is not None:
        return _real([(year, start.month) for year in years], start.day)
    months = _months_above(above, column, years)
    if months:
        return _real(months, start.day)
    whole = [tuple(map(int, found)) for text in texts for found in FULL.findall(text)]
    if any(day == start.day for _, _, day in whole):
        return _real([(year, month) for year, month, day in whole if day == start.day], start.day)
    titles = [(int(y), int(m)) for text in texts for y, m in _YEAR_MONTH.findall(text)]
    titles += [(int(y), int(m)) for text in texts for m, y in _MONTH_YEAR.findall(text)]
    rolls = any(found.day == 1 for found in list(run.values())[1:])
    titles += [(y - (m == 1), 12 if m == 1 else m - 1) for y, m in titles] if rolls else []
    return _real(titles, start.day)


def _months_above(above: Sequence[Sequence[str]], column: int, years: Sequence[int]) -> list[tuple[int, int]]:
    """Read the month in the merged cell over a column, in the lowest row that has one."""
    for cells in reversed(above):
        for cell in reversed(cells[column : column + 1] or ()):
            found = _MONTH.fullmatch(cell.strip()) or _YEAR_MONTH.fullmatch(cell.strip())
            if found:
                return [(int(found[1]), int(found[2]))] if found[1] else [(year, int(found[2])) for year in years]
    return []


def _real(months: Sequence[tuple[int, int]], day: int) -> list[dt.date]:
    dates = []
    for year, month in dict.fromkeys(months):
        if year in YEARS[1:-1]:
            with suppress(ValueError):
                dates.append(dt.date(year, month, day))
    return dates


def fits(first: dt.date, run: dict[int, Written], weekdays: dict[int, int]) -> bool:
    """Tell whether a heading that begins on a date says the same in every cell, weekdays included."""
    for number, (column, found) in enumerate(sorted(run.items())):
        date = first + dt.timedelta(days=number)
        if found.day != date.day or found.month not in {None, date.month} or found.year not in {None, date.year}:
            return False
        if weekdays.get(column, date.weekday()) != date.weekday():
            return False
    return True


def weekdays_near(rows: Sequence[Sequence[str]], row: int, columns: Sequence[int]) -> dict[int, int]:
    """Read the row of weekdays within two rows of a heading, Monday is 0; empty if there is none."""
    for near in (row + 1, row - 1, row + 2, row - 2):
        if 0 <= near < len(rows):
            found = dict(_weekdays(rows[near], columns))
            if len(found) == len(columns):
                return found
    return {}


def _weekdays(cells: Sequence[str], columns: Sequence[int]) -> Iterator[tuple[int, int]]:
    for column in columns:
        text = (cells[column] if column < len(cells) else "").strip().lower()
        sign = re.sub(r"^(?:周|星期|礼拜)", "", text)[:3]
        if sign in _WEEKDAYS:
            yield column, _WEEKDAYS[sign]
