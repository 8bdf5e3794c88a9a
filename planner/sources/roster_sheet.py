"""A roster as stations keep it: one row an officer, one column a date, codes in the cells."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from planner.domain.clock import instant
from planner.domain.roster_cells import duties_open
from planner.domain.rostering import PastShift
from planner.sources.faults import shown
from planner.sources.roster_codes import CodeBook, Meaning, Unclear, plain
from planner.sources.roster_header import (
    Heading,
    date_run,
    first_dates,
    fits,
    is_heading,
    parted_dates,
    weekdays_near,
)
from planner.sources.roster_names import Roll
from planner.sources.tables import READERS

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from planner.domain.force import Duty, Officer, Shift
    from planner.sources.faults import Faults
    from planner.sources.files import SourceFile

FOOTER = ("合计", "总计", "小计", "人数", "在岗", "备注", "说明", "图例", "制表", "审核", "统计", "缺岗")
FOOTER_ENGLISH = ("on duty", "total", "sum", "legend", "note", "missing")
"""How rows below the officers begin."""


def read_wide(
    source: SourceFile,
    officers: Sequence[Officer],
    shifts: Sequence[Shift],
    codes: Mapping[str, str],
    zone: ZoneInfo,
    faults: Faults,
    *,
    duties: Sequence[Duty] = (),
) -> list[PastShift]:
    """Read the shifts of a station's sheet.

    Rows above the dates are titles, from which the year and month are taken where the dates leave them out. Rows that
    hold no officer and no codes, such as totals and legends, are not read. Empty cells are days off.

    Parameters
    ----------
    source
        A ``.csv`` or ``.xlsx`` file; of a workbook the first sheet is read.
    officers, shifts, duties
        Those of the scenario; without duties, cells may name them by their codes in `shifts` only.
    codes
        What the station writes in cells, with the code of the shift or ``off``.
    zone
        The station's time zone.
    faults
        Takes what is wrong in rows and cells, each with its row and its column's letter.

    Returns
    -------
    Shifts by officer's row and date; a split shift lasts from the start of its first part to the end of its second.

    Raises
    ------
    InputRefused
        If the file as a whole cannot be read, or its dates cannot be told.
    """
    reader = READERS.get(source.path.suffix.lower())
    if reader is None:
        raise source.refused("file_type_unknown", known=", ".join(READERS))
    found = list(reader(source))
    rows = [[cell.strip() for cell in cells] for _, cells in found]
    places = [place for place, _ in found]
    sheet = _Sheet(source, places, rows, Roll(officers), CodeBook(shifts, duties, codes), faults)
    every = [duty.code for duty in duties] or list(dict.fromkeys(code for shift in shifts for code in shift.duties))
    return [_past(officer, date, meaning, every, zone) for officer, date, meaning in sheet.cells()]


def _past(officer: Officer, date: dt.date, meaning: Meaning, every: Sequence[str], zone: ZoneInfo) -> PastShift:
    shift = meaning.shift
    assert shift is not None  # noqa: S101 - days off are left out before
    duties = duties_open(officer, shift, every)
    last = shift.window if shift.second is None else shift.second
    return PastShift(
        officer=officer.id,
        start=instant(date, shift.window.start, zone),
        end=instant(date, last.end, zone),
        shift=shift.code,
        duty=meaning.duty or (duties[0] if len(duties) == 1 else ""),
    )


class _Sheet:
    """The rows of a sheet and what is known to read them by."""

    def __init__(
        self,
        source: SourceFile,
        places: Sequence[str],
        rows: Sequence[Sequence[str]],
        roll: Roll,
        codes: CodeBook,
        faults: Faults,
    ) -> None:
        self._source, self._places, self._rows = source, places, rows
        self._roll, self._codes, self._faults = roll, codes, faults
        self._met = self._below = False
        self._given: dict[tuple[str, dt.date], str] = {}

    def cells(self) -> list[tuple[Officer, dt.date, Meaning]]:
        """Give what each cell of each officer says, days off left out."""
        heading: Heading | None = None
        found: list[tuple[Officer, dt.date, Meaning]] = []
        for row, cells in enumerate(self._rows):
            if is_heading(cells, first=heading is None) and not self._is_officers(cells, heading):
                heading = self._heading(row)
            elif heading is not None:
                found += self._row(row, heading)
        if heading is None:
            raise self._source.refused("roster_dates_missing")
        if not self._met and not self._below:
            raise self._source.refused("roster_names_missing")
        return found

    def _is_officers(self, cells: Sequence[str], heading: Heading | None) -> bool:
        """Tell whether a row holds an officer's codes, which may look like days of the month."""
        return heading is not None and self._roll.found(cells[: heading.first]) is not None

    def _heading(self, row: int) -> Heading:
        """Read a row of dates.

        Raises
        ------
        InputRefused
            If the cells, the month above them and the weekdays leave no date or more than one.
        """
        run = date_run(self._rows[row])
        weekdays = weekdays_near(self._rows, row, list(run))
        starts = first_dates(self._rows, row, run)
        if not starts:
            raise self._source.refused("roster_month_missing", self._places[row])
        whole = not parted_dates(self._rows[row], run)
        fitting = [start for start in starts if whole and fits(start, run, weekdays)]
        if not fitting:
            raise self._source.refused("roster_dates_contradict", self._places[row], start=starts[0].isoformat())
        if len(set(fitting)) > 1:
            options = ", ".join(start.isoformat() for start in sorted(set(fitting)))
            raise self._source.refused("roster_dates_unclear", self._places[row], options=options)
        dates = (fitting[0] + dt.timedelta(days=n) for n in range(len(run)))
        return Heading(row=row, columns=dict(zip(sorted(run), dates, strict=True)))

    def _row(self, row: int, heading: Heading) -> list[tuple[Officer, dt.date, Meaning]]:
        cells = self._rows[row]
        leading = cells[: heading.first]
        texts = {column: cells[column] for column in heading.columns if column < len(cells) and cells[column]}
        officer = self._roll.found(leading)
        if officer is None:
            self._stranger(row, leading, texts, heading)
            return []
        if isinstance(officer, Unclear):
            self._faults.add(officer.code, self._source.name, self._places[row], **officer.params)
            self._met = True
            return []
        self._met, self._below = True, False
        found = []
        for column, text in texts.items():
            meaning = self._cell(row, column, text)
            date = heading.columns[column]
            if meaning is not None and meaning.shift is not None and self._is_first(officer, date, row, column):
                found.append((officer, date, meaning))
        return found

    def _cell(self, row: int, column: int, text: str) -> Meaning | None:
        meaning = self._codes.meaning(text)
        if isinstance(meaning, Unclear):
            self._faults.add(meaning.code, self._source.name, self._place(row, column), **meaning.params)
            return None
        return meaning

    def _is_first(self, officer: Officer, date: dt.date, row: int, column: int) -> bool:
        """Note a shift of an officer on a date; a second one is a fault."""
        other = self._given.setdefault((officer.id, date), self._place(row, column))
        if other == self._place(row, column):
            return True
        params = {"officer": shown(officer.name or officer.id), "date": date.isoformat(), "other": other}
        self._faults.add("roster_date_twice", self._source.name, self._place(row, column), **params)
        return False

    def _stranger(self, row: int, leading: Sequence[str], texts: Mapping[int, str], heading: Heading) -> None:
        """Judge a row without a known officer: a total or a legend is passed over, codes without a name are not."""
        name = self._roll.name_in(leading)
        label = plain(" ".join(leading))
        if any(word in label for word in FOOTER) or label.startswith(FOOTER_ENGLISH):
            self._below = self._met or self._below
            return
        known = [text for text in texts.values() if self._codes.is_known(text)]
        numbers = all(text.isdigit() for text in texts.values())
        full = len(known) == len(texts) and 2 * len(known) >= len(heading.columns)
        if not known or (self._below and (numbers or not full)):
            return
        place = self._places[row]
        if not name:
            if self._met and full and len(known) > 2:
                self._faults.add("roster_name_missing", self._source.name, place)
        elif 2 * len(known) >= len(texts):
            self._met = True
            near = self._roll.nearest(name)
            self._faults.add("roster_name_unknown", self._source.name, place, value=shown(name), nearest=near)

    def _place(self, row: int, column: int) -> str:
        return f"{self._places[row]}, column {_letter(column)}"


def _letter(column: int) -> str:
    """Give the letters by which spreadsheets call a column."""
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
