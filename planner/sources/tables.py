"""Tables: CSV in UTF-8 or GB18030, and XLSX; rows with the line that they stand on."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from planner.sources.text import decoded, first_unreadable_line

if TYPE_CHECKING:
    from planner.sources.files import SourceFile

DELIMITERS = ",;\t"
"""What may stand between cells; the one that the header has most of is taken."""

Cells = tuple[str, Sequence[str]]
"""Name of a row (``line 12``) and its cells as text."""


_STRIPPED = frozenset(
    {"id", "grid", "kind", "time", "service", "officer", "date", "shift", "wish", "weight", "code", "duty"}
    | {"start", "end", "start_iso", "end_iso"}
)
"""Columns in which blanks around the value, which nobody sees in a spreadsheet, mean nothing."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its name in faults, and its cells that are not empty by column."""

    place: str
    cells: Mapping[str, str]


def read_rows(source: SourceFile, required: Iterable[str], names: Mapping[str, str] | None = None) -> tuple[Row, ...]:
    """Read a table whose first row names its columns; names are matched without regard to case.

    Parameters
    ----------
    source
        A ``.csv`` or ``.xlsx`` file.
    required
        Columns that must be there.
    names
        Other names of columns, in small letters, and what they stand for; full-width brackets count as plain ones.

    Raises
    ------
    InputRefused
        If it is no such table.
    """
    reader = READERS.get(source.path.suffix.lower())
    if reader is None:
        raise source.refused("file_type_unknown", known=", ".join(READERS))
    lines = reader(source)
    place, header = next(lines, ("line 1", ()))
    columns = column_names(source, place, header, names)
    refuse_missing(source, place, columns, [name for name in required if name not in columns])
    return tuple(_rows(source, columns, lines))


def column_names(
    source: SourceFile, place: str, header: Sequence[str], names: Mapping[str, str] | None = None
) -> list[str]:
    """Give the columns that a header names, as `read_rows` knows them.

    Raises
    ------
    InputRefused
        If two have the same name.
    """
    columns = [name.strip().lower() for name in header]
    if names:
        columns = [names.get(name.replace("（", "(").replace("）", ")"), name) for name in columns]
    twice = [name for name, count in Counter(filter(None, columns)).items() if count > 1]
    if twice:
        raise source.refused("column_twice", place, column=twice[0])
    return columns


def refuse_missing(source: SourceFile, place: str, columns: Sequence[str], missing: Sequence[str]) -> None:
    """Refuse a table in which columns are missing."""
    if missing:
        raise source.refused("column_missing", place, column=", ".join(missing), found=", ".join(columns)[:200])


def delimiter_of(header: str) -> str:
    """Give what stands between the cells of a header."""
    return max(DELIMITERS, key=header.count)


def _rows(source: SourceFile, columns: Sequence[str], lines: Iterator[Cells]) -> Iterator[Row]:
    for place, cells in lines:
        if any(cell.strip() for cell in cells[len(columns) :]):
            raise source.refused("row_too_long", place, cells=len(cells), columns=len(columns))
        named = zip(columns, cells, strict=False)
        filled = {key: cell.strip() if key in _STRIPPED else cell for key, cell in named if key and cell.strip()}
        if filled:
            yield Row(place, filled)


def read_csv(source: SourceFile) -> Iterator[Cells]:
    """Give the rows of a CSV file as RFC 4180 has it."""
    data = source.data()
    text, _ = decoded(data)
    if text is None:
        raise source.refused("table_encoding", f"line {first_unreadable_line(data)}")
    delimiter = delimiter_of(text.partition("\n")[0])
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for cells in reader:
            yield f"line {line}", cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise source.refused("table_malformed", f"line {line}", detail=str(error)) from None


def read_xlsx(source: SourceFile) -> Iterator[Cells]:
    """Give the rows of the first sheet of a workbook."""
    from planner.sources.workbook import first_sheet

    for number, cells in enumerate(first_sheet(source), 1):
        yield f"row {number}", [_cell_text(cell) for cell in cells]


def _cell_text(cell: object) -> str:
    """Give a cell of a workbook as text: whole numbers without decimals, times in ISO 8601."""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, dt.datetime | dt.date | dt.time):
        return cell.isoformat()
    return str(cell)


READERS = {".csv": read_csv, ".xlsx": read_xlsx}
"""Reader of each file name ending."""
