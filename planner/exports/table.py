"""Rows as a CSV file that a spreadsheet opens well and runs nothing from."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Sequence

Cell = str | int | float | bool | None

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""Spreadsheets may read a cell that begins so as a formula.

https://owasp.org/www-community/attacks/CSV_Injection, with the full-width forms that Chinese input methods type.
"""


def table_bytes(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Write a table as RFC 4180 in UTF-8 with a byte order mark, which Excel needs to read Chinese.

    Text that begins like a formula is led by an apostrophe; numbers are written as they are.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([_shown(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def clock_on_the_wall(moment: dt.datetime) -> str:
    """Give the station's clock in the form that spreadsheets read as a date and time."""
    return moment.strftime("%Y-%m-%d %H:%M:%S")


def _shown(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, str):
        return "'" + cell if cell.startswith(FORMULA_STARTS) else cell
    return str(cell)
